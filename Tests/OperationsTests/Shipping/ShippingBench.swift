import Domain
import Exchange
import Foundation
import Operations
import Store
import Testing

/// A shop with orders that are shipped, and the folder in which its files for channels appear.
final class ShippingBench {
  let bench: ImportBench
  let out: URL
  var orders: [Int64] = []
  static let now = Instant(seconds: 1_790_000_200)

  /// So many orders of two lines each at a channel, all of them shipped and to be told.
  init(orders count: Int, channel: String = "amazon") throws {
    bench = try ImportBench()
    out = bench.folder.appendingPathComponent("out")
    try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
    try bench.perform(
      "addAccount", fields: ["code": "SHOP", "channel": channel, "currency": "EUR"])
    let account = try #require(try bench.store.connection.readNow { try Accounts.find("SHOP", in: $0) })
    let intake = try Intake(
      store: bench.store, account: account, actor: bench.admin, format: "test", file: "orders",
      exportedAt: ShippingBench.now)
    var items: [IntakeItem] = []
    for number in 0..<count {
      var order = IncomingOrder(externalId: "100\(number)", line: 2, raw: "100\(number)")
      order.currency = .euro
      order.payment = .paid
      order.placedAt = ShippingBench.now
      order.lines = [
        IncomingLine(externalId: "L\(number)a", sku: "MUG", title: "Mug", quantity: 2, unitPrice: 500),
        IncomingLine(externalId: "L\(number)b", sku: "CUP", title: "Cup", quantity: 1, unitPrice: 300),
      ]
      items.append(.order(order))
    }
    for outcome in try intake.take(items, now: ShippingBench.now) {
      if case .imported(let id) = outcome { orders.append(id) }
    }
    for (number, order) in orders.enumerated() {
      try bench.perform("shipOrder", order)
      try bench.perform("confirmShipping", order, fields: ["carrier": "DHL", "tracking": "T\(number)"])
    }
  }

  /// One more order of two lines, `La` and `Lb`.
  func take(_ number: String) throws -> Int64 {
    let account = try #require(try bench.store.connection.readNow { try Accounts.find("SHOP", in: $0) })
    let intake = try Intake(
      store: bench.store, account: account, actor: bench.admin, format: "test", file: number,
      exportedAt: ShippingBench.now)
    var order = IncomingOrder(externalId: number, line: 2, raw: number)
    order.currency = .euro
    order.payment = .paid
    order.placedAt = ShippingBench.now
    order.lines = [
      IncomingLine(externalId: "La", sku: "MUG", title: "Mug", quantity: 2, unitPrice: 500),
      IncomingLine(externalId: "Lb", sku: "CUP", title: "Cup", quantity: 1, unitPrice: 300),
    ]
    let outcomes = try intake.take([.order(order)], now: ShippingBench.now)
    guard case .imported(let id)? = outcomes.first else { throw ActionRefusal.noSuchRecord(kind: "orders", number) }
    return id
  }

  func sender(
    holder: String = ShippingSender.ownHolder, lease: Int64 = 60_000,
    reached: @escaping (ShippingSender.Step) throws -> Void = { _ in }
  ) -> ShippingSender {
    ShippingSender(
      store: bench.store, actor: bench.admin, folder: out.path, holder: holder, leaseMilliseconds: lease,
      reached: reached)
  }

  /// The files that stand in their place, by name.
  func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: out.path).filter { !$0.hasPrefix(".") }.sorted()
  }

  func text(_ name: String) throws -> String {
    try String(contentsOf: out.appendingPathComponent(name), encoding: .utf8)
  }

  /// `written 4, accepted 2`: how many units are in which state.
  func states() throws -> String {
    try bench.store.connection.readNow {
      try $0.all("SELECT state, COUNT(*) FROM confirmed_units GROUP BY state ORDER BY state") {
        "\($0.text(0)) \($0.integer(1))"
      }
    }.joined(separator: ", ")
  }

  func order(_ place: Int) throws -> Order {
    try #require(try bench.store.connection.readNow { try OrderTable.load(self.orders[place], in: $0) })
  }

  func answer(_ text: String, name: String = "report.txt", dryRun: Bool = false) throws -> ImportReport {
    let file = bench.folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: file)
    return try bench.importer(dryRun: dryRun).run(.path(file.path), name: name)
  }
}
