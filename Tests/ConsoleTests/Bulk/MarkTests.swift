import Domain
import Store
import Terminal
import Testing

@testable import Console

struct MarkTests {
  private func marked(_ rehearsal: Rehearsal) -> [Int64] { rehearsal.state.marked.ids }

  private func ids(_ rehearsal: Rehearsal, _ range: Range<Int>) -> [Int64] {
    rehearsal.state.list.window.rows[range].map(\.id).sorted()
  }

  @Test func `Space marks and goes on, and takes the mark again`() throws {
    var rehearsal = try Shop().rehearsal()
    rehearsal.press(script: "Space,Space,j,Space")
    let rows = rehearsal.state.list.window.rows
    #expect(marked(rehearsal) == [rows[0].id, rows[1].id, rows[3].id].sorted())
    #expect(rehearsal.text.contains("3 marked"))
    #expect(rehearsal.lines.filter { $0.hasPrefix("*") }.count == 3)
    rehearsal.press(script: "k,k,k,Space")
    #expect(marked(rehearsal) == [rows[0].id, rows[3].id].sorted())
    rehearsal.press(script: "X")
    #expect(marked(rehearsal) == [])
    #expect(!rehearsal.lines.contains { $0.hasPrefix("*") })
  }

  @Test func `A range is marked from where it began to where it ends, upwards too, and Escape leaves it`() throws {
    var rehearsal = try Shop().rehearsal()
    rehearsal.press(script: "j,j,v,j,j,j")
    #expect(rehearsal.lines.filter { $0.hasPrefix("*") }.count == 4)
    #expect(marked(rehearsal) == [])
    rehearsal.press(script: "Esc")
    #expect(!rehearsal.lines.contains { $0.hasPrefix("*") })
    rehearsal.press(script: "v,k,k,v")
    #expect(marked(rehearsal) == ids(rehearsal, 3..<6))
    rehearsal.press(script: "g,v,G,Space")
    #expect(rehearsal.state.marked.count == 60)
  }

  @Test func `Whoever acts while a range is drawn means the rows that are drawn as marked`() throws {
    let shop = try Shop()
    for (script, count) in [("v,j,j", 3), ("Space,j,v,j", 3), ("j,j,v,k,k", 3), ("v", 1)] {
      var rehearsal = try shop.rehearsal()
      rehearsal.press(script: script)
      let drawn = rehearsal.lines.filter { $0.hasPrefix("*") }.count
      #expect(drawn == count, "\(script)")
      rehearsal.press(script: "t")
      #expect(marked(rehearsal).count == count, "\(script)")
      guard case .form(let form) = rehearsal.state.mode, let many = form.many else {
        Issue.record("no form for many after \(script)")
        continue
      }
      #expect(many.marked.count == Int64(count))
    }
    var copying = try shop.rehearsal()
    copying.press(script: "v,j,y")
    #expect(
      copying.wishes.contains {
        if case .copy(let text) = $0 { text.text.split(separator: "\n").count == 2 } else { false }
      })
    var menu = try shop.rehearsal()
    menu.press(script: "v,j,j,x")
    #expect(menu.text.contains("Menu · 3 orders"))
  }

  @Test func `A command that comes before the marks waits for them, and the keys behind it wait too`() throws {
    var rehearsal = try Shop().rehearsal()
    var state = rehearsal.state
    var effects = state.update(.key(.character("*")))
    guard case .bulk(.read(let reading))? = effects.first else {
      Issue.record("nothing is marked")
      return
    }
    for key in Key.script("t,gift") { effects = state.update(.key(key)) }
    #expect(effects.isEmpty)
    guard case .plain = state.mode else {
      Issue.record("a form for one")
      return
    }
    let answer = try #require(rehearsal.answer(to: .read(reading)))
    _ = state.update(answer)
    guard case .form(let form) = state.mode else {
      Issue.record("no form")
      return
    }
    #expect(form.many?.marked.count == 60)
    #expect(form.entries[0].input.text == "gift")
    // Where they cannot be had nothing is done to a single one in their place.
    state = rehearsal.state
    _ = state.update(.key(.character("*")))
    for key in Key.script("t,gift") { _ = state.update(.key(key)) }
    _ = state.update(.bulk(.read(reading, .failure(.other("lost")))))
    guard case .plain = state.mode else {
      Issue.record("a form for one")
      return
    }
    rehearsal.press(script: "j")
    #expect(rehearsal.state.list.place == 2)
  }

  @Test func `Marks that are taken while others are on their way stay taken`() throws {
    var rehearsal = try Shop().rehearsal()
    var state = rehearsal.state
    let effects = state.update(.key(.character("*")))
    guard case .bulk(.read(let reading))? = effects.first else {
      Issue.record("nothing is marked")
      return
    }
    _ = state.update(.key(.character("X")))
    let answer = try #require(rehearsal.answer(to: .read(reading)))
    _ = state.update(answer)
    #expect(state.marked.isEmpty)
    // What is asked for after it counts.
    _ = state.update(.key(.character("*")))
    _ = state.update(.key(.character("X")))
    _ = state.update(.key(.character("*")))
    _ = state.update(answer)
    #expect(state.marked.isEmpty)
    _ = state.update(answer)
    #expect(state.marked.count == 60)
    rehearsal.press(script: "j")
  }

  @Test func `All of a view are marked, inverted and counted; what the view has not is said`() throws {
    var rehearsal = try Shop().rehearsal()
    rehearsal.press(script: "/,country:DE,Enter,*")
    #expect(rehearsal.text.contains("15 marked"))
    rehearsal.press(script: "/,C-u,status:unpaid,Enter")
    let both = rehearsal.state.list.window.rows.filter { rehearsal.state.marked.contains($0.id) }.count
    #expect(rehearsal.text.contains("15 marked, \(15 - both) not in this view"))
    rehearsal.press(script: "/,C-u,Enter,i")
    #expect(rehearsal.state.marked.count == 45)
    #expect(rehearsal.lines.contains { $0.contains("45 marked") && !$0.contains("not in this view") })
  }

  @Test func `Marks are kept by record: sorting, filtering, another pane and a refresh leave them`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    let scripts = [
      "s,Down,Down,Enter", "/,status:paid,Enter", "/,C-u,Enter", "2", "1", "r", "G", "g", "Enter,Esc", "/,zzz,Esc",
    ]
    for seed in 0..<12 {
      rehearsal.press(script: "1,X,g" + String(repeating: ",j", count: seed) + ",Space,j,Space,v,j,j,v")
      let before = marked(rehearsal)
      #expect(before.count >= 4)
      for script in scripts[(seed % scripts.count)...] + scripts[..<(seed % scripts.count)] {
        rehearsal.press(script: script)
        if seed % 3 == 0 { rehearsal.send(.changed) }
        if rehearsal.state.shown == .orders { #expect(marked(rehearsal) == before, "\(seed): \(script)") }
      }
      if seed == 5 { try shop.perform("tagOrder", before[0], ["tag": "moved"]) }
    }
  }

  @Test func `Marks of one list are not those of another`() throws {
    var rehearsal = try Shop().rehearsal()
    rehearsal.press(script: "*,2")
    #expect(!rehearsal.text.contains("marked"))
    rehearsal.press(script: "Space,1")
    #expect(rehearsal.text.contains("60 marked"))
  }
}
