internal import Domain
internal import Store

/// What the console wants done with many records.
enum BulkEffect: Sendable {
  /// Ids for marks.
  case read(MarkReading)
  /// How many of the marked records the view has.
  case inView(Kind, serial: Int, RecordSet, ViewQuery)
  case plan(BulkOrder)
  /// A fall-back plan on what waits; its answer is a plan to be applied.
  case tryOut(Int64, serial: Int, isNoted: Bool)
  case leavePlan
  case apply(BulkOrder)
  /// Goes on with what is left of a batch, after making what was refused wait once more where that is wanted.
  case goOn(Int64, retries: Bool)
  case stop
  /// A batch with what became of its records; nil: the newest of whoever sits here.
  case look(Int64?)
  /// Which batches of whoever sits here were left before their end.
  case unfinished
  case planUndo(Int64)
  /// What marked rows show, on its way to a clipboard or a file.
  case copy(CopyOrder)
  /// Takes back a journal entry of many records.
  case undo(entry: Int64, total: Int64)
}

/// What became of it.
enum BulkMessage: Sendable {
  case read(MarkReading, Result<RecordSet, Trouble>)
  case inView(Kind, serial: Int, Result<Int64, Trouble>)
  /// How far the plan has come; it is whole at last.
  case planned(Int, Result<BulkPlan, Trouble>)
  case triedOut(Int, Result<TriedPlan, Trouble>)
  case progress(BulkProgress)
  case ended(BulkOrder?, Result<BulkBatch, Trouble>)
  case looked(Result<BulkSight?, Trouble>)
  case unfinished(Result<[Int64], Trouble>)
  case copied(CopyOrder, Result<CopiedRows, Trouble>)
}

/// Which rows are marked, and how they join those that were.
struct MarkReading: Hashable, Sendable {
  enum Reach: Hashable, Sendable {
    case all
    case between(ViewAnchor, ViewAnchor)
  }

  var pane: PaneName
  var query: ViewQuery
  var reach: Reach
  /// Marks what is not marked and the other way round, in place of marking all.
  var inverts: Bool

  var kind: Kind { query.sentence.kind }
}

/// An action asked for on the marked records of a list.
struct BulkOrder: Hashable, Sendable {
  var serial: Int
  var command: Command
  var kind: Kind
  var marked: RecordSet
  var action: String
  var fields: [String: String]
  var reason: String
  var operationId: String
}

/// How far a batch, or the undo of one, has come.
struct BulkProgress: Hashable, Sendable {
  var action: String
  var batch: BulkBatch?
  var done: Int64
  var refused: Int64
  var total: Int64
  var isUndo: Bool

  init(_ batch: BulkBatch) {
    self.batch = batch
    action = batch.action
    (done, refused, total) = (batch.done, batch.failed, batch.total)
    isUndo = false
  }

  init(undoing action: String, done: Int64, total: Int64) {
    self.action = action
    self.done = done
    self.total = total
    refused = 0
    isUndo = true
  }
}

/// A batch with how many of its records have which result, and why.
struct BulkSight: Sendable {
  struct Line: Hashable, Sendable {
    var result: BulkItem.Result
    var code: String
    var count: Int64
  }

  var batch: BulkBatch
  var lines: [Line]
  /// Batches of whoever sits here that were left before their end, the newest first.
  var unfinished: [Int64] = []

  func count(_ result: BulkItem.Result) -> Int64 { lines.filter { $0.result == result }.reduce(0) { $0 + $1.count } }
  var isUndone: Bool { batch.seq != nil && count(.undone) > 0 && count(.done) == 0 }
}
