import Foundation
import Testing

extension EndToEnd {
  /// A small warehouse's day with the built program: from a paid order to a parcel on its way, by scans.
  @Suite(.enabled(if: Binary.isBuilt, Binary.missing))
  struct Warehouse {
    /// A warehouse with two shelves, a packing table and boxes, two SKUs of which CUP is one short, and three orders.
    private func shop() throws -> Shop {
      let shop = try Shop()
      try shop.run("store", "init")
      let set = try shop.shell(
        """
        set -e
        act() { "$P" do "$@" > done.txt || { cat done.txt; exit 3; }; }
        act addAccount code=WEB channel=own currency=EUR
        act createLocation code=SZ name=Shenzhen country=CN
        act createLocation code=SZ-A-01 warehouse=SZ sequence=1
        act createLocation code=SZ-A-02 warehouse=SZ sequence=2
        act createLocation code=SZ-PACK warehouse=SZ use=packing sequence=9
        for sku in MUG CUP; do
          act createProduct number=p-$sku title=$sku sku=$sku
          act editVariant variants $sku measuredGrams=100 measuredLength=100 measuredWidth=90 measuredHeight=80
        done
        act createBox code=BOX-S length=300 width=300 height=300 emptyGrams=50
        act receiveStock variants MUG to=SZ-A-01 quantity=9 opening=yes
        act receiveStock variants CUP to=SZ-A-02 quantity=2 opening=yes
        act enterOrder channel=WEB number=1 country=DE 'lines=MUG*2@9.90'
        act enterOrder channel=WEB number=2 country=DE 'lines=CUP*2@5.00'
        for number in WEB-1 WEB-2; do
          act confirmOrder orders $number; act markPaid orders $number
        done
        act allocateOrder orders WEB-1 WEB-2
        act planWave warehouse=SZ 'sentence=orders country:DE' limit=50 grouping=cluster
        act releaseWave W-1
        """)
      #expect(set.status == 0, "\(set.output)\(set.talk)")
      return shop
    }

    private func list(_ shop: Shop, _ sentence: String) throws -> [[String: Any]] {
      let answer = try shop.run("ls", sentence, "--jsonl")
      return try answer.output.split(separator: "\n").map { line in
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      }
    }

    /// As a scanner types: all at once, with Enter behind it.
    private func scan(_ code: String, _ session: TerminalSession, then text: String) throws {
      session.settle(milliseconds: 60)
      try session.send(code + "\r")
      try session.wait(for: text)
    }

    @Test func `A day by scans: pick, come up short, pack, label, list, ship; the books agree`() throws {
      let shop = try shop()
      #expect(try list(shop, "waves state:released").first?["units"] as? Int == 4)
      let gun = try TerminalSession(
        [Binary.path, "scan", "--lang", "en"], columns: 20, rows: 16, environment: shop.environment)
      gun.basis = shop
      try gun.wait(for: "R-1")
      gun.settle()
      try gun.send("1\r")
      try gun.wait(for: "SCAN LOC>")
      try scan("SZ-A-02", gun, then: "✗")
      try scan("SZ-A-01", gun, then: "SCAN ITEM")
      // One by one: the second scan of the same thing is a second unit.
      try gun.send("MUG\r")
      try gun.wait(for: "QTY>")
      try gun.send("2\r")
      try gun.wait(for: "SCAN BIN")
      gun.settle(milliseconds: 60)
      try gun.send("B1\r")
      try gun.wait(for: "SZ-A-02")
      // The line drops; the next login goes on at the same step.
      gun.signal(SIGHUP)
      try gun.waitForEnd()
      let answer = try shop.shell(
        #"""
        printf '%s\n' 'SZ-A-01 ! wrongLocation' 'SZ-A-02' 'CUP' '=1' B2 F3 '=1' 'SZ-A-02' > walk.txt
        "$P" scan R-1 --plain --lang en < walk.txt; echo "=$?"
        """#)
      #expect(answer.output.contains("✗ SZ-A-01"), "\(answer.output)\(answer.talk)")
      #expect(try list(shop, "runs number:R-1").first?["done"] as? Int == 3, "\(answer.output)")
      #expect(try list(shop, "runs number:R-1").first?["short"] as? Int == 1, "\(answer.output)")
      let packed = try shop.shell(
        #"""
        printf '%s\n' WEB-1 MUG MUG BOX-S =250 | "$P" scan WEB-1 --plain --lang en; echo "=$?"
        "$P" do labelParcel P-1 carrier=DHL tracking=JD0001; echo "=$?"
        "$P" do makeManifest warehouse=SZ carrier=DHL; echo "=$?"
        "$P" do shipManifest M-1; echo "=$?"
        """#)
      #expect(packed.output.components(separatedBy: "=0").count == 5, "\(packed.output)\(packed.talk)")
      #expect(packed.output.contains("BOX BOX-S"), "the box that fits is offered: \(packed.output)")
      let parcel = try #require(try list(shop, "parcels tracking:JD0001").first)
      #expect(parcel["state"] as? String == "shipped")
      #expect(parcel["grams"] as? Int == 250)
      #expect(try list(shop, "orders number:WEB-1 fulfilment:shipped").count == 1)
      #expect(try list(shop, "waves picked:3").first?["shipped"] as? Int == 2)
      #expect(try shop.run("why", "parcels", "P-1", "expectedGrams").output.contains("MUG × 2"))
      // Times are times in what is told of them, their histories included.
      for (kind, number) in [("waves", "W-1"), ("runs", "R-1"), ("parcels", "P-1"), ("manifests", "M-1")] {
        for shown in [try shop.run("show", kind, number), try shop.run("show", kind, number, "--json")] {
          let numbers = shown.output.split { !$0.isNumber }.filter { $0.count == 13 }
          #expect(numbers.isEmpty, "\(kind): \(numbers) in \(shown.output)")
          #expect(shown.output.contains("_at"))
          #expect(kind != "runs" || shown.output.contains("scan SZ-A-01"), "\(shown.output)")
        }
      }
      let doctor = try shop.run("store", "doctor")
      #expect(doctor.status == 0, "\(doctor.output)")
      // And back: the parcel comes home, the list is open again.
      try shop.run("undo")
      #expect(try list(shop, "manifests state:open").count == 1)
      #expect(try list(shop, "parcels state:manifested").count == 1)
      try shop.run("store", "doctor")
    }

    @Test func `The pane shows the wave in a real terminal and hands its walk on`() throws {
      let shop = try shop()
      try shop.run("do", "addUser", "name=pia", "roles=picker")
      let session = try shop.console(view: "waves")
      try session.wait(for: "W-1")
      try session.send("8")
      try session.wait(for: "R-1")
      session.settle()
      try session.send("O")
      try session.wait(for: "hand the walk on")
      session.settle()
      try session.send("pia\r")
      try session.wait(for: "given")
      #expect(try list(shop, "runs state:given").first?["actor"] as? String == "pia")
    }
  }
}
