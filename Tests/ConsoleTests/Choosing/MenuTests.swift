import Domain
import Foundation
import Store
import Terminal
import Testing

@testable import Console

@Suite struct MenuTests {
  @Test func `The menu lists what fits the selected row, and Enter runs it`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(Size(columns: 120, rows: 60))
    rehearsal.press(script: "x")
    #expect(rehearsal.text.contains("Menu · "))
    #expect(rehearsal.text.contains("Stops the order"))
    #expect(!rehearsal.text.contains("Approves the product"))
    rehearsal.press(.enter)
    #expect(rehearsal.text.contains("hold · "))
  }

  @Test(arguments: Language.allCases)
  func `Over marked rows the menu says how many it is for`(language: Language) throws {
    var rehearsal = try Shop().rehearsal(Size(columns: 120, rows: 36), language)
    rehearsal.press(script: "Space,Space,x")
    #expect(rehearsal.text.contains(language == .english ? "Menu · 2 orders" : "菜单 · 2"), "\(rehearsal.text)")
    rehearsal.press(.enter)
    guard case .form(let form) = rehearsal.state.mode else {
      Issue.record("no form")
      return
    }
    #expect(form.many?.marked != nil)
  }

  @Test func `A click runs what stands there, at every size`() throws {
    let shop = try Shop()
    for size in [Size(columns: 120, rows: 36), Size(columns: 80, rows: 24), Size(columns: 40, rows: 8)] {
      var rehearsal = try shop.rehearsal(size)
      rehearsal.press(.mouse(MouseEvent(.press, button: 2, at: Point(5, 5))))
      let row = try #require(rehearsal.lines.firstIndex { $0.contains("release") }, "\(size)")
      let column = try #require(rehearsal.lines[row].range(of: "release")).lowerBound
      let x = rehearsal.lines[row].distance(from: rehearsal.lines[row].startIndex, to: column)
      rehearsal.press(.mouse(MouseEvent(.press, at: Point(x, row))))
      #expect(rehearsal.text.contains("release · "), "\(size): \(rehearsal.text)")
    }
  }

  @Test func `The wheel moves and a click outside leaves`() throws {
    var rehearsal = try Shop().rehearsal()
    rehearsal.press(script: "x")
    rehearsal.press(.mouse(MouseEvent(.wheelDown, at: Point(40, 10))))
    guard case .menu(let menu) = rehearsal.state.mode else {
      Issue.record("no menu")
      return
    }
    #expect(menu.list.selected == 1)
    rehearsal.press(.mouse(MouseEvent(.press, at: Point(0, 0))))
    guard case .plain = rehearsal.state.mode else {
      Issue.record("still open")
      return
    }
  }

  @Test func `Help is clicked too, and searched by pinyin initials`() throws {
    var rehearsal = try Shop().rehearsal(Size(columns: 120, rows: 36), .chinese)
    rehearsal.press(script: "?,fx")
    guard case .help(let overlay) = rehearsal.state.mode else {
      Issue.record("no help")
      return
    }
    #expect(overlay.list.rows.contains { $0.command == .release })
    let row = try #require(rehearsal.lines.firstIndex { $0.contains("放行") && $0.contains(" R ") })
    rehearsal.press(.mouse(MouseEvent(.press, at: Point(20, row))))
    #expect(rehearsal.text.contains("放行 · "))
  }

  /// With the keys of a set alone: its own key, or the menu's and then moving and Enter.
  @Test(arguments: KeySet.allCases)
  func `Whatever is done every day can be had with the keys of each set`(set: KeySet) throws {
    let shop = try Shop()
    for place in [Command.Place.list, .detail] {
      var options = shop.options()
      options.settings = Settings(keySet: set)
      var rehearsal = try Rehearsal(options, size: Size(columns: 80, rows: 24))
      if place == .detail { rehearsal.run(.open) }
      let map = rehearsal.state.keys
      let menuKey = try #require(map.keys(of: .menu, in: place).first, "\(set)")
      let down = try #require(map.keys(of: .down, in: .list).first)
      for command in Command.ofTheDay {
        if map.keys(of: command, in: place).contains(where: { set.isOfHand($0) }) { continue }
        // What is of the other place or of other rows is had there.
        if command.unavailable(in: rehearsal.state.circumstances) != nil { continue }
        var trial = rehearsal
        trial.press(menuKey)
        var presses = 0
        while case .menu(let menu) = trial.state.mode, menu.list.current?.command != command, presses < 160 {
          trial.press(down)
          presses += 1
        }
        guard case .menu(let menu) = trial.state.mode else {
          Issue.record("\(set): the menu is not open")
          return
        }
        #expect(menu.list.current?.command == command, "\(set), \(place): \(command) cannot be had")
        trial.press(.enter)
        if case .menu = trial.state.mode { Issue.record("\(set): \(command) did not run") }
      }
    }
  }

  @Test func `On the number block alone an order is held, released and the hold undone`() throws {
    let shop = try Shop()
    var options = shop.options()
    options.settings = Settings(keySet: .numpad)
    var rehearsal = try Rehearsal(options, size: Size(columns: 80, rows: 24))
    let id = try #require(rehearsal.state.subject?.id)
    func holds() throws -> Int {
      try shop.store.connection.readNow { try OrderTable.load(id, in: $0) }?.holds.count ?? 0
    }
    rehearsal.press(script: "*,2,2,Enter")
    #expect(try holds() == 1, "\(rehearsal.text)")
    rehearsal.press(script: "-,Enter")
    #expect(try holds() == 0)
    rehearsal.press(script: "*,2,-")
    if case .form = rehearsal.state.mode { rehearsal.press(.enter) }
    guard case .plain = rehearsal.state.mode else {
      Issue.record("the form cannot be left")
      return
    }
    #expect(try holds() == 0)
    // A text takes digits and signs; the key that inserts leaves it, and the bottom line says so.
    rehearsal.press(script: "*,Tab,1,-,2")
    guard case .form(let form) = rehearsal.state.mode else {
      Issue.record("the form is not open")
      return
    }
    #expect(form.entries.contains { $0.input.text.contains("1-2") }, "\(rehearsal.text)")
    #expect(rehearsal.text.contains("Insert leave"), "\(rehearsal.text)")
    rehearsal.press(script: "Insert")
    guard case .plain = rehearsal.state.mode else {
      Issue.record("the form cannot be left")
      return
    }
    rehearsal.press(script: "/,1,2,Insert")
    guard case .plain = rehearsal.state.mode else {
      Issue.record("the filter cannot be left")
      return
    }
    // In a record the block moves and turns pages too.
    rehearsal.press(script: "6,2,6")
    #expect(rehearsal.state.detail?.tab == DetailTab.all(for: .orders)[1])
    rehearsal.press(script: "4")
    #expect(rehearsal.state.detail == nil)
  }
}

extension KeySet {
  /// Whether whoever has chosen the set for its sake has the hand at the key.
  func isOfHand(_ key: Key) -> Bool {
    switch (self, key) {
    case (.standard, _), (.vim, _): true
    case (.arrows, .character): false
    case (.arrows, _): true
    case (.numpad, .enter): true
    case (.numpad, .character(let character)): "0123456789./*+-".contains(character)
    case (.numpad, _): false
    }
  }
}
