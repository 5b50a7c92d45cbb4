import Domain
import Foundation
import Store
import TestSupport
import Testing

/// A store of its own in a temporary folder, with the verbs that tests speak.
final class Shop {
  static let start = Instant(milliseconds: 1_790_000_000_000)

  let store: Store
  let folder: URL
  let admin = Actor(name: "ada", rights: Set(Right.allCases))
  var now = Shop.start

  init() throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("portolan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let url = try TestEngine.place(in: folder)
    store = try Store.create(url, admin: "ada", at: now)
  }

  deinit {
    do {
      try FileManager.default.removeItem(at: folder)
    } catch {
      print("left behind: \(folder.path)")
    }
  }

  func account(_ code: String = "SHOP") throws -> Account {
    if let known = try store.connection.readNow({ try Accounts.find(code, in: $0) }) { return known }
    try perform("addAccount", fields: ["code": code, "channel": "own", "currency": "EUR"])
    guard let made = try store.connection.readNow({ try Accounts.find(code, in: $0) }) else {
      throw ActionRefusal.noSuchRecord(kind: "accounts", code)
    }
    return made
  }

  @discardableResult
  func perform(
    _ action: String, _ subject: Int64? = nil, fields: [String: String] = [:], as actor: Actor? = nil,
    operation: String? = nil, seen: [String: String] = [:]
  ) throws -> ActionResult {
    now = now.adding(milliseconds: 1000)
    return try store.perform(
      ActionRequest(action, subject: subject, fields: fields, operationId: operation, seen: seen), as: actor ?? admin,
      now: now)
  }

  /// Takes in one file's worth of records and says what became of each.
  @discardableResult
  func take(_ items: [IntakeItem], at time: Instant? = nil, file: String = "a.csv") throws -> [Intake.Outcome] {
    try takeFile(items, at: time, file: file).outcomes
  }

  func takeFile(_ items: [IntakeItem], at time: Instant? = nil, file: String = "a.csv") throws
    -> (outcomes: [Intake.Outcome], batch: Int64?, notes: [RowIssue])
  {
    now = now.adding(milliseconds: 1000)
    let intake = try Intake(
      store: store, account: try account(), actor: admin, format: "test", file: file, exportedAt: time ?? Shop.start)
    let outcomes = try intake.take(items, now: now)
    return (outcomes, intake.batch, intake.notes)
  }

  func order(_ id: Int64) throws -> Order? { try store.connection.readNow { try OrderTable.load(id, in: $0) } }
  func product(_ id: Int64) throws -> Product? { try store.connection.readNow { try ProductTable.load(id, in: $0) } }

  func integer(_ sql: SQL) throws -> Int64 { try store.connection.readNow { try $0.integer(sql) } ?? -1 }

  func findings() throws -> [String] { try store.examine().findings.map { "\($0.check): \($0.text)" } }

  /// How many orders a sentence finds.
  func count(_ text: String) throws -> Int64 {
    let opensWithKind = Kind.allCases.contains { text.hasPrefix($0.rawValue + " ") }
    let sentence = try Sentence(text, kind: opensWithKind ? nil : .orders) { _ in nil }
    let query = ViewQuery(sentence, inquiry: Inquiry(now: now, zone: .utc, me: "ada"), mayReadPersonal: true)
    return try store.connection.readNow { try Views.count(query, in: $0) }
  }
}

extension IncomingOrder {
  /// An order of one buyer with lines `SKU`, quantity and price in cents.
  static func made(
    _ id: String, revised: Int64? = nil, email: String = "anna@example.com",
    lines: [(String, Int64, Int64)] = [("MUG", 1, 1250)],
    raw: String? = nil
  ) -> IncomingOrder {
    var order = IncomingOrder(externalId: id, line: 2, raw: raw ?? "\(id) \(revised ?? 0) \(lines)")
    order.revisedAt = revised.map { Shop.start.adding(milliseconds: $0 * 1000) }
    order.placedAt = Shop.start
    order.currency = .euro
    order.payment = .paid
    order.shipTo = Card(
      name: "Anna Müller", email: email, lines: ["Hauptstr. 1"], city: "Köln", postcode: "50667", country: "DE")
    order.lines = lines.map { IncomingLine(sku: $0.0, title: "Blue \($0.0)", quantity: $0.1, unitPrice: $0.2) }
    return order
  }
}

extension IntakeItem {
  /// An order of one line that is sold under this SKU or listing id.
  static func sale(_ id: String, sku: String = "mug", listing: String = "") -> IntakeItem {
    var order = IncomingOrder.made(id)
    order.lines = [IncomingLine(sku: sku, listingId: listing, title: "x", quantity: 1, unitPrice: 100)]
    return .order(order)
  }
}

extension Shop {
  /// The variant of a product that is made with this SKU of ours.
  func variant(ofNew sku: String) throws -> Int64 {
    let made = try perform("createProduct", fields: ["number": "p-\(sku)", "title": sku, "sku": sku])
    let id = try #require(made.subject)
    return try #require(try product(id)?.variants.first?.id)
  }

  /// Writes past the program's actions, as a meddler would.
  func tamper(_ statement: SQL) throws {
    try store.connection.writeNow { try $0.execute(statement) }
  }

  /// Every byte of the store's files; of a server, every row.
  func wholeFile() throws -> Bytes {
    if !TestEngine.isFile {
      let rows = try store.connection.readNow {
        try $0.first("SELECT schema_to_xml(current_schema(), true, false, '')::text") { $0.text(0) }
      }
      return Bytes(data: Data((rows ?? "").utf8))
    }
    var all = Data()
    for ending in ["", "-wal"] {
      let url = URL(fileURLWithPath: store.url.path + ending)
      if FileManager.default.fileExists(atPath: url.path) { all.append(try Data(contentsOf: url)) }
    }
    return Bytes(data: all)
  }

  struct Bytes {
    let data: Data

    func contains(_ needle: [UInt8]) -> Bool { data.range(of: Data(needle)) != nil }
  }
}
