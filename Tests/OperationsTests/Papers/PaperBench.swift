import Domain
import Operations
import Store
import TestSupport
import Testing

/// A house in Shenzhen with a sender, and labelled parcels of two mugs each.
final class PaperBench {
  let bench: ImportBench
  private(set) var parcels: [Int64] = []
  private var now = Instant(seconds: 1_790_000_200)

  var store: Store { bench.store }
  var desk: PaperDesk { PaperDesk(store: store, actor: bench.admin) }
  var later: Instant { now.adding(milliseconds: 1000) }

  init(orders: Int = 1, country: String = "DE") throws {
    bench = try ImportBench()
    let house = try #require(try perform("createLocation", ["code": "SZ", "country": "CN"]))
    for (code, use) in [("SZ-A", "picking"), ("SZ-PACK", "packing")] {
      try perform("createLocation", ["code": code, "warehouse": "SZ", "use": use])
    }
    try perform("createProduct", ["number": "P1", "title": "Mug", "sku": "MUG"])
    let mug = try bench.integer("SELECT id FROM variants")
    try perform(
      "editVariant",
      ["hs": "691200", "origin": "CN", "declaredName": "Ceramic mug", "grams": "300", "barcodes": "4006381333931"],
      on: mug)
    try perform("receiveStock", ["to": "SZ-A", "quantity": String(orders * 2)], on: mug)
    try perform(
      "setSender",
      [
        "company": "Harbour Lights", "street": "18 Shenyan Road", "city": "Shenzhen", "postcode": "518083",
        "country": "CN", "signer": "Li Wei", "localName": "港灯",
      ], on: house)
    try perform("setSDRRate", ["currency": "EUR", "rate": "1.165", "date": "2026-09-18", "source": "IMF"])
    try perform("addAccount", ["code": "SHOP", "channel": "own", "currency": "EUR"])
    for order in try sold(orders, to: country) { try perform("allocateOrder", [:], on: order) }
    let wave = try #require(try perform("planWave", ["warehouse": "SZ"]))
    try perform("releaseWave", [:], on: wave)
    for run in try ids("runs") { try walk(run) }
    for fulfilment in try ids("fulfilments") { try perform("packParcel", ["grams": "620"], on: fulfilment) }
    parcels = try ids("parcels")
    for parcel in parcels {
      try perform("labelParcel", ["carrier": "China Post", "tracking": "RR\(100_000_000 + parcel)CN"], on: parcel)
    }
  }

  private func sold(_ count: Int, to country: String) throws -> [Int64] {
    let account = try #require(try store.connection.readNow { try Accounts.find("SHOP", in: $0) })
    let intake = try Intake(
      store: store, account: account, actor: bench.admin, format: "test", file: "orders", exportedAt: now)
    let items = (1...count).map { number in
      var order = IncomingOrder(externalId: "\(number)", line: 2, raw: "\(number)")
      order.currency = .euro
      order.payment = .paid
      order.placedAt = now
      order.shipTo = Card(
        name: "Jürgen Groß \(number)", email: "j\(number)@example.de", lines: ["Weißenburger Straße \(number)"],
        city: "München", postcode: "81667", country: country)
      order.lines = [IncomingLine(sku: "MUG", title: "Mug", quantity: 2, unitPrice: 1290)]
      return IntakeItem.order(order)
    }
    return try intake.take(items, now: now).compactMap { outcome in
      if case .imported(let id) = outcome { id } else { nil }
    }
  }

  private func ids(_ table: String) throws -> [Int64] {
    try store.connection.readNow { reader in
      let asked: SQL =
        switch table {
        case "runs": "SELECT id FROM runs ORDER BY id"
        case "fulfilments": "SELECT id FROM fulfilments ORDER BY id"
        default: "SELECT id FROM parcels ORDER BY id"
        }
      return try reader.all(asked) { $0.integer(0) }
    }
  }

  private func walk(_ run: Int64) throws {
    var desk = try RunDesk(store, run: run, as: bench.admin, token: "gun", takesOver: false, now: now)
    while !desk.isDone, let event = desk.step.obvious {
      now = now.adding(milliseconds: 500)
      let answer = try desk.take(event, now: now)
      guard case .taken(.accepted) = answer else {
        Issue.record("the walk stopped at \(desk.step.prompt): \(answer)")
        return
      }
    }
  }

  @discardableResult
  func perform(_ action: String, _ fields: [String: String], on subject: Int64? = nil) throws -> Int64? {
    now = now.adding(milliseconds: 1000)
    return try store.perform(
      ActionRequest(action, subject: subject, fields: fields), as: bench.admin, now: now
    ).subject
  }

  func print(_ format: PaperFormat, kinds: [PaperKind] = [], reason: String = "") throws -> PaperDesk.Report {
    now = now.adding(milliseconds: 1000)
    return try desk.print(parcels, kinds: kinds, format: format, reason: reason, at: now)
  }
}
