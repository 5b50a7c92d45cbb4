internal import ArgumentParser
internal import Console
internal import Domain
internal import Exchange
internal import Store

struct BatchesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batches", abstract: "Actions on many records: what became of them, going on, trying again.",
    discussion: "`do ACTION 'SENTENCE'` makes a batch. Its records are a view: ls 'orders batch:17.failed'.",
    subcommands: [List.self, Show.self, Resume.self, Retry.self], defaultSubcommand: List.self)

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The newest batches.")
    @OptionGroup var shared: SharedOptions
    @Flag(help: "One JSON object.") var json = false
    @Option(help: "At most so many.") var limit = 20

    func run() throws {
      let (store, _) = try shared.open()
      let batches = try store.connection.readNow { reader in
        try Bulk.newest(limit: min(max(limit, 1), 10_000), in: reader).map { batch in
          (batch: batch, isUndone: try batch.seq.map { try Bulk.isUndone($0, in: reader) } ?? false)
        }
      }
      if json {
        let rows = batches.map { BatchesCommand.output($0.batch, isUndone: $0.isUndone) }
        return Output.json(["batches": .list(rows)])
      }
      for (batch, isUndone) in batches { Output.line(BatchesCommand.text(batch) + (isUndone ? ", taken back" : "")) }
      if batches.isEmpty { Output.line("There are no batches yet.") }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "A result for each record of a batch.")
    @OptionGroup var shared: SharedOptions
    @Argument(help: "The batch's number.") var batch: Int64
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
      let (store, actor) = try shared.open()
      let found = try BatchesCommand.find(batch, store)
      try BulkReport(store: store, actor: actor, zone: shared.zone, json: json, isPlan: false).tell(found)
    }
  }

  struct Resume: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Does what is left of a batch that was broken off.")
    @OptionGroup var shared: SharedOptions
    @Argument(help: "The batch's number.") var batch: Int64
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
      let (store, actor) = try shared.openForChanges()
      let found = try BatchesCommand.find(batch, store)
      try BulkReport(store: store, actor: actor, zone: shared.zone, json: json, isPlan: false).run(found, nil)
    }
  }

  struct Retry: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Tries once more what was refused of a batch.")
    @OptionGroup var shared: SharedOptions
    @Argument(help: "The batch's number.") var batch: Int64
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
      let (store, actor) = try shared.openForChanges()
      let found = try store.retryBulk(batch, as: actor)
      try BulkReport(store: store, actor: actor, zone: shared.zone, json: json, isPlan: false).run(found, nil)
    }
  }

  static func find(_ id: Int64, _ store: Store) throws -> BulkBatch {
    guard let batch = try store.connection.readNow({ try Bulk.batch(id, in: $0) }) else {
      throw ActionRefusal.bulk(.noSuchBatch(id))
    }
    return batch
  }

  static func output(_ batch: BulkBatch, isUndone: Bool) -> JSONOutput {
    [
      "batch": .integer(batch.id), "entry": .integer(orNull: batch.seq), "action": .text(batch.action),
      "kind": .text(batch.kind.rawValue), "actor": .text(batch.actor), "openedAt": .time(batch.openedAt),
      "state": .text(batch.state.rawValue), "total": .integer(batch.total), "done": .integer(batch.done),
      "refused": .integer(batch.failed), "left": .integer(batch.left),
      "takenBack": .flag(isUndone),
    ]
  }

  static func text(_ batch: BulkBatch) -> String {
    let left = batch.left > 0 ? ", \(batch.left) left" : ""
    return "\(batch.id)  \(batch.openedAt.iso8601)  \(batch.actor)  \(batch.action)  \(batch.total) "
      + "\(batch.kind.rawValue): \(batch.done) done, \(batch.failed) refused\(left)"
  }
}
