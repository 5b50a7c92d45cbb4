internal import Domain
internal import Exchange
internal import Store

/// Carriers' answers among other files: they are no table and no list of records, so they are tried last.
extension FileImport {
  /// - Returns: nil where it is no answer of a carrier either.
  func takeTracking(_ source: SourceReader, name: String) throws -> ImportReport? {
    if options.format != nil || options.profile != nil { return nil }
    var report = ImportReport(file: name)
    let intake = TrackingImport(store: store, actor: actor, now: now())
    guard let told = try intake.read(source, name: name, isDryRun: options.isDryRun) else { return nil }
    report.format = told.format
    report.encoding = source.encoding.name
    (report.rows, report.imported) = (told.rows, told.imported)
    (report.updated, report.unchanged) = (told.updated, told.unchanged)
    report.changedRecords = told.imported + told.updated
    for refusal in told.refused {
      let issue = RowIssue(line: refusal.place, field: refusal.field, code: .missingId)
      report.refuse(issue, rows: 0)
      reject(issue, "")
    }
    return report
  }
}
