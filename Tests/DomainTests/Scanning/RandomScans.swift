import Domain
import TestSupport
import Testing

/// Events of a clumsy day, from a vocabulary of codes.
struct RandomScans {
  var codes: [String]
  var orders: [String] = []
  var locations: [String] = []

  static let nonsense = [
    "", "HELLO", "]C1", "]C10100", "4006381333932", "\u{0}", "]E0123", "(01)", "]C10104006381333931" + "10L1",
    "\u{1D}", "蓝", "e\u{301}\t", "0", "]d2010400638133393110L2\u{1D}17200101",
  ]

  func event(_ dice: inout Dice) -> ScanEvent {
    switch dice.roll(0...19) {
    case 0...8: .scan(dice.pick(["", "", "]C0"]) + dice.pick(codes))
    case 9: .scan(dice.pick(RandomScans.nonsense))
    case 10: .scan(dice.pick(codes), known: [.product(sku: "HAT", packQuantity: 2), .location("Z-1")])
    case 11...13: .key(dice.pick(ScanKey.allCases))
    case 14, 15: .number(dice.pick([0, 1, 2, 3, 4, 6, 7, 250, -1, Int64.max, Int64.min]))
    case 16: .text(dice.pick(codes + ["L1", "L2", " ", "\t=-\\", "20271231"]))
    case 17, 18: .answer(dice.isHeads())
    default:
      switch dice.roll(0...9) {
      case 0: .notice(.orderCancelled(dice.pick(orders + ["?"])))
      case 1...3: .notice(.locationClosed(dice.pick(locations + ["?"])))
      default: .notice(.takenOver(by: "ann\tbob\n"))
      }
    }
  }
}

/// Whatever comes: what is refused changes nothing, and the log leads to the same run.
@discardableResult
func playAtRandom<Run: ScanRun>(
  _ start: Run, _ dice: inout Dice, steps: Int, _ next: (Run, inout Dice) -> ScanEvent,
  check: (Run, [Run.Effect]) -> Void
) throws -> Run {
  var log = ScanLog(start)
  var effects: [Run.Effect] = []
  var now: Int64 = 0
  for _ in 0..<steps where !log.run.isDone {
    now += Int64(dice.roll(1...3000))
    let before = log.run
    let answer = log.take(next(before, &dice), at: Instant(milliseconds: now))
    if case .refused = answer.verdict {
      #expect(answer.run == before)
      #expect(answer.effects.isEmpty)
    }
    effects += answer.effects
    check(answer.run, effects)
    if dice.roll(0...99) == 0 || log.run.isDone {
      let again = try ScanLog<Run>(decoding: log.encoded())
      #expect(again.run == log.run)
      #expect(again == log)
    }
  }
  return log.run
}
