import Domain
import Testing

@Suite struct CompletionTests {
  /// `|` is the cursor.
  static func complete(_ marked: String, kind: Kind? = .orders) -> [Completion] {
    let parts = marked.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false)
    return Sentence.completions(
      parts.map(String.init).joined(), cursor: parts[0].count, kind: kind, views: ["urgent", "unpaid-de", "双十一"]
    ) { field in
      switch field {
      case .order(.channel): ["amz-de", "amz-fr", "shop one"]
      case .order(.assignee): ["ann", "me"]
      default: []
      }
    }
  }

  /// Cursor → the first suggestions, and the text with the first one put in.
  @Test(arguments: [
    ("orders sta|", ["status:", "state:"], "orders status:"),
    ("orders status:pa|", ["partlyPaid", "paid", "partlyShipped", "unpaid"], "orders status:partlyPaid"),
    ("orders status:paid,un|", ["unpaid"], "orders status:paid,unpaid"),
    ("orders status:PAI|", ["paid"], "orders status:paid"),
    ("orders status:pai|x country:DE", ["paid"], "orders status:paid country:DE"),
    ("orders -sta|", ["status:"], "orders -status:"),
    ("orders (sta|", ["status:"], "orders (status:"), ("orders age|", ["age:", "age>", "age>="], "orders age:"),
    ("orders status|", ["status:", "status!="], "orders status:"), ("orders age>|", ["24h", "3d"], "orders age>24h"),
    ("orders age>2|", ["24h"], "orders age>24h"),
    ("orders placedAt:th|", ["thisweek", "thismonth", "thisyear"], "orders placedAt:thisweek"),
    ("orders late:|", ["yes", "no", "none", "any"], "orders late:yes"),
    ("orders @|", ["urgent", "unpaid-de", "双十一"], "orders @urgent"),
    ("orders @un|", ["unpaid-de"], "orders @unpaid-de"), ("orders -@双|", ["双十一"], "orders -@双十一"),
    ("orders channel:amz|", ["amz-de", "amz-fr"], "orders channel:amz-de"),
    ("orders channel:shop|", ["\"shop one\""], "orders channel:\"shop one\""),
    ("orders channel:fr|", ["amz-fr"], "orders channel:amz-fr"),
    ("orders assignee:|", ["me", "none", "any", "ann"], "orders assignee:me"),
    ("orders sort:|", ["number", "channel"], "orders sort:number"),
    ("orders sort:-pl|", ["placedAt"], "orders sort:-placedAt"),
    ("orders sort:-age,to|", ["total"], "orders sort:-age,total"),
    ("orders cols:num|", ["number"], "orders cols:number"),
    ("orders group:cou|", ["country"], "orders group:country"), ("orders so|", ["sort:"], "orders sort:"),
    ("orders a o|", ["or "], "orders a or "),
    ("or|", ["orders "], "orders "), ("|", ["orders ", "lines "], "orders "),
    ("products rev|", ["review:"], "products review:"),
    ("orders status：pai|", ["paid"], "orders status：paid"), ("orders 蓝色 sta|", ["status:"], "orders 蓝色 status:"),
    ("orders holds:addr|", ["incorrectAddress"], "orders holds:incorrectAddress"),
    ("orders total|", ["total:", "total>"], "orders total:"), ("orders tag|", ["tags:", "tags!="], "orders tags:"),
  ])
  func `What would fit at the cursor`(marked: String, first: [String], result: String) throws {
    let found = Self.complete(marked)
    let wanted = first.filter { text in !found.contains { $0.text == text } }
    #expect(wanted == [], "\(found.map(\.text))")
    let best = try #require(marked.contains("a o|") ? found.first { $0.text == "or " } : found.first)
    #expect(best.text == first[0])
    let text = Array(marked.filter { $0 != "|" })
    #expect(String(text[..<best.range.lowerBound]) + best.text + String(text[best.range.upperBound...]) == result)
  }

  @Test(arguments: ["orders \"sta|", "orders customer:\"an|", "orders foo:x|", "orders status:paid|x:"])
  func `Where anything goes nothing is offered`(marked: String) {
    #expect(Self.complete(marked).allSatisfy { $0.role == .value && marked.contains("paid") })
  }

  @Test func `Roles and limits`() {
    #expect(Self.complete("|", kind: nil).map(\.role) == Kind.allCases.map { _ in .kind })
    #expect(Self.complete("orders |").allSatisfy { $0.role == .field || $0.role == .word })
    #expect(Self.complete("orders sta|").first?.field == .order(.status))
    #expect(Self.complete("orders sort:|").allSatisfy { $0.field?.isSortable == true })
    #expect(Sentence.completions("orders", cursor: 99, kind: nil).count <= 100)
    #expect(Sentence.completions(String(repeating: "a", count: 5000), cursor: 3, kind: .orders) == [])
  }
}
