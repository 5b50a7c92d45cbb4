/// Weights and lengths as people and files write them: `350g`, `0,35 kg`, `8oz`, `20x15x8cm`.
public enum TypedMeasure {
  public enum WeightUnit: String, Hashable, Sendable, CaseIterable {
    case grams, kilograms, pounds, ounces
    /// 斤
    case jin

    fileprivate var micrograms: Int64 {
      switch self {
      case .grams: 1_000_000
      case .kilograms: 1_000_000_000
      case .pounds: 453_592_370
      case .ounces: 28_349_523
      case .jin: 500_000_000
      }
    }

    public init?(_ word: String) {
      switch word {
      case "g", "gr", "gram", "grams", "克": self = .grams
      case "kg", "kgs", "kilo", "kilogram", "kilograms", "公斤", "千克": self = .kilograms
      case "lb", "lbs", "pound", "pounds", "磅": self = .pounds
      case "oz", "ounce", "ounces", "盎司": self = .ounces
      case "斤", "jin": self = .jin
      default: return nil
      }
    }
  }

  public enum LengthUnit: String, Hashable, Sendable, CaseIterable {
    case millimetres, centimetres, metres, inches

    fileprivate var micrometres: Int64 {
      switch self {
      case .millimetres: 1000
      case .centimetres: 10_000
      case .metres: 1_000_000
      case .inches: 25_400
      }
    }

    public init?(_ word: String) {
      switch word {
      case "mm", "毫米": self = .millimetres
      case "cm", "cms", "厘米", "公分": self = .centimetres
      case "m", "metre", "metres", "meter", "米": self = .metres
      case "in", "inch", "inches", "\"", "英寸": self = .inches
      default: return nil
      }
    }
  }

  /// Grams, rounded half up; nil for what is no weight, or names no unit where none goes without saying.
  public static func grams(_ text: String, unit: WeightUnit? = nil) -> Int64? {
    guard let (number, word) = parts(text) else { return nil }
    guard let unit = word.isEmpty ? unit : WeightUnit(word) else { return nil }
    return number.times(unit.micrograms, over: 1_000_000)
  }

  /// Millimetres, rounded half up; nil for what is no length, or names no unit where none goes without saying.
  public static func millimetres(_ text: String, unit: LengthUnit? = nil) -> Int64? {
    guard let (number, word) = parts(text) else { return nil }
    guard let unit = word.isEmpty ? unit : LengthUnit(word) else { return nil }
    return number.times(unit.micrometres, over: 1000)
  }

  /// Three sides in millimetres, as written: `20x15x8cm`, `200*150*80 mm`; a unit at the end holds for all.
  public static func sides(_ text: String, unit: LengthUnit? = nil) -> [Int64]? {
    let pieces = FullWidth.narrowed(text).lowercased().split(omittingEmptySubsequences: false) {
      $0 == "x" || $0 == "*" || $0 == "×"
    }
    guard pieces.count == 3, let last = pieces.last, let (_, word) = parts(String(last)) else { return nil }
    let common = word.isEmpty ? unit : LengthUnit(word)
    var sides: [Int64] = []
    for piece in pieces {
      guard let side = millimetres(String(piece), unit: common), side > 0 else { return nil }
      sides.append(side)
    }
    return sides
  }

  /// A decimal number: its digits, and how many of them are decimals.
  struct Decimal: Hashable {
    var digits: Int64
    var decimals: Int

    func times(_ factor: Int64, over divisor: Int64) -> Int64? {
      let (product, overflow) = digits.multipliedReportingOverflow(by: factor)
      var scale = divisor
      for _ in 0..<decimals {
        let (next, tooLarge) = scale.multipliedReportingOverflow(by: 10)
        if tooLarge { return nil }
        scale = next
      }
      return overflow ? nil : Rounding.halfUp.quotient(product, scale)
    }
  }

  /// The number that a text begins with, and what follows it in lower case without blanks.
  static func parts(_ text: String) -> (Decimal, String)? {
    guard text.utf8.count <= 60 else { return nil }
    var number = Decimal(digits: 0, decimals: 0)
    var (hasDigits, isInDecimals) = (false, false)
    var separator: (character: Character, digitsBefore: Int)?
    var count = 0
    var word = ""
    for character in FullWidth.narrowed(text).lowercased() where !character.isWhitespace {
      if !word.isEmpty {
        word.append(character)
      } else if let digit = character.wholeNumberValue, character.isASCII {
        guard count < 12 else { return nil }
        number.digits = number.digits * 10 + Int64(digit)
        if isInDecimals { number.decimals += 1 }
        hasDigits = true
        count += 1
      } else if character == "." || character == ",", !isInDecimals {
        separator = (character, count)
        isInDecimals = true
      } else {
        word.append(character)
      }
    }
    guard hasDigits else { return nil }
    // A comma before exactly three digits parts thousands; after a nought it begins decimals.
    if let separator, separator.character == ",", number.decimals == 3, separator.digitsBefore > 0,
      number.digits >= 1000
    {
      number.decimals = 0
    }
    return (number, word)
  }
}
