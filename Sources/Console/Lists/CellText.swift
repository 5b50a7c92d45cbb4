internal import Domain
internal import Store
internal import Terminal

/// Writes the values of rows into cells, in one language, at one moment.
struct CellText: Sendable {
  let words: Words
  let viewer: Viewer

  /// A value as a cell of so many columns shows it.
  func text(_ value: FieldValue, of field: Field, width: Int) -> String {
    if field.isOfBatches { return batches(value) }
    switch value {
    case .null: return ""
    case .text(let text): return words.ownWords(text, of: field) ?? choiceText(text, field)
    case .texts(let texts): return words.list(texts.map { choiceText($0, field) })
    case .number(let number): return String(number)
    case .money(let units, let currency):
      return Money(minorUnits: units, currency: currency).withCode
    case .instant(let instant):
      let isAge = field.type == .age
      return isAge ? words.age(from: instant, to: viewer.now, columns: width) : date(instant, width: width)
    case .flag(let flag): return flag ? words(.yes) : ""
    }
  }

  /// The batches of a record with its result in each, or the newest with the reason.
  private func batches(_ value: FieldValue) -> String {
    switch value {
    case .texts(let labels): words.list(labels.filter { $0.contains(".") }.map(words.batchResult))
    case .text(let text): words.batchResult(text)
    case .null, .number, .money, .instant, .flag: ""
    }
  }

  private func choiceText(_ text: String, _ field: Field) -> String {
    switch field.type {
    case .choice, .choices: words.choice(text, of: field)
    case .text, .texts, .code, .codes, .person, .number, .money, .instant, .age, .flag: text
    }
  }

  /// `2026-09-22 15:04`, less where there is less room.
  func date(_ instant: Instant, width: Int = 16) -> String {
    let text = FieldText.wallClock(instant, in: viewer.zone)
    if width >= 16 { return text }
    let isThisYear = text.prefix(4) == FieldText.wallClock(viewer.now, in: viewer.zone).prefix(4)
    return width >= 11 && isThisYear ? String(text.dropFirst(5)) : String(text.prefix(10))
  }

  /// Few colours: each change of colour in a row costs a slow line more bytes than the words it colours.
  func role(of value: FieldValue, _ field: Field) -> Role {
    switch field {
    case .order(.holds): return .warning
    case .order(.late): return .danger
    case .product(.review):
      guard case .text(let word) = value else { return .text }
      switch ReviewState(rawValue: word) {
      case .approved: return .success
      case .rejected: return .danger
      case .inReview: return .warning
      case .retired: return .dim
      case .draft, nil: return .text
      }
    default: return value == ViewQuery.mask ? .dim : .text
    }
  }
}

extension Field {
  fileprivate var isOfBatches: Bool {
    switch self {
    case .order(.batch), .line(.batch), .product(.batch), .variant(.batch), .customer(.batch): true
    case .order(.result), .line(.result), .product(.result), .variant(.result), .customer(.result): true
    default: false
    }
  }
}
