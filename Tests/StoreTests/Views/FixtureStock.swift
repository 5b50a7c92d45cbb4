import Domain
import TestSupport

@testable import Store

/// Stock of the fixture: places, lots and the ledger's lines, each also at hand as a value.
struct FixtureStock {
  var places: [Location] = []
  var lots: [Lot] = []
  var lines: [(id: Int64, move: StockMove, seq: Int64)] = []

  /// Rows of the sums as the store numbered them; what they hold is added up here anew.
  struct Row {
    var id: Int64
    var variantId: Int64
    var place: Location
    var lot: Lot?
    var owner: String
    var quantity: Int64
  }
  var rows: [Row] = []

  func place(_ id: Int64) -> Location? { places.first { $0.id == id } }

  init() {}

  init(seed: UInt64, variants: [Int64], _ work: Work) throws {
    var dice = Dice(seed: seed)
    for id in 1...4 {
      if let place = try LocationTable.load(Int64(id), in: work.writer) { places.append(place) }
    }
    for (index, code) in ["SZ", "de", "Ä-3"].enumerated() {
      try add(
        Location(
          id: Int64(5 + index), code: code, name: dice.pick(["Shenzhen", "Köln 仓", ""]),
          type: dice.pick([.domestic, .overseas, .bonded, .fba]), country: dice.pick([nil, "DE", "CN"]),
          priority: Int64(dice.roll(0...2)), isClosed: dice.roll(0...4) == 0), work)
    }
    for id in 8...16 {
      let warehouse = places[dice.roll(4...6)]
      try add(
        Location(
          id: Int64(id), code: "\(warehouse.code)-AB-\(id)", name: dice.pick(["", "blue shelf"]), type: warehouse.type,
          role: .bin, warehouseId: warehouse.id, use: dice.pick(BinUse.allCases), sequence: Int64(dice.roll(0...5)),
          country: warehouse.country, isClosed: dice.roll(0...5) == 0), work)
    }
    for id in 1...6 {
      let lot = Lot(
        id: Int64(id), variantId: dice.pick(variants), code: dice.pick(["AB-1", "L2"]) + "/\(id)",
        status: dice.pick(LotStatus.allCases),
        expiresAt: dice.isHeads() ? nil : work.now.adding(milliseconds: Int64(dice.roll(-50...50)) * 86_400_000))
      try LotTable.insert(lot, in: work.writer)
      lots.append(lot)
    }
    for _ in 0..<60 { try move(&dice, variants, work) }
    try readRows(work)
  }

  private mutating func add(_ place: Location, _ work: Work) throws {
    try LocationTable.insert(place, in: work.writer)
    places.append(place)
  }

  private mutating func move(_ dice: inout Dice, _ variants: [Int64], _ work: Work) throws {
    let lot = dice.roll(0...2) == 0 ? dice.pick(lots) : nil
    let variant = lot?.variantId ?? dice.pick(variants)
    let owner = dice.roll(0...5) == 0 ? "ACME" : ""
    let from = dice.pick(places)
    let there = sum(variant, from.id, lot?.id, owner)
    let comes = there < 1 && !from.type.mayOwe
    let source = comes ? LocationTable.supplier : from.id
    let to = places[dice.roll(4...(places.count - 1))].id
    let most = comes || from.type.mayOwe ? 9 : Int(there)
    let move = StockMove(
      variantId: variant, lotId: lot?.id, owner: owner, quantity: Int64(dice.roll(1...most)), from: source, to: to,
      reason: dice.pick(MoveReason.allCases))
    if move.flaw != nil { return }
    let seq = try work.append(action: "moveStock", kind: "moves", subject: variant, changes: [])
    try StockLedger.add([move], entry: seq, in: work)
    lines.append((Int64(lines.count + 1), move, seq))
  }

  func sum(_ variant: Int64, _ place: Int64, _ lot: Int64?, _ owner: String) -> Int64 {
    lines.reduce(0) { sum, line in
      let move = line.move
      guard move.variantId == variant, move.lotId == lot, move.owner == owner else { return sum }
      return sum + (move.to == place ? move.quantity : 0) - (move.from == place ? move.quantity : 0)
    }
  }

  private mutating func readRows(_ work: Work) throws {
    let read = try work.writer.all("SELECT id, variant_id, location_id, lot_id, owner FROM quants") {
      ($0.integer(0), $0.integer(1), $0.integer(2), $0.integer(3), $0.text(4))
    }
    for (id, variant, place, lot, owner) in read {
      let lot = lots.first { $0.id == lot }
      guard let place = self.place(place) else { continue }
      if [.supplier, .customer, .loss].contains(place.type) { continue }
      rows.append(
        Row(
          id: id, variantId: variant, place: place, lot: lot, owner: owner,
          quantity: sum(variant, place.id, lot?.id, owner)))
    }
  }
}

extension Fixture {
  private func sold(_ variant: Int64) -> (variant: Variant, product: Product)? {
    for product in products {
      if let variant = product.variants.first(where: { $0.id == variant }) { return (variant, product) }
    }
    return nil
  }

  var stockRows: [ShownRow] {
    stock.rows.compactMap { row in
      guard let (variant, product) = sold(row.variantId) else { return nil }
      let cut = SearchTerms.indexTerms(of: [variant.sku, product.number, product.title])
      return ShownRow(id: row.id, cut: cut) { field in
        guard case .stock(let field) = field else { return .null }
        return switch field {
        case .sku: FieldValue(variant.sku)
        case .location: .text(row.place.code)
        case .quantity: .number(row.quantity)
        case .lot: FieldValue(row.lot?.code)
        case .warehouse: FieldValue(self.stock.place(row.place.warehouseId)?.code)
        case .title: FieldValue(product.title)
        case .kind: .text(row.place.type.rawValue)
        case .use: .text(row.place.use.rawValue)
        case .sellable: .flag(row.place.isSellable && (row.lot?.isSellable(at: self.now) ?? true))
        case .expiresAt: FieldValue(row.lot?.expiresAt)
        case .lotStatus: FieldValue(row.lot?.status.rawValue)
        case .owner: FieldValue(row.owner)
        case .product: .text(product.number)
        case .id: .number(row.id)
        }
      }
    }
  }

  var locationRows: [ShownRow] {
    stock.places.map { place in
      let there = stock.lines.isEmpty ? [] : self.there(place)
      return ShownRow(id: place.id, cut: SearchTerms.indexTerms(of: [place.code, place.name])) { field in
        guard case .location(let field) = field else { return .null }
        return switch field {
        case .code: .text(place.code)
        case .warehouse: FieldValue(self.stock.place(place.warehouseId)?.code)
        case .kind: .text(place.type.rawValue)
        case .use: .text(place.use.rawValue)
        case .name: FieldValue(place.name)
        case .role: .text(place.role.rawValue)
        case .sequence: .number(place.sequence)
        case .country: FieldValue(place.country)
        case .priority: .number(place.priority)
        case .closed: .flag(place.isClosed)
        case .skus: .number(Int64(Set(there.map(\.0)).count))
        case .units: .number(there.reduce(0) { $0 + $1.1 })
        case .id: .number(place.id)
        }
      }
    }
  }

  private func there(_ place: Location) -> [(Int64, Int64)] {
    var sums: [String: (Int64, Int64)] = [:]
    for line in stock.lines {
      let move = line.move
      let key = "\(move.variantId)/\(move.lotId ?? 0)/\(move.owner)"
      let delta = (move.to == place.id ? move.quantity : 0) - (move.from == place.id ? move.quantity : 0)
      sums[key] = (move.variantId, (sums[key]?.1 ?? 0) + delta)
    }
    return sums.values.filter { $0.1 != 0 }
  }

  var moveRows: [ShownRow] {
    stock.lines.compactMap { line in
      guard let (variant, product) = sold(line.move.variantId) else { return nil }
      let cut = SearchTerms.indexTerms(of: [variant.sku, product.number, product.title])
      return ShownRow(id: line.id, cut: cut) { field in
        guard case .move(let field) = field else { return .null }
        return switch field {
        case .movedAt: .instant(self.now)
        case .sku: FieldValue(variant.sku)
        case .quantity: .number(line.move.quantity)
        case .from: FieldValue(self.stock.place(line.move.from)?.code)
        case .to: FieldValue(self.stock.place(line.move.to)?.code)
        case .reason: .text(line.move.reason.rawValue)
        case .lot: FieldValue(self.stock.lots.first { $0.id == line.move.lotId }?.code)
        case .owner: FieldValue(line.move.owner)
        case .actor: .text("root")
        case .entry: .number(line.seq)
        case .title: FieldValue(product.title)
        case .id: .number(line.id)
        }
      }
    }
  }
}
