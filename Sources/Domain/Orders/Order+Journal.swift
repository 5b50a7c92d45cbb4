extension Order: Journalled {
  public var snapshot: [String: Plain] {
    [
      "state": .text(state.rawValue), "payment": .text(payment.rawValue), "fulfilment": .text(fulfilment.rawValue),
      "holds": .list(holds.map(\.plain)),
      "placedAt": Plain(placedAt), "paidAt": Plain(paidAt), "shippedAt": Plain(shippedAt),
      "cancelledAt": Plain(cancelledAt), "shipBy": Plain(shipBy), "deliverBy": Plain(deliverBy),
      "customer": Plain(customerId), "shipTo": Plain(shipToRevision), "billTo": Plain(billToRevision),
      "message": Plain(messageRevision), "country": Plain(country), "money": money.plain,
      "service": .text(shippingService), "tags": .list(tags.map(Plain.text)), "assignee": Plain(assignee),
      "note": .text(note), "routes": .list(routes.map(\.plain)), "lines": .list(lines.map(\.plain)),
    ]
  }

  public func with(_ field: String, _ value: Plain) -> Order? {
    var order = self
    switch field {
    case "state":
      guard let word = value.text, let state = OrderState(rawValue: word) else { return nil }
      order.state = state
    case "payment":
      guard let word = value.text, let payment = PaymentState(rawValue: word) else { return nil }
      order.payment = payment
    case "fulfilment":
      guard let word = value.text, let fulfilment = FulfilmentState(rawValue: word) else { return nil }
      order.fulfilment = fulfilment
    case "holds": order.holds = (value.list ?? []).compactMap(Hold.init(plain:))
    case "placedAt":
      guard let at = value.instant else { return nil }
      order.placedAt = at
    case "paidAt": order.paidAt = value.instant
    case "shippedAt": order.shippedAt = value.instant
    case "cancelledAt": order.cancelledAt = value.instant
    case "shipBy": order.shipBy = value.instant
    case "deliverBy": order.deliverBy = value.instant
    case "customer": order.customerId = value.number
    case "shipTo": order.shipToRevision = value.number
    case "billTo": order.billToRevision = value.number
    case "message": order.messageRevision = value.number
    case "country": order.country = value.text
    case "money":
      guard let money = OrderMoney(plain: value) else { return nil }
      order.money = money
    case "service": order.shippingService = value.text ?? ""
    case "tags": order.tags = (value.list ?? []).compactMap(\.text)
    case "assignee": order.assignee = value.text
    case "note": order.note = value.text ?? ""
    case "routes": order.routes = (value.list ?? []).compactMap(RouteWish.init(plain:))
    case "lines":
      order.lines = (value.list ?? []).compactMap(OrderLine.init(plain:)).map { line in
        var line = line
        if let now = lines.first(where: { $0.id == line.id }) {
          line.variantId = now.variantId
        } else if line.id == 0, let now = lines.first(where: { $0.isFor(line) }) {
          (line.id, line.variantId) = (now.id, now.variantId)
        }
        line.personal = lines.first { $0.personalRevision == line.personalRevision }?.personal ?? ""
        return line
      }
    default: return nil
    }
    return order
  }

  /// What a line's SKU stands for is said once for all lines, so that it is no change of the order.
  public static func alike(_ field: String, _ a: Plain, _ b: Plain) -> Bool {
    if field != "lines" { return a == b }
    func unmapped(_ lines: Plain) -> [Plain] {
      (lines.list ?? []).map { line in
        var map = line.map ?? [:]
        map["variant"] = nil
        map["id"] = nil
        return .map(map)
      }
    }
    return unmapped(a) == unmapped(b)
  }
}

extension OrderLine {
  /// Whether both are the same place of the order, and the same thing there.
  fileprivate func isFor(_ other: OrderLine) -> Bool {
    position == other.position && sku == other.sku && listingId == other.listingId
  }
}

extension Hold {
  var plain: Plain {
    .map([
      "reason": .text(reason.rawValue), "actor": .text(actor), "placedAt": Plain(placedAt), "until": Plain(until),
      "note": .text(note),
    ])
  }

  init?(plain: Plain) {
    guard let map = plain.map, let word = map["reason"]?.text, let reason = HoldReason(rawValue: word),
      let placedAt = map["placedAt"]?.instant
    else { return nil }
    self.init(
      reason: reason, actor: map["actor"]?.text ?? "", placedAt: placedAt, until: map["until"]?.instant,
      note: map["note"]?.text ?? "")
  }
}

extension OrderMoney {
  public var plain: Plain {
    .map([
      "currency": .text(currency.code), "items": .number(items), "discount": .number(discount),
      "shipping": .number(shipping), "tax": .number(tax), "taxIncluded": .flag(taxIncluded), "other": .number(other),
    ])
  }

  /// The names of its amounts, in minor units.
  public static let parts: Set<String> = ["items", "discount", "shipping", "tax", "other"]

  public init?(plain: Plain) {
    guard let map = plain.map, let currency = Currency(map["currency"]?.text ?? "") else { return nil }
    self.init(
      currency: currency, items: map["items"]?.number ?? 0, discount: map["discount"]?.number ?? 0,
      shipping: map["shipping"]?.number ?? 0, tax: map["tax"]?.number ?? 0,
      taxIncluded: map["taxIncluded"]?.flag ?? false, other: map["other"]?.number ?? 0)
  }
}

extension OrderLine {
  /// The names of its amounts, in minor units of its order's currency.
  public static let amounts: Set<String> = ["unitPrice", "amount", "discount", "tax"]

  var plain: Plain {
    var map: [String: Plain] = [
      "position": .number(Int64(position)), "externalId": Plain(externalId), "sku": .text(sku),
      "listingId": .text(listingId), "title": .text(title), "options": .text(options), "quantity": .number(quantity),
      "unitPrice": .number(unitPrice), "amount": .number(amount), "discount": .number(discount), "tax": .number(tax),
      "fulfilled": .number(fulfilledQuantity), "variant": Plain(variantId),
    ]
    // What few lines have.
    if let personalRevision { map["personal"] = .number(personalRevision) }
    if cancelledQuantity != 0 { map["cancelled"] = .number(cancelledQuantity) }
    if let source {
      map["sourceOrder"] = .number(source.orderId)
      map["sourceLine"] = .number(Int64(source.position))
    }
    // Units are promised to a line by its number: one that is put back has to be that line again.
    if id != 0 { map["id"] = .number(id) }
    return .map(map)
  }

  init?(plain: Plain) {
    guard let map = plain.map, let position = map["position"]?.number, let quantity = map["quantity"]?.number else {
      return nil
    }
    let source = map["sourceOrder"]?.number.flatMap { order in
      map["sourceLine"]?.number.map { LineSource(orderId: order, position: Int($0)) }
    }
    self.init(
      id: map["id"]?.number ?? 0, position: Int(position), externalId: map["externalId"]?.text,
      sku: map["sku"]?.text ?? "",
      listingId: map["listingId"]?.text ?? "", title: map["title"]?.text ?? "", options: map["options"]?.text ?? "",
      personalRevision: map["personal"]?.number,
      quantity: quantity, unitPrice: map["unitPrice"]?.number ?? 0, amount: map["amount"]?.number ?? 0,
      discount: map["discount"]?.number ?? 0, tax: map["tax"]?.number ?? 0,
      fulfilledQuantity: map["fulfilled"]?.number ?? 0, cancelledQuantity: map["cancelled"]?.number ?? 0,
      variantId: map["variant"]?.number, source: source)
  }
}
