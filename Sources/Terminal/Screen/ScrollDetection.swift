/// Finds the rows that only moved, so that the terminal can move them instead of being sent them again.
struct ScrollShift: Equatable {
  /// Rows that take part, first and last.
  let top: Int
  let bottom: Int
  /// Rows that the content moves up; negative for down.
  let rows: Int

  /// A move must save at least so many rows to be worth its bytes.
  private static let leastSaved = 3
  private static let distances = [1, -1, 2, -2, 3, -3]

  /// The move of one to three rows that saves most between two screens of one size; nil where none does.
  static func find(from old: UnsafeBufferPointer<Cell>, to new: UnsafeBufferPointer<Cell>, size: Size) -> ScrollShift? {
    let columns = size.columns
    guard size.rows > 4, columns > 0 else { return nil }
    func same(_ newRow: Int, _ oldRow: Int) -> Bool {
      guard let left = new.baseAddress, let right = old.baseAddress else { return false }
      return RowMemory.equal(left + newRow * columns, right + oldRow * columns, columns)
    }
    var changed = 0
    for row in 0..<size.rows where !same(row, row) { changed += 1 }
    guard changed >= leastSaved else { return nil }
    var best: ScrollShift?
    var bestSaved = leastSaved - 1
    for distance in distances {
      var start = -1, saved = 0
      let range = max(0, -distance)..<min(size.rows, size.rows - distance)
      for row in range.lowerBound...range.upperBound {
        if row < range.upperBound && same(row, row + distance) {
          if start < 0 { (start, saved) = (row, 0) }
          if !same(row, row) { saved += 1 }
          continue
        }
        if start >= 0 && saved > bestSaved {
          bestSaved = saved
          best = ScrollShift(
            top: min(start, start + distance), bottom: max(row - 1, row - 1 + distance), rows: distance)
        }
        start = -1
      }
    }
    return best
  }

  /// Does to a copy of the screen what the terminal does to itself.
  func apply(to cells: inout ContiguousArray<Cell>, columns: Int) {
    let count = bottom - top + 1 - abs(rows)
    let fresh: Range<Int>
    if rows > 0 {
      for row in top..<(top + count) { move(&cells, to: row, from: row + rows, columns) }
      fresh = (top + count)..<(bottom + 1)
    } else {
      for row in stride(from: bottom, to: bottom - count, by: -1) { move(&cells, to: row, from: row + rows, columns) }
      fresh = top..<(top - rows)
    }
    for index in (fresh.lowerBound * columns)..<(fresh.upperBound * columns) { cells[index] = .blank }
  }

  private func move(_ cells: inout ContiguousArray<Cell>, to: Int, from: Int, _ columns: Int) {
    for column in 0..<columns { cells[to * columns + column] = cells[from * columns + column] }
  }
}
