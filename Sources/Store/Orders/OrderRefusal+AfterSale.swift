internal import Domain

extension OrderRefusal {
  /// One stable word, with what it hangs on behind a colon.
  var afterSaleCode: String {
    switch self {
    case .alreadySent(let sku, _, _): "alreadySent:\(sku)"
    case .partlySent: "partlySent"
    case .differs(let difference, _, _): "differs:\(difference.rawValue)"
    case .cannotSplit(let obstacle): "cannotSplit:\(obstacle.rawValue)"
    case .isMerged(let number): "isMerged:\(number)"
    case .nothingToFix: "nothingToFix"
    case .goodsToPutBack(let sku, _): "goodsToPutBack:\(sku)"
    case .inWarehouse(let sku, _): "inWarehouse:\(sku)"
    case .notInWork: "notInWork"
    default: "refused"
    }
  }

  /// The refusal that a code stands for, as far as it can be said in words; nil for one of another program.
  init?(afterSale word: String, _ rest: String) {
    switch word {
    case "partlySent": self = .partlySent
    case "differs":
      guard let difference = OrderDifference(rawValue: rest) else { return nil }
      self = .differs(difference, "", "")
    case "cannotSplit":
      guard let obstacle = SplitObstacle(rawValue: rest) else { return nil }
      self = .cannotSplit(obstacle)
    case "isMerged": self = .isMerged(into: rest)
    case "nothingToFix": self = .nothingToFix
    case "notInWork": self = .notInWork
    default: return nil
    }
  }
}

extension RuleRefusal {
  var code: String {
    switch self {
    case .emptyName: "emptyRuleName"
    case .nameTaken(let name): "ruleNameTaken:\(name)"
    case .badSentence: "badSentence"
    case .wrongKind(let kind): "wrongKind:\(kind.rawValue)"
    case .badValue(let effect, _): "badRuleValue:\(effect.rawValue)"
    case .notTried(let name): "notTried:\(name)"
    case .alreadyOn(let name): "alreadyOn:\(name)"
    case .alreadyOff(let name): "alreadyOff:\(name)"
    case .unchanged: "unchanged"
    }
  }
}
