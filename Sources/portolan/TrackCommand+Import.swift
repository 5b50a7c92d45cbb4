internal import ArgumentParser
internal import Domain
internal import Exchange
internal import Operations
internal import Store

extension TrackCommand {
  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import", abstract: "Takes carriers' answers (JSON or XML) in: each event once, in any order.",
      discussion: """
        Numbers that no parcel goes by are kept and taken up as soon as one does; codes that nobody has told us are \
        kept and named. `portolan ls 'trackingEvents unknownNumber:yes'` and `… unknownCode:yes` list them. An answer \
        that is cut off, or of no known kind, is kept as it came under a number of its own that begins with UNREAD.
        """)
    @OptionGroup var shared: SharedOptions
    @Argument(help: "Files with one answer each; - is standard input.") var files: [String]
    @Option(help: "Whose answers they are, where their shape does not tell.") var source: String?
    @Option(help: "The number that was asked for, where the answer does not repeat it.") var number: String?
    @Flag(help: "One JSON object a file.") var json = false

    func run() throws {
      if files.isEmpty { throw ValidationError("name at least one file, or - for standard input") }
      let (store, actor) = try shared.openForChanges()
      var (isAnyTaken, isAnyRefused) = (false, false)
      for file in files {
        let run = TrackingImport(store: store, actor: actor, now: Process.now(), source: source, number: number)
        let report = try run.run(file == "-" ? .standardInput : .path(file), name: file)
        if json { Output.json(TrackCommand.json(report)) } else { TrackCommand.say(report) }
        if report.isTaken { isAnyTaken = true }
        if !report.refused.isEmpty { isAnyRefused = true }
      }
      if isAnyRefused { throw Failure(text: "", status: isAnyTaken ? 1 : 2) }
    }
  }

  static func say(_ report: TrackingImport.Report) {
    for refusal in report.refused {
      let place = refusal.place == 0 ? "" : "parcel \(refusal.place): "
      Output.talk("portolan: \(report.file): \(place)\(refusal.message)")
    }
    if let unread = report.unread {
      Output.line("\(report.file): kept unread as \(unread): portolan ls 'trackingEvents number:\(unread)'")
      return
    }
    if !report.isTaken { return }
    Output.line(
      """
      \(report.file): \(report.format), \(report.rows) events: \(report.imported) imported, \(report.updated) updated, \
      \(report.unchanged) unchanged, \(report.parcels) parcels
      """)
    if !report.unknownNumbers.isEmpty {
      let named = report.unknownNumbers.prefix(5).joined(separator: ", ")
      Output.line("  no parcel goes by \(report.unknownNumbers.count) of the numbers: \(named)")
    }
    for code in report.unknownCodes.prefix(10) {
      Output.line("  nobody has told us the code \(code.code) of \(code.carrier): \(code.text)")
    }
    for (count, what) in [
      (report.fromTheFuture, "later than now"), (report.withoutZone, "without a zone"),
      (report.withoutTime, "without a time"),
    ] where count > 0 { Output.line("  kept, and not taken at their word: \(count) events \(what)") }
    for message in report.messages.prefix(10) {
      Output.line("  \([message.number, message.code, message.text].filter { !$0.isEmpty }.joined(separator: "  "))")
    }
  }

  static func json(_ report: TrackingImport.Report) -> JSONOutput {
    [
      "file": .text(report.file), "format": .text(orNull: report.format.isEmpty ? nil : report.format),
      "rows": .integer(Int64(report.rows)), "imported": .integer(Int64(report.imported)),
      "updated": .integer(Int64(report.updated)), "unchanged": .integer(Int64(report.unchanged)),
      "skipped": .list([]),
      "refused": .list(
        report.refused.map {
          [
            "line": .integer(Int64($0.line > 0 ? $0.line : $0.place)), "field": .text($0.field), "code": .text($0.code),
            "message": .text($0.message),
          ]
        }),
      "unread": .text(orNull: report.unread), "parcels": .integer(Int64(report.parcels)),
      "unknownNumbers": .list(report.unknownNumbers.map(JSONOutput.text)),
      "unknownCodes": .list(
        report.unknownCodes.map { ["carrier": .text($0.carrier), "code": .text($0.code), "text": .text($0.text)] }),
      "fromTheFuture": .integer(Int64(report.fromTheFuture)), "withoutZone": .integer(Int64(report.withoutZone)),
      "withoutTime": .integer(Int64(report.withoutTime)),
      "messages": .list(
        report.messages.map { ["number": .text($0.number), "code": .text($0.code), "text": .text($0.text)] }),
      "entry": .integer(orNull: report.entry),
    ]
  }
}
