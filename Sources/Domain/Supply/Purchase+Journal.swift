extension Purchase: Journalled {
  /// Each line is a field of its own by its number, so that two people may change two lines.
  public var snapshot: [String: Plain] {
    var fields: [String: Plain] = [
      "number": .text(number), "state": .text(state.rawValue), "orderedAt": Plain(orderedAt),
      "promisedAt": Plain(promisedAt), "closedAt": Plain(closedAt), "note": .text(note),
    ]
    for line in lines { fields["line:\(line.id)"] = line.plain }
    return fields
  }

  public static func mayLack(_ field: String) -> Bool { field.hasPrefix("line:") }

  public func with(_ field: String, _ value: Plain) -> Purchase? {
    var purchase = self
    switch field {
    case "number": purchase.number = value.text ?? number
    case "state": purchase.state = value.text.flatMap(PurchaseState.init(rawValue:)) ?? state
    case "orderedAt": purchase.orderedAt = value.instant
    case "promisedAt": purchase.promisedAt = value.instant
    case "closedAt": purchase.closedAt = value.instant
    case "note": purchase.note = value.text ?? ""
    default:
      guard field.hasPrefix("line:"), let id = Int64(field.dropFirst(5)) else { return nil }
      purchase.lines.removeAll { $0.id == id }
      if value != .null {
        guard let line = PurchaseLine(id: id, plain: value) else { return nil }
        purchase.lines.append(line)
        purchase.lines.sort { ($0.position, $0.id) < ($1.position, $1.id) }
      }
    }
    return purchase
  }
}

extension PurchaseLine {
  var plain: Plain {
    var map: [String: Plain] = [
      "position": .number(Int64(position)), "variant": .number(variantId), "quantity": .number(quantity),
      "unitCost": .number(unitCost),
    ]
    for (name, value) in [
      ("fromPromise", fromPromise), ("received", received), ("damaged", damaged), ("accepted", accepted),
      ("rejected", rejected),
    ] where value != 0 {
      map[name] = .number(value)
    }
    if let promisedAt { map["promisedAt"] = .number(promisedAt.milliseconds) }
    return .map(map)
  }

  init?(id: Int64, plain: Plain) {
    guard let map = plain.map, let position = map["position"]?.number, let variant = map["variant"]?.number,
      let quantity = map["quantity"]?.number, let cost = map["unitCost"]?.number
    else { return nil }
    self.init(
      id: id, position: Int(clamping: position), variantId: variant, quantity: quantity, unitCost: cost,
      promisedAt: map["promisedAt"]?.instant, fromPromise: map["fromPromise"]?.number ?? 0,
      received: map["received"]?.number ?? 0, damaged: map["damaged"]?.number ?? 0,
      accepted: map["accepted"]?.number ?? 0, rejected: map["rejected"]?.number ?? 0)
  }
}
