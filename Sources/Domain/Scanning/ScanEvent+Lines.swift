extension ScanEvent {
  /// The fields of a log's line.
  var fields: [String] {
    switch self {
    case .scan(let raw, let known): ["scan", raw] + known.flatMap(\.fields)
    case .key(let key): ["key", key.rawValue]
    case .number(let number): ["number", String(number)]
    case .text(let text, let known): ["text", text] + known.flatMap(\.fields)
    case .answer(let answer): ["answer", ScanLines.field(answer)]
    case .notice(.locationClosed(let code)): ["closed", code]
    case .notice(.orderCancelled(let order)): ["cancelled", order]
    case .notice(.orderHeld(let order)): ["held", order]
    case .notice(.orderLost(let order)): ["lost", order]
    case .notice(.takenOver(let actor)): ["takenOver", actor]
    case .notice(.ended): ["ended"]
    }
  }

  init(from lines: inout ScanLines) throws(ScanTextFault) {
    switch try lines.string() {
    case "scan":
      let raw = try lines.string()
      self = .scan(raw, known: try ScanEvent.known(from: &lines))
    case "key": self = .key(try lines.named())
    case "number": self = .number(try lines.integer())
    case "text":
      let text = try lines.string()
      self = .text(text, known: try ScanEvent.known(from: &lines))
    case "answer": self = .answer(try lines.flag())
    case "closed": self = .notice(.locationClosed(try lines.string()))
    case "cancelled": self = .notice(.orderCancelled(try lines.string()))
    case "held": self = .notice(.orderHeld(try lines.string()))
    case "lost": self = .notice(.orderLost(try lines.string()))
    case "takenOver": self = .notice(.takenOver(by: try lines.string()))
    case "ended": self = .notice(.ended)
    case let other: throw .line(lines.lineNumber, expected: "an event", found: String(other.prefix(40)))
    }
  }

  /// What the shop knew a code to be: to the end of the line.
  private static func known(from lines: inout ScanLines) throws(ScanTextFault) -> [ScanSubject] {
    var known: [ScanSubject] = []
    while lines.hasField { known.append(try ScanSubject(from: &lines)) }
    return known
  }
}

extension ScanSubject {
  fileprivate var fields: [String] {
    if case .product(let sku, let pack) = self { return [kind.rawValue, sku, String(pack)] }
    return [kind.rawValue, name]
  }

  fileprivate init(from lines: inout ScanLines) throws(ScanTextFault) {
    let kind = try lines.named(CodeKind.self)
    let name = try lines.string()
    self =
      switch kind {
      case .location: .location(name)
      case .product: .product(sku: name, packQuantity: try lines.integer())
      case .lot: .lot(name)
      case .bin: .bin(name)
      case .cart: .cart(name)
      case .order: .order(name)
      case .box: .box(name)
      }
  }
}
