import Foundation
import Testing

extension EndToEnd {
  /// Ctrl-C, many hands at once, and copies made meanwhile.
  @Suite(.enabled(if: Binary.isBuilt, Binary.missing))
  struct Interruptions {
    @Test(arguments: ["INT", "TERM", "HUP"])
    func `A stopped import says what is in, and is taken back or goes on`(signal: String) throws {
      let shop = try Shop(orders: OrderFile(count: 1))
      let file = try shop.write(OrderFile(count: 10_000, first: 1_000))
      // Job control gives the import its own group and its signals back, as in a terminal.
      let answer = try shop.shell(
        """
        set -m
        $P import \(file) --channel SHOP --format general-orders & import=$!
        until [ "$($P count orders)" -gt 1 ]; do sleep 0.02; done
        kill -\(signal) $import; wait $import; echo "=$?"
        """)
      #expect(answer.output.hasSuffix("=1\n"))
      let entry = try #require(answer.talk.firstMatch(of: #/portolan undo (\d+)/#)?.1, "\(answer)")
      let taken = try shop.count()
      #expect(taken > 1 && taken < 10_001)
      #expect(try shop.complaint() == nil)

      try shop.run("undo", String(entry))
      #expect(try shop.count() == 1)
      try shop.run("import", file, "--channel", "SHOP", "--format", "general-orders")
      #expect(try shop.count() == 10_001)
      #expect(try shop.complaint() == nil)
    }

    @Test func `An import that waits for a silent pipe ends when it is asked to`() throws {
      let shop = try Shop(orders: OrderFile(count: 1))
      let answer = try shop.shell(
        """
        set -m; mkfifo pipe; sleep 4 >pipe & silent=$!
        $P import - --channel SHOP --format general-orders <pipe & import=$!
        sleep 0.5; kill -TERM $import; wait $import; echo "=$?"; kill $silent
        """, seconds: 15)
      #expect(answer.output == "=1\n")
      #expect(answer.talk.contains("The import was stopped"))
    }

    @Test(.timeLimit(.minutes(2)))
    func `Sixty-four processes that write at once are all served, and copies made meanwhile are whole`() throws {
      let shop = try Shop(orders: OrderFile(count: 64))
      let answer = try shop.shell(
        """
        for number in $(seq 64); do
          (for round in 1 2 3; do
            $P do tagOrder orders PO-$((100000000 + number)) tag=r$round >/dev/null || echo refused
          done) &
        done
        for copy in 1 2 3; do $P store backup copy$copy.db >/dev/null || echo "no copy"; sleep 0.3; done
        wait
        for copy in 1 2 3; do $P store doctor --store copy$copy.db >/dev/null || echo "copy $copy is not sound"; done
        """, seconds: 100)
      #expect(answer.output.isEmpty && answer.talk.isEmpty, "\(answer)")
      for round in 1...3 { #expect(try shop.count("orders tag:r\(round)") == 64) }
      #expect(try shop.complaint() == nil)
    }

    @Test func `The drill - the shop is lost, the last backup is restored, and work goes on`() throws {
      let shop = try Shop(orders: OrderFile(count: 20))
      let head = try #require(
        try shop.shell("$P store backup safe.db --json").output.firstMatch(of: #/"head":"([0-9a-f]{64})"/#)?.1)
      let answer = try shop.shell(
        """
        $P do tagOrder orders \(OrderFile.id(1)) tag=lost >/dev/null
        head -c 100000 $STORE >$STORE.broken; mv $STORE.broken $STORE
        $P store doctor >/dev/null; echo "=$?"
        $P store restore safe.db; echo "=$?"
        mkdir broken; mv $STORE broken/; echo leftover >$STORE-wal
        head -c 50000 safe.db >cut.db; $P store restore cut.db; echo "=$?"; [ -e $STORE ] && echo half
        $P store restore safe.db >/dev/null; echo "=$?"
        $P store doctor --head \(head) >/dev/null; echo "=$?"
        $P do tagOrder orders \(OrderFile.id(1)) tag=again >/dev/null; echo "=$?"
        ls
        """)
      let lines = answer.output.split(separator: "\n").map(String.init)
      #expect(lines.filter { $0.hasPrefix("=") } == ["=1", "=2", "=2", "=0", "=0", "=0"], "\(answer)")
      #expect(!lines.contains("half"))
      // Whatever stood beside the lost store is kept, out of the way.
      #expect(lines.contains("shop.db-wal.old1"))
      #expect(try shop.count() == 20)
    }
  }
}
