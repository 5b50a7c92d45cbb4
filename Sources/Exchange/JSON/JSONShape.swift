/// How a family of documents wraps its records: which keys hold them. Everything else around is passed over.
struct JSONShape: Sendable {
  /// Keys whose array's elements are records (`orders`), at the outermost levels.
  var lists: Set<String>
  /// Keys whose object is one record (`order`).
  var singles: Set<String>
  /// Keys whose object is looked into (`response`, `payload`).
  var wrappers: Set<String>
  /// Plain members that stand beside records (`nextToken`); any other plain member tells that the object is itself
  /// the record.
  var beside: Set<String>

  static let plain = JSONShape(lists: [], singles: [], wrappers: [], beside: [])
}

/// One record's text as the splitter found it.
struct JSONPiece {
  /// The key that held it; empty for an outermost value or an element of an outermost array.
  let key: String
  let line: Int
  /// Only the beginning where `isTooLong`.
  let bytes: UnsafeBufferPointer<UInt8>
  let isTooLong: Bool
  /// Whether the text ended inside it.
  let isCutOff: Bool
}

/// What the splitter hands on.
enum JSONEvent {
  case record(JSONPiece)
  /// Something wrong between the records, which the records outlive.
  case disorder(line: Int, String)
}
