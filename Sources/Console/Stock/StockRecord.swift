internal import Domain
internal import Store

/// The stock of one SKU, as the detail shows it.
struct StockRecord: Sendable {
  var report: StockReport
  /// The units by which it was opened; their row goes when the last of them leave.
  var quant: Int64?
  var history: [JournalEntry]

  /// What stands where it was opened.
  var opened: StockReport.Standing? { quant.flatMap { id in report.standings.first { $0.quantId == id } } }
}

/// A place and what stands in it, as the detail shows it.
struct LocationRecord: Sendable {
  var report: PlaceReport
  var history: [JournalEntry]
}
