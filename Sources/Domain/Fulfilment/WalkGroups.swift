/// One walk: its steps, and of a cluster the cart's bin of each order.
public struct WalkGroup: Hashable, Sendable {
  /// The zone's code; empty where the walk is not kept to one.
  public var zone: String
  public var steps: [WalkStep]
  /// The most urgent first.
  public var orders: [Int64]
  /// By order; empty where orders are not sorted while picking.
  public var bins: [Int64: String]
}

/// Cuts a wave's steps into walks.
public enum WalkGroups {
  /// Orders whose first places are near each other go together, so that a cart does not cross the warehouse for one of
  /// them; what is more urgent goes with what is as urgent.
  ///
  /// `bins`: those in use, by the order that each has. None of them is given out again; what is fetched later for an
  /// order goes into the one that it has.
  public static func groups(
    _ steps: [WalkStep], by grouping: WaveGrouping, perRun: Int64, zones: [String] = [], bins: [String: Int64] = [:]
  ) -> [WalkGroup] {
    let groups = walks(steps, by: grouping, perRun: perRun, zones: zones)
    guard grouping == .cluster || grouping == .zone else { return groups }
    var taken = Set(bins.keys)
    let known = Dictionary(bins.sorted { $0.key < $1.key }.map { ($1, $0) }) { first, _ in first }
    var next = 1
    return groups.map { group in
      var group = group
      for order in group.orders {
        if let bin = known[order] {
          group.bins[order] = bin
          continue
        }
        while !taken.insert("B\(next)").inserted { next += 1 }
        group.bins[order] = "B\(next)"
      }
      return group
    }
  }

  private static func walks(
    _ steps: [WalkStep], by grouping: WaveGrouping, perRun: Int64, zones: [String]
  ) -> [WalkGroup] {
    guard grouping == .zone else { return walks(steps, perRun, zone: "") }
    var byZone: [String: [WalkStep]] = [:]
    for step in steps { byZone[zone(of: step.place.code, among: zones), default: []].append(step) }
    return byZone.keys.sorted(by: FoldedText.precedes).flatMap {
      walks(byZone[$0] ?? [], perRun, zone: $0)
    }
  }

  /// The zone that a bin stands in: the longest code that the bin's own begins with; empty where there is none.
  public static func zone(of bin: String, among zones: [String]) -> String {
    let code = FoldedText.fold(bin)
    let fitting = zones.filter { zone in
      let start = FoldedText.fold(zone)
      return code.utf8.count > start.utf8.count && code.utf8.starts(with: start.utf8)
    }
    return fitting.max { $0.utf8.count < $1.utf8.count } ?? ""
  }

  private static func walks(_ steps: [WalkStep], _ perRun: Int64, zone: String) -> [WalkGroup] {
    var byOrder: [Int64: [WalkStep]] = [:]
    var orders: [Int64] = []
    for step in steps {
      if byOrder[step.need.orderId] == nil { orders.append(step.need.orderId) }
      byOrder[step.need.orderId, default: []].append(step)
    }
    // The steps come in the order of the walk: so do the orders by their first places.
    let turns = Dictionary(uniqueKeysWithValues: orders.enumerated().map { ($1, $0) })
    let urgency = byOrder.mapValues { $0.map(\.need.priority).min() ?? 0 }
    orders.sort { a, b in
      let (mine, other) = (urgency[a] ?? 0, urgency[b] ?? 0)
      return mine == other ? (turns[a] ?? 0) < (turns[b] ?? 0) : mine < other
    }
    let size = Int(max(1, min(perRun, Wave.mostOrders)))
    return stride(from: 0, to: orders.count, by: size).map { start in
      let part = orders[start..<min(start + size, orders.count)]
      let walk = part.flatMap { byOrder[$0] ?? [] }.enumerated().sorted { a, b in
        if a.element.place.id != b.element.place.id {
          return ShelfPlace.precedes(a.element.place, b.element.place)
        }
        if a.element.need.variantId != b.element.need.variantId {
          return a.element.need.variantId < b.element.need.variantId
        }
        return a.offset < b.offset
      }
      return WalkGroup(zone: zone, steps: walk.map(\.element), orders: Array(part), bins: [:])
    }
  }
}
