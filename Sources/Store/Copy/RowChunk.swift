internal import Glibc

/// Rows on their way from one engine to another, in one form for both: each field behind its length in four bytes,
/// highest first, −1 for NULL; numbers in eight bytes, highest first; texts in UTF-8. Side by side in one piece of
/// memory that is used again. Equal rows are equal bytes, whichever engine they come from.
final class RowChunk: @unchecked Sendable {
  // One thread at a time fills or reads it.
  private(set) var bytes: [UInt8] = []
  /// Where each row begins, and where the last one ends.
  private var starts: [Int] = [0]

  /// A chunk is full from here on.
  static let fullBytes = 2 << 20
  static let mostRows = 20_000

  var count: Int { starts.count - 1 }
  var isFull: Bool { bytes.count >= RowChunk.fullBytes || count >= RowChunk.mostRows }

  func clear() {
    // A single row may be large; its memory is not kept for all others.
    bytes.removeAll(keepingCapacity: bytes.capacity <= RowChunk.fullBytes * 4)
    starts.removeAll(keepingCapacity: true)
    starts.append(0)
  }

  func row(_ index: Int) -> Range<Int> { starts[index]..<starts[index + 1] }

  func isRow(_ index: Int, equalTo otherIndex: Int, of other: RowChunk) -> Bool {
    let (ours, theirs) = (row(index), other.row(otherIndex))
    guard ours.count == theirs.count else { return false }
    return bytes.withUnsafeBytes { a in
      other.bytes.withUnsafeBytes { b in
        guard let a = a.baseAddress, let b = b.baseAddress else { return true }
        return memcmp(a + ours.lowerBound, b + theirs.lowerBound, ours.count) == 0
      }
    }
  }

  // MARK: Writing

  func appendNull() { append(length: -1) }

  func append(_ number: Int64) {
    append(length: 8)
    withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
  }

  func append(_ field: UnsafeRawBufferPointer) {
    append(length: Int32(truncatingIfNeeded: field.count))
    bytes.append(contentsOf: field)
  }

  /// Fields that are in this form already.
  func appendFields(_ fields: UnsafeRawBufferPointer) { bytes.append(contentsOf: fields) }

  func endRow() { starts.append(bytes.count) }

  private func append(length: Int32) {
    withUnsafeBytes(of: length.bigEndian) { bytes.append(contentsOf: $0) }
  }

  // MARK: Reading

  /// The fields of a row, one after the other; nil is NULL.
  static func forEachField(
    of row: UnsafeRawBufferPointer, _ body: (Int, UnsafeRawBufferPointer?) throws -> Void
  ) rethrows {
    var at = 0
    var index = 0
    while at + 4 <= row.count {
      let length = Int(Int32(bigEndian: row.loadUnaligned(fromByteOffset: at, as: Int32.self)))
      at += 4
      if length < 0 {
        try body(index, nil)
      } else {
        let end = min(at + length, row.count)
        try body(index, UnsafeRawBufferPointer(rebasing: row[at..<end]))
        at = end
      }
      index += 1
    }
  }

  static func integer(_ field: UnsafeRawBufferPointer) -> Int64 {
    field.count == 8 ? Int64(bigEndian: field.loadUnaligned(as: Int64.self)) : 0
  }

  static func value(_ field: UnsafeRawBufferPointer?, _ kind: CopyTable.Column.Kind) -> SQLValue {
    guard let field else { return .null }
    switch kind {
    case .integer: return .integer(integer(field))
    case .real: return .real(Double(bitPattern: UInt64(bitPattern: integer(field))))
    case .text: return .text(String(decoding: field, as: UTF8.self))
    case .bytes: return .bytes([UInt8](field))
    }
  }

  /// The key of a row, in the same form.
  func key(_ index: Int, of table: CopyTable) -> [UInt8] {
    bytes.withUnsafeBytes { RowChunk.key(of: UnsafeRawBufferPointer(rebasing: $0[row(index)]), table) }
  }

  static func key(of row: UnsafeRawBufferPointer, _ table: CopyTable) -> [UInt8] {
    var fields = [[UInt8]](repeating: [], count: table.key.count)
    forEachField(of: row) { index, field in
      guard let place = table.key.firstIndex(of: index), let field else { return }
      fields[place] = withUnsafeBytes(of: Int32(truncatingIfNeeded: field.count).bigEndian) { [UInt8]($0) } + field
    }
    return fields.flatMap { $0 }
  }

  /// The values of a key in this form.
  static func values(ofKey key: [UInt8], _ table: CopyTable) -> [SQLValue] {
    var values: [SQLValue] = []
    key.withUnsafeBytes { bytes in
      forEachField(of: bytes) { index, field in
        if index < table.key.count { values.append(value(field, table.columns[table.key[index]].kind)) }
      }
    }
    return values
  }
}
