import Domain
import Store
import Terminal
import Testing

@testable import Console

/// Scanners that type, in every place of the console.
struct ScanTests {
  /// The console behind the gate, with a clock of its own.
  private struct Counter {
    var rehearsal: Rehearsal
    var gate = ScanGate()
    var now: Int64 = 1000

    mutating func type(_ keys: [Key], gap: Int64) {
      for key in keys {
        now += gap
        if let deadline = gate.deadline, now > deadline { act(gate.expire(at: now)) }
        act(gate.take(key, at: now, rehearsal.state))
      }
    }

    mutating func scan(_ code: String, end: Key = .enter) { type(code.map { .character($0) } + [end], gap: 2) }

    mutating func rest() {
      now += 100
      act(gate.expire(at: now))
    }

    private mutating func act(_ outcomes: [ScanGate.Outcome]) {
      for outcome in outcomes {
        switch outcome {
        case .key(let key): rehearsal.press(key)
        case .takeBack(let old): rehearsal.takeBack(to: old)
        }
      }
    }
  }

  @Test(arguments: ["AMZ-DE-305-0000039", "305-0000039"])
  func `A scanned order opens, whatever its letters mean as keys`(code: String) throws {
    let shop = try Shop()
    var counter = Counter(rehearsal: try shop.rehearsal())
    counter.scan(code)
    #expect(counter.rehearsal.state.detail?.record?.number == "AMZ-DE-305-0000039")
    #expect(counter.rehearsal.state.shown == .orders)
  }

  @Test func `A scanned SKU or barcode opens its product, the variant shown`() throws {
    let shop = try Shop()
    let variant = try shop.id("MUG-3", .variants)
    for code in ["MUG-11", "4006381333933", "04006381333933", "010400638133393310LOT7"] {
      var counter = Counter(rehearsal: try shop.rehearsal())
      counter.scan(code)
      #expect(counter.rehearsal.state.shown == .products, "\(code)")
      let opened = counter.rehearsal.state.detail
      #expect(opened?.kind == .variants && (code == "MUG-11" || opened?.id == variant), "\(code)")
    }
  }

  @Test func `An unknown scan is said and does nothing else`() throws {
    let shop = try Shop()
    var counter = Counter(rehearsal: try shop.rehearsal())
    counter.type([.down, .down], gap: 100)
    counter.rest()
    let before = counter.rehearsal.state.list.window.selectedRow?.id
    counter.scan("jkHqtu2G-99887766")
    #expect(counter.rehearsal.lines.last?.contains("Scanned “jkHqtu2G-99887766”") == true)
    #expect(counter.rehearsal.state.list.window.selectedRow?.id == before)
    #expect(counter.rehearsal.state.shown == .orders)
    #expect(!counter.rehearsal.hasQuit)
  }

  @Test func `Keys of a person act as ever`() throws {
    let shop = try Shop()
    var counter = Counter(rehearsal: try shop.rehearsal(Size(columns: 150, rows: 36)))
    counter.type("jjj".map { .character($0) }, gap: 1)
    #expect(counter.rehearsal.state.list.place == 4)
    counter.type([.character("t")], gap: 100)
    counter.rest()
    guard case .form = counter.rehearsal.state.mode else {
      Issue.record("no form")
      return
    }
    counter.type("urgent".map { .character($0) } + [.enter], gap: 0)
    #expect(counter.rehearsal.text.contains("urgent"))
    #expect(counter.rehearsal.state.list.window.selectedRow != nil)
    guard case .plain = counter.rehearsal.state.mode else {
      Issue.record("not saved")
      return
    }
  }

  @Test func `A filter typed ahead in one burst is a filter`() throws {
    let shop = try Shop()
    var counter = Counter(rehearsal: try shop.rehearsal())
    counter.scan("/country:DE")
    #expect(counter.rehearsal.state.list.count == 15)
    guard case .plain = counter.rehearsal.state.mode else {
      Issue.record("the filter is open still")
      return
    }
  }

  @Test func `A scan into a form is the field's text and saves nothing`() throws {
    let shop = try Shop()
    var counter = Counter(rehearsal: try shop.rehearsal())
    counter.rehearsal.press(script: "n")
    counter.type([.character("x")], gap: 100)
    counter.rest()
    counter.scan("4006381333933")
    guard case .form(let form) = counter.rehearsal.state.mode else {
      Issue.record("no form")
      return
    }
    #expect(form.entries[0].input.text == "x4006381333933")
  }

  @Test func `A barcode scanned into a mapping finds its SKU`() throws {
    let shop = try Shop()
    var counter = Counter(rehearsal: try shop.rehearsal())
    counter.rehearsal.press(script: "3,m")
    counter.scan("4006381333933")
    #expect(counter.rehearsal.text.contains("MUG-3"))
    counter.type([.enter], gap: 100)
    counter.type([.enter], gap: 100)
    #expect(counter.rehearsal.lines.last?.contains("is MUG-3:") == true)
  }

  @Test func `A scan over help, a plan or a list of fields`() throws {
    let shop = try Shop()
    for keys in ["s", "t,rush,Enter,u"] {
      var counter = Counter(rehearsal: try shop.rehearsal())
      counter.rehearsal.press(script: keys)
      counter.rest()
      counter.scan("305-0000039")
      #expect(counter.rehearsal.state.detail?.record?.number == "AMZ-DE-305-0000039", "\(keys)")
    }
    var counter = Counter(rehearsal: try shop.rehearsal())
    counter.rehearsal.press(script: "?")
    counter.rest()
    counter.scan("305-0000039")
    #expect(counter.rehearsal.text.contains("305-0000039"))
    #expect(counter.rehearsal.state.detail == nil)
  }
}
