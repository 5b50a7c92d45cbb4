internal import Dispatch
internal import Synchronization

/// Shows that two stores are equal: as many rows in each table, the same digest of them, the same end of the journal,
/// and as many records in the free-text indexes. What differs is named by table and key.
final class CopyProof: @unchecked Sendable {
  // Each side is used by one thread at a time.
  private let source: any CopySide
  private let target: any CopySide
  private let catalogue: CopyCatalogue
  private let stop: MigrationStop

  private static let mostDifferences = 20
  /// Rows of one side that wait for the other's.
  private static let mostWaiting = 50_000

  init(_ source: any CopySide, _ target: any CopySide, _ catalogue: CopyCatalogue, stop: MigrationStop) {
    self.source = source
    self.target = target
    self.catalogue = catalogue
    self.stop = stop
  }

  func run(tell: (String) -> Void) throws -> (tables: [CopyReport.Table], differences: [CopyDifference]) {
    var tables: [CopyReport.Table] = []
    var differences: [CopyDifference] = []
    for table in catalogue.tables {
      let (ours, theirs) = try digests(table)
      tables.append(CopyReport.Table(name: table.name, rows: ours.rows, digest: ours.text))
      if ours != theirs { differences += try self.differences(table) }
      tell(table.name)
    }
    for (name, index) in [("orders", TextIndex.orders), ("products", .products), ("customers", .customers)] {
      let (ours, theirs) = (try index.count(in: source.reader), try index.count(in: target.reader))
      if ours != theirs {
        differences.append(CopyDifference(table: name, key: "", what: .indexed(source: ours, target: theirs)))
      }
    }
    let (ours, theirs) = (try source.head, try target.head)
    if ours != theirs {
      differences.append(
        CopyDifference(
          table: "journal", key: "",
          what: .journal("the source ends with entry \(ours.seq), the target with \(theirs.seq), or another one")))
    }
    return (tables, differences)
  }

  /// Both sides at once, each on a thread of its own.
  private func digests(_ table: CopyTable) throws -> (RowDigest, RowDigest) {
    let results = Mutex<[Result<RowDigest, any Error>?]>([nil, nil])
    DispatchQueue.concurrentPerform(iterations: 2) { index in
      let result = Result { try self.digest(table, of: index == 0 ? self.source : self.target) }
      results.withLock { $0[index] = result }
    }
    let both = try results.withLock { try $0.map { try $0?.get() ?? RowDigest() } }
    return (both[0], both[1])
  }

  private func digest(_ table: CopyTable, of side: any CopySide) throws -> RowDigest {
    var digest = RowDigest()
    try side.forEachChunk(of: table) { chunk, _, _ in
      if stop.isStopped { throw StoreError.interrupted }
      for index in 0..<chunk.count { digest.add(chunk.bytes[chunk.row(index)]) }
    }
    return digest
  }

  // MARK: What differs

  private func differences(_ table: CopyTable) throws -> [CopyDifference] {
    var found: [CopyDifference] = []
    let walk = CopyWalk(source, target, table, stop: stop, mostWaiting: CopyProof.mostWaiting) { $0 }
    let left = try walk.run { key, ours, theirs in
      found.append(difference(table, key, ours, theirs))
      return found.count < CopyProof.mostDifferences
    }
    for (keys, what) in [(left.inSource, CopyDifference.What.onlyInSource), (left.inTarget, .onlyInTarget)] {
      for key in keys.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        if found.count >= CopyProof.mostDifferences { return found }
        found.append(CopyDifference(table: table.name, key: CopyProof.text(ofKey: key, table), what: what))
      }
    }
    return found
  }

  private func difference(_ table: CopyTable, _ key: [UInt8], _ a: [UInt8], _ b: [UInt8]) -> CopyDifference {
    func fields(_ row: [UInt8]) -> [[UInt8]?] {
      var fields: [[UInt8]?] = []
      row.withUnsafeBytes { RowChunk.forEachField(of: $0) { _, field in fields.append(field.map { [UInt8]($0) }) } }
      return fields
    }
    let (ours, theirs) = (fields(a), fields(b))
    let columns = table.columns.indices.filter { $0 < ours.count && $0 < theirs.count && ours[$0] != theirs[$0] }
    return CopyDifference(
      table: table.name, key: CopyProof.text(ofKey: key, table), what: .columns(columns.map { table.columns[$0].name }))
  }

  static func text(ofKey key: [UInt8], _ table: CopyTable) -> String {
    RowChunk.values(ofKey: key, table).map { value in
      switch value {
      case .integer(let number): "\(number)"
      case .text(let text): text
      case .real(let number): "\(number)"
      case .bytes(let bytes): Hex.text(bytes)
      case .null: ""
      }
    }.joined(separator: ",")
  }
}

/// The sum of the digests of rows: the same in whatever order they come.
struct RowDigest: Hashable, Sendable {
  private(set) var rows: Int64 = 0
  private var sum: [UInt64] = [0, 0, 0, 0]

  mutating func add(_ row: ArraySlice<UInt8>) {
    rows += 1
    SHA256.digest(Array(row)).withUnsafeBytes { digest in
      for lane in 0..<4 {
        sum[lane] &+= UInt64(bigEndian: digest.loadUnaligned(fromByteOffset: lane * 8, as: UInt64.self))
      }
    }
  }

  var text: String {
    Hex.text(sum.flatMap { lane in withUnsafeBytes(of: lane.bigEndian) { [UInt8]($0) } })
  }
}
