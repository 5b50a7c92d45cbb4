public import Domain

/// One record of a delimited file: the scanner's buffer with the places of its fields. Valid only inside the call that
/// was handed it.
public struct Row {
  /// Physical line, from 1, on which the record begins.
  public let line: Int
  /// The whole record as it stands, without its line end.
  public let bytes: UnsafeBufferPointer<UInt8>
  /// What is wrong with the record's form; empty for nearly every row.
  public let faults: [RowFault]
  let fields: UnsafeBufferPointer<FieldSpan>

  public var count: Int { fields.count }

  /// The field of that number, from 0; an empty cell beyond the last.
  public subscript(index: Int) -> Cell {
    @inline(__always) get {
      guard index >= 0, index < fields.count, let base = bytes.baseAddress else { return .empty }
      let span = fields[index]
      return Cell(
        bytes: UnsafeBufferPointer(start: base + Int(span.start), count: Int(span.end - span.start)),
        isEscaped: span.isEscaped
      )
    }
  }

  /// The record as text, for `raw` and `--rejects`.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// The texts of all fields.
  public var texts: [String] { (0..<count).map { self[$0].text } }

  public var isBlank: Bool {
    for index in 0..<count where !self[index].isBlank { return false }
    return true
  }

  /// How many fields hold something.
  public var filledCount: Int {
    var filled = 0
    for index in 0..<count where !self[index].isBlank { filled += 1 }
    return filled
  }
}

/// What is wrong with the form of a row, and in which field (from 0; -1: the whole row).
public struct RowFault: Hashable, Sendable {
  public var code: IssueCode
  public var field: Int

  public init(code: IssueCode, field: Int) {
    self.code = code
    self.field = field
  }

  /// Whether only the beginning of the row is at hand: what follows may hold anything.
  public var hidesRest: Bool { code == .tooLong || code == .tooMany }

  /// Whether the fields cannot be trusted: the row must not be read as a record.
  public var makesUnreadable: Bool {
    switch code {
    case .strayQuote, .wrongEncoding: false
    default: true
    }
  }
}

/// Where a field stands in its record's bytes.
struct FieldSpan {
  var start: Int32
  var end: Int32
  var isEscaped: Bool
}
