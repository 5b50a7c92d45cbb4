/// Every action of the program, by business word.
public enum ActionTable {
  public static let all: [ActionDefinition] =
    orderActions + orderEntry + productActions + customerActions + skuActions + stockActions + supplyActions
    + confirmingActions + fulfilmentActions + viewActions + houseActions + returnActions + orderRework + addressActions
    + ruleActions + trackingActions + consolidationActions + wayActions + publishingActions + delayActions

  private static let byId = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

  public static func named(_ id: String) -> ActionDefinition? { byId[id] }
}
