internal import ArgumentParser
internal import Domain
internal import Store

extension StoreCommand {
  struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Brings an older store to this program's schema.",
      discussion: """
        A file is copied first, each step is one transaction, and the doctor looks at the end; when he is content the \
        copy is removed, because it would keep what is erased later. A server's shop is backed up by the server's own \
        programs, before. Ctrl-C leaves the store whole: the same command goes on.
        """)
    @OptionGroup var shared: SharedOptions
    @Flag(help: "Leaves the copy of the store as it was, PATH.schemaN, and does not wait for the doctor.")
    var keepCopy = false

    func run() throws {
      let url = try shared.url()
      Output.outlivesReader = true
      let stop = MigrationStop()
      let interrupts = Process.onInterrupt { stop.stop() }
      defer { withExtendedLifetime(interrupts) {} }
      let report: MigrationReport
      do {
        report = try Store.migrate(
          url, as: shared.actorName ?? shared.realName, keepsCopy: keepCopy, stop: stop, progress: Migrate.say)
      } catch StoreError.interrupted {
        Output.endProgress()
        throw Failure(
          text: "The migration was stopped and the store is whole; `portolan store migrate` goes on where it was.",
          status: 1)
      }
      Output.endProgress()
      guard report.from < report.to else {
        Output.talk("\(url) has this program's schema \(report.to) already.")
        return
      }
      var text = "\(url) went from schema \(report.from) to \(report.to)"
      if !url.isFile {
        text += "; `portolan store doctor` proves it."
      } else if let copy = report.copy {
        text += "; as it was, it stands in \(copy), which keeps what is erased later."
      } else {
        text += "; the doctor is content, and the copy of how it was is removed."
      }
      Output.talk(text)
      for finding in report.findings { Output.line("\(finding.check): \(finding.text)") }
      if !report.findings.isEmpty { throw Failure(text: "", status: 1) }
    }

    /// One figure for the whole, by how long the stages take of a large store.
    @Sendable private static func say(_ stage: MigrationStage, _ done: Double) {
      let (from, to, word) =
        switch stage {
        case .copying: (0.0, 20.0, "copying the store")
        case .changing: (20.0, 70.0, "changing its schema")
        case .examining: (70.0, 100.0, "examining it")
        }
      Output.progress("\(Int(from + (to - from) * min(1, max(0, done)))) % · \(word)")
    }
  }
}
