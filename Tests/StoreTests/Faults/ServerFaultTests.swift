#if PostgreSQL
  import Domain
  import Foundation
  import Store
  import Synchronization
  import TestSupport
  import Testing

  /// What befalls a server and the line to it: an action is wholly done once or not at all, and its operation id
  /// decides after a lost answer.
  @Suite(.serialized, .enabled(if: !TestEngine.isFile, "of a server")) struct ServerFaultTests {
    /// One server for all of these tests, which may kill it.
    private static let server = Result { try TestServer.start() }

    private static func aServer() throws -> TestServer {
      try #require(try server.get(), "PostgreSQL is not installed: its faults were not tested")
    }

    /// A shop with one order, reached over a line that may fail; `straight` goes past it.
    private struct Reached {
      let store: Store
      let straight: Store
      let line: FaultyLine
      let order: Int64
      let admin = Actor(name: "ada", rights: Set(Right.allCases))

      init(_ server: TestServer, options: String = "", patience: Double = 5) throws {
        let schema = "t" + UUID().uuidString.lowercased().filter { $0 != "-" }
        let made = try Store.create(
          try #require(StoreURL("\(server.address)&schema=\(schema)")), admin: "ada", at: Shop.start)
        line = try FaultyLine(to: server)
        store = try Store.open(
          try #require(StoreURL("\(line.address)&schema=\(schema)\(options)")),
          patience: GatePatience(seconds: patience))
        straight = made
        try Reached.perform(made, "addAccount", nil, ["code": "SHOP", "channel": "own", "currency": "EUR"])
        let entered = try Reached.perform(made, "enterOrder", nil, ["channel": "SHOP", "lines": "MUG@5"])
        order = try #require(entered.subject)
        try Reached.perform(made, "confirmOrder", order, [:])
      }

      @discardableResult
      static func perform(
        _ store: Store, _ action: String, _ subject: Int64?, _ fields: [String: String], operation: String? = nil
      ) throws -> ActionResult {
        try store.perform(
          ActionRequest(action, subject: subject, fields: fields, operationId: operation),
          as: Actor(name: "ada", rights: Set(Right.allCases)), now: Shop.start)
      }

      @discardableResult
      func tag(_ tag: String, operation: String? = nil) throws -> ActionResult {
        try Reached.perform(store, "tagOrder", order, ["tag": tag], operation: operation ?? tag)
      }

      /// How many changes the journal has of this tag: none or one.
      func entries(of tag: String) throws -> Int64 {
        let word = "%\"\(tag)\"%"
        return try straight.connection.readNow {
          try $0.integer("SELECT COUNT(*) FROM journal WHERE action = 'tagOrder' AND changes LIKE \(word)") ?? -1
        }
      }

      func tags() throws -> [String] {
        try straight.connection.readNow { try OrderTable.load(order, in: $0) }?.tags.sorted() ?? []
      }

      func findings() throws -> [String] { try straight.examine().findings.map { "\($0.check): \($0.text)" } }
    }

    @Test func `A line cut before the commit is found again, and the action is done once`() throws {
      let shop = try Reached(try ServerFaultTests.aServer())
      defer { shop.line.end() }
      try shop.tag("before")
      shop.line.once("COMMIT", .cutBefore)
      try ServerFaultTests.expectDoneOnce(shop, "cut")
      #expect(shop.line.met == 1)
      shop.line.once("BEGIN", .cutBefore)
      try ServerFaultTests.expectDoneOnce(shop, "begin")
      shop.line.once("INSERT INTO journal", .cutBefore)
      try ServerFaultTests.expectDoneOnce(shop, "journal")
      #expect(try shop.tags() == ["before", "begin", "cut", "journal"])
      #expect(try shop.findings().isEmpty)
    }

    @Test func `A commit whose answer is lost stands, is known to stand, and asking again repeats nothing`() throws {
      let shop = try Reached(try ServerFaultTests.aServer())
      defer { shop.line.end() }
      shop.line.once("COMMIT", .cutAfter)
      let result = try shop.tag("answered")
      #expect(shop.line.met == 1 && !result.isRepeat)
      #expect(try shop.entries(of: "answered") == 1)
      #expect(try shop.tag("answered").isRepeat)
      #expect(try shop.entries(of: "answered") == 1)
      #expect(try shop.findings().isEmpty)
    }

    @Test func `What was told done is on the disk: a server killed right behind the answer has it`() throws {
      let server = try ServerFaultTests.aServer()
      let shop = try Reached(server, patience: 30)
      defer { shop.line.end() }
      for round in 1...5 {
        try shop.tag("told\(round)")
        try server.crash()
        try server.resume()
        #expect(try shop.entries(of: "told\(round)") == 1, "round \(round)")
      }
      #expect(try shop.findings().isEmpty)
    }

    @Test func `A line cut, or a server killed, between the commit and its wait for the disk is found out`() throws {
      let server = try ServerFaultTests.aServer()
      let shop = try Reached(server, patience: 30)
      defer { shop.line.end() }
      let troubles = Mutex<[String]>([])
      let crash: @Sendable () -> Void = {
        do {
          try server.crash()
          try server.resume()
        } catch {
          troubles.withLock { $0.append("\(error)") }
        }
      }
      let wait = "SELECT pg_logical_emit_message"
      for (tag, fault) in [("cut", FaultyLine.Fault.cutBefore), ("lost", .cutAfter), ("killed", .before(crash))] {
        shop.line.once(wait, fault)
        try ServerFaultTests.expectDoneOnce(shop, tag)
      }
      #expect(shop.line.met == 3)
      #expect(troubles.withLock { $0 } == [])
      #expect(try shop.findings().isEmpty)
    }

    @Test func `Where nobody can say whether a commit stands it is said, and the operation id decides later`() throws {
      let shop = try Reached(try ServerFaultTests.aServer(), patience: 0.5)
      defer { shop.line.end() }
      for (tag, stands) in [("stands", true), ("gone", false)] {
        let away: @Sendable () -> Void = { [line = shop.line] in line.refuse(true) }
        shop.line.once(
          "COMMIT",
          stands
            ? .after(away)
            : .before {
              away(); shop.line.cut()
            })
        #expect(throws: StoreError.unsure) { try shop.tag(tag) }
        shop.line.refuse(false)
        #expect(try shop.entries(of: tag) == (stands ? 1 : 0))
        #expect(try shop.tag(tag).isRepeat == stands)
        #expect(try shop.entries(of: tag) == 1)
      }
      #expect(try shop.findings().isEmpty)
    }

    @Test func `A server killed or restarted at a commit has done the action once or not at all`() throws {
      let server = try ServerFaultTests.aServer()
      let shop = try Reached(server, patience: 30)
      defer { shop.line.end() }
      let troubles = Mutex<[String]>([])
      @Sendable func happen(_ body: @Sendable () throws -> Void) {
        do { try body() } catch { troubles.withLock { $0.append("\(error)") } }
      }
      let restart: @Sendable () -> Void = {
        happen {
          try server.halt()
          try server.resume()
        }
      }
      let crash: @Sendable () -> Void = {
        happen {
          try server.crash()
          try server.resume()
        }
      }
      // Others come first, and may be given the number that the lost transaction had.
      let crowd: @Sendable () -> Void = { [straight = shop.straight, order = shop.order] in
        happen {
          try server.crash()
          try server.resume()
          for note in ["one", "two", "three", "four"] {
            try Reached.perform(straight, "noteOrder", order, ["note": note])
          }
        }
      }
      let cases: [(String, FaultyLine.Fault)] = [
        ("overtaken", .before(crowd)), ("restarted-before", .before(restart)), ("restarted-after", .after(restart)),
        ("killed-before", .before(crash)), ("killed-after", .after(crash)),
      ]
      for (tag, fault) in cases {
        shop.line.once("COMMIT", fault)
        try ServerFaultTests.expectDoneOnce(shop, tag)
        try #require(troubles.withLock { $0 } == [])
      }
      // In the middle of an action.
      shop.line.once("INSERT INTO journal", .before(restart))
      try ServerFaultTests.expectDoneOnce(shop, "restarted-within")
      #expect(troubles.withLock { $0 } == [])
      #expect(shop.line.met == 6)
      #expect(try shop.findings().isEmpty)
    }

    /// Does it, again where the store says that it was not done, and looks whether it was done once.
    private static func expectDoneOnce(_ shop: Reached, _ tag: String) throws {
      do {
        try shop.tag(tag)
      } catch let error as StoreError {
        #expect(error.isLost || error == .unsure, "\(tag): \(error)")
        let before = try shop.entries(of: tag)
        if error.isLost { #expect(before == 0, "\(tag) is said to be undone, and stands") }
        #expect(try shop.tag(tag).isRepeat == (before == 1))
      }
      #expect(try shop.entries(of: tag) == 1, "\(tag)")
      #expect(try shop.tag(tag).isRepeat, "\(tag)")
    }

    @Test func `A server that stays away is said, and nothing was changed; when it is back work goes on`() throws {
      let server = try ServerFaultTests.aServer()
      let shop = try Reached(server, patience: 2)
      defer { shop.line.end() }
      try server.halt()
      do {
        try shop.tag("away")
        Issue.record("a change was acknowledged by no server")
      } catch let error as StoreError {
        #expect(error.isLost, "\(error)")
      }
      #expect(throws: StoreError.self) { try shop.store.connection.changeMark() }
      try server.resume()
      #expect(try shop.entries(of: "away") == 0)
      try shop.tag("away")
      #expect(try shop.entries(of: "away") == 1)
      #expect(try shop.findings().isEmpty)
    }

    @Test func `A read whose line is cut is asked again, as long as nobody has seen a row`() throws {
      let shop = try Reached(try ServerFaultTests.aServer())
      defer { shop.line.end() }
      #expect(try shop.store.connection.changeMark() > 0)
      shop.line.cut()
      #expect(try shop.store.connection.changeMark() > 0)
      shop.line.once("SELECT COALESCE(MAX(seq)", .cutBefore)
      #expect(try shop.store.connection.changeMark() > 0)
      #expect(shop.line.met == 1)
    }

    @Test func `A full disk is said, nothing is half-written, and with room again work goes on`() throws {
      guard let server = try TestServer.start(diskOf: "40m") else {
        print("no small disk to be had here: a server's full disk was not tested")
        return
      }
      let shop = try Reached(server)
      defer { shop.line.end() }
      try server.fillDisk(true)
      var done = 0
      var said: StoreError?
      for number in 0..<5_000 where said == nil {
        do {
          let note = String(repeating: "\(number) ", count: 700)
          try Reached.perform(shop.store, "noteOrder", shop.order, ["note": note], operation: "n\(number)")
          done += 1
        } catch let error as StoreError {
          said = error
        }
      }
      #expect(said == .diskFull, "\(done) were done")
      try server.fillDisk(false)
      let notes = try shop.straight.connection.readNow {
        try $0.integer("SELECT COUNT(*) FROM journal WHERE action = 'noteOrder'") ?? -1
      }
      #expect(notes == Int64(done))
      try Reached.perform(shop.store, "noteOrder", shop.order, ["note": "again"], operation: "n\(done)")
      #expect(try shop.findings().isEmpty)
    }

    @Test func `A wrong password and a database that is none are refusals with their reason, and no secret is said`()
      throws
    {
      let server = try ServerFaultTests.aServer()
      try server.sql("DROP ROLE IF EXISTS guarded; CREATE ROLE guarded LOGIN SUPERUSER PASSWORD 'right'")
      let host = server.folder.path
      for (address, word) in [
        ("postgres://guarded:wrong@/postgres?host=\(host)", "password"),
        ("postgres://guarded@/postgres?host=\(host)", "password"),
        ("postgres://nobody@/postgres?host=\(host)", "nobody"),
        ("postgres://portolan@/nothing?host=\(host)", "nothing"),
      ] {
        let url = try #require(StoreURL(address))
        do {
          _ = try Store.open(url)
          Issue.record("\(address) was opened")
        } catch let error as StoreError {
          guard case .refused(let detail) = error else {
            Issue.record("\(address): \(error)")
            continue
          }
          #expect(detail.contains(word))
          #expect(!"\(error) \(url)".contains("wrong"))
        }
      }
      let schema = "t" + UUID().uuidString.lowercased().filter { $0 != "-" }
      let right = try #require(StoreURL("postgres://guarded:right@/postgres?host=\(host)&schema=\(schema)"))
      #expect(try Store.create(right, admin: "ada", at: Shop.start).examine().findings.isEmpty)
    }

    @Test func `A store of a newer or an older schema is named as one, and one that is none`() throws {
      let server = try ServerFaultTests.aServer()
      let address = server.place()
      let url = try #require(StoreURL(address))
      #expect(throws: StoreError.missing(path: url.path)) { try Store.open(url) }
      _ = try Store.create(url, admin: "ada", at: Shop.start)
      #expect(throws: StoreError.exists(path: url.path)) { try Store.create(url, admin: "ada", at: Shop.start) }
      let schema = try #require(address.split(separator: "=").last.map(String.init))
      let known = Int(try server.sql("SELECT value FROM meta WHERE key = 'schema'", schema: schema).filter(\.isNumber))
      let version = try #require(known)
      for (found, error) in [
        (version + 1, StoreError.newer(found: version + 1, known: version)),
        (version - 1, StoreError.older(found: version - 1, known: version)),
      ] {
        try server.sql("UPDATE meta SET value = '\(found)' WHERE key = 'schema'", schema: schema)
        #expect(throws: error) { try Store.open(url) }
      }
    }
  }
#endif
