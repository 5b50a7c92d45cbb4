/// How many colours the terminal shows.
public enum ColourDepth: Int, Comparable, Sendable {
  /// Bold, underline and reverse only: NO_COLOR, or a terminal without colours.
  case none
  case ansi16
  case indexed256
  case trueColour

  public static func < (left: ColourDepth, right: ColourDepth) -> Bool { left.rawValue < right.rawValue }
}

/// An sRGB colour.
public struct Colour: Hashable, Sendable {
  public let red: UInt8
  public let green: UInt8
  public let blue: UInt8

  public init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// `0xRRGGBB`.
  public init(_ hex: UInt32) {
    self.init(
      red: UInt8(truncatingIfNeeded: hex >> 16), green: UInt8(truncatingIfNeeded: hex >> 8),
      blue: UInt8(truncatingIfNeeded: hex))
  }

  /// `RRGGBB`, with or without `#`; nil for anything else.
  public init?(hex text: String) {
    let digits = text.hasPrefix("#") ? text.dropFirst() : text[...]
    guard digits.utf8.count == 6, digits.utf8.first != 0x2B, digits.utf8.first != 0x2D,
      let value = UInt32(digits, radix: 16)
    else { return nil }
    self.init(value)
  }

  /// `#rrggbb`.
  public var hex: String {
    "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// Relative luminance by WCAG 2: 0 black to 1 white.
  public var luminance: Double {
    0.2126 * Colour.linear(red) + 0.7152 * Colour.linear(green) + 0.0722 * Colour.linear(blue)
  }

  /// Contrast by WCAG 2: 1 to 21.
  public func contrast(with other: Colour) -> Double {
    let high = max(luminance, other.luminance), low = min(luminance, other.luminance)
    return (high + 0.05) / (low + 0.05)
  }

  /// White can be read on it better than black.
  public var isDark: Bool { contrast(with: Colour(0xFFFFFF)) >= contrast(with: Colour(0)) }

  /// A mixture: `amount` 0 gives this colour, 1 the other.
  public func mixed(with other: Colour, amount: Double) -> Colour {
    func mix(_ from: UInt8, _ to: UInt8) -> UInt8 {
      let value = Double(from) + (Double(to) - Double(from)) * amount
      return UInt8(min(max(value.rounded(), 0), 255))
    }
    return Colour(
      red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
  }

  /// The nearest of xterm's fixed colours, 16…255 (0…15 belong to the terminal's owner).
  public var nearestIndex: UInt8 {
    var best = 16
    var bestDistance = Int.max
    for index in 16...255 {
      let distance = squaredDistance(to: Colour.indexed(UInt8(index)))
      if distance < bestDistance { (best, bestDistance) = (index, distance) }
    }
    return UInt8(best)
  }

  /// Xterm's colour 16…255: a cube of 6 steps and 24 greys. Lower numbers give black.
  public static func indexed(_ index: UInt8) -> Colour {
    if index >= 232 {
      let grey = 8 + (index - 232) * 10
      return Colour(red: grey, green: grey, blue: grey)
    }
    guard index >= 16 else { return Colour(0) }
    let steps: [UInt8] = [0, 95, 135, 175, 215, 255]
    let place = Int(index - 16)
    return Colour(red: steps[place / 36], green: steps[place / 6 % 6], blue: steps[place % 6])
  }

  private func squaredDistance(to other: Colour) -> Int {
    let r = Int(red) - Int(other.red), g = Int(green) - Int(other.green), b = Int(blue) - Int(other.blue)
    return r * r + g * g + b * b
  }

  static func linear(_ channel: UInt8) -> Double {
    let value = Double(channel) / 255
    return value <= 0.03928 ? value / 12.92 : power((value + 0.055) / 1.055)
  }

  /// A channel from linear light; what is out of range is cut to it.
  static func gamma(_ light: Double) -> UInt8 {
    let light = min(max(light, 0), 1)
    let value = light <= 0.0031308 ? light * 12.92 : 1.055 * root(light) - 0.055
    return UInt8((value * 255).rounded())
  }
}
