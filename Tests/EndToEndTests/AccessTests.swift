import Foundation
import Testing

extension EndToEnd {
  /// Who may do what, through the program.
  @Suite(.enabled(if: Binary.isBuilt, Binary.missing))
  struct Access {
    @Test func `A stranger is refused everywhere and told whom to ask`() throws {
      let shop = try Shop(orders: OrderFile(count: 3))
      let file = try shop.write(OrderFile(count: 3))
      let commands = [
        "ls orders", "count orders", "show orders \(OrderFile.id(1))", "why orders \(OrderFile.id(1)) status",
        "do tagOrder orders \(OrderFile.id(1)) tag=x", "undo", "import \(file)", "export orders", "screen orders",
        "users", "users add mallory admin", "store doctor", "store doctor --repair", "store backup x.db",
        "store migrate", "demo", "console", "ls orders --as clerk",
      ]
      let script = commands.map { "PORTOLAN_USER=mallory $P \($0) </dev/null; echo \"=$?\"" }.joined(separator: "\n")
      let answer = try shop.shell(script)
      #expect(answer.output == String(repeating: "=2\n", count: commands.count))
      let lines = answer.talk.split(separator: "\n")
      #expect(lines.count == commands.count)
      #expect(lines.allSatisfy { $0 == "portolan: Nobody called “mallory” works here; ask clerk." })
      #expect(try shop.run("users").output == "clerk: admin\n")
    }

    @Test func `Whoever has left is a stranger, and the last admin cannot leave`() throws {
      let shop = try Shop()
      try shop.run("store", "init")
      try shop.run("users", "add", "bob", "agent")
      #expect(try shop.shell("PORTOLAN_USER=bob $P count orders").status == 0)
      try shop.run("users", "remove", "bob")
      #expect(try shop.shell("PORTOLAN_USER=bob $P count orders").status == 2)
      #expect(try shop.shell("$P users remove clerk").status == 2)
      #expect(try shop.count() == 0)
    }

    @Test func `Whoever makes a store in another's name can enter it, and both can`() throws {
      let shop = try Shop()
      try shop.run("demo", "--orders", "20", "--seed", "7", "--as", "ada", seconds: 60)
      #expect(try shop.run("count", "orders").output == "20\n")
      #expect(try shop.run("count", "orders", "--as", "ada").output == "20\n")
      #expect(try shop.shell("PORTOLAN_USER=ada $P count orders").output == "20\n")
      let answer = try shop.shell(
        "$P --version >/dev/null; export PORTOLAN_STORE=$PWD/other.db; $P store init --as bob && $P users && $P users --as bob"
      )
      #expect(answer.output == "bob: admin\nclerk: admin\nbob: admin\nclerk: admin\n")
    }

    @Test func `Acting as another is a right, and the journal names both`() throws {
      let shop = try Shop(orders: OrderFile(count: 3))
      try shop.run("users", "add", "lena", "agent")
      try shop.run("do", "tagOrder", "orders", OrderFile.id(1), "tag=asked", "--as", "lena", "--reason", "by phone")
      let shown = try shop.run("show", "orders", OrderFile.id(1), "--json").output
      for words in [#""actor": "lena""#, #""realActor": "clerk""#, #""reason": "by phone""#] {
        #expect(shown.contains(words))
      }
      let answer = try shop.shell("PORTOLAN_USER=lena $P ls orders --as clerk")
      #expect(answer.status == 2)
      #expect(answer.talk == "portolan: lena lacks the right: act as another; ask clerk.\n")
    }

    @Test func `Without the right, personal data shows in no way out`() throws {
      let shop = try personalShop()
      try shop.run("users", "add", "frank", "finance")
      let script = """
        export PORTOLAN_USER=frank
        $P ls 'orders cols:number,customer,email,phone,city,postcode,message' --csv
        $P ls 'customers cols:number,name,email,phone' --json; $P ls 'orders cols:number,note,message' --jsonl
        $P show orders S1 --json; $P show orders S1; $P show customers C-1 --json
        $P why orders S1 customer; $P why orders S1 email --json
        $P export 'orders cols:number,customer,email'
        for keys in Enter Enter,Tab Enter,Tab,Tab Enter,Tab,Tab,Tab Enter,Tab,Tab,Tab,Tab; do
          $P screen orders --keys $keys
        done
        $P export orders --format shopify-orders-csv
        """
      let answer = try shop.shell(script)
      for secret in Self.secrets { #expect(!(answer.output + answer.talk).contains(secret), "\(secret) is shown") }
      #expect(answer.output.contains("•••"))
      #expect(answer.talk == "portolan: frank lacks the right: see personal data; ask clerk.\n")
      for sentence in ["orders customer:x", "orders email:x", "orders sort:customer", "customers name:x"] {
        #expect(try shop.shell("PORTOLAN_USER=frank $P count '\(sentence)'").status == 2, "\(sentence)")
      }
      for word in ["Quendolin", "zacharias", "hexenheim", "98761", "quendolin@example.com", "0199887", "Quetzalina"] {
        for kind in ["orders", "customers"] {
          let found = try shop.shell("PORTOLAN_USER=frank $P count '\(kind) \(word)'").output
          #expect(found == "0\n", "\(kind) \(word)")
        }
      }
      #expect(try shop.shell("PORTOLAN_USER=frank $P count 'orders mug'").output == "1\n")
      let typed = "filter quendolin\nfilter orders -quendolin\n"
      let lines = try shop.shell("printf '\(typed)' | PORTOLAN_USER=frank $P console --plain")
      for secret in Self.secrets { #expect(!lines.output.contains(secret) || secret == "quendolin") }
    }

    @Test func `What is erased is in no file any more, and the chain still holds`() throws {
      let shop = try personalShop()
      // Somebody works all the while, so the log is not folded away by itself.
      let session = try shop.console()
      try session.wait(for: "S1")
      try shop.run("import", try Self.write(shop, name: "Zacharias Quendolin", order: "S2"), "--channel", "S")
      // The index stores a card's words under another first letter.
      func found() throws -> [String] {
        try shop.shell(
          """
          for word in \(Self.secrets.joined(separator: " ")); do
            cat $STORE $STORE-wal $STORE.lock 2>/dev/null | grep -aiq "${word#?}" && echo $word
          done
          """
        ).output.split(separator: "\n").map(String.init)
      }
      #expect(try found().contains("quendolin@example.com"))

      try shop.run("do", "eraseCustomer", "customers", "C-1")

      #expect(try found() == [])
      #expect(try shop.complaint() == nil)
      #expect(try shop.count("orders") == 2)
      #expect(try shop.count("orders quendolin") == 0)
    }

    private static let secrets = [
      "Quendolin", "quendolin@example.com", "5550199887", "Zauberweg", "Hexenheim", "98761", "Quetzalina",
    ]

    private func personalShop() throws -> Shop {
      let shop = try Shop()
      try shop.run("store", "init")
      try shop.run("import", try Self.write(shop, name: "Zacharias Quendolin", order: "S1"), "--channel", "S")
      return shop
    }

    /// One order as Shopify exports it, with everything personal that it can say.
    private static func write(_ shop: Shop, name: String, order: String) throws -> String {
      let cells = [
        "Name": order, "Email": "quendolin@example.com", "Financial Status": "paid",
        "Paid at": "2026-02-03 10:00:00 +0000",
        "Fulfillment Status": "unfulfilled", "Currency": "EUR", "Subtotal": "12.30", "Shipping": "0.00",
        "Taxes": "0.00", "Total": "12.30", "Created at": "2026-02-03 10:00:00 +0000", "Lineitem quantity": "1",
        "Lineitem name": "Blue mug", "Lineitem price": "12.30", "Lineitem sku": "MUG-1",
        "Billing Name": name, "Billing Street": "Zauberweg 7", "Billing Address1": "Zauberweg 7",
        "Billing City": "Hexenheim", "Billing Zip": "98761", "Billing Country": "DE", "Billing Phone": "5550199887",
        "Shipping Name": name, "Shipping Street": "Zauberweg 7", "Shipping Address1": "Zauberweg 7",
        "Shipping City": "Hexenheim", "Shipping Zip": "98761", "Shipping Country": "DE",
        "Shipping Phone": "5550199887", "Id": order, "Notes": "For Quetzalina",
        "Note Attributes": "Engraving: Quetzalina",
      ].sorted { $0.key < $1.key }
      let file = shop.folder.appending(path: "\(order).csv")
      let lines = [cells.map(\.key), cells.map(\.value)].map { $0.map { "\"\($0)\"" }.joined(separator: ",") + "\n" }
      try lines.joined().write(to: file, atomically: true, encoding: .utf8)
      return file.path
    }
  }
}
