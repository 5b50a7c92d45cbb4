import Domain
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
        // A line is acted on through its order, a listing through its account.
        let kinds = [kind.rawValue, kind.opened.rawValue, command == .mapSku ? "accounts" : kind.rawValue]
        #expect(kinds.contains(definition?.kind ?? ""), "\(action)")
        #expect(Command.of(action: action) == command)
      }
    }
  }

  @Test func `Help lists every command, with its keys`() throws {
    let shop = try Shop()
    for language in Language.allCases {
      var rehearsal = try shop.rehearsal(Size(columns: 120, rows: 100), language)
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
