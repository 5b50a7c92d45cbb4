import Domain
import TestSupport
import Testing

@testable import Store

/// The store and the predicate must mean the same rows, in the same order.
@Suite struct SentencePropertyTests {
  static let sentencesOfAKind = 500

  @Test(arguments: SentencePropertyTests.kinds)
  func `Every sentence means the same rows to the store as to the predicate`(kind: Kind) throws {
    try SentencePropertyTests.compare(kind, sentences: SentencePropertyTests.sentencesOfAKind, seed: 7, Weighing())
  }

  @Test(arguments: SentencePropertyTests.kinds)
  func `Ways in that only large stores need lead to the same rows`(kind: Kind) throws {
    try SentencePropertyTests.compare(
      kind, sentences: 250, seed: 70, Weighing(probe: 6, expansions: 0, reach: 9, indexReach: 3, judgedReach: 5))
  }

  @Test(arguments: SentencePropertyTests.kinds)
  func `Who may not see personal data finds by other words alone`(kind: Kind) throws {
    try SentencePropertyTests.compare(kind, sentences: 250, seed: 90, Weighing(), mayReadPersonal: false)
    try SentencePropertyTests.compare(
      kind, sentences: 100, seed: 91, Weighing(probe: 6, expansions: 0, reach: 9, indexReach: 3, judgedReach: 5),
      mayReadPersonal: false)
  }

  /// What carriers offer is asked after beside it (`WayViewTests`).
  static let kinds = Kind.allCases.filter { ![.carriers, .services, .sheets].contains($0) }

  static func compare(
    _ kind: Kind, sentences: Int, seed: UInt64, _ weighing: Weighing, mayReadPersonal: Bool = true
  ) throws {
    let fixture = try Fixture(seed: 20_260_921, orders: 160, products: 60, customers: 50, hasFulfilment: true)
    let rows = fixture.rows(of: kind)
    var random = RandomSentence(
      dice: Dice(seed: seed + UInt64(Kind.allCases.firstIndex(of: kind) ?? 0)), kind: kind, now: fixture.now)
    let inquiry = Inquiry(now: fixture.now, zone: .utc, me: "Anna")
    var numbered = inquiry
    numbered.numbering = fixture.numbering(of: kind)
    var (some, refused) = (0, 0)
    for number in 0..<sentences {
      let sentence = random.sentence()
      let query = ViewQuery(sentence, inquiry: inquiry, mayReadPersonal: mayReadPersonal)
      if (try? query.check()) == nil {
        refused += 1
        continue
      }
      numbered.tracked = fixture.tracked(kind, sentence.condition)
      let expected = SentencePropertyTests.expected(sentence, rows, numbered, mayReadPersonal ? .all : .open)
      if !expected.isEmpty && expected.count < rows.count { some += 1 }
      let comment = Comment(rawValue: "\(number): \(sentence)")
      try fixture.store.connection.readNow { reader in
        try Weighing.$current.withValue(weighing) {
          let page = try Views.page(query, from: .start, limit: 1000, in: reader)
          #expect(page.rows.map(\.id) == expected, comment)
          #expect(page.reachedStart && page.reachedEnd, comment)
          #expect(try Views.count(query, in: reader) == Int64(expected.count), comment)
          if number % 3 == 0 {
            #expect(try SentencePropertyTests.walked(query, forwards: true, reader) == expected, comment)
            #expect(try SentencePropertyTests.walked(query, forwards: false, reader) == expected, comment)
          }
          if number % 5 == 0, let id = expected.dropFirst(expected.count / 2).first {
            let around = try Views.page(query, from: .around(id), limit: 9, in: reader).rows.map(\.id)
            let at = try #require(expected.firstIndex(of: id))
            let first = max(at - 4, 0)
            #expect(around == Array(expected[first..<min(first + 9, expected.count)]), comment)
            let there = try Views.rows(query, ids: rows.map(\.id), in: reader)
            #expect(Set(there.keys) == Set(expected), comment)
          }
        }
      }
    }
    // Sentences that mean everything or nothing prove little.
    let isOfStock = ![Kind.orders, .lines, .products, .variants, .customers].contains(kind)
    #expect(some > (sentences - refused) / (isOfStock ? 7 : 4))
    #expect(mayReadPersonal ? refused == 0 : refused < sentences * 3 / 4)
  }

  static func expected(
    _ sentence: Sentence, _ rows: [ShownRow], _ inquiry: Inquiry, _ scope: WordScope = .all
  ) -> [Int64] {
    let criterion = sentence.condition.resolved(in: inquiry)
    let ordering = sentence.ordering
    return rows.filter { criterion.matches(cut: $0.cut, scope, value: $0.value) }
      .sorted { ordering.precedes($0.value, id: $0.id, $1.value, id: $1.id) }
      .map(\.id)
  }

  /// All rows by pages of seven, from one end to the other.
  static func walked(_ query: ViewQuery, forwards: Bool, _ reader: any Reader) throws -> [Int64] {
    var ids: [Int64] = []
    var page = try Views.page(query, from: forwards ? .start : .end, limit: 7, in: reader)
    while true {
      ids = forwards ? ids + page.rows.map(\.id) : page.rows.map(\.id) + ids
      if forwards ? page.reachedEnd : page.reachedStart { return ids }
      guard let anchor = (forwards ? page.rows.last : page.rows.first)?.anchor, ids.count < 2000 else { return ids }
      page = try Views.page(query, from: forwards ? .after(anchor) : .before(anchor), limit: 7, in: reader)
    }
  }
}
