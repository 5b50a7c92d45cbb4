internal import ArgumentParser
internal import Domain
internal import Exchange
internal import Operations
internal import Store

/// What every command takes that writes files for channels: where to, for which account, and how it is told.
struct OutgoingOptions: ParsableArguments {
  @Option(name: .customLong("to"), help: "The folder; else what PORTOLAN_OUTGOING names.") var folder: String?
  @Option(help: "One channel account alone.") var channel: String?
  @Flag(help: "One JSON object.") var json = false

  func place() throws -> String {
    guard let folder = folder ?? OutgoingFolder.configured else {
      throw Failure(text: "name a folder with --to, or in PORTOLAN_OUTGOING.")
    }
    return folder
  }

  func account(in store: Store) throws -> Int64? { try OutgoingOptions.account(channel, in: store) }

  static func account(_ code: String?, in store: Store) throws -> Int64? {
    try code.map { code in
      guard let found = try store.connection.readNow({ try Accounts.find(code, in: $0) }) else {
        throw ActionRefusal.noSuchRecord(kind: "accounts", code)
      }
      return found.id
    }
  }

  /// Says what was sent; `things` names what a file has one record of, `nothing` is said where none was written.
  func say(_ report: ShippingSender.Report, things: String, nothing: String) {
    if json {
      Output.json([
        "files": .list(
          report.files.map {
            [
              "channel": .text($0.account), "format": .text($0.format), "file": .text($0.path),
              "records": .integer(Int64($0.records)),
            ]
          }), "recovered": .list(report.recovered.map(JSONOutput.text)),
      ])
      return
    }
    for path in report.recovered { Output.line("\(path): put in its place after an earlier run") }
    for file in report.files { Output.line("\(file.path): \(file.format), \(file.records) \(things)") }
    if report.files.isEmpty && report.recovered.isEmpty { Output.line(nothing) }
  }
}
