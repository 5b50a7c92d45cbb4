import Domain
import Foundation
import Store
import TestSupport
import Testing

@Suite struct CareTests {
  @Test(.enabled(if: TestEngine.isFile, "of SQLite's file"))
  func `The drill - backup, lose the store, restore, and everything is there`() throws {
    let shop = try Shop()
    try shop.take([.order(.made("1")), .order(.made("2"))])
    let backup = shop.folder.appendingPathComponent("backup.db").path
    let report = try shop.store.backup(to: backup)
    let url = try #require(StoreURL(shop.folder.appendingPathComponent("again.db").path))

    let restored = try Store.restore(from: backup, to: url)

    #expect(restored.orders == 2)
    #expect(restored.head == report.head)
    let again = try Store.open(url)
    #expect(try again.examine(knownHead: report.head).findings == [])
    #expect(throws: StoreError.exists(path: url.path)) { try Store.restore(from: backup, to: url) }
    #expect(throws: StoreError.exists(path: backup)) { try shop.store.backup(to: backup) }
  }

  @Test func `A store of a newer program is refused with a clear word`() throws {
    let shop = try Shop()
    try shop.store.connection.writeNow { try $0.execute("UPDATE meta SET value = '99' WHERE key = 'schema'") }

    let error = #expect(throws: StoreError.self) { try Store.open(shop.store.url) }
    guard case .newer(let found, _)? = error else {
      Issue.record("refused as \(String(describing: error))")
      return
    }
    #expect(found == 99)
    #expect(error.map { "\($0)" }?.contains("newer Portolan") == true)
  }

  @Test(
    arguments: [
      "actor = 'eve'", "changes = '{}'", "recorded_at = recorded_at + 1", "subject = 7", "hash = \(.bytes([0]))",
    ] as [SQL])
  func `A changed journal entry is named`(change: SQL) throws {
    let shop = try Shop()
    try shop.take([.order(.made("1")), .order(.made("2"))])
    try shop.tamper("UPDATE journal SET \(change) WHERE seq = 4")

    #expect(try shop.findings().contains { $0.hasPrefix("journalChain: ") && $0.contains("entry 4") })
  }

  @Test(.enabled(if: TestEngine.isFile, "of SQLite's file"))
  func `Entries cut off the journal's end are noticed by the head of a backup`() throws {
    let shop = try Shop()
    try shop.take([.order(.made("1"))])
    let head = try shop.store.backup(to: shop.folder.appendingPathComponent("b.db").path).head
    try shop.tamper("DELETE FROM journal WHERE seq = (SELECT MAX(seq) FROM journal)")

    #expect(try shop.store.examine(knownHead: head).findings.map(\.check) == ["journalChain"])
  }

  @Test(
    arguments: [
      ("UPDATE order_tally SET orders = orders + 1", "orderTally"),
      ("UPDATE orders SET line_count = 9", "lineCount"),
      ("UPDATE customers SET order_count = 9", "customerOrders"),
      ("UPDATE customers SET first_order_at = 5", "customerTimes"),
      ("UPDATE customers SET last_order_at = NULL", "customerTimes"),
      ("UPDATE orders SET status = 'shipped'", "orderStatus"),
      ("UPDATE orders SET hold_mask = 1", "holds"),
      ("UPDATE raw_records SET body = 'other'", "rawRecords"),
      ("DELETE FROM personal", "cards"),
    ] as [(SQL, String)])
  func `Whatever drifts is found`(change: SQL, check: String) throws {
    let shop = try Shop()
    try shop.take([.order(.made("1"))])
    try shop.tamper(change)

    let found = try shop.store.examine().findings
    #expect(found.contains { $0.check == check })
    if found.allSatisfy(\.isDerived) {
      try shop.store.repair(as: shop.admin, now: shop.now)
      #expect(try shop.findings() == [])
    }
  }

  @Test(.enabled(if: TestEngine.isFile, "of SQLite's file"))
  func `A damaged page is a clear sentence and nothing is written`() throws {
    let shop = try Shop()
    try shop.take((1...400).map { .order(.made(String($0))) })
    try shop.store.settle()
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: shop.store.url.path))
    for page in 20..<60 {
      try handle.seek(toOffset: UInt64(page * 4096))
      try handle.write(contentsOf: Data(repeating: 0x5a, count: 4096))
    }
    try handle.close()

    // Damage is found when the store is opened or when it is examined, and never goes by a trap.
    do {
      let damaged = try Store.open(shop.store.url)
      #expect(try !damaged.examine().findings.isEmpty)
    } catch StoreError.damaged(let detail) {
      #expect(!detail.isEmpty)
    }
  }

  @Test(.enabled(if: TestEngine.isFile, "of SQLite's file"))
  func `A file that is no store, and a store that is not there, are said`() throws {
    let shop = try Shop()
    let text = shop.folder.appendingPathComponent("letter.txt").path
    try Data("Dear Sirs, this is no store at all.".utf8).write(to: URL(fileURLWithPath: text))

    #expect(throws: StoreError.notAStore(path: text)) { try Store.open(try #require(StoreURL(text))) }
    let nowhere = shop.folder.appendingPathComponent("nowhere.db").path
    #expect(throws: StoreError.missing(path: nowhere)) { try Store.open(try #require(StoreURL(nowhere))) }
  }

  @Test func `SHA-256 digests are those of NIST's vectors`() {
    // Short and long messages of FIPS 180-4's examples.
    #expect(Digests.sha256("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(Digests.sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      Digests.sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
    #expect(
      Digests.sha256(String(repeating: "a", count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }
}
