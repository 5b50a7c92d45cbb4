internal import Domain

extension StockRefusal {
  /// One stable word, with what it hangs on behind a colon.
  var code: String {
    switch self {
    case .badQuantity(let quantity): "badQuantity:\(quantity)"
    case .sameLocation: "sameLocation"
    case .notThere(let sku, let location, _, _): "notThere:\(sku)@\(location)"
    case .promised(let sku, let warehouse, _, _): "promised:\(sku)@\(warehouse)"
    case .closedLocation(let code): "closedLocation:\(code)"
    case .notABin(let code): "notABin:\(code)"
    case .mirror(let code): "mirror:\(code)"
    case .lotNeeded(let sku): "lotNeeded:\(sku)"
    case .wrongLot(let sku, _): "wrongLot:\(sku)"
    case .notSellable(let lot, _): "notSellable:\(lot)"
    case .notEmpty(let location, _): "notEmpty:\(location)"
    case .transition(let from, _, _): "wrongStep:\(from)"
    case .held(let order): "held:\(order)"
    case .notPaid(let order): "notPaid:\(order)"
    case .cancelled(let order): "cancelled:\(order)"
    case .notWanted(let order): "notWanted:\(order)"
    case .nothingToAllocate(let order): "nothingToAllocate:\(order)"
    case .nothingFree(let order): "nothingFree:\(order)"
    case .nothingAllocated(let order): "nothingAllocated:\(order)"
    case .underWay(let order, _): "underWay:\(order)"
    case .unmappedLine(_, let sku): "unmappedLine:\(sku)"
    }
  }

  /// The refusal that a code stands for, as far as it can be said in words; nil for one of another program.
  init?(_ word: String, _ rest: String) {
    switch word {
    case "badQuantity": self = .badQuantity(Int64(rest) ?? 0)
    case "sameLocation": self = .sameLocation
    case "closedLocation": self = .closedLocation(rest)
    case "notABin": self = .notABin(rest)
    case "mirror": self = .mirror(rest)
    case "lotNeeded": self = .lotNeeded(sku: rest)
    case "held": self = .held(order: rest)
    case "notPaid": self = .notPaid(order: rest)
    case "cancelled": self = .cancelled(order: rest)
    case "notWanted": self = .notWanted(order: rest)
    case "nothingToAllocate": self = .nothingToAllocate(order: rest)
    case "nothingFree": self = .nothingFree(order: rest)
    case "nothingAllocated": self = .nothingAllocated(order: rest)
    case "unmappedLine": self = .unmappedLine(order: "", sku: rest)
    default: return nil
    }
  }
}
