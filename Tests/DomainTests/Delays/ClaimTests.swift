import Domain
import Testing

/// A claim's steps: everything listed, everything reached, ends without a way out.
@Suite struct ClaimTests {
  static let left = Instant(milliseconds: 1_790_000_000_000)

  private var draft: Claim {
    Claim(
      id: 1, number: "C-1", parcelId: 7, carrier: "yanwen", cause: .lost,
      asked: Money(minorUnits: 4_990, currency: .euro),
      openedAt: ClaimTests.left, fileBy: ClaimTests.left.adding(hours: 90 * 24))
  }

  @Test func `Every state is listed and reached, and ends have no way out`() {
    #expect(Set(ClaimState.transitions.keys) == Set(ClaimState.allCases))
    var reached: Set<ClaimState> = [.draft]
    var open = [ClaimState.draft]
    while let state = open.popLast() {
      for next in (ClaimState.transitions[state] ?? [:]).values where reached.insert(next).inserted {
        open.append(next)
      }
    }
    #expect(reached == Set(ClaimState.allCases))
    for state in ClaimState.allCases { #expect(state.isEnd == (ClaimState.transitions[state] == [:])) }
  }

  @Test func `It is filed in time, answered, and paid`() throws {
    let filed = try draft.filed(reference: "YW-88", now: ClaimTests.left.adding(hours: 48))
    #expect(filed.state == .filed)
    #expect(filed.deadline == ClaimTests.left.adding(hours: 48 + 30 * 24))
    let half = Money(minorUnits: 2_495, currency: .euro)
    let paid = try filed.accepted(half).paid(now: ClaimTests.left.adding(hours: 100))
    #expect(paid.granted == half)
    #expect(paid.state == .paid)
    #expect(paid.deadline == nil)
    #expect(throws: ClaimRefusal.transition(from: "paid", event: "close", fits: [])) {
      try paid.closed(now: ClaimTests.left)
    }
  }

  @Test func `Too late is refused, more than was asked too, another currency too`() throws {
    let late = ClaimTests.left.adding(hours: 91 * 24)
    #expect(throws: ClaimRefusal.tooLate(number: "C-1", by: draft.fileBy)) {
      try draft.filed(reference: nil, now: late)
    }
    let filed = try draft.filed(reference: nil, now: ClaimTests.left)
    let more = Money(minorUnits: 4_991, currency: .euro)
    #expect(throws: ClaimRefusal.amount(more, asked: draft.asked)) { try filed.accepted(more) }
    let dollars = Money(minorUnits: 100, currency: Currency("USD") ?? .none)
    #expect(throws: ClaimRefusal.otherCurrency(dollars.currency, asked: .euro)) { try filed.accepted(dollars) }
    // A refusal is answered after the first deadline: it was filed in time.
    #expect(try filed.refused().filed(reference: nil, now: late).state == .filed)
  }

  @Test func `What the journal holds of it puts it back`() throws {
    let filed = try draft.filed(reference: "YW-88", now: ClaimTests.left).accepted(
      Money(minorUnits: 9, currency: .euro))
    var back: Claim? = filed
    for change in filed.changes(since: draft) { back = back?.with(change.field, change.before) }
    #expect(back == draft)
  }

  @Test func `A letter says what happened in the customer's language, and no day where none is known`() {
    let by = ClaimTests.left
    for cause in DelayCause.allCases {
      for language in DelayLetter.Language.allCases {
        let letter = DelayLetter(cause, order: "S-17", tracking: "YT123", by: by, in: language)
        #expect(letter.subject.contains("S-17") && letter.text.contains("S-17"))
        #expect(letter.text.contains("2026-09-21") == cause.isStillComing)
        #expect(letter.text.contains("YT123"))
        let bare = DelayLetter(cause, order: "S-17", tracking: "", by: nil, in: language)
        #expect(!bare.text.contains("YT123") && !bare.text.contains("2026"))
      }
    }
  }
}
