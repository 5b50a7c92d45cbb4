import Foundation
import Testing

extension EndToEnd {
  /// Actions on many records, as scripts do them, and killed at any moment.
  @Suite(.enabled(if: Binary.isBuilt, Binary.missing))
  struct BulkDrill {
    @Test func `A batch is planned, done, listed, tried again and undone from the command line`() throws {
      let shop = try Shop(orders: OrderFile(count: 20))
      let plan = try shop.run("do", "tagOrder", "orders", "tag=gift", "--dry-run", "--json").output
      #expect(
        plan.contains("\"dryRun\":true") && plan.contains("\"done\":20") && plan.contains("\"undo\":\"reversible\""))
      #expect(try shop.run("count", "orders tag:gift").output.hasPrefix("0"))

      let done = try shop.run("do", "tagOrder", "orders", "tag=gift", "--operation", "gifts", "--json").output
      #expect(done.contains("\"batch\":1") && done.contains("\"done\":20"))
      #expect(try shop.run("count", "orders batch:1.done tag:gift").output.hasPrefix("20"))
      // The same intent again has no second effect.
      let again = try shop.run("do", "tagOrder", "orders", "tag=gift", "--operation", "gifts", "--json").output
      #expect(again.contains("\"batch\":1") && again.contains("\"done\":20"))
      #expect(try shop.run("batches").output.split(separator: "\n").count == 1)

      let refused = try shop.run("do", "tagOrder", "orders", "tag=gift", status: 2)
      #expect(refused.output.contains("refused. It has the tag"))
      #expect(try shop.run("ls", "orders batch:2.failed cols:number,result", "--csv").output.contains("hasTag:gift"))
      #expect(try shop.run("batches", "retry", "2", status: 2).output.contains("refused."))
      #expect(try shop.run("undo").output.contains("20 record(s)"))
      #expect(try shop.run("count", "orders batch:1.undone").output.hasPrefix("20"))
      #expect(try shop.run("batches", "resume", "1", status: 2).talk.contains("was undone"))
      #expect(try shop.run("batches", "retry", "2").output.contains("done (tags: +gift)"))
    }

    /// After so many kills (an even number: a tag is put on, then taken off) a drill goes on in a new shop. The doctor reads
    /// the whole journal at each kill, so that in one shop a long drill would take the square of its length.
    private static let killsInAShop = 20

    @Test(.timeLimit(.minutes(60)))
    func `A batch killed at any moment leaves each child whole or not done, and is gone on with`() throws {
      let kills = Drill.count(usual: 4)
      var dice = Drill.dice()
      var shop = try Shop(orders: OrderFile(count: 1_500))
      var midway = 0
      for kill in 1...kills {
        if kill > 1, (kill - 1).isMultiple(of: Self.killsInAShop) { shop = try Shop(orders: OrderFile(count: 1_500)) }
        // On and off again: an order bears fifty tags, and a drill has more rounds.
        let action = kill.isMultiple(of: 2) ? "untagOrder" : "tagOrder"
        let changed = kill.isMultiple(of: 2) ? "-tag:drill" : "tag:drill"
        let intent = ["do", action, "orders", "tag=drill", "--operation", "drill\(kill)"]
        let writer = try shop.start(intent)
        usleep(UInt32.random(in: 50_000...900_000, using: &dice))
        writer.kill()
        _ = try writer.wait(seconds: 10)
        #expect(try shop.complaint() == nil, "kill \(kill)")
        // Every child that is told done is changed, and no other is.
        func count(_ view: String) throws -> Int? {
          Int(try shop.run("count", view).output.filter(\.isNumber))
        }
        let batches = try shop.run("batches", "--json", "--limit", "1").output
        let isOpen = batches.contains("\"action\":\"\(action)\"") && batches.contains("\"state\":\"open\"")
        let reached = try count("orders \(changed)")
        if isOpen {
          let id = batches.components(separatedBy: "\"batch\":").dropFirst().first?.prefix { $0.isNumber } ?? ""
          #expect(try count("orders batch:\(id).done \(changed)") == reached, "kill \(kill)")
          #expect(try count("orders batch:\(id).done") == reached, "kill \(kill)")
          if let reached, reached > 0, reached < 1_500 { midway += 1 }
        }
        // Asked again it goes on where it was, whenever it was killed.
        _ = try shop.run(intent)
        #expect(try count("orders \(changed)") == 1_500, "kill \(kill)")
      }
      #expect(try shop.complaint() == nil)
      print("\(midway) of \(kills) kills fell into the middle of a batch")
    }

    @Test(.timeLimit(.minutes(60)))
    func `An undo killed at any moment is gone on with, and each record goes back once`() throws {
      let kills = Drill.count(usual: 4)
      var dice = Drill.dice()
      var shop = try Shop(orders: OrderFile(count: 1_500))
      var midway = 0
      for kill in 1...kills {
        if kill > 1, (kill - 1).isMultiple(of: Self.killsInAShop) { shop = try Shop(orders: OrderFile(count: 1_500)) }
        let tag = "drill\(kill)"
        _ = try shop.run("do", "tagOrder", "orders", "tag=\(tag)", "--operation", tag)
        let writer = try shop.start(["undo"])
        usleep(UInt32.random(in: 40_000...500_000, using: &dice))
        writer.kill()
        _ = try writer.wait(seconds: 10)
        #expect(try shop.complaint() == nil, "kill \(kill)")
        let left = Int(try shop.run("count", "orders tag:\(tag)").output.filter(\.isNumber)) ?? 0
        if left > 0, left < 1_500 { midway += 1 }
        // Whenever it was killed: where all is done already there is an older batch's undo, or nothing, to be had.
        if left > 0 {
          let answer = try shop.run("undo", "--json").output
          #expect(answer.contains("\"undone\":1500") && answer.contains("\"refused\":[]"), "kill \(kill): \(answer)")
        }
        #expect(try shop.run("count", "orders tag:\(tag)").output.hasPrefix("0"), "kill \(kill)")
      }
      #expect(try shop.complaint() == nil)
      print("\(midway) of \(kills) kills fell into the middle of an undo")
    }
  }
}
