internal import Domain
internal import Store

/// What a field of a form takes, and how what is typed into it is read.
enum FieldKind: Hashable, Sendable {
  case text(limit: Int)
  case longText(limit: Int)
  /// A printed code: what a scanner reads belongs here.
  case code(limit: Int)
  case choice([String])
  case number
  /// A sum in the record's currency; `price` names its currency.
  case money, price
  case date
  /// Words divided by commas; `codes` are barcodes.
  case words, codes, hazards
  /// The number of a record of a kind.
  case record(Kind)
  /// A place that is no bin or zone of another.
  case warehouse
  case hsCode, country, language

  init(_ field: ActionField) {
    switch (field.name, field.shape) {
    case ("price", _): self = .price
    case ("hs", _): self = .hsCode
    case ("origin", _), ("country", _): self = .country
    case ("locale", _): self = .language
    case ("hazards", _): self = .hazards
    case ("barcodes", _): self = .codes
    case ("sku", .text(let limit)), ("alias", .text(let limit)), ("listing", .text(let limit)):
      self = .code(limit: limit)
    case ("warehouse", .record): self = .warehouse
    case (_, .text(let limit)): self = .text(limit: limit)
    case (_, .longText(let limit)): self = .longText(limit: limit)
    case (_, .choice(let words)): self = .choice(words)
    case (_, .flag): self = .choice(["yes", "no"])
    case (_, .number): self = .number
    case (_, .money): self = .money
    case (_, .date): self = .date
    case (_, .record(let kind)): self = .record(Kind(rawValue: kind) ?? .variants)
    case (_, .words): self = .words
    }
  }

  var limit: Int {
    switch self {
    case .text(let limit), .longText(let limit), .code(let limit): limit
    case .record, .warehouse: 200
    default: 4096
    }
  }

  /// Whether a scan is this field's text.
  var takesScans: Bool {
    switch self {
    case .code, .codes, .record, .warehouse, .text, .longText, .words: true
    case .choice, .number, .money, .price, .date, .hazards, .hsCode, .country, .language: false
    }
  }

  /// Whether it is made for codes, so that a scan anywhere in its form goes there.
  var isMadeForScans: Bool {
    switch self {
    case .codes, .record, .warehouse: true
    default: false
    }
  }

  /// Whether several pasted lines may become one.
  var joinsLines: Bool {
    switch self {
    case .text, .longText, .words, .codes, .hazards: true
    case .code, .choice, .number, .money, .price, .date, .record, .warehouse, .hsCode, .country, .language: false
    }
  }

  /// What joins them: a list goes on behind a comma.
  var lineJoint: String {
    switch self {
    case .words, .codes, .hazards: ","
    default: " "
    }
  }
}

/// What is wrong with what stands in a field.
enum FieldError: Error, Hashable, Sendable {
  case missing
  case tooLong(limit: Int, over: Int)
  case pasteTooLong
  case pasteOfLines(Int)
  case notAChoice
  case date(TypedDate.Refusal)
  case money(TypedMoney.Refusal)
  case notANumber
  case notAnHSCode
  case notACountry
  case notAHazard(String, fits: [String])
  case notALanguage
  case notAScanField
  case refused(ActionRefusal)
}

/// How a field was read, said beside it.
enum FieldEcho: Hashable, Sendable {
  case date(TypedDate)
  case money(TypedMoney)
  /// Characters that are left.
  case left(Int)
  case pieces(Int)
}

/// What is read from a field: the text for the store, and what to say of it.
struct FieldReading: Hashable, Sendable {
  var value: String
  var echo: FieldEcho?
  var error: FieldError?
}

/// Reads fields as of a moment, in a zone, in a language's order of days and months.
struct FieldReader: Hashable, Sendable {
  var now: Instant
  var zone: Zone
  var order: TypedDate.Order
  /// Of the record, where it has one.
  var currency: Currency?

  func read(_ text: String, as kind: FieldKind) -> FieldReading {
    let trimmed = text.trimmed
    if trimmed.isEmpty { return FieldReading(value: trimmed.isEmpty && kind.joinsLines ? text : trimmed) }
    switch kind {
    case .text(let limit), .longText(let limit), .code(let limit):
      let count = text.count
      if count > limit { return FieldReading(value: text, error: .tooLong(limit: limit, over: count - limit)) }
      let left = limit - count
      return FieldReading(value: text, echo: left * 10 <= limit && limit >= 40 ? .left(left) : nil)
    case .choice(let words):
      return FieldReading(value: text, error: words.contains(text) ? nil : .notAChoice)
    case .number:
      let digits = FieldReader.digits(trimmed)
      return FieldReading(value: digits ?? trimmed, error: digits == nil ? .notANumber : nil)
    case .date:
      do {
        let typed = try TypedDate.read(trimmed, now: now, zone: zone, order: order)
        return FieldReading(value: Instant(seconds: typed.instant.seconds).iso8601, echo: .date(typed))
      } catch {
        return FieldReading(value: trimmed, error: .date(error))
      }
    case .money, .price: return money(trimmed, kind)
    case .hsCode:
      let digits = trimmed.filter { $0 != "." && $0 != " " }
      let isCode = (6...10).contains(digits.utf8.count) && digits.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
      return FieldReading(value: digits, error: isCode ? nil : .notAnHSCode)
    case .country:
      let code = trimmed.uppercased()
      let isCode = code.utf8.count == 2 && code.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
      return FieldReading(value: code, error: isCode ? nil : .notACountry)
    case .language:
      let locale = Translation.canonicalLocale(trimmed)
      return FieldReading(value: locale ?? trimmed, error: locale == nil ? .notALanguage : nil)
    case .hazards:
      let known = Hazard.allCases.map(\.rawValue)
      if let wrong = FieldReader.pieces(text).first(where: { !known.contains($0) }) {
        let near = known.filter { $0.lowercased().hasPrefix(wrong.lowercased()) }
        return FieldReading(value: text, error: .notAHazard(wrong, fits: near.isEmpty ? known : near))
      }
      return FieldReading(value: text)
    case .words, .codes:
      let pieces = FieldReader.pieces(text).count
      return FieldReading(value: text, echo: pieces > 1 ? .pieces(pieces) : nil)
    case .record, .warehouse: return FieldReading(value: trimmed)
    }
  }

  private func money(_ text: String, _ kind: FieldKind) -> FieldReading {
    do {
      let typed = try TypedMoney.read(text, currency: currency)
      if kind == .money, let currency, typed.money.currency != currency {
        return FieldReading(value: text, error: .money(.otherCurrency(currency)))
      }
      let code = kind == .price ? " " + typed.money.currency.code : ""
      return FieldReading(value: typed.money.amount + code, echo: .money(typed))
    } catch {
      return FieldReading(value: text, error: .money(error))
    }
  }

  /// Whole numbers with their thousands parted, full-width digits too.
  private static func digits(_ text: String) -> String? {
    var digits = ""
    for character in text {
      if let value = character.wholeNumberValue, (0...9).contains(value) {
        digits += String(value)
      } else if character == "-", digits.isEmpty {
        digits = "-"
      } else {
        return nil
      }
    }
    return Int64(digits).map(String.init)
  }

  private static func pieces(_ text: String) -> [String] {
    text.split(separator: ",").map { String($0).trimmed }.filter { !$0.isEmpty }
  }
}

extension String {
  var trimmed: String {
    String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }
}
