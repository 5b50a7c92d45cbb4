public import Domain

/// What became of one file: every physical record is in exactly one of the counts.
public struct ImportReport: Hashable, Sendable {
  public var file: String
  /// Empty where none was recognised.
  public var format = ""
  public var encoding = ""
  public var rows = 0
  public var imported = 0
  public var updated = 0
  public var unchanged = 0
  /// Records that came in or changed.
  public var changedRecords = 0
  /// Orders that went in, or are in, without a line that could not be read: they wait on hold until a file brings them
  /// whole.
  public var incompleteOrders = 0
  /// No records, ten thousand at most; `skippedCount` counts them all.
  public var skipped: [RowIssue] = []
  public var skippedCount = 0
  public var refused: [RowIssue] = []
  public var refusedCount = 0
  /// Worth saying of records that went in.
  public var notes: [RowIssue] = []
  /// The journal entry that undoes the import; nil where nothing changed.
  public var batch: Int64?
  /// The file that went out and that this one answers; nil for anything else.
  public var answered: String?
  /// Why the file was not taken in, or not to its end, in one sentence; nil where it was.
  public var failure: String?

  public init(file: String) { self.file = file }

  static let listLimit = 10_000

  mutating func skip(_ issue: RowIssue) {
    rows += 1
    skippedCount += 1
    if skipped.count < ImportReport.listLimit { skipped.append(issue) }
  }

  mutating func refuse(_ issue: RowIssue, rows count: Int) {
    rows += count
    refusedCount += count
    if refused.count < ImportReport.listLimit { refused.append(issue) }
  }

  mutating func note(_ issue: RowIssue) {
    if notes.count < ImportReport.listLimit { notes.append(issue) }
  }
}
