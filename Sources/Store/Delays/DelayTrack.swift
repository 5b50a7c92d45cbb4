internal import Domain

/// A parcel's track as its watchman reads it: what carriers told until now.
enum DelayTrack {
  static func read(
    _ parcel: Int64, handedOverAt: Instant, to destination: String, _ now: Instant, _ reader: any Reader
  ) throws -> ParcelTrack {
    if let track = try Track(of: parcel, in: reader) { return track.track }
    return ParcelTrack(
      [TrackingEvent](), expecting: ParcelExpectation(shippedAt: handedOverAt, destination: destination), now: now)
  }
}
