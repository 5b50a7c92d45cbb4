import Domain
import Terminal
import Testing

@testable import Console

@Suite struct SettingsTests {
  private let words = Words(language: .english)

  private func said(_ text: String) -> [String] { Settings.read(text).faults.map { words.fault($0) } }

  @Test func `Everything has a default, and everything can be said`() {
    #expect(Settings.read("").settings == Settings())
    #expect(Settings.read("").faults.isEmpty)
    let (settings, faults) = Settings.read(
      """
      version = 1
      language = "zh"
      theme = "rice-paper"
      mouse = true
      ambiguous = 2
      scanPrefix = "~"
      reducedMotion = true
      keySet = "vim"
      """)
    #expect(faults.map(\.reason) == [.renamed(to: "prefixes ([scanner])")])
    #expect(settings.language == .chinese)
    #expect(settings.theme == "rice-paper")
    #expect(settings.usesMouse && settings.reducesMotion)
    #expect(settings.ambiguousColumns == 2)
    #expect(settings.scanner.prefixes == ["~"])
    #expect(settings.keyMap == KeyMap(.vim))
  }

  @Test func `Two keys one after the other are in the table, and are chosen like any other`() throws {
    let map = KeyMap.standard
    #expect(map.keys(of: .nextChange, in: .list).map(\.name).contains("] c"))
    let (settings, faults) = Settings.read("version = 3\n[keys]\nnextChange = \"] n\"\nhold = [\"H\", \"] h\"]\n")
    #expect(faults.isEmpty, "\(faults)")
    let shop = try Shop()
    var options = shop.options()
    options.settings = settings
    var rehearsal = try Rehearsal(options, size: Size(columns: 80, rows: 24))
    rehearsal.press(script: "]")
    #expect(rehearsal.lines.last == "], then h: hold, n: next change")
    rehearsal.press(script: "h")
    #expect(rehearsal.text.contains("hold · "))
    // What does something by itself begins nothing.
    let clash = Settings.read("version = 3\n[keys]\nhold = \"j h\"\n").faults
    #expect(clash.map(\.reason) == [.clash(key: "j h", command: "down")])
  }

  @Test func `A name that is none lists no more than the names near it`() {
    let faults = Settings.read("version = 3\n[keys]\n\"\" = \"x\"\n").faults
    #expect(faults.map(\.reason) == [.unknownCommand(fitting: [])])
  }

  @Test func `A key that is chosen goes before the set's own`() {
    let (settings, faults) = Settings.read("[keys]\nhold = [\"j\", \"F7\"]\n[keys.detail]\nnote = \"C-n\"")
    #expect(faults.isEmpty)
    let map = settings.keyMap
    #expect(map.command(of: .character("j"), in: .list) == .hold)
    #expect(map.command(of: .function(7), in: .detail) == .hold)
    #expect(map.command(of: .character("H"), in: .list) == nil)
    #expect(map.command(of: .down, in: .list) == .down)
    #expect(map.keys(of: .down, in: .list).contains(.character("j")) == false)
    #expect(map.command(of: .control("n"), in: .detail) == .note)
    #expect(map.command(of: .control("n"), in: .list) == .down)
  }

  @Test(arguments: [
    ("colour = 1", "line 1, colour: no such setting is known"),
    ("thema = \"x\"", "line 1, thema: no such setting is known; near it: theme"),
    ("\nlanguage = \"de\"", "line 2, language: “de” is wrong; en / zh was expected"),
    ("mouse = 3", "line 1, mouse: true / false was expected"),
    ("ambiguous = 3", "line 1, ambiguous: “3” is wrong; 1 / 2 was expected"),
    ("keySet = \"emacs\"", "line 1, keySet: “emacs” is wrong; standard / vim / arrows / numpad was expected"),
    ("version = 99", "line 1, version: version 99 is of a newer program; what this one knows is used"),
    ("scanPrefix = \"扫\"", "line 1, scanPrefix: “扫” is wrong; \"~\" was expected"),
    ("[keys]\nhold = \"H\"\n[keys.detail]\nhold = 7", "line 4, hold: \"H\" / [\"H\", \"F7\"] was expected"),
    ("[keys]\nholdd = \"x\"", "line 2, holdd: there is no such command; near it: hold"),
    ("[keys]\nhold = \"Hyper-x\"", "line 2, hold: “Hyper-x” is no key; names are like H, F7, C-n, M-x, PageDown"),
    ("[keys]\nhold = \"C-1\"", "line 2, hold: “C-1” is no key; names are like H, F7, C-n, M-x, PageDown"),
    ("[keys]\nhold = \"Enter\"\nnote = \"C-m\"", "line 3, note: Enter is given to hold already"),
    ("[keys]\nhold = 7", "line 2, hold: \"H\" / [\"H\", \"F7\"] was expected"),
    ("[keys]\nhold = \"x\"\nnote = \"x\"", "line 3, note: x is given to hold already"),
    ("[keys]\nquit = []", "line 2, quit: it needs a key; its own was kept"),
    ("keys = 1", "line 1, keys: [keys] was expected"),
    ("version = \"x\"", "line 1, version: 3 was expected"),
    ("version = 0", "line 1, version: “0” is wrong; 3 was expected"),
    ("version = -1", "line 1, version: “-1” is wrong; 3 was expected"),
  ])
  func `A fault names its line and leaves the rest`(text: String, sentence: String) {
    #expect(said(text).contains(sentence), "\(said(text))")
    let (settings, _) = Settings.read(text + "\n")
    #expect(!settings.keyMap.keys(of: .quit, in: .list).isEmpty)
  }

  @Test func `Ctrl and the space bar are a key by name`() {
    let (settings, faults) = Settings.read("version = 3\n[keys]\nhold = \"C-Space\"")
    #expect(faults.isEmpty)
    #expect(settings.keyMap.command(of: .control(" "), in: .list) == .hold)
    #expect(Key(name: Key.control(" ").name) == .control(" "))
  }

  @Test func `A misspelt key of a script is found, words to be typed are not`() {
    for name in ["PageDwon", "Entr", "C-1", "Donw*3"] { #expect(KeyScript.misspelt(in: "j,\(name),j") == name) }
    for script in ["j*3,Enter", "/,mug,Enter", "t,rush,Enter,u", "H", "paste:PageDwon", "Insert,F5,M-x", "SHOP-1058"] {
      #expect(KeyScript.misspelt(in: script) == nil, "\(script)")
    }
  }

  @Test func `What is no TOML names its line and is not fatal`() {
    let (settings, faults) = Settings.read("version = 1\nmouse = tru")
    #expect(settings == Settings())
    #expect(faults.count == 1)
    #expect(faults.first?.line == 2)
  }

  @Test(arguments: KeySet.allCases)
  func `A ready set clashes nowhere, reaches the main commands and needs no awkward key`(set: KeySet) {
    let map = KeyMap(set)
    for place in Command.Place.allCases {
      var seen: [Key: Command] = [:]
      for command in Command.allCases {
        for key in map.keys(of: command, in: place) {
          #expect(seen[key] == nil, "\(set) \(place) \(key.name)")
          seen[key] = command
        }
      }
    }
    for command in [Command.down, .up, .open, .filter, .jump, .hold, .undo, .help, .quit, .nextPane] {
      #expect(!map.keys(of: command, in: .list).isEmpty, "\(set): \(command)")
    }
    #expect(!map.keys(of: .back, in: .detail).isEmpty)
    #expect(map.advice.isEmpty, "\(set): \(map.advice)")
  }

  @Test func `Arrows alone: no letter does anything`() {
    for place in Command.Place.allCases {
      for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ" {
        #expect(KeyMap(.arrows).command(of: .character(letter), in: place) == nil)
      }
    }
  }

  @Test func `Full-width letters and signs work as their ASCII twins`() {
    #expect(KeyMap.standard.command(of: .character("／"), in: .list) == .filter)
    #expect(KeyMap.standard.command(of: .character("？"), in: .list) == .help)
    #expect(KeyMap(.numpad).command(of: .character("８"), in: .list) == .up)
  }

  @Test(arguments: [
    ("refresh = \"C-s\"", "refresh, C-s: it stops or starts a line's flow"),
    ("filter = \"@\"", "filter, @: some keyboards need AltGr for it"),
    ("sort = \"C-b\"", "sort, C-b: tmux or screen waits for it; give a second key"),
    ("cancel = \"i\"", "cancel, i: it stands beside the key of down, and is hard to take back"),
    ("cancel = \"C-k\"", "cancel, C-k: it stands beside the key of down, and is hard to take back"),
    ("ship = \"f\"", "ship, f: it stands beside the key of pageDown, and is hard to take back"),
    ("note = \"k\"", "note, k: it was a key of up, which has Up, C-p left"),
    ("note = \"s\"", "note, s: it was a key of sort, which has none left"),
  ])
  func `A doubtful key is named, with what is doubtful about it`(line: String, sentence: String) {
    let (settings, faults) = Settings.read("[keys]\n" + line)
    #expect(faults.isEmpty)
    #expect(KeyTable.advice(settings).contains(sentence), "\(KeyTable.advice(settings))")
    for said in KeyTable.advice(settings, in: .chinese) { #expect(said.contains { $0 > "\u{4E00}" }) }
  }

  @Test func `What is no slip of a finger and takes nothing is not warned of`() {
    for line in ["cancel = \"Q\"", "sort = [\"Q\", \"C-b\"]", "note = \"Q\"", "hold = [\"H\", \"F7\"]"] {
      let (settings, faults) = Settings.read("[keys]\n" + line)
      #expect(faults.isEmpty)
      let said = KeyTable.advice(settings).filter { !$0.contains("it was a key of pageUp") }
      #expect(said.isEmpty, "\(line): \(said)")
    }
    // The one that takes a key and gives the other command a new one has lost nothing.
    #expect(KeyTable.advice(Settings.read("[keys]\nnote = \"s\"\nsort = \"Q\"").settings).isEmpty)
  }

  @Test func `Neighbours are told by the keyboard, with Shift or Ctrl or without, and by the number block`() {
    for (one, other) in [("j", "k"), ("J", "k"), ("j", "J"), ("C-d", "C-f"), ("7", "4"), ("?", "."), ("+", "6")] {
      #expect(Key(name: one)?.isBeside(Key(name: other) ?? .enter) == true, "\(one) \(other)")
    }
    for (one, other) in [("a", "k"), ("H", "a"), ("x", "j"), ("F7", "F8"), ("q", "p"), ("j", "j")] {
      #expect(Key(name: one)?.isBeside(Key(name: other) ?? .enter) == false, "\(one) \(other)")
    }
  }
}
