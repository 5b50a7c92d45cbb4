/// Units of a purchase's line that came together: what is checked, let into stock, or sent back.
public struct Receipt: Hashable, Sendable {
  public var id: Int64
  public var version: Int64
  public var purchaseId: Int64
  public var lineId: Int64
  public var variantId: Int64
  /// Where they wait.
  public var locationId: Int64
  public var lotId: Int64?
  /// Sound units, as far as the dock could see.
  public var quantity: Int64
  public var state: ReceiptState
  /// What the standard asks for; nought before the check has begun.
  public var sample: Int64
  public var accept: Int64
  /// Units that were looked at and found bad.
  public var defects: Int64
  public var accepted: Int64
  public var rejected: Int64
  /// Of those rejected, what went back to the supplier; the others were written off.
  public var returned: Int64
  public var receivedAt: Instant

  public init(
    id: Int64 = 0, version: Int64 = 1, purchaseId: Int64, lineId: Int64, variantId: Int64, locationId: Int64,
    lotId: Int64? = nil, quantity: Int64, state: ReceiptState = .awaiting, sample: Int64 = 0, accept: Int64 = 0,
    defects: Int64 = 0, accepted: Int64 = 0, rejected: Int64 = 0, returned: Int64 = 0, receivedAt: Instant
  ) {
    self.id = id
    self.version = version
    self.purchaseId = purchaseId
    self.lineId = lineId
    self.variantId = variantId
    self.locationId = locationId
    self.lotId = lotId
    self.quantity = quantity
    self.state = state
    self.sample = sample
    self.accept = accept
    self.defects = defects
    self.accepted = accepted
    self.rejected = rejected
    self.returned = returned
    self.receivedAt = receivedAt
  }

  /// Units that are neither in stock nor gone.
  public var open: Int64 { quantity - accepted - rejected }

  /// Units that may go into stock: those found bad may not, unless somebody answers for them.
  public var releasable: Int64 {
    if !state.mayRelease { return 0 }
    return state == .conditional ? open : max(0, min(open, quantity - defects - accepted))
  }

  public mutating func begin(_ standard: QualityStandard) throws(SupplyRefusal) {
    guard let plan = standard.plan(for: quantity) else {
      state = try state.after(.waive)
      return
    }
    state = try state.after(.sample)
    (sample, accept) = (plan.sample, plan.accept)
  }

  /// `looked` units were looked at and `defects` of them are bad.
  public mutating func judge(looked: Int64, defects: Int64) throws(SupplyRefusal) {
    if looked < sample { throw .sampleTooSmall(needed: sample, found: looked) }
    if looked > quantity { throw .badQuantity(looked) }
    if defects < 0 || defects > looked { throw .moreDefectsThanSample(defects: defects, sample: looked) }
    state = try state.after(defects > accept ? .fail : .pass)
    self.defects = defects
  }

  public mutating func concede() throws(SupplyRefusal) { state = try state.after(.concede) }

  public mutating func release(_ quantity: Int64, sku: String) throws(SupplyRefusal) {
    if !state.mayRelease { throw .transition(from: state.rawValue, event: "release", fits: events) }
    if quantity < 1 { throw .badQuantity(quantity) }
    if quantity > releasable { throw .heldBack(sku: sku, asked: quantity, free: releasable) }
    accepted += quantity
    try settle()
  }

  /// Units leave for good: back to the supplier, or written off.
  public mutating func reject(_ quantity: Int64, sku: String, isScrap: Bool = false) throws(SupplyRefusal) {
    if state == .awaiting || state == .sampling || state == .settled {
      throw .transition(from: state.rawValue, event: "reject", fits: events)
    }
    if quantity < 1 { throw .badQuantity(quantity) }
    if quantity > open { throw .heldBack(sku: sku, asked: quantity, free: open) }
    rejected += quantity
    if !isScrap { returned += quantity }
    try settle()
  }

  private mutating func settle() throws(SupplyRefusal) {
    if open == 0 { state = try state.after(.settle) }
  }

  private var events: [String] {
    ReceiptEvent.allCases.filter { ReceiptState.transitions[state]?[$0] != nil }.map(\.rawValue)
  }
}

extension Receipt: Journalled {
  public var snapshot: [String: Plain] {
    [
      "state": .text(state.rawValue), "sample": .number(sample), "accept": .number(accept),
      "defects": .number(defects), "accepted": .number(accepted), "rejected": .number(rejected),
      "returned": .number(returned), "quantity": .number(quantity),
    ]
  }

  public func with(_ field: String, _ value: Plain) -> Receipt? {
    var receipt = self
    switch field {
    case "state": receipt.state = value.text.flatMap(ReceiptState.init(rawValue:)) ?? state
    case "sample": receipt.sample = value.number ?? 0
    case "accept": receipt.accept = value.number ?? 0
    case "defects": receipt.defects = value.number ?? 0
    case "accepted": receipt.accepted = value.number ?? 0
    case "rejected": receipt.rejected = value.number ?? 0
    case "returned": receipt.returned = value.number ?? 0
    case "quantity": receipt.quantity = value.number ?? 0
    default: return nil
    }
    return receipt
  }
}
