internal import Domain

/// Why a row of a stock file is not taken in.
private struct CountRefusal: Error {
  var field: String
  var code: IssueCode
  var found: String
}

/// Counts: the difference between what was found and what the books say becomes a line of the ledger.
extension Intake {
  func takeCount(_ incoming: IncomingStock, _ count: StockCount, _ work: Work) throws -> Outcome {
    do {
      return try counted(incoming, count, work)
    } catch let refusal as CountRefusal {
      return .refused(
        RowIssue(line: incoming.line, field: refusal.field, code: refusal.code, found: refusal.found))
    }
  }

  private func counted(_ incoming: IncomingStock, _ count: StockCount, _ work: Work) throws -> Outcome {
    if count.quantity < 0 || count.quantity > StockMove.limit {
      throw CountRefusal(field: "quantity", code: .badCount, found: String(count.quantity))
    }
    guard let place = try place(of: incoming, count, work.writer) else {
      if count.mayBeReport { return try takeReport(incoming, work) }
      if incoming.location.isEmpty, counts.place == nil, !count.bin.isEmpty {
        throw CountRefusal(field: "bin", code: .unknownPlace, found: count.bin)
      }
      // Where the row names none, the one that was named for it is the one that nobody knows.
      let named = incoming.location.isEmpty ? counts.place ?? "" : incoming.location
      throw CountRefusal(field: "location", code: .unknownPlace, found: named)
    }
    let variant = try variant(of: incoming, count, work.writer)
    let target = try target(place, count, work.writer)
    let known = try lot(count, of: variant, work)
    let books = try books(variant, target, known?.id, count, work)
    let key = CountTaking.Key(
      variant: variant, place: target.id, lot: known?.id ?? 0, owner: count.owner + (count.isAvailable ? "\u{1}" : ""))
    if let line = counts.lines[key], line != incoming.line {
      throw CountRefusal(field: "sku", code: .countedTwice, found: String(line))
    }
    counts.lines[key] = incoming.line
    let at = incoming.revisedAt ?? exportedAt
    let last = try counts.mark(key, in: work.writer)
    if let last, counts.isKnown(last, counted: count.quantity, at: at) { return .unchanged(variant) }
    var mark = CountTaking.Mark(counted: count.quantity, countedAt: at, source: counts.source, seq: 0)
    let difference = count.quantity - books.units
    if difference == 0 {
      try counts.keep(mark, key, in: work.writer)
      return .unchanged(variant)
    }
    let slot = try books.slot(for: difference)
    try beginBatch(work)
    let move = StockMove(
      variantId: variant, lotId: slot.lotId, owner: slot.owner, quantity: abs(difference),
      from: difference > 0 ? try origin(of: variant, work.writer) : slot.locationId,
      to: difference > 0 ? slot.locationId : LocationTable.loss, reason: .count)
    mark.seq = try write(move, difference, count, work)
    try counts.keep(mark, key, in: work.writer)
    try notePromises(variant, place, incoming.line, work)
    try Shortage.follow([.init(variant: variant, warehouse: place.warehouseId)], under: mark.seq, work)
    return last == nil ? .imported(variant) : .updated(variant)
  }

  private func write(_ move: StockMove, _ difference: Int64, _ count: StockCount, _ work: Work) throws -> Int64 {
    var move = move
    move.reason =
      move.from == LocationTable.supplier ? .opening : count.reason ?? (difference > 0 ? .found : .lost)
    _ = try ActionTable.write([move], action: "importStock", move.variantId, work)
    return work.entries.last ?? 0
  }

  /// What was there when the ledger began comes from nowhere; later, what nobody knew of was found.
  private func origin(of variant: Int64, _ reader: any Reader) throws -> Int64 {
    let moved = try reader.integer(
      "SELECT 1 FROM moves WHERE variant_id = \(variant) AND seq < \(batch ?? Int64.max) LIMIT 1")
    return moved == nil ? LocationTable.supplier : LocationTable.loss
  }

  // MARK: - What the row names

  private func variant(of incoming: IncomingStock, _ count: StockCount, _ reader: any Reader) throws -> Int64 {
    let key = FoldedText.fold(incoming.sku)
    let memo = key + "\u{1}" + count.barcode
    if let known = counts.variants[memo] {
      if let known { return known }
    } else {
      var found = key.isEmpty ? nil : try LineMapping.variant(key: key, listing: "", account: account.id, in: reader)
      if found == nil, !count.barcode.isEmpty {
        let fits = try Views.variants(ofCode: FoldedText.fold(count.barcode), reader)
        if fits.count == 1 { found = fits[0] }
      }
      if counts.variants.count >= 20_000 { counts.variants.removeAll(keepingCapacity: true) }
      counts.variants[memo] = .some(found)
      if let found { return found }
    }
    throw CountRefusal(
      field: "sku", code: .unknownVariant, found: incoming.sku.isEmpty ? count.barcode : incoming.sku)
  }

  /// The place that a row names, or the one that is meant where it names none; nil where nobody knows it.
  private func place(of incoming: IncomingStock, _ count: StockCount, _ reader: any Reader) throws -> Location? {
    let found: Location?
    if !incoming.location.isEmpty {
      found = try only(counts.places.places(incoming.location, in: reader), "location", incoming.location)
    } else if let named = counts.place {
      found = try only(counts.places.places(named, in: reader), "location", named)
    } else {
      // A bin's code stands for its warehouse: it is printed on one shelf alone.
      found = try counts.places.onlyWarehouse(in: reader) ?? counts.places.warehouse(ofBin: count.bin, in: reader)
    }
    guard let found else { return nil }
    if found.type == .fba { throw CountRefusal(field: "location", code: .mirrorPlace, found: found.code) }
    if !found.type.isOwn { return nil }
    if found.isClosed { throw CountRefusal(field: "location", code: .closedPlace, found: found.code) }
    return found
  }

  private func only(_ places: [Location], _ field: String, _ name: String) throws -> Location? {
    if places.count > 1 {
      let codes = places.prefix(4).map(\.code).joined(separator: ", ")
      throw CountRefusal(field: field, code: .doubtfulPlace, found: "\(name): \(codes)")
    }
    return places.first
  }

  /// The bin that a row names, the one for units of its condition, else the place itself.
  private func target(_ place: Location, _ count: StockCount, _ reader: any Reader) throws -> Location {
    if !count.bin.isEmpty {
      let named = try counts.places.bins(count.bin, in: place.warehouseId, reader)
      guard let bin = try only(named, "bin", count.bin) else {
        throw CountRefusal(field: "bin", code: .unknownPlace, found: count.bin)
      }
      if bin.isClosed { throw CountRefusal(field: "bin", code: .closedPlace, found: bin.code) }
      return bin
    }
    guard let use = count.use, place.role == .warehouse, place.use != use else { return place }
    let bins = try LocationTable.places(in: place.id, reader).filter {
      $0.use == use && !$0.isClosed && $0.id != place.id
    }
    guard bins.count == 1 else {
      throw CountRefusal(field: "condition", code: .unknownPlace, found: use.rawValue)
    }
    return bins[0]
  }

  private func lot(_ count: StockCount, of variant: Int64, _ work: Work) throws -> Lot? {
    if count.lot.isEmpty { return nil }
    if let known = try LotTable.find(count.lot, of: variant, in: work.writer) {
      if let said = count.expiresAt, let expires = known.expiresAt, said != expires {
        throw CountRefusal(field: "expires", code: .lotDiffers, found: expires.civil().dateText)
      }
      return known
    }
    let id = (try work.writer.integer("SELECT MAX(id) FROM lots") ?? 0) + 1
    let lot = Lot(id: id, variantId: variant, code: count.lot, expiresAt: count.expiresAt)
    // Nothing of it was found: it need not be known.
    if count.quantity > 0 { try LotTable.insert(lot, in: work.writer) }
    return lot
  }

  // MARK: - What the books say

  /// Units that a row counts, as the books have them, and where they stand.
  private struct Books {
    var units: Int64
    /// Where they stand; empty: nowhere yet.
    var slots: [StockLedger.Quant]
    /// Where units go that stand nowhere yet.
    var home: StockLedger.Quant
    var names: [Int64: String]
    /// Whether the slots are several lots of one place, rather than several places.
    var isByLot: Bool

    func slot(for difference: Int64) throws -> StockLedger.Quant {
      if slots.isEmpty { return home }
      if slots.count == 1 { return slots[0] }
      let found = slots.prefix(4).map { "\(names[isByLot ? $0.lotId ?? 0 : $0.locationId] ?? "?") \($0.quantity)" }
      throw CountRefusal(
        field: isByLot ? "lot" : "bin", code: isByLot ? .lotNeeded : .binNeeded,
        found: found.joined(separator: ", ") + (slots.count > 4 ? " …" : ""))
    }
  }

  private func books(
    _ variant: Int64, _ target: Location, _ lot: Int64?, _ count: StockCount, _ work: Work
  ) throws -> Books {
    let isWhole = target.role == .warehouse && count.bin.isEmpty
    var places: [Int64: Location] = [:]
    var quants = try StockLedger.quants(of: variant, in: work.writer).filter {
      $0.owner == count.owner && (lot == nil || $0.lotId == lot) && $0.quantity > 0
    }
    for id in Set(quants.map(\.locationId)) { places[id] = try LocationTable.load(id, in: work.writer) }
    quants = quants.filter { isWhole ? places[$0.locationId]?.warehouseId == target.id : $0.locationId == target.id }
    var units = quants.reduce(0) { $0 + $1.quantity }
    if count.isAvailable {
      let figures = try StockFigures.availability(of: variant, at: work.now, in: work.writer)[target.warehouseId]
      units = figures?.left ?? 0
    }
    // A row without a lot counts what has none, where there is such; else it must be clear which lot is meant.
    if lot == nil, !isWhole, quants.contains(where: { $0.lotId == nil }), quants.count > 1 {
      quants = quants.filter { $0.lotId == nil }
      units = quants.reduce(0) { $0 + $1.quantity }
    }
    let isByLot = Set(quants.map(\.locationId)).count == 1
    var names: [Int64: String] = [:]
    for quant in quants where quants.count > 1 {
      if isByLot {
        names[quant.lotId ?? 0] = try quant.lotId.flatMap { try LotTable.load($0, in: work.writer)?.code } ?? "-"
      } else {
        names[quant.locationId] = places[quant.locationId]?.code
      }
    }
    let home = StockLedger.Quant(
      variantId: variant, locationId: target.id, lotId: lot, owner: count.owner, quantity: 0)
    return Books(units: units, slots: quants, home: home, names: names, isByLot: isByLot)
  }

  /// Buyers have been promised what is not there: somebody has to be told.
  private func notePromises(_ variant: Int64, _ place: Location, _ line: Int, _ work: Work) throws {
    let figures = try StockFigures.availability(of: variant, at: work.now, in: work.writer)[place.warehouseId]
    guard let short = figures?.short, short > 0 else { return }
    let sku = try RecordNumber.of("variants", variant, in: work.writer)
    notes.append(RowIssue(line: line, field: "quantity", code: .promisedMore, found: "\(sku) \(short)"))
  }
}
