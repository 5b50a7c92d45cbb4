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
    var gate: ScanGate
    var now: Int64 = 1000

    init(rehearsal: Rehearsal, _ scanner: ScannerSettings = ScannerSettings()) {
      self.rehearsal = rehearsal
      gate = ScanGate(scanner)
    }

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

  @Test(arguments: ["MUG-1", "A-1", "PO-15", "W-1", "R-12"])
  func `A short code runs no key`(code: String) throws {
    let shop = try Shop()
    var counter = Counter(rehearsal: try shop.rehearsal())
    let head = try shop.store.connection.readNow { try Views.head(in: $0) }
    counter.type(code.map { .character($0) } + [.enter], gap: 12)
    counter.rest()
    #expect(try shop.store.connection.readNow { try Views.head(in: $0) } == head)
    guard case .plain = counter.rehearsal.state.mode else {
      Issue.record("\(code) opened\n\(counter.rehearsal.text)")
      return
    }
    if code == "MUG-1" { #expect(counter.rehearsal.state.detail?.kind == .variants) }
  }

  @Test(arguments: Language.allCases)
  func `A scan over a plan is said, and the plan stays`(language: Language) throws {
    let shop = try Shop()
    var counter = Counter(rehearsal: try shop.rehearsal(Size(columns: 80, rows: 24), language))
    counter.rehearsal.press(script: "Space,Space,t,rush,Enter")
    counter.rest()
    counter.scan("305-0000039")
    guard case .bulkPlan = counter.rehearsal.state.mode else {
      Issue.record("the plan is gone:\n\(counter.rehearsal.text)")
      return
    }
    #expect(counter.rehearsal.text.contains("305-0000039"), "\(counter.rehearsal.text)")
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

  @Test func `The key to leave waits briefly until somebody scans here`() throws {
    let shop = try Shop()
    var counter = Counter(rehearsal: try shop.rehearsal())
    counter.type([.character("q")], gap: 100)
    #expect(counter.gate.deadline == counter.now + 4)
    #expect(!counter.rehearsal.hasQuit)
    // What comes within these milliseconds makes it a scan all the same.
    counter.scan("99887766")
    #expect(!counter.rehearsal.hasQuit)
    #expect(counter.rehearsal.lines.last?.contains("Scanned “q99887766”") == true)
    counter.rest()
    counter.type([.character("q")], gap: 100)
    #expect(counter.gate.deadline == counter.now + 30)
    counter.rest()
    #expect(counter.rehearsal.hasQuit)
  }

  @Test func `A key that changes something waits as long as a scan may take`() throws {
    let shop = try Shop()
    var counter = Counter(rehearsal: try shop.rehearsal())
    counter.type([.character("H")], gap: 100)
    #expect(counter.gate.deadline == counter.now + 30)
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

  @Test func `Codes scanned into a text one behind the other stay codes`() throws {
    let shop = try Shop()
    var counter = Counter(rehearsal: try shop.rehearsal())
    counter.rehearsal.press(script: "n")
    for code in ["4006381333933", "MUG-1-BLUE", "4006381333933"] { counter.scan(code) }
    counter.type([.character("!")], gap: 100)
    counter.rest()
    counter.scan("4006381333933")
    guard case .form(let form) = counter.rehearsal.state.mode else {
      Issue.record("no form")
      return
    }
    #expect(form.entries[0].input.text == "4006381333933 MUG-1-BLUE 4006381333933!4006381333933")
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
    for keys in ["s", "t,rush,Enter,u", "?"] {
      var counter = Counter(rehearsal: try shop.rehearsal())
      counter.rehearsal.press(script: keys)
      counter.rest()
      counter.scan("305-0000039")
      #expect(counter.rehearsal.state.detail?.record?.number == "AMZ-DE-305-0000039", "\(keys)")
    }
  }

  @Test func `An alias, a channel's SKU and a listing open their variant; lines that wait are gone to`() throws {
    let shop = try Shop()
    let variant = try shop.id("MUG-3", .variants)
    try shop.perform("addAlias", variant, ["alias": "OLD-MUG-03"])
    try shop.perform(
      "mapSku", try shop.account("AMZ-DE"), ["sku": "B0-XYZ-1", "listing": "LISTING-77", "to": "MUG-3"])
    for code in ["OLD-MUG-03", "b0-xyz-1", "LISTING-77"] {
      var counter = Counter(rehearsal: try shop.rehearsal())
      counter.scan(code)
      #expect(counter.rehearsal.state.detail?.id == variant, "\(code)")
    }
  }

  @Test func `Several hits are listed, and the chosen one opens`() throws {
    let shop = try Shop()
    try shop.perform("addAlias", try shop.id("MUG-3", .variants), ["alias": "305-0000039"])
    var counter = Counter(rehearsal: try shop.rehearsal())
    counter.scan("305-0000039")
    #expect(counter.rehearsal.text.contains("Several have this code"))
    #expect(counter.rehearsal.text.contains("AMZ-DE-305-0000039"))
    counter.rehearsal.press(.down)
    #expect(counter.rehearsal.frame.cursor != nil)
    counter.rehearsal.press(.enter)
    #expect(counter.rehearsal.state.detail?.kind == .variants)
  }

  @Test func `A scan where a field takes no code lands on its thing, and the form is kept`() throws {
    let shop = try Shop()
    var counter = Counter(rehearsal: try shop.rehearsal())
    counter.rehearsal.press(script: "H,fraud,Tab")
    counter.rest()
    counter.scan("nothing-4711")
    #expect(counter.rehearsal.text.contains("Scanned “nothing-4711”"))
    counter.rest()
    counter.scan("305-0000012")
    #expect(counter.rehearsal.state.detail?.record?.number == "AMZ-DE-305-0000012")
    #expect(counter.rehearsal.state.drafts.drafts.first?.texts["reason"] == "fraudRisk")
  }

  @Test func `Scanned barcodes gather in their field, wherever the caret stands`() throws {
    let shop = try Shop()
    var counter = Counter(rehearsal: try shop.rehearsal(view: "variants sku:MUG-3"))
    counter.rehearsal.press(script: "e")
    while true {
      guard case .form(let form) = counter.rehearsal.state.mode else { break }
      if form.entries[form.focus].name == "origin" { break }
      counter.rehearsal.press(.tab)
    }
    for code in ["4006381333000", "4006381333001"] {
      counter.rest()
      counter.scan(code)
    }
    guard case .form(let form) = counter.rehearsal.state.mode else {
      Issue.record("no form")
      return
    }
    #expect(form.entries[form.focus].input.text == "4006381333933,4006381333000,4006381333001")
  }

  @Test func `Scans queue while a screen commits and are dropped after an error`() throws {
    let shop = try Shop()
    let id = try shop.id("AMZ-DE-305-0000039")
    var state = try shop.rehearsal().state
    _ = state.find("AMZ-DE-305-0000039")
    let waiting = state.update(.key(.scan("305-0000012")))
    #expect(waiting.isEmpty && state.queued == [.scan("305-0000012")])
    let search = Search(pane: .orders, kind: .orders, text: "AMZ-DE-305-0000039", isScan: false)
    var failed = state
    let after = failed.update(.found(search, .failure(.store(.locked))))
    #expect(failed.queued.isEmpty && !after.contains { if case .find = $0 { true } else { false } })
    // Rows come first; then it is its turn.
    var effects = state.update(.found(search, .success(Found(kind: .orders, ids: [id]))))
    #expect(!effects.isEmpty)
    effects += state.queued.isEmpty ? [] : state.replayQueued()
    #expect(state.queued.count <= 1)
  }

  @Test func `A scanner's prefix makes short codes scans`() throws {
    let (settings, faults) = Settings.read("scanPrefix = \"~\"")
    #expect(faults.allSatisfy(\.isNotice) && settings.scanner.prefixes == ["~"])
    #expect(Settings.read("scanPrefix = \"扫描\"").faults.count == 1)
    let shop = try Shop()
    var counter = Counter(rehearsal: try shop.rehearsal(), settings.scanner)
    counter.scan("~MUG-3")
    #expect(counter.rehearsal.state.detail?.kind == .variants)
  }

  @Test func `What a scanner is set to put around its codes is taken off in lists, as on the handheld`() throws {
    let settings = Settings.read(
      "[scanner]\nprefixes = [\"~\", \"$\"]\nsuffixes = [\"#\"]\ncodeIdPlace = \"afterPrefix\"\ncodeIds = { b = \"ean13\" }"
    ).settings
    let shop = try Shop()
    for code in [
      "AMZ-DE-305-0000039#", "~AMZ-DE-305-0000039#", "$305-0000039", "~]C0AMZ-DE-305-0000039", "~bAMZ-DE-305-0000039#",
    ] {
      var counter = Counter(rehearsal: try shop.rehearsal(), settings.scanner)
      counter.scan(code)
      #expect(counter.rehearsal.state.detail?.record?.number == "AMZ-DE-305-0000039", "\(code)")
    }
    for code in ["MUG-3#", "$MUG-3", "~MUG-3#"] {
      var counter = Counter(rehearsal: try shop.rehearsal(), settings.scanner)
      counter.scan(code)
      #expect(counter.rehearsal.state.detail?.kind == .variants, "\(code)")
    }
  }

  // MARK: Input methods

  @Test func `Text of an input method in bursts is neither a scan nor keys`() throws {
    let shop = try Shop()
    for text in ["订单很多字符输入", "ｑｑ", "１２３４", "ｊｊｊ", "你好1q"] {
      var counter = Counter(rehearsal: try shop.rehearsal())
      counter.type(text.map { .character($0) }, gap: 1)
      counter.rest()
      #expect(!counter.rehearsal.hasQuit && counter.rehearsal.state.shown == .orders, "\(text)")
      #expect(counter.rehearsal.state.list.place == 1, "\(text)")
      guard case .plain = counter.rehearsal.state.mode else {
        Issue.record("\(text) opened something")
        return
      }
      #expect(counter.rehearsal.lines.last?.contains("was typed where no text goes") == true, "\(text)")
    }
  }

  @Test func `One full-width key is still a key, and text is still text`() throws {
    let shop = try Shop()
    var counter = Counter(rehearsal: try shop.rehearsal())
    counter.type([.character("２")], gap: 1)
    counter.rest()
    #expect(counter.rehearsal.state.shown == .products)
    counter.type("：ｍｕｇ-3".map { .character($0) }, gap: 1)
    guard case .jump(let bar) = counter.rehearsal.state.mode else {
      Issue.record("no prompt")
      return
    }
    #expect(bar.field.text == "ｍｕｇ-3")
    counter = Counter(rehearsal: try shop.rehearsal())
    counter.rehearsal.press(script: "n")
    counter.rest()
    counter.type("请尽快发货，谢谢".map { .character($0) }, gap: 0)
    guard case .form(let form) = counter.rehearsal.state.mode else {
      Issue.record("no form")
      return
    }
    #expect(form.entries[0].input.text == "请尽快发货，谢谢")
  }

  @Test func `A scanner that types through an input method is said as such, in lists and in forms`() throws {
    let shop = try Shop()
    var counter = Counter(rehearsal: try shop.rehearsal())
    counter.scan("４００６３８１")
    #expect(counter.rehearsal.lines.last?.contains("full-width letters") == true)
    #expect(counter.rehearsal.state.shown == .orders && counter.rehearsal.state.detail == nil)
    counter.rest()
    counter.rehearsal.press(script: "n")
    counter.rest()
    counter.scan("４００６３８１")
    guard case .form(let form) = counter.rehearsal.state.mode else {
      Issue.record("saved by a scan")
      return
    }
    #expect(form.entries[0].input.text == "")
    #expect(counter.rehearsal.text.contains("full-width letters"))
  }
}
