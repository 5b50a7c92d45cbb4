/// A title made ready for many fuzzy matches: folded once, with its pinyin initials and where its words start.
public struct FuzzyText: Hashable, Sendable {
  /// Characters of the text.
  public let count: Int
  /// A scalar for each character.
  let folded: [UInt32]
  /// Its pinyin initial where it has one; nil where no character has.
  let initials: [UInt32]?
  let starts: [Bool]
  /// Which letters and digits stand in it, folded or as initials: most patterns fail here.
  let mask: UInt64

  /// Longer texts and patterns are cut: what is matched are titles.
  static let longest = 128

  public init(_ text: String) {
    var folded: [UInt32] = []
    var initials: [UInt32] = []
    var starts: [Bool] = []
    var hasInitials = false
    var afterLetter = false
    var count = 0
    for character in text {
      count += 1
      if count > FuzzyText.longest { continue }
      let scalar = FuzzyText.fold(character)
      let initial = Pinyin.initial(of: scalar).map(UInt32.init)
      folded.append(scalar)
      initials.append(initial ?? scalar)
      hasInitials = hasInitials || initial != nil
      starts.append(!afterLetter)
      afterLetter = FuzzyText.isWord(scalar)
    }
    self.count = count
    self.folded = folded
    self.initials = hasInitials ? initials : nil
    self.starts = starts
    mask = FuzzyText.mask(folded) | (hasInitials ? FuzzyText.mask(initials) : 0)
  }

  static func fold(_ character: Character) -> UInt32 {
    if let byte = character.asciiValue { return UInt32(byte >= 0x41 && byte <= 0x5A ? byte + 32 : byte) }
    return FoldedText.fold(String(character)).unicodeScalars.first?.value ?? 0x20
  }

  static func mask(_ scalars: [UInt32]) -> UInt64 {
    scalars.reduce(0) { mask, scalar in
      switch scalar {
      case 0x61...0x7A: mask | 1 << UInt64(scalar - 0x61)
      case 0x30...0x39: mask | 1 << UInt64(scalar - 0x30 + 26)
      default: mask
      }
    }
  }

  private static func isWord(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return (0x61...0x7A).contains(scalar) || (0x30...0x39).contains(scalar) }
    guard let scalar = Unicode.Scalar(scalar) else { return false }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}

/// What somebody typed to find a title, made ready for many texts.
public struct FuzzyPattern: Hashable, Sendable {
  /// Parts between blanks, which may come in any order.
  let parts: [[UInt32]]
  let mask: UInt64

  public init(_ text: String) {
    let letters = text.prefix(FuzzyText.longest).map(FuzzyText.fold)
    parts = letters.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x3000 }.map(Array.init)
    mask = FuzzyText.mask(letters)
  }

  public var isEmpty: Bool { parts.isEmpty }
}
