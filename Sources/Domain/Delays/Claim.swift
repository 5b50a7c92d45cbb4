/// What is asked of a carrier or an insurer for a parcel that was lost, damaged or much too late (索赔).
public struct Claim: Hashable, Sendable {
  public var id: Int64
  public var version: Int64
  /// `C-17`.
  public var number: String
  public var parcelId: Int64
  public var carrier: String
  public var insurer: String
  public var cause: ClaimCause
  public var state: ClaimState
  public var asked: Money
  /// What they said that they pay; nil before they said anything.
  public var granted: Money?
  public var openedAt: Instant
  /// Carriers take no claim after it.
  public var fileBy: Instant
  public var filedAt: Instant?
  /// When an answer is due.
  public var answerBy: Instant?
  public var endedAt: Instant?
  /// Their number for it.
  public var reference: String
  public var note: String

  public init(
    id: Int64, version: Int64 = 1, number: String, parcelId: Int64, carrier: String, insurer: String = "",
    cause: ClaimCause, state: ClaimState = .draft, asked: Money, granted: Money? = nil, openedAt: Instant,
    fileBy: Instant, filedAt: Instant? = nil, answerBy: Instant? = nil, endedAt: Instant? = nil,
    reference: String = "", note: String = ""
  ) {
    self.id = id
    self.version = version
    self.number = number
    self.parcelId = parcelId
    self.carrier = carrier
    self.insurer = insurer
    self.cause = cause
    self.state = state
    self.asked = asked
    self.granted = granted
    self.openedAt = openedAt
    self.fileBy = fileBy
    self.filedAt = filedAt
    self.answerBy = answerBy
    self.endedAt = endedAt
    self.reference = reference
    self.note = note
  }

  /// Conventions give the sender so long from hand-over to complain; carriers take about a month to answer.
  public static let filingDays: Int64 = 90
  public static let answerDays: Int64 = 30

  /// What somebody has to keep: filing, then their answer.
  public var deadline: Instant? {
    switch state {
    case .draft: fileBy
    case .filed: answerBy
    case .accepted, .refused, .paid, .closed: nil
    }
  }

  // MARK: Steps

  public func after(_ event: ClaimEvent) throws(ClaimRefusal) -> Claim {
    let table = ClaimState.transitions[state] ?? [:]
    guard let next = table[event] else {
      let fits = ClaimEvent.allCases.filter { table[$0] != nil }.map(\.rawValue)
      throw .transition(from: state.rawValue, event: event.rawValue, fits: fits)
    }
    var changed = self
    changed.state = next
    return changed
  }

  /// Sent to who has to pay; again where their refusal is not taken.
  public func filed(reference: String?, now: Instant) throws(ClaimRefusal) -> Claim {
    var changed = try after(state == .refused ? .appeal : .file)
    // What was filed in time stays so when it is asked for again.
    if filedAt == nil, now > fileBy { throw .tooLate(number: number, by: fileBy) }
    changed.filedAt = filedAt ?? now
    changed.answerBy = now.adding(hours: Claim.answerDays * 24)
    changed.reference = reference ?? changed.reference
    changed.endedAt = nil
    return changed
  }

  public func accepted(_ amount: Money) throws(ClaimRefusal) -> Claim {
    var changed = try after(.accept)
    if amount.currency != asked.currency { throw .otherCurrency(amount.currency, asked: asked.currency) }
    if amount.minorUnits <= 0 || amount.minorUnits > asked.minorUnits { throw .amount(amount, asked: asked) }
    changed.granted = amount
    changed.answerBy = nil
    return changed
  }

  public func refused() throws(ClaimRefusal) -> Claim {
    var changed = try after(.refuse)
    changed.answerBy = nil
    return changed
  }

  public func paid(now: Instant) throws(ClaimRefusal) -> Claim { try after(.pay).ended(now) }

  public func closed(now: Instant) throws(ClaimRefusal) -> Claim { try after(.close).ended(now) }

  private func ended(_ now: Instant) -> Claim {
    var changed = self
    changed.endedAt = now
    changed.answerBy = nil
    return changed
  }
}

public enum ClaimCause: String, Hashable, Sendable, CaseIterable {
  case lost, damaged, late
  /// Said to be delivered, and the customer has nothing.
  case notReceived = "not_received"
}

public enum ClaimState: String, Hashable, Sendable, CaseIterable {
  case draft, filed, accepted, refused
  case paid
  /// Nothing more comes of it.
  case closed

  public static let transitions: [ClaimState: [ClaimEvent: ClaimState]] = [
    .draft: [.file: .filed, .close: .closed],
    .filed: [.accept: .accepted, .refuse: .refused, .close: .closed],
    .accepted: [.pay: .paid, .close: .closed],
    .refused: [.appeal: .filed, .close: .closed],
    .paid: [:],
    .closed: [:],
  ]

  public var isEnd: Bool { self == .paid || self == .closed }
}

public enum ClaimEvent: String, Hashable, Sendable, CaseIterable {
  case file, accept, refuse, appeal, pay, close
}

/// Why a claim does not take a step: facts with their evidence.
public enum ClaimRefusal: Error, Hashable, Sendable {
  case transition(from: String, event: String, fits: [String])
  case tooLate(number: String, by: Instant)
  case amount(Money, asked: Money)
  case otherCurrency(Currency, asked: Currency)
  /// A parcel has one claim at a time.
  case openAlready(String)
  case notShipped(parcel: String)
  case noCarrier(parcel: String)
  /// The warning has ended by itself.
  case alertEnded(String)
  case toldAlready(String, at: Instant)
  case acknowledgedAlready(String, by: String)
  case noCustomer(order: String)
  case noMissing(parcel: String)
  case resentAlready(parcel: String, order: String)
}
