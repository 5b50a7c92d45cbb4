import Domain
import Store
import Terminal
import Testing

@testable import Console

/// Words that stand in a certain place.
struct PlacedWordsTests {
  @Test(arguments: Kind.allCases, Language.allCases)
  func `What stands in an empty filter is a filter of its list`(kind: Kind, language: Language) throws {
    let text = Words(language: language).filterPlaceholder(kind)
    #expect(!text.isEmpty)
    #expect(throws: Never.self) { try Sentence(text, kind: kind) }
  }

  @Test func `What the journal keeps bare is told as people read it`() {
    let words = Words(language: .chinese)
    func said(_ value: Plain, _ field: String) -> String { words.plain(value, field: field, zone: .utc) }
    #expect(said(.text("silent"), "cause") == "久无更新")
    #expect(said(.number(1_794_658_500_000), "since") == "2026-11-14 12:15")
    #expect(said(.text("changedMind"), "reason") == "不想要了")
    #expect(said(.text("2026-11-22T13:52:27Z"), "until") == "2026-11-22 13:52")
  }

  @Test func `A refused choice and a missing one are told in the reader's words`() throws {
    let words = Words(language: .chinese)
    let said = words.refused(.badField("reason", found: "x", expected: .oneOf(["awaitingPayment", "fraudRisk"])))
    #expect(said.contains("等待付款、欺诈风险") && !said.contains("awaitingPayment"))
    do {
      _ = try Sentence("状态:", kind: .orders, tongue: SentenceWords.tongue(for: "状态:"))
      Issue.record("it was taken")
    } catch {
      let said = words.sentence(error)
      #expect(said.contains("草稿") && !said.contains("draft"), "\(said)")
    }
  }

  @Test func `A late order on hold has both marks where there is room, else the more urgent one, never a dot`() throws {
    let shop = try Shop()
    try shop.perform("holdOrder", try shop.id("AMZ-DE-305-0000001"), ["reason": "fraudRisk"])
    for size in ["40x8", "20x16", "80x24"] {
      let size = try #require(Size(size))
      let rehearsal = try shop.rehearsal(size, .chinese, view: "orders late:yes holds:any")
      #expect(rehearsal.state.list.count == 1)
      let line = try #require(rehearsal.lines.first { $0.contains("迟") }, "\(rehearsal.text)")
      #expect(line.contains("迟停") == (size.columns >= 60) && !line.contains("… …"), "\(line)")
    }
  }
}
