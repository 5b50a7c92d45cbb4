/// In what state a unit came back.
public enum ReturnCondition: String, Hashable, Sendable, CaseIterable {
  case good, opened, damaged, incomplete
}

/// What somebody who opened a returned parcel saw: units of the return in one condition, or something that nobody
/// announced.
public struct ReturnFinding: Hashable, Sendable {
  /// The order's line; nil for what is no unit of the return.
  public var lineId: Int64?
  /// The SKU, or the code that was scanned where it is none of ours.
  public var code: String
  public var lot: String
  public var condition: ReturnCondition
  public var quantity: Int64

  public init(
    lineId: Int64?, code: String, lot: String = "", condition: ReturnCondition = .good, quantity: Int64
  ) {
    self.lineId = lineId
    self.code = code
    self.lot = lot
    self.condition = condition
    self.quantity = quantity
  }

  public var isUnexpected: Bool { lineId == nil }

  /// Whether both differ in nothing but how many they are.
  func isAlike(_ other: ReturnFinding) -> Bool {
    lineId == other.lineId && code == other.code && lot == other.lot && condition == other.condition
  }
}

extension Return {
  /// Most findings that one return keeps: a parcel holds less.
  public static let mostFindings = 500

  /// The return with something that was seen in its parcel; units that agree in everything are one finding.
  public func finding(_ found: ReturnFinding) -> Return {
    var changed = self
    if let index = changed.findings.firstIndex(where: { $0.isAlike(found) }) {
      changed.findings[index].quantity += found.quantity
    } else if changed.findings.count < Return.mostFindings {
      changed.findings.append(found)
    }
    return changed
  }

  /// Units that came and that nobody announced.
  public var unexpected: [ReturnFinding] { findings.filter(\.isUnexpected) }
}

extension ReturnFinding {
  var plain: Plain {
    var map: [String: Plain] = [
      "code": .text(code), "condition": .text(condition.rawValue), "quantity": .number(quantity),
    ]
    if let lineId { map["line"] = .number(lineId) }
    if !lot.isEmpty { map["lot"] = .text(lot) }
    return .map(map)
  }

  init?(plain: Plain) {
    guard let map = plain.map, let code = map["code"]?.text, let quantity = map["quantity"]?.number,
      let condition = map["condition"]?.text.flatMap(ReturnCondition.init(rawValue:))
    else { return nil }
    self.init(
      lineId: map["line"]?.number, code: code, lot: map["lot"]?.text ?? "", condition: condition, quantity: quantity)
  }
}
