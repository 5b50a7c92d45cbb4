internal import Domain
internal import Store

extension Command {
  /// What is done to a purchase.
  var purchaseAction: String? {
    switch self {
    case .addPurchaseLine: "addPurchaseLine"
    case .editPurchaseLine: "editPurchaseLine"
    case .dropPurchaseLine: "dropPurchaseLine"
    case .orderPurchase: "orderPurchase"
    case .confirmPurchase: "confirmPurchase"
    case .receivePurchase: "receivePurchase"
    case .closePurchase: "closePurchase"
    case .cancelPurchase: "cancelPurchase"
    case .notePurchase: "notePurchase"
    default: nil
    }
  }

  /// What is done to goods in check.
  var checkAction: String? {
    switch self {
    case .sampleGoods: "sampleReceipt"
    case .judgeGoods: "judgeReceipt"
    case .concedeGoods: "concedeReceipt"
    case .releaseGoods: "releaseReceipt"
    case .rejectGoods: "rejectReceipt"
    default: nil
    }
  }

  /// What is done to a supplier, beside editing.
  var supplierAction: String? {
    switch self {
    case .offerSku: "offerSku"
    case .withdrawSku: "withdrawSku"
    case .promiseSku: "promiseSku"
    case .closeSupplier: "closeSupplier"
    case .openSupplier: "openSupplier"
    default: nil
    }
  }

  /// The store's action of a command of supply, whatever it is done to.
  var supplyAction: String? {
    switch self {
    case .peg: "pegOrder"
    case .unpeg: "unpegOrder"
    default: purchaseAction ?? checkAction ?? supplierAction
    }
  }
}

extension Words {
  func supplyTitle(_ command: Command) -> String {
    guard let told = command.supplyAction.flatMap({ Words.supplyActions[$0] }) else { return command.rawValue }
    return say(told.english, told.chinese)
  }

  func supplyHelp(_ command: Command) -> String {
    guard let id = command.supplyAction, let definition = ActionTable.named(id) else { return "" }
    return say(definition.help, Words.supplyActions[id]?.help ?? definition.help)
  }
}
