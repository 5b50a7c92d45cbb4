internal import Domain

extension ReturnRefusal {
  /// One stable word, with what it hangs on behind a colon.
  var code: String {
    switch self {
    case .transition(let from, _, _): "wrongReturn:\(from)"
    case .notShipped(let sku, _, _): "notShipped:\(sku)"
    case .tooMany(let sku, _, _): "tooMany:\(sku)"
    case .badQuantity(let quantity): "badReturnQuantity:\(quantity)"
    case .noSuchLine(let line): "noSuchReturnLine:\(line)"
    case .nothingToReturn(let order): "nothingToReturn:\(order)"
    case .nothingToReceive(let number): "nothingToReceive:\(number)"
    case .nothingToJudge(let number): "nothingToJudge:\(number)"
    case .nothingToPutAway(let number): "nothingToPutAway:\(number)"
    case .nothingToRefund(let number): "nothingToRefund:\(number)"
    case .notJudged(let sku): "notJudged:\(sku)"
    case .refundTooLarge(let order, _, _, _): "refundTooLarge:\(order)"
    case .notPaid(let order): "refundNotPaid:\(order)"
    case .noReturnsPlace: "noReturnsPlace"
    case .hasExchange(let number): "hasExchange:\(number)"
    case .unmapped(let sku): "unmappedReturn:\(sku)"
    case .keyUsed(let key): "keyUsed:\(key)"
    }
  }

  /// The refusal that a code stands for, as far as it can be said in words; nil for one of another program.
  init?(_ word: String, _ rest: String) {
    switch word {
    case "badReturnQuantity": self = .badQuantity(Int64(rest) ?? 0)
    case "noSuchReturnLine": self = .noSuchLine(rest)
    case "nothingToReturn": self = .nothingToReturn(order: rest)
    case "nothingToReceive": self = .nothingToReceive(rest)
    case "nothingToJudge": self = .nothingToJudge(rest)
    case "nothingToPutAway": self = .nothingToPutAway(rest)
    case "nothingToRefund": self = .nothingToRefund(rest)
    case "notJudged": self = .notJudged(sku: rest)
    case "refundNotPaid": self = .notPaid(order: rest)
    case "noReturnsPlace": self = .noReturnsPlace
    case "hasExchange": self = .hasExchange(rest)
    case "unmappedReturn": self = .unmapped(sku: rest)
    case "keyUsed": self = .keyUsed(rest)
    default: return nil
    }
  }
}
