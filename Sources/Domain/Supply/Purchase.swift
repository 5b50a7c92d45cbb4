/// A purchase order: what was ordered from one supplier, for one warehouse, and what became of it.
public struct Purchase: Hashable, Sendable {
  public var id: Int64
  /// Moves only with what a person edits, and with what comes.
  public var version: Int64
  /// `PO-17`.
  public var number: String
  public var supplierId: Int64
  public var currency: Currency
  /// Where it is to come.
  public var warehouseId: Int64
  public var state: PurchaseState
  public var createdAt: Instant
  public var orderedAt: Instant?
  /// When the supplier says it comes, where they said it for the whole.
  public var promisedAt: Instant?
  public var closedAt: Instant?
  public var note: String
  public var lines: [PurchaseLine]

  public init(
    id: Int64, version: Int64 = 1, number: String, supplierId: Int64, currency: Currency, warehouseId: Int64,
    state: PurchaseState = .draft, createdAt: Instant, orderedAt: Instant? = nil, promisedAt: Instant? = nil,
    closedAt: Instant? = nil, note: String = "", lines: [PurchaseLine] = []
  ) {
    self.id = id
    self.version = version
    self.number = number
    self.supplierId = supplierId
    self.currency = currency
    self.warehouseId = warehouseId
    self.state = state
    self.createdAt = createdAt
    self.orderedAt = orderedAt
    self.promisedAt = promisedAt
    self.closedAt = closedAt
    self.note = note
    self.lines = lines
  }

  /// What all lines cost as ordered; nil beyond 64 bits.
  public var total: Money? {
    var sum: Int64 = 0
    for line in lines {
      guard let cost = line.cost else { return nil }
      let (next, overflow) = sum.addingReportingOverflow(cost)
      if overflow { return nil }
      sum = next
    }
    return Money(minorUnits: sum, currency: currency)
  }

  public var units: Int64 { lines.reduce(0) { $0 + $1.quantity } }

  public func line(_ id: Int64) -> PurchaseLine? { lines.first { $0.id == id } }
}

/// One SKU of a purchase, with what has come of it.
public struct PurchaseLine: Hashable, Sendable {
  /// Nought until the store has given it one.
  public var id: Int64
  public var position: Int
  public var variantId: Int64
  public var quantity: Int64
  /// Minor units of the purchase's currency.
  public var unitCost: Int64
  public var promisedAt: Instant?
  /// Units that the supplier had promised and this line took up, given back where it is cancelled.
  public var fromPromise: Int64
  /// Sound units that came, in check or out of it.
  public var received: Int64
  /// Units that came broken.
  public var damaged: Int64
  /// Of those received, what went into stock.
  public var accepted: Int64
  /// Of those received, what went back or was written off.
  public var rejected: Int64

  public init(
    id: Int64 = 0, position: Int, variantId: Int64, quantity: Int64, unitCost: Int64, promisedAt: Instant? = nil,
    fromPromise: Int64 = 0, received: Int64 = 0, damaged: Int64 = 0, accepted: Int64 = 0, rejected: Int64 = 0
  ) {
    self.id = id
    self.position = position
    self.variantId = variantId
    self.quantity = quantity
    self.unitCost = unitCost
    self.promisedAt = promisedAt
    self.fromPromise = fromPromise
    self.received = received
    self.damaged = damaged
    self.accepted = accepted
    self.rejected = rejected
  }

  /// nil beyond 64 bits.
  public var cost: Int64? {
    let (cost, overflow) = unitCost.multipliedReportingOverflow(by: quantity)
    return overflow ? nil : cost
  }

  /// Units that came, whatever they were like.
  public var arrived: Int64 { received + damaged }
  /// Units that have not come.
  public var outstanding: Int64 { max(0, quantity - arrived) }
  /// Units that came beyond what was ordered.
  public var over: Int64 { max(0, arrived - quantity) }
  /// Units that came and are neither in stock nor gone.
  public var inCheck: Int64 { received - accepted - rejected }

  /// How many more may come, with so many percent beyond the order taken (rounded down).
  public func room(overPercent: Int64) -> Int64 {
    let (hundredfold, overflow) = quantity.multipliedReportingOverflow(by: max(0, overPercent))
    let beyond = overflow ? quantity : hundredfold / 100
    return max(0, quantity + beyond - arrived)
  }
}

extension Purchase {
  /// Units of a line that are still to reach the shelf: those that are to come and those in check. As many, at most,
  /// can be sold before they are there.
  public func incoming(_ line: PurchaseLine) -> Int64 {
    (state.isExpected ? line.outstanding : 0) + line.inCheck
  }

  /// When a line is to come; nil where nobody said.
  public func promise(of line: PurchaseLine) -> Instant? { line.promisedAt ?? promisedAt }

  /// Goods have come: the state goes on with them.
  public mutating func receive(_ quantity: Int64, damaged: Int64, line id: Int64, sku: String, overPercent: Int64)
    throws(SupplyRefusal)
  {
    guard quantity >= 0, damaged >= 0, quantity <= StockMove.limit, damaged <= StockMove.limit, quantity + damaged > 0
    else { throw .badQuantity(quantity < 0 ? quantity : damaged) }
    guard let index = lines.firstIndex(where: { $0.id == id }) else {
      throw .notInPurchase(purchase: number, sku: sku)
    }
    if !state.takesDeliveries {
      throw .transition(
        from: state.rawValue, event: PurchaseEvent.receivePart.rawValue,
        fits: PurchaseEvent.allCases.filter { PurchaseState.transitions[state]?[$0] != nil }.map(\.rawValue))
    }
    let room = lines[index].room(overPercent: overPercent)
    if quantity + damaged > room { throw .tooMany(sku: sku, asked: quantity + damaged, room: room) }
    lines[index].received += quantity
    lines[index].damaged += damaged
    let isWhole = lines.allSatisfy { $0.outstanding == 0 }
    state = try state.after(isWhole ? .receiveRest : .receivePart)
  }

  /// What keeps it from being ordered; nil where nothing does. `skus` names the variants.
  public func flaw(from supplier: Supplier, items: [Int64: SupplierItem], skus: [Int64: String]) -> SupplyRefusal? {
    if lines.isEmpty { return .noLines(purchase: number) }
    if supplier.isClosed { return .supplierClosed(supplier.code) }
    for line in lines {
      let sku = skus[line.variantId] ?? String(line.variantId)
      guard let item = items[line.variantId], !item.isClosed else {
        return .notSold(supplier: supplier.code, sku: sku)
      }
      if let flaw = item.flaw(of: line.quantity, sku: sku) { return flaw }
    }
    if units < supplier.minimumUnits {
      return .belowOrderUnits(supplier: supplier.code, asked: units, minimum: supplier.minimumUnits)
    }
    guard let total else { return .sumTooLarge }
    if total.minorUnits < supplier.minimumAmount {
      return .belowOrderAmount(
        supplier: supplier.code, asked: total,
        minimum: Money(minorUnits: supplier.minimumAmount, currency: currency))
    }
    return nil
  }
}
