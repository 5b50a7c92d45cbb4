/// Money that goes back to a buyer: a record that is made once, whatever becomes of the message that moves the money.
public struct Refund: Hashable, Sendable {
  public var id: Int64
  /// `RF-17`
  public var number: String
  public var orderId: Int64
  public var returnId: Int64?
  /// Whoever moves the money does it once under this key.
  public var key: String
  public var method: RefundMethod
  public var state: RefundState
  /// Minor units of the order's currency, one at least.
  public var amount: Int64
  public var parts: MoneyShares.Parts
  /// What was kept back.
  public var fee: Int64
  public var requestedAt: Instant
  public var note: String
  /// Which units it pays back, by line.
  public var lines: [Return.Count]

  public init(
    id: Int64, number: String, orderId: Int64, returnId: Int64? = nil, key: String, method: RefundMethod = .payment,
    state: RefundState = .requested, amount: Int64, parts: MoneyShares.Parts = .init(), fee: Int64 = 0,
    requestedAt: Instant, note: String = "", lines: [Return.Count] = []
  ) {
    self.id = id
    self.number = number
    self.orderId = orderId
    self.returnId = returnId
    self.key = key
    self.method = method
    self.state = state
    self.amount = amount
    self.parts = parts
    self.fee = fee
    self.requestedAt = requestedAt
    self.note = note
    self.lines = lines
  }
}

public enum RefundMethod: String, Hashable, Sendable, CaseIterable {
  /// The way that the money came.
  case payment
  /// Set off against an order that is sent instead.
  case exchange
}

public enum RefundState: String, Hashable, Sendable, CaseIterable {
  case requested, done, failed, cancelled

  /// Whether its money counts as gone.
  public var counts: Bool { self == .requested || self == .done }
}

public enum RefundEvent: String, Hashable, Sendable, CaseIterable {
  case confirm, fail, cancel
}

extension RefundState {
  public static let transitions: [RefundState: [RefundEvent: RefundState]] = [
    .requested: [.confirm: .done, .fail: .failed, .cancel: .cancelled],
    // The provider may say it late.
    .failed: [.confirm: .done],
    .done: [:],
    .cancelled: [:],
  ]

  public func after(_ event: RefundEvent) throws(ReturnRefusal) -> RefundState {
    guard let next = RefundState.transitions[self]?[event] else {
      let fits = (RefundState.transitions[self] ?? [:]).keys.map(\.rawValue)
      throw .transition(
        from: rawValue, event: event.rawValue, fits: fits.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }
    return next
  }
}
