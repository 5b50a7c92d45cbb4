public import Domain

/// The stock behind an order: what there is of each of its lines, and why the warehouses do what they do.
public struct OrderStock: Sendable {
  /// What one warehouse can still promise of one variant.
  public struct Offer: Hashable, Sendable {
    public var warehouse: String
    public var variantId: Int64
    public var free: Int64
  }

  /// In the order in which the warehouses are asked for this order.
  public let offers: [Offer]
  /// How the warehouses would be chosen now, were nothing promised to the order yet.
  public let routing: Routing
  /// Codes of the warehouses that its units are promised from, or have left.
  public let chosen: [String]

  /// nil where there is no such order, or nothing of it is to be sent by us any more.
  public init?(of order: Order, at now: Instant, in reader: any Reader) throws {
    guard order.state == .open, order.status.awaitsShipping else { return nil }
    let units = try Allocating.units(of: order.id, in: reader)
    var own: [Int64: [Int64: Int64]] = [:]
    for unit in units.units where unit.state.reserves {
      guard let warehouse = unit.warehouseId else { continue }
      own[warehouse, default: [:]][unit.variantId, default: 0] += unit.quantity
    }
    // Asked anew: what is promised already is given back first.
    var unasked = units
    unasked.cover(order.lines)
    unasked.release()
    let wants = unasked.wants(order.lines)
    let places = try LocationTable.warehouses(in: reader)
    var free: [Int64: [Int64: Int64]] = [:]
    var again: [Int64: [Int64: Int64]] = [:]
    for variant in Set(order.lines.compactMap(\.variantId)) {
      for (place, figures) in try StockFigures.availability(of: variant, at: now, in: reader) {
        free[place, default: [:]][variant] = figures.free
        again[place, default: [:]][variant] = max(0, figures.left + (own[place]?[variant] ?? 0))
      }
    }
    routing = Routing(
      wants, to: order.country, offers: places.map { Routing.Offer(warehouse: $0, free: again[$0.id] ?? [:]) },
      wishes: order.routes)
    let byId = Dictionary(places.map { ($0.id, $0) }) { first, _ in first }
    let asked = Routing.asked(places, for: order.country, wishes: order.routes)
    offers = asked.flatMap { place in
      (free[place.id] ?? [:]).sorted { $0.key < $1.key }.filter { $0.value > 0 }.map { variant, free in
        Offer(warehouse: place.code, variantId: variant, free: free)
      }
    }
    chosen = Set(units.units.compactMap(\.warehouseId)).compactMap { byId[$0]?.code }.sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
  }

  /// What the warehouses could give of a variant.
  public func offers(of variant: Int64) -> [Offer] { offers.filter { $0.variantId == variant } }
}
