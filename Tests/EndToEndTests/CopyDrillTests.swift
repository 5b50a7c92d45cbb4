import Foundation
import Testing

extension EndToEnd {
  /// kill -9 at random moments under a copy: what is there is no shop until it is whole, and the same command goes on.
  @Suite(.enabled(if: Binary.isBuilt, Binary.missing))
  struct CopyDrill {
    /// The places a shop is copied to: a file, and a server where this run has one.
    private static var places: [String] {
      var places = ["copy.db"]
      #if PostgreSQL
        if let server = ProcessInfo.processInfo.environment["PORTOLAN_TEST_SERVER"] { places.append(server) }
      #endif
      return places
    }

    @Test(.timeLimit(.minutes(60)), arguments: places)
    func `A copy killed at any moment is no shop, goes on, and doubles nothing`(place: String) throws {
      let kills = Drill.count(usual: 8)
      var dice = Drill.dice()
      let shop = try Shop(orders: OrderFile(count: 3_000))
      var target = try self.target(place, in: shop)
      var midway = 0
      for kill in 1...kills {
        let writer = try shop.start(["store", "copy", shop.store, target])
        usleep(UInt32.random(in: 20_000...900_000, using: &dice))
        writer.kill()
        let answer = try writer.wait(seconds: 10)
        if answer.status == 0 {
          // It was through before; another place, and another moment.
          target = try self.target(place, in: shop)
          continue
        }
        let opened = try shop.start(["count", "orders", "--store", target]).wait(seconds: 60)
        #expect(opened.status == 2, "kill \(kill): \(opened.output)\(opened.talk)")
        if opened.talk.contains("not whole") { midway += 1 }
        // People go on with the source in between.
        try shop.run("do", "noteOrder", "orders", OrderFile.id(kill), "note=drill \(kill)")
      }
      let answer = try shop.start(["store", "copy", shop.store, target, "--json"]).wait(seconds: 120)
      if answer.status == 0 {
        #expect(answer.output.contains("\"equal\":true"), "\(answer.output)")
      } else {
        // The last one came through before it was killed: it holds a shop, which nobody copies over.
        #expect(answer.talk.contains("holds something already"), "\(answer.talk)")
      }
      try shop.run("store", "doctor", "--store", target)
      try shop.run("store", "copy", "--check", shop.store, target)
      #expect(try shop.run("count", "orders", "--store", target).output == "3000\n")
      print("\(midway) of \(kills) kills fell into a copy")
    }

    private func target(_ place: String, in shop: Shop) throws -> String {
      let name = UUID().uuidString.lowercased().filter { $0 != "-" }
      if !place.contains("://") { return shop.folder.appending(path: name + ".db").path }
      return "\(place)\(place.contains("?") ? "&" : "?")schema=t\(name)"
    }
  }
}
