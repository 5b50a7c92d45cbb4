/// How far a purchase is.
public enum PurchaseState: String, Hashable, Sendable, CaseIterable {
  /// Being written; the supplier knows nothing of it.
  case draft
  case ordered
  /// The supplier has said when it comes.
  case confirmed
  case partlyReceived
  /// All of it has come, broken units too.
  case received
  /// Nothing more is expected.
  case closed
  case cancelled

  /// Whether something is still to come.
  public var isExpected: Bool { self == .ordered || self == .confirmed || self == .partlyReceived }
  /// Whether a delivery may be taken in: units beyond what was ordered come late as well.
  public var takesDeliveries: Bool { isExpected || self == .received }
}

public enum PurchaseEvent: String, Hashable, Sendable, CaseIterable {
  case order, confirm, receivePart, receiveRest, close, cancel
}

extension PurchaseState {
  public static let transitions: [PurchaseState: [PurchaseEvent: PurchaseState]] = [
    .draft: [.order: .ordered, .cancel: .cancelled],
    .ordered: [
      .confirm: .confirmed, .receivePart: .partlyReceived, .receiveRest: .received, .cancel: .cancelled,
    ],
    .confirmed: [
      .confirm: .confirmed, .receivePart: .partlyReceived, .receiveRest: .received, .cancel: .cancelled,
    ],
    // What has come is not cancelled: the rest is given up by closing.
    .partlyReceived: [
      .confirm: .partlyReceived, .receivePart: .partlyReceived, .receiveRest: .received, .close: .closed,
    ],
    .received: [.receiveRest: .received, .close: .closed],
    .closed: [:],
    .cancelled: [:],
  ]

  public func after(_ event: PurchaseEvent) throws(SupplyRefusal) -> PurchaseState {
    guard let next = PurchaseState.transitions[self]?[event] else {
      let fits = PurchaseEvent.allCases.filter { PurchaseState.transitions[self]?[$0] != nil }.map(\.rawValue)
      throw .transition(from: rawValue, event: event.rawValue, fits: fits)
    }
    return next
  }
}

/// How far goods that came together are through their quality check (质检).
public enum ReceiptState: String, Hashable, Sendable, CaseIterable {
  case awaiting
  /// A sample is being looked at.
  case sampling
  case passed
  /// Let through although they failed, by somebody who answers for it.
  case conditional
  case failed
  /// Every unit is in stock, back at the supplier, or written off.
  case settled

  /// Whether units of it may go into stock.
  public var mayRelease: Bool { self == .passed || self == .conditional }
  public var isOpen: Bool { self != .settled }
}

public enum ReceiptEvent: String, Hashable, Sendable, CaseIterable {
  /// Nothing needs to be looked at.
  case waive
  case sample, pass, fail, concede, settle
}

extension ReceiptState {
  public static let transitions: [ReceiptState: [ReceiptEvent: ReceiptState]] = [
    .awaiting: [.waive: .passed, .sample: .sampling],
    .sampling: [.pass: .passed, .fail: .failed],
    .passed: [.settle: .settled],
    .conditional: [.settle: .settled],
    .failed: [.concede: .conditional, .settle: .settled],
    .settled: [:],
  ]

  public func after(_ event: ReceiptEvent) throws(SupplyRefusal) -> ReceiptState {
    guard let next = ReceiptState.transitions[self]?[event] else {
      let fits = ReceiptEvent.allCases.filter { ReceiptState.transitions[self]?[$0] != nil }.map(\.rawValue)
      throw .transition(from: rawValue, event: event.rawValue, fits: fits)
    }
    return next
  }
}
