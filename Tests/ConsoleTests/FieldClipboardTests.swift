import Terminal
import Testing

@testable import Console

/// Copying and cutting inside fields, into the console's own clipboard and the terminal's.
struct FieldClipboardTests {
  @Test func `What is selected in a note is cut, put in elsewhere, and sent to the terminal`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "n")
    rehearsal.press(.paste("请勿放发票 please"))
    rehearsal.press(script: "S-Left*6,M-x")
    #expect(rehearsal.wishes.last == .copy(ClipboardText("please")))
    #expect(rehearsal.text.contains("Copied 6 characters"))
    rehearsal.press(script: "Home,M-v")
    guard case .form(let form) = rehearsal.state.mode else {
      Issue.record("no form is open")
      return
    }
    #expect(form.entries[0].input.text == "please请勿放发票 ")
    // It outlives the form.
    rehearsal.press(script: "Esc,/,M-v")
    guard case .filter(let bar) = rehearsal.state.mode else {
      Issue.record("no filter is open")
      return
    }
    #expect(bar.field.text.hasSuffix("please"))
  }

  @Test func `Copying without a selection says how to select, and a terminal without a clipboard is not asked`() throws
  {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "n,abc,M-c")
    #expect(rehearsal.text.contains("Nothing is selected"))
    #expect(rehearsal.wishes.isEmpty)
    var state = rehearsal.state
    state.manners.clipboard = .never
    _ = state.update(.key(.alt("s")))
    let effects = state.update(.key(.alt("c")))
    #expect(effects.isEmpty && state.cutText == "abc")
  }
}
