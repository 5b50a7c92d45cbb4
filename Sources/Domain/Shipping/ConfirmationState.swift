/// How far a channel knows that units are on their way.
public enum ConfirmationState: String, Hashable, Sendable, CaseIterable {
  /// In the outbox.
  case waiting
  /// In a file for the channel, which has not answered.
  case written
  case accepted
  /// The channel would not have it, and said why.
  case refused
  /// Taken back before it was written, or given up.
  case withdrawn

  /// Whether its units are told, or about to be: they are not told a second time.
  public var counts: Bool { self != .withdrawn }
}

/// What can happen to a confirmation.
public enum ConfirmationEvent: String, Hashable, Sendable, CaseIterable {
  case write, accept, refuse, resend, withdraw
}

extension ConfirmationState {
  /// A refused one may be made good at the channel itself, which then says so in a later answer.
  public static let transitions: [ConfirmationState: [ConfirmationEvent: ConfirmationState]] = [
    .waiting: [.write: .written, .withdraw: .withdrawn],
    .written: [.accept: .accepted, .refuse: .refused],
    .accepted: [:],
    .refused: [.resend: .waiting, .accept: .accepted, .withdraw: .withdrawn],
    .withdrawn: [:],
  ]

  public func after(_ event: ConfirmationEvent) -> ConfirmationState? { ConfirmationState.transitions[self]?[event] }
}
