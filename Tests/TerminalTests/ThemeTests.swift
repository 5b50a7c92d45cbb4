import Testing

@testable import Terminal

@Suite struct ThemeTests {
  @Test(arguments: Theme.builtIn)
  func `Every role can be read`(theme: Theme) {
    #expect(theme.mended.isEmpty)
    for role in Role.allCases {
      let style = theme[role]
      #expect(style.contrast >= 4.5, "\(theme.name) \(role) \(style.contrast)")
      let foreground = Colour.indexed(style.foreground.nearestIndex)
      let background = Colour.indexed(style.background.nearestIndex)
      #expect(foreground.contrast(with: background) >= 4.5, "\(theme.name) \(role) in 256 colours")
    }
  }

  @Test func `Dark and light are told apart`() {
    #expect(Theme.portolanDark.isDark)
    #expect(!Theme.portolanLight.isDark)
  }

  @Test func `An unreadable scheme is mended and says where`() throws {
    let grey = [Colour](repeating: Colour(0x777777), count: 16)
    let theme = try #require(Theme(name: "grey", base: grey))
    #expect(theme.mended.count == Role.allCases.count)
    for role in Role.allCases { #expect(theme[role].contrast >= 4.5) }
    #expect(Theme(name: "short", base: Array(grey.dropLast())) == nil)
  }

  @Test func `Roles differ without colour too where a person must see them`() {
    for theme in Theme.builtIn {
      for role: Role in [.selected, .danger, .warning, .marked, .input, .bad] {
        #expect(theme[role].plainAttributes != [], "\(role)")
      }
    }
  }

  @Test func `Colours are read and written`() {
    #expect(Colour(hex: "#1E20ff")?.hex == "#1e20ff")
    #expect(Colour(hex: "1e20f") == nil)
    #expect(Colour(hex: "+1e20f") == nil)
    #expect(abs(Colour(0).contrast(with: Colour(0xFFFFFF)) - 21) < 0.001)
    #expect(Colour(0xFF8787).nearestIndex == 210)
  }
}
