import Domain

@testable import Store

/// What lists of fulfilment must show, worked out from values alone.
extension Fixture {
  func text(_ row: FixtureFulfilment.Row?, _ column: String) -> FieldValue { FieldValue(row?[column]?.text) }
  func number(_ row: FixtureFulfilment.Row?, _ column: String) -> FieldValue {
    FieldValue(row?[column]?.number)
  }
  func instant(_ row: FixtureFulfilment.Row?, _ column: String) -> FieldValue {
    FieldValue(row?[column]?.number.map { Instant(milliseconds: $0) })
  }
  func code(ofPlace row: FixtureFulfilment.Row?) -> FieldValue {
    FieldValue(row?["warehouse_id"]?.number.flatMap { stock.place($0)?.code })
  }

  private func isHere(_ row: FixtureFulfilment.Row?) -> Bool {
    guard let stage = (row?["stage"]?.text).flatMap({ FulfilmentStage(rawValue: $0) }) else { return false }
    return FulfilmentStage.here.contains(stage)
  }

  private func isLate(_ row: FixtureFulfilment.Row?) -> Bool {
    row?["ship_by"]?.number.map { $0 < now.milliseconds } ?? false
  }

  func order(_ row: FixtureFulfilment.Row?) -> Order? {
    row?["order_id"]?.number.flatMap { id in orders.first { $0.id == id } }
  }

  func words(of order: Order?) -> String {
    guard let order else { return "" }
    var cutter = TermCutter()
    return OrderWords.words(order, cards: [], cutter: &cutter)
  }

  private static let offShelf: [UnitState] = [.picked, .packed, .shipped, .returned]
  private static let inParcels: [UnitState] = [.packed, .shipped, .returned]
  private static let wanted = UnitState.allCases.filter { $0 != .cancelled }

  var waveRows: [ShownRow] {
    let world = fulfilment
    return world.all(.waves).map { id, row in
      let parts = world.all(.fulfilments).filter { $0.row["wave_id"]?.number == id }
      let walks = world.all(.runs).filter { $0.row["wave_id"]?.number == id }
      func units(_ states: [UnitState]) -> FieldValue {
        .number(parts.reduce(0) { $0 + world.units(of: $1.id, states) })
      }
      func count(_ fits: (FixtureFulfilment.Row) -> Bool) -> FieldValue {
        .number(Int64(parts.count { fits($0.row) }))
      }
      let cut = SearchTerms.indexTerms(
        of: [row["number"]?.text ?? "", row["sentence"]?.text ?? "", row["carrier"]?.text ?? ""])
      return ShownRow(id: id, cut: cut) { field in
        guard case .wave(let field) = field else { return .null }
        return switch field {
        case .number: self.text(row, "number")
        case .state: self.text(row, "state")
        case .warehouse: self.code(ofPlace: row)
        case .orders: count { _ in true }
        case .units: units(Fixture.wanted)
        case .picked: units(Fixture.offShelf)
        case .packed: units(Fixture.inParcels)
        case .shipped: units([.shipped, .returned])
        case .short: count { $0["came_short"]?.number == 1 }
        case .walks:
          .number(Int64(walks.count { $0.row["done_at"]?.number == nil && $0.row["cancelled_at"]?.number == nil }))
        case .late: count { self.isHere($0) && self.isLate($0) }
        case .shipBy:
          FieldValue(
            parts.filter { self.isHere($0.row) }.compactMap { $0.row["ship_by"]?.number }.min()
              .map { Instant(milliseconds: $0) })
        case .cutOff: self.instant(row, "cut_off")
        case .carrier: self.text(row, "carrier")
        case .channel: self.text(world.row(.releaseChannels, row["channel_id"]?.number), "code")
        case .grouping: self.text(row, "grouping")
        case .perRun: self.number(row, "per_run")
        case .plannedBy: self.text(row, "planned_by")
        case .plannedAt: self.instant(row, "planned_at")
        case .releasedAt: self.instant(row, "released_at")
        case .sentence: self.text(row, "sentence")
        case .id: .number(id)
        }
      }
    }
  }

  var fulfilmentRows: [ShownRow] {
    let world = fulfilment
    return world.all(.fulfilments).map { id, row in
      ShownRow(id: id, cut: words(of: order(row))) { field in
        guard case .fulfilment(let field) = field else { return .null }
        return switch field {
        case .number: self.text(row, "number")
        case .order: FieldValue(self.order(row)?.number)
        case .stage: self.text(row, "stage")
        case .wave: self.text(world.row(.waves, row["wave_id"]?.number), "number")
        case .warehouse: self.code(ofPlace: row)
        case .units: .number(world.units(of: id, Fixture.wanted))
        case .picked: .number(world.units(of: id, Fixture.offShelf))
        case .packed: .number(world.units(of: id, Fixture.inParcels))
        case .parcels: .number(Int64(world.all(.parcels).count { $0.row["fulfilment_id"]?.number == id }))
        case .short: .flag(row["came_short"]?.number == 1)
        case .shipBy: self.instant(row, "ship_by")
        case .late: .flag(self.isHere(row) && self.isLate(row))
        case .carrier: self.text(row, "carrier")
        case .sku:
          self.skus(of: world.units.filter { $0.fulfilmentId == id && $0.state != .cancelled }.map(\.variantId))
        case .priority: self.number(row, "priority")
        case .plannedAt: self.instant(row, "planned_at")
        case .begunAt: self.instant(row, "begun_at")
        case .id: .number(id)
        }
      }
    }
  }

  private func skus(of variants: [Int64]) -> FieldValue {
    let known = products.flatMap(\.variants).filter { variants.contains($0.id) && !$0.sku.isEmpty }.map(\.sku)
    return known.isEmpty ? .null : .texts(known)
  }

  var runRows: [ShownRow] {
    let world = fulfilment
    return world.all(.runs).map { id, row in
      let packing = world.row(.fulfilments, row["fulfilment_id"]?.number)
      let cut = SearchTerms.indexTerms(
        of: [row["number"]?.text ?? "", row["zone"]?.text ?? "", row["cart"]?.text ?? ""])
      let isOver = row["done_at"]?.number != nil || row["cancelled_at"]?.number != nil
      let due = due(ofRun: id, row)
      return ShownRow(id: id, cut: cut) { field in
        guard case .run(let field) = field else { return .null }
        return switch field {
        case .number: self.text(row, "number")
        case .scenario: .text(self.work(ofRun: id, row))
        case .state: .text(self.state(ofRun: row).rawValue)
        case .actor: self.text(row, "actor")
        case .wave: self.text(world.row(.waves, row["wave_id"]?.number), "number")
        case .units: .number(self.carried(id, row).units)
        case .done: .number(self.carried(id, row).done)
        case .short: .number(self.carried(id, row).short)
        case .shipBy: FieldValue(due)
        case .late: .flag(!isOver && (due.map { $0 < self.now } ?? false))
        case .order: FieldValue(self.order(packing)?.number)
        case .warehouse: self.code(ofPlace: row)
        case .zone: self.text(row, "zone")
        case .cart: self.text(row, "cart")
        case .scannedAt: FieldValue(world.scans[id])
        case .leaseUntil: self.instant(row, "lease_until")
        case .madeAt: self.instant(row, "made_at")
        case .startedAt: self.instant(row, "started_at")
        case .doneAt: self.instant(row, "done_at")
        case .id: .number(id)
        }
      }
    }
  }

  private func work(ofRun id: Int64, _ row: FixtureFulfilment.Row) -> String {
    let scenario = row["scenario"]?.text ?? ""
    let reasons = fulfilment.all(.stockTasks).filter { $0.row["run_id"]?.number == id }
      .compactMap { $0.row["reason"]?.text }
    guard scenario == PutAwayRun.word, let reason = reasons.min(), reason != "putAway" else { return scenario }
    return reason
  }

  private func state(ofRun row: FixtureFulfilment.Row) -> RunState {
    if row["cancelled_at"]?.number != nil { return .cancelled }
    if row["done_at"]?.number != nil { return .done }
    if row["token"] != nil, let until = row["lease_until"]?.number, until > now.milliseconds { return .walking }
    if row["actor"] != nil, row["token"] == nil, row["lease_until"]?.number == nil { return .given }
    return row["started_at"]?.number != nil ? .left : .waiting
  }

  private func due(ofRun id: Int64, _ row: FixtureFulfilment.Row) -> Instant? {
    let world = fulfilment
    let due: Int64?
    switch row["scenario"]?.text {
    case PickRun.word:
      let open = world.all(.runSteps).filter { _, step in
        func count(_ column: String) -> Int64 { step[column]?.number ?? 0 }
        return step["run_id"]?.number == id
          && count("picked") + count("short") + count("cancelled") < count("quantity")
      }
      due = open.compactMap { world.row(.fulfilments, $0.row["fulfilment_id"]?.number)?["ship_by"]?.number }.min()
    case PackRun.word: due = world.row(.fulfilments, row["fulfilment_id"]?.number)?["ship_by"]?.number
    default: due = nil
    }
    return due.map { Instant(milliseconds: $0) }
  }

  private func carried(_ id: Int64, _ row: FixtureFulfilment.Row) -> (units: Int64, done: Int64, short: Int64) {
    let world = fulfilment
    func sum(_ rows: [(id: Int64, row: FixtureFulfilment.Row)], _ column: String) -> Int64 {
      rows.reduce(0) { $0 + ($1.row[column]?.number ?? 0) }
    }
    switch row["scenario"]?.text {
    case PickRun.word:
      let steps = world.all(.runSteps).filter { $0.row["run_id"]?.number == id }
      return (sum(steps, "quantity") - sum(steps, "cancelled"), sum(steps, "picked"), sum(steps, "short"))
    case PutAwayRun.word:
      let tasks = world.all(.stockTasks).filter { $0.row["run_id"]?.number == id }
      return (sum(tasks, "quantity"), sum(tasks, "moved"), sum(tasks, "missing"))
    case PackRun.word:
      let picks = world.all(.picks).filter { $0.row["fulfilment_id"] == row["fulfilment_id"] }
      return (sum(picks, "quantity"), sum(picks.filter { $0.row["parcel_id"]?.number != nil }, "quantity"), 0)
    default:
      let counts = world.all(.countTasks).filter { $0.row["run_id"]?.number == id }
      return (Int64(counts.count), Int64(counts.count { $0.row["done_at"]?.number != nil }), 0)
    }
  }

  var parcelRows: [ShownRow] {
    let world = fulfilment
    return world.all(.parcels).map { id, row in
      let of = world.row(.fulfilments, row["fulfilment_id"]?.number)
      let label = world.all(.labels).first { $0.row["parcel_id"]?.number == id && $0.row["voided_at"]?.number == nil }?
        .row
      return ShownRow(id: id, cut: words(of: order(row))) { field in
        guard case .parcel(let field) = field else { return .null }
        return switch field {
        case .number: self.text(row, "number")
        case .order: FieldValue(self.order(row)?.number)
        case .state: self.text(row, "state")
        case .carrier: self.text(label, "carrier")
        case .tracking: self.text(label, "tracking")
        case .units:
          .number(
            world.all(.picks).reduce(0) {
              $1.row["parcel_id"]?.number == id ? $0 + ($1.row["quantity"]?.number ?? 0) : $0
            })
        case .box: self.text(world.row(.boxes, row["box_id"]?.number), "code")
        case .grams: self.number(row, "grams")
        case .expectedGrams: self.number(row, "expected_grams")
        case .manifest: self.text(world.row(.manifests, row["manifest_id"]?.number), "number")
        case .wave: self.text(world.row(.waves, of?["wave_id"]?.number), "number")
        case .fulfilment: self.text(of, "number")
        case .warehouse: self.code(ofPlace: row)
        case .shipBy: self.instant(of, "ship_by")
        case .late: .flag(row["shipped_at"]?.number == nil && self.isLate(of))
        case .packedBy: self.text(row, "packed_by")
        case .packedAt: self.instant(row, "packed_at")
        case .shippedAt: self.instant(row, "shipped_at")
        case .eta50, .eta80, .lateBy: self.arrival(field, of: id)
        case .id: .number(id)
        }
      }
    }
  }

  var manifestRows: [ShownRow] {
    let world = fulfilment
    return world.all(.manifests).map { id, row in
      let parcels = world.all(.parcels).filter { $0.row["manifest_id"]?.number == id }
      let cut = SearchTerms.indexTerms(of: [row["number"]?.text ?? "", row["carrier"]?.text ?? ""])
      return ShownRow(id: id, cut: cut) { field in
        guard case .manifest(let field) = field else { return .null }
        return switch field {
        case .number: self.text(row, "number")
        case .carrier: self.text(row, "carrier")
        case .warehouse: self.code(ofPlace: row)
        case .state: .text(row["shipped_at"]?.number == nil ? "open" : "shipped")
        case .parcels: .number(Int64(parcels.count))
        case .grams: .number(parcels.reduce(0) { $0 + ($1.row["grams"]?.number ?? 0) })
        case .madeBy: self.text(row, "made_by")
        case .madeAt: self.instant(row, "made_at")
        case .shippedAt: self.instant(row, "shipped_at")
        case .id: .number(id)
        }
      }
    }
  }
}
