/// What a rule says of a warehouse for one order.
public struct RouteWish: Hashable, Sendable {
  public var warehouseId: Int64
  /// Whether stock is promised out of it first; false: never.
  public var isPreferred: Bool
  /// The rule's name, which tells why.
  public var rule: String

  public init(warehouseId: Int64, isPreferred: Bool, rule: String) {
    self.warehouseId = warehouseId
    self.isPreferred = isPreferred
    self.rule = rule
  }

  public var plain: Plain {
    .map([
      "warehouse": .number(warehouseId), "wish": .text(isPreferred ? "prefer" : "forbid"), "rule": .text(rule),
    ])
  }

  public init?(plain: Plain) {
    guard let map = plain.map, let warehouse = map["warehouse"]?.number, let wish = map["wish"]?.text else {
      return nil
    }
    self.init(warehouseId: warehouse, isPreferred: wish == "prefer", rule: map["rule"]?.text ?? "")
  }
}
