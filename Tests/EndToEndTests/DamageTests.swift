import Foundation
import Testing

extension EndToEnd {
  /// Bytes that rot, tails that are lost, power that goes: what is wrong is found and said, and never ends in a trap.
  @Suite(.enabled(if: Binary.isBuilt, Binary.missing))
  struct Damage {
    /// Statuses that are an answer; a signal or a fault of ours is none.
    private static let answers: Set<Int32> = [0, 1, 2]

    @Test(.timeLimit(.minutes(3)))
    func `Damaged pages end in a sentence, whatever is asked`() throws {
      let shop = try Shop(orders: OrderFile(count: 400))
      let whole = try Data(contentsOf: URL(filePath: shop.store))
      let pages = whole.count / 4096
      var dice = Drill.dice()
      var found = 0
      let rounds = Drill.count(usual: 12)
      for round in 1...rounds {
        var bytes = whole
        switch round % 4 {
        case 0: bytes = bytes.prefix(Int.random(in: 1...whole.count - 1, using: &dice))
        case 1:
          for _ in 0..<max(1, pages / 10) {
            Self.scribble(&bytes, at: Int.random(in: 0..<pages, using: &dice) * 4096, &dice)
          }
        case 2: Self.scribble(&bytes, at: Int.random(in: 0..<pages, using: &dice) * 4096, &dice)
        default: for _ in 0..<64 { bytes[Int.random(in: 100..<bytes.count, using: &dice)] ^= 0x10 }
        }
        try shop.shell("rm -f $STORE-wal $STORE-shm")
        try bytes.write(to: URL(filePath: shop.store))
        for words in [
          ["ls", "orders cols:number,customer,title,tags"], ["count", "orders müller"],
          ["do", "tagOrder", "orders", OrderFile.id(7), "tag=damage"], ["show", "orders", OrderFile.id(9)],
          ["undo"], ["store", "backup", "\(shop.folder.path)/copy\(round).db"],
        ] {
          let answer = try shop.start(words).wait(seconds: 30)
          #expect(Self.answers.contains(answer.status), "round \(round), \(words): \(answer)")
          #expect(answer.status == 0 || !(answer.talk + answer.output).isEmpty)
        }
        if try shop.complaint() != nil { found += 1 }
      }
      print("the doctor found \(found) of \(rounds) damaged stores")
      #expect(Double(found) >= 0.7 * Double(rounds))
    }

    private static func scribble(_ bytes: inout Data, at offset: Int, _ dice: inout Dice) {
      for index in offset..<min(offset + 4096, bytes.count) { bytes[index] = UInt8.random(in: 0...255, using: &dice) }
    }

    @Test func `A flipped byte in the log loses commits, and that is noticed`() throws {
      let shop = try Shop(orders: OrderFile(count: 1))
      try leaveLog(in: shop)
      let log = URL(filePath: shop.store + "-wal")
      var bytes = try Data(contentsOf: log)
      try #require(bytes.count > 100_000)
      bytes[bytes.count / 2] ^= 0x01
      try bytes.write(to: log)

      let complaint = try shop.complaint()
      #expect(complaint?.contains("journalHead") == true, "\(complaint ?? "content")")
      // Whoever changes the shop is told as well, and new commits do not cover it up.
      let answer = try shop.start(["do", "tagOrder", "orders", OrderFile.id(1), "tag=after"]).wait(seconds: 10)
      #expect(answer.status == 0)
      #expect(answer.talk.contains("store doctor"))
      #expect(try shop.complaint()?.contains("journalHead") == true)
      try shop.run("store", "doctor", "--repair")
      #expect(try shop.complaint() == nil)
    }

    @Test func `An older file put in the store's place is noticed, a restored backup is not taken for one`() throws {
      let shop = try Shop(orders: OrderFile(count: 3))
      try shop.shell("$P store backup old.db")
      try shop.run("do", "tagOrder", "orders", OrderFile.id(1), "tag=newer")
      try shop.shell("cp old.db $STORE; rm -f $STORE-wal $STORE-shm")
      #expect(try shop.complaint()?.contains("journalHead") == true)
      try shop.shell("rm $STORE; $P store restore old.db")
      #expect(try shop.complaint() == nil)
      #expect(try shop.count() == 3)
    }

    @Test(.timeLimit(.minutes(3)))
    func `The power cut at any moment: what the disk had is a sound shop with every synced commit`() throws {
      let shop = try Shop(orders: OrderFile(count: 1))
      var dice = Drill.dice()
      let file = try shop.write(OrderFile(count: 4_000, first: 1_000))
      let writer = try shop.start(["import", file, "--channel", "SHOP", "--format", "general-orders"])
      var cuts = 0
      while writer.isRunning, cuts < Drill.count(usual: 12) {
        usleep(UInt32.random(in: 5_000...30_000, using: &dice))
        // The log's tail that was never synced is cut or torn; the file itself changes at checkpoints alone, which the
        // gate keeps away while it is copied.
        let seen = try shop.count()
        try shop.shell(
          "rm -f cut.db*; flock $STORE.lock sh -c 'cp $STORE cut.db; cp $STORE-wal cut.db-wal 2>/dev/null'")
        let log = shop.folder.appending(path: "cut.db-wal")
        if var bytes = try? Data(contentsOf: log), bytes.count > 8192 {
          let lost = Int.random(in: 0...4096 * 3, using: &dice)
          bytes += Data((0..<lost).map { _ in UInt8.random(in: 0...255, using: &dice) })
          try bytes.write(to: log)
        }
        let answer = try shop.start(["store", "doctor", "--store", "\(shop.folder.path)/cut.db"]).wait(seconds: 30)
        #expect(answer.status == 0, "\(answer)")
        let kept = try shop.run("count", "orders", "--store", "\(shop.folder.path)/cut.db").output
        #expect((Int(kept.dropLast()) ?? 0) >= seen)
        cuts += 1
      }
      _ = try writer.wait(seconds: 60)
      print("\(cuts) power cuts")
      #expect(cuts > 0)
    }

    /// A killed writer leaves its log behind, with commits that were answered.
    private func leaveLog(in shop: Shop) throws {
      // Somebody who reads keeps the log from being folded away when the writer ends.
      let reader = try shop.console()
      try reader.wait(for: OrderFile.id(1))
      let file = try shop.write(OrderFile(count: 300, first: 1_000))
      try shop.run("import", file, "--channel", "SHOP", "--format", "general-orders")
      for number in 1...5 { try shop.run("do", "tagOrder", "orders", OrderFile.id(1), "tag=t\(number)") }
      if let guarded = reader.guardedProcess { kill(guarded, SIGKILL) }
      try reader.waitForEnd()
    }
  }
}
