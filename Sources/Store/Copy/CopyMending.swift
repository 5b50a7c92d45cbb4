/// Brings a table of a copy that came at two times to what the source is now: takes out what the source has not, or has
/// otherwise, then brings what is missing. Begun again it finds what is left to do.
struct CopyMending {
  let source: any CopySide
  let target: any CopyTarget
  let stop: MigrationStop

  /// Keys of what differs are kept in memory, some hundred bytes each.
  private static let mostWaiting = 1_000_000
  private static let deletedAtOnce = 2000

  /// The number of rows that were brought. `copy` is the target on a snapshot of its own.
  func run(_ table: CopyTable, _ copy: any CopySide, _ mark: CopyMark, at place: String) throws -> Int64 {
    var gone: [[UInt8]] = []
    var missing: Set<[UInt8]> = []
    let walk = CopyWalk(source, copy, table, stop: stop, mostWaiting: CopyMending.mostWaiting) { row in
      SHA256.digest(row)
    }
    let left = try walk.run { key, _, _ in
      gone.append(key)
      missing.insert(key)
      return gone.count < CopyMending.mostWaiting
    }
    guard left.isWhole else { throw CopyRefusal.changedTooMuch(place) }
    gone += left.inTarget
    missing.formUnion(left.inSource)
    for start in stride(from: 0, to: gone.count, by: CopyMending.deletedAtOnce) {
      if stop.isStopped { throw StoreError.interrupted }
      try target.transaction(mark, to: mark) { writer in
        for key in gone[start..<min(start + CopyMending.deletedAtOnce, gone.count)] {
          try writer.execute(table.delete(key))
        }
      }
    }
    return missing.isEmpty ? 0 : try bring(missing, of: table, mark)
  }

  private func bring(_ missing: Set<[UInt8]>, of table: CopyTable, _ mark: CopyMark) throws -> Int64 {
    var count: Int64 = 0
    let picked = RowChunk()
    try source.forEachChunk(of: table) { chunk, _, isEnd in
      if stop.isStopped { throw StoreError.interrupted }
      for index in 0..<chunk.count where missing.contains(chunk.key(index, of: table)) {
        chunk.bytes.withUnsafeBytes { picked.appendFields(UnsafeRawBufferPointer(rebasing: $0[chunk.row(index)])) }
        picked.endRow()
      }
      guard picked.isFull || isEnd && picked.count > 0 else { return }
      try target.write(picked, of: table, mark, to: mark)
      count += Int64(picked.count)
      picked.clear()
    }
    return count
  }
}
