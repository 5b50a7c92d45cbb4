/// A task at a place of a warehouse: walks of picking, putting away and counting pass the places in the same order.
protocol WalkStop {
  var id: Int64 { get }
  var location: String { get }
  /// The place's turn on a walk.
  var sequence: Int64 { get }
}

extension WalkStop {
  /// Whether its place comes before the other's: by its turn, then by its code; nil where both are at the same one.
  func standsBefore(_ other: Self) -> Bool? {
    if sequence != other.sequence { return sequence < other.sequence }
    if location != other.location { return FoldedText.precedes(location, other.location) }
    return nil
  }
}

extension Sequence where Element: WalkStop {
  /// By place, at one place by id.
  func inWalkingOrder() -> [Element] { sorted { $0.standsBefore($1) ?? ($0.id < $1.id) } }
}
