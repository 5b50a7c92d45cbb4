internal import Domain

extension SupplyRefusal {
  /// One stable word, with what it hangs on behind a colon.
  var code: String {
    switch self {
    case .transition(let from, _, _): "wrongPurchaseStep:\(from)"
    case .badQuantity(let quantity): "badUnits:\(quantity)"
    case .sumTooLarge: "purchaseTooLarge"
    case .codeTaken(let code): "supplierTaken:\(code)"
    case .supplierClosed(let code): "supplierClosed:\(code)"
    case .inUse(let code): "inUse:\(code)"
    case .noLines(let purchase): "noPurchaseLines:\(purchase)"
    case .notSold(_, let sku): "notSold:\(sku)"
    case .lineTwice(let sku): "lineTwice:\(sku)"
    case .belowMinimum(let sku, _, _): "belowMinimum:\(sku)"
    case .notInPacks(let sku, _, _): "notInPacks:\(sku)"
    case .belowOrderUnits(let supplier, _, _): "belowOrderUnits:\(supplier)"
    case .belowOrderAmount(let supplier, _, _): "belowOrderAmount:\(supplier)"
    case .tooMany(let sku, _, _): "tooMany:\(sku)"
    case .notInPurchase(_, let sku): "notInPurchase:\(sku)"
    case .mustBeChecked(let sku, _): "mustBeChecked:\(sku)"
    case .noPlace(let warehouse, let use): "noPlace:\(warehouse)/\(use.rawValue)"
    case .sampleTooSmall(let needed, _): "sampleTooSmall:\(needed)"
    case .moreDefectsThanSample: "moreDefectsThanSample"
    case .heldBack(let sku, _, _): "heldBack:\(sku)"
    case .certificateMissing(let sku, let certificate, _): "certificateMissing:\(certificate)@\(sku)"
    case .certificateExpired(let sku, let certificate, _, _): "certificateExpired:\(certificate)@\(sku)"
    case .nothingPromised(let order): "nothingPromised:\(order)"
    case .nothingPegged(let order): "nothingPegged:\(order)"
    case .nothingProposed: "nothingProposed"
    }
  }

  /// The refusal that a code stands for, as far as it can be said in words; nil for one of another program.
  init?(_ word: String, _ rest: String) {
    switch word {
    case "badUnits": self = .badQuantity(Int64(rest) ?? 0)
    case "purchaseTooLarge": self = .sumTooLarge
    case "supplierTaken": self = .codeTaken(rest)
    case "supplierClosed": self = .supplierClosed(rest)
    case "noPurchaseLines": self = .noLines(purchase: rest)
    case "lineTwice": self = .lineTwice(sku: rest)
    case "nothingPromised": self = .nothingPromised(order: rest)
    case "nothingPegged": self = .nothingPegged(order: rest)
    case "nothingProposed": self = .nothingProposed
    default: return nil
    }
  }
}

extension RecordNumber {
  static func supply(_ kind: String, _ id: Int64, in reader: any Reader) throws -> String? {
    switch kind {
    case "suppliers": try reader.first("SELECT code FROM suppliers WHERE id = \(id)") { $0.text(0) }
    case "supplierItems", "promises":
      try reader.first(
        kind == "promises"
          ? "SELECT v.sku FROM supply_promises AS i JOIN variants AS v ON v.id = i.variant_id WHERE i.id = \(id)"
          : "SELECT v.sku FROM supplier_items AS i JOIN variants AS v ON v.id = i.variant_id WHERE i.id = \(id)"
      ) { $0.text(0) }
    case "purchases": try reader.first("SELECT number FROM purchases WHERE id = \(id)") { $0.text(0) }
    case "purchaseLines", "receipts":
      try reader.first(
        kind == "receipts"
          ? "SELECT v.sku FROM receipts AS l JOIN variants AS v ON v.id = l.variant_id WHERE l.id = \(id)"
          : "SELECT v.sku FROM purchase_lines AS l JOIN variants AS v ON v.id = l.variant_id WHERE l.id = \(id)"
      ) { $0.text(0) }
    case "certificates": try reader.first("SELECT certificate FROM certificates WHERE id = \(id)") { $0.text(0) }
    case "certificateRules":
      try reader.first("SELECT certificate FROM certificate_rules WHERE id = \(id)") { $0.text(0) }
    default: nil
    }
  }
}
