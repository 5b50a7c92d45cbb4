import Domain

/// An order whose rows are still coming in.
final class OpenOrder {
  /// An order of more rows than this is no order.
  static let rowLimit = 10_000

  let key: [UInt8]
  /// What it is found by among the open ones: its number, and of a second revision the stamp too.
  let place: [UInt8]
  /// The cell with the revision's time; empty while no row has one.
  var stamp: [UInt8] = []
  /// Where the lines with an id stand, once there are many.
  private var places: [String: Int] = [:]
  var order: IncomingOrder
  /// Rows of which could be read what they say of the order.
  var readableRows = 0
  var byteCount = 0
  /// Sums of the columns that belong to lines; nil where no row has any.
  var lineDiscount: Int64?
  var lineTax: Int64?
  var lineShipping: Int64?
  /// Sums over the rows of the columns that belong to the order.
  var repeatedShipping: Int64?
  var repeatedTax: Int64?
  var repeatedDiscount: Int64?
  var shippingDiscount: Int64?
  /// Gift wrap and its like: part of the total and of none of its named parts.
  var extra: Int64?
  var refunded: Int64?
  var deliveredAt: Instant?
  var hasLineAmounts = false
  /// Whether only a blank date of payment says that nothing is paid.
  var isUnpaidByBlank = false

  init(id: String, key: [UInt8], place: [UInt8]? = nil, line: Int) {
    self.key = key
    self.place = place ?? key
    order = IncomingOrder(externalId: id, line: line, rowCount: 0)
  }

  func hasKey(_ cell: Cell) -> Bool { cell.equals(key) }

  func add(_ row: Row) {
    order.rowCount += 1
    byteCount += row.bytes.count
    if order.rowCount == 1 {
      order.raw = String(decoding: row.bytes, as: UTF8.self)
    } else if order.raw.utf8.count < 1 << 20 {
      order.raw += "\n"
      order.raw += String(decoding: row.bytes, as: UTF8.self)
    }
  }

  /// Adds a row's line. One whose id the order has already is that line: the last row counts. Gives the earlier one.
  func add(_ line: IncomingLine) -> IncomingLine? {
    let count = order.lines.count
    guard count > 0, let id = line.externalId else {
      order.lines.append(line)
      return nil
    }
    if count == 16 {
      for (place, line) in order.lines.enumerated() { if let id = line.externalId { places[id] = place } }
    }
    guard let place = count < 16 ? order.lines.firstIndex(where: { $0.externalId == id }) : places[id] else {
      if count >= 16 { places[id] = count }
      order.lines.append(line)
      return nil
    }
    let earlier = order.lines[place]
    order.lines[place] = line
    lineDiscount = lineDiscount.map { $0 &- earlier.discount &- earlier.share.discount }
    lineTax = lineTax.map { $0 &- earlier.tax &- earlier.share.tax }
    lineShipping = lineShipping.map { $0 &- earlier.share.shipping }
    extra = extra.map { $0 &- earlier.share.other }
    return earlier
  }

  func addUnreadable(_ issue: RowIssue, raw: String) {
    order.unreadableLines.append(issue)
    order.unreadableRows.append(raw)
  }

  /// An order of which something went back to its buyer is not simply paid, whatever its status word says.
  func takeRefund() {
    guard let refunded, refunded > 0, order.payment != .voided, order.payment != .unpaid else { return }
    let isWhole = order.total.map { refunded >= $0 } ?? (order.payment == .refunded)
    order.payment = isWhole ? .refunded : .partlyRefunded
  }

  /// Takes a row's status in: rows of one order may stand differently.
  func merge(_ meaning: StatusMeaning) {
    if let state = meaning.state {
      if order.state == nil || (order.state == .cancelled && state != .cancelled) { order.state = state }
      if order.state == .closed && state == .open { order.state = .open }
    }
    if let payment = meaning.payment, order.payment == nil { order.payment = payment }
    if let hold = meaning.hold, !order.holds.contains(hold) { order.holds.append(hold) }
    if let next = meaning.fulfilment {
      switch (order.fulfilment, next) {
      case (nil, _): order.fulfilment = next
      case (.unfulfilled?, .shipped), (.unfulfilled?, .delivered), (.processing?, .shipped), (.processing?, .delivered),
        (.shipped?, .unfulfilled), (.delivered?, .unfulfilled), (.shipped?, .processing), (.delivered?, .processing):
        order.fulfilment = .partlyShipped
      case (.delivered?, .shipped): order.fulfilment = .shipped
      default: break
      }
    }
  }
}
