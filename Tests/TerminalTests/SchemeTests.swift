import Foundation
import TestSupport
import Testing

@testable import Terminal

@Suite struct SchemeTests {
  static let colours = (0..<16).map { place in
    let digit = String(place, radix: 16)
    return "base0\(digit.uppercased()): \"\(String(repeating: digit, count: 6))\""
  }

  @Test func `Both forms of the format are read`() throws {
    let new =
      "system: \"base16\"\nname: \"Grey\"\nvariant: dark\npalette:\n" + Self.colours.map { "  \($0)\n" }.joined()
    let old = "scheme: Grey\nauthor: somebody\n" + Self.colours.joined(separator: "\n")
    let read = try SchemeFile(new, fileName: "grey.yaml")
    #expect(read.name == "Grey")
    #expect(read.base == (try SchemeFile(old, fileName: "x.yml")).base)
    #expect(read.base.count == 16)
    #expect(read.base[15] == Colour(0xFFFFFF))
  }

  @Test func `Digits without quotes stay digits, and marks before them are allowed`() throws {
    var lines = Self.colours
    lines[1] = "base01: 090300"
    lines[2] = "base02: '#0A0b0C'"
    lines[3] = "base03: 100e10"
    let scheme = try SchemeFile(lines.joined(separator: "\n"), fileName: "folder/odd.yaml")
    #expect(scheme.name == "odd")
    #expect(scheme.base[1...3].map(\.hex) == ["#090300", "#0a0b0c", "#100e10"])
  }

  @Test func `A scheme of 24 colours needs all eight of the second row`() throws {
    let more = (0..<8).map { "base1\($0): ff000\($0)" }
    #expect(try SchemeFile((Self.colours + more).joined(separator: "\n"), fileName: "a").base.count == 24)
    #expect(try SchemeFile((Self.colours + more.dropLast()).joined(separator: "\n"), fileName: "a").base.count == 16)
  }

  @Test(arguments: [
    ("", "no YAML"), ("[1, 2", "no YAML"), ("just words", "no YAML"), ("palette: 3", "line 1, palette"),
    ("name: x\npalette:\n  base00: \"zzz\"", "line 3, base00: “zzz”"), ("base00: '000000'", "base01 is missing"),
    ("base00: [1]", "base00: “…”"), ("base00: \"\\e[2J\"", "base00: “␛[2J”"),
    (String(repeating: "a", count: 70_000), "longer than"),
  ])
  func `A broken file is refused by line and key`(text: String, part: String) {
    do throws(SchemeRefusal) {
      _ = try SchemeFile(text, fileName: "x")
      Issue.record("read all the same")
    } catch {
      #expect(error.sentence.contains(part), "\(error.sentence)")
      #expect(!error.sentence.contains("\u{1B}"))
    }
  }

  @Test func `Every scheme that others wrote becomes readable, in true colour and in 256`() throws {
    let folder = try #require(SharedData.path("colour-schemes"))
    var count = 0
    for system in ["base16", "base24"] {
      for file in try FileManager.default.contentsOfDirectory(atPath: folder + "/" + system).sorted() {
        let theme = Theme(scheme: try ThemeShelf.read("\(folder)/\(system)/\(file)"))
        expectReadable(theme)
        count += 1
      }
    }
    #expect(count > 100)
  }

  @Test func `Our own schemes are a dozen or more, light and dark, and readable`() throws {
    let shelf = ThemeShelf(folders: [themesFolder])
    let (entries, faults) = shelf.all()
    #expect(faults.isEmpty)
    #expect(entries.count >= 14)
    #expect(entries.count { !$0.theme.isDark } >= 4)
    for entry in entries { expectReadable(entry.theme) }
    for name in ["clear-day", "clear-night"] {
      let theme = try #require(try shelf.theme(named: name))
      #expect(theme.lookalikes.isEmpty, "\(name): \(theme.lookalikes)")
    }
    for name in ["chart-ink", "chart-chalk"] {
      let theme = try #require(try shelf.theme(named: name))
      for role in [Role.text, .dim, .danger, .warning, .success, .info] {
        #expect(theme[role].contrast >= 7, "\(name) \(role)")
      }
    }
  }

  @Test func `A shelf finds a theme by name and by path, and says what is no scheme`() throws {
    let folder = NSTemporaryDirectory() + "themes-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Self.colours.joined(separator: "\n").write(toFile: folder + "/grey.yaml", atomically: true, encoding: .utf8)
    try "nonsense".write(toFile: folder + "/broken.yaml", atomically: true, encoding: .utf8)
    let shelf = ThemeShelf(folders: [folder])
    #expect(try shelf.theme(named: "grey")?.name == "grey")
    #expect(try shelf.theme(named: folder + "/grey.yaml")?.name == "grey")
    #expect(try shelf.theme(named: "other") == nil)
    #expect(shelf.all().faults.map(\.path) == [folder + "/broken.yaml"])
    #expect(throws: SchemeRefusal.noFile) { try ThemeShelf.read(folder + "/absent.yaml") }
  }

  private func expectReadable(_ theme: Theme) {
    let ground = theme[.text].background
    for role in Role.allCases {
      let style = theme[role]
      #expect(style.contrast >= 4.5, "\(theme.name) \(role) \(style.contrast)")
      let foreground = Colour.indexed(style.indexedForeground), background = Colour.indexed(style.indexedBackground)
      #expect(foreground.contrast(with: background) >= 4.5, "\(theme.name) \(role) in 256 colours")
    }
    #expect(theme[.selected].background.contrast(with: ground) >= 1.5, "\(theme.name): a selected row must be seen")
  }

  private var themesFolder: String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Themes").path
  }
}

@Suite struct ColourVisionTests {
  /// Sharma, Wu, Dalal (2005), table 1.
  @Test(
    arguments: [
      ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425), ((50, 3.1571, -77.2803), (50, 0, -82.7485), 2.8615),
      ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0), ((50, 0, 0), (50, -1, 2), 2.3669),
      ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792), ((50, 2.5, 0), (50, 0, -2.5), 4.3065),
      ((50, 2.5, 0), (73, 25, -18), 27.1492), ((50, 2.5, 0), (56, -27, -3), 31.9030),
      ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ] as [((Double, Double, Double), (Double, Double, Double), Double)])
  func `Differences are those of the published pairs`(
    one: (Double, Double, Double), other: (Double, Double, Double), expected: Double
  ) {
    let found = labDifference((one.0, one.1, one.2), (other.0, other.1, other.2))
    #expect(abs(found - expected) < 0.0001, "\(found)")
  }

  @Test func `Greys look the same to everybody, red and green do not`() {
    for vision in ColourVision.allCases {
      let grey = vision.seen(Colour(0x808080))
      #expect(abs(Int(grey.red) - 128) <= 1 && abs(Int(grey.green) - 128) <= 1 && abs(Int(grey.blue) - 128) <= 1)
    }
    let red = Colour(0xC04000), green = Colour(0x608000)
    let usual = red.difference(from: green)
    let without = ColourVision.protanopia.seen(red).difference(from: ColourVision.protanopia.seen(green))
    #expect(usual > 40 && without < usual / 2)
  }
}
