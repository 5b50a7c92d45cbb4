import Domain
import Foundation
import Terminal
import Testing

@testable import Console

/// A recording's text, and what comes of playing it.
@Suite struct RecordingTests {
  private func read(_ text: String) throws(RecordingFault) -> Recording {
    try Recording(text) { $0 == "2026-09-22 12:00" ? Shop.now : nil }
  }

  @Test func `Every line is a step, and the head says how the console opens`() throws {
    let recording = try read(
      """
      # an agent's morning
      lang zh
      theme portolan-light
      view orders status:paid
      size 80x24
      now 2026-09-22 12:00

      keys j*2 Enter C-f
        type 蓝色 mug
      paste two words
      scan 4006381333931
      size 20x16
      idle
      wait Held
      see Held
      miss Lost
      picture held-1
      pause 400
      """)
    #expect(recording.language == .chinese && recording.theme == "portolan-light")
    #expect(recording.view == "orders status:paid" && recording.size == Size(columns: 80, rows: 24))
    #expect(recording.now == Shop.now)
    #expect(
      recording.steps.map(\.action) == [
        .keys([.character("j"), .character("j"), .enter, .control("f")]), .type("蓝色 mug"),
        .keys([.paste("two words")]), .keys([.scan("4006381333931")]), .size(Size(columns: 20, rows: 16)), .idle,
        .wait("Held"), .see("Held"), .miss("Lost"), .picture("held-1"), .pause(milliseconds: 400),
      ])
    #expect(recording.steps.first?.line == 8)
  }

  @Test(arguments: [
    ("idle\npres j", 2, RecordingFault.Reason.unknownStep("pres")),
    ("keys j Entr", 1, .unknownKey("Entr")),
    ("keys j*0", 1, .unknownKey("j*0")),
    ("keys", 1, .wrongValue("", expected: "j*3 Enter")),
    ("size big", 1, .wrongValue("big", expected: "120x36")),
    ("lang fr", 1, .wrongValue("fr", expected: "en, zh")),
    ("now yesterday", 1, .wrongValue("yesterday", expected: "2026-09-22 12:00")),
    ("idle\n\nlang zh", 3, .tooLate("lang")),
    ("picture ../x", 1, .wrongValue("../x", expected: "a-z 0-9 -")),
    ("pause -1", 1, .wrongValue("-1", expected: "0 … 60000")),
    ("see", 1, .wrongValue("", expected: "text")),
  ])
  func `A wrong line is named with what was expected`(text: String, line: Int, reason: RecordingFault.Reason) {
    #expect(throws: RecordingFault(line: line, reason: reason)) { try read(text) }
  }

  @Test func `Playing presses keys, looks and takes pictures`() throws {
    let recording = try read(
      """
      size 80x24
      see SHOP-1060
      keys /
      type zzzz
      keys Enter
      picture none
      miss SHOP-1060
      see SHOP-1060
      size 40x8
      picture small
      keys q
      picture never
      """)
    var player = try RecordingPlayer(recording, try Shop().options())
    player.run()
    #expect(player.misses.map(\.line) == [8] && player.misses.first?.isWanted == true)
    #expect(player.pictures.map(\.name) == ["none", "small"])
    #expect(player.pictures.map(\.frame.size) == [Size(columns: 80, rows: 24), Size(columns: 40, rows: 8)])
  }
}
