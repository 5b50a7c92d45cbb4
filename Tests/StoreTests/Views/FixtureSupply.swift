import Domain
import TestSupport

@testable import Store

/// Supply of the fixture: suppliers, purchases, goods in check and pegs, each also at hand as a value.
struct FixtureSupply {
  var suppliers: [Supplier] = []
  var items: [SupplierItem] = []
  var promises: [SupplyPromise] = []
  var purchases: [Purchase] = []
  var receipts: [Receipt] = []
  var pegs: [Allocation] = []

  init() {}

  init(seed: UInt64, variants: [Int64], orders: [Order], stock: FixtureStock, _ work: Work) throws {
    var dice = Dice(seed: seed &+ 5)
    let day = PurchaseClock.day
    for id in 1...14 {
      let supplier = Supplier(
        id: Int64(id), code: "\(dice.pick(["AB", "ab", "Ä", "X"]))-\(id)",
        name: dice.pick(["Blue Mug Ltd", "蓝色马克杯厂", "anna & co", ""]), currency: dice.pick([.yuan, .yen, .euro]),
        country: dice.pick([nil, "CN", "DE"]), leadDays: Int64(dice.roll(0...9)), handlingDays: Int64(dice.roll(0...3)),
        minimumUnits: Int64(dice.roll(0...3)), minimumAmount: Int64(dice.roll(0...900)),
        standard: dice.pick([.none, .all, .acceptanceLimit(250), .fixed(sample: 5, accept: 1)]),
        returns: dice.pick(ReturnTerms.allCases), isClosed: dice.roll(0...3) == 0)
      try supplier.insert(in: work.writer)
      suppliers.append(supplier)
    }
    for id in 1...40 {
      let supplier = dice.pick(suppliers)
      let variant = dice.pick(variants)
      if items.contains(where: { $0.supplierId == supplier.id && $0.variantId == variant }) { continue }
      let item = SupplierItem(
        id: Int64(id), supplierId: supplier.id, variantId: variant,
        leadDays: dice.isHeads() ? nil : Int64(dice.roll(0...20)), isClosed: dice.roll(0...4) == 0)
      try item.insert(in: work.writer)
      items.append(item)
      if dice.isHeads() {
        let promise = SupplyPromise(
          id: Int64(id), supplierId: supplier.id, variantId: variant, quantity: 3,
          leadDays: dice.isHeads() ? nil : Int64(dice.roll(0...20)))
        try promise.insert(in: work.writer)
        promises.append(promise)
      }
    }
    for id in 1...30 {
      let supplier = dice.pick(suppliers)
      func moment() -> Instant? {
        dice.roll(0...2) == 0 ? nil : work.now.adding(milliseconds: Int64(dice.roll(-20...20)) * day)
      }
      var purchase = Purchase(
        id: Int64(id), number: "\(dice.pick(["PO", "po", "AB"]))-\(id)", supplierId: supplier.id,
        currency: supplier.currency, warehouseId: Int64(dice.roll(5...7)), state: dice.pick(PurchaseState.allCases),
        createdAt: work.now.adding(milliseconds: Int64(dice.roll(-40...0)) * day), orderedAt: moment(),
        promisedAt: moment(), note: dice.pick(["", "blue ones first", "易碎"]))
      for position in 0..<dice.roll(0...3) {
        let accepted = Int64(dice.roll(0...2))
        let rejected = Int64(dice.roll(0...1))
        purchase.lines.append(
          PurchaseLine(
            id: Int64(id * 1000 + position), position: position, variantId: dice.pick(variants),
            quantity: Int64(dice.roll(1...9)), unitCost: Int64(dice.roll(0...900)), promisedAt: moment(),
            received: accepted + rejected + Int64(dice.roll(0...3)), damaged: Int64(dice.roll(0...1)),
            accepted: accepted, rejected: rejected))
      }
      try purchase.insert(in: work.writer)
      purchases.append(purchase)
    }
    let lines = purchases.flatMap { purchase in purchase.lines.map { (purchase, $0) } }
    for id in 1...40 {
      let (purchase, line) = dice.pick(lines)
      let lot = stock.lots.filter { $0.variantId == line.variantId }.first
      let receipt = Receipt(
        id: Int64(id), purchaseId: purchase.id, lineId: line.id, variantId: line.variantId,
        locationId: Int64(dice.roll(5...16)), lotId: lot?.id, quantity: Int64(dice.roll(0...5)) + 1,
        state: dice.pick(ReceiptState.allCases), sample: Int64(dice.roll(0...3)), accept: Int64(dice.roll(0...2)),
        defects: Int64(dice.roll(0...2)), accepted: Int64(dice.roll(0...1)),
        receivedAt: work.now.adding(milliseconds: Int64(dice.roll(-40...0)) * day))
      try receipt.insert(in: work.writer)
      receipts.append(receipt)
    }
    // What was undone is in no view.
    var empty = Receipt(
      id: 99, purchaseId: lines[0].0.id, lineId: lines[0].1.id, variantId: lines[0].1.variantId, locationId: 5,
      quantity: 0, receivedAt: work.now)
    empty.state = .awaiting
    try empty.insert(in: work.writer)
    let sold = orders.flatMap { order in order.lines.filter { $0.variantId != nil }.map { (order, $0) } }
    for id in 1...70 {
      let (order, line) = dice.pick(sold)
      let purchase = dice.isHeads() ? dice.pick(lines).1 : nil
      let peg = Allocation(
        id: Int64(id), orderId: order.id, lineId: line.id,
        variantId: purchase?.variantId ?? (dice.isHeads() ? dice.pick(items).variantId : line.variantId ?? 0),
        quantity: Int64(dice.roll(1...5)), state: dice.roll(0...4) == 0 ? .backordered : .pegged,
        purchaseLineId: purchase?.id)
      try AllocationTable.insert(peg, in: work.writer)
      pegs.append(peg)
    }
  }

  func supplier(_ id: Int64) -> Supplier? { suppliers.first { $0.id == id } }

  /// Days from order to shelf of the quickest who sells it.
  func days(_ variant: Int64) -> Int64? {
    items.filter { $0.variantId == variant && !$0.isClosed && supplier($0.supplierId)?.isClosed == false }
      .compactMap { item -> Int64? in
        guard let supplier = supplier(item.supplierId) else { return nil }
        let promise = promises.first { $0.supplierId == supplier.id && $0.variantId == variant }
        return (promise?.leadDays ?? item.leadDays ?? supplier.leadDays) + supplier.handlingDays
      }.min()
  }
}

extension Fixture {
  private func goods(_ variant: Int64) -> (variant: Variant, product: Product)? {
    for product in products {
      if let variant = product.variants.first(where: { $0.id == variant }) { return (variant, product) }
    }
    return nil
  }

  var supplierRows: [ShownRow] {
    supply.suppliers.map { supplier in
      ShownRow(id: supplier.id, cut: SearchTerms.indexTerms(of: [supplier.code, supplier.name])) { field in
        guard case .supplier(let field) = field else { return .null }
        return switch field {
        case .code: .text(supplier.code)
        case .name: FieldValue(supplier.name)
        case .currency: .text(supplier.currency.code)
        case .country: FieldValue(supplier.country)
        case .leadDays: .number(supplier.leadDays)
        case .handlingDays: .number(supplier.handlingDays)
        case .standard: .text(supplier.standard.text)
        case .returns: .text(supplier.returns.rawValue)
        case .minimumUnits: .number(supplier.minimumUnits)
        case .minimumAmount: .money(supplier.minimumAmount, supplier.currency)
        case .skus: .number(Int64(self.supply.items.count { $0.supplierId == supplier.id && !$0.isClosed }))
        case .purchases:
          .number(
            Int64(
              self.supply.purchases.count {
                $0.supplierId == supplier.id && $0.state != .closed && $0.state != .cancelled
              }))
        case .closed: .flag(supplier.isClosed)
        case .id: .number(supplier.id)
        }
      }
    }
  }

  var purchaseRows: [ShownRow] {
    supply.purchases.map { purchase in
      let supplier = supply.supplier(purchase.supplierId)
      let cut = SearchTerms.indexTerms(
        of: [purchase.number, supplier?.code ?? "", supplier?.name ?? "", purchase.note])
      return ShownRow(id: purchase.id, cut: cut) { field in
        guard case .purchase(let field) = field else { return .null }
        func sum(_ value: (PurchaseLine) -> Int64) -> FieldValue {
          .number(purchase.lines.reduce(0) { $0 + value($1) })
        }
        return switch field {
        case .number: .text(purchase.number)
        case .supplier: FieldValue(supplier?.code)
        case .state: .text(purchase.state.rawValue)
        case .warehouse: FieldValue(self.stock.place(purchase.warehouseId)?.code)
        case .total: FieldValue(purchase.total)
        case .units: sum(\.quantity)
        case .arrived: sum(\.arrived)
        case .outstanding: purchase.state.isExpected ? sum(\.outstanding) : .number(0)
        case .inCheck: sum(\.inCheck)
        case .lines: .number(Int64(purchase.lines.count))
        case .sku:
          .texts(purchase.lines.compactMap { self.goods($0.variantId)?.variant.sku }.filter { !$0.isEmpty })
        case .promisedAt: FieldValue(purchase.promisedAt)
        case .late:
          .flag(
            purchase.state.isExpected
              && purchase.lines.contains { line in
                line.outstanding > 0 && (purchase.promise(of: line).map { $0 < self.now } ?? false)
              })
        case .orderedAt: FieldValue(purchase.orderedAt)
        case .createdAt: .instant(purchase.createdAt)
        case .currency: .text(purchase.currency.code)
        case .note: FieldValue(purchase.note)
        case .id: .number(purchase.id)
        }
      }
    }
  }

  var purchaseLineRows: [ShownRow] {
    supply.purchases.flatMap { purchase in purchase.lines.compactMap { shown($0, of: purchase) } }
  }

  private func shown(_ line: PurchaseLine, of purchase: Purchase) -> ShownRow? {
    guard let (variant, product) = goods(line.variantId) else { return nil }
    let supplier = supply.supplier(purchase.supplierId)
    let cut = SearchTerms.indexTerms(
      of: [purchase.number, supplier?.code ?? "", variant.sku, product.number, product.title])
    let waiting = supply.pegs.filter { $0.purchaseLineId == line.id && $0.state == .pegged }
    return ShownRow(id: line.id, cut: cut) { field in
      guard case .purchaseLine(let field) = field else { return .null }
      return switch field {
      case .purchase: .text(purchase.number)
      case .sku: FieldValue(variant.sku)
      case .quantity: .number(line.quantity)
      case .unitCost: .money(line.unitCost, purchase.currency)
      case .supplier: FieldValue(supplier?.code)
      case .title: FieldValue(product.title)
      case .state: .text(purchase.state.rawValue)
      case .total: .money(line.quantity * line.unitCost, purchase.currency)
      case .received: .number(line.received)
      case .damaged: .number(line.damaged)
      case .accepted: .number(line.accepted)
      case .rejected: .number(line.rejected)
      case .outstanding: .number(purchase.state.isExpected ? line.outstanding : 0)
      case .pegged: .number(waiting.reduce(0) { $0 + $1.quantity })
      case .promisedAt: FieldValue(purchase.promise(of: line))
      case .id: .number(line.id)
      }
    }
  }

  var receiptRows: [ShownRow] {
    supply.receipts.compactMap { receipt in
      guard let (variant, product) = goods(receipt.variantId),
        let purchase = supply.purchases.first(where: { $0.id == receipt.purchaseId })
      else { return nil }
      let supplier = supply.supplier(purchase.supplierId)
      let cut = SearchTerms.indexTerms(
        of: [purchase.number, supplier?.code ?? "", variant.sku, product.number, product.title])
      return ShownRow(id: receipt.id, cut: cut) { field in
        guard case .receipt(let field) = field else { return .null }
        return switch field {
        case .id: .number(receipt.id)
        case .purchase: .text(purchase.number)
        case .sku: FieldValue(variant.sku)
        case .quantity: .number(receipt.quantity)
        case .state: .text(receipt.state.rawValue)
        case .supplier: FieldValue(supplier?.code)
        case .title: FieldValue(product.title)
        case .location: FieldValue(self.stock.place(receipt.locationId)?.code)
        case .lot: FieldValue(self.stock.lots.first { $0.id == receipt.lotId }?.code)
        case .sample: .number(receipt.sample)
        case .accept: .number(receipt.accept)
        case .defects: .number(receipt.defects)
        case .accepted: .number(receipt.accepted)
        case .rejected: .number(receipt.rejected)
        case .receivedAt: .instant(receipt.receivedAt)
        }
      }
    }
  }

  var pegRows: [ShownRow] {
    supply.pegs.filter { $0.state == .pegged }.compactMap { peg in
      guard let (variant, product) = goods(peg.variantId), let order = orders.first(where: { $0.id == peg.orderId })
      else { return nil }
      let purchase = supply.purchases.first { $0.line(peg.purchaseLineId ?? 0) != nil }
      let line = purchase?.line(peg.purchaseLineId ?? 0)
      let due = order.shipBy ?? order.deliverBy
      let days = supply.days(peg.variantId)
      let cut = SearchTerms.indexTerms(of: [order.number, variant.sku, product.number, product.title])
      return ShownRow(id: peg.id, cut: cut) { field in
        guard case .peg(let field) = field else { return .null }
        return switch field {
        case .order: .text(order.number)
        case .sku: FieldValue(variant.sku)
        case .quantity: .number(peg.quantity)
        case .purchase: FieldValue(purchase?.number)
        case .purchaseBy:
          FieldValue(
            peg.purchaseLineId == nil
              ? due.flatMap { due in days.map { due.adding(milliseconds: -$0 * PurchaseClock.day) } } : nil)
        case .title: FieldValue(product.title)
        case .supplier: FieldValue(purchase.flatMap { self.supply.supplier($0.supplierId)?.code })
        case .bought: .flag(peg.purchaseLineId != nil)
        case .dueAt: FieldValue(due)
        case .promisedAt: FieldValue(purchase.flatMap { purchase in line.flatMap { purchase.promise(of: $0) } })
        case .id: .number(peg.id)
        }
      }
    }
  }
}
