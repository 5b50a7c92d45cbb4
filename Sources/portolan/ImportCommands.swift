internal import ArgumentParser
internal import Domain
internal import Exchange
internal import Foundation
internal import Operations
internal import Store
internal import Terminal

struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Takes in orders, products, stock, parcels, answers of marketplaces, and carriers' rate sheets.")
  @OptionGroup var shared: SharedOptions
  @Argument(help: "The files; - is standard input.") var files: [String]
  @Option(help: "A format's id, where it is not to be found by content.") var format: String?
  @Option(help: "The channel account's code, made if it is new; of a rate sheet its service.") var channel: String?
  @Option(name: .customLong("map"), help: "A mapping profile for any other CSV.") var map: String?
  @Option(help: "When the file was exported, for records without a stamp of their own.") var exportedAt: String?
  @Option(help: "The warehouse of counts that name none.") var at: String?
  @Option(help: "A file for every row that was refused or skipped.") var rejects: String?
  @Option(help: "The text encoding, where it is not to be found.") var encoding: String?
  @Flag(help: "Reads and judges, and writes nothing.") var dryRun = false
  @Flag(help: "One JSON object a file.") var json = false

  func run() throws {
    if files.isEmpty { throw ValidationError("name at least one file, or - for standard input") }
    let (store, actor) = try shared.openForChanges()
    var options = FileImport.Options()
    options.format = format
    options.channel = channel
    options.isDryRun = dryRun
    options.place = at
    options.profiles = ProfileFolders.load()
    if let map {
      let profile = try Profiles.read(path: map)
      if let fault = ProfileFolders.fault(of: profile) { throw Failure(text: "--map: \(map): \(fault)", status: 2) }
      options.profile = profile
    }
    if let encoding {
      guard let known = TextEncoding(named: encoding) else { throw SourceRefusal.unknownEncoding(encoding) }
      options.encoding = known
    }
    if let exportedAt {
      guard let at = DateText.read(exportedAt, zone: shared.zone, zoneNamed: { ZoneFile.zone(named: $0) }) else {
        throw Failure(text: "--exported-at: “\(exportedAt)” is no time; 2026-09-22T15:04:11Z was expected.")
      }
      options.exportedAt = at
    }
    let rejected = try rejects.map { try RejectFile(path: $0, besides: files + [map].compactMap { $0 }) }
    let stop = ImportStop()
    let interrupts = Process.onInterrupt {
      if stop.stop() { return }
      Output.talk("portolan: The import was stopped before the next file was begun.")
      Process.leave(1)
    }
    defer { withExtendedLifetime(interrupts) {} }
    let rehearsal = dryRun ? FileRehearsal(ofSeveral: files.count > 1) : nil
    // What it took to begin is not needed again.
    TerminalSession.forgetProgramPages()
    var (isAnythingTaken, isAnythingRefused) = (false, false)
    for file in files where !stop.isStopped {
      rejected?.file = file
      let run = FileImport(
        store: store, actor: actor, options: options, now: Process.now, stop: stop, rehearsal: rehearsal,
        progress: { Output.progress("\(file): \($0) rows") }, reject: { rejected?.add($0, $1) })
      var parts: [ImportReport] = []
      try run.run(file == "-" ? .standardInput : .path(file), name: file) { report in
        Output.endProgress()
        say(report)
        parts.append(report)
      }
      for part in parts {
        let isBroken = part.failure != nil || part.refusedCount > 0
        // What is known already is in, so a file of it is done; of a file that broke off it proves nothing.
        let known = part.failure == nil ? part.unchanged : 0
        if !isBroken || part.imported + part.updated + known + part.incompleteOrders > 0 { isAnythingTaken = true }
        if isBroken { isAnythingRefused = true }
      }
    }
    let status: Int32 = !isAnythingRefused ? 0 : isAnythingTaken ? 1 : 2
    do {
      try rejected?.close()
    } catch var failure as Failure {
      // Files that are in are in.
      failure.status = status == 2 ? 2 : 1
      throw failure
    }
    if status != 0 { throw Failure(text: "", status: status) }
  }

  private func say(_ report: ImportReport) {
    if json {
      Output.json(.object(members(report)))
      return
    }
    if let failure = report.failure {
      Output.talk("\(report.file): \(failure)")
      if report.changedRecords == 0 { return }
    }
    Output.line(
      """
      \(report.file): \(report.format), \(report.encoding), \(report.rows) rows: \(report.imported) imported, \
      \(report.updated) updated, \(report.unchanged) unchanged, \(report.skippedCount) skipped, \
      \(report.refusedCount) refused\(dryRun ? " (dry run)" : "")
      """)
    if let answered = report.answered { Output.line("  answers \(answered)") }
    if report.incompleteOrders > 0 {
      Output.line(
        "  Orders with a line that cannot be read: \(report.incompleteOrders); "
          + "`portolan ls 'orders holds:incompleteImport'` lists those that wait for it.")
    }
    // Blank rows and footers are no news; a record that is not taken in here is.
    let passed = report.skipped.filter { $0.code == .notThisKind }
    for issue in passed.prefix(5) { Output.line("  line \(issue.line)\(field(issue)): \(issue.message)") }
    if !passed.isEmpty, passed.count == report.rows {
      Output.line("  If it is a carrier's answer about parcels: portolan track import \(report.file)")
    }
    for issue in report.refused.prefix(20) { Output.line("  line \(issue.line)\(field(issue)): \(issue.message)") }
    for issue in report.notes.prefix(20) { Output.line("  line \(issue.line)\(field(issue)): \(issue.message)") }
    if passed.count > 5 || report.refusedCount > 20 || report.notes.count > 20 {
      Output.line("  … --rejects FILE or --json names all.")
    }
    // A file that changed nothing may have left its raw records, which nobody would take back.
    if let batch = report.batch, report.changedRecords > 0 {
      Output.line("  undo with: portolan undo \(batch)")
    }
  }

  private func field(_ issue: RowIssue) -> String { issue.field.isEmpty ? "" : ", " + issue.field }

  private func members(_ report: ImportReport) -> [(key: String, value: JSONOutput)] {
    func issues(_ list: [RowIssue]) -> JSONOutput {
      .list(
        list.map {
          [
            "line": .integer(Int64($0.line)), "field": .text($0.field), "code": .text($0.code.rawValue),
            "message": .text($0.message),
          ]
        })
    }
    var members: [(key: String, value: JSONOutput)] = [
      ("file", .text(report.file)), ("format", .text(orNull: report.format.isEmpty ? nil : report.format)),
      ("encoding", .text(report.encoding)), ("rows", .integer(Int64(report.rows))),
      ("imported", .integer(Int64(report.imported))), ("updated", .integer(Int64(report.updated))),
      ("unchanged", .integer(Int64(report.unchanged))), ("skipped", issues(report.skipped)),
      ("refused", issues(report.refused)), ("skippedCount", .integer(Int64(report.skippedCount))),
      ("refusedCount", .integer(Int64(report.refusedCount))), ("notes", issues(report.notes)),
      ("incompleteOrders", .integer(Int64(report.incompleteOrders))),
      ("entry", .integer(orNull: report.batch)), ("dryRun", .flag(dryRun)),
    ]
    if let answered = report.answered { members.append(("answers", .text(answered))) }
    if let failure = report.failure { members.append(("error", .text(failure))) }
    return members
  }
}

enum ProfileFolders {
  /// The profiles at hand; a file that cannot be used is said and passed over.
  static func load() -> [MappingProfile] {
    let found = Profiles.load(folders: SharedFolders.search("profiles", tree: "Sources/Profiles"))
    for fault in found.faults { Output.talk("portolan: \(fault.path): \(fault.refusal.message)") }
    return found.profiles.filter { profile in
      guard let fault = fault(of: profile) else { return true }
      Output.talk("portolan: the profile \(profile.id): \(fault)")
      return false
    }
  }

  /// What cannot be told from the profile alone: a zone that this machine does not know.
  static func fault(of profile: MappingProfile) -> String? {
    guard let zone = profile.zoneName, ZoneFile.zone(named: zone) == nil else { return nil }
    return "zone: “\(zone)” is no known time zone; a name such as Europe/Berlin was expected."
  }
}

/// Every row that did not go in, as CSV: what was wrong, and the row as it stood.
final class RejectFile {
  var file = ""
  private let output: OutputFile
  private let writer = CSVWriter()
  /// The import goes on without it; it is told at the end.
  private var failure: (any Error)?

  private static let columns = ["file", "line", "field", "code", "message", "row"]

  /// Nothing but an earlier list of the kind is written over, and no file that is being read.
  init(path: String, besides inputs: [String]) throws {
    let header = CSVWriter().line(RejectFile.columns)
    if inputs.contains(where: { OutputFile.isSame($0, path) }) {
      throw Failure(text: "--rejects: \(path) is one of the files to be read; name another.", status: 2)
    }
    if let beginning = OutputFile.beginning(of: path, count: header.utf8.count), !beginning.isEmpty,
      beginning != Array(header.utf8)
    {
      throw Failure(
        text: "--rejects: \(path) is there already and is no list of refused rows; name another, or take it away.",
        status: 2)
    }
    output = try OutputFile(path, option: "--rejects")
    try output.put(header)
  }

  func add(_ issue: RowIssue, _ raw: String) {
    if failure != nil { return }
    let cells = [file, String(issue.line), issue.field, issue.code.rawValue, issue.message, raw]
    do { try output.put(writer.line(cells)) } catch { failure = error }
  }

  func close() throws {
    if let failure { throw failure }
    try output.close()
  }
}

struct FormatsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats", abstract: "Lists the formats that are taken in, and which go out too.",
    discussion: "`formats shipping-rates` lists the names that its columns may have.")
  @Argument(help: "A format, whose columns are listed.") var format: String?
  @Flag(help: "One JSON object.") var json = false

  func run() throws {
    let own = ProfileFolders.load().filter { Formats.named($0.id) == nil }.map(\.format)
    let formats = Formats.all + own
    if let format { return try tellColumns(format, formats) }
    if json {
      Output.json([
        "formats": .list(
          formats.map {
            [
              "id": .text($0.id), "title": .text($0.title), "kinds": .list($0.kinds.map(JSONOutput.text)),
              "goesOut": .flag($0.goesOut),
            ]
          })
      ])
      return
    }
    for format in formats {
      let both = format.goesOut ? " · in and out" : ""
      Output.line("\(format.id) · \(format.title) · \(format.kinds.joined(separator: ", "))\(both)")
    }
  }

  private func tellColumns(_ id: String, _ formats: [Format]) throws {
    guard let format = formats.first(where: { $0.id == id }) else {
      throw Failure(text: "There is no format “\(id)”; `portolan formats` lists them.")
    }
    if json {
      Output.json([
        "id": .text(format.id), "title": .text(format.title),
        "columns": .list(format.columns.map { .list($0.map(JSONOutput.text)) }),
      ])
      return
    }
    Output.line("\(format.id) · \(format.title)")
    if format.columns.isEmpty { Output.line("Its columns are those of whoever writes such files.") }
    for names in format.columns { Output.line("  " + names.joined(separator: " | ")) }
  }
}
