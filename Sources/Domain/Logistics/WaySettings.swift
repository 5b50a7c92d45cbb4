/// What counts how much when a way is chosen.
public struct WaySettings: Hashable, Sendable {
  public var weights: WayChoice.Weights
  /// Whether ways that are too slow for the promise are refused instead of being dearer.
  public var mustBeInTime: Bool
  /// Whether somebody has set them; else they are what goes without saying.
  public var isSet: Bool

  public init(weights: WayChoice.Weights, mustBeInTime: Bool = false, isSet: Bool = true) {
    self.weights = weights
    self.mustBeInTime = mustBeInTime
    self.isSet = isSet
  }

  /// Five units of a currency for each day beyond the promise, and all of the expected loss.
  public static func usual(in currency: Currency) -> WaySettings {
    let unit = (0..<currency.decimals).reduce(Int64(5)) { unit, _ in unit * 10 }
    return WaySettings(
      weights: WayChoice.Weights(latenessPerDay: Money(minorUnits: unit, currency: currency)), isSet: false)
  }
}
