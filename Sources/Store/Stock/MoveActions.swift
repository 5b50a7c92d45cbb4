internal import Domain

extension ActionTable {
  private static let unitFields = [
    ActionField("quantity", .number, required: true), ActionField("lot", .text(limit: 60)),
    ActionField("owner", .text(limit: 60)),
  ]

  /// Goods that go from one place to another, and the counts that set the books right.
  static let moveActions: [ActionDefinition] = [
    ActionDefinition(
      "moveStock", on: "variants",
      [
        ActionField("from", .record(kind: "locations"), required: true),
        ActionField("to", .record(kind: "locations"), required: true),
      ] + unitFields + [ActionField("reason", .choice(MoveReason.ofMoving.map(\.rawValue)))], right: .moveStock,
      help: "Moves units of a SKU from one place to another; what is promised to buyers stays where it is sold from."
    ) { work, arguments in
      let (variant, sku) = try variant(work, arguments)
      let from = try LocationTable.named(arguments.text("from") ?? "", in: work.writer)
      let to = try LocationTable.named(arguments.text("to") ?? "", in: work.writer)
      let lot = try lot(work, arguments, of: variant, at: from)
      let move = StockMove(
        variantId: variant, lotId: lot?.id, owner: arguments.text("owner") ?? "",
        quantity: try arguments.number("quantity") ?? 0, from: from.id, to: to.id,
        reason: arguments.choice("reason") ?? .relocation)
      try refuseClosed(from, to)
      // What a supplier or a buyer has is no stock: it comes in by a receipt or a return.
      if from.type.mayOwe { throw ActionRefusal.stock(.notABin(from.code)) }
      if to.type == .customer { throw ActionRefusal.stock(.notABin(to.code)) }
      try refuseWithoutBin(to, work)
      if from.isSellable && !(to.isSellable && to.warehouseId == from.warehouseId) {
        try refusePromised(move, sku, from, work)
      }
      return try write([move], action: "moveStock", variant, work)
    },
    ActionDefinition(
      "receiveStock", on: "variants",
      [
        ActionField("to", .record(kind: "locations"), required: true)
      ] + unitFields + [ActionField("expires", .date), ActionField("opening", .flag)], right: .moveStock,
      help: "Books goods in without a purchase: what was there when the ledger began, or came by itself."
    ) { work, arguments in
      let (variant, _) = try variant(work, arguments)
      let to = try LocationTable.named(arguments.text("to") ?? "", in: work.writer)
      try refuseClosed(to)
      if !to.type.isOwn { throw ActionRefusal.stock(.notABin(to.code)) }
      try refuseWithoutBin(to, work)
      let lot = try incomingLot(work, arguments, of: variant)
      let move = StockMove(
        variantId: variant, lotId: lot, owner: arguments.text("owner") ?? "",
        quantity: try arguments.number("quantity") ?? 0, from: LocationTable.supplier, to: to.id,
        reason: try arguments.flag("opening") == true ? .opening : .receipt)
      return try write([move], action: "receiveStock", variant, work)
    },
    ActionDefinition(
      "countStock", on: "variants",
      [
        ActionField("at", .record(kind: "locations"), required: true), ActionField("counted", .number, required: true),
        ActionField("lot", .text(limit: 60)), ActionField("owner", .text(limit: 60)),
        ActionField("reason", .choice(MoveReason.ofCounts.map(\.rawValue))),
      ], right: .moveStock,
      help:
        "Sets the books to what was counted in a place; the difference goes to or comes from what was lost or found."
    ) { work, arguments in
      let (variant, _) = try variant(work, arguments)
      let place = try LocationTable.named(arguments.text("at") ?? "", in: work.writer)
      if !place.type.isOwn { throw ActionRefusal.stock(.mirror(place.code)) }
      let counted = try arguments.number("counted") ?? 0
      if counted < 0 || counted > StockMove.limit {
        throw ActionRefusal.badField("counted", found: String(counted), expected: .from(0, to: StockMove.limit))
      }
      let lot = try lot(work, arguments, of: variant, at: place)
      let owner = arguments.text("owner") ?? ""
      let known = try StockLedger.quantity(variant, place.id, lot?.id, owner, in: work.writer)
      if counted == known { throw ActionRefusal.order(.unchanged) }
      let isMore = counted > known
      let move = StockMove(
        variantId: variant, lotId: lot?.id, owner: owner, quantity: abs(counted - known),
        from: isMore ? LocationTable.loss : place.id, to: isMore ? place.id : LocationTable.loss,
        reason: arguments.choice("reason") ?? (isMore ? .found : .lost))
      _ = try write([move], action: "countStock", variant, work)
      try Shortage.follow(
        [.init(variant: variant, warehouse: place.warehouseId)], under: work.entries.last ?? 0, work)
      return variant
    },
  ]

  static func write(_ moves: [StockMove], action: String, _ variant: Int64, _ work: Work) throws -> Int64 {
    for move in moves { if let flaw = move.flaw { throw ActionRefusal.stock(flaw) } }
    let entry = try work.append(
      action: action, kind: "moves", subject: variant,
      changes: try Undo.changes(of: moves, in: work.writer))
    try StockLedger.add(moves, entry: entry, in: work)
    try PackedGoods.refuseUncovered(moves, in: work.writer)
    return variant
  }

  private static func variant(_ work: Work, _ arguments: ActionArguments) throws -> (id: Int64, sku: String) {
    let id = try arguments.subject()
    guard let sku = try work.writer.first("SELECT sku FROM variants WHERE id = \(id)", { $0.text(0) }) else {
      throw ActionRefusal.noSuchRecord(kind: "variants", String(id))
    }
    return (id, sku)
  }

  private static func refuseClosed(_ places: Location...) throws {
    for place in places {
      if place.isClosed { throw ActionRefusal.stock(.closedLocation(place.code)) }
      if place.type == .fba { throw ActionRefusal.stock(.mirror(place.code)) }
    }
  }

  /// Goods stand in a bin or outside any, not in a zone: where there are bins no walk would find them there.
  private static func refuseWithoutBin(_ place: Location, _ work: Work) throws {
    if place.role != .zone { return }
    let bin = try work.writer.integer(
      "SELECT id FROM locations WHERE warehouse_id = \(place.warehouseId) AND role = 'bin' LIMIT 1")
    if bin != nil { throw ActionRefusal.stock(.notABin(place.code)) }
  }

  /// Units that are promised to buyers do not leave what is sold from.
  private static func refusePromised(_ move: StockMove, _ sku: String, _ from: Location, _ work: Work) throws {
    let free = try StockFigures.unpromised(move.variantId, in: from.warehouseId, at: work.now, work.writer)
    let warehouse = try LocationTable.load(from.warehouseId, in: work.writer)?.code ?? from.code
    if free < move.quantity {
      throw ActionRefusal.stock(.promised(sku: sku, warehouse: warehouse, asked: move.quantity, free: free))
    }
  }

  /// The lot that is named; where none is and the place has units by lots alone, it has to be said.
  private static func lot(_ work: Work, _ arguments: ActionArguments, of variant: Int64, at place: Location) throws
    -> Lot?
  {
    if let code = arguments.text("lot"), !code.isEmpty {
      guard let lot = try LotTable.find(code, of: variant, in: work.writer) else {
        throw ActionRefusal.noSuchRecord(kind: "lots", code)
      }
      return lot
    }
    let kept = try StockLedger.quants(of: variant, in: work.writer).filter { $0.locationId == place.id }
    if !kept.isEmpty && kept.allSatisfy({ $0.lotId != nil }) {
      throw ActionRefusal.stock(.lotNeeded(sku: try RecordNumber.of("variants", variant, in: work.writer)))
    }
    return nil
  }

  /// The lot that comes in, known or new.
  static func incomingLot(_ work: Work, _ arguments: ActionArguments, of variant: Int64) throws -> Int64? {
    guard let code = arguments.text("lot"), !code.isEmpty else { return nil }
    let expires = try arguments.date("expires", now: work.now)
    if let known = try LotTable.find(code, of: variant, in: work.writer) {
      if let expires, let said = known.expiresAt, expires != said {
        throw ActionRefusal.badField(
          "expires", found: arguments.text("expires") ?? "", expected: .dayOfLot(known.code))
      }
      return known.id
    }
    let id = (try work.writer.integer("SELECT MAX(id) FROM lots") ?? 0) + 1
    try LotTable.insert(Lot(id: id, variantId: variant, code: code, expiresAt: expires), in: work.writer)
    return id
  }
}

extension Undo {
  /// Ledger lines as the journal tells them: a field for each way, with all that went it.
  static func changes(of moves: [StockMove], in reader: any Reader) throws -> [FieldChange] {
    var codes: [Int64: String] = [:]
    return try changes(of: moves) { place in
      if let known = codes[place] { return known }
      let code = try RecordNumber.of("locations", place, in: reader)
      codes[place] = code
      return code
    }
  }

  static func changes(of moves: [StockMove], codes: (Int64) throws -> String) rethrows -> [FieldChange] {
    var changes: [FieldChange] = []
    for move in moves {
      let way = "\(try codes(move.from)) → \(try codes(move.to))"
      let units = "\(move.quantity) \(move.reason.rawValue)"
      if let index = changes.firstIndex(where: { $0.field == way }) {
        changes[index].after = .text("\(changes[index].after.text ?? ""), \(units)")
      } else {
        changes.append(FieldChange(field: way, before: .null, after: .text(units)))
      }
    }
    return changes
  }

  /// Makes the ledger's lines of an entry good by lines the other way: nothing is ever taken out of it.
  static func revertMoves(_ entry: JournalEntry, _ work: Work) throws -> [FieldChange] {
    let moves = try StockLedger.lines(of: entry.seq, in: work.writer).map(\.move.inverse)
    if moves.isEmpty { throw ActionRefusal.notUndoable(action: entry.action) }
    for move in moves {
      guard let place = try LocationTable.load(move.from, in: work.writer), !place.type.mayOwe else { continue }
      let there = try StockLedger.quantity(move.variantId, move.from, move.lotId, move.owner, in: work.writer)
      if there < move.quantity {
        return [FieldChange(field: place.code, before: .number(move.quantity), after: .number(there))]
      }
    }
    let entry = try work.append(
      action: "undo", kind: "moves", subject: entry.subject,
      changes: try changes(of: moves, in: work.writer), undoes: entry.seq)
    try StockLedger.add(moves, entry: entry, in: work)
    try PackedGoods.refuseUncovered(moves, in: work.writer)
    return []
  }

  static func revertLocation(_ entry: JournalEntry, _ work: Work) throws -> [FieldChange] {
    if entry.action == "createLocation" {
      guard let id = entry.subject, let place = try LocationTable.load(id, in: work.writer) else {
        throw ActionRefusal.notUndoable(action: entry.action)
      }
      let used =
        try work.writer.integer(
          "SELECT COUNT(*) FROM moves WHERE from_id = \(id) OR to_id = \(id)") ?? 0
      let within = try LocationTable.places(in: id, work.writer).count { $0.id != id }
      if used > 0 || within > 0 {
        return [FieldChange(field: "code", before: .text(place.code), after: .number(used + Int64(within)))]
      }
      try work.writer.run("DELETE FROM locations WHERE id = ?", [.integer(id)])
      try work.append(
        action: "undo", kind: "locations", subject: id,
        changes: place.snapshot.sorted { $0.key < $1.key }.map {
          FieldChange(field: $0.key, before: $0.value, after: .null)
        }, undoes: entry.seq)
      return []
    }
    return try putBack(try current(Location.self, entry, work), entry, work)
  }

  static func revertLot(_ entry: JournalEntry, _ work: Work) throws -> [FieldChange] {
    try putBack(try current(Lot.self, entry, work), entry, work)
  }
}
