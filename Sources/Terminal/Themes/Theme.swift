/// Attributes that work without colour too.
public struct TextAttributes: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let bold = TextAttributes(rawValue: 1)
  public static let dim = TextAttributes(rawValue: 2)
  public static let underline = TextAttributes(rawValue: 4)
  public static let reverse = TextAttributes(rawValue: 8)
  public static let italic = TextAttributes(rawValue: 16)
}

/// How one role looks: in colours where there are any, in attributes alone where there are none.
public struct Style: Hashable, Sendable {
  /// What a reader sees, for contrast, pictures and many-coloured terminals.
  public var foreground: Colour
  public var background: Colour
  /// True where the terminal's own colour is left alone; saves bytes and keeps its owner's taste.
  public var usesTerminalForeground: Bool
  public var usesTerminalBackground: Bool
  /// Of the terminal's 16 colours; nil is its default.
  public var ansiForeground: UInt8?
  public var ansiBackground: UInt8?
  public var attributes: TextAttributes
  /// Attributes where there is no colour.
  public var plainAttributes: TextAttributes

  public var contrast: Double { foreground.contrast(with: background) }
}

/// Colours for every role, made from the 16 or 24 colours of a base16 scheme; unreadable pairs are mended.
public struct Theme: Hashable, Sendable {
  public let name: String
  public let isDark: Bool
  /// Paint the theme's own background everywhere, instead of the terminal's.
  public let paintsBackground: Bool
  /// Roles whose colour had too little contrast and was moved.
  public let mended: [Role]
  private let styles: [Style]

  /// Least contrast of any text (WCAG 2, AA).
  public static let readableContrast = 4.5

  /// `base` holds base00…base0F, and base10…base17 of a base24 scheme; nil with fewer than 16.
  public init?(name: String, base: [Colour], paintsBackground: Bool = true) {
    guard base.count >= 16 else { return nil }
    self.init(name: name, checked: base, paintsBackground: paintsBackground)
  }

  public subscript(role: Role) -> Style { styles[Int(role.rawValue)] }

  private init(name: String, checked base: [Colour], paintsBackground: Bool) {
    let dark = base[0].luminance < base[5].luminance
    var mended: [Role] = []
    var styles: [Style] = []
    for role in Role.allCases {
      let recipe = role.recipe(isDark: dark)
      let background = base[recipe.background]
      let wanted = base.count > recipe.bright ? base[recipe.bright] : base[recipe.foreground]
      let foreground = Theme.readable(wanted, on: background)
      if foreground != wanted { mended.append(role) }
      styles.append(
        Style(
          foreground: foreground, background: background,
          usesTerminalForeground: !paintsBackground && recipe.foreground == 5 && recipe.background == 0,
          usesTerminalBackground: !paintsBackground && recipe.background == 0,
          ansiForeground: recipe.ansiForeground, ansiBackground: recipe.ansiBackground,
          attributes: recipe.attributes, plainAttributes: recipe.plainAttributes))
    }
    self.name = name
    isDark = dark
    self.paintsBackground = paintsBackground
    self.mended = mended
    self.styles = styles
  }

  /// The colour, moved towards white or black until it can be read on that background.
  static func readable(_ colour: Colour, on background: Colour) -> Colour {
    if colour.contrast(with: background) >= readableContrast { return colour }
    let white = Colour(0xFFFFFF), black = Colour(0)
    let goal = white.contrast(with: background) >= black.contrast(with: background) ? white : black
    for step in 1...20 {
      let moved = colour.mixed(with: goal, amount: Double(step) / 20)
      if moved.contrast(with: background) >= readableContrast { return moved }
    }
    return goal
  }

  public static let portolanDark = Theme(
    name: "portolan-dark",
    checked: [
      0x1C1C1C, 0x303030, 0x3A3A3A, 0x8A8A8A, 0xB2B2B2, 0xD0D0D0, 0xE4E4E4, 0xFFFFFF,
      0xFF8787, 0xFFAF5F, 0xFFD75F, 0x87D787, 0x5FD7D7, 0x87AFFF, 0xD7AFFF, 0xD7AF87,
    ].map { Colour($0) }, paintsBackground: false)

  public static let portolanLight = Theme(
    name: "portolan-light",
    checked: [
      0xFFFFFF, 0xEEEEEE, 0xD0D0D0, 0x626262, 0x4E4E4E, 0x262626, 0x1C1C1C, 0x000000,
      0xAF0000, 0xAF5F00, 0x875F00, 0x008700, 0x005F87, 0x005FAF, 0x8700AF, 0x5F5F00,
    ].map { Colour($0) }, paintsBackground: false)

  public static let builtIn: [Theme] = [.portolanDark, .portolanLight]
}
