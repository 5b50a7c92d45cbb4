internal import Domain

/// What must hold behind a step that is taken back: goods are where they are to leave from and promised to nobody else,
/// and no more units wait for a purchase than it brings.
struct SupplyGuard {
  private struct Place: Hashable {
    var variant: Int64
    var warehouse: Int64
  }

  private struct Grain: Hashable {
    var variant: Int64
    var location: Int64
    var lot: Int64
    var owner: String
  }

  private let change: SupplyChange
  /// Units that are promised more behind the step, by warehouse.
  private var promised: [Place: Int64] = [:]
  /// Units that wait for a line more behind the step.
  private var pegged: [Int64: Int64] = [:]
  private let now: Instant

  init(_ change: SupplyChange, _ now: Instant, _ reader: any Reader) throws {
    self.change = change
    self.now = now
    for id in change.orders {
      for (units, sign) in [
        (try change.units(of: id, in: reader), Int64(1)), (try Allocating.units(of: id, in: reader), -1),
      ] {
        for unit in units.units {
          if unit.state.reserves, let warehouse = unit.warehouseId {
            promised[Place(variant: unit.variantId, warehouse: warehouse), default: 0] += sign * unit.quantity
          }
          if unit.state == .pegged, let line = unit.purchaseLineId { pegged[line, default: 0] += sign * unit.quantity }
        }
      }
    }
  }

  func ways(_ reader: any Reader) throws -> [FieldChange] {
    try missing(reader) + carriedOff(reader) + taken(reader) + beyond(reader)
  }

  /// What would be in check again, and was put away meanwhile.
  private func carriedOff(_ reader: any Reader) throws -> [FieldChange] {
    var ways: [FieldChange] = []
    for (was, now) in change.receipts {
      let back = change.moves.reduce(Int64(0)) { sum, move in
        sum + (move.to == now.locationId ? move.quantity : 0) - (move.from == now.locationId ? move.quantity : 0)
      }
      let more = now.open - was.open - back
      if more < 1 { continue }
      let there = try StockLedger.quantity(now.variantId, now.locationId, now.lotId, "", in: reader)
      let free = there - (try GoodsInCheck.units(now.variantId, now.lotId ?? 0, at: now.locationId, in: reader))
      if free < more {
        let place = try RecordNumber.of("locations", now.locationId, in: reader)
        ways.append(FieldChange(field: place, before: .number(more), after: .number(max(0, free))))
      }
    }
    return ways
  }

  /// What is not where it would leave from.
  private func missing(_ reader: any Reader) throws -> [FieldChange] {
    var leaving: [Grain: Int64] = [:]
    for move in change.moves {
      leaving[grain(move, move.from), default: 0] += move.quantity
      leaving[grain(move, move.to), default: 0] -= move.quantity
    }
    var ways: [FieldChange] = []
    for (grain, quantity) in leaving where quantity > 0 {
      guard let place = try LocationTable.load(grain.location, in: reader), !place.type.mayOwe else { continue }
      let there = try StockLedger.quantity(
        grain.variant, grain.location, grain.lot == 0 ? nil : grain.lot, grain.owner, in: reader)
      if there < quantity {
        ways.append(FieldChange(field: place.code, before: .number(quantity), after: .number(there)))
      }
    }
    return ways.sorted { $0.field.utf8.lexicographicallyPrecedes($1.field.utf8) }
  }

  private func grain(_ move: StockMove, _ location: Int64) -> Grain {
    Grain(variant: move.variantId, location: location, lot: move.lotId ?? 0, owner: move.owner)
  }

  /// What is promised to others.
  private func taken(_ reader: any Reader) throws -> [FieldChange] {
    var sellable: [Place: Int64] = [:]
    for move in change.moves {
      for (id, sign) in [(move.to, Int64(1)), (move.from, -1)] {
        guard let place = try LocationTable.load(id, in: reader), place.isSellable else { continue }
        sellable[Place(variant: move.variantId, warehouse: place.warehouseId), default: 0] += sign * move.quantity
      }
    }
    var ways: [FieldChange] = []
    for place in Set(sellable.keys).union(promised.keys) {
      let less = (promised[place] ?? 0) - (sellable[place] ?? 0)
      if less <= 0 { continue }
      let free = try StockFigures.unpromised(place.variant, in: place.warehouse, at: now, reader)
      if free < less {
        ways.append(
          FieldChange(
            field: try RecordNumber.of("variants", place.variant, in: reader), before: .number(less),
            after: .number(free)))
      }
    }
    return ways.sorted { $0.field.utf8.lexicographicallyPrecedes($1.field.utf8) }
  }

  /// What would wait for a line that brings less.
  private func beyond(_ reader: any Reader) throws -> [FieldChange] {
    var ways: [FieldChange] = []
    let own = Set(change.purchase.lines.map(\.id)).union(change.was.lines.map(\.id))
    for line in own.union(pegged.keys).sorted() {
      let waiting = try Pegging.count(on: line, in: reader) + (pegged[line] ?? 0)
      if waiting == 0 { continue }
      let purchase = own.contains(line) ? change.purchase : try PurchaseTable.load(ofLine: line, in: reader)
      let coming = purchase.flatMap { purchase in purchase.line(line).map { purchase.incoming($0) } } ?? 0
      if waiting > coming {
        ways.append(FieldChange(field: "pegs", before: .number(coming), after: .number(waiting)))
      }
    }
    return ways
  }
}
