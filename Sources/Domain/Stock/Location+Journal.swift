extension Location: Journalled {
  public var snapshot: [String: Plain] {
    [
      "code": .text(code), "name": .text(name), "kind": .text(type.rawValue), "role": .text(role.rawValue),
      "warehouse": .number(warehouseId), "use": .text(use.rawValue), "sequence": .number(sequence),
      "country": Plain(country), "shipsTo": .text(shipsTo.joined(separator: ",")), "priority": .number(priority),
      "closed": .flag(isClosed),
    ]
  }

  public func with(_ field: String, _ value: Plain) -> Location? {
    var place = self
    switch field {
    case "code": place.code = value.text ?? code
    case "name": place.name = value.text ?? ""
    case "kind": place.type = value.text.flatMap(LocationKind.init(rawValue:)) ?? type
    case "role": place.role = value.text.flatMap(LocationRole.init(rawValue:)) ?? role
    case "warehouse": place.warehouseId = value.number ?? warehouseId
    case "use": place.use = value.text.flatMap(BinUse.init(rawValue:)) ?? use
    case "sequence": place.sequence = value.number ?? sequence
    case "country": place.country = value.text
    case "shipsTo": place.shipsTo = (value.text ?? "").split(separator: ",").map(String.init)
    case "priority": place.priority = value.number ?? priority
    case "closed": place.isClosed = value.flag ?? isClosed
    default: return nil
    }
    return place
  }
}

extension Lot: Journalled {
  public var snapshot: [String: Plain] {
    ["code": .text(code), "status": .text(status.rawValue), "expiresAt": Plain(expiresAt)]
  }

  public func with(_ field: String, _ value: Plain) -> Lot? {
    var lot = self
    switch field {
    case "code": lot.code = value.text ?? code
    case "status": lot.status = value.text.flatMap(LotStatus.init(rawValue:)) ?? status
    case "expiresAt": lot.expiresAt = value.instant
    default: return nil
    }
    return lot
  }
}
