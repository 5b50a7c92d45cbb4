import Domain

/// Reads one record's members into values and remembers what was wrong with them.
final class JSONMapping {
  let context: ReadingContext
  let record: JSONValue
  let line: Int
  /// Decides the decimals of amounts: the record's own once found, else the account's, else two decimals.
  var currency: Currency
  private(set) var faults: [RowIssue] = []
  private(set) var notes: [RowIssue] = []

  init(_ record: JSONValue, line: Int, context: ReadingContext) {
    self.record = record
    self.line = line
    self.context = context
    self.currency = context.currency ?? .none
    if record.document.hasLoneSurrogates {
      note(.wrongJSON, "", "half of a surrogate pair became U+FFFD")
    }
  }

  func fault(_ code: IssueCode, _ field: String, _ found: String = "", at value: JSONValue? = nil) {
    faults.append(RowIssue(line: value?.line ?? line, field: field, code: code, found: found))
  }

  func note(_ code: IssueCode, _ field: String, _ found: String = "") {
    notes.append(RowIssue(line: line, field: field, code: code, found: found))
  }

  /// Takes the faults since `count` away from the record: they are a part's, and the record goes in without it.
  func takeFaults(since count: Int) -> [RowIssue] {
    let taken = Array(faults[count...])
    faults.removeLast(taken.count)
    return taken
  }

  // MARK: - Reading members

  func text(_ value: JSONValue?) -> String { value?.text ?? "" }

  /// The first of these members of `value` that holds a text which is not empty.
  func first(_ value: JSONValue?, _ keys: String...) -> String {
    for key in keys {
      if let text = value?[key]?.text, !text.isEmpty { return text }
    }
    return ""
  }

  /// Minor units; nil where there is nothing, a fault where there is no amount.
  func amount(_ value: JSONValue?, _ field: String) -> Int64? {
    guard let value, let text = value.text, !text.isEmpty else {
      if let value, value.isObject || value.isArray { fault(.wrongAmount, field, "an object", at: value) }
      return nil
    }
    if let units = JSONDecimal.minorUnits(text, currency) { return units }
    fault(.wrongAmount, field, text, at: value)
    return nil
  }

  /// Reads `{"amount": …, "currencyCode": …}` and its like, whose currency must be the record's.
  func money(_ value: JSONValue?, _ field: String, amount: String, code: String) -> Int64? {
    guard let value, value.isObject else { return nil }
    if let text = value[code]?.text, let other = Currency(text), other != currency {
      fault(.currenciesDiffer, field, text, at: value)
      return nil
    }
    return self.amount(value[amount], field)
  }

  func count(_ value: JSONValue?, _ field: String) -> Int64? {
    guard let value, let text = value.text, !text.isEmpty else { return nil }
    if let number = JSONDecimal.whole(text) { return number }
    fault(.wrongNumber, field, text, at: value)
    return nil
  }

  /// A number that must be there; a fault where it is missing or none.
  func requiredCount(_ key: String, of item: JSONValue, _ field: String) -> Int64? {
    if let value = item[key], let text = value.text, !text.isEmpty { return count(value, field + "." + key) }
    fault(.missingValue, field + "." + key, at: item)
    return nil
  }

  /// A moment; without an offset in `zone`, else in the account's.
  func time(_ value: JSONValue?, _ field: String, zone: Zone? = nil) -> Instant? {
    guard let value, let text = value.text, !text.isEmpty else { return nil }
    if let time = JSONTime.instant(text, zone: zone ?? context.zone) { return time }
    if text.utf8.count <= 64,
      let time = DateText.read(text, zone: zone ?? context.zone, zoneNamed: context.zoneNamed)
    {
      return time
    }
    fault(.wrongDate, field, text, at: value)
    return nil
  }

  /// Sets the record's currency from a code; a code unknown to ISO 4217 is a fault.
  func takeCurrency(_ value: JSONValue?, _ field: String) -> Currency? {
    guard let value, let text = value.text, !text.isEmpty else { return nil }
    guard let found = Currency(text), found != .none else {
      fault(.unknownCurrency, field, text, at: value)
      return nil
    }
    currency = found
    return found
  }

  func sum(_ parts: [Int64], _ field: String) -> Int64? {
    var sum: Int64 = 0
    for part in parts {
      let (next, overflow) = sum.addingReportingOverflow(part)
      if overflow {
        fault(.sumTooLarge, field, "\(part)")
        return nil
      }
      sum = next
    }
    return sum
  }

  /// One line of the record; its faults become `unreadableLines` of the order.
  func line(_ order: inout IncomingOrder, _ body: (inout IncomingOrder) -> IncomingLine?) {
    let before = faults.count
    let line = body(&order)
    let wrong = takeFaults(since: before)
    if wrong.isEmpty, let line {
      order.lines.append(line)
    } else {
      order.unreadableLines.append(contentsOf: wrong)
    }
  }

  /// Units times price, for sums; nil where that leaves 64 bits.
  static func amount(of line: IncomingLine) -> Int64? {
    if let amount = line.amount { return amount }
    guard let price = line.unitPrice else { return 0 }
    let (product, overflow) = price.multipliedReportingOverflow(by: line.quantity)
    return overflow ? nil : product
  }

  // MARK: - Handing on

  /// The order with its notes, or its refusal.
  func items(_ order: IncomingOrder) -> [IntakeItem] {
    if let refusal { return [refusal] }
    var order = order
    for id in order.dropRepeatedLines() { note(.lineAgain, "", id) }
    return notes.map(IntakeItem.noted) + [.order(order)]
  }

  func items(_ product: IncomingProduct) -> [IntakeItem] {
    if let refusal { return [refusal] }
    return notes.map(IntakeItem.noted) + [.product(product)]
  }

  func items(_ stock: IncomingStock) -> [IntakeItem] {
    if let refusal { return [refusal] }
    return notes.map(IntakeItem.noted) + [.stock(stock)]
  }

  func refused(_ code: IssueCode, _ field: String = "", _ found: String = "") -> [IntakeItem] {
    [.refused(RowIssue(line: line, field: field, code: code, found: found), raw: record.source)]
  }

  func skipped(_ code: IssueCode, _ found: String) -> [IntakeItem] {
    [.skipped(RowIssue(line: line, code: code, found: found))]
  }

  private var refusal: IntakeItem? { faults.first.map { .refused($0, raw: record.source) } }
}
