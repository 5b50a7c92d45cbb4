import Domain
import Foundation
import Store
import Terminal
import TestSupport

@testable import Console

/// A small made-up shop in a folder of its own, made through the same doors as a real one: intake and actions.
final class Shop {
  static let now = Instant(milliseconds: 1_790_000_000_000)  // 2026-09-21 13:33:20 UTC

  let store: Store
  let folder: URL
  let admin = Actor(name: "ada", rights: Set(Right.allCases))
  private var clock = Shop.now.adding(milliseconds: -86_400_000)

  /// Without rows where `isEmpty`.
  init(isEmpty: Bool = false) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("portolan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    store = try Store.create(try TestEngine.place(in: folder), admin: "ada", at: clock)
    if !isEmpty { try fill() }
  }

  deinit {
    do {
      try FileManager.default.removeItem(at: folder)
    } catch {
      print("left behind: \(folder.path)")
    }
  }

  func options(
    _ language: Language = .english, view: String? = nil, readOnly: Bool = false, actor: Domain.Actor? = nil,
    keepsSession: Bool = false
  ) -> ConsoleOptions {
    ConsoleOptions(
      store: store, actor: actor ?? admin, language: language, view: view, readOnly: readOnly,
      keepsSession: keepsSession, now: { Shop.now })
  }

  func rehearsal(
    _ size: Size = Size(columns: 120, rows: 36), _ language: Language = .english, view: String? = nil,
    readOnly: Bool = false, actor: Domain.Actor? = nil, keepsSession: Bool = false
  ) throws -> Rehearsal {
    try Rehearsal(
      options(language, view: view, readOnly: readOnly, actor: actor, keepsSession: keepsSession), size: size)
  }

  func id(_ number: String, _ kind: Kind = .orders) throws -> Int64 {
    guard let id = try store.connection.readNow({ try Views.find(number, kind: kind, in: $0) }).first else {
      throw ActionRefusal.noSuchRecord(kind: kind.rawValue, number)
    }
    return id
  }

  func account(_ code: String) throws -> Int64 {
    guard let account = try store.connection.readNow({ try Accounts.find(code, in: $0) }) else {
      throw ActionRefusal.noSuchRecord(kind: "accounts", code)
    }
    return account.id
  }

  @discardableResult
  func perform(
    _ action: String, _ subject: Int64?, _ fields: [String: String] = [:], as actor: Domain.Actor? = nil
  ) throws -> ActionResult {
    clock = clock.adding(milliseconds: 60_000)
    return try store.perform(ActionRequest(action, subject: subject, fields: fields), as: actor ?? admin, now: clock)
  }

  private func fill() throws {
    try perform("addUser", nil, ["name": "bob", "roles": "agent"])
    try perform("addAccount", nil, ["code": "AMZ-DE", "channel": "amazon", "currency": "EUR"])
    try perform("addAccount", nil, ["code": "SHOP", "channel": "shopify", "currency": "USD"])
    try take("AMZ-DE", (1...40).map(order))
    try take("SHOP", (41...60).map(order) + (1...12).map(product))
    try perform("holdOrder", try id("AMZ-DE-305-0000039"), ["reason": "fraudRisk", "note": "call the buyer"])
    try perform("tagOrder", try id("AMZ-DE-305-0000038"), ["tag": "vip"])
    try perform("noteOrder", try id("AMZ-DE-305-0000037"), ["note": "礼品，请勿放发票"])
    try perform("assignOrder", try id("AMZ-DE-305-0000036"), ["to": "bob"])
  }

  private func take(_ code: String, _ items: [IntakeItem]) throws {
    guard let account = try store.connection.readNow({ try Accounts.find(code, in: $0) }) else {
      throw ActionRefusal.noSuchRecord(kind: "accounts", code)
    }
    clock = clock.adding(milliseconds: 60_000)
    let intake = try Intake(
      store: store, account: account, actor: admin, format: "test", file: "orders.csv", exportedAt: clock)
    _ = try intake.take(items, now: clock)
  }

  private static let people = ["Anna Müller", "王小明", "Łukasz Lefèvre", "佐藤 花子", "José María", "Bob O'Neil"]
  private static let goods = ["Blue Mug", "蓝色马克杯", "USB-C Kabel 2m", "Tasse à café", "Felt Rabbit"]

  private func order(_ index: Int) -> IntakeItem {
    let digits = String(index)
    let id = index <= 40 ? "305-" + String(repeating: "0", count: 7 - digits.count) + digits : String(1000 + index)
    var order = IncomingOrder(externalId: id, line: index, raw: "id,\(id)\ntotal,\(index)", linesAreComplete: true)
    let placed = Shop.now.adding(milliseconds: Int64(index - 61) * 3_700_000)
    order.placedAt = placed
    order.revisedAt = placed
    order.state = .open
    order.payment = index % 7 == 0 ? .unpaid : .paid
    order.fulfilment = index % 5 == 0 ? .shipped : .unfulfilled
    order.shipBy = placed.adding(milliseconds: 2 * 86_400_000)
    order.currency = index <= 40 ? .euro : .dollar
    order.shipping = 490
    order.tax = 0
    order.taxIncluded = true
    let name = Shop.people[index % Shop.people.count]
    let country = ["DE", "FR", "CN", "US"][index % 4]
    order.shipTo = Card(
      name: name, email: "buyer\(index)@example.com", phone: "+49 30 \(100_000 + index)", lines: ["Main St \(index)"],
      city: "Köln", postcode: "50667", country: country)
    order.message = index % 6 == 0 ? "请尽快发货" : nil
    order.lines = (1...(index % 3 + 1)).map { place in
      IncomingLine(
        externalId: "\(id)-\(place)", sku: "MUG-\((index + place) % 9)", title: Shop.goods[(index + place) % 5],
        options: "Red / XL", quantity: Int64(place), unitPrice: Int64(900 + 37 * index))
    }
    return .order(order)
  }

  private func product(_ index: Int) -> IntakeItem {
    let product = Product(
      id: 0, number: "mug-\(index)", title: Shop.goods[index % 5] + " \(index)", brand: index % 2 == 0 ? "Acme" : "陶然",
      category: "Mugs", body: "<p>A mug.</p>", source: .supplier, tags: ["kitchen"], optionNames: ["Colour"],
      variants: [
        Variant(
          position: 1, sku: "MUG-\(index)", optionValues: ["Blue"],
          prices: [Money(minorUnits: 1290, currency: .dollar)],
          barcodes: [Barcode(code: "400638133393\(index % 10)")], declared: Measures(grams: 340),
          customs: CustomsProfile(hsCode: "691110", origin: "CN", declaredName: "Ceramic mug"), hazards: [])
      ], images: [ProductImage(address: "https://example.com/\(index).jpg", position: 1)],
      translations: [Translation(locale: "zh-Hans", field: "title", text: "马克杯", origin: .machine)])
    return .product(
      IncomingProduct(
        externalId: "mug-\(index)", revisedAt: Shop.now.adding(milliseconds: -86_400_000), product: product,
        raw: "{\"handle\":\"mug-\(index)\"}", line: index, rowCount: 1))
  }
}

extension Rehearsal {
  mutating func press(script: String) {
    for key in Key.script(script) { press(key) }
  }

  var frame: Frame { state.view(.standard) }
  var text: String { frame.text }
  var lines: [String] { frame.lines }
}
