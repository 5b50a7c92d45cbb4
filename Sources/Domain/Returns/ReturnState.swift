/// Where the goods of a return are: the first of its four axes.
public enum ReturnReception: String, Hashable, Sendable, CaseIterable {
  /// The buyer asks; nobody has said yes.
  case requested
  case authorised
  case inTransit
  /// Some have come, the others are still awaited.
  case partlyReceived
  case received
  /// Fewer came than were announced, and no more are awaited.
  case receivedShort
  case receivedOver
  case lost
  /// The buyer keeps the goods and is refunded all the same.
  case leftWithBuyer
  case declined
  case expired
  case cancelled
}

/// What can happen to the goods on their way back.
public enum ReceptionEvent: String, Hashable, Sendable, CaseIterable {
  case authorise, decline, send, receivePart, receive, receiveOver, settleShort, lose, leaveWithBuyer, expire, cancel
}

extension ReturnReception {
  /// Goods that come after all are received, whatever was thought of them: they stand in the warehouse.
  public static let transitions: [ReturnReception: [ReceptionEvent: ReturnReception]] = [
    .requested: [.authorise: .authorised, .decline: .declined, .cancel: .cancelled],
    .authorised: coming.merging([
      .send: .inTransit, .expire: .expired, .cancel: .cancelled, .leaveWithBuyer: .leftWithBuyer,
    ]) { first, _ in first },
    .inTransit: coming.merging([.lose: .lost]) { first, _ in first },
    .partlyReceived: coming.merging([.settleShort: .receivedShort]) { first, _ in first },
    .received: [.receiveOver: .receivedOver],
    .receivedShort: coming,
    .receivedOver: [.receiveOver: .receivedOver],
    .lost: coming,
    .expired: coming,
    .leftWithBuyer: [:],
    .declined: [:],
    .cancelled: [:],
  ]

  private static let coming: [ReceptionEvent: ReturnReception] = [
    .receivePart: .partlyReceived, .receive: .received, .receiveOver: .receivedOver,
  ]

  /// Whether units are still announced by it, so that nobody else may announce them.
  public var claims: Bool {
    switch self {
    case .requested, .authorised, .inTransit, .partlyReceived: true
    case .received, .receivedShort, .receivedOver, .lost, .leftWithBuyer, .declined, .expired, .cancelled: false
    }
  }

  /// Whether nothing of it is to be judged or paid back, and nothing comes any more.
  public var isOff: Bool { self == .declined || self == .expired || self == .cancelled || self == .lost }
}

/// Whether the shop accepts what came back.
public enum ReturnAcceptance: String, Hashable, Sendable, CaseIterable {
  case pending
  /// Nobody here can say: somebody has to look at it again, with the buyer or the carrier.
  case questioned
  case partly
  case accepted, refused
  /// Some were accepted, the others refused.
  case mixed
}

public enum AcceptanceEvent: String, Hashable, Sendable, CaseIterable {
  case question, judgePart, accept, refuse, acceptSome, receiveMore
}

extension ReturnAcceptance {
  public static let transitions: [ReturnAcceptance: [AcceptanceEvent: ReturnAcceptance]] = [
    .pending: judging.merging([.question: .questioned]) { first, _ in first },
    .questioned: judging,
    .partly: judging.merging([.question: .questioned]) { first, _ in first },
    .accepted: [.receiveMore: .partly],
    .refused: [.receiveMore: .partly],
    .mixed: [.receiveMore: .partly],
  ]

  private static let judging: [AcceptanceEvent: ReturnAcceptance] = [
    .judgePart: .partly, .accept: .accepted, .refuse: .refused, .acceptSome: .mixed, .receiveMore: .partly,
  ]
}

/// Whether the goods are out of the returns' place again.
public enum ReturnDisposition: String, Hashable, Sendable, CaseIterable {
  case pending, partly, done
}

public enum DispositionEvent: String, Hashable, Sendable, CaseIterable {
  case disposePart, dispose, receiveMore
}

extension ReturnDisposition {
  public static let transitions: [ReturnDisposition: [DispositionEvent: ReturnDisposition]] = [
    .pending: [.disposePart: .partly, .dispose: .done],
    .partly: [.disposePart: .partly, .dispose: .done],
    .done: [.receiveMore: .partly],
  ]
}

/// Whether the buyer has the money back for what was accepted.
public enum ReturnRefund: String, Hashable, Sendable, CaseIterable {
  case notDue, due, partly, refunded
}

public enum RefundingEvent: String, Hashable, Sendable, CaseIterable {
  case becomeDue, refundPart, refund, withdraw
}

extension ReturnRefund {
  public static let transitions: [ReturnRefund: [RefundingEvent: ReturnRefund]] = [
    .notDue: [.becomeDue: .due],
    .due: [.refundPart: .partly, .refund: .refunded],
    .partly: [.refundPart: .partly, .refund: .refunded, .withdraw: .due],
    .refunded: [.becomeDue: .partly, .withdraw: .due],
  ]
}

/// The one word that a queue shows for a return: read off its four axes, never set by hand.
public enum ReturnStatus: String, Hashable, Sendable, CaseIterable {
  case requested, authorised, inTransit, toInspect, questioned, toPutAway, toRefund, done, off

  public init(
    _ reception: ReturnReception, _ acceptance: ReturnAcceptance, _ disposition: ReturnDisposition,
    _ refund: ReturnRefund
  ) {
    switch reception {
    case .requested: self = .requested
    case .authorised: self = .authorised
    case .inTransit: self = .inTransit
    case .declined, .expired, .cancelled, .lost: self = .off
    case .leftWithBuyer: self = refund == .refunded ? .done : .toRefund
    case .partlyReceived, .received, .receivedShort, .receivedOver:
      switch (acceptance, disposition, refund) {
      case (.questioned, _, _): self = .questioned
      case (.pending, _, _), (.partly, _, _): self = .toInspect
      case (_, _, .due), (_, _, .partly): self = .toRefund
      case (_, .pending, _), (_, .partly, _): self = .toPutAway
      case (_, .done, _): self = reception == .partlyReceived ? .inTransit : .done
      }
    }
  }
}

/// Why a buyer sends goods back.
public enum ReturnReason: String, Hashable, Sendable, CaseIterable {
  case changedMind, wrongItem, damaged, defective, notAsDescribed, wrongSize, tooLate, undeliverable, other
}

/// Where goods that came back go to.
public enum ReturnGoods: String, Hashable, Sendable, CaseIterable {
  case restock, refurbish, supplier, scrap
  /// Refused goods go to the buyer again.
  case sendBack
}
