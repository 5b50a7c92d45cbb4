import Foundation
import Testing

extension EndToEnd {
  /// What disks, files and pipes do to the program: a clear sentence, the right status, nothing half-written.
  @Suite(.enabled(if: Binary.isBuilt, Binary.missing))
  struct Faults {
    @Test func `A closed or full standard output is said, and nothing is written elsewhere`() throws {
      let shop = try Shop(orders: OrderFile(count: 30))
      let answer = try shop.shell(
        """
        $P ls orders --jsonl >/dev/full; echo "=$?"
        $P ls orders --jsonl >&-; echo "=$?"
        $P ls orders --jsonl >&- 2>&- <&-; echo "=$?"
        $P do tagOrder orders \(OrderFile.id(1)) tag=kept >&-; echo "=$?"
        $P count orders 2>&- <&-; echo "=$?"
        $P nonsense 2>/dev/full; echo "=$?"
        """)
      #expect(answer.output == "=2\n=2\n=2\n=1\n30\n=0\n=64\n")
      #expect(answer.talk.contains("standard output cannot be written: No space left on device"))
      #expect(answer.talk.contains("standard output cannot be written: Bad file descriptor"))
      for name in try FileManager.default.contentsOfDirectory(atPath: shop.folder.path) where name.hasSuffix(".lock") {
        let text = try String(contentsOf: shop.folder.appending(path: name), encoding: .utf8)
        #expect(!text.contains("{"), "an answer was written into \(name)")
      }
      #expect(try shop.count("orders tag:kept") == 1)
      #expect(try shop.complaint() == nil)
    }

    @Test func `A reader who leaves is no error, and does not stop what changes the shop`() throws {
      let shop = try Shop(orders: OrderFile(count: 3000))
      let files = try (1...4).map { try shop.write(OrderFile(count: 5, first: $0 * 10_000)) }
      let answer = try shop.shell(
        """
        $P ls orders --jsonl | head -1 >/dev/null; echo "=${PIPESTATUS[0]}"
        $P --help | head -1 >/dev/null; echo "=${PIPESTATUS[0]}"
        $P export orders | true; echo "=${PIPESTATUS[0]}"
        $P import \(files.joined(separator: " ")) --json --channel SHOP --format general-orders | true
        echo "=${PIPESTATUS[0]}"
        """)
      #expect(answer.output == "=0\n=0\n=0\n=0\n")
      #expect(answer.talk.isEmpty)
      #expect(try shop.count() == 3020)
    }

    @Test func `What is no store is left as it is and said`() throws {
      let shop = try Shop()
      try shop.run("store", "init")
      let answer = try shop.shell(
        """
        mkdir folder; : >empty; echo letter >letter; mkfifo pipe
        printf 'SQLite format 3\\0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' >fake
        before=$(cat empty letter fake | cksum)
        for name in folder empty letter pipe fake nowhere nowhere/deep ""; do
          timeout 10 $P ls orders --store "$name"; echo "=$?"
        done
        [ "$before" = "$(cat empty letter fake | cksum)" ] && ls
        $P store init --store letter; echo "=$?"
        $P store init --store /proc/none/shop.db; echo "=$?"
        $P ls orders --store postgres://host/shop; echo "=$?"
        """)
      let statuses = answer.output.split(separator: "\n").filter { $0.hasPrefix("=") }
      #expect(statuses == Array(repeating: "=2", count: 11))
      #expect(answer.output.contains("letter\n"))
      #expect(!answer.output.contains("empty.lock") && !answer.output.contains("fake-wal"))
      for words in ["folder is no Portolan store", "empty is no Portolan store", "There is no store at nowhere"] {
        #expect(answer.talk.contains(words))
      }
    }

    @Test func `Whoever waits too long for the store is told who holds it, and reads go on`() throws {
      let shop = try Shop(orders: OrderFile(count: 5))
      let answer = try shop.shell(
        """
        exec 9>>$STORE.lock; flock 9
        export PORTOLAN_WAIT=0.3
        $P count orders; echo "=$?"
        $P do tagOrder orders \(OrderFile.id(1)) tag=late; echo "=$?"
        $P store doctor >/dev/null; echo "=$?"
        (sleep 1; flock -u 9) & exec 9>&-
        PORTOLAN_WAIT=20 $P do tagOrder orders \(OrderFile.id(1)) tag=late >/dev/null; echo "=$?"
        """)
      #expect(answer.output == "5\n=0\n=2\n=0\n=0\n")
      #expect(answer.talk.contains("The store is locked: process "))
      #expect(answer.talk.contains("Nothing was changed"))
    }

    @Test func `A lock file that was removed or scribbled on is made anew`() throws {
      let shop = try Shop(orders: OrderFile(count: 5))
      let session = try shop.console()
      try session.wait(for: OrderFile.id(5))
      try shop.shell("rm $STORE.lock")
      try shop.run("do", "tagOrder", "orders", OrderFile.id(1), "tag=one")
      try shop.shell("echo scribble >$STORE.lock")
      try shop.run("do", "tagOrder", "orders", OrderFile.id(1), "tag=two")
      #expect(try shop.complaint() == nil)
    }

    @Test(.timeLimit(.minutes(2)))
    func `A full disk is said by every way in and out, and leaves the shop as it was`() throws {
      let shop = try Shop()
      let file = try shop.write(OrderFile(count: 20_000))
      let answer = try shop.shell(
        diskOf: "6m",
        """
        export PORTOLAN_STORE=$DISK/shop.db PORTOLAN_USER=clerk
        $P store init 2>/dev/null
        $P import \(file) --channel SHOP --format general-orders; echo "=$?"
        $P count orders >seen
        head -c 9000000 /dev/zero >$DISK/fill 2>/dev/null
        $P do tagOrder orders tag=x >/dev/null; echo "=$?"
        $P export orders --to $DISK/out.csv; echo "=$?"
        $P store backup $DISK/copy.db; echo "=$?"
        rm $DISK/fill
        ls $DISK
        $P count orders | cmp - seen && echo same
        $P store doctor >/dev/null; echo "=$?"
        $P store init --store $DISK/other.db && rm $DISK/other.db*
        head -c 9000000 /dev/zero >$DISK/fill 2>/dev/null
        $P store init --store $DISK/other.db; echo "=$?"
        ls $DISK/other.db 2>/dev/null
        """)
      guard let answer else {
        print("no disk of its own to be had here: a full one was not tried")
        return
      }
      let lines = answer.output.split(separator: "\n").map(String.init)
      #expect(lines.filter { $0.hasPrefix("=") } == ["=1", "=2", "=2", "=2", "=0", "=2"], "\(answer)")
      #expect(lines.contains("same"))
      #expect(!answer.output.contains(".half") && !answer.output.contains("copy.db"))
      #expect(!answer.output.contains("other.db"))
      #expect(answer.talk.contains("The disk is full"))
      #expect(answer.talk.contains("portolan undo"))
      // An export meets the full disk in its own file, or in what the store keeps beside itself for readers.
      let said = answer.talk.split(separator: "\n").count {
        $0.contains("The disk is full") || $0.contains("No space left on device")
      }
      #expect(said >= 5, "\(answer.talk)")
    }

    @Test func `A store on a disk that nobody may write is said to be one, and can be restored from`() throws {
      let shop = try Shop(orders: OrderFile(count: 5))
      let answer = try shop.shell(
        diskOf: "8m",
        """
        $P store backup $DISK/shop.db >/dev/null
        mount -o remount,ro $DISK
        for words in "ls orders" "do tagOrder orders tag=x" "store doctor" "store backup x.db"; do
          $P $words --store $DISK/shop.db; echo "=$?"
        done
        $P store init --store $DISK/new.db; echo "=$?"
        $P export orders --to $DISK/out.csv; echo "=$?"
        $P store restore $DISK/shop.db --store again.db >/dev/null; echo "=$?"
        $P count orders --store again.db
        """)
      guard let answer else {
        print("no disk of its own to be had here: a read-only one was not tried")
        return
      }
      #expect(answer.output == "=2\n=2\n=2\n=2\n=2\n=2\n=0\n5\n", "\(answer.talk)")
      #expect(answer.talk.contains("read-only"))
      #expect(!answer.talk.contains(".lock cannot"))
    }

    @Test func `A store whose file goes away under an open console is said, and nothing is written into nowhere`()
      throws
    {
      let shop = try Shop(orders: OrderFile(count: 5))
      let session = try shop.console()
      try session.wait(for: OrderFile.id(5))
      session.settle()
      try shop.shell("mkdir away; mv $STORE* away/")
      try session.send("t")
      session.settle(milliseconds: 200)
      try session.send("lost\r")
      try session.wait(for: "or deleted. Nothing was changed.")
      // The form asks before it lets go of what was typed.
      for keys in ["\u{1B}", "\r", "q"] {
        session.settle()
        try session.send(keys)
      }
      try session.waitForEnd()
      try shop.shell("mv away/* .")
      #expect(try shop.count("orders tag:lost") == 0)
      #expect(try shop.complaint() == nil)
    }
  }
}
