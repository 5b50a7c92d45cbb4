/// A sum as people type it: `12,50 €`, `US$ 3`, `1.234,56`, `￥１２`; with a word about what could be read otherwise.
public struct TypedMoney: Hashable, Sendable {
  public var money: Money
  public var remark: Remark?

  /// How a doubtful text was read.
  public enum Remark: Hashable, Sendable {
    /// A lone separator before three digits parts thousands.
    case partsThousands
    /// A lone separator before three digits begins the decimals, because the currency has three.
    case beginsDecimals
    /// The sign stands for several currencies.
    case sharedSign(String)
  }

  public enum Refusal: Error, Hashable, Sendable {
    case unreadable
    /// No currency is named, and none goes without saying.
    case noCurrency
    case unknownCurrency(String)
    /// The currency is another than the one that must be.
    case otherCurrency(Currency)
    case tooManyDecimals(Currency)
    case tooLarge
  }

  /// Reads a sum in `currency` where the text names none.
  public static func read(_ text: String, currency: Currency?) throws(Refusal) -> TypedMoney {
    let parts = try TypedAmount(text)
    var found = currency
    var remark: Remark?
    if let word = parts.words.first {
      guard let named = parts.currency(given: currency) else {
        throw .unknownCurrency(parts.words.joined(separator: " "))
      }
      if parts.words.count == 1, CurrencySigns.isShared(word), named != currency { remark = .sharedSign(word) }
      found = named
    }
    guard let currency = found else { throw .noCurrency }
    let (plain, doubt) = try parts.plain(decimals: currency.decimals)
    guard plain.utf8.count <= 24 else { throw .tooLarge }
    guard let money = Money(exactly: plain, currency: currency) else {
      throw Money(amount: plain, currency: currency) == nil ? .tooLarge : .tooManyDecimals(currency)
    }
    return TypedMoney(money: money, remark: doubt ?? remark)
  }
}

/// The digits, separators and words of a typed sum.
private struct TypedAmount {
  /// What stands beside the digits, two words at most.
  private(set) var words: [String] = []
  private var isNegative = false
  /// Digits in their groups.
  private var groups: [String] = [""]
  /// What stands between the groups: `.`, `,` or `'` for all that only parts thousands.
  private var signs: [Character] = []

  init(_ text: String) throws(TypedMoney.Refusal) {
    guard text.utf8.count <= 80 else { throw .unreadable }
    var word = ""
    var wordsBefore = 0
    var isBlank = false
    var hasDigits: Bool { groups != [""] }
    for character in FullWidth.narrowed(text) {
      let wasBlank = isBlank
      isBlank = character.isWhitespace
      if isBlank {
        if !word.isEmpty { words.append(word) }
        word = ""
        continue
      }
      if let value = character.wholeNumberValue, character.isASCII {
        if !word.isEmpty { words.append(word) }
        word = ""
        if !hasDigits { wordsBefore = words.count }
        if words.count != wordsBefore { throw .unreadable }
        // A blank between digits parts thousands.
        if wasBlank, hasDigits, groups.last != "" {
          signs.append("'")
          groups.append("")
        }
        groups[groups.count - 1] += String(value)
        continue
      }
      switch character {
      case "." where !word.isEmpty: break
      case ".", ",", "'", "’":
        guard hasDigits || character == "." || character == "," else { throw .unreadable }
        signs.append(character == "’" ? "'" : character)
        groups.append("")
      case "-", "−":
        if isNegative || hasDigits { throw .unreadable }
        isNegative = true
      case "+": if hasDigits { throw .unreadable }
      default: word.append(character)
      }
    }
    if !word.isEmpty { words.append(word) }
    guard groups.contains(where: { !$0.isEmpty }) else { throw .unreadable }
    if words.count > 2 { throw .unreadable }
  }

  /// The currency that the words name together: `US $`, `$ 5 USD`.
  func currency(given: Currency?) -> Currency? {
    func named(_ word: String, _ given: Currency?) -> Currency? {
      CurrencySigns.currency(word, given: given, hasDecimals: looksDecimal)
    }
    guard let first = words.first, let last = words.last else { return nil }
    if words.count == 1 { return named(first, given) }
    if let joined = named(first + last, given) { return joined }
    guard let code = Currency(first) ?? Currency(last) else { return nil }
    return named(Currency(first) == nil ? first : last, code) == code ? code : nil
  }

  /// Whether digits follow a separator as decimals do; a sign that means yen or yuan is told by it.
  var looksDecimal: Bool { !signs.isEmpty && (1...2).contains(groups.last?.count ?? 0) }

  /// The sum with a point and no other sign, and the doubt about it.
  func plain(decimals: Int) throws(TypedMoney.Refusal) -> (String, TypedMoney.Remark?) {
    let head = isNegative ? "-" : ""
    guard let last = signs.last, let tail = groups.last else { return (head + groups.joined(), nil) }
    let isLone = signs.filter { $0 == last }.count == 1
    var begins = last != "'" && isLone
    var remark: TypedMoney.Remark?
    if begins, signs.count == 1, tail.count == 3, (1...3).contains(groups[0].count), groups[0].first != "0" {
      begins = decimals == 3
      remark = begins ? .beginsDecimals : .partsThousands
    }
    let whole = begins ? groups.dropLast() : groups[...]
    // `1,23,456` is how a hundred thousand is written in India.
    let parts = begins ? signs.dropLast() : signs[...]
    for (index, group) in whole.enumerated().dropFirst() {
      let isLast = index == whole.count - 1
      if group.count != 3 && (isLast || group.count != 2) { throw .unreadable }
    }
    if Set(parts).count > 1 { throw .unreadable }
    let digits = whole.joined()
    if begins { return (head + (digits.isEmpty ? "0" : digits) + (tail.isEmpty ? "" : "." + tail), remark) }
    return (head + digits, remark)
  }
}

/// Full-width letters, digits and signs as their ASCII twins, as an input method leaves them.
enum FullWidth {
  static func narrowed(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xFF01...0xFF5E: result.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
      case 0x3000, 0xA0, 0x202F, 0x2009: result.append(" ")
      case 0x3002: result.append(".")
      case 0x3001: result.append(",")
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
