import Domain
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Store

/// A shop moves whole, whichever engines it moves between. The other engine than the run's own is a SQLite file always,
/// and a server where PORTOLAN_TEST_SERVER names one.
@Suite struct CopyTests {
  /// An empty place of the other engine: a file where the run tests the server, else a file too.
  private func place(beside shop: Fixture, _ name: String = "copy.db") throws -> StoreURL {
    try #require(StoreURL(shop.folder.appendingPathComponent(name).path))
  }

  private func allow(_ shop: Fixture) throws -> Fixture {
    // Texts as no keyboard types them: in a key, in a value, at the ends; with what PostgreSQL escapes by.
    let odd = [
      "a\0b", "\0", "\u{10FFFF}", "\u{10FFFF}0\0", "e\u{301}\u{202E}\u{FEFF}", "'; DROP TABLE orders; --", "\\N\t\n",
    ]
    try shop.store.connection.writeNow { writer in
      for (index, text) in odd.enumerated() {
        try writer.execute(
          "INSERT INTO barcodes (code, variant_id, pack_quantity) SELECT \(text), MIN(id), 1 FROM variants")
        try writer.execute("UPDATE orders SET note = \(text) WHERE id = \(index + 1)")
        try writer.execute(
          "INSERT INTO saved_views (owner, name, sentence) VALUES (\(text), \(text), \(text + "orders"))")
      }
    }
    return shop
  }

  private func shop(orders: Int = 120, seed: UInt64 = 7) throws -> Fixture {
    try allow(Fixture(seed: seed, orders: orders, products: 30, customers: 40))
  }

  private func copy(
    _ source: StoreURL, _ target: StoreURL, isAnew: Bool = false, stop: MigrationStop = MigrationStop(),
    _ progress: @escaping @Sendable (CopyProgress) -> Void = { _ in }
  ) throws -> CopyReport {
    try Store.copy(from: source, to: target, as: "root", isAnew: isAnew, stop: stop, progress: progress)
  }

  /// What the doctor has against a copy of a fixture, whose made-up rows he would not accept in the first place.
  private func expectSame(_ a: StoreURL, _ b: StoreURL) throws {
    let report = try Store.compare(a, with: b, as: "root")
    #expect(report.differences == [])
    #expect(report.findings == [])
    #expect(report.tables.contains { $0.name == "orders" && $0.rows > 0 })
  }

  private func answers(_ url: StoreURL, _ now: Instant) throws -> [Int64] {
    let store = try Store.open(url)
    return try [
      "orders", "orders blue", "orders 蓝色", "orders anna", "customers kowalski", "products tasse", "lines usb",
    ]
    .map { text in
      let sentence = try Sentence(text) { _ in nil }
      let query = ViewQuery(sentence, inquiry: Inquiry(now: now, zone: .utc, me: "root"), mayReadPersonal: true)
      return try store.connection.readNow { try Views.count(query, in: $0) }
    }
  }

  @Test func `A shop is the same there and back again, odd texts and search words included`() throws {
    let shop = try shop()
    let file = try place(beside: shop)
    let there = try copy(shop.store.url, file)
    #expect(there.copied > 500)
    #expect(!there.isResumed)
    try expectSame(shop.store.url, file)
    #expect(try answers(file, shop.now) == answers(shop.store.url, shop.now))
    #expect(try answers(file, shop.now).allSatisfy { $0 > 0 })

    let other = FileManager.default.temporaryDirectory.appendingPathComponent("portolan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: other) }
    let back = try TestEngine.place(in: other)
    let report = try copy(file, back)
    #expect(report.head == there.head)
    #expect(report.tables == there.tables)
    try expectSame(shop.store.url, back)
    #expect(try answers(back, shop.now) == answers(shop.store.url, shop.now))
  }

  @Test func `What is written into a copy goes on where the source ended`() throws {
    let shop = try Shop()
    try shop.take([.order(.made("1")), .order(.made("2"))])
    let folder = shop.folder.appendingPathComponent("copy")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let url = try TestEngine.place(in: folder)
    let report = try Store.copy(from: shop.store.url, to: url, as: "ada")
    #expect(report.findings == [])

    let copy = try Store.open(url)
    let intake = try Intake(
      store: copy, account: try shop.account(), actor: shop.admin, format: "test", file: "b.csv",
      exportedAt: Shop.start)
    _ = try intake.take([.order(.made("3"))], now: shop.now)
    #expect(try copy.examine(knownHead: report.head).findings == [])
    #expect(try copy.connection.readNow { try $0.integer("SELECT COUNT(*) FROM orders") } == 3)
  }

  @Test(arguments: 1...12)
  func `A copy that is broken off at any moment goes on`(turn: Int) throws {
    let shop = try shop(orders: 60, seed: UInt64(turn))
    let folder = shop.folder.appendingPathComponent("copy")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    // The run's own engine is the target: what is broken off there must be whole.
    let target = try TestEngine.place(in: folder)
    var dice = Dice(seed: UInt64(turn) * 977)
    var breaks = 0
    var last: CopyReport?
    // The proof begins anew each time, so each run is given more time.
    for run in 0..<200 where last == nil {
      let stop = MigrationStop()
      let left = Mutex(dice.roll(1...(9 + run * 6)))
      do {
        last = try copy(shop.store.url, target, stop: stop) { _ in
          left.withLock { left in
            left -= 1
            if left == 0 { stop.stop() }
          }
        }
      } catch StoreError.interrupted {
        breaks += 1
        #expect(throws: StoreError.unfinished(path: target.path)) { try Store.open(target) }
      }
    }
    #expect(breaks > 2)
    #expect(last?.isResumed == true)
    try expectSame(shop.store.url, target)
    #expect(try answers(target, shop.now) == answers(shop.store.url, shop.now))
  }

  /// Where a copy may be broken off: by the table, or by the stage.
  enum Break: String, CaseIterable, Sendable {
    case orders, lines, indexes, words, proof

    func isMet(_ progress: CopyProgress) -> Bool {
      switch self {
      case .orders: progress.stage == .rows && progress.name == "orders"
      case .lines: progress.stage == .rows && progress.name == "order_lines"
      case .indexes: progress.stage == .indexes
      case .words: progress.stage == .words
      case .proof: progress.stage == .proof
      }
    }
  }

  @Test(arguments: Break.allCases)
  func `A source that went on since the break is caught up with`(moment: Break) throws {
    let shop = try Shop()
    try shop.take((1...20).map { .order(.made("\($0)", email: "anna\($0)@example.com")) })
    let spare = try #require(try shop.takeFile([.order(.made("99"))], file: "spare.csv").batch)
    let folder = shop.folder.appendingPathComponent("copy")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let target = try TestEngine.place(in: folder)
    try breakOff(shop.store.url, target, when: moment.isMet)

    // New rows, changed ones and some that are gone.
    try shop.take([.order(.made("21")), .order(.made("3", revised: 5, lines: [("TEAPOT", 2, 900)]))])
    try shop.perform("noteOrder", 2, fields: ["note": "call after six"])
    try shop.perform("eraseCustomer", 5)
    _ = try shop.store.undo(entry: spare, as: shop.admin, now: shop.now)
    try shop.tamper("DELETE FROM order_lines WHERE order_id = 7")
    try breakOff(shop.store.url, target) { $0.stage == .mending && $0.name == "order_lines" }
    #expect(throws: StoreError.unfinished(path: target.path)) { try Store.open(target) }

    let report = try Store.copy(from: shop.store.url, to: target, as: "ada")
    #expect(report.isResumed)
    #expect(try Store.compare(shop.store.url, with: target, as: "ada").differences == [])
    let copy = try Store.open(target)
    #expect(try copy.connection.readNow { try $0.integer("SELECT COUNT(*) FROM orders WHERE note <> ''") } == 1)
    for text in ["orders six", "orders teapot", "customers anna6"] {
      let query = ViewQuery(
        try Sentence(text) { _ in nil }, inquiry: Inquiry(now: shop.now, zone: .utc, me: "ada"), mayReadPersonal: true)
      let ours = try shop.store.connection.readNow { try Views.count(query, in: $0) }
      #expect(ours > 0, "\(text)")
      #expect(try copy.connection.readNow { try Views.count(query, in: $0) } == ours, "\(text)")
    }
  }

  @Test func `A broken copy is thrown away only when told`() throws {
    let shop = try Shop()
    try shop.take((1...20).map { .order(.made("\($0)")) })
    let folder = shop.folder.appendingPathComponent("copy")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let target = try TestEngine.place(in: folder)
    try breakOff(shop.store.url, target) { $0.stage == .proof }

    let report = try Store.copy(from: shop.store.url, to: target, as: "ada", isAnew: true)
    #expect(!report.isResumed)
    #expect(report.findings == [])
    #expect(try Store.compare(shop.store.url, with: target, as: "ada").differences == [])
  }

  @Test func `People work in the source while it is copied, and the copy is of one moment`() throws {
    let shop = try Shop()
    try shop.take((1...20).map { .order(.made("\($0)")) })
    let before = try shop.integer("SELECT MAX(seq) FROM journal")
    let isFirst = Mutex(true)
    let (store, actor, now) = (shop.store, shop.admin, shop.now)
    let report = try Store.copy(from: shop.store.url, to: try place(shop, "copy.db"), as: "ada") { progress in
      guard progress.name == "orders",
        isFirst.withLock({ first in
          defer { first = false }; return first
        })
      else { return }
      do {
        _ = try store.perform(
          ActionRequest("noteOrder", subject: 2, fields: ["note": "meanwhile"]), as: actor, now: now)
      } catch {
        Issue.record(error)
      }
    }
    #expect(report.seq == before)
    #expect(report.entriesSince == 1)
    #expect(report.findings == [])
    let copy = try Store.open(try place(shop, "copy.db"))
    #expect(try copy.connection.readNow { try $0.integer("SELECT COUNT(*) FROM orders WHERE note <> ''") } == 0)
  }

  @Test func `What no journal tells of may change between the runs`() throws {
    let shop = try Shop()
    try shop.take((1...5).map { .order(.made("\($0)")) })
    let target = try place(shop, "copy.db")
    try breakOff(shop.store.url, target) { $0.stage == .proof }
    try shop.tamper("INSERT INTO seen_marks (person, list, seq) VALUES ('ada', 'orders', 3)")

    let report = try Store.copy(from: shop.store.url, to: target, as: "ada")
    #expect(report.isResumed)
    #expect(try Store.compare(shop.store.url, with: target, as: "ada").differences == [])
  }

  @Test func `A broken copy of one shop is not gone on with by another`() throws {
    let (shop, other) = (try Shop(), try Shop())
    try shop.perform("addUser", fields: ["name": "paul", "roles": "picker"])
    try other.take([.order(.made("1"))])
    let target = try place(shop, "copy.db")
    try breakOff(shop.store.url, target)
    #expect(throws: CopyRefusal.ofAnother(target.path)) {
      try Store.copy(from: other.store.url, to: target, as: "ada")
    }
  }

  @Test func `What holds something is not copied over, nor a store onto itself`() throws {
    let (shop, other) = (try Shop(), try Shop())
    let before = try other.wholeFile().data
    #expect(throws: CopyRefusal.notEmpty(other.store.url.path)) {
      try Store.copy(from: shop.store.url, to: other.store.url, as: "ada")
    }
    #expect(throws: CopyRefusal.notEmpty(other.store.url.path)) {
      try Store.copy(from: shop.store.url, to: other.store.url, as: "ada", isAnew: true)
    }
    #expect(throws: CopyRefusal.sameStore) {
      try Store.copy(from: shop.store.url, to: shop.store.url, as: "ada")
    }
    let letter = shop.folder.appendingPathComponent("letter.txt")
    try Data("Dear Sirs".utf8).write(to: letter)
    #expect(throws: CopyRefusal.notEmpty(letter.path)) {
      try Store.copy(from: shop.store.url, to: try #require(StoreURL(letter.path)), as: "ada")
    }
    #expect(try Data(contentsOf: letter) == Data("Dear Sirs".utf8))
    #expect(try other.wholeFile().data == before)
  }

  @Test func `Who may not look after the store may not copy it`() throws {
    let shop = try Shop()
    try shop.perform("addUser", fields: ["name": "paul", "roles": "picker"])
    let target = try place(shop, "copy.db")
    for name in ["paul", "mallory"] {
      #expect(throws: ActionRefusal.self) { try Store.copy(from: shop.store.url, to: target, as: name) }
      #expect(throws: ActionRefusal.self) { try Store.compare(shop.store.url, with: target, as: name) }
    }
    #expect(!FileManager.default.fileExists(atPath: target.path))
  }

  @Test(
    arguments: [
      ("UPDATE orders SET note = 'x' WHERE id = 2", "orders 2 differs in note"),
      ("UPDATE personal SET city = city || ' ' WHERE revision = 1", "personal 1,1 differs in city"),
      ("DELETE FROM order_lines WHERE id = 3", "order_lines 3 is missing in the target"),
      ("INSERT INTO seen_marks (person, list, seq) VALUES ('eve', 'x', 1)", "seen_marks eve,x is in the target alone"),
      ("UPDATE journal SET hash = body_digest WHERE seq = 4", "journal 4 differs in hash"),
    ] as [(SQL, String)])
  func `One value that was tampered with is named by table and key`(change: SQL, text: String) throws {
    let shop = try Shop()
    try shop.take((1...4).map { .order(.made("\($0)", email: "anna\($0)@example.com")) })
    let folder = shop.folder.appendingPathComponent("copy")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let url = try TestEngine.place(in: folder)
    _ = try Store.copy(from: shop.store.url, to: url, as: "ada")
    try Store.open(url).connection.writeNow { try $0.execute(change) }

    let report = try Store.compare(shop.store.url, with: url, as: "ada")
    #expect(report.differences.first?.description == text)
  }

  @Test func `The catalogue has every table of either engine, and nothing is left to be numbered twice`() throws {
    let catalogue = try CopyCatalogue()
    let shop = try Shop()
    let texts: Set = ["orders_text", "products_text", "customers_text"]
    let found = try shop.store.connection.readNow { reader in
      switch reader.dialect {
      case .sqlite:
        try reader.all(
          "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'"
        ) { $0.text(0) }
      case .postgres:
        try reader.all("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()") { $0.text(0) }
      }
    }
    #expect(Set(found).subtracting(texts) == Set(catalogue.tables.map(\.name)))
    for table in catalogue.tables {
      for other in table.refersTo {
        #expect(try #require(catalogue.place(of: other)) < #require(catalogue.place(of: table.name)))
      }
    }
  }

  @Test func `A backup of either engine is a file, and goes back to either`() throws {
    let shop = try Shop()
    try shop.take([.order(.made("1")), .order(.made("2"))])
    let backup = shop.folder.appendingPathComponent("backup.db").path
    let report = try shop.store.backup(to: backup)
    #expect(report.orders == 2)
    #expect(try FileManager.default.contentsOfDirectory(atPath: shop.folder.path).filter { $0.contains(".half") } == [])
    #expect(throws: StoreError.exists(path: backup)) { try shop.store.backup(to: backup) }

    let folder = shop.folder.appendingPathComponent("again")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for url in [try place(shop, "again.db"), try TestEngine.place(in: folder)] {
      #expect(try Store.restore(from: backup, to: url).head == report.head)
      #expect(try Store.open(url).examine(knownHead: report.head).findings == [])
      #expect(throws: (any Error).self) { try Store.restore(from: backup, to: url) }
    }
  }

  @Test func `A backup that is not sound becomes no shop`() throws {
    let shop = try Shop()
    try shop.take([.order(.made("1")), .order(.made("2"))])
    let backup = shop.folder.appendingPathComponent("backup.db").path
    _ = try shop.store.backup(to: backup)
    let meddled = try Store.open(try #require(StoreURL(backup)))
    try meddled.connection.writeNow { try $0.execute("UPDATE journal SET reason = 'x' WHERE seq = 1") }
    try meddled.settle()

    let folder = shop.folder.appendingPathComponent("again")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let url = try TestEngine.place(in: folder)
    #expect(throws: StoreError.self) { try Store.restore(from: backup, to: url) }
    #expect(throws: StoreError.self) { try Store.open(url) }
  }

  private func place(_ shop: Shop, _ name: String) throws -> StoreURL {
    try #require(StoreURL(shop.folder.appendingPathComponent(name).path))
  }

  /// Copies until the first word that `condition` is true of.
  private func breakOff(
    _ source: StoreURL, _ target: StoreURL,
    when condition: @escaping @Sendable (CopyProgress) -> Bool = { $0.name == "orders" }
  ) throws {
    let stop = MigrationStop()
    #expect(throws: StoreError.interrupted) {
      try Store.copy(from: source, to: target, as: "ada", stop: stop) { if condition($0) { stop.stop() } }
    }
  }
}
