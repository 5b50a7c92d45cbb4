internal import ArgumentParser
internal import Domain
internal import Exchange
internal import Store

extension StoreCommand {
  struct Copy: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Copies a shop to another place, on the same engine or another, and proves both equal.",
      discussion: """
        portolan store copy sqlite:shop.db postgres://portolan@db.example.com/shop

        FROM is read on one snapshot and not changed, so people may go on working in it; the copy is the shop as it \
        was at one journal entry, which is said at the end. TO must be empty, or a copy that was broken off: then the \
        same command goes on where it was. Until it is whole and proved, TO is no shop. Ctrl-C leaves what is done.
        """)
    @OptionGroup var shared: SharedOptions
    @Argument(help: "The store to copy: sqlite:PATH, a path, or postgres://….") var from: String
    @Argument(help: "Where it goes.") var to: String
    @Flag(help: "Copies nothing: proves that the two are equal, or names what differs.") var check = false
    @Flag(help: "Throws away a copy that was broken off, and begins anew.") var anew = false
    @Flag(help: "Prints one JSON object.") var json = false

    func validate() throws {
      if shared.storeAddress != nil {
        throw ValidationError("FROM and TO say which stores; --store has no meaning here.")
      }
      if check && anew { throw ValidationError("--check copies nothing, so it cannot begin anew.") }
    }

    func run() throws {
      let (source, target) = (try SharedOptions.url(from), try SharedOptions.url(to))
      Output.outlivesReader = true
      let begun = ContinuousClock.now
      let name = shared.realName
      let report = try CopyTalk.following { stop, say in
        if check {
          return try Store.compare(source, with: target, as: name, on: shared.actorName, stop: stop, progress: say)
        }
        do {
          if target.isFile { try Folder.make(for: target.path) }
          return try Store.copy(
            from: source, to: target, as: name, on: shared.actorName, isAnew: anew, stop: stop, progress: say)
        } catch {
          throw StoreCommand.explained(error, stop, place: target.description)
        }
      }
      tell(report, source, target, (ContinuousClock.now - begun).components.seconds)
      if !report.differences.isEmpty || !report.findings.isEmpty { throw Failure(text: "", status: 1) }
    }

    private func tell(_ report: CopyReport, _ source: StoreURL, _ target: StoreURL, _ seconds: Int64) {
      if json {
        var fields: [(key: String, value: JSONOutput)] = [
          ("from", .text(source.description)), ("to", .text(target.description)),
          ("equal", .flag(report.differences.isEmpty)),
        ]
        if !check {
          fields += [
            ("rowsCopied", .integer(report.copied)), ("resumed", .flag(report.isResumed)),
            ("entriesSince", .integer(report.entriesSince)),
          ]
        }
        fields += [
          ("journalEntries", .integer(report.seq)), ("head", .text(report.head)),
          (
            "tables",
            .list(
              report.tables.map {
                ["name": .text($0.name), "rows": .integer($0.rows), "digest": .text($0.digest)]
              })
          ),
          ("differences", .list(report.differences.map { .text($0.description) })),
          ("findings", .list(report.findings.map { .text("\($0.check): \($0.text)") })),
        ]
        return Output.json(.object(fields))
      }
      StoreCommand.say(report, source, target)
      if check { return }
      if seconds > 0 {
        Output.talk("\(report.copied) rows in \(seconds) s, \(report.copied / seconds) a second.")
      }
      if report.entriesSince > 0 {
        Output.talk(
          "\(source) has gone on since, by \(report.entriesSince) journal entries that the copy does not have. To move "
            + "a shop for good, let nobody work in it meanwhile.")
      }
    }
  }

  /// What was broken off, with what to do.
  static func explained(_ error: any Error, _ stop: MigrationStop, place: String) -> any Error {
    if stop.isStopped && error as? StoreError == .interrupted {
      return Failure(
        text: "The copy was stopped. The same command goes on where it was; until then \(place) is no shop.", status: 1)
    }
    switch error as? StoreError {
    case .lost(let detail):
      return Failure(
        text: "A server does not answer: \(detail). The same command goes on behind the last rows that arrived.",
        status: 2)
    case .diskFull:
      return Failure(
        text: "The disk is full. Once there is room, the same command goes on behind the last rows that arrived.",
        status: 2)
    default: return error
    }
  }

  /// Whether two stores are equal, for people.
  static func say(_ report: CopyReport, _ source: StoreURL, _ target: StoreURL) {
    for difference in report.differences { Output.line(difference.description) }
    for finding in report.findings { Output.line("\(finding.check): \(finding.text)") }
    let rows = report.tables.reduce(0) { $0 + $1.rows }
    let word = report.differences.isEmpty ? "equal" : "NOT equal (\(report.differences.count) differences named above)"
    Output.line(
      "\(source) and \(target) are \(word): \(report.tables.count) tables, \(rows) rows, at journal entry "
        + "\(report.seq), head \(report.head)")
  }
}
