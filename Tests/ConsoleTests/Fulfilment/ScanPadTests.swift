import Terminal
import Testing

@testable import Console

/// The line on which a handheld takes scans and what is typed.
struct ScanPadTests {
  private struct Hand {
    var pad = ScanPad(["~"])
    var now: Int64 = 1_000

    mutating func type(_ text: String, every gap: Int64) {
      for character in text {
        now += gap
        _ = pad.take(.character(character), at: now)
      }
    }

    mutating func enter(after gap: Int64 = 2) -> ScanPad.Outcome {
      now += gap
      return pad.take(.enter, at: now)
    }
  }

  @Test func `A scan stands alone, whatever was touched before it`() {
    var hand = Hand()
    hand.type("xy", every: 200)
    hand.now += 1_000
    hand.type("SZ-C-01-3", every: 3)
    #expect(hand.enter() == .scanned("SZ-C-01-3"))
    hand.type("x", every: 200)
    hand.now += 1_000
    hand.type("~12", every: 3)
    #expect(hand.enter() == .scanned("~12"))
    // What a person types by and by is one word, with whatever was quick in it.
    hand.type("WEB-", every: 150)
    hand.now += 400
    hand.type("1023", every: 20)
    #expect(hand.enter(after: 300) == .entered("WEB-1023"))
    hand.type("xy", every: 200)
    _ = hand.pad.take(.backspace, at: hand.now)
    hand.now += 500
    hand.type("4006381333931", every: 4)
    #expect(hand.enter() == .scanned("4006381333931"))
  }

  @Test func `C-u clears the line`() {
    var hand = Hand()
    hand.type("xy", every: 200)
    #expect(hand.pad.take(.control("u"), at: hand.now) == .typing(""))
    hand.type("12", every: 200)
    #expect(hand.enter() == .entered("12"))
  }

  @Test func `A function key clears what was typed, on the screen and behind it`() throws {
    var screen = ScanScreen(words: Words(language: .english), size: Size(columns: 40, rows: 8))
    for (place, character) in "xy".enumerated() {
      _ = screen.update(.key(.character(character), at: 1_000 + Int64(place) * 200))
    }
    #expect(screen.typed == "xy")
    _ = screen.update(.key(.function(1), at: 2_000))
    #expect(screen.typed == "")
    _ = screen.update(.key(.character("R"), at: 3_000))
    #expect(screen.typed == "R")
  }
}
