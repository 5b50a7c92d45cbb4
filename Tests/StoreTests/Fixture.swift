import Domain
import Foundation
import TestSupport

@testable import Store

/// A small shop in a store of its own, written by the same functions as the real one, with every row also at hand as a
/// value: what the SQL answers can be compared with what the values say.
final class Fixture {
  let store: Store
  let folder: URL
  let now = Instant(seconds: 1_790_000_000)
  private(set) var orders: [Order] = []
  private(set) var products: [Product] = []
  private(set) var customers: [Customer] = []
  private(set) var accounts: [Int64: String] = [:]
  private(set) var stock = FixtureStock()
  private(set) var supply = FixtureSupply()
  private(set) var returns = FixtureReturns()
  private(set) var fulfilment = FixtureFulfilment()
  private(set) var delays = FixtureDelays()
  private(set) var shipments = FixtureShipments()
  /// By subject and revision.
  private(set) var cards: [CardKey: Card] = [:]
  var dice: Dice

  struct CardKey: Hashable {
    var subject: Int64
    var revision: Int64
  }

  static let names = [
    "Anna Müller", "anna ünal", "Łódź Kowalski", "王伟", "王小明", "Bob O'Neil", "José María", "ANNA", "佐藤 花子", "x",
  ]
  static let titles = ["Blue Mug", "blue mug, large", "Tasse bleue", "蓝色马克杯", "USB-C Kabel 2m", "Ünique", ""]
  static let codes = ["AB-1", "ab-2", "Ä-3", "X", "１２-3", "ab-1x", "902-3159896"]
  static let tags = ["vip", "VIP", "Größe", "rush", "gift"]

  init(
    seed: UInt64, orders: Int, products: Int, customers: Int, accounts codes: [String] = ["AMZ", "AMZ-DE", "SHOP"],
    hasFulfilment: Bool = false
  ) throws {
    dice = Dice(seed: seed)
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("portolan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let url = try TestEngine.place(in: folder)
    store = try Store.create(url, admin: "root", at: now)
    try store.connection.writeNow { writer in
      let actor = Actor(name: "root", rights: Set(Right.allCases))
      let work = Work(writer, actor: actor, now: now, reason: "")
      try work.begin()
      for (index, code) in codes.enumerated() {
        try writer.execute(
          "INSERT INTO accounts (id, code, channel, name) VALUES (\(index + 1), \(code), 'own', \(code))")
        accounts[Int64(index + 1)] = code
      }
      for id in 1...max(customers, 1) { try addCustomer(Int64(id), work) }
      for id in 1...max(products, 1) { try addProduct(Int64(id), work) }
      for id in 1...max(orders, 1) { try addOrder(Int64(id), work) }
      stock = try FixtureStock(seed: seed, variants: self.products.flatMap(\.variants).map(\.id), work)
      supply = try FixtureSupply(
        seed: seed, variants: self.products.flatMap(\.variants).map(\.id), orders: self.orders, stock: stock, work)
      returns = try FixtureReturns(seed: seed, orders: self.orders, work)
      if hasFulfilment {
        fulfilment = try FixtureFulfilment(seed: seed, orders: self.orders, stock: stock, work)
        delays = try FixtureDelays(seed: seed, parcels: fulfilment.parcelsOfOrders, work)
        shipments = try FixtureShipments(seed: seed, parcels: fulfilment.all(.parcels).map(\.id), work)
      }
      try work.finish()
    }
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func card(_ subject: Int64?, _ revision: Int64?) -> Card? {
    guard let subject, let revision else { return nil }
    return cards[CardKey(subject: subject, revision: revision)]
  }

  /// The cards that an order is searched by: its own, else the newest of its buyer.
  func cards(of order: Order) -> [Card] {
    guard let subject = order.customerId else { return [] }
    var revisions = [order.shipToRevision, order.billToRevision].compactMap { $0 }
    if revisions.isEmpty { revisions = customers.filter { $0.id == subject }.map(\.revision) }
    return revisions.compactMap { card(subject, $0) }
  }

  private func maybe<Value>(_ value: @autoclosure () -> Value) -> Value? { dice.roll(0...3) == 0 ? nil : value() }

  private func moment() -> Instant {
    // Many in the same second, some with milliseconds, some long ago.
    switch dice.roll(0...9) {
    case 0: Instant(milliseconds: Int64(dice.roll(-5000...5000)))
    case 1...4: Instant(seconds: 1_789_900_000 + Int64(dice.roll(0...3)))
    default: now.adding(milliseconds: Int64(dice.roll(-90 * 86_400...86_400)) * 1000 + Int64(dice.roll(0...999)))
    }
  }

  private func addCard(_ subject: Int64, _ revision: Int64, _ work: Work) throws {
    let name = dice.pick(Fixture.names)
    let card = Card(
      name: name, email: dice.pick(["anna@example.com", "bob.neil@shop.co.uk", ""]),
      phone: dice.pick(["+49 170 1234567", "0170/7654321", ""]), lines: ["Main St 1"],
      city: dice.pick(["Köln", "北京", "Paris", ""]), postcode: dice.pick(["10115", "SW1A 1AA", ""]), country: "DE",
      message: dice.pick(["please hurry", "请尽快", ""]))
    cards[CardKey(subject: subject, revision: revision)] = card
    try PersonalTable.insert(card, subject: subject, revision: revision, at: now, in: work.writer)
  }

  private func addCustomer(_ id: Int64, _ work: Work) throws {
    let customer = Customer(
      id: id, number: "C-\(id)", revision: 3, country: maybe(dice.pick(["DE", "FR", "US"])),
      tier: dice.pick(CustomerTier.allCases), tags: someTags(), firstOrderAt: maybe(moment()),
      lastOrderAt: maybe(moment()), orderCount: Int64(dice.roll(0...4)))
    try CustomerTable.insert(customer, in: work.writer)
    for revision in 1...3 { try addCard(id, Int64(revision), work) }
    try CustomerTable.index(customer, card(id, 3), was: nil, in: work.writer)
    customers.append(customer)
  }

  private func someTags() -> [String] { Fixture.tags.filter { _ in dice.roll(0...4) == 0 } }

  private func addProduct(_ id: Int64, _ work: Work) throws {
    var variants: [Variant] = []
    for position in 1...dice.roll(1...3) {
      variants.append(
        Variant(
          id: id * 10 + Int64(position), position: position,
          sku: maybe("\(dice.pick(Fixture.codes))-\(id)-\(position)") ?? "",
          optionValues: dice.pick([["Red", "XL"], ["Grün"], []]),
          prices: dice.pick([
            [], [Money(minorUnits: Int64(dice.roll(-5...5000)), currency: dice.pick([.euro, .yen]))],
          ]), barcodes: dice.pick([[], [Barcode(code: "4006381\(dice.roll(100...130))")]]),
          declared: Measures(grams: maybe(Int64(dice.roll(0...900)))),
          measured: Measures(grams: maybe(Int64(dice.roll(0...900)))),
          customs: CustomsProfile(
            hsCode: dice.pick(["", "691110", "851762"]), origin: dice.pick(["", "CN", "DE"]),
            declaredName: dice.pick(["", "Ceramic mug"])),
          hazards: dice.pick([[], [.magnet], [.liquid, .magnet]])))
    }
    let product = Product(
      id: id, number: "\(dice.pick(["Blue", "blue", "Ünique"]))-\(id)", title: dice.pick(Fixture.titles),
      brand: dice.pick(["", "Acme", "acme", "Łódź"]), category: dice.pick(["", "Mugs"]),
      source: dice.pick(ProductSource.allCases), review: dice.pick(ReviewState.allCases), tags: someTags(),
      variants: variants, images: dice.pick([[], [ProductImage(address: "a", position: 1)]]),
      translations: dice.pick([
        [], [Translation(locale: "de", field: "title", text: "Tasse", origin: .human)],
        [
          Translation(locale: "zh-Hans", field: "title", text: "杯", origin: .machine),
          Translation(locale: "zh-Hans", field: "body", text: "杯", origin: .machine),
        ],
      ]))
    try ProductTable.insert(product, account: nil, externalId: nil, in: work)
    if dice.roll(0...15) == 0 { try ProductTable.withdraw(product, in: work) } else { products.append(product) }
  }

  private func addOrder(_ id: Int64, _ work: Work) throws {
    let customer = maybe(dice.pick(customers))
    let account = Int64(dice.roll(1...3))
    let external = "\(dice.pick(Fixture.codes))-\(id)"
    let currency = dice.pick([Currency.euro, .yen, .dollar] + (Currency("KWD").map { [$0] } ?? []))
    let variants = products.flatMap(\.variants)
    var lines: [OrderLine] = []
    for position in 1...dice.roll(1...3) {
      lines.append(
        OrderLine(
          id: id * 10 + Int64(position), position: position, sku: dice.pick(Fixture.codes + [""]),
          listingId: dice.pick(["", "B00ABC", "b00abd"]), title: dice.pick(Fixture.titles),
          options: dice.pick(["", "Red / XL"]), quantity: Int64(dice.roll(-1...4)),
          unitPrice: Int64(dice.roll(0...9999)), amount: Int64(dice.roll(-50...99_999)),
          variantId: maybe(dice.pick(variants).id)))
    }
    let state = dice.roll(0...4) == 0 ? dice.pick(OrderState.allCases) : .open
    let order = Order(
      id: id, accountId: account, externalId: external, number: "\(accounts[account] ?? "")-\(external)", state: state,
      payment: dice.pick(PaymentState.allCases), fulfilment: dice.pick(FulfilmentState.allCases),
      holds: HoldReason.allCases.filter { _ in dice.roll(0...15) == 0 }
        .map { Hold(reason: $0, actor: "root", placedAt: now) },
      placedAt: moment(), paidAt: maybe(moment()), shippedAt: maybe(moment()), shipBy: maybe(moment()),
      deliverBy: maybe(moment()), customerId: customer?.id,
      shipToRevision: customer == nil ? nil : maybe(Int64(dice.roll(1...2))),
      billToRevision: customer == nil ? nil : maybe(Int64(dice.roll(1...3))),
      messageRevision: customer == nil ? nil : maybe(Int64(dice.roll(1...3))), country: maybe(dice.pick(["DE", "FR"])),
      money: OrderMoney(
        currency: currency, items: Int64(dice.roll(0...9999)), discount: Int64(dice.roll(0...50)),
        shipping: Int64(dice.roll(0...500)), tax: Int64(dice.roll(0...99)), taxIncluded: dice.isHeads()),
      shippingService: dice.pick(["", "DHL Paket", "顺丰"]), tags: someTags(),
      assignee: maybe(dice.pick(["Anna", "anna", "root"])), note: dice.pick(["", "call back", "易碎"]), lines: lines)
    var cutter = TermCutter()
    let words = OrderWords.words(order, cards: cards(of: order), cutter: &cutter)
    let origin = OrderSources(newest: RevisionStamp(revisedAt: now, contentHash: id))
    try OrderTable.insert(order, origin, words: words, in: work)
    if dice.roll(0...15) == 0 { try OrderTable.withdraw(order, words: words, in: work) } else { orders.append(order) }
  }
}
