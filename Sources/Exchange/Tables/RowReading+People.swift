import Domain

extension RowReading {
  func fillStatuses() {
    let layout = mapper.layout
    merge(.status, layout.statuses)
    merge(.paymentStatus, layout.paymentStatuses)
    merge(.fulfilmentStatus, layout.fulfilmentStatuses)
    if open.order.cancelledAt != nil { open.order.state = .cancelled }
    if !layout.cancelledPrefix.isEmpty, open.order.externalId.hasPrefix(layout.cancelledPrefix) {
      open.order.state = .cancelled
    }
    if let always = layout.always {
      if open.order.state == nil { open.order.state = always.state }
      if open.order.payment == nil { open.order.payment = always.payment }
      if open.order.fulfilment == nil { open.order.fulfilment = always.fulfilment }
    }
    if open.order.fulfilment == nil || open.order.fulfilment == .unfulfilled {
      if open.deliveredAt != nil {
        open.order.fulfilment = .delivered
      } else if open.order.shippedAt != nil {
        open.order.fulfilment = .shipped
      } else if mapper.columns[.shippedAt] >= 0, open.order.fulfilment == nil {
        open.order.fulfilment = .unfulfilled
      }
    }
    guard mapper.columns[.paidAt] >= 0, open.order.payment == nil || open.isUnpaidByBlank else { return }
    if open.order.paidAt != nil {
      (open.order.payment, open.isUnpaidByBlank) = (.paid, false)
    } else if saysOfOrder {
      (open.order.payment, open.isUnpaidByBlank) = (.unpaid, true)
    }
  }

  /// Whether the row tells of the order itself, and not of one more of its lines alone: there a blank says nothing.
  private var saysOfOrder: Bool {
    let fields: [OrderColumn] = [.total, .status, .paymentStatus].filter { mapper.columns[$0] >= 0 }
    return fields.isEmpty || fields.contains { !cell($0).isEmpty }
  }

  private func merge(_ field: OrderColumn, _ words: StatusWords) {
    let cell = cell(field)
    if cell.isEmpty { return }
    guard let meaning = mapper.meaning(of: cell, field, words) else { return note(field, .unknownStatus, cell) }
    if field == .fulfilmentStatus || field == .paymentStatus {
      // The axis' own column says more than the general word.
      if meaning.payment != nil { open.order.payment = meaning.payment }
      if open.readableRows == 1, meaning.fulfilment != nil { open.order.fulfilment = nil }
    }
    open.merge(meaning)
  }

  func fillPeople(isFirst: Bool) {
    if open.order.buyerId == nil { open.order.buyerId = buyerId() }
    if open.order.shipTo == nil { open.order.shipTo = shipTo() }
    if open.order.billTo == nil { open.order.billTo = billTo() }
    if open.order.buyer == nil { open.order.buyer = buyer() }
  }

  private func buyerId() -> String? {
    let cell = cell(.buyerId)
    if cell.isEmpty { return nil }
    let text = SpreadsheetGuard.unforced(cell.text)
    if mapper.layout.wholeNumberFields.contains(.buyerId), let whole = WholeNumber.read(text) { return String(whole) }
    return text
  }

  private func buyer() -> Card? {
    guard has([.buyerName, .buyerFirstName, .buyerLastName, .buyerEmail, .buyerPhone, .buyerCompany]) else {
      return nil
    }
    var card = Card()
    card.name = name(.buyerName, .buyerFirstName, .buyerLastName)
    card.email = text(.buyerEmail, trims: true)
    card.phone = number(.buyerPhone)
    card.company = text(.buyerCompany, trims: true)
    card.taxId = text(.buyerTaxId, trims: true)
    return card.isEmpty ? nil : card
  }

  private func shipTo() -> Card? {
    let fields: [OrderColumn] = [
      .shipName, .shipLastName, .shipLine1, .shipCity, .shipPostcode, .shipCountry, .shipWhole,
    ]
    guard has(fields) else { return nil }
    var card = Card()
    card.name = name(.shipName, .shipFirstName, .shipLastName)
    card.company = text(.shipCompany, trims: true)
    card.phone = number(.shipPhone)
    card.lines = lines([.shipLine1, .shipLine2, .shipLine3, .shipLine4])
    if card.lines.isEmpty { card.lines = lines([.shipWhole]) }
    card.city = text(.shipCity, trims: true)
    card.region = text(.shipRegion, trims: true)
    card.postcode = number(.shipPostcode)
    card.country = country(.shipCountry)
    return card.isEmpty ? nil : card
  }

  private func billTo() -> Card? {
    guard has([.billName, .billLastName, .billLine1, .billCity, .billPostcode, .billCountry]) else { return nil }
    var card = Card()
    card.name = name(.billName, .billFirstName, .billLastName)
    card.company = text(.billCompany, trims: true)
    card.phone = number(.billPhone)
    card.lines = lines([.billLine1, .billLine2])
    card.city = text(.billCity, trims: true)
    card.region = text(.billRegion, trims: true)
    card.postcode = number(.billPostcode)
    card.country = country(.billCountry)
    return card.isEmpty ? nil : card
  }

  private func has(_ fields: [OrderColumn]) -> Bool {
    for field in fields where mapper.columns[field] >= 0 && !cell(field).isEmpty { return true }
    return false
  }

  private func name(_ whole: OrderColumn, _ first: OrderColumn, _ last: OrderColumn) -> String {
    let name = text(whole, trims: true)
    if !name.isEmpty { return name }
    let (given, family) = (text(first, trims: true), text(last, trims: true))
    return given.isEmpty ? family : family.isEmpty ? given : given + " " + family
  }

  private func lines(_ fields: [OrderColumn]) -> [String] {
    var lines: [String] = []
    for field in fields where mapper.columns[field] >= 0 {
      let line = text(field, trims: true)
      if !line.isEmpty { lines.append(line) }
    }
    return lines
  }

  private func country(_ field: OrderColumn) -> String {
    let cell = cell(field)
    if cell.isEmpty { return "" }
    if let code = mapper.country(cell) { return code }
    let words = text(field, trims: true)
    note(field, .unknownCountry, cell)
    return words
  }
}

extension OrderTableMapper {
  /// The meaning of a status word; the last one of each column is remembered.
  func meaning(of cell: Cell, _ field: OrderColumn, _ words: StatusWords) -> StatusMeaning? {
    for entry in statusCache where entry.field == field && cell.equals(entry.bytes) { return entry.meaning }
    let meaning = words[cell.text]
    if statusCache.count < 64 { statusCache.append((field, Array(cell.bytes), meaning)) }
    return meaning
  }

  func country(_ cell: Cell) -> String? {
    for entry in countryCache where cell.equals(entry.bytes) { return entry.code }
    let code = Countries.code(cell.text)
    if countryCache.count < 32 { countryCache.append((Array(cell.bytes), code)) }
    return code
  }
}
