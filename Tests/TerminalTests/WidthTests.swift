import TestSupport
import Testing

@testable import Terminal

@Suite struct WidthTests {
  private static func text(_ codes: Substring) -> String {
    var text = ""
    for code in codes.split(separator: " ") {
      if let value = UInt32(code, radix: 16), let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
    }
    return text
  }

  @Test func `Every reference width is ours`() {
    var checked = 0
    var wrong: [Substring] = []
    for line in SharedData.text("unicode-15.0/width-vectors.csv").split(whereSeparator: \.isNewline).dropFirst() {
      let fields = line.split(separator: ",")
      guard fields.count == 3, let columns = Int(fields[2]) else { continue }
      checked += 1
      if WidthPolicy.standard.columns(of: WidthTests.text(fields[1])) != columns { wrong.append(line) }
    }
    #expect(checked > 3600)
    #expect(wrong.isEmpty, "\(wrong.count) differ: \(wrong.prefix(40))")
  }

  /// Swift follows later Unicode versions: Indic conjuncts (rule GB9c, since 15.1) are one cluster there, and U+2701 is
  /// no longer a pictograph (since 16).
  @Test func `Clusters break where Unicode says, Indic conjuncts apart`() {
    var checked = 0
    var wrong: [String] = []
    for line in SharedData.text("unicode-15.0/GraphemeBreakTest.txt").split(whereSeparator: \.isNewline) {
      let rule = line.prefix { $0 != "#" }
      guard rule.contains("÷") else { continue }
      let expected = rule.split(separator: "÷").map { part in
        WidthTests.text(Substring(part.split(separator: "×").joined(separator: " ")))
      }.filter { !$0.isEmpty }
      let whole = Array(expected.joined().unicodeScalars)
      checked += 1
      let found = expected.joined().map { String($0) }
      let isLater = whole.contains { $0.value >= 0x0900 && $0.value < 0x0E00 || $0.value == 0x2701 }
      if found.map({ Array($0.unicodeScalars) }) != expected.map({ Array($0.unicodeScalars) }) && !isLater {
        wrong.append(String(rule))
      }
    }
    #expect(checked > 580)
    #expect(wrong.isEmpty, "\(wrong)")
  }

  @Test func `The cells of a text add up to its columns, whatever the text`() {
    for line in SharedData.text("unicode-15.0/GraphemeBreakTest.txt").split(whereSeparator: \.isNewline) {
      let text = String(line.prefix(200))
      var frame = Frame(size: Size(columns: 600, rows: 1))
      let used = frame.write(text, at: Point(0, 0))
      #expect(used == WidthPolicy.standard.columns(of: text))
      #expect(frame.cells.allSatisfy { $0.width <= 2 })
    }
  }

  @Test func `Ambiguous characters follow the setting`() {
    let chinese = WidthPolicy(ambiguousColumns: 2)
    #expect(WidthPolicy.standard.columns(of: "│…●→×") == 5)
    #expect(chinese.columns(of: "│…●→×") == 10)
    #expect(chinese.columns(of: "✓✗⚠") == 3)
    #expect(chinese.columns(of: "abc中文") == 7)
    #expect(chinese.asciiBorders)
  }

  @Test(arguments: [
    ("👨‍👩‍👧", 2, true), ("🇩🇪", 2, true), ("👍🏽", 2, true), ("☎️", 2, true), ("1️⃣", 2, true), ("😀", 2, false),
    ("é", 1, false), ("e\u{301}", 1, false), ("中", 2, false), ("한", 2, false), ("\u{1112}\u{1161}\u{11AB}", 2, true),
  ])
  func `A doubtful cluster is flagged`(cluster: String, columns: Int, isDoubtful: Bool) {
    var cells: [Cell] = []
    SafeText.forEachCell(of: cluster, widths: .standard) {
      cells.append($0)
      return true
    }
    #expect(cells.count == 1)
    #expect(cells.first?.width == UInt8(columns))
    #expect(cells.first?.isDoubtful == isDoubtful)
  }
}
