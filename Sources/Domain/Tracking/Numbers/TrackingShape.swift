/// The shape of a tracking number, compiled once: which signs may stand at which place, and which places are fields.
///
/// Pattern: `#` a digit, `&` a letter, `*` either, `[0-8]` a set, `{7}` so many of the last, `<k…>` a field:
/// k serial that is checked, c check digit, v service, o country of origin (alpha-2), d country of destination (three
/// digits of ISO 3166), z postcode, m shipper. Anything else stands for itself.
struct TrackingShape: Sendable {
  enum Field: Int, Sendable {
    case serial, check, service, origin, destination, postcode, shipper
  }

  /// A bit for each sign (`TrackingSigns`) that may stand there.
  private(set) var places: [UInt64] = []
  private(set) var fields: [Range<Int>?] = Array(repeating: nil, count: 7)

  var count: Int { places.count }
  /// Signs with which a number of this shape can begin.
  var first: UInt64 { places.first ?? 0 }
  var hasDash: Bool { places.contains(1 << UInt64(TrackingSigns.dash)) }

  func range(_ field: Field) -> Range<Int>? { fields[field.rawValue] }

  @inline(__always)
  func fits(_ signs: [UInt8]) -> Bool {
    for place in 0..<places.count where places[place] >> UInt64(signs[place]) & 1 == 0 { return false }
    return true
  }

  /// The shapes of a pattern; a last `{9...38}` makes one of each length.
  static func all(_ pattern: String) -> [TrackingShape] {
    guard let dots = pattern.firstRange(of: "...") else { return [TrackingShape(pattern)] }
    let head = pattern[..<dots.lowerBound]
    let tail = pattern[dots.upperBound...]
    guard let brace = head.lastIndex(of: "{"), let end = tail.firstIndex(of: "}"),
      let low = Int(head[head.index(after: brace)...]), let high = Int(tail[..<end]), low <= high
    else { preconditionFailure("a pattern of ours is wrong: \(pattern)") }
    return (low...high).map { TrackingShape(String(head[...brace]) + String($0) + String(tail[end...])) }
  }

  init(_ pattern: String) {
    var open: [(Field, Int)] = []
    var rest = Substring(pattern)
    while let sign = rest.popFirst() {
      switch sign {
      case "<":
        guard let letter = rest.popFirst(), let field = TrackingShape.field(letter) else { continue }
        open.append((field, places.count))
      case ">":
        if let (field, start) = open.popLast() { fields[field.rawValue] = start..<places.count }
      case "{":
        let number = rest.prefix { $0 != "}" }
        rest = rest.dropFirst(number.count + 1)
        if let count = Int(number), let last = places.last {
          places.append(contentsOf: Array(repeating: last, count: count - 1))
        }
      case "[":
        let set = rest.prefix { $0 != "]" }
        rest = rest.dropFirst(set.count + 1)
        places.append(TrackingShape.set(set))
      default: places.append(TrackingShape.set(Substring(String(sign))))
      }
    }
  }

  private static func field(_ letter: Character) -> Field? {
    switch letter {
    case "k": .serial
    case "c": .check
    case "v": .service
    case "o": .origin
    case "d": .destination
    case "z": .postcode
    case "m": .shipper
    default: nil
    }
  }

  private static func set(_ text: Substring) -> UInt64 {
    switch text {
    case "#": return TrackingSigns.digits
    case "&": return TrackingSigns.letters
    case "*": return TrackingSigns.digits | TrackingSigns.letters
    default: break
    }
    var bits: UInt64 = 0
    let bytes = Array(text.utf8)
    if bytes.count == 3, bytes[1] == UInt8(ascii: "-"), bytes[0] <= bytes[2] {
      for byte in bytes[0]...bytes[2] { bits |= 1 << UInt64(TrackingSigns.value(byte)) }
    } else {
      for byte in bytes { bits |= 1 << UInt64(TrackingSigns.value(byte)) }
    }
    return bits
  }
}

/// The signs of tracking numbers as small numbers: 0–9, A–Z as 10–35, the dash as 36.
enum TrackingSigns {
  static let dash: UInt8 = 36
  /// Left out: blanks of any kind.
  static let blank: UInt8 = 62
  /// No sign of any number.
  static let foreign: UInt8 = 63
  static let digits: UInt64 = (1 << 10) - 1
  static let letters: UInt64 = ((1 << 36) - 1) ^ digits

  private static let values: [UInt8] = (0...127).map { byte in
    switch UInt8(byte) {
    case 0x30...0x39: UInt8(byte) - 0x30
    case 0x41...0x5A: UInt8(byte) - 0x41 + 10
    case 0x61...0x7A: UInt8(byte) - 0x61 + 10
    case 0x2D: dash
    case 0x20, 0x09...0x0D, 0x1C...0x1F: blank
    default: foreign
    }
  }

  /// Of an ASCII byte.
  static func value(_ byte: UInt8) -> UInt8 { byte < 128 ? values[Int(byte)] : foreign }

  /// Of any sign: full-width letters and digits are what they look like, as an input method leaves them.
  static func value(_ scalar: Unicode.Scalar) -> UInt8 {
    switch scalar.value {
    case 0..<128: values[Int(scalar.value)]
    case 0xFF01...0xFF5E: values[Int(scalar.value - 0xFEE0)]
    case 0xA0, 0x1680, 0x2000...0x200D, 0x2028, 0x2029, 0x202F, 0x205F, 0x2060, 0x3000, 0xFEFF, 0x85: blank
    case 0x2010...0x2015, 0x2212, 0xAD: dash
    default: foreign
    }
  }

  static func byte(_ value: UInt8) -> UInt8 {
    switch value {
    case 0...9: value + 0x30
    case 10...35: value - 10 + 0x41
    default: 0x2D
    }
  }

  static func text(_ signs: some Sequence<UInt8>) -> String { String(decoding: signs.map(byte), as: UTF8.self) }
}
