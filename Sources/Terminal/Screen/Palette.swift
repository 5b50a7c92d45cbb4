internal import CNcurses

/// Attributes and colour pair of each role, as ncurses wants them.
struct Palette {
  private(set) var attributes: [attr_t] = []
  private(set) var pairs: [Int32] = []
  /// Colour numbers that stand for true colours in the bytes.
  private(set) var trueColours: [UInt8: Colour] = [:]

  private let isLight: Bool
  /// Numbers that are the very colours that some role wants: none of them stands for another.
  private var exact: Set<UInt8> = []

  /// Sets ncurses' pairs up; `colours` is how many the terminal's entry has.
  init(theme: Theme, depth: ColourDepth, colours: Int32) {
    isLight = !theme.isDark
    if depth == .trueColour {
      for role in Role.allCases {
        let style = theme[role]
        for colour in [style.foreground, style.background] {
          let index = colour.nearestIndex
          if Colour.indexed(index) == colour { exact.insert(index) }
        }
      }
    }
    for role in Role.allCases {
      let style = theme[role]
      var bits = depth == .none ? style.plainAttributes : style.attributes
      var pair: Int32 = 0
      let (foreground, background) = numbers(style, depth, colours, &bits)
      if depth > .none && (foreground >= 0 || background >= 0) {
        pair = Int32(role.rawValue) + 1
        init_pair(Int16(pair), foreground, background)
      }
      attributes.append(nc_attributes(UInt32(bits.rawValue)))
      pairs.append(pair)
    }
  }

  private mutating func numbers(
    _ style: Style, _ depth: ColourDepth, _ colours: Int32, _ bits: inout TextAttributes
  ) -> (Int16, Int16) {
    switch depth {
    case .none: return (-1, -1)
    case .ansi16:
      var foreground = Int16(style.ansiForeground ?? 255), background = Int16(style.ansiBackground ?? 255)
      if colours < 16 {
        if foreground >= 8 && foreground < 16 {
          foreground -= 8
          // Dark grey is not to be had: the ground's opposite is read on either.
          if foreground != 0 { bits.insert(.bold) } else { foreground = isLight ? 0 : 7 }
        }
        if background >= 8 && background < 16 { background = background == 8 ? 4 : background - 8 }
        // The bright grounds that letters were chosen for are not to be had either.
        switch background {
        case 0, 1, 4, 5:
          foreground = 7
          bits.insert(.bold)
        case 2, 3, 6, 7:
          foreground = 0
          bits.remove(.bold)
        default: break
        }
      }
      return (foreground == 255 ? -1 : foreground, background == 255 ? -1 : background)
    case .indexed256, .trueColour:
      return (
        style.usesTerminalForeground ? -1 : number(style.foreground, style.indexedForeground, depth),
        style.usesTerminalBackground ? -1 : number(style.background, style.indexedBackground, depth)
      )
    }
  }

  /// The nearest number, or for true colours one of its own, to be replaced in the bytes.
  private mutating func number(_ colour: Colour, _ nearest: UInt8, _ depth: ColourDepth) -> Int16 {
    guard depth == .trueColour else { return Int16(nearest) }
    // The number that can be read may be another colour's: here the colour itself is shown.
    let nearest = colour.nearestIndex
    if Colour.indexed(nearest) == colour { return Int16(nearest) }
    if let known = trueColours.first(where: { $0.value == colour }) { return Int16(known.key) }
    var free = nearest
    while trueColours[free] != nil || exact.contains(free) { free = free == 255 ? 16 : free + 1 }
    trueColours[free] = colour
    return Int16(free)
  }
}
