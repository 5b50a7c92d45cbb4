import Domain

/// Reads an amount with everything that may stand around its digits.
struct AmountScanner {
  private var digits: [UInt8] = []
  /// Separators in order: which, and how many digits stand before it.
  private var separators: [(sign: DecimalSign, before: Int)] = []
  private var words: [String] = []
  private var word = ""
  private var isNegative = false
  private var isOpen = false
  private var isClosed = false
  private var endsInMinus = false

  static func read(_ bytes: UnsafeBufferPointer<UInt8>, currency: Currency?, decimal: DecimalSign?) -> Amount? {
    guard bytes.count <= 64 else { return nil }
    var scanner = AmountScanner()
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if !scanner.take(scalar) { return nil }
    }
    scanner.endWord()
    return scanner.amount(currency, decimal)
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0xff10...0xff19:
      endWord()
      if endsInMinus && !digits.isEmpty { return false }
      let value = scalar.value > 0x39 ? scalar.value - 0xff10 : scalar.value - 0x30
      digits.append(UInt8(value))
      return digits.count <= 19
    case 0x2e, 0xff0e:
      // A point behind letters belongs to them: `Fr.`, `Rs.`.
      if !word.isEmpty { return true }
      separators.append((.point, digits.count))
    case 0x2c, 0xff0c, 0x66b: separators.append((.comma, digits.count))
    case 0x2d, 0x2212, 0xff0d, 0x2010, 0x2013:
      endWord()
      if isNegative { return false }
      isNegative = true
      endsInMinus = !digits.isEmpty
    case 0x2b: if !digits.isEmpty { return false }
    case 0x28, 0xff08:
      if isOpen || !digits.isEmpty { return false }
      isOpen = true
    case 0x29, 0xff09:
      if !isOpen || isClosed { return false }
      isClosed = true
    case 0x20, 0x09, 0xa0, 0x202f, 0x2009, 0x2007, 0x3000, 0x0a, 0x0d: endWord()
    // Swiss grouping, and the apostrophe with which spreadsheets force text.
    case 0x27, 0x2019: break
    case 0x200e, 0x200f, 0x202a...0x202e, 0x2066...0x2069, 0xfeff: break
    default: word.unicodeScalars.append(scalar)
    }
    return word.utf8.count <= 16
  }

  private mutating func endWord() {
    if word.isEmpty { return }
    words.append(word)
    word = ""
  }

  private func amount(_ given: Currency?, _ decimal: DecimalSign?) -> Amount? {
    guard !digits.isEmpty, isOpen == isClosed, words.count <= 3 else { return nil }
    guard let (places, shown) = decimals(given, decimal) else { return nil }
    var currency = given
    // `US $12.00` and `AU $5.00` are one sign with a blank in it.
    let joined = words.joined()
    let whole = words.count > 1 ? CurrencySigns.currency(joined, given: given, hasDecimals: places > 0) : nil
    if let whole { currency = whole }
    for word in whole == nil ? words : [] {
      guard let found = CurrencySigns.currency(word, given: given, hasDecimals: places > 0) else { return nil }
      currency = found
    }
    var value: Int64 = 0
    // Beyond nine decimals nothing changes a minor unit.
    for digit in digits.prefix(digits.count - max(places - 9, 0)) {
      let (tens, overflowA) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflowB) = tens.addingReportingOverflow(Int64(digit))
      if overflowA || overflowB { return nil }
      value = sum
    }
    if isNegative || isOpen { value = -value }
    return Amount(digits: value, decimals: min(places, 9), currency: currency, shownSign: shown)
  }

  /// How many digits are decimals, and which sign is certainly the decimal one; nil where the separators make no sense.
  private func decimals(_ given: Currency?, _ decimal: DecimalSign?) -> (Int, DecimalSign?)? {
    guard let last = separators.last else { return (0, nil) }
    let after = digits.count - last.before
    let sameAsLast = separators.filter { $0.sign == last.sign }.count
    if sameAsLast < separators.count {
      // Both signs: the last one begins the decimals and comes once, unless it comes after every other as `1,234,567.`
      guard sameAsLast == 1, isGrouped(separators.dropLast().map(\.before), end: last.before) else { return nil }
      return (after, last.sign)
    }
    let other: DecimalSign = last.sign == .point ? .comma : .point
    if separators.count > 1 {
      return isGrouped(separators.map(\.before), end: digits.count) ? (0, other) : nil
    }
    if after != 3 { return (after, after == 0 ? nil : last.sign) }
    let lead = digits.prefix(last.before)
    if lead.isEmpty || lead.count > 3 || lead.first == 0 { return (3, last.sign) }
    if let decimal { return (decimal == last.sign ? 3 : 0, nil) }
    if last.sign == .comma { return (given?.decimals == 3 ? 3 : 0, nil) }
    let named = words.lazy.compactMap { CurrencySigns.currency($0, given: given, hasDecimals: true) }.first
    return (Amount.partsThousands((named ?? given), digits.suffix(3).allSatisfy { $0 == 0 }) ? 0 : 3, nil)
  }

  /// Whether separators part thousands: three digits in the last group, two or three (India) in the others.
  private func isGrouped(_ places: [Int], end: Int) -> Bool {
    guard let first = places.first, let last = places.last, first >= 1, first <= 3, end - last == 3 else {
      return false
    }
    for (a, b) in zip(places, places.dropFirst()) where b - a != 3 && b - a != 2 { return false }
    return true
  }
}
