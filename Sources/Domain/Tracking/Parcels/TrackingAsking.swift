/// When a carrier is to be asked again about a parcel: often where news is near, seldom where nothing happens.
public enum TrackingAsking {
  private static let hour: Int64 = 3_600_000

  /// - Parameters:
  ///   - toldAt: when somebody last told anything, if only that there is no news.
  ///   - lastEventAt: the newest time that counts.
  /// - Returns: nil where nothing is to be asked: it has not left us, or nothing more is expected.
  public static func next(
    after status: TrackingStatus, isFinal: Bool, shippedAt: Instant?, toldAt: Instant?, lastEventAt: Instant?
  ) -> Instant? {
    guard !isFinal, let shippedAt else { return nil }
    guard let toldAt else { return shippedAt }
    let silent = toldAt.milliseconds - (lastEventAt ?? shippedAt).milliseconds
    let hours: Int64 =
      switch status {
      case .outForDelivery: 1
      case .deliveryFailed, .onHold: 4
      case .readyForPickup, .delivered, .inTransit, .pickedUp, .deliveryDelayed, .returnInitiated: 6
      case .pending, .notFound, .unknown, .returnToSender, .cancelled, .expired: 12
      }
    // After a month without a word once a day is enough.
    return toldAt.adding(milliseconds: (silent > 30 * 24 * hour ? max(hours, 24) : hours) * hour)
  }
}
