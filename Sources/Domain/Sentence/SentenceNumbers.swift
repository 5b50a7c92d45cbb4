/// Reads numbers, amounts, ages and dates from folded text; nil: it is none.
enum SentenceNumbers {
  /// The two ends of `a..b`, either of which may be empty.
  static func ends(of text: String) -> (low: String, high: String)? {
    let bytes = Array(text.utf8)
    guard bytes.count >= 2,
      let index = (0..<bytes.count - 1).first(where: { bytes[$0] == 0x2E && bytes[$0 + 1] == 0x2E })
    else { return nil }
    return (String(decoding: bytes[..<index], as: UTF8.self), String(decoding: bytes[(index + 2)...], as: UTF8.self))
  }

  static func integer(_ text: String) -> Int64? { text.utf8.first == 0x2B ? nil : Int64(text) }

  /// A decimal of at most 15 digits, 6 of them behind the point, with a currency's code or sign before or behind it.
  static func amount(_ text: String) -> (Amount, Currency?)? {
    // `50欧元`, `50euro`: no digit stands in a name.
    let name = text.unicodeScalars.reversed().prefix { $0.properties.isAlphabetic }
    if name.count != 3 || name.contains(where: { !$0.isASCII }), name.count < text.unicodeScalars.count,
      let currency = CurrencyNames.currency(String(String.UnicodeScalarView(name.reversed()))),
      case (let amount, nil)? = amount(String(text.unicodeScalars.dropLast(name.count)))
    {
      return (amount, currency)
    }
    var digits = Substring(text)
    var isNegative = false
    var currency: Currency?
    if digits.first == "-" {
      isNegative = true
      digits.removeFirst()
    }
    if let (sign, found) = signs.first(where: { digits.hasPrefix($0.0) || digits.hasSuffix($0.0) }) {
      currency = found
      digits = digits.hasPrefix(sign) ? digits.dropFirst() : digits.dropLast()
    } else if digits.utf8.count > 3, let found = Currency(digits.prefix(3)) {
      currency = found
      digits = digits.dropFirst(3)
    } else if digits.utf8.count > 3, let found = Currency(digits.suffix(3)) {
      currency = found
      digits = digits.dropLast(3)
    }
    if digits.first == "-" && !isNegative {
      isNegative = true
      digits.removeFirst()
    }
    var units: Int64 = 0
    var count = 0
    var decimals: Int?
    for byte in digits.utf8 {
      switch byte {
      case 0x30...0x39:
        count += 1
        if let places = decimals { decimals = places + 1 }
        guard count <= 15, decimals ?? 0 <= 6 else { return nil }
        units = units * 10 + Int64(byte - 0x30)
      case 0x2E where decimals == nil && count > 0: decimals = 0
      default: return nil
      }
    }
    guard count > 0, decimals != 0 else { return nil }
    return (Amount(units: isNegative ? -units : units, decimals: decimals ?? 0), currency)
  }

  private static let signs: [(String, Currency)] = [
    ("€", "EUR"), ("$", "USD"), ("£", "GBP"), ("₩", "KRW"), ("₹", "INR"), ("₺", "TRY"), ("₽", "RUB"), ("₫", "VND"),
    ("฿", "THB"), ("₴", "UAH"), ("₱", "PHP"), ("₪", "ILS"),
  ].compactMap { sign, code in Currency(code).map { (sign, $0) } }

  /// Up to nine digits and a unit.
  static func age(_ text: String) -> Age? {
    let digits = text.utf8.prefix { $0 >= 0x30 && $0 <= 0x39 }
    let word = String(text.dropFirst(digits.count))
    guard (1...9).contains(digits.count), let count = Int64(String(Substring(digits))),
      let unit = AgeUnit(rawValue: word) ?? AgeUnit(chinese: word)
    else { return nil }
    return Age(count, unit)
  }

  /// `2026年9月22日` as `2026-09-22`; nil for what is written otherwise.
  private static func chineseDate(_ text: String) -> String? {
    var rest = Substring(text)
    var parts: [String] = []
    for signs in ["年", "月", "日号"] {
      if rest.isEmpty { break }
      let digits = rest.prefix { $0.isASCII && $0.isNumber }
      rest = rest.dropFirst(digits.count)
      guard let sign = rest.popFirst(), signs.contains(sign), (1...4).contains(digits.count) else { return nil }
      parts.append(String(repeating: "0", count: max(0, (parts.isEmpty ? 4 : 2) - digits.count)) + digits)
    }
    return rest.isEmpty && !parts.isEmpty ? parts.joined(separator: "-") : nil
  }

  /// `2026`, `2026-09`, `2026-09-22`, `2026-09-22t15:04`, `…:05`, or a word.
  static func date(_ text: String) -> DateWord? {
    // `last week`, `last-week`
    if let word = RelativeDate(rawValue: text.filter { $0 != " " && $0 != "-" }) ?? RelativeDate(chinese: text) {
      return .relative(word)
    }
    let bytes = Array((chineseDate(text) ?? text).utf8)
    let shape: [UInt8] = Array("0000-00-00t00:00:00".utf8)
    guard let precision = [4: DatePrecision.year, 7: .month, 10: .day, 16: .minute, 19: .second][bytes.count]
    else { return nil }
    var numbers: [Int] = [0]
    for (byte, mould) in zip(bytes, shape) {
      if mould == 0x30 {
        guard byte >= 0x30, byte <= 0x39 else { return nil }
        numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte - 0x30)
      } else {
        guard byte == mould else { return nil }
        numbers.append(0)
      }
    }
    func part(_ index: Int, _ missing: Int) -> Int { index < numbers.count ? numbers[index] : missing }
    guard
      let civil = CivilTime(
        year: numbers[0], month: part(1, 1), day: part(2, 1), hour: part(3, 0), minute: part(4, 0), second: part(5, 0))
    else { return nil }
    return .calendar(civil, precision)
  }
}
