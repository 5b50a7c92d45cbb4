/// One JSON value with everything in it, as a flat list of nodes over its bytes: no string is made before it is asked
/// for, and numbers stay the text they were, so that amounts keep their decimals.
public final class JSONDocument {
  /// The text as it stood in the file.
  public internal(set) var bytes: [UInt8] = []
  /// Physical line of the first byte, from 1.
  public internal(set) var line = 1
  /// Whether a string holds half of a surrogate pair, which reads as U+FFFD.
  public internal(set) var hasLoneSurrogates = false
  var nodes: ContiguousArray<JSONNode> = []

  init() {}

  /// The whole value.
  public var root: JSONValue { JSONValue(document: self, index: 0) }

  /// The source text of the whole value.
  public var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Physical line of a byte of this document.
  func line(at offset: Int) -> Int {
    var count = line
    for byte in bytes.prefix(offset) where byte == 0x0a { count += 1 }
    return count
  }
}

/// A value, or the key before a member's value.
struct JSONNode {
  enum Kind: UInt8 {
    case null, yes, no, number, string, array, object
  }

  var kind: Kind
  /// Whether a string has escapes to resolve.
  var hasEscapes: Bool
  /// Bytes of the value; of a string those between its quotation marks.
  var start: UInt32
  var end: UInt32
  /// Index of the node after this value and all within it.
  var next: UInt32
}

/// What is bounded in a document; beyond it a record is refused by name.
public enum JSONLimits {
  public static let depth = 64
  public static let stringBytes = 4 << 20
  public static let recordBytes = 16 << 20
  /// Values and keys of one record; each costs sixteen bytes.
  public static let nodes = 1_000_000
}

/// Why a text is no JSON: where, and what was expected there.
public struct JSONFault: Error, Hashable, Sendable {
  /// Physical line, from 1.
  public var line: Int
  /// Byte of the text, from 0.
  public var offset: Int
  /// Way to the place, e.g. `line_items[2].price`; empty at the outermost value.
  public var path: String
  /// What was expected and what stood there.
  public var expected: String
  /// Whether a limit was passed rather than the grammar broken.
  public var isLimit: Bool

  public init(line: Int, offset: Int = 0, path: String = "", expected: String, isLimit: Bool = false) {
    self.line = line
    self.offset = offset
    self.path = path
    self.expected = expected
    self.isLimit = isLimit
  }
}
