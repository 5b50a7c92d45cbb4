import TestSupport
import Testing

@testable import Terminal

/// A text of several lines held to a simple model: the text's clusters, cut anew after each change.
@Suite struct TextAreaTests {
  private static let pieces = [
    "a", "b", " ", "\n", "陶", "瓷", "e\u{301}", "\u{301}", "👩‍👩‍👧", "👍🏽", "🇩🇪", "🇩", "\u{200D}", "\u{FE0F}", "ש", "ل", "각",
    "ᄀ", "ᅡ",
    "word ", "x\r\ny", "क्", "ष", "0️⃣", "\u{202E}", "，", "ｱ", "か",
  ]

  /// What an editor of clusters does, without undo and without care for speed.
  private struct Model {
    var text = ""
    var caret = 0

    var characters: [Character] { Array(text) }

    mutating func insert(_ piece: String) {
      let all = characters
      let head = String(all[..<caret]) + piece.map { $0.isNewline ? "\n" : String($0) }.joined()
      let tail = String(all[caret...])
      text = head + tail
      caret = min(Array(head).count, characters.count)
    }

    mutating func delete(_ range: Range<Int>) {
      let all = characters
      let range = range.clamped(to: 0..<all.count)
      if range.isEmpty { return }
      let head = String(all[..<range.lowerBound])
      text = head + String(all[range.upperBound...])
      caret = min(range.lowerBound, characters.count)
    }
  }

  @Test(arguments: 1...60)
  func `Random edits keep to the model, undone to the start they give the start, redone the end`(seed: Int) {
    var dice = Dice(seed: UInt64(seed) &* 977)
    let start = (0..<dice.roll(0...12)).map { _ in dice.pick(TextAreaTests.pieces) }.joined()
      .map { $0.isNewline ? "\n" : String($0) }.joined()
    var area = TextArea(text: start, limit: 4000)
    var model = Model(text: start, caret: Array(start).count)
    var edits = 0
    for step in 0..<200 {
      switch dice.roll(0...9) {
      case 0...4:
        let piece = dice.pick(TextAreaTests.pieces)
        _ = area.handle(.paste(piece))
        model.insert(piece)
      case 5:
        _ = area.handle(.backspace)
        model.delete(max(model.caret - 1, 0)..<model.caret)
      case 6:
        _ = area.handle(.delete)
        model.delete(model.caret..<(model.caret + 1))
      case 7:
        let place = dice.roll(0...max(model.characters.count, 1))
        area.caret = place
        model.caret = min(place, model.characters.count)
      default:
        let motions: [Key] = [
          .up, .down, .home, .end, .left, .right, .controlled(.left), .alt("f"), .pageUp, .pageDown,
        ]
        _ = area.handle(dice.pick(motions))
        model.caret = area.caret
      }
      edits += 1
      #expect(area.text.unicodeScalars.elementsEqual(model.text.unicodeScalars), "seed \(seed), step \(step)")
      #expect(area.count == model.characters.count, "seed \(seed), step \(step): not cut as a whole")
      #expect(area.caret == model.caret, "seed \(seed), step \(step)")
    }
    let end = area.text
    for _ in 0..<edits { _ = area.handle(.control("_")) }
    #expect(area.text.unicodeScalars.elementsEqual(start.unicodeScalars), "seed \(seed)")
    for _ in 0..<edits { _ = area.handle(.alt("e")) }
    #expect(area.text.unicodeScalars.elementsEqual(end.unicodeScalars), "seed \(seed)")
  }

  @Test(arguments: 1...40)
  func `The caret is the frame's cursor, within the field, before its own cluster`(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed) &* 31)
    let text = (0..<dice.roll(0...60)).map { _ in dice.pick(TextAreaTests.pieces) }.joined()
    var area = TextArea(text: text)
    let size = Size(columns: dice.roll(4...24), rows: dice.roll(1...6))
    area.viewport = size
    for _ in 0..<80 {
      let keys: [Key] = [.up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .character("x"), .backspace]
      _ = area.handle(dice.pick(keys))
      var frame = Frame(size: size)
      area.draw(into: &frame, in: frame.bounds, isFocused: true)
      let cursor = try #require(frame.cursor)
      #expect(frame.bounds.contains(cursor), "seed \(seed)")
    }
  }

  @Test func `Up and down keep the column over rows of any width`() {
    var area = TextArea(text: "abcdefgh\n陶瓷\n12345678")
    area.viewport = Size(columns: 20, rows: 5)
    area.caret = 7
    _ = area.handle(.down)
    #expect(area.caret == 11)
    _ = area.handle(.down)
    #expect(area.caret == 19)
    _ = area.handle(.up)
    _ = area.handle(.up)
    #expect(area.caret == 7)
  }

  @Test func `Rows that are wrapped are rows for the keys too`() {
    var area = TextArea(text: "one two three four")
    area.viewport = Size(columns: 8, rows: 3)
    area.caret = 0
    _ = area.handle(.down)
    #expect(area.caret == 8)
    _ = area.handle(.end)
    #expect(area.caret == 13)
    _ = area.handle(.home)
    #expect(area.caret == 8)
    _ = area.handle(.controlled(.end))
    #expect(area.caret == 18)
    let leaves = area.leaves(.down)
    #expect(leaves)
  }

  @Test(arguments: [
    ("one two", Key.control("w"), "one "), ("陶瓷mug", .control("w"), "陶瓷"), ("one\ntwo", .control("u"), "one\n"),
    ("one\ntwo\nx", .alt("k"), "one\ntwo"), ("中文，词", .alt("b"), "中文，词"),
  ])
  func `Words and lines are deleted`(text: String, key: Key, expected: String) {
    var area = TextArea(text: text)
    _ = area.handle(key)
    #expect(area.text == expected)
  }

  @Test func `Kill takes the row's end, then its break`() {
    var area = TextArea(text: "one\ntwo")
    area.caret = 1
    _ = area.handle(.control("k"))
    #expect(area.text == "o\ntwo")
    _ = area.handle(.control("k"))
    #expect(area.text == "otwo")
  }

  @Test func `What is pasted beyond the limit stays out, and a long text costs little`() {
    var area = TextArea(text: "abc", limit: 5)
    _ = area.handle(.paste("defg"))
    #expect(area.text == "abc")
    var long = TextArea(text: String(repeating: "line of a description\n", count: 9000), limit: 200_000)
    long.viewport = Size(columns: 60, rows: 10)
    let clock = ContinuousClock()
    let taken = clock.measure {
      for _ in 0..<50 {
        _ = long.handle(.character("x"))
        _ = long.handle(.up)
        var frame = Frame(size: Size(columns: 60, rows: 10))
        long.draw(into: &frame, in: frame.bounds, isFocused: true)
      }
      for _ in 0..<50 { _ = long.handle(.alt("u")) }
    }
    #expect(taken < .seconds(20))
  }
}
