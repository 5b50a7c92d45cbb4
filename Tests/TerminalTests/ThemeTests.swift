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

  @Test(arguments: [0x000000, 0x1C1C1C, 0x300A24, 0x002B36, 0x0000AA, 0x303030, 0x777777, 0x808080, 0xFDF6E3, 0xFFFFFF])
  func `Whatever ground the terminal answers, every role can be read on what is really behind it`(hex: UInt32) {
    let ground = Colour(hex)
    let theme = (ground.isDark ? Theme.portolanDark : .portolanLight).fitted(to: ground)
    for role in Role.allCases {
      let style = theme[role]
      let behind = style.usesTerminalBackground ? ground : style.background
      #expect(style.foreground.contrast(with: behind) >= 4.5, "\(role) \(style.foreground.contrast(with: behind))")
      let number = Colour.indexed(style.indexedForeground)
      let numbered = style.usesTerminalBackground ? ground : Colour.indexed(style.indexedBackground)
      #expect(number.contrast(with: numbered) >= 4.5, "\(role) in 256 colours")
    }
    #expect(theme.isReadable(on: ground))
  }

  @Test func `A theme stays as it is where all of it can be read, and paints its ground where it was chosen`() throws {
    #expect(Theme.portolanDark.fitted(to: Colour(0x101010)) == .portolanDark)
    #expect(!Theme.portolanDark.isReadable(on: Colour(0xFFFFFF)))
    for theme in try Theme.builtIn.map({ try #require(try ThemeShelf(folders: []).theme(named: $0.name)) }) {
      #expect(Role.allCases.allSatisfy { !theme[$0].usesTerminalBackground && !theme[$0].usesTerminalForeground })
      #expect(theme.fitted(to: Colour(0x808080)) == theme)
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
