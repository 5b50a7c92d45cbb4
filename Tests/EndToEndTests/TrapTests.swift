import Foundation
import Testing

extension EndToEnd {
  /// A fault that the processor itself finds, as an overflow or a broken promise of ours ends: the instruction that the
  /// console would go on with is made one that traps, and a key wakes it.
  @Suite(.enabled(if: Binary.isBuilt, Binary.missing))
  struct Traps {
    /// What the compiler puts where a program must not go on.
    private static let trap: [UInt8] = {
      #if arch(arm64)
        [0x20, 0x00, 0x20, 0xD4]
      #else
        [0x0F, 0x0B]
      #endif
    }()

    /// Whether this system lets a process be written to by whoever started it.
    static let canBeMade = FileManager.default.contents(atPath: "/proc/self/syscall")?.isEmpty == false

    @Test(.enabled(if: Traps.canBeMade, "this system does not show where a process waits"))
    func `A trap in the midst of work gives the terminal back, and says what to do without a stack`() throws {
      let shop = try Shop(orders: OrderFile(count: 50))
      let session = try shop.console(view: "orders sort:-placedAt")
      let before = session.settingsBefore
      try session.wait(for: OrderFile.id(50))
      try session.send("n")
      try session.paste("half a note")
      try session.wait(for: "half a note")
      session.settle()
      try breakWhereItWaits(try #require(session.guardedProcess))
      try session.send("x")
      try session.waitForEnd()
      #expect([SIGILL, SIGTRAP].contains(session.endingSignal))
      #expect(session.settings == before)
      #expect(!session.screen.isAlternate && session.screen.showsCursor && !session.screen.takesMouse)
      let text = session.screen.text
      #expect(text.contains("portolan ended by a fault") && text.contains("fault-"), "\(text)")
      for word in ["Fatal error", "Backtrace", "Crash", " at /", "swift", "0x"] {
        #expect(!text.contains(word), "\(word): \(text)")
      }
      #expect(RawByteRules.findings(in: session.log) == [])
      #expect(try shop.complaint() == nil)
      // What was being written is there again, a few seconds old at most.
      let next = try shop.console()
      try next.wait(for: OrderFile.id(50))
      try next.send("q")
    }

    @Test(.enabled(if: Traps.canBeMade, "this system does not show where a process waits"))
    func `A fault within the handler of faults leaves the terminal to the guardian`() throws {
      let session = try Shop(orders: OrderFile(count: 50)).console(view: "orders sort:-placedAt")
      try session.wait(for: OrderFile.id(50))
      session.settle()
      // What waits for keys is what waits for the terminal to take the last bytes.
      let process = try #require(session.guardedProcess)
      try put(Traps.trap, at: try Traps.place(of: process).counter, of: process)
      try session.send("j")
      try session.waitForEnd()
      #expect([SIGILL, SIGTRAP].contains(session.endingSignal))
      #expect(session.settings == session.settingsBefore)
      #expect(!session.screen.isAlternate && session.screen.showsCursor)
    }

    private func put(_ bytes: [UInt8], at place: UInt64, of process: pid_t) throws {
      let memory = try FileHandle(forUpdating: URL(filePath: "/proc/\(process)/mem"))
      defer { try? memory.close() }
      try memory.seek(toOffset: place)
      try memory.write(contentsOf: Data(bytes))
    }

    /// Where a process waits: the stack's top and the instruction that it goes on with, the last of `230 0x0 … SP PC`.
    private static func place(of process: pid_t) throws -> (stack: UInt64, counter: UInt64) {
      for _ in 0..<100 {
        let facts = try String(contentsOfFile: "/proc/\(process)/syscall", encoding: .utf8)
        let last = facts.split(whereSeparator: \.isWhitespace).suffix(2).compactMap {
          UInt64($0.dropFirst(2), radix: 16)
        }
        if last.count == 2 { return (last[0], last[1]) }
        usleep(20_000)
      }
      throw NeverWaits()
    }

    private struct NeverWaits: Error {}

    /// The program's own code goes on where the system's library returns to: the first such place on the stack.
    private func breakWhereItWaits(_ process: pid_t) throws {
      let maps = try String(contentsOfFile: "/proc/\(process)/maps", encoding: .utf8)
      let code = maps.split(separator: "\n").filter { $0.contains(" r-xp ") && $0.hasSuffix("/portolan") }
        .compactMap { line -> Range<UInt64>? in
          let ends = line.prefix { $0 != " " }.split(separator: "-").compactMap { UInt64($0, radix: 16) }
          return ends.count == 2 ? ends[0]..<ends[1] : nil
        }
      let memory = try FileHandle(forReadingFrom: URL(filePath: "/proc/\(process)/mem"))
      defer { try? memory.close() }
      try memory.seek(toOffset: try Traps.place(of: process).stack)
      let stack = try #require(try memory.read(upToCount: 512))
      let words = stride(from: 0, to: stack.count - 7, by: 8).map { start in
        (0..<8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64(stack[stack.startIndex + start + $1]) }
      }
      let back = try #require(words.first { word in code.contains { $0.contains(word) } })
      try put(Traps.trap, at: back, of: process)
    }
  }
}
