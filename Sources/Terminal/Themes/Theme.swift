/// Colours for every role, made from the 16 or 24 colours of a base16 scheme; unreadable pairs are mended.
public struct Theme: Hashable, Sendable {
  public let name: String
  public let isDark: Bool
  /// Paint the theme's own background everywhere, instead of the terminal's.
  public let paintsBackground: Bool
  /// What a scheme's own colours would have left unreadable, and what stands there instead.
  public let mends: [Mend]
  private let styles: [Style]
  /// The scheme's colours, for the same theme on another ground.
  private let base: [Colour]

  /// Least contrast of any text (WCAG 2, AA).
  public static let readableContrast = 4.5

  /// Least contrast of a coloured ground with the plain one: of a row that must be found at a glance, and of a bar.
  static let strikingContrast = 1.5
  static let visibleContrast = 1.1

  /// Roles whose colour was moved.
  public var mended: [Role] { mends.map(\.role) }

  public init(scheme: SchemeFile) {
    self.init(name: scheme.name, checked: scheme.base, paintsBackground: true)
  }

  /// `base` holds base00…base0F, and base10…base17 of a base24 scheme; nil with fewer than 16.
  public init?(name: String, base: [Colour], paintsBackground: Bool = true) {
    guard base.count >= 16 else { return nil }
    self.init(name: name, checked: base, paintsBackground: paintsBackground)
  }

  public subscript(role: Role) -> Style { styles[Int(role.rawValue)] }

  /// The same, with its own ground painted: for whoever names it whatever the terminal's ground is, and where nobody
  /// knows that ground.
  public var painted: Theme { paintsBackground ? self : Theme(name: name, checked: base, paintsBackground: true) }

  /// The same over the ground that the terminal says it has: as it is where all of it can be read there, else with its
  /// colours mended for that ground. The terminal's own colour of text is not known, so then none is left to it.
  public func fitted(to ground: Colour) -> Theme {
    if paintsBackground || ground == base[0] || isReadable(on: ground) { return self }
    return Theme(name: name, checked: base, paintsBackground: false, ground: ground)
  }

  /// Whether every role can be read, and every bar be seen, where the terminal's ground is another than the theme's.
  public func isReadable(on ground: Colour) -> Bool {
    Role.allCases.allSatisfy { role in
      let style = self[role]
      let least = role.recipe(isDark: isDark).leastGroundContrast
      guard style.usesTerminalBackground else { return style.background.contrast(with: ground) >= least }
      return min(
        style.foreground.contrast(with: ground), Colour.indexed(style.indexedForeground).contrast(with: ground))
        >= Theme.readableContrast
    }
  }

  private init(name: String, checked base: [Colour], paintsBackground: Bool, ground: Colour? = nil) {
    let dark = base[0].luminance < base[5].luminance
    let plain = ground ?? base[0]
    var mends: [Mend] = []
    var styles: [Style] = []
    for role in Role.allCases {
      let recipe = role.recipe(isDark: dark)
      let wantedGround = recipe.background == 0 ? plain : base[recipe.background]
      let background = Theme.visible(wantedGround, on: plain, towards: base[5], atLeast: recipe.leastGroundContrast)
      let wanted = base.count > recipe.bright ? base[recipe.bright] : base[recipe.foreground]
      let foreground = Theme.readable(wanted, on: background)
      if foreground != wanted || background != wantedGround {
        mends.append(
          Mend(
            role: role, wanted: wanted, wantedBackground: wantedGround, shown: foreground, shownBackground: background))
      }
      let isOpen = !paintsBackground && recipe.background == 0
      let index = background.nearestIndex
      // What the terminal paints is no colour of the 256.
      let behind = isOpen && ground != nil ? background : Colour.indexed(index)
      styles.append(
        Style(
          foreground: foreground, background: background,
          usesTerminalForeground: isOpen && recipe.foreground == 5 && ground == nil, usesTerminalBackground: isOpen,
          indexedForeground: Theme.readableIndex(foreground, on: behind), indexedBackground: index,
          ansiForeground: recipe.ansiForeground, ansiBackground: recipe.ansiBackground,
          attributes: recipe.attributes, plainAttributes: recipe.plainAttributes))
    }
    self.name = name
    isDark = dark
    self.paintsBackground = paintsBackground
    self.mends = mends
    self.styles = styles
    self.base = base
  }

  /// The colour, moved towards white or black until it can be read on that background.
  static func readable(_ colour: Colour, on background: Colour) -> Colour {
    moved(colour, towards: goal(on: background)) { $0.contrast(with: background) >= readableContrast }
  }

  /// The nearest of 256 colours that can be read on that ground.
  private static func readableIndex(_ colour: Colour, on background: Colour) -> UInt8 {
    moved(colour, towards: goal(on: background)) {
      Colour.indexed($0.nearestIndex).contrast(with: background) >= readableContrast
    }.nearestIndex
  }

  /// The ground, moved towards the text's colour until it stands out from the plain one.
  private static func visible(_ ground: Colour, on plain: Colour, towards text: Colour, atLeast: Double) -> Colour {
    let goal = text.contrast(with: plain) >= readableContrast ? text : goal(on: plain)
    return moved(ground, towards: goal) { $0.contrast(with: plain) >= atLeast }
  }

  private static func goal(on background: Colour) -> Colour {
    background.isDark ? Colour(0xFFFFFF) : Colour(0)
  }

  private static func moved(_ colour: Colour, towards goal: Colour, until isEnough: (Colour) -> Bool) -> Colour {
    if isEnough(colour) { return colour }
    for step in 1...20 {
      let moved = colour.mixed(with: goal, amount: Double(step) / 20)
      if isEnough(moved) { return moved }
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
