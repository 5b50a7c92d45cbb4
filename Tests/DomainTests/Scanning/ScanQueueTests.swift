import Domain
import TestSupport
import Testing

@Suite struct ScanQueueTests {
  typealias Entry = ScanQueue.Entry

  @Test func `Scans that come while a screen commits wait their turn`() {
    var queue = ScanQueue()
    #expect(queue.take("A", at: 0) == .process(Entry(code: "A", at: 0)))
    #expect(queue.take("B", at: 10) == .queued(Entry(code: "B", at: 10), place: 1))
    #expect(queue.take("C", at: 20) == .queued(Entry(code: "C", at: 20), place: 2))
    #expect(queue.finished(accepted: true) == [.process(Entry(code: "B", at: 10))])
    #expect(queue.finished(accepted: true) == [.process(Entry(code: "C", at: 20))])
    #expect(queue.finished(accepted: true) == [])
    #expect(!queue.isBusy)
  }

  @Test(
    arguments: [
      (1000, 1000, true), (1000, 1299, true), (1000, 1300, true), (1000, 1301, false), (1000, 900, false),
      (Int64.min, Int64.max, false), (Int64.max, Int64.min, false),
    ] as [(Int64, Int64, Bool)])
  func `An equal code within 300 ms is dropped`(first: Int64, second: Int64, isDropped: Bool) {
    var queue = ScanQueue()
    _ = queue.take("A", at: first)
    _ = queue.finished(accepted: true)
    let outcome = queue.take("A", at: second)
    if isDropped {
      #expect(outcome == .dropped(Entry(code: "A", at: second), .duplicate(milliseconds: second - first)))
      #expect(!queue.isBusy)
    } else {
      #expect(outcome == .process(Entry(code: "A", at: second)))
    }
  }

  @Test func `A trigger held down counts once however long it is held`() {
    var queue = ScanQueue()
    _ = queue.take("A", at: 0)
    for at in stride(from: Int64(200), through: 2000, by: 200) {
      #expect(queue.take("A", at: at) == .dropped(Entry(code: "A", at: at), .duplicate(milliseconds: 200)))
    }
    #expect(queue.take("A", at: 2301) == .queued(Entry(code: "A", at: 2301), place: 1))
  }

  @Test func `Another code between two equal ones hides no duplicate`() {
    var queue = ScanQueue()
    _ = queue.take("A", at: 0)
    _ = queue.take("B", at: 100)
    #expect(queue.take("A", at: 250) == .dropped(Entry(code: "A", at: 250), .duplicate(milliseconds: 250)))
  }

  @Test func `A refusal empties the queue and says what was dropped`() {
    var queue = ScanQueue()
    _ = queue.take("A", at: 0)
    _ = queue.take("B", at: 1)
    _ = queue.take("C", at: 2)
    let expected = [("B", 1), ("C", 2)] as [(String, Int64)]
    #expect(queue.finished(accepted: false) == expected.map { .dropped(Entry(code: $0, at: $1), .afterError) })
    #expect(queue.waiting.isEmpty && !queue.isBusy)
    #expect(queue.take("D", at: 3) == .process(Entry(code: "D", at: 3)))
  }

  @Test func `A full queue says so`() {
    var queue = ScanQueue(ScannerSettings(longestQueue: 1))
    _ = queue.take("A", at: 0)
    _ = queue.take("B", at: 1)
    #expect(queue.take("C", at: 2) == .dropped(Entry(code: "C", at: 2), .full(waiting: 1)))
  }

  @Test(arguments: 1...20)
  func `No scan is lost and none is done twice`(seed: Int) {
    var dice = Dice(seed: UInt64(seed))
    var queue = ScanQueue(ScannerSettings(longestQueue: 5))
    var now: Int64 = 0
    var taken = 0
    var ended: [Entry] = []
    var waiting: [Entry] = []
    func note(_ outcome: ScanQueue.Outcome) {
      switch outcome {
      case .process(let entry):
        // First come, first done.
        if let index = waiting.firstIndex(of: entry) {
          #expect(index == 0)
          waiting.remove(at: index)
        }
        ended.append(entry)
      case .queued(let entry, let place):
        waiting.append(entry)
        #expect(place == waiting.count)
      case .dropped(let entry, _):
        if let index = waiting.firstIndex(of: entry) { waiting.remove(at: index) }
        ended.append(entry)
      }
    }
    for _ in 0..<400 {
      if dice.roll(0...2) < 2 {
        now += Int64(dice.roll(1...400))
        taken += 1
        note(queue.take(dice.pick(["A", "B", "C", "D", "E"]), at: now))
      } else if queue.isBusy {
        queue.finished(accepted: dice.roll(0...4) > 0).forEach(note)
      }
      #expect(queue.waiting == waiting)
    }
    #expect(Set(ended).count == ended.count)
    #expect(ended.count + queue.waiting.count == taken)
  }
}
