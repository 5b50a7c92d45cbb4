internal import Domain
internal import Exchange
internal import Store

/// Carriers' answers among other files: they are no table and no list of records, so they are tried last.
extension FileImport {
  /// Whether what is any JSON at first sight proves to be a carrier's answer.
  func isToldByCarrier(_ sample: Sample, _ format: Format) -> Bool {
    guard options.format == nil, options.profile == nil, ["other-json", "amazon-spapi-json"].contains(format.id) else {
      return false
    }
    do throws(PayloadFault) {
      return try PayloadReader.read(Array(sample.text.utf8)).parcels.contains { !$0.events.isEmpty }
    } catch {
      return false
    }
  }

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
