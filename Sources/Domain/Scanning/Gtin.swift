/// A trade item number of GS1, padded to fourteen digits: EAN-8, UPC-A, EAN-13 and ITF-14 of one pack are one value.
public struct Gtin: Hashable, Sendable {
  /// Fourteen digits, the last a right check digit.
  public let digits: String

  /// From 8, 12, 13 or 14 digits.
  public init(_ text: some StringProtocol) throws(ScanFault) {
    let bytes = Array(text.utf8)
    guard bytes.allSatisfy(\.isDigit) else { throw .notDigits(String(text)) }
    guard [8, 12, 13, 14].contains(bytes.count) else {
      throw .wrongLength(found: bytes.count, expected: [8, 12, 13, 14])
    }
    try CheckDigit.verify(bytes)
    digits = String(repeating: "0", count: 14 - bytes.count) + String(text)
  }

  /// From the eight digits of a UPC-E (number system, six digits, check digit), or its six digits alone.
  public init(shortForm text: some StringProtocol) throws(ScanFault) {
    let bytes = Array(text.utf8)
    guard bytes.allSatisfy(\.isDigit) else { throw .notDigits(String(text)) }
    guard bytes.count == 8 || bytes.count == 6 else { throw .wrongLength(found: bytes.count, expected: [6, 8]) }
    let system = bytes.count == 8 ? bytes[0] : UInt8(ascii: "0")
    let six = bytes.count == 8 ? Array(bytes[1...6]) : bytes
    guard system <= UInt8(ascii: "1"), let eleven = Gtin.expanded(system: system, six) else {
      throw .noShortForm(String(text))
    }
    let check = bytes.count == 8 ? bytes[7] : CheckDigit.of(eleven)
    try self.init(String(decoding: eleven + [check], as: UTF8.self))
  }

  /// The code as people read it: without the zeros that pad it, 8, 12, 13 or 14 digits long.
  public var shown: String {
    let bytes = Array(digits.utf8)
    let zeros = bytes.prefix { $0 == UInt8(ascii: "0") }.count
    let length = [8, 12, 13].first { 14 - $0 <= zeros } ?? 14
    return String(digits.suffix(length))
  }

  /// Eleven digits of a UPC-A: the last of the six says where the zeros were left out.
  private static func expanded(system: UInt8, _ six: [UInt8]) -> [UInt8]? {
    let zero = UInt8(ascii: "0")
    func zeros(_ count: Int) -> [UInt8] { Array(repeating: zero, count: count) }
    switch six[5] - zero {
    case 0...2: return [system, six[0], six[1], six[5]] + zeros(4) + six[2...4]
    // What ends in 3 or 4 has a digit here that the shorter rules would have taken otherwise.
    case 3: return six[2] < zero + 3 ? nil : [system] + six[0...2] + zeros(5) + six[3...4]
    case 4: return six[3] == zero ? nil : [system] + six[0...3] + zeros(5) + [six[4]]
    default: return six[4] == zero ? nil : [system] + six[0...4] + zeros(4) + [six[5]]
    }
  }
}

/// The last digit of GS1's numbers: weights 3 and 1 from the right, up to the next ten.
public enum CheckDigit {
  /// The digit that belongs behind these digits.
  public static func of(_ digits: some BidirectionalCollection<UInt8>) -> UInt8 {
    var sum = 0
    var weight = 3
    for digit in digits.reversed() {
      sum += weight * Int(digit & 0x0F)
      weight = 4 - weight
    }
    return UInt8(ascii: "0") + UInt8((10 - sum % 10) % 10)
  }

  /// Whether the last of these digits is right; they are digits, two or more.
  static func verify(_ digits: [UInt8]) throws(ScanFault) {
    guard let last = digits.last else { throw .empty }
    let right = of(digits.dropLast())
    guard last == right else {
      throw .wrongCheckDigit(
        code: String(decoding: digits, as: UTF8.self), found: Character(Unicode.Scalar(last)),
        expected: Character(Unicode.Scalar(right)))
    }
  }
}

extension UInt8 {
  /// An ASCII digit.
  var isDigit: Bool { (0x30...0x39).contains(self) }
}
