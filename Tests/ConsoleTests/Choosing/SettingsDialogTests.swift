import Domain
import Foundation
import Store
import Terminal
import Testing

@testable import Console

@Suite struct SettingsDialogTests {
  private func rehearsal(_ shop: Shop, _ text: String? = nil) throws -> (Rehearsal, String) {
    let path = shop.folder.appending(path: "settings-\(UUID().uuidString).toml").path
    if let text { try text.write(toFile: path, atomically: true, encoding: .utf8) }
    var options = shop.options()
    options.settings = Settings.load(path).settings
    options.settingsPath = path
    options.themes = try Themes.folder()
    return (try Rehearsal(options, size: Size(columns: 80, rows: 24)), path)
  }

  private func file(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  @Test func `Language, theme, keys and the mouse are tried at once and kept by Enter`() throws {
    let shop = try Shop()
    var (rehearsal, path) = try rehearsal(shop, "# mine\nmouse = false # no\n\n[keys]\nhold = \"F7\"\n")
    rehearsal.press(script: "Comma,Right,Right")
    #expect(rehearsal.text.contains("设置"))
    #expect(rehearsal.text.contains("简体中文"))
    rehearsal.press(script: "j,Right,Right,Right,j,Right,j,Right")
    #expect(rehearsal.state.shownSettings.usesMouse)
    #expect(rehearsal.state.keys.command(of: .control("d"), in: .list) == .pageDown)
    #expect(rehearsal.state.keys.command(of: .function(7), in: .list) == .hold)
    #expect(try file(path) == "# mine\nmouse = false # no\n\n[keys]\nhold = \"F7\"\n")
    rehearsal.press(.enter)
    let theme = try #require(rehearsal.state.settings.theme)
    #expect(
      try file(path)
        == "# mine\nmouse = true # no\nlanguage = \"zh\"\ntheme = \"\(theme)\"\nkeySet = \"vim\"\n\n[keys]\nhold = \"F7\"\n"
    )
    #expect(Settings.load(path).settings == rehearsal.state.settings)
    #expect(rehearsal.lines.last?.hasPrefix("已保存：") == true)
  }

  @Test func `Escape takes all back, on the screen and in the file`() throws {
    let shop = try Shop()
    var (rehearsal, path) = try rehearsal(shop)
    let before = rehearsal.text
    rehearsal.press(script: "Comma,Right,Right,Down,Right,Esc")
    #expect(rehearsal.text == before)
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func `The scanner's prefix is typed as text, and only ASCII of it`() throws {
    let shop = try Shop()
    var (rehearsal, path) = try rehearsal(shop)
    rehearsal.press(script: "Comma,End,#,Up,~,q")
    rehearsal.press(.character("码"))
    rehearsal.press(.enter)
    #expect(rehearsal.state.settings.scanner.prefixes == ["~q"])
    #expect(rehearsal.state.settings.scanner.suffixes == ["#"])
    #expect(Settings.load(path).settings.scanner == rehearsal.state.settings.scanner)
  }

  @Test func `A file that is no TOML is left alone, and the choice holds for this console`() throws {
    let shop = try Shop()
    var (rehearsal, path) = try rehearsal(shop, "mouse = tru\n")
    rehearsal.press(script: "Comma,Right,Enter")
    #expect(rehearsal.text.contains("line 1 of settings.toml is no TOML"))
    #expect(try file(path) == "mouse = tru\n")
    #expect(rehearsal.state.settings.language == .english)
  }

  @Test func `Without a file it is said that it holds for this console only`() throws {
    var rehearsal = try Shop().rehearsal()
    rehearsal.press(script: "Comma,Right,Enter")
    #expect(rehearsal.lines.last == "For this console only: Language: English.")
  }

  @Test func `What closes the dialog from outside keeps nothing`() throws {
    let shop = try Shop()
    var (rehearsal, _) = try rehearsal(shop)
    rehearsal.press(script: "Comma,Right,Right")
    rehearsal.press(.scan("305-0000012"))
    #expect(rehearsal.state.words.language == .english)
    #expect(rehearsal.state.detail != nil)
  }

  @Test func `A click goes to a row and turns its value`() throws {
    var rehearsal = try Shop().rehearsal(Size(columns: 80, rows: 24))
    rehearsal.press(script: "Comma")
    let row = try #require(rehearsal.lines.firstIndex { $0.contains("Mouse") })
    rehearsal.press(.mouse(MouseEvent(.press, at: Point(30, row))))
    rehearsal.press(.mouse(MouseEvent(.press, at: Point(30, row))))
    #expect(rehearsal.state.shownSettings.usesMouse)
  }
}
