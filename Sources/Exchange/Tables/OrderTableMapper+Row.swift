import Domain

extension OrderTableMapper {
  /// Larger amounts are no order's: sums of ten thousand of them stay within 64 bits.
  static let amountLimit = OrderMoney.limit

  /// Puts one row into its order; a row that cannot be read becomes one of its unreadable lines, and tells of the order
  /// what it can.
  func apply(_ row: Row, to open: OpenOrder, _ sink: (IntakeItem) throws -> Void) throws {
    open.add(row)
    let reading = RowReading(mapper: self, row: row, open: open)
    let line = reading.read()
    if let problem = reading.problem {
      open.addUnreadable(problem, raw: rawText(row))
      if reading.isOrderUnreadable { return }
    }
    open.readableRows += 1
    reading.fillOrder()
    if let line {
      if let earlier = open.add(line), earlier != line { reading.note(.lineId, .lineAgain, reading.cell(.lineId)) }
      reading.addLineSums()
    }
    if !reading.packed.isEmpty {
      open.order.lines += reading.packed
      if reading.packed.contains(where: { $0.amount != nil }) { open.hasLineAmounts = true }
    }
    if !row.faults.isEmpty {
      for fault in row.faults {
        // The marks of `="00123"` belong where they stand.
        if fault.code == .strayQuote, row[fault.field].isForced { continue }
        let found = fault.field >= 0 ? row[fault.field].text : ""
        try sink(.noted(RowIssue(line: row.line, field: headerName(fault.field), code: fault.code, found: found)))
      }
    }
    for note in reading.notes { try sink(.noted(note)) }
  }
}

/// The reading of one row: values first, so that a row that cannot be read leaves its order untouched.
final class RowReading {
  let mapper: OrderTableMapper
  let row: Row
  let open: OpenOrder
  var problem: RowIssue?
  /// Whether the fault concerns what the row says of its order, and not its line alone.
  private(set) var isOrderUnreadable = false
  var notes: [RowIssue] = []
  /// Lines that stand in cells of the order's row.
  private(set) var packed: [IncomingLine] = []

  private var currency: Currency?
  private var given: Currency?
  private var placedAt: Instant?
  private var items: Int64?
  private var discount: Int64?
  private var shipping: Int64?
  private var tax: Int64?
  private var total: Int64?
  private var shippingDiscount: Int64?
  private var lineTax: Int64?
  private var lineDiscount: Int64?
  private var lineShipping: Int64?
  private var refunded: Int64?
  private var extra: Int64?
  private var hasAmount = false
  private var isShifted = false
  /// The price of what no column names.
  private var unnamed: Int64?

  init(mapper: OrderTableMapper, row: Row, open: OpenOrder) {
    self.mapper = mapper
    self.row = row
    self.open = open
  }

  /// Reads whatever must be right; the line, where the row has one.
  func read() -> IncomingLine? {
    if !row.faults.isEmpty, row.faults.contains(where: \.makesUnreadable) {
      problem = mapper.faultIssue(row)
      isOrderUnreadable = true
      return nil
    }
    if row.count != mapper.headerCount { checkWidth() }
    readCurrency()
    let layout = mapper.layout
    items = units(.items)
    discount = units(.discount)
    if let change = discount { discount = layout.discountIsChange ? max(-change, 0) : abs(change) }
    shipping = units(.shipping)
    shippingDiscount = units(.shippingDiscount).map { abs($0) }
    tax = units(.tax)
    total = units(.total)
    refunded = units(.refunded).map { abs($0) }
    placedAt = date(.placedAt, isNeeded: true)
    isOrderUnreadable = problem != nil
    if !mapper.columns.packed.isEmpty { packed = readPacked(in: given) }
    let line = mapper.columns.hasLines ? readLine() : nil
    // A field is missing somewhere, and those behind it may stand under the wrong column: somebody has to look.
    if isShifted { problem = problem ?? mapper.widths.ragged(row) }
    return line
  }

  private func checkWidth() {
    if row.count > mapper.headerCount {
      problem = mapper.widths.tooWide(row)
    } else if isCutOff {
      problem = mapper.widths.ragged(row)
    } else if mapper.widths.mayEnd(at: row.count) {
      notes.append(mapper.widths.ragged(row))
    } else {
      isShifted = true
    }
  }

  /// Whether the row ends before what makes an order: some programs leave out the empty cells at a row's end, and none
  /// leaves out what was ordered, when and for how much.
  private var isCutOff: Bool {
    let columns = mapper.columns
    func isMissing(_ field: OrderColumn) -> Bool { columns[field] >= row.count }
    if open.readableRows == 0, isMissing(.placedAt) || isMissing(.total) { return true }
    guard columns.hasLines else { return false }
    if open.readableRows == 0, OrderColumn.lineMarks.contains(where: isMissing),
      !OrderColumn.lineMarks.contains(where: { columns[$0] >= 0 && !isMissing($0) })
    {
      return true
    }
    let isLine = OrderColumn.lineMarks.contains { columns[$0] >= 0 && !cell($0).isEmpty }
    return isLine && [OrderColumn.quantity, .unitPrice, .lineAmount].contains(where: isMissing)
  }

  private func readCurrency() {
    let cell = cell(.currency)
    if !cell.isEmpty {
      currency = mapper.currencyCache.read(cell)
      if currency == nil { refuse(.currency, .unknownCurrency, cell) }
      if let known = open.order.currency, let currency, known != currency { refuse(.currency, .currenciesDiffer, cell) }
    }
    given = currency ?? open.order.currency ?? mapper.fallbackCurrency
  }

  private func readLine() -> IncomingLine? {
    var isLine = false
    for field in OrderColumn.lineMarks where mapper.columns[field] >= 0 && !cell(field).isEmpty { isLine = true }
    guard isLine else {
      checkNothingIsSold()
      return nil
    }
    var line = IncomingLine()
    let quantity = cell(.quantity)
    if !quantity.isEmpty {
      let count = WholeNumber.read(quantity)
      if let count, count.magnitude <= UInt64(OrderLine.quantityLimit) {
        line.quantity = count
      } else if count != nil {
        refuse(.quantity, .sumTooLarge, quantity)
      } else {
        refuse(.quantity, .wrongNumber, quantity)
      }
    }
    if let price = amount(.unitPrice) {
      line.unitPrice = price.minorUnits
      line.amount = price.units(times: line.quantity)
      if line.amount.map({ $0.magnitude > UInt64(OrderTableMapper.amountLimit) }) ?? true {
        refuse(.unitPrice, .sumTooLarge, cell(.unitPrice))
      }
      hasAmount = true
    }
    if let whole = units(.lineAmount) {
      line.amount = whole
      hasAmount = true
    }
    lineDiscount = added(units(.lineDiscount).map { abs($0) }, units(.lineDiscount2).map { abs($0) })
    lineTax = units(.lineTax)
    line.discount = lineDiscount ?? 0
    line.tax = lineTax ?? 0
    let shareTax = added(units(.lineShippingTax), units(.lineExtraTax))
    let shareDiscount = units(.lineShippingDiscount).map { abs($0) }
    lineTax = added(lineTax, shareTax)
    extra = units(.lineExtra)
    lineShipping = units(.lineShipping)
    lineDiscount = added(lineDiscount, shareDiscount)
    line.share = LineShare(
      shipping: lineShipping ?? 0, tax: shareTax ?? 0, discount: shareDiscount ?? 0, other: extra ?? 0)
    if problem != nil { return nil }
    let id = cell(.lineId)
    // Lines that a spreadsheet gave one number are told apart by what they hold.
    line.externalId = id.isEmpty || isRounded(.lineId) ? nil : SpreadsheetGuard.unforced(id.text)
    _ = isRounded(.sku)
    line.sku = number(.sku)
    line.listingId = isRounded(.listingId) ? "" : number(.listingId)
    line.title = text(.title)
    line.options = text(.options, trims: true)
    line.personal = text(.personal, trims: true)
    if let done = WholeNumber.read(cell(.fulfilledQuantity)) { line.fulfilledQuantity = done }
    let state = cell(.lineFulfilment)
    if !state.isEmpty {
      let meaning = mapper.layout.fulfilmentStatuses[state.text]?.fulfilment
      if meaning == .shipped || meaning == .delivered { line.fulfilledQuantity = line.quantity }
    }
    return line
  }

  /// A price without anything that it is the price of: what was sold is missing in the source.
  private func checkNothingIsSold() {
    let named: [OrderColumn] = [.sku, .title, .listingId, .lineId]
    let prices = [units(.lineAmount), units(.unitPrice)].compactMap { $0 }.filter { $0 != 0 }
    guard let price = prices.first else { return }
    let sold = named.first { mapper.columns[$0] >= 0 }
    // A table that never says what was sold says for how much all the same.
    if sold == nil { unnamed = price }
    refuse(sold ?? .sku, .missingValue, .empty)
  }

  /// Puts the row's values into the order where no row before has said them.
  func fillOrder() {
    let isFirst = open.readableRows == 1
    if !isFirst, !mapper.columns.hasLines { noteOtherValues() }
    if let unnamed { open.order.items = added(open.order.items, unnamed) }
    if open.order.currency == nil {
      open.order.currency = currency ?? mapper.columns.headerCurrency ?? mapper.layout.currency
    }
    fill(&open.order.placedAt, placedAt)
    fill(&open.order.items, items)
    fill(&open.order.discount, discount)
    fill(&open.order.shipping, shipping)
    fill(&open.order.tax, tax)
    fill(&open.order.total, total)
    fill(&open.shippingDiscount, shippingDiscount)
    fill(&open.refunded, refunded)
    open.repeatedDiscount = added(open.repeatedDiscount, discount)
    open.repeatedShipping = added(open.repeatedShipping, shipping)
    open.repeatedTax = added(open.repeatedTax, tax)
    fillDates()
    fillStatuses()
    fillPeople(isFirst: isFirst)
    if open.order.message == nil {
      open.order.message = IncomingOrder.message([optional(.message) ?? "", optional(.attributes) ?? ""])
    }
    if open.order.note == nil { open.order.note = optional(.note) }
    if open.order.shippingService == nil { open.order.shippingService = optional(.shippingService) }
    if open.order.tags == nil, let tags = optional(.tags) {
      let list = tags.split(separator: ",").map { $0.trimmingSpaces }.filter { !$0.isEmpty }
      open.order.tags = Array(list.prefix(100))
    }
  }

  /// A table of whole orders has each of them once: what a second row says otherwise is not taken, and said.
  private func noteOtherValues() {
    let figures = [(OrderColumn.total, total, open.order.total), (.items, items, open.order.items)]
    if let (field, _, _) = figures.first(where: { $1 != nil && $2 != nil && $1 != $2 }) {
      return note(field, .rowAgain, cell(field))
    }
    if !open.order.raw.hasPrefix(mapper.rawText(row)) {
      notes.append(RowIssue(line: row.line, code: .rowAgain, found: mapper.rawText(row)))
    }
  }

  func addLineSums() {
    if hasAmount { open.hasLineAmounts = true }
    open.lineDiscount = added(open.lineDiscount, lineDiscount)
    open.lineTax = added(open.lineTax, lineTax)
    open.lineShipping = added(open.lineShipping, lineShipping)
    open.extra = added(open.extra, extra)
  }

  private func fillDates() {
    fill(&open.order.revisedAt, date(.revisedAt))
    fill(&open.order.paidAt, date(.paidAt))
    fill(&open.order.shippedAt, date(.shippedAt))
    fill(&open.order.cancelledAt, date(.cancelledAt))
    fill(&open.order.shipBy, date(.shipBy))
    fill(&open.order.deliverBy, date(.deliverBy))
    fill(&open.deliveredAt, date(.deliveredAt))
  }

  // MARK: cells

  @inline(__always) func cell(_ field: OrderColumn) -> Cell {
    let index = mapper.columns[field]
    if index >= 0 {
      let cell = row[index]
      if !cell.isEmpty { return cell.value }
    }
    return .empty
  }

  /// A field's text, mended where it was UTF-8 read as Windows-1252, without the guard that our own export puts
  /// before a formula; empty where the row has none.
  func text(_ field: OrderColumn, trims: Bool = false) -> String {
    let index = mapper.columns[field]
    guard index >= 0 else { return mapper.layout.constants[field] ?? "" }
    let cell = trims ? row[index].trimmed : row[index]
    if cell.isEmpty { return mapper.layout.constants[field] ?? "" }
    let text = SpreadsheetGuard.bare(cell.text)
    guard cell.hasWideBytes, let mended = TextRepair.mojibake(text) else { return text }
    let issue = RowIssue(line: row.line, field: mapper.columns.name(field), code: .wrongEncoding, found: text)
    // One column may fill several fields: the buyer's name and the recipient's.
    if !notes.contains(issue) { notes.append(issue) }
    return mended
  }

  /// A number, SKU, postcode or telephone: without what forces it to be text.
  /// Whether a spreadsheet has rounded the number, which then is said.
  private func isRounded(_ field: OrderColumn) -> Bool {
    let cell = cell(field)
    guard SpreadsheetGuard.isRounded(cell.bytes) else { return false }
    note(field, .roundedNumber, cell)
    return true
  }

  func number(_ field: OrderColumn) -> String {
    let cell = cell(field)
    return cell.isEmpty ? mapper.layout.constants[field] ?? "" : SpreadsheetGuard.unforced(cell.text).trimmingSpaces
  }

  func optional(_ field: OrderColumn) -> String? {
    let text = text(field, trims: true)
    return text.isEmpty ? nil : text
  }

  func amount(_ field: OrderColumn) -> Amount? {
    let cell = cell(field)
    if cell.isEmpty || Self.isNothing(cell) { return nil }
    guard let amount = Amount.read(cell, currency: given, decimal: mapper.signs[field.rawValue]) else {
      refuse(field, .wrongAmount, cell)
      return nil
    }
    if let shown = amount.shownSign, mapper.signs[field.rawValue] == nil { mapper.signs[field.rawValue] = shown }
    if amount.currency != given {
      if currency == nil && open.order.currency == nil {
        currency = amount.currency
        given = currency
      } else {
        refuse(field, .currenciesDiffer, cell)
      }
    } else if currency == nil, open.order.currency == nil, mapper.context.currency == nil {
      currency = given
    }
    return amount
  }

  func units(_ field: OrderColumn) -> Int64? {
    guard let amount = amount(field) else { return nil }
    guard let units = amount.minorUnits, units.magnitude <= UInt64(OrderTableMapper.amountLimit) else {
      refuse(field, .sumTooLarge, cell(field))
      return nil
    }
    return units
  }

  func date(_ field: OrderColumn, isNeeded: Bool = false) -> Instant? {
    let cell = cell(field)
    if cell.isEmpty || Self.isNothing(cell) { return nil }
    let date = DateText.read(cell, zone: mapper.zone, order: mapper.dateOrder, zoneNamed: mapper.context.zoneNamed)
    if date == nil {
      if isNeeded { refuse(field, .wrongDate, cell) } else { note(field, .wrongDate, cell) }
    } else if mapper.hasDoubtfulDates, let shown = DateText.shownOrder(cell) {
      if shown != mapper.dateOrder { note(field, .otherDateOrder, cell) }
      mapper.dateOrder = shown
      mapper.hasDoubtfulDates = false
    }
    return date
  }

  func note(_ field: OrderColumn, _ code: IssueCode, _ cell: Cell) {
    notes.append(RowIssue(line: row.line, field: mapper.columns.name(field), code: code, found: cell.text))
  }

  private func refuse(_ field: OrderColumn, _ code: IssueCode, _ cell: Cell) {
    if problem != nil { return }
    problem = RowIssue(line: row.line, field: mapper.columns.name(field), code: code, found: cell.text)
  }

  func refusePacked(_ issue: RowIssue) { problem = problem ?? issue }

  /// `-`, `--`, `N/A`, `null`, a date of noughts: words for an empty cell.
  static func isNothing(_ cell: Cell) -> Bool {
    guard let first = cell.bytes.first, cell.bytes.count <= 19 else { return false }
    switch first {
    case 0x2d: return cell.bytes.count == 1 || cell.text == "--" || cell.text == "---"
    case 0x6e, 0x4e: return ["n/a", "na", "null", "none", "nan"].contains(cell.text.lowercased())
    case 0x30: return cell.bytes.count >= 10 && cell.text.hasPrefix("0000-00-00")
    default: return false
    }
  }

  private func fill<T>(_ target: inout T?, _ value: T?) { if target == nil, let value { target = value } }

  private func added(_ a: Int64?, _ b: Int64?) -> Int64? {
    guard let a else { return b }
    return a &+ (b ?? 0)
  }
}

extension StringProtocol {
  /// Without blanks at either end.
  var trimmingSpaces: String {
    var view = self[startIndex...]
    while let first = view.first, first == " " || first == "\t" || first == "\n" { view = view.dropFirst() }
    while let last = view.last, last == " " || last == "\t" || last == "\n" { view = view.dropLast() }
    return String(view)
  }
}
