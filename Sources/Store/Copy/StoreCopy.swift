internal import Domain

/// How far a copy is.
public struct CopyProgress: Hashable, Sendable {
  public enum Stage: Hashable, Sendable {
    case counting, rows, mending, indexes, words, proof
  }

  public var stage: Stage
  /// The table or the index.
  public var name: String
  public var done: Int64
  public var total: Int64
  /// Of the whole, from nought to one.
  public var fraction: Double
}

/// What a copy was proved by.
public struct CopyReport: Hashable, Sendable {
  public struct Table: Hashable, Sendable {
    public var name: String
    public var rows: Int64
    /// The sum of the SHA-256 of all rows, in hexadecimal: the same for the same rows on every engine.
    public var digest: String
  }

  public var tables: [Table] = []
  public var seq: Int64 = 0
  /// The journal's head, the same in both.
  public var head = ""
  public var differences: [CopyDifference] = []
  /// What the doctor finds in the copy, and so in the source.
  public var findings: [Examination.Finding] = []
  /// Rows that this run has copied; those of a run that was broken off are not among them.
  public var copied: Int64 = 0
  public var isResumed = false
  /// Journal entries that the source has got since the snapshot: the copy does not have them.
  public var entriesSince: Int64 = 0
}

/// Copies a store row by row to another place, on whatever engine; goes on behind the last chunk where one was broken
/// off, and proves at the end that both are equal. Where the source went on between the runs, the rows that were there
/// are compared with it and mended before anything is built on them.
final class StoreCopy {
  private let source: any CopySide
  private let target: any CopyTarget
  private let targetURL: StoreURL
  private let catalogue: CopyCatalogue
  private let stop: MigrationStop
  private let tell: @Sendable (CopyProgress) -> Void
  private var mark: CopyMark
  private var report = CopyReport()
  private var totals: [String: Int64] = [:]
  private var work = CopyWork(whole: 1)

  /// Words of so many records go into one transaction.
  private static let wordsAtOnce = 2000

  init(
    _ source: any CopySide, to url: StoreURL, _ catalogue: CopyCatalogue, isAnew: Bool, stop: MigrationStop,
    tell: @escaping @Sendable (CopyProgress) -> Void
  ) throws {
    self.source = source
    self.catalogue = catalogue
    self.stop = stop
    self.tell = tell
    targetURL = url
    let head = try source.head
    mark = CopyMark(head: head, name: catalogue.tables.first?.name ?? "")
    let (target, found) = try CopyTargets.open(url, catalogue)
    self.target = target
    switch found {
    case .nothing: try target.begin(mark, catalogue)
    case .broken where isAnew: try target.beginAnew(mark, catalogue)
    case .broken(let known):
      // The chain tells whose copy it is: what the source was then is still in its journal.
      guard let known,
        try source.reader.first("SELECT hash FROM journal WHERE seq = \(known.head.seq)", { $0.bytes(0) })
          == known.head.hash
      else { throw CopyRefusal.ofAnother(url.path) }
      mark = known
      report.isResumed = true
      if known.head != head { try goOn(from: head) }
    }
  }

  /// The source is not what it was when the copy was broken off.
  private func goOn(from head: StoreHead) throws {
    var new = mark
    new.head = head
    new.isMixed = true
    if mark.stage == .rows {
      try target.transaction(mark, to: new) { _ in }
    } else {
      try reopen(&new)
    }
    mark = new
  }

  private func reopen(_ new: inout CopyMark) throws {
    new.stage = .mending
    new.name = catalogue.tables.first?.name ?? ""
    new.last = []
    new.rows = 0
    new.made = 0
    try target.reopen(mark, to: new)
  }

  /// What the doctor has to do with it.
  enum Examining { case none, tells, refuses }

  /// The report; where the doctor refuses what he finds, the copy is not released.
  func run(_ examining: Examining) throws -> CopyReport {
    try target.stoppable(stop) {
      try count()
      if mark.stage == .rows { try copyRows() }
      try finish()
    }
    try prove(examines: examining != .none)
    if examining == .refuses, let first = report.findings.first { throw StoreError.damaged(detail: first.text) }
    try target.release(mark, catalogue)
    return report
  }

  /// Everything between the rows and the proof.
  private func finish() throws {
    if mark.stage == .mending { try mend() }
    if mark.stage == .indexes { try make(.indexes, then: .words, TextKind.orders.rawValue) }
    if mark.stage == .words { try cutWords() }
    if mark.stage == .references { try make(.references, then: .proof, "") }
    try breathe()
    try target.measure(catalogue, isLast: true)
  }

  private func breathe() throws { if stop.isStopped { throw StoreError.interrupted } }

  private func count() throws {
    for table in catalogue.tables {
      try breathe()
      say(.counting, table.name, 0, 0)
      totals[table.name] = try source.reader.integer(table.count) ?? 0
    }
    let rows = Double(totals.values.reduce(0, +))
    work = CopyWork(whole: max(1, rows * (1 + CopyWork.indexing + CopyWork.proving) + words * CopyWork.cutting))
    guard mark.stage == .rows else { return work.add(rows) }
    for table in catalogue.tables.prefix(catalogue.place(of: mark.name) ?? 0) {
      work.add(Double(totals[table.name] ?? 0))
    }
    work.add(Double(mark.rows))
  }

  private var words: Double { Double(TextKind.allCases.compactMap { totals[$0.rawValue] }.reduce(0, +)) }

  private func say(_ stage: CopyProgress.Stage, _ name: String, _ done: Int64, _ total: Int64) {
    tell(CopyProgress(stage: stage, name: name, done: done, total: total, fraction: work.fraction))
  }

  // MARK: Rows

  private func copyRows() throws {
    for index in (catalogue.place(of: mark.name) ?? 0)..<catalogue.tables.count {
      let table = catalogue.tables[index]
      let next = index + 1 < catalogue.tables.count ? catalogue.tables[index + 1].name : nil
      try copy(table) { last, rows, isEnd in
        var new = mark
        new.last = isEnd ? [] : last
        new.rows = isEnd ? 0 : rows
        if isEnd { new.name = next ?? "" }
        if isEnd && next == nil {
          new.stage = new.isMixed ? .mending : .indexes
          new.name = new.isMixed ? catalogue.tables.first?.name ?? "" : ""
        }
        return new
      }
    }
  }

  private func copy(_ table: CopyTable, _ moved: (_ last: [UInt8], _ rows: Int64, _ isEnd: Bool) -> CopyMark) throws {
    var rows = mark.name == table.name ? mark.rows : 0
    let total = totals[table.name] ?? 0
    try source.forEachChunk(of: table, after: mark.name == table.name ? mark.last : []) { chunk, last, isEnd in
      try breathe()
      rows += Int64(chunk.count)
      let new = moved(last, rows, isEnd)
      try target.write(chunk, of: table, mark, to: new)
      mark = new
      report.copied += Int64(chunk.count)
      work.add(Double(chunk.count))
      say(.rows, table.name, rows, total)
    }
  }

  // MARK: What came at two times

  private func mend() throws {
    for index in (catalogue.place(of: mark.name) ?? 0)..<catalogue.tables.count {
      try mend(catalogue.tables[index])
      var new = mark
      new.name = index + 1 < catalogue.tables.count ? catalogue.tables[index + 1].name : ""
      if new.name.isEmpty {
        new.stage = .indexes
        new.isMixed = false
      }
      try target.transaction(mark, to: new) { _ in }
      mark = new
    }
  }

  private func mend(_ table: CopyTable) throws {
    try breathe()
    say(.mending, table.name, 0, totals[table.name] ?? 0)
    let mending = CopyMending(source: source, target: target, stop: stop)
    report.copied += try CopySides.withSnapshot(of: targetURL, catalogue, mayBeUnfinished: true, stop: stop) { copy in
      try mending.run(table, copy, mark, at: targetURL.path)
    }
  }

  // MARK: What comes after the rows

  private func make(_ stage: CopyMark.Stage, then next: CopyMark.Stage, _ name: String) throws {
    let all = try target.connection.readNow { try target.laterDefinitions(in: $0) }
    let whole = Double(totals.values.reduce(0, +)) * CopyWork.indexing
    for (index, definition) in all.enumerated() where definition.stage == stage {
      if index >= mark.made {
        try breathe()
        say(.indexes, definition.name, Int64(index), Int64(all.count))
        var new = mark
        new.made = index + 1
        try target.transaction(mark, to: new) { try $0.define(definition.make) }
        mark = new
      }
      work.add(whole / Double(all.count))
    }
    var new = mark
    new.stage = next
    new.name = name
    new.last = []
    new.rows = 0
    if stage == .indexes { try target.measure(catalogue, isLast: false) }
    try target.transaction(mark, to: new) { writer in
      if next == .words { try target.connection.dialect.calmMerging(in: writer) }
    }
    mark = new
  }

  /// The kinds that have a free-text index, by their tables' names.
  private enum TextKind: String, CaseIterable { case orders, products, customers }

  /// An engine's free-text index cannot be read back, so the words are cut anew.
  private func cutWords() throws {
    var cutter = TermCutter()
    while let kind = TextKind(rawValue: mark.name) {
      try breathe()
      let after = mark.last.isEmpty ? Int64.min : mark.last.withUnsafeBytes { RowChunk.integer($0) }
      var new = mark
      var count = 0
      try target.connection.writeNow { writer in
        // The body may run twice: where the line was lost before anything was read.
        new = mark
        count = 0
        let part: (last: Int64, count: Int)? =
          switch kind {
          case .orders: try OrderWords.fill(writer, after: after, limit: StoreCopy.wordsAtOnce, cutter: &cutter)
          case .products: try ProductTable.fillWords(writer, after: after, limit: StoreCopy.wordsAtOnce / 10)
          case .customers:
            try CustomerTable.fillWords(writer, after: after, limit: StoreCopy.wordsAtOnce, cutter: &cutter)
          }
        if let part {
          new.last = withUnsafeBytes(of: part.last.bigEndian) { [UInt8]($0) }
          new.rows += Int64(part.count)
          count = part.count
        } else {
          let place = TextKind.allCases.firstIndex(of: kind).map { $0 + 1 } ?? TextKind.allCases.count
          new.name = place < TextKind.allCases.count ? TextKind.allCases[place].rawValue : ""
          new.last = []
          new.rows = 0
          if new.name.isEmpty { new.stage = .references }
        }
        try CopyMark.move(mark, to: new, in: writer)
      }
      mark = new
      work.add(Double(count) * CopyWork.cutting)
      if count > 0 { say(.words, kind.rawValue, mark.rows, totals[kind.rawValue] ?? 0) }
    }
  }

  // MARK: Proof

  private func prove(examines: Bool) throws {
    var proof = try compare()
    if report.isResumed && !proof.differences.isEmpty {
      // What no journal tells of may have changed between the runs: drafts, seen marks, folded tallies.
      let differing = Set(proof.differences.map(\.table))
      let referred = catalogue.tables.reduce(into: Set<String>()) { $0.formUnion($1.refersTo) }
      if differing.isDisjoint(with: referred) {
        for table in catalogue.tables where differing.contains(table.name) { try mend(table) }
      } else {
        var new = mark
        try reopen(&new)
        mark = new
        try target.stoppable(stop) { try finish() }
      }
      proof = try compare()
    }
    report.tables = proof.tables
    report.seq = mark.head.seq
    report.head = Hex.text(mark.head.hash)
    if !proof.differences.isEmpty { throw CopyRefusal.differs(proof.differences) }
    guard examines else { return }
    let store = Store(connection: target.connection, url: targetURL)
    report.findings = try store.examine { _ in
      try breathe()
      say(.proof, "doctor", 0, 1)
    }.findings
  }

  private func compare() throws -> (tables: [CopyReport.Table], differences: [CopyDifference]) {
    try CopySides.withSnapshot(of: targetURL, catalogue, mayBeUnfinished: true, stop: stop) { copy in
      let proof = CopyProof(source, copy, catalogue, stop: stop)
      return try proof.run { table in
        work.add(Double(totals[table] ?? 0) * CopyWork.proving)
        say(.proof, table, 0, totals[table] ?? 0)
      }
    }
  }
}

/// The whole of the work in one figure, by how long its parts take of a large shop.
private struct CopyWork {
  static let indexing = 0.5
  static let proving = 0.5
  static let cutting = 3.0

  var whole: Double
  private var done = 0.0

  init(whole: Double) { self.whole = whole }

  mutating func add(_ more: Double) { done += more }

  /// The doctor comes last, and is not counted.
  var fraction: Double { min(0.99, done / whole) }
}
