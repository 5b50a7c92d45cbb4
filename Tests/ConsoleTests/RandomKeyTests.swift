import Domain
import Terminal
import Testing

@testable import Console

struct RandomKeyTests {
  /// SplitMix64: the same keys each time.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private static let keys: [Key] = {
    var keys: [Key] = []
    for place in Command.Place.allCases {
      for command in Command.allCases where command != .quit { keys += command.keys(in: place) }
    }
    for character in "status:paid >2d(\"or)王小,-@x1234567890" { keys.append(.character(character)) }
    let others: [Key] = [
      .paste("a\nb\u{202E}c"), .scan("4006381333931"), .scan("MUG-3"), .phrase("你好"), .phrase("４００６３８１"), .insert,
      .delete, .controlled(.left), .alt("\r"), .control("w"),
      .control("u"), .control("r"), .function(9), .focus(false), .resumed, .tab, .enter, .enter, .escape,
    ]
    return keys + others
  }()

  @Test(arguments: Language.allCases)
  func `Thousands of random keys at random sizes never trap and keep the cursor on the screen`(language: Language)
    throws
  {
    let shop = try Shop()
    var dice = Dice(state: language == .english ? 7 : 8)
    var rehearsal = try shop.rehearsal(Size(columns: 80, rows: 24), language)
    for step in 0..<6000 {
      if step % 40 == 39 {
        let size = Size(columns: Int.random(in: 0...300, using: &dice), rows: Int.random(in: 0...100, using: &dice))
        rehearsal.press(.resize(size))
      } else if let key = RandomKeyTests.keys.randomElement(using: &dice) {
        rehearsal.press(key)
      }
      if step % 50 == 25 { rehearsal.send(.changed) }
      let frame = rehearsal.frame
      #expect(frame.size == rehearsal.state.size)
      if let cursor = frame.cursor, !frame.bounds.isEmpty {
        #expect(frame.bounds.contains(cursor), "step \(step): \(cursor) outside \(frame.size)")
      }
      let window = rehearsal.state.list.window
      #expect(window.isEmpty || window.rows.indices.contains(window.selected), "step \(step)")
      #expect(rehearsal.state.queued.isEmpty, "step \(step)")
    }
  }
}
