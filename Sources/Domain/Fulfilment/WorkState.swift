/// Where a walk stands; read off its facts and the clock.
public enum RunState: String, Hashable, Sendable, CaseIterable {
  /// Nobody has begun it.
  case waiting
  /// Handed to somebody, who has not taken it up yet.
  case given
  /// Somebody is on it.
  case walking
  /// Begun, and nobody is on it any more.
  case left
  case done, cancelled
}

/// Where a parcel stands; read off its facts.
public enum ParcelState: String, Hashable, Sendable, CaseIterable {
  case packed, labelled, manifested, shipped
}

/// Where a carrier's list stands.
public enum ManifestState: String, Hashable, Sendable, CaseIterable {
  /// Its parcels are still here.
  case open
  case shipped
}
