/// A currency by its ISO 4217 code, with the number of decimals its minor unit has.
///
/// Source of the exponents: ISO 4217 (list one): 0 for JPY and its like, 3 for KWD and its like, 2 otherwise.
public struct Currency: Hashable, Sendable, Comparable {
  /// Three upper-case letters packed into one word: comparing and hashing a currency costs nothing.
  private let packed: UInt32

  /// A currency known to ISO 4217, whatever the letter case; nil for any other word.
  public init?(_ code: some StringProtocol) {
    guard let packed = Currency.pack(code), Currency.exponents[packed] != nil else { return nil }
    self.packed = packed
  }

  private init(known code: StaticString) {
    var packed: UInt32 = 0
    for index in 0..<code.utf8CodeUnitCount {
      packed = packed << 8 | UInt32(code.utf8Start[index])
    }
    self.packed = packed
  }

  /// The three letters, e.g. `EUR`.
  public var code: String {
    let bytes = [UInt8(packed >> 16 & 255), UInt8(packed >> 8 & 255), UInt8(packed & 255)]
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Decimals of the minor unit: 2 for EUR, 0 for JPY, 3 for KWD.
  public var decimals: Int { Int(Currency.exponents[packed] ?? 2) }

  public static func < (a: Currency, b: Currency) -> Bool { a.packed < b.packed }

  public static let euro = Currency(known: "EUR")
  public static let dollar = Currency(known: "USD")
  public static let pound = Currency(known: "GBP")
  public static let yuan = Currency(known: "CNY")
  public static let yen = Currency(known: "JPY")
  /// ISO 4217's own word for "no currency": of orders whose source carries no money at all.
  public static let none = Currency(known: "XXX")

  /// Every code of the table, in alphabetical order: for completion and messages.
  public static let allCodes: [String] = exponents.keys.sorted().map { Currency(packed: $0).code }

  private init(packed: UInt32) { self.packed = packed }

  private static func pack(_ code: some StringProtocol) -> UInt32? {
    var packed: UInt32 = 0
    var count = 0
    for byte in code.utf8 {
      let upper = byte >= 0x61 && byte <= 0x7a ? byte - 32 : byte
      guard upper >= 0x41, upper <= 0x5a, count < 3 else { return nil }
      packed = packed << 8 | UInt32(upper)
      count += 1
    }
    return count == 3 ? packed : nil
  }

  private static let exponents: [UInt32: UInt8] = {
    let zero = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
    let three = "BHD IQD JOD KWD LYD OMR TND"
    let four = "CLF UYW"
    let two = """
      AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF \
      CHW CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL \
      HRK HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU \
      MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG \
      SEK SGD SHP SLE SLL SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES \
      WST XCD XXX YER ZAR ZMW ZWL
      """
    var table: [UInt32: UInt8] = [:]
    for (codes, exponent) in [(zero, 0), (three, 3), (four, 4), (two, 2)] as [(String, UInt8)] {
      for code in codes.split(separator: " ") {
        if let packed = pack(code) { table[packed] = exponent }
      }
    }
    return table
  }()
}
