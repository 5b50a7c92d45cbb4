#if PostgreSQL
  import Foundation
  import TestSupport
  import Testing

  extension EndToEnd {
    /// The program on a store of a PostgreSQL server: as on a file, and clear where the server fails.
    @Suite(.enabled(if: Binary.isBuilt, Binary.missing), .enabled(if: TestServer.isWanted, "SQLite alone is tested"))
    struct OnAServer {
      private static let server = Result { try TestServer.start() }

      static func aServer() throws -> TestServer {
        try #require(try server.get(), "PostgreSQL is not installed: the program on it was not tested")
      }

      @Test(.timeLimit(.minutes(3)))
      func `Every command says the same and ends alike on a file and on a server`() throws {
        let server = try OnAServer.aServer()
        let file = try Shop()
        let served = try Shop(at: server.place())
        let orders = OrderFile(count: 60)
        let one = OrderFile.id(1)
        let commands = [
          "count orders", "store init", "store init", "import orders.csv --channel SHOP --format general-orders",
          "import orders.csv --channel SHOP --format general-orders", "count orders", "ls orders --jsonl --limit 100",
          "ls 'orders status:paid sort:-placedAt cols:number,customer,total' --csv", "ls 'orders müller sort:number'",
          "ls 'orders 王伟 sort:-number' --plain", "ls 'orders group:status'", "ls customers --json",
          "ls 'lines sort:sku' --csv", "show orders \(one)", "show orders nothing", "ls 'orders status:'",
          "ls 'orders colour:red'", "do tagOrder orders \(one) tag=vip --dry-run", "do tagOrder orders \(one) tag=vip",
          "do tagOrder orders \(one) tag=vip", "do tagOrder orders \(one) tag=x --operation again",
          "do tagOrder orders \(one) tag=x --operation again", "do tagOrder orders \(one) tag=y --operation again",
          "count 'orders tag:vip'", "do tagOrder 'orders status:paid' tag=many", "count 'orders tag:many'", "undo",
          "count 'orders tag:many'", "do holdOrder orders \(one) reason=fraudRisk note=odd", "why orders \(one) status",
          "why orders \(one) sku", "undo --dry-run", "undo 999999", "do nothing orders \(one)",
          "do saveView views name=mine sentence=orders", "count @mine", "count @nobodys", "users",
          "export 'orders sort:placedAt' --format shopify-orders-csv --to out.csv", "ls views --json",
          "screen orders --size 100x20", "store migrate", "store doctor",
        ]
        var answers: [[String]] = []
        for shop in [file, served] {
          try orders.text.write(to: shop.folder.appending(path: "orders.csv"), atomically: true, encoding: .utf8)
          let script = commands.map { "echo '## \($0.replacing("'", with: ""))'; $P \($0) 2>&1; echo \"=$?\"" }
          let answer = try shop.shell(script.joined(separator: "\n") + "\ncat out.csv", seconds: 120)
          let plain = OnAServer.masked(answer.output, shop)
          answers.append(plain.components(separatedBy: "\n## "))
        }
        #expect(answers[0].count == commands.count && answers[1].count == commands.count)
        for (first, second) in zip(answers[0], answers[1]) { #expect(first == second) }
        #expect(answers[1].last?.contains("=0") == true, "the doctor is not content")
      }

      /// Without what is another at each run: the store's place, moments, digests.
      private static func masked(_ text: String, _ shop: Shop) -> String {
        var text = text.replacing("sqlite:" + shop.store, with: "STORE").replacing(shop.store, with: "STORE")
        text.replace(shop.folder.path, with: "FOLDER")
        text.replace(#/postgres://portolan@/postgres(\?schema=\w+)?/#, with: "STORE")
        text.replace(#/[0-9a-f]{64}/#, with: "DIGEST")
        text.replace(#/\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(\.\d+)?Z?/#, with: "MOMENT")
        text.replace(#/\d\d:\d\d:\d\d/#, with: "TIME")
        text.replace(#/\d+(\.\d+)? (s|ms)\b/#, with: "SOME TIME")
        return text
      }

      @Test func `A day at the console on a server: rows, a filter, a change, somebody else's change, help`() throws {
        let server = try OnAServer.aServer()
        let shop = try Shop(orders: OrderFile(count: 200), at: server.place())
        let session = try shop.console(view: "orders sort:-placedAt cols:number,status,holds,tags")
        try session.wait(for: OrderFile.id(200))
        session.settle()
        try session.send("j")
        try session.wait(for: "the second row selected") { $0.row($0.cursor.y).contains(OrderFile.id(199)) }
        try session.send("t")
        session.settle(milliseconds: 300)
        try session.paste("mine")
        session.settle(milliseconds: 200)
        try session.send("\r")
        try session.wait(for: "done.")
        #expect(try shop.count("orders tag:mine") == 1)
        try shop.run("do", "tagOrder", "orders", OrderFile.id(200), "tag=theirs")
        try session.wait(for: "theirs")
        try session.send("/")
        try session.wait(for: "the filter") { _ in true }
        session.settle()
        try session.send("tag:theirs")
        try session.wait(for: "one row") {
          $0.text.contains(OrderFile.id(200)) && !$0.text.contains(OrderFile.id(199))
        }
        for keys in ["\r", "q"] {
          try session.send(keys)
          session.settle()
        }
        #expect(try session.waitForEnd() == 0)
        #expect(RawByteRules.findings(in: session.log) == [])
        #expect(try shop.complaint() == nil)
      }

      @Test(arguments: [("en", "does not answer", "answers again"), ("zh", "没有应答", "已恢复连接")])
      func `A console whose server stops says so, keeps what is typed and goes on when it is back`(
        language: String, lost: String, found: String
      ) throws {
        let server = try #require(try TestServer.start(), "PostgreSQL is not installed")
        let shop = try Shop(orders: OrderFile(count: 50), at: server.place())
        let session = try shop.console(view: "orders sort:-placedAt cols:number,tags", words: ["--lang", language])
        try session.wait(for: OrderFile.id(50))
        session.settle()
        try session.send("t")
        session.settle(milliseconds: 300)
        try session.paste("kept")
        try session.wait(for: "kept")
        try server.halt()
        try session.wait(for: lost)
        try session.wait(for: "kept")
        try server.resume()
        try session.wait(for: found)
        try session.send("\r")
        try session.wait(for: "the tag in its row") { screen in
          screen.line(holding: OrderFile.id(50)).map { screen.row($0).contains("kept") } == true
        }
        #expect(try shop.count("orders tag:kept") == 1)
        #expect(try shop.complaint() == nil)
      }

      @Test func `While nothing comes over the line keys are answered all the same`() throws {
        let server = try OnAServer.aServer()
        let schema = "slow" + UUID().uuidString.prefix(8).lowercased()
        let shop = try Shop(orders: OrderFile(count: 200), at: "\(server.address)&schema=\(schema)")
        let line = try FaultyLine(to: server)
        defer { line.end() }
        line.slow(by: 0.2)
        let session = try shop.console(
          view: "orders sort:-placedAt", environment: ["PORTOLAN_STORE": "\(line.address)&schema=\(schema)"])
        // What the console asks for behind its first rows is still under way when the line falls silent.
        try session.wait(for: OrderFile.id(200))
        line.silence(true)
        session.settle()
        let top = session.screen.cursor.y
        try session.send("j")
        try session.wait(for: "the second row selected") { $0.cursor.y == top + 1 }
        try session.send("jj")
        try session.wait(for: "the fourth row selected") { $0.cursor.y == top + 3 }
        try session.send("k")
        try session.wait(for: "the third row selected") { $0.cursor.y == top + 2 }
        try session.send("?")
        try session.wait(for: "help") { $0.text.contains("PageDown") || $0.text.contains("PgDn") }
        try session.send("\u{1B}")
        try session.wait(for: "the list again") { $0.text.contains(OrderFile.id(198)) }
        session.resize(columns: 80, rows: 24)
        try session.wait(for: "the list, smaller") { $0.rows == 24 && $0.text.contains(OrderFile.id(198)) }
        line.silence(false)
        try session.send("G")
        try session.wait(for: "the last order selected") { $0.row($0.cursor.y).contains(OrderFile.id(1)) }
        try session.send("q")
        #expect(try session.waitForEnd() == 0)
      }

      @Test func `What a server refuses is one sentence, without a secret, and status 2`() throws {
        let server = try OnAServer.aServer()
        try server.sql("DROP ROLE IF EXISTS guarded; CREATE ROLE guarded LOGIN PASSWORD 'right'")
        let newer = server.place()
        let shop = try Shop(at: newer)
        try shop.run("store", "init")
        let schema = try #require(newer.split(separator: "=").last.map(String.init))
        try server.sql("UPDATE meta SET value = '999' WHERE key = 'schema'", schema: schema)
        let host = server.folder.path
        let answer = try shop.shell(
          """
          $P count orders; echo "=$?"
          $P store init; echo "=$?"
          PORTOLAN_STORE='postgres://guarded:wrong@/postgres?host=\(host)' $P count orders; echo "=$?"
          PORTOLAN_STORE='postgres://portolan@/postgres?host=/nowhere' $P count orders; echo "=$?"
          PORTOLAN_STORE='postgres://portolan@/postgres?host=\(host)&schema=none' $P count orders; echo "=$?"
          $P store backup copy.db; echo "=$?"
          $P store restore copy.db; echo "=$?"
          ls
          """)
        #expect(
          answer.output.split(separator: "\n").filter { $0.hasPrefix("=") } == Array(repeating: "=2", count: 7),
          "\(answer)")
        #expect(!answer.output.contains("postgres:") && !answer.output.contains("copy.db"), "\(answer.output)")
        let lines = answer.talk.split(separator: "\n")
        #expect(lines.count == 7 && lines.allSatisfy { $0.hasPrefix("portolan: ") }, "\(answer.talk)")
        #expect(!answer.talk.contains("wrong"))
        for words in [
          "made by a newer Portolan", "password authentication failed", "does not answer", "There is no store at",
        ] {
          #expect(answer.talk.contains(words), "\(words) is not in \(answer.talk)")
        }
      }

      @Test func `A made-up shop goes to a server, and who has a backup of an older schema is told the way there`()
        throws
      {
        let server = try OnAServer.aServer()
        let shop = try Shop(at: server.place())
        try shop.run("demo", "--orders", "20")
        #expect(try shop.count("orders") == 20)
        #expect(!FileManager.default.fileExists(atPath: "postgres:"), "an address was taken for a path")
        let answer = try shop.shell(
          """
          $P store backup old.db >/dev/null
          python3 - <<END
          import sqlite3
          store = sqlite3.connect("old.db")
          store.execute("UPDATE meta SET value = '8' WHERE key = 'schema'")
          store.commit()
          store.close()
          END
          $P store restore old.db --store '\(server.place())'; echo "=$?"
          """)
        #expect(answer.output.contains("=2"), "\(answer)")
        #expect(answer.talk.contains("old.db is of schema 8, this program's is"), "\(answer)")
        #expect(answer.talk.contains("portolan store restore old.db --store SHOP.db"), "\(answer)")
      }

      @Test(.timeLimit(.minutes(2)))
      func `Many processes on the same orders lose no change, make none twice and send each message once`() throws {
        let server = try OnAServer.aServer()
        for address in [server.place(), nil] {
          let shop = try Shop(at: address)
          let answer = try RunningCommand(
            [shop.store, "--processes", "8", "--actions", "50", "--messages", "120"], program: Binary.contention,
            environment: shop.environment, output: shop.folder.appending(path: "contest")
          ).wait(seconds: 60)
          #expect(answer.status == 0, "\(answer)")
          print(answer.output)
        }
      }

      @Test(.timeLimit(.minutes(2)))
      func `Many processes on a line that is cut again and again lose no change and make none twice`() throws {
        let server = try OnAServer.aServer()
        let schema = "cut" + UUID().uuidString.prefix(8).lowercased()
        let line = try FaultyLine(to: server)
        defer { line.end() }
        let shop = try Shop(at: "\(line.address)&schema=\(schema)")
        let contest = try RunningCommand(
          [
            shop.store, "--processes", "6", "--actions", "100", "--patience", "40", "--straight",
            "\(server.address)&schema=\(schema)",
          ], program: Binary.contention,
          environment: shop.environment, output: shop.folder.appending(path: "contest"))
        var cuts = 0
        // The first second is the shop's making, which nobody repeats.
        usleep(2_000_000)
        while contest.isRunning && cuts < 60 {
          line.cut()
          cuts += 1
          usleep(150_000)
        }
        let answer = try contest.wait(seconds: 60)
        #expect(answer.status == 0, "\(answer)")
        print("\(cuts) cuts: \(answer.output)")
      }
    }
  }

  extension Binary {
    /// What sets many processes on one shop; built beside the tests.
    static let contention = URL(filePath: path).deletingLastPathComponent().appending(path: "contention").path
  }
#endif
