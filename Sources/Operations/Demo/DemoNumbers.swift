internal import Domain

/// Numbers in the shapes that the outside gives them. Each is made of a running number, so that no two are alike.
enum DemoNumbers {
  /// EAN-13 under GS1 China's 697, with its check digit; `serial` below 1,000,000,000.
  static func gtin13(_ serial: Int) -> String {
    let body = "697" + padded(serial, 9)
    var sum = 0
    for (index, byte) in body.utf8.enumerated() { sum += Int(byte - 0x30) * (index % 2 == 0 ? 1 : 3) }
    return body + String((10 - sum % 10) % 10)
  }

  static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return digits.utf8.count >= width ? digits : String(repeating: "0", count: width - digits.utf8.count) + digits
  }

  /// A running number scattered over `modulus` without ever meeting another: the factor shares no divisor with it.
  static func scattered(_ serial: Int, modulus: UInt64, salt: UInt64) -> Int {
    let product = (UInt64(serial) &+ salt % 1_000_003).multipliedFullWidth(by: 6_364_136_223_846_793 % modulus | 1)
    return Int(modulus.dividingFullWidth((product.high % modulus, product.low)).remainder)
  }

  /// The order number of a marketplace: it grows with time, by uneven steps, as theirs do.
  static func order(_ shape: DemoChannel.Numbers, serial: Int, placedAt: Instant, salt: UInt64) -> String {
    // Each step ends before the next begins, so that no two numbers are alike.
    func step(_ unit: Int) -> Int { serial * unit + scattered(serial, modulus: UInt64(unit), salt: salt) }
    switch shape {
    case .amazon(let first):
      let digits = padded(11_000_000_000_000 + step(370_000_019), 14)
      return "\(first)-\(digits.prefix(7))-\(digits.suffix(7))"
    case .running(let prefix, let start): return prefix + String(start + serial)
    case .ebay:
      let digits = padded(140_000_000_000 + step(900_007), 12)
      return "\(digits.prefix(2))-\(digits.dropFirst(2).prefix(5))-\(digits.suffix(5))"
    case .digits(let first, let count):
      var base = 3
      for _ in 1..<(count - first.utf8.count) { base *= 10 }
      return first + String(base + step(1_000_003))
    case .shopee:
      let civil = placedAt.civil()
      let day = padded(civil.year % 100, 2) + padded(civil.month, 2) + padded(civil.day, 2)
      return day + code(scattered(serial, modulus: 1 << 40, salt: salt), 8)
    }
  }

  /// `count` letters and digits.
  static func code(_ number: Int, _ count: Int) -> String {
    var rest = number
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    for _ in 0..<count {
      bytes.append(signs[rest & 31])
      rest >>= 5
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let signs = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".utf8)
}
