import Domain
import Foundation
import Store
import Terminal
import Testing

@testable import Console

struct CommandTests {
  @Test func `No key means two things in one place`() {
    for place in Command.Place.allCases {
      var owners: [Key: Command] = [:]
      for command in Command.allCases {
        for key in command.keys(in: place) {
          #expect(owners[key] == nil, "\(key.name): \(command) and \(String(describing: owners[key]))")
          owners[key] = command
        }
      }
    }
  }

  @Test func `No default key needs AltGr, flow control or a multiplexer's prefix alone`() {
    let altGr = Set("@[]{}|\\~€")
    for place in Command.Place.allCases {
      for command in Command.allCases {
        let keys = command.keys(in: place)
        for key in keys {
          if case .character(let character) = key { #expect(!altGr.contains(character), "\(command)") }
          #expect(key != .control("s") && key != .control("q"), "\(command)")
          #expect(key != .control("a") || keys.count > 1, "\(command)")
        }
        #expect(keys != [.control("b")], "\(command)")
      }
    }
  }

  @Test func `Every action of the store that a command names is in the store's table`() {
    for command in Command.allCases {
      for kind in Kind.allCases {
        guard let action = command.action(on: kind) else { continue }
        let definition = ActionTable.named(action)
        #expect(definition != nil, "\(action)")
        // A line is acted on through its order, a listing through its account, stock and its ledger through the SKU.
        var kinds = [kind.rawValue, kind.opened.rawValue, command == .mapSku ? "accounts" : kind.rawValue]
        if kind.opened == .stock { kinds.append("variants") }
        // A shipment is a parcel on its way.
        if kind == .shipments { kinds.append("parcels") }
        // What makes a record of its own is asked for from wherever its goods are listed.
        if let definition, definition.creates { kinds.append(definition.kind) }
        #expect(kinds.contains(definition?.kind ?? ""), "\(action)")
        #expect(Command.of(action: action) == command)
      }
    }
  }

  @Test func `Help lists every command, with its keys`() throws {
    let shop = try Shop()
    for language in Language.allCases {
      var rehearsal = try shop.rehearsal(Size(columns: 120, rows: 100 + 2 * Command.allCases.count), language)
      rehearsal.press(script: "?")
      let words = Words(language: language)
      let lines = rehearsal.lines
      for command in Command.allCases {
        #expect(lines.contains { $0.contains(words.title(command)) }, "\(command) in \(language)")
      }
    }
  }

  @Test func `Help finds by typing and Enter runs what is chosen`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "?")
    rehearsal.press(script: "sort")
    rehearsal.press(.enter)
    #expect(rehearsal.text.contains("Sort by"))
  }

  @Test func `What cannot be done says why, in help and when tried`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(readOnly: true)
    rehearsal.press(script: "?,hold")
    #expect(rehearsal.text.contains("(the console is read-only)"))
    rehearsal.press(.escape)
    rehearsal.press(.character("H"))
    #expect(rehearsal.lines.last == "hold: the console is read-only")
    let picker = Actor(name: "ada", rights: Role.picker.rights)
    var second = try shop.rehearsal(actor: picker)
    second.press(.character("H"))
    #expect(second.lines.last?.contains("edit orders") == true)
    second.press(script: "2,H")
    #expect(second.lines.last?.contains("for orders only") == true)
  }

  @Test func `A key that is for another list of the same pane names that list`() throws {
    let shop = try Shop()
    for (language, text) in [(Language.english, "for parcels, shipments only"), (.chinese, "仅用于包裹")] {
      var rehearsal = try shop.rehearsal(Size(columns: 120, rows: 36), language)
      rehearsal.press(script: "8,Z")
      #expect(rehearsal.lines.last?.contains(text) == true, "\(rehearsal.lines.last ?? "")")
    }
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "8,O")
    #expect(rehearsal.lines.last?.contains("for walks only") == true)
  }

  @Test func `Every action of the store is listed with its title and help in both languages`() {
    for language in Language.allCases {
      let rows = ActionRows.all(Settings(), in: language)
      #expect(rows.compactMap(\.definition).map(\.id) == ActionTable.all.map(\.id))
      for row in rows {
        #expect(row.title != row.id || row.id.allSatisfy(\.isLowercase), "\(row.id) has no title")
        #expect(!row.help.isEmpty)
        let isChinese = row.help.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
        #expect(isChinese == (language == .chinese), "\(row.id): \(row.help)")
      }
      #expect(Set(rows.compactMap(\.command)) == Set(Command.allCases.map(\.rawValue)))
    }
  }

  @Test func `Hints, help, menu, palette and the command line say the same of a command`() throws {
    let shop = try Shop()
    let rehearsal = try shop.rehearsal()
    let rows = rehearsal.state.commandRows
    let table = KeyTable.rows(Settings(), in: .english)
    #expect(rows.map(\.command.rawValue) == table.map(\.id))
    #expect(rows.map(\.title) == table.map(\.title))
    #expect(rows.map(\.help) == table.map(\.help))
    for row in rows where row.command.section != .typing {
      let action = row.command.action(on: .orders)
      #expect(row.command.right(on: .orders) == action.flatMap { ActionTable.named($0)?.right })
      #expect(row.unavailable == row.command.unavailable(in: rehearsal.state.circumstances))
      let item = rehearsal.state.paletteItems.first { $0.choice == .command(row.command) }
      #expect(item?.title == row.title || row.command == .jump)
    }
    #expect(HelpOverlay(rows).list.rows.map(\.command) == rows.map(\.command))
    for place in Command.Place.allCases {
      for kind in Kind.allCases {
        for narrow in [false, true] {
          let hints = Command.hints(in: place, kind: kind, isNarrow: narrow)
          #expect(Set(hints).count == hints.count)
        }
      }
    }
  }

  @Test func `The README's table of keys is the program's`() throws {
    var place = URL(filePath: #filePath)
    for _ in 0..<3 { place.deleteLastPathComponent() }
    let text = try String(contentsOf: place.appending(path: "README.md"), encoding: .utf8)
    #expect(
      text.contains(KeyTable.markdown(KeyTable.rows(Settings(), in: .english))),
      "`portolan keys --markdown` prints the table that the README should have")
  }

  @Test func `Full-width keys are commands everywhere but in text`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "２")
    #expect(rehearsal.state.shown == .products)
    rehearsal.press(script: "１,Ｈ")
    #expect(rehearsal.text.contains("hold · "))
    rehearsal.press(script: "Esc,Enter,２")
    #expect(rehearsal.state.detail?.tab == DetailTab.all(for: .orders)[1])
    // A number in Chinese characters is text that an input method committed, and no key.
    rehearsal.press(.character("三"))
    #expect(rehearsal.state.detail?.tab == DetailTab.all(for: .orders)[1])
    rehearsal.press(script: "Esc,ｓ,ｊ,ｑ")
    guard case .plain = rehearsal.state.mode else {
      Issue.record("the sort list is still open")
      return
    }
    rehearsal.press(script: "ｘ,ｊ")
    guard case .menu(let menu) = rehearsal.state.mode else {
      Issue.record("no menu")
      return
    }
    #expect(menu.list.selected == 1)
    rehearsal.press(script: "Esc,／,：１")
    guard case .filter(let bar) = rehearsal.state.mode else {
      Issue.record("no filter")
      return
    }
    #expect(bar.field.text.hasSuffix("：１"))
  }

  @Test func `Full-width keys are commands too`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(.character("？"))
    #expect(rehearsal.text.contains("Keys and commands"))
    rehearsal.press(.escape)
    rehearsal.press(.character("："))
    rehearsal.press(script: "305-0000001,Enter")
    #expect(rehearsal.state.list.window.selectedRow?.id == (try shop.id("AMZ-DE-305-0000001")))
  }

  private typealias Role = Domain.Role
  private typealias Actor = Domain.Actor
}
