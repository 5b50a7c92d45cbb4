internal import Domain
internal import Exchange
internal import Store

/// Carriers' tables are about ways rather than about an account's records; `--channel` names the service of a file that
/// has no column for it.
extension FileImport {
  /// A sheet of more rows than this is no sheet.
  private static let wayLimit = 500_000

  func takeWays(_ source: SourceReader, _ format: Format, into report: inout ImportReport) throws {
    var rows: [IncomingWay] = []
    var reader = format.makeReader(ReadingContext())
    func sink(_ item: IntakeItem) throws {
      switch item {
      case .way(let way):
        if rows.count < FileImport.wayLimit {
          rows.append(way)
        } else {
          report.refuse(RowIssue(line: way.line, code: .tooMany, found: "\(FileImport.wayLimit)"), rows: 1)
        }
      case .skipped(let issue): report.skip(issue)
      case .refused(let issue, let raw):
        report.refuse(issue, rows: 1)
        reject(issue, raw)
      case .noted(let issue): report.note(issue)
      case .order, .product, .stock, .shipment, .answer: break
      }
    }
    try source.read { try reader.consume($0, into: sink) }
    try reader.finish(into: sink)
    let moment = now()
    let intake = WaysIntake(
      service: options.channel, from: options.exportedAt ?? source.modifiedAt ?? moment, file: report.file)
    let taken = try intake.take(
      rows, as: actor, now: moment, dryRun: options.isDryRun, after: rehearsal?.ways ?? [], in: store)
    rehearsal?.ways.append((intake, rows))
    for refused in taken.refused {
      report.refuse(refused.issue, rows: 1)
      reject(refused.issue, refused.raw)
    }
    for note in taken.notes { report.note(note) }
    report.imported += taken.imported
    report.updated += taken.updated
    report.unchanged += taken.unchanged
    report.rows += taken.imported + taken.updated + taken.unchanged
    report.changedRecords += taken.changedRecords
    report.batch = taken.entry
  }
}
