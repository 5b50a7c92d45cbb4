import Domain
import Foundation
import TestSupport
import Testing

@Suite(.serialized) struct HostileTextTests {
  /// The list of naughty strings, our own escapes, and what grows.
  static func texts() -> [String] {
    var texts: [String] = []
    if let data = SharedData.read("hostile-text/blns-given.json"),
      let list = try? JSONSerialization.jsonObject(with: data) as? [String]
    {
      texts += list
    }
    if let data = SharedData.read("hostile-text/escapes-given.jsonl") {
      for line in data.split(separator: 0x0A) {
        guard let record = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any],
          let coded = record["b64"] as? String, let bytes = Data(base64Encoded: coded)
        else {
          Issue.record("a line of escapes-given.jsonl is no record")
          continue
        }
        // Bytes that are no UTF-8 reach the domain mended, as every reader mends them.
        texts.append(String(decoding: bytes, as: UTF8.self))
      }
    }
    let seeds = [
      "a", "-", "(", "\"", "\\", "@", "a:", "a\u{301}", "\u{301}", "蓝", "1-",
      "status:paid,", "👨‍👩‍👧‍👦", "ｶﾞ", "\u{202E}",
      "..", "ﷺ",
    ]
    texts += seeds.map { String(repeating: $0, count: 4000 / $0.utf8.count) }
    texts += seeds.map { String(repeating: $0, count: 500) + " x" }
    texts.append("status:" + String(repeating: "paid,", count: 800) + "paid")
    texts.append(String(repeating: "age>1d or ", count: 400) + "x")
    return texts
  }

  @Test func `Hostile text is folded, cut and parsed without a fall and fast`() {
    let texts = Self.texts()
    #expect(texts.count > 300)
    var cutter = TermCutter()
    var slowest: (time: Duration, text: String) = (.zero, "")
    for text in texts {
      let time = ContinuousClock().measure {
        let folded = FoldedText.fold(text)
        #expect(FoldedText.fold(folded).utf8.elementsEqual(folded.utf8))
        let cut = cutter.indexTerms(of: [text])
        #expect(cut.utf8.split(separator: 0x20).count <= SearchTerms.limit)
        let terms = cutter.queryTerms(of: text)
        // What was left out beyond the limit of a row is not found; anything else is.
        if cut.utf8.split(separator: 0x20).count < SearchTerms.limit {
          #expect(SearchTerms.matches(terms, cut: cut), "\(text.prefix(60).debugDescription)")
        }
      }
      if time > slowest.time { slowest = (time, text) }
      for kind in [nil, Kind.orders] {
        for typed in [text, "\"" + text + "\"", "tag:" + text, Quoted.sentence(text)] {
          let time = ContinuousClock().measure {
            switch Result(catching: { () throws(SentenceError) in try Sentence(typed, kind: kind) }) {
            case .success(let sentence):
              // Escaping may carry the printed form of the longest texts beyond the limit.
              let printed = sentence.description
              let isReadable = printed.utf8.count <= Sentence.lengthLimit
              #expect(!isReadable || (try? Sentence(printed)) == sentence, "\(typed.prefix(60).debugDescription)")
            case .failure(let error):
              #expect(error.range.upperBound <= typed.count)
              #expect(error.message.count < 1500)
            }
          }
          if time > slowest.time { slowest = (time, typed) }
          let completing = ContinuousClock().measure {
            _ = Sentence.completions(typed, cursor: typed.count / 2, kind: kind, views: ["urgent"])
          }
          if completing > slowest.time { slowest = (completing, "completing " + typed) }
        }
      }
    }
    print("hostile text: \(texts.count) texts, slowest \(slowest.time) on \(slowest.text.prefix(40).debugDescription)")
    // 5 ms in a release build (measured, not tested); a debug build on a busy machine is given more.
    #expect(slowest.time < .milliseconds(500), "\(slowest.text.prefix(60).debugDescription)")
  }

  @Test func `Every hostile text can be put in quotes and comes back`() throws {
    for text in Self.texts() where text.utf8.count < 1500 && !SearchTerms.queryTerms(of: text).isEmpty {
      let sentence = Sentence(kind: .orders, condition: .text(text))
      #expect(try Sentence(sentence.description) == sentence)
      let tag = Sentence(kind: .orders, condition: .field(.order(.tags), [.code(text)]))
      #expect(try Sentence(tag.description) == tag)
    }
  }

  @Test func `Hostile text as a tag or an amount is taken or refused`() {
    for text in Self.texts() {
      for tag in Tags.cleaned([text]) {
        #expect(tag.count <= Order.tagLengthLimit && !tag.contains(","))
        #expect(Tags.cleaned([tag]) == [tag])
      }
      if let money = Money(amount: text, currency: .euro) {
        #expect(Money(amount: money.amount, currency: .euro) == money)
      }
      #expect(Currency(text).map { $0.code == text.uppercased() } ?? true)
    }
  }
}

enum Quoted {
  static func sentence(_ text: String) -> String {
    Sentence(kind: .orders, condition: .text(text)).description
  }
}
