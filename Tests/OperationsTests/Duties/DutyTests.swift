import Domain
import Foundation
import Operations
import Store
import TestSupport
import Testing

@Suite struct DutyTests {
  private static let start = Instant(milliseconds: 1_790_000_000_000)
  private let admin = Actor(name: "ada", rights: Set(Right.allCases))

  /// A store with so many orders, entered by hand.
  private func shop(orders: Int) throws -> (store: Store, folder: URL) {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("portolan-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let url = try TestEngine.place(in: folder)
    let store = try Store.create(url, admin: "ada", at: DutyTests.start)
    try perform(store, "addAccount", fields: ["code": "SHOP", "channel": "own", "currency": "EUR"])
    for _ in 0..<orders {
      let made = try perform(store, "enterOrder", fields: ["channel": "SHOP", "lines": "MUG@5"])
      try perform(store, "confirmOrder", made.subject)
    }
    return (store, folder)
  }

  @discardableResult
  private func perform(_ store: Store, _ action: String, _ subject: Int64? = nil, fields: [String: String] = [:]) throws
    -> ActionResult
  {
    try store.perform(ActionRequest(action, subject: subject, fields: fields), as: admin, now: DutyTests.start)
  }

  private func order(_ store: Store, _ id: Int64) throws -> Order? {
    try store.connection.readNow { try OrderTable.load(id, in: $0) }
  }

  private func later(_ hours: Int64) -> Instant { DutyTests.start.adding(milliseconds: hours * 3_600_000) }

  @Test func `A hold with an end is released when it has come, by the system, and the journal says why`() throws {
    let (store, folder) = try shop(orders: 2)
    defer { try? FileManager.default.removeItem(at: folder) }
    try perform(store, "holdOrder", 1, fields: ["reason": "fraudRisk", "until": "2h"])
    try perform(store, "holdOrder", 1, fields: ["reason": "other"])
    try perform(store, "holdOrder", 2, fields: ["reason": "buyerMessage", "until": "5h"])

    #expect(try Duty.due(at: later(1), in: store).isEmpty)
    #expect(try Duty.runDue(in: store, as: admin, now: later(1)).isEmpty)
    #expect(try Duty.due(at: later(2), in: store).map(\.id) == ["releaseHolds"])
    let reports = try Duty.runDue(in: store, as: admin, now: later(2))

    #expect(reports.map(\.done) == [1])
    #expect(try order(store, 1)?.holds.map(\.reason) == [.other])
    #expect(try order(store, 2)?.holds.map(\.reason) == [.buyerMessage])
    let entry = try store.connection.readNow {
      try JournalTable.history(kind: "orders", subject: 1, limit: 1, in: $0).first
    }
    #expect(entry?.actor == "system")
    #expect(entry?.action == "endHolds")
    #expect(entry?.reason == "hold ended at 2026-09-21 16:13 UTC")
    #expect(try Duty.runDue(in: store, as: admin, now: later(2)).isEmpty)
    #expect(try store.examine().findings.isEmpty)
  }

  @Test func `A release by the system is undone by a person, and then the hold has no end`() throws {
    let (store, folder) = try shop(orders: 1)
    defer { try? FileManager.default.removeItem(at: folder) }
    try perform(store, "holdOrder", 1, fields: ["reason": "fraudRisk", "until": "2h"])
    _ = try Duty.runDue(in: store, as: admin, now: later(3))
    let entry = try #require(
      try store.connection.readNow { try JournalTable.history(kind: "orders", subject: 1, limit: 1, in: $0).first })

    _ = try store.undo(entry: entry.seq, as: admin, now: later(4))

    #expect(try order(store, 1)?.holds.map(\.until) == [nil])
    #expect(try Duty.runDue(in: store, as: admin, now: later(5)).isEmpty)
  }

  @Test func `A withdrawn order's hold keeps no duty busy`() throws {
    let (store, folder) = try shop(orders: 0)
    defer { try? FileManager.default.removeItem(at: folder) }
    let made = try perform(store, "enterOrder", fields: ["channel": "SHOP", "lines": "MUG@5"])
    let held = try perform(store, "holdOrder", 1, fields: ["reason": "other", "until": "1h"])
    _ = try store.undo(entry: held.entry, as: admin, now: DutyTests.start)
    try perform(store, "holdOrder", 1, fields: ["reason": "other", "until": "1h"])
    _ = try store.undo(entry: nil, as: admin, now: DutyTests.start)
    _ = try store.undo(entry: made.entry, as: admin, now: DutyTests.start)
    #expect(try Duty.due(at: later(9), in: store).isEmpty)
  }

  @Test func `Whoever may not edit orders does no duty, and a console of theirs stays silent`() throws {
    let (store, folder) = try shop(orders: 1)
    defer { try? FileManager.default.removeItem(at: folder) }
    try perform(store, "holdOrder", 1, fields: ["reason": "other", "until": "1h"])
    let picker = Actor(name: "pat", rights: Role.picker.rights)

    #expect(try Duty.runDue(in: store, as: picker, now: later(2)).isEmpty)
    #expect(throws: ActionRefusal.notAllowed(.editOrders, actor: "pat", ask: ["ada"])) {
      try Duty.named("releaseHolds")?.run(in: store, as: picker, now: later(2))
    }
    #expect(try order(store, 1)?.holds.count == 1)
  }

  @Test func `Consoles that run a duty at once release each hold once`() async throws {
    let (store, folder) = try shop(orders: 60)
    defer { try? FileManager.default.removeItem(at: folder) }
    for id in 1...60 { try perform(store, "holdOrder", Int64(id), fields: ["reason": "other", "until": "1h"]) }
    let now = later(2)
    let actor = admin
    let url = store.url

    let done = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<3 {
        group.addTask {
          let own = try Store.open(url)
          return try Duty.runDue(in: own, as: actor, now: now).filter { $0.duty == "releaseHolds" }.map(\.done)
            .reduce(0, +)
        }
      }
      return try await group.reduce(0, +)
    }

    #expect(done == 60)
    let entries = try store.connection.readNow {
      try $0.integer("SELECT COUNT(*) FROM journal WHERE action = 'endHolds'")
    }
    #expect(entries == 60)
    #expect(try store.examine().findings.isEmpty)
  }

  @Test func `Folding leaves a row a cell, the same sums, and nothing for the doctor`() throws {
    let (store, folder) = try shop(orders: 30)
    defer { try? FileManager.default.removeItem(at: folder) }
    func rows() throws -> Int64 {
      try store.connection.readNow { try $0.integer("SELECT COUNT(*) FROM order_tally") } ?? 0
    }
    for id in 1...20 { try perform(store, "markPaid", Int64(id)) }
    #expect(try rows() > 50)
    #expect(try Duty.due(at: DutyTests.start, in: store).isEmpty, "a few rows are not worth a write")

    let duty = try #require(Duty.named("foldTallies"))
    let report = try duty.run(in: store, as: admin, now: DutyTests.start)

    #expect(report.done > 0)
    #expect(try rows() == 2)
    #expect(try store.examine().findings.isEmpty)
    #expect(try Duty.named("foldTallies")?.run(in: store, as: admin, now: DutyTests.start).done == 0)
    #expect(try rows() == 2)
  }

  @Test func `Folding is due when the rows have more than doubled`() throws {
    let (store, folder) = try shop(orders: 1)
    defer { try? FileManager.default.removeItem(at: folder) }
    func due() throws -> Bool { try Duty.due(at: DutyTests.start, in: store).map(\.id) == ["foldTallies"] }
    for _ in 0..<520 {
      try perform(store, "markPaid", 1)
      _ = try store.undo(entry: nil, as: admin, now: DutyTests.start)
    }
    #expect(try due())
    #expect(try Duty.runDue(in: store, as: admin, now: DutyTests.start).map(\.duty) == ["foldTallies"])
    #expect(try !due())
    #expect(try store.examine().findings.isEmpty)
  }

  // PostgreSQL's index keeps no old pieces: a row's words go with the row.
  @Test(.enabled(if: TestEngine.isFile, "of SQLite's index"))
  func `Words of an erased person that are still in old pieces of the search index are a duty's work`() throws {
    let (store, folder) = try shop(orders: 3)
    defer { try? FileManager.default.removeItem(at: folder) }
    // As an erasure leaves it whose process was killed.
    try store.connection.writeNow { writer in
      try writer.execute("INSERT INTO meta (key, value) VALUES ('text_merge', '3')")
    }
    #expect(try Duty.due(at: DutyTests.start, in: store).map(\.id) == ["mergeSearchText"])

    let reports = try Duty.runDue(in: store, as: admin, now: DutyTests.start, haste: .resting)

    #expect(reports.map(\.duty) == ["mergeSearchText"])
    #expect(try Duty.due(at: DutyTests.start, in: store).isEmpty)
    // One piece: the fourth and fifth bytes of the index's own record count its levels and pieces.
    let record = try store.connection.readNow { reader in
      try reader.first("SELECT block FROM orders_text_data WHERE id = 10") { $0.bytes(0) }
    }
    #expect(record?[5] == 1)
    #expect(try store.examine().findings.isEmpty)
  }

  @Test(.enabled(if: TestEngine.isFile, "of SQLite's index"))
  func `A search index in many pieces is gathered by a duty, and finds what it found`() throws {
    let (store, folder) = try shop(orders: 0)
    defer { try? FileManager.default.removeItem(at: folder) }
    func pieces() throws -> UInt8? {
      try store.connection.readNow { reader in
        try reader.first("SELECT block FROM orders_text_data WHERE id = 10") { $0.bytes(0) }
      }?[5]
    }
    // As an import tells it.
    try store.connection.writeNow { writer in
      try writer.execute("INSERT INTO orders_text (orders_text, rank) VALUES ('automerge', 16)")
      try writer.execute("INSERT INTO orders_text (orders_text, rank) VALUES ('crisismerge', 200)")
    }
    var entered = 0
    while try pieces() ?? 0 < 20 && entered < 400 {
      try perform(store, "enterOrder", fields: ["channel": "SHOP", "lines": "MUG@5"])
      entered += 1
      if entered == 10 {
        #expect(try Duty.due(at: DutyTests.start, in: store).isEmpty, "few pieces are not worth a write")
      }
    }
    func found() throws -> Int64? {
      try store.connection.readNow { try $0.integer("SELECT COUNT(*) FROM orders_text WHERE orders_text MATCH 'mug'") }
    }
    let before = try found()
    #expect(try Duty.due(at: DutyTests.start, in: store).map(\.id) == ["gatherSearchText"])

    let reports = try Duty.runDue(in: store, as: admin, now: DutyTests.start)

    #expect(reports.map(\.duty) == ["gatherSearchText"])
    #expect(try #require(try pieces()) < 8)
    #expect(try found() == before)
    #expect(try Duty.due(at: DutyTests.start, in: store).isEmpty)
    #expect(try store.examine().findings.isEmpty)
  }
}
