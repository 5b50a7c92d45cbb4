public import Store

extension StoreError {
  /// Whether the store was only out of reach, so that the same intent is sent again under its key.
  public var mayBeTriedAgain: Bool {
    switch self {
    case .lost, .unsure, .locked, .held, .collided: true
    default: false
    }
  }
}
