/// Which colours of a base16 scheme, and which of a terminal's 16, make a role.
struct RoleRecipe {
  var foreground = 5
  /// The brighter colour of a base24 scheme, taken where there is one.
  var bright = Int.max
  var background = 0
  var ansiForeground: UInt8?
  var ansiBackground: UInt8?
  var attributes: TextAttributes = []
  var plainAttributes: TextAttributes = []

  /// How much the role's ground must stand out from the plain one.
  var leastGroundContrast: Double {
    switch background {
    case 0: 1
    case 1, 2: Theme.visibleContrast
    default: Theme.strikingContrast
    }
  }
}

extension Role {
  /// What must be told apart from each other by everybody: by its colour, or by the words and marks beside it.
  public static let statuses: [Role] = [.danger, .warning, .success, .info]

  func recipe(isDark dark: Bool) -> RoleRecipe {
    switch self {
    case .text: RoleRecipe()
    case .dim: RoleRecipe(foreground: 3, ansiForeground: dark ? 7 : 8)
    case .title: RoleRecipe(attributes: .bold, plainAttributes: .bold)
    case .header: coloured(4, dark ? 7 : 8, .underline, plain: .underline)
    case .selected: onColour(13, dark ? 12 : 4, dark, plain: .reverse)
    case .selectedDim:
      RoleRecipe(background: 2, ansiForeground: dark ? 15 : 0, ansiBackground: dark ? 8 : 7, plainAttributes: .bold)
    case .danger: coloured(8, dark ? 9 : 1, [], plain: .bold, bright: 18)
    case .warning: coloured(10, dark ? 11 : 5, [], plain: .underline, bright: 19)
    case .success: coloured(11, dark ? 10 : 2, [], plain: [], bright: 20)
    case .info: coloured(12, dark ? 14 : 6, [], plain: [], bright: 21)
    case .accent: coloured(14, dark ? 13 : 5, [], plain: .bold, bright: 23)
    case .bar:
      RoleRecipe(background: 1, ansiForeground: dark ? 15 : 0, ansiBackground: dark ? 8 : 7, plainAttributes: .reverse)
    case .hintKey: coloured(13, dark ? 12 : 4, .bold, plain: .bold)
    case .hint: RoleRecipe(foreground: 4, ansiForeground: dark ? 7 : 8)
    case .border: RoleRecipe(foreground: 3, ansiForeground: dark ? 7 : 8)
    case .input:
      RoleRecipe(
        background: 1, ansiForeground: dark ? 15 : 0, ansiBackground: dark ? 8 : 7, plainAttributes: .underline)
    case .placeholder:
      RoleRecipe(
        foreground: 4, background: 1, ansiForeground: dark ? 7 : 8, ansiBackground: dark ? 8 : 7,
        plainAttributes: .dim)
    case .marked: coloured(10, dark ? 11 : 5, .bold, plain: .bold)
    case .match: coloured(10, dark ? 11 : 5, .underline, plain: .underline)
    case .money: RoleRecipe()
    case .link: coloured(13, dark ? 12 : 4, .underline, plain: .underline)
    case .good: onColour(11, dark ? 10 : 2, dark, plain: .reverse)
    case .bad: onColour(8, dark ? 9 : 1, dark, plain: [.reverse, .bold])
    case .selection: onColour(12, dark ? 14 : 6, dark, plain: .reverse)
    }
  }

  private func coloured(
    _ foreground: Int, _ ansi: UInt8, _ attributes: TextAttributes, plain: TextAttributes, bright: Int = .max
  ) -> RoleRecipe {
    RoleRecipe(
      foreground: foreground, bright: bright, ansiForeground: ansi, attributes: attributes, plainAttributes: plain)
  }

  /// The background's colour written on a coloured ground.
  private func onColour(_ background: Int, _ ansi: UInt8, _ dark: Bool, plain: TextAttributes) -> RoleRecipe {
    RoleRecipe(
      foreground: 0, background: background, ansiForeground: dark ? 0 : 15, ansiBackground: ansi,
      plainAttributes: plain)
  }
}
