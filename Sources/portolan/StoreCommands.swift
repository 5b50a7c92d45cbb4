internal import ArgumentParser
internal import Domain
internal import Exchange
internal import Glibc
internal import Store

struct StoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store", abstract: "Makes, saves and examines the store.",
    subcommands: [Initialise.self, Migrate.self, Backup.self, Restore.self, Copy.self, Doctor.self])

  struct Initialise: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "init", abstract: "Makes a new store; whoever calls is its first admin.")
    @OptionGroup var shared: SharedOptions

    func run() throws {
      let url = try shared.url()
      if url.isFile { try Folder.make(for: url.path) }
      // Whoever calls can enter it, and act in it as they said.
      _ = try Store.create(url, admin: shared.realName, and: shared.actorName, at: Process.now())
      let other = shared.actorName.flatMap { $0 == shared.realName ? nil : $0 }
      Output.talk(
        "Made \(url); "
          + (other.map { "\(shared.realName) and \($0) are its admins." } ?? "\(shared.realName) is its admin."))
    }
  }

  struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Copies the store into a new file while others work, and proves the copy.")
    @OptionGroup var shared: SharedOptions
    @Argument(help: "The file to write; it must not exist.") var file: String
    @Flag(help: "Prints one JSON object.") var json = false

    func run() throws {
      let (store, actor) = try shared.openForChanges()
      try store.require(.manageStore, of: actor)
      let report = try CopyTalk.following { stop, say in
        do {
          return try store.backup(to: file, stop: stop, progress: say)
        } catch StoreError.interrupted where stop.isStopped {
          throw Failure(text: "The backup was stopped; nothing of it is left.", status: 1)
        }
      }
      StoreCommand.say(report, json: json)
    }
  }

  struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Makes the store anew from a backup, where none is, and proves it.")
    @OptionGroup var shared: SharedOptions
    @Argument(help: "The backup.") var file: String
    @Flag(help: "Prints one JSON object.") var json = false

    func run() throws {
      let url = try shared.url()
      if url.isFile { try Folder.make(for: url.path) }
      Output.outlivesReader = true
      let report = try CopyTalk.following { stop, say in
        do {
          return try Store.restore(from: file, to: url, stop: stop, progress: say)
        } catch StoreError.older(let found, let known) where !url.isFile {
          // On its way to a file a backup is brought up to date; what goes to a server has to be so already.
          throw Failure(
            text: """
              \(file) is of schema \(found), this program's is \(known). Restore it to a file first, which brings it \
              up to date, and copy that: `portolan store restore \(file) --store SHOP.db`, then \
              `portolan store copy SHOP.db` and the server's address.
              """, status: 2)
        } catch  where !url.isFile {
          throw StoreCommand.explained(error, stop, place: url.description)
        }
      }
      StoreCommand.say(report, json: json)
    }
  }

  struct Doctor: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Proves every invariant of the store; rebuilds what is derived with --repair.")
    @OptionGroup var shared: SharedOptions
    @Option(help: "A journal head that a backup printed: it must still be there.") var head: String?
    @Option(help: "A copy of this store, on whatever engine, that must be equal to it row for row.")
    var against: String?
    @Flag(help: "Rebuilds roll-ups, counters and the search index.") var repair = false
    @Flag(help: "Prints one JSON object.") var json = false

    func run() throws {
      let other = try against.map(SharedOptions.url)
      let result = try examination()
      Output.endProgress()
      let comparison = try other.map(compare)
      if json {
        var answer: [(key: String, value: JSONOutput)] = [
          ("sound", .flag(result.findings.isEmpty)), ("checks", .list(result.checks.map(JSONOutput.text))),
          ("journalEntries", .integer(result.journalEntries)), ("head", .text(result.head)),
          (
            "findings",
            .list(
              result.findings.map {
                ["check": .text($0.check), "text": .text($0.text), "repairable": .flag($0.isDerived)]
              })
          ),
        ]
        if let comparison {
          answer += [
            ("equal", .flag(comparison.differences.isEmpty)),
            ("differences", .list(comparison.differences.map { .text($0.description) })),
          ]
        }
        Output.json(.object(answer))
      } else {
        for finding in result.findings {
          Output.line("\(finding.check): \(finding.text)\(finding.isDerived ? " (mended by --repair)" : "")")
        }
        for copy in copies { Output.line("\(copy) is a copy from before a migration: it keeps what was erased since.") }
        Output.line(
          result.findings.isEmpty
            ? "Sound: \(result.checks.count) checks, \(result.journalEntries) journal entries, head \(result.head)."
            : "\(result.findings.count) findings in \(result.checks.count) checks.")
        if let comparison, let other { StoreCommand.say(comparison, try shared.url(), other) }
      }
      if !result.findings.isEmpty || comparison?.differences.isEmpty == false { throw Failure(text: "", status: 1) }
    }

    private func compare(_ other: StoreURL) throws -> CopyReport {
      let url = try shared.url()
      var report = try CopyTalk.following { stop, say in
        try Store.compare(url, with: other, as: shared.realName, on: shared.actorName, stop: stop, progress: say)
      }
      // The doctor has looked at the chain.
      report.findings = []
      return report
    }

    private var copies: [String] { (try? shared.open().store.olderCopies) ?? [] }

    /// A store that is too damaged to be opened is a finding, too.
    private func examination() throws -> Examination {
      do {
        let (store, actor) = try shared.open()
        if repair {
          Output.outlivesReader = true
          try store.repair(as: actor, now: Process.now())
        }
        return try store.examine(knownHead: head) { Output.progress("checking \($0)") }
      } catch StoreError.damaged(let detail) {
        var result = Examination()
        result.checks = ["engine"]
        result.findings = [
          .init(
            check: "engine", text: "the store cannot be read: \(detail); restore the last backup", isDerived: false)
        ]
        return result
      }
    }
  }

  private static func say(_ report: BackupReport, json: Bool) {
    if json {
      Output.json([
        "file": .text(report.path), "orders": .integer(report.orders), "journalEntries": .integer(report.seq),
        "head": .text(report.head),
      ])
    } else {
      Output.line("\(report.path): \(report.orders) orders, journal \(report.seq), head \(report.head)")
    }
  }
}

enum Folder {
  /// Makes the folders above a file, readable by the owner alone.
  static func make(for path: String) throws {
    var made = path.hasPrefix("/") ? "" : "."
    for part in path.split(separator: "/").dropLast() {
      made += "/" + part
      if mkdir(made, 0o700) != 0 && errno != EEXIST {
        throw StoreError.cannotOpen(path: made, why: String(cString: strerror(errno)))
      }
    }
  }
}
