internal import Domain

extension Undo {
  /// The entry that an undo of this one has to begin with: what an action changed beside its own record goes back
  /// together with it.
  static func head(of entry: JournalEntry, in reader: any Reader) throws -> JournalEntry {
    guard let batch = entry.batch, let head = try JournalTable.entry(batch, in: reader), !isBatch(head),
      Together.kinds.contains(head.kind),
      Together.kinds.contains(entry.kind) || head.kind == "orders" && FulfilmentNames.kinds.contains(entry.kind)
    else { return entry }
    return try self.head(of: head, in: reader)
  }

  /// What one action did to several records, or beside a record in tables of their own: it goes back as one or not at
  /// all. First everything is looked at, then everything is written.
  struct Together {
    static let kinds: Set<String> = ["orders", "returns"]

    /// The action's own entry first.
    let entries: [JournalEntry]
    /// What the warehouse did about it, in tables of its own.
    private let carried: [FulfilmentPart]

    /// nil where the entry stands by itself and changed nothing beside its record.
    init?(_ entry: JournalEntry, in reader: any Reader) throws {
      guard Together.kinds.contains(entry.kind) else { return nil }
      let beside = try JournalTable.children(of: entry.seq, before: Int64.max, limit: 100, in: reader).reversed()
      let isAlone = beside.isEmpty && entry.kind == "orders" && !entry.changes.contains { RefundFacts.isOne($0.field) }
      if isAlone, !entry.changes.contains(where: { $0.field == Allocating.field }) { return nil }
      if isAlone, try StockLedger.lines(of: entry.seq, in: reader).isEmpty { return nil }
      carried = try beside.filter { FulfilmentNames.kinds.contains($0.kind) }.map { try FulfilmentPart($0, in: reader) }
      // Where somebody in the warehouse has gone on with it, what is there now stays as it is.
      if try !carried.allSatisfy({ try $0.isUntouched(in: reader) }) { return nil }
      entries = [entry] + beside.filter { !FulfilmentNames.kinds.contains($0.kind) }
    }

    func revert(_ work: Work) throws -> [FieldChange] {
      let moved = carried.flatMap(\.units)
      let parts = try entries.map { entry in
        entry.kind == "returns"
          ? try ReturnPart(entry, in: work.writer) as any UndonePart
          : try OrderPart(entry, moved: moved, in: work.writer)
      }
      work.goodsComing = try goodsComing(work)
      defer { work.goodsComing = [:] }
      var ways = try parts.flatMap { try $0.inTheWay(work) }
      ways += try goodsInTheWay(work) + unitsInTheWay(parts, work)
      if !ways.isEmpty { return ways }
      for part in parts { try part.makeRoom(work) }
      let head = try parts[0].putBack(work)
      try putGoodsBack(of: entries[0], under: head, work)
      try work.beside(head) {
        for (part, entry) in zip(parts, entries).dropFirst() {
          try putGoodsBack(of: entry, under: try part.putBack(work), work)
        }
        for part in carried.reversed() { try part.putBack(work) }
      }
      return []
    }

    private func goodsInTheWay(_ work: Work) throws -> [FieldChange] {
      var ways: [FieldChange] = []
      for move in try entries.flatMap({ try StockLedger.lines(of: $0.seq, in: work.writer) }).map(\.move.inverse) {
        guard let place = try LocationTable.load(move.from, in: work.writer), !place.type.mayOwe else { continue }
        let there = try StockLedger.quantity(move.variantId, move.from, move.lotId, move.owner, in: work.writer)
        if there < move.quantity {
          ways.append(FieldChange(field: place.code, before: .number(move.quantity), after: .number(there)))
        }
      }
      return ways
    }

    /// Whether the stock that units had before is there, beside what others are promised.
    private func unitsInTheWay(_ parts: [any UndonePart], _ work: Work) throws -> [FieldChange] {
      let orders = parts.compactMap { $0 as? OrderPart }
      let earlier = orders.compactMap(\.earlierUnits)
      let now = orders.filter { $0.earlierUnits != nil }.map(\.units)
      if try Allocating.isThere(earlier, beside: now, coming: work.goodsComing, at: work.now, in: work.writer) {
        return []
      }
      return [
        FieldChange(field: Allocating.field, before: earlier.first?.plain ?? .null, after: now.first?.plain ?? .null)
      ]
    }

    /// Goods that go back on shelves from which they are sold.
    private func goodsComing(_ work: Work) throws -> [Allocating.Place: Int64] {
      var coming: [Allocating.Place: Int64] = [:]
      for move in try entries.flatMap({ try StockLedger.lines(of: $0.seq, in: work.writer) }).map(\.move.inverse) {
        guard let place = try LocationTable.load(move.to, in: work.writer), place.isSellable else { continue }
        coming[Allocating.Place(variant: move.variantId, warehouse: place.warehouseId), default: 0] += move.quantity
      }
      return coming
    }

    private func putGoodsBack(of entry: JournalEntry, under undo: Int64, _ work: Work) throws {
      let moves = try StockLedger.lines(of: entry.seq, in: work.writer).map(\.move.inverse)
      try StockLedger.add(moves, entry: undo, in: work)
    }
  }
}

/// What one entry of an action that goes back as one did to its record.
protocol UndonePart {
  /// What somebody changed since.
  func inTheWay(_ work: Work) throws -> [FieldChange]
  /// Takes away what another part has to put elsewhere.
  func makeRoom(_ work: Work) throws
  /// Writes the record and its undo into the journal; that entry's number.
  func putBack(_ work: Work) throws -> Int64
}
