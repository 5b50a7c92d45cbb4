import Domain
import Testing

/// Bare milliseconds of the journal, told from what only counts.
struct JournalMomentTests {
  private let moment: Int64 = 1_795_334_424_000

  @Test(arguments: [
    "placedAt", "shipBy", "validFrom", "until", "cutOff", "at", "made_at", "runs/7/done_at", "rate_sheets/3/valid_from",
    "claims/1/file_by", "legs/2/planned_to",
  ])
  func `A moment is known by its field`(field: String) {
    #expect(JournalMoment.of(moment, field: field) == Instant(milliseconds: moment))
  }

  @Test func `What counts is a number, whatever its field is called`() {
    #expect(JournalMoment.of(moment, field: "tracking") == nil)
    #expect(JournalMoment.of(moment, field: "runs/7/warehouse_id") == nil)
    #expect(JournalMoment.of(48, field: "lateBy") == nil, "hours")
    #expect(JournalMoment.of(12, field: "picks/9/at_id") == nil)
  }
}
