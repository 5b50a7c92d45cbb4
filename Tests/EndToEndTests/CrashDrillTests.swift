import Foundation
import Testing

extension EndToEnd {
  /// kill -9 at random moments under writes: what was acknowledged is there, and work goes on.
  @Suite(.enabled(if: Binary.isBuilt, Binary.missing))
  struct CrashDrill {
    private static let rows = 2_500

    @Test(.timeLimit(.minutes(60)))
    func `An import killed at any moment loses nothing that anybody saw, and goes on`() throws {
      let kills = Drill.count(usual: 10)
      var dice = Drill.dice()
      var shop = try Shop(orders: OrderFile(count: 1))
      var file = ""
      var isFresh = true
      var midway = 0
      // Kills fall anywhere in the time that it takes here and now, and a bit behind it.
      let whole = try wholeImport()
      // Where a machine is so busy that every kill came too early or too late, some more are needed.
      for kill in 1...(kills * 3) where kill <= kills || midway == 0 {
        if isFresh {
          shop = try Shop(orders: OrderFile(count: 1))
          file = try shop.write(OrderFile(count: Self.rows, first: 1_000))
          isFresh = false
        }
        let words = ["import", file, "--channel", "SHOP", "--format", "general-orders"]
        let writer = try shop.start(words)
        usleep(UInt32.random(in: 0...whole, using: &dice))
        let seen = try shop.count()
        usleep(UInt32.random(in: 0...20_000, using: &dice))
        let wasRunning = writer.isRunning
        writer.kill()
        let answer = try writer.wait(seconds: 10)

        #expect(try shop.complaint() == nil, "kill \(kill)")
        let left = try shop.count()
        #expect(left >= seen, "kill \(kill): \(seen) orders were seen, \(left) are left")
        if wasRunning, left > 1, left <= Self.rows { midway += 1 }
        if !wasRunning || left == Self.rows + 1 {
          // It was through, or nearly: the file again changes nothing.
          if answer.status == 0 { #expect(left == Self.rows + 1) }
          try shop.run("import", file, "--channel", "SHOP", "--format", "general-orders")
          #expect(try shop.count() == Self.rows + 1)
          isFresh = true
        }
      }
      try shop.run("import", file, "--channel", "SHOP", "--format", "general-orders")
      #expect(try shop.count() == Self.rows + 1)
      #expect(try shop.complaint() == nil)
      print("\(midway) of \(kills) kills fell between two commits of an import")
      #expect(midway > 0 || kills < 10, "no kill fell between two commits: the drill proves nothing")
    }

    /// How long a whole import takes, in microseconds.
    private func wholeImport() throws -> UInt32 {
      let shop = try Shop(orders: OrderFile(count: 1))
      let file = try shop.write(OrderFile(count: Self.rows, first: 1_000))
      let begun = Clock.seconds()
      try shop.run("import", file, "--channel", "SHOP", "--format", "general-orders")
      return UInt32((Clock.seconds() - begun) * 1_100_000)
    }

    @Test(.timeLimit(.minutes(60)))
    func `Actions killed at any moment: each acknowledged one is there, each retried one has one effect`() throws {
      let kills = Drill.count(usual: 20)
      var dice = Drill.dice()
      let shop = try Shop(orders: OrderFile(count: 5))
      var acknowledged: Set<String> = []
      for kill in 1...kills {
        let tag = "drill\(kill)"
        let words = [
          "do", "tagOrder", "orders", OrderFile.id(1 + kill % 5), "tag=\(tag)", "--operation", "drill-\(kill)",
        ]
        let writer = try shop.start(words)
        usleep(UInt32.random(in: 0...40_000, using: &dice))
        writer.kill()
        if try writer.wait(seconds: 10).status == 0 { acknowledged.insert(tag) }
        // The retry of an intent whose answer was lost, under the same operation id.
        if !acknowledged.contains(tag), Bool.random(using: &dice) {
          #expect(try shop.start(words).wait(seconds: 10).status == 0, "kill \(kill)")
          acknowledged.insert(tag)
        }
      }
      for tag in acknowledged.sorted() { #expect(try shop.count("orders tag:\(tag)") == 1, "\(tag) was acknowledged") }
      #expect(!acknowledged.isEmpty)
      #expect(try shop.complaint() == nil)
    }
  }
}
