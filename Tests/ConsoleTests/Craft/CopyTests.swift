import Domain
import Foundation
import Store
import Terminal
import Testing

@testable import Console

/// What is copied, and what is said about it.
struct CopyTests {
  private func wish(_ state: inout ConsoleState, _ command: Command) -> TerminalWish? {
    for case .terminal(let wish) in state.run(command) { return wish }
    return nil
  }

  @Test func `The number of the selected record is copied, and said`() throws {
    let shop = try Shop()
    let rehearsal = try shop.rehearsal(view: "orders number:SHOP-1058")
    var state = rehearsal.state
    #expect(wish(&state, .copy) == .copy(ClipboardText("SHOP-1058")))
    #expect(state.status?.text == "Copied SHOP-1058.")
  }

  @Test func `A row is copied as CSV with the columns that are shown, formulas made harmless`() throws {
    let shop = try Shop()
    try shop.perform("noteOrder", try shop.id("SHOP-1058"), ["note": "=cmd|' /C calc'!A0, \"杯子\""])
    let rehearsal = try shop.rehearsal(view: "orders number:SHOP-1058 cols:number,note,country")
    var state = rehearsal.state
    guard case .copy(let text)? = wish(&state, .copyAll) else {
      Issue.record("nothing is copied: \(state.status?.text ?? "")")
      return
    }
    let lines = text.text.split(separator: "\n").map(String.init)
    #expect(lines.count == 2 && lines[0] == "number,note,country")
    #expect(lines[1].hasPrefix("SHOP-1058,\"'=cmd|' /C calc'!A0, \"\"杯子\"\"\","))
    #expect(state.status?.text == "Copied 1 row as CSV.")
    var chinese = try shop.rehearsal(Size(columns: 120, rows: 36), .chinese).state
    _ = chinese.run(.copyAll)
    #expect(chinese.status?.text == "已将 1 行复制为 CSV。")
  }

  @Test func `Amounts are copied with their currency behind the row`() throws {
    let shop = try Shop()
    for (view, wanted) in [
      ("orders number:SHOP-1058 cols:number,total", ["number,total,currency", ",USD"]),
      ("orders number:SHOP-1058 cols:number,total,currency", ["number,total,currency", ",USD"]),
      ("orders number:SHOP-1058 cols:number,country", ["number,country", ""]),
    ] {
      var state = try shop.rehearsal(view: view).state
      guard case .copy(let text)? = wish(&state, .copyAll) else {
        Issue.record("nothing is copied")
        return
      }
      let lines = text.text.split(separator: "\n").map(String.init)
      #expect(lines[0] == wanted[0] && lines[1].hasSuffix(wanted[1]), "\(text.text)")
    }
  }

  @Test func `The page of an open record is copied as it reads`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(view: "orders number:SHOP-1058")
    rehearsal.press(script: "Enter,2")
    var state = rehearsal.state
    guard case .copy(let text)? = wish(&state, .copyAll) else {
      Issue.record("nothing is copied")
      return
    }
    #expect(text.text.hasPrefix("SHOP-1058") && text.text.contains("Main St 58"))
    #expect(state.status?.text.hasPrefix("Copied ") == true && state.status?.text.hasSuffix("lines of text.") == true)
  }

  @Test func `Where nobody knows of a clipboard, or there is none, a file is offered`() throws {
    let shop = try Shop()
    var state = try shop.rehearsal().state
    state.manners.clipboard = .perhaps
    _ = state.run(.copy)
    #expect(state.status?.text.contains("copy to a file") == true)
    state.manners.clipboard = .never
    #expect(wish(&state, .copy) == nil)
    #expect(
      state.status?.text.contains("no clipboard") == true && state.status?.text.contains("copy to a file") == true)
    guard case .save(let text)? = wish(&state, .copyFile) else {
      Issue.record("no file is written")
      return
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "portolan-copy-\(UUID().uuidString)")
    let answer = CopiedFile.write(text, environment: ["XDG_STATE_HOME": folder.path])
    _ = state.update(.copied(answer))
    #expect(state.status?.text.contains(folder.path) == true)
    let path = folder.path + "/portolan/copied.txt"
    #expect(try String(contentsOfFile: path, encoding: .utf8) == text.text)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    try FileManager.default.removeItem(at: folder)
  }

  @Test func `What is too long for a clipboard is said with both sizes, and not sent`() throws {
    let shop = try Shop()
    var state = try shop.rehearsal().state
    let effects = state.copy(String(repeating: "x", count: 60_000), saying: .copiedRows(12))
    #expect(effects.isEmpty)
    #expect(state.status?.text.contains("60,000 of 56,244 bytes") == true)
    #expect(state.copy("a", saying: .copiedRows(12)).count == 1)
    #expect(state.status?.text == "Copied 12 rows as CSV.")
  }

  @Test func `The pictures of a product lead to their addresses`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(view: "products number:mug-3")
    rehearsal.press(script: "Enter,4")
    let y = try #require(rehearsal.lines.firstIndex { $0.contains("https://example.com/3.jpg") })
    #expect(rehearsal.frame.address(at: Point(6, y)) == "https://example.com/3.jpg")
    #expect(rehearsal.frame.address(at: Point(6, y - 1)) == nil)
  }

  @Test func `The gauge stands in the bar by choice and changes nothing by itself`() throws {
    let shop = try Shop()
    var state = try shop.rehearsal().state
    #expect(!state.view(.standard).lines[0].contains("kB"))
    #expect(wish(&state, .gauge) == .measure(often: true))
    state.manners.line = LineReport(roundTrip: 42, bytes: 310 * 1024)
    #expect(state.view(.standard).lines[0].contains("42 ms 310 kB"))
    state.manners.line = LineReport(roundTrip: nil, bytes: 0)
    #expect(state.view(.standard).lines[0].contains("? 0 kB"))
  }

  @Test func `The sign of work moves, or stands still where nothing may move`() throws {
    let shop = try Shop()
    var state = try shop.rehearsal().state
    #expect(state.busyText == "")
    state.manners.busySteps = 1
    let first = state.busyText
    state.manners.busySteps = 2
    #expect(state.busyText != first && !first.isEmpty)
    state.manners.reducesMotion = true
    let still = state.busyText
    state.manners.busySteps = 3
    #expect(state.busyText == still && still.contains("working"))
    #expect(Pace.busy >= 300 && Pace.liveTick(onSlowLine: true) >= 5 * Pace.liveTick(onSlowLine: false))
  }
}

/// Marked rows on their way out.
struct MarkedCopyTests {
  /// What the desk answers to the wish of a command, taken by the screen.
  private func wish(_ rehearsal: inout Rehearsal, _ command: Command) -> TerminalWish? {
    rehearsal.wishes = []
    rehearsal.run(command)
    return rehearsal.wishes.last
  }

  @Test func `All marked rows are copied in the view's order, whatever the cursor is on`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(view: "orders account:SHOP sort:-number cols:number,country")
    rehearsal.press(script: "Space,j,Space,j,j,Space")
    guard case .copy(let text)? = wish(&rehearsal, .copyAll) else {
      Issue.record("nothing is copied: \(rehearsal.state.status?.text ?? "")")
      return
    }
    #expect(
      text.text.split(separator: "\n").map { String($0.prefix(9)) } == [
        "number,co", "SHOP-1060", "SHOP-1058", "SHOP-1055",
      ])
    #expect(rehearsal.state.status?.text == "Copied 3 rows as CSV.")
    guard case .copy(let tabs)? = wish(&rehearsal, .copyTabs) else {
      Issue.record("nothing is copied")
      return
    }
    #expect(tabs.text.hasPrefix("number\tcountry\nSHOP-1060\t"))
    #expect(wish(&rehearsal, .copy) == .copy(ClipboardText("SHOP-1060\nSHOP-1058\nSHOP-1055")))
    #expect(rehearsal.state.status?.text == "Copied 3 numbers.")
    guard case .save(let file)? = wish(&rehearsal, .copyFile) else {
      Issue.record("nothing is written")
      return
    }
    #expect(file == text)
    rehearsal.send(.copied(.success("/tmp/x")))
    #expect(rehearsal.state.status?.text == "Copied 3 rows as CSV. Written to /tmp/x")
  }

  @Test func `Marked rows that the view does not show are copied too, masked where one may not see`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(
      view: "orders account:SHOP cols:number,customer", actor: Actor(name: "ada", rights: [.editOrders]))
    rehearsal.press(script: "*")
    rehearsal.press(script: "/")
    rehearsal.press(.paste("account:AMZ-DE"))
    rehearsal.press(.enter)
    guard case .copy(let text)? = wish(&rehearsal, .copyAll) else {
      Issue.record("nothing is copied: \(rehearsal.state.status?.text ?? "")")
      return
    }
    #expect(text.text.split(separator: "\n").count == 21)
    #expect(text.text.contains("SHOP-1041") && !text.text.contains("buyer41"))
  }
}
