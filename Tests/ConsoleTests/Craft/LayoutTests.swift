import Domain
import Store
import Terminal
import Testing

@testable import Console

/// Panes side by side, one pane alone, and screens of any size.
struct LayoutTests {
  private let wide = Size(columns: 200, rows: 40)

  @Test func `On a wide screen what the selected row opens stands beside the list and follows it`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(wide)
    let first = try #require(rehearsal.state.list.window.selectedRow?.id)
    #expect(rehearsal.state.manners.preview?.id == first)
    #expect(rehearsal.state.detail == nil)
    rehearsal.press(script: "j*3")
    let row = try #require(rehearsal.state.list.window.selectedRow)
    #expect(rehearsal.state.manners.preview?.id == row.id)
    let number = rehearsal.state.list.number(of: row)
    let left = rehearsal.lines.map { String($0.prefix(99)) }.joined(separator: "\n")
    let right = rehearsal.lines.map { String($0.dropFirst(100)) }.joined(separator: "\n")
    #expect(left.contains(number) && right.contains(number))
    // The list has the keys and the cursor.
    #expect(rehearsal.frame.cursor?.x == rehearsal.state.layout.list?.x)
  }

  @Test func `No key waits for the record beside the list`() throws {
    let shop = try Shop()
    let rehearsal = try shop.rehearsal(wide)
    var state = rehearsal.state
    let before = state.manners.preview?.id
    let effects = state.update(.key(.down))
    #expect(effects.count == 1)
    guard case .record(let request)? = effects.first else {
      Issue.record("nothing is asked for")
      return
    }
    #expect(request.purpose == .preview && request.id == state.list.window.selectedRow?.id)
    #expect(!state.holdsPaint && !state.isBusy)
    #expect(state.manners.preview?.id == before, "what stood there stays until the other has come")
    // An answer that comes after the selection has gone on is nobody's.
    _ = state.update(.key(.down))
    _ = state.update(.record(request, .success(nil)))
    #expect(state.manners.preview?.id == before)
    #expect(state.update(.key(.character("?"))).isEmpty, "only another row asks again")
  }

  @Test func `Opening takes over what stands there already, and coming back keeps it`() throws {
    let shop = try Shop()
    let rehearsal = try shop.rehearsal(wide)
    var state = rehearsal.state
    _ = state.update(.key(.enter))
    #expect(state.detail?.record != nil && !state.holdsPaint)
    _ = state.update(.key(.escape))
    #expect(state.detail == nil && state.manners.preview?.record != nil)
  }

  @Test func `A change by somebody else is read again beside the list`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(wide, view: "orders sort:-placedAt")
    let number = try #require(rehearsal.state.list.window.selectedRow.map(rehearsal.state.list.number))
    try shop.perform("noteOrder", try shop.id(number), ["note": "ring twice"])
    #expect(!rehearsal.text.contains("ring twice"))
    rehearsal.send(.changed)
    #expect(rehearsal.text.contains("ring twice"))
  }

  @Test func `Zoom gives one pane all of the screen, in the list and in the record`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(wide)
    rehearsal.press(script: "z")
    #expect(rehearsal.state.layout.detail == nil && rehearsal.state.layout.list?.width == 200)
    #expect(rehearsal.state.manners.preview == nil)
    rehearsal.press(.enter)
    #expect(rehearsal.state.layout.list == nil && rehearsal.state.layout.detail?.width == 200)
    rehearsal.press(script: "z")
    #expect(rehearsal.state.layout.list != nil && rehearsal.state.layout.detail != nil)
    rehearsal.press(script: "Esc")
    #expect(rehearsal.state.manners.preview != nil)
  }

  @Test(arguments: Language.allCases)
  func `From 300 by 100 down to nothing every size shows something sane`(language: Language) throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(Size(columns: 300, rows: 100), language)
    let sizes = [
      (300, 100), (200, 50), (140, 30), (139, 30), (120, 36), (80, 24), (40, 8), (20, 16), (20, 6), (12, 4), (8, 3),
      (5, 2), (3, 1), (1, 1), (0, 0), (1, 100), (300, 1), (1000, 500),
    ]
    for keys in ["", "Enter", "z", "Esc", "?", "Esc", "H", "Esc", "/", "Esc", "S"] {
      rehearsal.press(script: keys)
      for (columns, rows) in sizes {
        rehearsal.press(.resize(Size(columns: columns, rows: rows)))
        let frame = rehearsal.frame
        #expect(frame.size == Size(columns: columns, rows: rows))
        if let cursor = frame.cursor, !frame.bounds.isEmpty { #expect(frame.bounds.contains(cursor)) }
        if columns >= 12, rows >= 4 {
          #expect(frame.lines.contains { !$0.isEmpty }, "\(keys) \(columns)x\(rows) is empty")
        }
      }
      if rehearsal.state.manners.isSelectingText { rehearsal.press(.escape) }
    }
  }
}
