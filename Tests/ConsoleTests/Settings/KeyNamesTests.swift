import Domain
import Terminal
import TestSupport
import Testing

@testable import Console

/// Sentences that tell people to press a key name the key that they have.
@Suite struct KeyNamesTests {
  private func rehearsal(_ shop: Shop, _ set: KeySet, columns: Int = 80) throws -> Rehearsal {
    var options = shop.options()
    options.settings = Settings(keySet: set)
    return try Rehearsal(options, size: Size(columns: columns, rows: 24))
  }

  @Test func `Where no room is for the side bar, the key of the views is told`() throws {
    var rehearsal = try rehearsal(try Shop(), .standard)
    rehearsal.press(script: "B")
    #expect(rehearsal.lines.last?.contains("here; w opens the views.") == true)
    rehearsal = try self.rehearsal(try Shop(), .arrows)
    rehearsal.run(.sideBar)
    #expect(rehearsal.lines.last?.contains("here; Insert opens the views.") == true)
  }

  @Test(arguments: KeySet.allCases)
  func `What a plan says of undo is the key of the set`(set: KeySet) throws {
    var rehearsal = try rehearsal(try Shop(), set, columns: 120)
    rehearsal.run(.markAll)
    rehearsal.run(.tag)
    rehearsal.press(script: "x,Enter")
    let key = try #require(rehearsal.state.keys.keys(of: .undo, in: .list).first?.name)
    #expect(rehearsal.text.contains(" \(key) takes it back as one."))
  }

  @Test func `Other keys are named as soon as they are chosen`() throws {
    var state = try rehearsal(try Shop(), .standard).state
    _ = state.show(Settings(keySet: .numpad))
    #expect(state.words.key(.undo) == "-")
    #expect(Words(language: .chinese).key(.undo) == "“撤销”")
  }
}
