extension Return: Journalled {
  public var snapshot: [String: Plain] {
    [
      "number": .text(number), "order": .number(orderId), "reason": .text(reason.rawValue),
      "reception": .text(reception.rawValue), "acceptance": .text(acceptance.rawValue),
      "disposition": .text(disposition.rawValue), "refund": .text(refund.rawValue), "requestedAt": Plain(requestedAt),
      "authorisedAt": Plain(authorisedAt), "receivedAt": Plain(receivedAt), "tracking": .text(tracking),
      "place": Plain(placeId), "exchange": Plain(exchangeId), "note": .text(note),
      "lines": .list(lines.map(\.plain)),
      "findings": findings.isEmpty ? .null : .list(findings.map(\.plain)),
    ]
  }

  public func with(_ field: String, _ value: Plain) -> Return? {
    var changed = self
    func choice<T: RawRepresentable<String>>(_ path: WritableKeyPath<Return, T>) -> Bool {
      guard let word = value.text.flatMap(T.init(rawValue:)) else { return false }
      changed[keyPath: path] = word
      return true
    }
    switch field {
    case "number": changed.number = value.text ?? number
    case "order": changed.orderId = value.number ?? orderId
    case "reason": if !choice(\.reason) { return nil }
    case "reception": if !choice(\.reception) { return nil }
    case "acceptance": if !choice(\.acceptance) { return nil }
    case "disposition": if !choice(\.disposition) { return nil }
    case "refund": if !choice(\.refund) { return nil }
    case "requestedAt":
      guard let at = value.instant else { return nil }
      changed.requestedAt = at
    case "authorisedAt": changed.authorisedAt = value.instant
    case "receivedAt": changed.receivedAt = value.instant
    case "tracking": changed.tracking = value.text ?? ""
    case "place": changed.placeId = value.number
    case "exchange": changed.exchangeId = value.number
    case "note": changed.note = value.text ?? ""
    case "lines": changed.lines = (value.list ?? []).compactMap(ReturnLine.init(plain:))
    case "findings": changed.findings = (value.list ?? []).compactMap(ReturnFinding.init(plain:))
    default: return nil
    }
    return changed
  }
}

extension ReturnLine {
  private static var counts: [(String, WritableKeyPath<ReturnLine, Int64>)] {
    [
      ("announced", \.announced), ("received", \.received), ("accepted", \.accepted), ("refused", \.refused),
      ("restocked", \.restocked), ("refurbished", \.refurbished), ("toSupplier", \.toSupplier),
      ("scrapped", \.scrapped), ("sentBack", \.sentBack), ("refunded", \.refunded),
    ]
  }

  var plain: Plain {
    var map: [String: Plain] = ["line": .number(lineId), "variant": Plain(variantId), "sku": .text(sku)]
    for (name, path) in ReturnLine.counts where self[keyPath: path] != 0 { map[name] = .number(self[keyPath: path]) }
    return .map(map)
  }

  init?(plain: Plain) {
    guard let map = plain.map, let line = map["line"]?.number else { return nil }
    self.init(lineId: line, variantId: map["variant"]?.number, sku: map["sku"]?.text ?? "", announced: 0)
    for (name, path) in ReturnLine.counts { self[keyPath: path] = map[name]?.number ?? 0 }
  }
}
