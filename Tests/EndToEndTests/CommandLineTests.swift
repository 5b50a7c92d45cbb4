import Foundation
import Testing

extension EndToEnd {
  /// What scripts rely on.
  @Suite(.enabled(if: Binary.isBuilt, Binary.missing))
  struct CommandLineContract {
    @Test func `Wrong usage is 64, a refusal 2, part of it 1, all of it 0`() throws {
      let shop = try Shop(orders: OrderFile(count: 3))
      var rows = OrderFile(count: 2, first: 50)
      rows.rows[1][5] = "twelve"
      let half = try shop.write(rows)
      let whole = try shop.write(OrderFile(count: 3))
      let cases: [(String, Int32)] = [
        ("ls orders", 0), ("ls", 64), ("ls orders --limit many", 64), ("ls 'orders statu:paid'", 2),
        ("nonsense", 64), ("count 'orders sort:nothing'", 2), ("show orders none", 2), ("show nothing none", 2),
        ("why orders \(OrderFile.id(1)) nothing", 2), ("actions nothing", 2), ("fields nothing", 2),
        ("do nothing orders x", 2), ("do tagOrder orders \(OrderFile.id(1)) colour=x", 2), ("undo 99999", 2),
        ("import", 64), ("import nowhere.csv", 2), ("import \(half) --channel SHOP --format general-orders", 1),
        ("import \(half) --channel SHOP --format nothing", 2), ("import \(half) --encoding klingon", 2),
        ("export orders --format nothing", 2), ("export orders --to /nowhere/x", 2),
        ("screen orders --size huge", 2), ("screen ordres", 2), ("screen orders --lang fr", 64),
        ("console --lang klingon", 64), ("ls orders --json --csv", 64), ("store doctor", 0),
        ("import \(whole) nowhere.csv --channel SHOP --format general-orders", 1),
        ("import nowhere.csv \(whole) --channel SHOP --format general-orders", 1),
        ("import nowhere.csv \(half) --channel SHOP --format general-orders", 1),
        ("import nowhere.csv elsewhere.csv --channel SHOP", 2), ("--version", 0), ("help do", 0),
        ("do tagOrder orders \(OrderFile.id(1)) \(OrderFile.id(2)) tag=a", 0),
        ("do untagOrder orders \(OrderFile.id(1)) \(OrderFile.id(3)) tag=a", 1),
        ("do untagOrder orders \(OrderFile.id(3)) tag=a", 2), ("do tagOrder 订单 tag=b", 0),
        ("do tagOrder 'orders status:nothing' tag=a", 2),
        ("do saveView views name=mine sentence=orders", 0), ("count @mine", 0), ("count @nobodys", 2),
      ]
      let script = cases.map { "$P \($0.0) </dev/null >>out 2>>out; echo $?" }.joined(separator: "\n")
      let statuses = try shop.shell(script).output.split(separator: "\n").compactMap { Int32($0) }
      #expect(statuses.count == cases.count)
      for (one, status) in zip(cases, statuses) { #expect(status == one.1, "portolan \(one.0)") }
    }

    @Test func `A screen is drawn and changes nothing, whatever its keys ask for`() throws {
      let shop = try Shop(orders: OrderFile(count: 3))
      let tagged = try shop.run("screen", "orders", "--size", "80x24", "--keys", "t,gift,Enter").output
      #expect(tagged.contains(OrderFile.id(3)))
      #expect(tagged.filter { $0 == "\n" }.count == 24)
      try shop.run("screen", "orders", "--keys", "*,t,gift,Enter,y")
      try shop.run("screen", "orders", "--keys", "/,late:yes,Enter,W,mine,Enter")
      #expect(try shop.count("orders tag:gift") == 0)
      #expect(try !shop.run("views").output.contains("mine"))
    }

    @Test func `The store and the user come from options, then the environment, then the system`() throws {
      let shop = try Shop()
      let answer = try shop.shell(
        """
        unset PORTOLAN_STORE PORTOLAN_USER
        $P store init 2>&1; $P count orders; $P users
        XDG_DATA_HOME= HOME=$PWD/home $P store init 2>&1
        XDG_DATA_HOME=relative HOME=$PWD/home $P count orders
        env -u HOME -u XDG_DATA_HOME $P count orders >/dev/null 2>&1; [ $? -lt 3 ] && echo fine
        PORTOLAN_STORE=sqlite:$PWD/third.db $P store init 2>/dev/null; $P count orders --store third.db
        stat -c %a third.db portolan portolan/portolan.db
        """)
      let me = NSUserName()
      #expect(
        answer.output.replacingOccurrences(of: shop.folder.path, with: "SHOP") == """
          Made sqlite:SHOP/portolan/portolan.db; \(me) is its admin.
          0
          \(me): admin
          Made sqlite:SHOP/home/.local/share/portolan/portolan.db; \(me) is its admin.
          0
          fine
          0
          600
          700
          600

          """, "\(answer.talk)")
    }

    @Test func `What is made is told by its number, with its kind or without, and takes nothing else`() throws {
      let shop = try Shop(orders: OrderFile(count: 1))
      let first = try shop.run("do", "enterOrder", "orders", "channel=SHOP", "lines=MUG*2@5.00", "currency=EUR").output
      let made = try #require(first.split(separator: ":").first.map(String.init))
      #expect(made.hasPrefix("SHOP-M") && first.contains(": done"), "\(first)")
      let second = try shop.run("do", "enterOrder", "channel=SHOP", "lines=MUG*2@5.00", "currency=EUR", "--json").output
      #expect(second.contains("\"number\":\"SHOP-M") && second.contains("\"before\":null"), "\(second)")
      try shop.run("do", "createProduct", "products", "number=MUG", "title=Mug")
      try shop.run("do", "addVariant", "products", "MUG", "sku=MUG", "price=12,50 €")
      try shop.run("do", "addAccount", "accounts", "code=WEB", "channel=web")
      #expect(
        try shop.run("do", "enterOrder", "orders", made, "lines=MUG*2", status: 2).talk.contains(made))
      #expect(try shop.run("do", "editAccount", "accounts", "name=x", status: 2).talk.contains("missing"))
    }

    @Test func `A plan changes nothing, a repeat has one effect, an undo says what it reverses`() throws {
      let shop = try Shop(orders: OrderFile(count: 3))
      let order = OrderFile.id(1)
      #expect(try shop.run("do", "tagOrder", "orders", order, "tag=x", "--dry-run").output.contains("would be done"))
      #expect(try shop.count("orders tag:x") == 0)
      for _ in 1...2 { try shop.run("do", "tagOrder", "orders", order, "tag=x", "--operation", "intent-1") }
      #expect(try shop.count("orders tag:x") == 1)
      let plan = try shop.run("undo", "--dry-run").output
      #expect(plan.contains("Would reverse") && plan.contains("tags: −x"))
      #expect(try shop.count("orders tag:x") == 1)
      try shop.run("undo")
      #expect(try shop.count("orders tag:x") == 0)
      try shop.run("do", "tagOrder", "orders", "tag=many")
      let many = try shop.count("orders tag:many")
      #expect(many > 1)
      try shop.run("undo")
      #expect(try shop.count("orders tag:many") == 0)
    }

    @Test func `Why tells rule, source and events`() throws {
      let shop = try Shop(orders: OrderFile(count: 3))
      let order = OrderFile.id(1)
      try shop.run("do", "holdOrder", "orders", order, "reason=fraudRisk", "note=odd")
      func why(_ field: String) throws -> String { try shop.run("why", "orders", order, field).output }
      #expect(try why("total").contains("rule: items 12.30 − discount 0.00 + shipping 0.00"))
      #expect(try why("status").contains("rule: read off three axes: order open, payment"))
      #expect(try why("late").contains("rule: it has no shipBy"))
      let holds = try why("holds")
      #expect(holds.contains("rule: fraudRisk by clerk since ") && holds.contains("holdOrder") && holds.contains("odd"))
      #expect(try why("sku").contains("source: entry ") && why("sku").contains("general-orders"))
    }

    @Test func `A cell that a spreadsheet would run leaves quoted`() throws {
      var orders = OrderFile(count: 4)
      for (index, text) in ["=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "-2+3"].enumerated() {
        orders.rows[index][2] = text
      }
      let shop = try Shop(orders: orders)
      let cells = try shop.run("ls", "orders cols:customer sort:placedAt", "--csv").output.split(
        whereSeparator: \.isNewline
      )
      .dropFirst()
      #expect(cells.count == 4)
      for cell in cells {
        let bare = cell.drop { $0 == "\"" }
        #expect(!"=+@-".contains(bare.first ?? "="), "\(cell)")
      }
    }

    @Test(.timeLimit(.minutes(2)))
    func `Hostile text leaves clean for a terminal, and whole for a file`() throws {
      let texts = try HostileText.all()
      var orders = OrderFile(count: texts.count)
      for (index, text) in texts.enumerated() {
        orders.rows[index][2] = text
        orders.rows[index][8] = text
      }
      let shop = try Shop(orders: OrderFile(count: 1))
      _ = try shop.start(["import", shop.write(orders), "--channel", "EVIL", "--format", "general-orders"])
        .wait(seconds: 60)
      let view = "orders channel:EVIL cols:number,customer,title"
      // To a pipe, aligned text is for eyes; to a terminal everything is.
      let plain = try shop.run("ls", view, "--plain")
      #expect(RawByteRules.findings(in: Array(plain.output.utf8)) == [])
      for words in ["--plain", "--csv", "--jsonl", "--json"] {
        let session = try TerminalSession(
          [Binary.path, "ls", view, words], columns: 200, rows: 50, environment: shop.environment)
        #expect(try session.waitForEnd(seconds: 20) == 0)
        let findings = RawByteRules.findings(in: session.log)
        #expect(findings.isEmpty, "\(words): \(findings.prefix(5))")
      }
      // Out as Shopify's file, into another shop, and out again: not a byte differs.
      let answer = try shop.shell(
        """
        $P export 'orders channel:EVIL sort:placedAt' --format shopify-orders-csv --to first.csv; echo "=$?"
        export PORTOLAN_STORE=$PWD/second.db
        $P store init 2>/dev/null; $P import first.csv --channel EVIL >report 2>&1; echo "=$?"
        $P export 'orders sort:placedAt' --format shopify-orders-csv --to second.csv; echo "=$?"
        cmp first.csv second.csv && echo identical; wc -l <first.csv; cat report
        """)
      #expect(answer.output.contains("identical"), "\(answer.output.prefix(2000))\(answer.talk)")
    }

    @Test func `Fields and actions tell their types and choices as JSON, and not as the program writes them down`()
      throws
    {
      let shop = try Shop()
      try shop.run("store", "init")
      let fields = try shop.run("fields", "orders", "--json").output
      #expect(
        fields.contains(
          #"{"id":"state","type":"choice","values":["draft","open","closed","cancelled"],"personal":false}"#))
      let actions = try shop.run("actions", "orders", "--json").output
      #expect(actions.contains(#"{"name":"reason","required":true,"shape":"choice","values":["awaitingPayment","#))
      #expect(!(fields + actions).contains("(["))
    }

    @Test func `A table that says money says its currency too, unless somebody chose its columns`() throws {
      let shop = try Shop(orders: OrderFile(count: 2))
      for words in [["export"], ["ls", "--csv"]] {
        func lines(_ sentence: String) throws -> (header: Substring, first: Substring) {
          let answer = try shop.start(words + [sentence]).wait(seconds: 60)
          let lines = answer.output.split(whereSeparator: \.isNewline)
          try #require(lines.count > 1, "\(words) \(sentence): \(answer.talk)")
          return (lines[0], lines[1])
        }
        #expect(try lines("orders").header.hasSuffix(",currency"))
        #expect(try lines("orders").first.hasSuffix(",EUR"))
        #expect(try lines("lines").first.hasSuffix(",EUR"))
        #expect(try lines("orders cols:number,total").header == "number,total")
        #expect(try !lines("customers").header.contains("currency"))
      }
    }
  }
}
