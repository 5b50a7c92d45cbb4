import Domain
import Foundation
import Terminal
import Testing

@testable import Console

@Suite struct SettingsFileTests {
  private func changed(_ text: String, _ changes: SettingsChange...) throws -> String {
    try SettingsFile.changed(text, by: changes)
  }

  @Test func `A new file says its version and what was chosen`() throws {
    #expect(try changed("", .mouse(true)) == "version = 3\nmouse = true\n")
  }

  @Test func `Comments, order, blank lines and unknown lines stay`() throws {
    let text = "# a\n\nmouse = true  # for now\n# b\ntheme='kelp'\r\n\n[keys] # c\nhold = [ \"H\",\n  \"F7\" ] # d\n"
    #expect(
      try changed(text, .theme("rice-paper"), .mouse(false), .reducedMotion(true))
        == "# a\n\n# for now\n# b\ntheme=\"rice-paper\"\r\nreducedMotion = true\r\n\n[keys] # c\nhold = [ \"H\",\n  \"F7\" ] # d\n"
    )
  }

  @Test func `Where only tables stand, the line goes before them and what is commented on them`() throws {
    #expect(
      try changed("# keys\n[keys]\nhold = \"F7\"\n", .language(.chinese))
        == "language = \"zh\"\n\n# keys\n[keys]\nhold = \"F7\"\n")
    #expect(try changed("mouse = true", .keySet(.numpad)) == "mouse = true\nkeySet = \"numpad\"\n")
  }

  @Test func `A default needs no line`() throws {
    #expect(
      try changed("version = 3\nmouse = true\nambiguous = 2\n", .mouse(false), .ambiguous(nil)) == "version = 3\n")
  }

  @Test func `What reads like a key within a text or another table is no key`() throws {
    let text = "theme = \"\"\"\nmouse = true\n\"\"\"\n[other]\nmouse = 3\n"
    #expect(
      try changed(text, .mouse(true)) == "theme = \"\"\"\nmouse = true\n\"\"\"\nmouse = true\n[other]\nmouse = 3\n")
  }

  @Test func `What is no TOML is refused, by line`() {
    #expect(throws: SettingsRefusal.notTOML(line: 2)) { () throws in
      _ = try changed("version = 3\nmouse = tru\n", .mouse(true))
    }
  }

  @Test func `What cannot be migrated is refused, and stays as it is`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "portolan-\(UUID().uuidString)")
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let path = folder.appending(path: "settings.toml").path
    #expect(throws: SettingsTrouble.self) { try SettingsMigration.run(at: path) }
    for text in ["mouse = tru", "version = 99", "version = 0", "version = \"x\"", "[keys"] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      for language in Language.allCases {
        #expect(throws: SettingsTrouble.self, "\(text)") { try SettingsMigration.run(at: path, in: language) }
      }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }
  }

  @Test func `A link is followed, permissions stay, and a folder that is missing is made`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "portolan-\(UUID().uuidString)")
    defer { #expect(throws: Never.self) { try FileManager.default.removeItem(at: folder) } }
    let real = folder.appending(path: "dotfiles/settings.toml").path
    try SettingsFile.keep([.mouse(true)], at: real)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: real)
    let link = folder.appending(path: "link.toml").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: real)
    try SettingsFile.keep([.theme("a\"b\\")], at: link)
    #expect(try String(contentsOfFile: real, encoding: .utf8) == "version = 3\nmouse = true\ntheme = \"a\\\"b\\\\\"\n")
    #expect(try FileManager.default.attributesOfItem(atPath: link)[.type] as? FileAttributeType == .typeSymbolicLink)
    #expect(try FileManager.default.attributesOfItem(atPath: real)[.posixPermissions] as? Int == 0o600)
    #expect(Settings.load(link).settings.theme == "a\"b\\")
  }

  @Test func `A file of the first version is read with a word, and migrated line by line`() {
    let old =
      "version = 1 # old\n[keys]\n# the other pane\notherPane = \"F6\"\nhold = \"H\"\n[keys.list]\notherPane = \"F6\"\n"
    let (settings, faults) = Settings.read(old)
    #expect(settings.keyMap.command(of: .function(6), in: .list) == .nextPane)
    let others = faults.filter { !$0.isNotice }
    #expect(others.isEmpty)
    let said = faults.map { Words(language: .english).fault($0) }
    #expect(said.first == "line 4, otherPane: it is called nextPane by now, and is read so")
    let new = Settings.migrated(old)
    #expect(
      new
        == "version = 3 # old\n[keys]\n# the other pane\nnextPane = \"F6\"\nhold = \"H\"\n[keys.list]\nnextPane = \"F6\"\n"
    )
    #expect(Settings.read(new).faults.isEmpty)
    #expect(Settings.read(new).settings == settings)
    #expect(Settings.migrated(new) == new)
    #expect(Settings.migrated("mouse = true\n") == "mouse = true\n")
  }

  @Test func `A newer file is read as far as it goes, with one word about it, and keeps its version`() throws {
    let text = "version = 9\nmouse = true\nhologram = 1\n[keys]\nhold = \"F7\"\nteleport = \"F8\"\n"
    let (settings, faults) = Settings.read(text)
    #expect(settings.usesMouse)
    #expect(settings.keyMap.command(of: .function(7), in: .list) == .hold)
    #expect(faults.map(\.reason) == [.newerVersion(9)])
    #expect(try changed(text, .mouse(false)).hasPrefix("version = 9\nhologram"))
  }

  @Test func `An old name is no name in a file of this version`() {
    let faults = Settings.read("version = 3\n[keys]\notherPane = \"F6\"\n").faults
    #expect(faults.count == 1)
    #expect(faults.first?.line == 3)
  }

  @Test func `Any change to any readable text reads as meant and touches no other setting`() throws {
    let texts = [
      "", "\n\n", "# only a comment", "[keys]\nhold=\"F7\"", "keys.hold = \"F7\"\n", "keys = { hold = \"F7\" }\n",
      "version=3\r\nmouse=true\r\n[keys.list]\r\nquit=[\"q\",\"Z\"]\r\n", "\"mouse\" = true\n", "mouse=true#x",
      "[scanner]\n# mine\nsuffixes = \"!\"", "scanner.duplicates = 200\n[keys]\nhold = \"F7\"\n", "scanner = {}\n",
    ]
    let changes: [SettingsChange] = [
      .mouse(true), .mouse(false), .language(.chinese), .language(nil), .theme("x # \"y\""), .theme(nil),
      .keySet(.arrows), .reducedMotion(true), .ambiguous(2), .scanPrefixes(["]C1"]), .scanPrefixes([]),
      .scanSuffixes(["#", "\""]),
    ]
    for text in texts {
      for one in changes {
        for other in changes {
          let new = try changed(text, one, other)
          var expected = Settings.read(text).settings
          one.apply(to: &expected)
          other.apply(to: &expected)
          #expect(Settings.read(new).settings == expected, "\(text) \(one) \(other)")
          #expect(Settings.read(new).faults.isEmpty, "\(new)")
        }
      }
    }
  }
}
