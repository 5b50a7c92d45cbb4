/// Reads one table of both sides at the same pace and tells which keys only one of them has, and whose rows differ.
///
/// Engines may order a key apart (a text with NUL in it), so a row that does not fit waits until the other side's
/// comes; of each that waits `keep` says what is kept.
struct CopyWalk<Kept: Equatable> {
  private let sides: [any CopySide]
  private let table: CopyTable
  private let stop: MigrationStop
  private let mostWaiting: Int
  private let keep: ([UInt8]) -> Kept

  init(
    _ source: any CopySide, _ target: any CopySide, _ table: CopyTable, stop: MigrationStop, mostWaiting: Int,
    keep: @escaping ([UInt8]) -> Kept
  ) {
    sides = [source, target]
    self.table = table
    self.stop = stop
    self.mostWaiting = mostWaiting
    self.keep = keep
  }

  /// Keys of rows whose other half was not met.
  struct Left {
    var inSource: [[UInt8]]
    var inTarget: [[UInt8]]
    /// Whether both tables were read to their ends.
    var isWhole: Bool
  }

  /// Calls `differs` for each key whose rows are not equal, until it returns false.
  func run(differs: (_ key: [UInt8], _ ours: Kept, _ theirs: Kept) throws -> Bool) throws -> Left {
    var waiting: [[[UInt8]: Kept]] = [[:], [:]]
    let ours = Cursor(sides[0], table)
    let theirs = Cursor(sides[1], table)
    var goesOn = true
    while goesOn && waiting[0].count + waiting[1].count < mostWaiting {
      try ours.fill(stop)
      try theirs.fill(stop)
      if ours.isOver && theirs.isOver { break }
      let side: Int
      if !ours.isOver && !theirs.isOver {
        // Most rows are equal, in the same order.
        if ours.skipEqual(theirs) { continue }
        let key = ours.key
        if key == theirs.key {
          goesOn = try differs(key, keep(ours.row), keep(theirs.row))
          ours.advance()
          theirs.advance()
          continue
        }
        side = isBefore(key, theirs.key) ? 0 : 1
      } else {
        side = ours.isOver ? 1 : 0
      }
      let cursor = side == 0 ? ours : theirs
      let (key, row) = (cursor.key, keep(cursor.row))
      cursor.advance()
      if let other = waiting[1 - side].removeValue(forKey: key) {
        if other != row { goesOn = try side == 1 ? differs(key, other, row) : differs(key, row, other) }
      } else {
        waiting[side][key] = row
      }
    }
    return Left(
      inSource: Array(waiting[0].keys), inTarget: Array(waiting[1].keys),
      isWhole: goesOn && ours.isOver && theirs.isOver)
  }

  /// In which order the engines are likely to have two keys; where they have another, rows wait longer.
  private func isBefore(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    for (ours, theirs) in zip(RowChunk.values(ofKey: a, table), RowChunk.values(ofKey: b, table)) where ours != theirs {
      switch (ours, theirs) {
      case (.integer(let ours), .integer(let theirs)): return ours < theirs
      case (.text(let ours), .text(let theirs)): return ours.utf8.lexicographicallyPrecedes(theirs.utf8)
      default: return a.lexicographicallyPrecedes(b)
      }
    }
    return a.count < b.count
  }
}

/// A side's place in its table.
private final class Cursor {
  private let side: any CopySide
  private let table: CopyTable
  private let chunk = RowChunk()
  private var index = 0
  private var last: [UInt8] = []
  private var isRead = false

  init(_ side: any CopySide, _ table: CopyTable) {
    self.side = side
    self.table = table
  }

  /// Whether there is no row any more.
  var isOver: Bool { isRead && index >= chunk.count }
  var key: [UInt8] { chunk.key(index, of: table) }
  var row: [UInt8] { Array(chunk.bytes[chunk.row(index)]) }

  func advance() { index += 1 }

  func fill(_ stop: MigrationStop) throws {
    while index >= chunk.count && !isRead {
      if stop.isStopped { throw StoreError.interrupted }
      chunk.clear()
      index = 0
      isRead = try side.read(table, after: last, into: chunk)
      if chunk.count > 0 { last = chunk.key(chunk.count - 1, of: table) }
    }
  }

  /// Goes on over all rows that both have here; whether there was one.
  func skipEqual(_ other: Cursor) -> Bool {
    let start = index
    while index < chunk.count && other.index < other.chunk.count
      && chunk.isRow(index, equalTo: other.index, of: other.chunk)
    {
      index += 1
      other.index += 1
    }
    return index > start
  }
}
