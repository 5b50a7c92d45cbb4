public import Domain

/// A step on an order's way out of the warehouse that was done before this store was told of it.
public enum ParcelStage: Hashable, Sendable {
  /// Taken off the shelf, put into a box and labelled in one go.
  case packed(PackedStage)
  /// The carrier has brought it.
  case delivered(order: Int64, at: Instant)
}

/// A parcel that stands packed and labelled.
public struct PackedStage: Hashable, Sendable {
  public var orderId: Int64
  public var warehouseId: Int64
  public var packedAt: Instant
  /// A user's name.
  public var packer: String
  public var carrier: String
  public var tracking: String
  /// What the scale shows beyond what was expected, in thousandths.
  public var overweight: Int64
  /// Where the goods are not to be found on any shelf: when the order left all the same, as somebody noted; nil: it
  /// has not.
  public var leftAt: Instant?

  public init(
    orderId: Int64, warehouseId: Int64, packedAt: Instant, packer: String, carrier: String, tracking: String,
    overweight: Int64, leftAt: Instant?
  ) {
    self.orderId = orderId
    self.warehouseId = warehouseId
    self.packedAt = packedAt
    self.packer = packer
    self.carrier = carrier
    self.tracking = tracking
    self.overweight = overweight
    self.leftAt = leftAt
  }
}

/// Takes in what the warehouse did in the past, each stage by an entry of its own which can be undone: the shelves, the
/// ledger, units and parcels are as walks would have left them, without the walks.
public final class ParcelPast {
  private let store: Store
  private let actor: Actor
  private let pace = WritePace()
  private var boxes: [Box] = []
  private var packing: [Int64: Int64] = [:]

  public init(store: Store, actor: Actor) throws {
    self.store = store
    self.actor = actor
    boxes = try store.connection.readNow { try Boxes.all(in: $0).filter { !$0.isClosed } }
  }

  /// As many stages as one transaction has time for, one at least, in the order in which the closure hands them on; it
  /// must not wait. How many there were; a thrown error leaves nothing of them.
  public func take(from next: () throws -> ParcelStage?) throws -> Int {
    try store.connection.writeNow(pace: pace) { writer in
      var count = 0
      while count == 0 || !pace.isOver, let stage = try next() {
        switch stage {
        case .packed(let stage): try take(stage, writer)
        case .delivered(let order, let at):
          try deliver(order, at: at, writer)
        }
        count += 1
      }
      return count
    }
  }

  /// What has not left is not there.
  private func deliver(_ id: Int64, at moment: Instant, _ writer: any Writer) throws {
    guard try OrderTable.load(id, in: writer)?.fulfilment == .shipped else { return }
    try change(id, "deliverOrder", by: "import", at: moment, writer) { try $0.after(FulfilmentEvent.deliver) }
  }

  /// An order whose fulfilment goes on without the warehouse.
  private func change(
    _ id: Int64, _ action: String, by name: String, at moment: Instant, _ writer: any Writer,
    _ body: (Order) throws -> Order
  ) throws {
    guard let old = try OrderTable.load(id, in: writer) else {
      throw ActionRefusal.noSuchRecord(kind: "orders", String(id))
    }
    let work = Work(writer, actor: actor, now: moment, reason: "")
    try work.begin()
    try work.speaking(as: name, because: "") {
      var order = try body(old)
      try order.save(was: old, action: action, undoes: nil, isWithdrawn: false, in: work)
    }
    try work.finish()
  }

  private func take(_ stage: PackedStage, _ writer: any Writer) throws {
    let person = try Users.actor(named: stage.packer, as: nil, in: writer)
    let work = Work(writer, actor: person, now: stage.packedAt, reason: "")
    guard let order = try OrderTable.load(stage.orderId, in: writer) else {
      throw ActionRefusal.noSuchRecord(kind: "orders", String(stage.orderId))
    }
    let units = try Allocating.units(of: order.id, in: writer)
    // A wave has it, or somebody has called it off.
    if order.fulfilment != .processing || units.units.contains(where: { $0.fulfilmentId != nil }) { return }
    guard let taken = try goods(of: order, units, in: stage.warehouseId, at: stage.packedAt, writer) else {
      if let left = stage.leftAt, units.isEmpty {
        try change(order.id, "shipOrder", by: stage.packer, at: left, writer) { try $0.shippedWhole(at: left) }
      }
      return
    }
    try work.begin()
    try pack(order, taken, stage, work)
    try work.finish()
  }

  private struct Taken {
    var line: OrderLine
    var variant: Int64
    var quantity: Int64
    var lot: Int64
    var owner: String
    var from: Int64
  }

  /// What of which shelf; nil where not all of it is there, or what is there is promised to others.
  private func goods(
    of order: Order, _ units: OrderUnits, in warehouse: Int64, at moment: Instant, _ writer: any Writer
  ) throws -> [Taken]? {
    var taken: [Taken] = []
    for variant in Set(order.lines.compactMap(\.variantId)) {
      let wanted = order.lines.reduce(Int64(0)) { $1.variantId == variant ? $0 + $1.openQuantity : $0 }
      let own = units.units.reduce(Int64(0)) {
        $1.variantId == variant && $1.state == .reserved && $1.warehouseId == warehouse ? $0 + $1.quantity : $0
      }
      if try StockFigures.unpromised(variant, in: warehouse, at: moment, writer) + own < wanted { return nil }
    }
    for line in order.lines where line.openQuantity > 0 {
      guard let variant = line.variantId else { return nil }
      var left = line.openQuantity
      let shelves = try Walking.shelves(of: [variant], in: warehouse, at: moment, writer)
        .sorted { ShelfPlace.precedes($0.place, $1.place) }
      for shelf in shelves where left > 0 {
        let lot = shelf.lotId ?? 0
        let gone = taken.reduce(Int64(0)) {
          $1.variant == variant && $1.from == shelf.place.id && $1.lot == lot && $1.owner == shelf.owner
            ? $0 + $1.quantity : $0
        }
        let quantity = min(left, shelf.free - gone)
        if quantity < 1 { continue }
        left -= quantity
        taken.append(
          Taken(
            line: line, variant: variant, quantity: quantity, lot: lot, owner: shelf.owner, from: shelf.place.id))
      }
      if left > 0 { return nil }
    }
    return taken.isEmpty ? nil : taken
  }

  private func pack(_ order: Order, _ taken: [Taken], _ stage: PackedStage, _ work: Work) throws {
    let task = FulfilmentWork(work)
    let at = try packingPlace(stage.warehouseId, work.writer)
    let now = Plain.number(stage.packedAt.milliseconds)
    let fulfilment = try task.rows.insert(
      .fulfilments,
      [
        "order_id": .number(order.id), "warehouse_id": .number(stage.warehouseId),
        "carrier": .text(order.shippingService), "priority": .number(1), "ship_by": Plain(order.shipBy),
        "planned_at": now, "begun_at": now, "came_short": .number(0),
      ])
    try task.change(unitsOf: order.id) { $0.cover(order.lines) }
    let (box, expected) = try box(for: taken, work.writer)
    var grams = expected.map { $0 + $0 * stage.overweight / 1000 }
    if let most = box?.mostGrams { grams = grams.map { min($0, most) } }
    let parcel = try task.rows.insert(
      .parcels,
      [
        "fulfilment_id": .number(fulfilment), "order_id": .number(order.id),
        "warehouse_id": .number(stage.warehouseId), "box_id": Plain(box?.id), "grams": Plain(grams),
        "expected_grams": Plain(expected), "packed_by": .text(stage.packer), "packed_at": now,
      ])
    for one in taken {
      task.move(
        StockMove(
          variantId: one.variant, lotId: one.lot == 0 ? nil : one.lot, owner: one.owner, quantity: one.quantity,
          from: one.from, to: at, reason: .pick))
      try task.rows.insert(
        .picks,
        [
          "fulfilment_id": .number(fulfilment), "order_id": .number(order.id), "line_id": .number(one.line.id),
          "variant_id": .number(one.variant), "lot_id": .number(one.lot), "owner": .text(one.owner),
          "quantity": .number(one.quantity), "from_id": .number(one.from), "at_id": .number(at),
          "parcel_id": .number(parcel),
        ])
      try task.change(unitsOf: order.id) { units in
        var left = one.quantity
        for state in [UnitState.reserved, .backordered, .pegged] where left > 0 {
          left -= units.move(left, of: one.line.id, from: state) { unit in
            unit.state = .packed
            unit.warehouseId = stage.warehouseId
            unit.fulfilmentId = fulfilment
            unit.purchaseLineId = nil
          }
        }
      }
    }
    try task.change(unitsOf: order.id) { $0 = $0.gathered }
    let label = try task.rows.insert(
      .labels,
      [
        "parcel_id": .number(parcel), "carrier": .text(stage.carrier), "tracking": .text(stage.tracking),
        "tracking_key": .text(FoldedText.fold(stage.tracking)), "made_by": .text(stage.packer), "made_at": now,
      ])
    try TrackingNumbers.link(
      stage.tracking, carrier: stage.carrier, role: .house, to: .parcel(parcel), label: label, task)
    task.touch(fulfilment)
    try task.commit("packParcel", "fulfilments", fulfilment)
  }

  private func box(for taken: [Taken], _ reader: any Reader) throws -> (Box?, Int64?) {
    let goods = taken.map { (variant: $0.variant, quantity: $0.quantity) }
    return try BoxedGoods.judge(goods, among: boxes, in: reader)
  }

  private func packingPlace(_ warehouse: Int64, _ reader: any Reader) throws -> Int64 {
    if let known = packing[warehouse] { return known }
    guard let place = try LocationTable.load(warehouse, in: reader) else {
      throw ActionRefusal.noSuchRecord(kind: "locations", String(warehouse))
    }
    let id = try Walking.packingPlace(of: place, in: reader).id
    packing[warehouse] = id
    return id
  }
}

/// What goods on the packing table would be packed in, and what the scale would show.
public enum BoxedGoods {
  static func judge(_ goods: [(variant: Int64, quantity: Int64)], among boxes: [Box], in reader: any Reader) throws
    -> (box: Box?, grams: Int64?)
  {
    var items: [BoxChoice.Item] = []
    var grams: Int64? = 0
    for one in goods {
      let measures = try Packing.measures(of: one.variant, in: reader)
      items.append(BoxChoice.Item(sku: String(one.variant), quantity: one.quantity, measures: measures))
      grams = measures.grams.flatMap { each in grams.map { $0 + each * one.quantity } }
    }
    let box = BoxChoice(items, among: boxes).box
    return (box, grams.map { $0 + (box?.emptyGrams ?? 0) })
  }

  /// Of what a fulfilment has on the table in no parcel: the smallest box that takes it all, and its weight with it.
  public static func loose(of fulfilment: Int64, in reader: any Reader) throws -> (box: String?, grams: Int64?) {
    let rows = try Packing.rows("fulfilment_id = \(fulfilment) AND parcel_id IS NULL", in: reader)
    let boxes = try Boxes.all(in: reader).filter { !$0.isClosed }
    let judged = try judge(rows.map { ($0.variantId, $0.quantity) }, among: boxes, in: reader)
    return (judged.box?.code, judged.grams)
  }
}

extension Store {
  /// Lays a handheld aside: its walk stays in the hands of whoever is on it, without a lease.
  public func layAsideRun(_ id: Int64, token: String) throws {
    try connection.writeNow { writer in
      try writer.execute("UPDATE runs SET token = NULL, lease_until = NULL WHERE id = \(id) AND token = \(token)")
    }
  }
}
