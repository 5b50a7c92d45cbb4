/// How a made-up parcel goes: out of which warehouse, with whom, and how long that takes.
struct DemoWay: Hashable {
  enum Numbers: Hashable {
    /// UPU S10 under these two letters and this country.
    case post(String, String)
    case ups, dhlExpress, fedEx, dpd, yunExpress
  }

  var carrier: String
  var warehouse: String
  var numbers: Numbers
  /// Half of the parcels are there after so many tenths of a day; where they go to and from nothing is in it.
  var median: Int
  /// How far apart the days lie, in hundredths of the logarithm.
  var spread: Int

  init(_ carrier: String, from warehouse: String, _ numbers: Numbers, median: Int, spread: Int) {
    self.carrier = carrier
    self.warehouse = warehouse
    self.numbers = numbers
    self.median = median
    self.spread = spread
  }

  private static let union = Set("DE AT FR IT ES NL PL SE GR PT BE CZ IE CH".split(separator: " ").map(String.init))
  private static let nearby = Set("JP KR TW CN SG MY".split(separator: " ").map(String.init))

  private static let express = [
    DemoWay("DHL Express", from: "SZ", .dhlExpress, median: 38, spread: 24),
    DemoWay("UPS", from: "SZ", .ups, median: 42, spread: 24),
    DemoWay("FedEx", from: "SZ", .fedEx, median: 44, spread: 26),
  ]
  private static let packets = [
    DemoWay("YunExpress", from: "SZ", .yunExpress, median: 92, spread: 24),
    DemoWay("YunExpress", from: "SZ", .yunExpress, median: 92, spread: 24),
    DemoWay("Yanwen", from: "SZ", .post("LY", "CN"), median: 112, spread: 28),
    DemoWay("China Post", from: "SZ", .post("LX", "CN"), median: 138, spread: 32),
    DemoWay("4PX", from: "SZ", .post("RX", "SG"), median: 104, spread: 27),
    DemoWay("UPS", from: "SZ", .ups, median: 52, spread: 22),
  ]
  private static let inUnion = [
    DemoWay("DPD", from: "DE", .dpd, median: 18, spread: 30),
    DemoWay("DHL Paket", from: "DE", .post("CE", "DE"), median: 24, spread: 34),
  ]
  private static let inAsia = [
    DemoWay("EMS", from: "NB", .post("EB", "CN"), median: 46, spread: 28),
    DemoWay("Yanwen", from: "SZ", .post("LY", "CN"), median: 68, spread: 28),
    DemoWay("YunExpress", from: "SZ", .yunExpress, median: 62, spread: 24),
  ]

  /// The way of an order; `draw` is a throw of its own.
  static func of(country: String, isExpress: Bool, draw: UInt64) -> DemoWay {
    let first = Int(truncatingIfNeeded: draw >> 8 & 0xFFFF)
    let second = Int(truncatingIfNeeded: draw >> 24 & 0xFFFF)
    func pick(_ ways: [DemoWay]) -> DemoWay { ways[second % ways.count] }
    if isExpress { return pick(express) }
    // The overseas warehouse has what sells, not everything.
    if union.contains(country) { return pick(first % 100 < 45 ? inUnion : packets) }
    if nearby.contains(country) { return pick(inAsia) }
    return pick(packets)
  }

  /// A number that its carrier would take for one of its own.
  func number(_ serial: Int, salt: UInt64) -> String {
    func digits(_ count: Int, _ modulus: UInt64) -> String {
      DemoNumbers.padded(DemoNumbers.scattered(serial, modulus: modulus, salt: salt), count)
    }
    switch numbers {
    case .post(let letters, let country):
      let body = digits(8, 99_999_989)
      return letters + body + String(DemoCheck.s10(body)) + country
    case .ups:
      let body = "6V88RF" + "03" + digits(7, 9_999_991)
      return "1Z" + body + String(DemoCheck.ups(body))
    case .dhlExpress:
      let body = "4" + digits(8, 99_999_989)
      return body + String(DemoCheck.modulo7(body))
    case .fedEx:
      let body = "77" + digits(9, 999_999_937)
      return body + String(DemoCheck.fedEx(body))
    case .dpd:
      let body = "0150" + digits(10, 9_999_999_967)
      return body + DemoCheck.dpd(body)
    case .yunExpress: return "YT" + digits(16, 9_999_999_999_999_937)
    }
  }
}

/// Check digits as carriers put them at the end of their numbers.
enum DemoCheck {
  private static func digits(_ text: String) -> [Int] { text.utf8.map { Int($0) - 0x30 } }

  static func s10(_ body: String) -> Int {
    let sum = zip(digits(body), [8, 6, 4, 2, 3, 5, 9, 7]).reduce(0) { $0 + $1.0 * $1.1 }
    let rest = 11 - sum % 11
    return rest == 10 ? 0 : rest == 11 ? 5 : rest
  }

  /// Letters count as (code − 3) modulo 10, every second sign twice.
  static func ups(_ body: String) -> Int {
    let sum = body.utf8.enumerated().reduce(0) { sum, sign in
      let byte = Int(sign.element)
      let worth = byte < 0x3A ? byte - 0x30 : (byte - 3) % 10
      return sum + worth * (sign.offset % 2 == 0 ? 1 : 2)
    }
    return (10 - sum % 10) % 10
  }

  static func modulo7(_ body: String) -> Int { digits(body).reduce(0) { ($0 * 10 + $1) % 7 } }

  static func fedEx(_ body: String) -> Int {
    zip(digits(body), [3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1]).reduce(0) { $0 + $1.0 * $1.1 } % 11 % 10
  }

  /// ISO/IEC 7064 MOD 37,36.
  static func dpd(_ body: String) -> String {
    var carry = 36
    for digit in digits(body) {
      carry += digit
      if carry > 36 { carry -= 36 }
      carry *= 2
      if carry > 36 { carry -= 37 }
    }
    let rest = (37 - carry) % 36
    return rest < 10 ? String(rest) : String(decoding: [UInt8(0x41 + rest - 10)], as: UTF8.self)
  }
}
