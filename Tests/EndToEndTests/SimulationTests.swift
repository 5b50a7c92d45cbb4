import Foundation
import Testing

#if PostgreSQL
  import TestSupport
#endif

extension EndToEnd {
  /// People who sell, buy, fetch, pack, send, divide, take back and pay back at once, and are killed over it.
  @Suite(.enabled(if: Binary.isBuilt, Binary.missing))
  struct Simulations {
    /// Another day with PORTOLAN_SEED, a longer one with PORTOLAN_KILLS.
    private func run(_ shop: Shop) throws {
      let kills = Drill.count(usual: 3)
      let seed = ProcessInfo.processInfo.environment["PORTOLAN_SEED"].flatMap { Int($0) } ?? 7
      let answer = try RunningCommand(
        [
          shop.store, "--processes", "4", "--actions", String(60 + 4 * kills), "--kills", String(kills), "--seed",
          String(seed),
        ], program: Binary.simulation, environment: shop.environment, output: shop.folder.appending(path: "simulation")
      ).wait(seconds: 600)
      #expect(answer.status == 0, "seed \(seed): \(answer)")
      print(answer.output)
    }

    @Test(.timeLimit(.minutes(15)))
    func `Many people in one house lose no unit and double none, whoever is killed, at every look`() throws {
      try run(Shop())
    }

    #if PostgreSQL
      @Test(.enabled(if: TestServer.isWanted, "SQLite alone is tested"), .timeLimit(.minutes(15)))
      func `The same in a house on a server`() throws { try run(Shop(at: OnAServer.aServer().place())) }
    #endif
  }
}

extension Binary {
  /// A small house with people in it; built beside the tests.
  static let simulation = URL(filePath: path).deletingLastPathComponent().appending(path: "simulation").path
}
