/// The first letters of how Chinese is read: `wdd` finds 未到达.
///
/// GB 2312-80 orders its first plane (3,755 characters, all but a few of those in daily use) by their reading, so
/// a letter's characters are one run of it. A character with several readings has the one that the standard gives it.
public enum Pinyin {
  /// The initial of one character, `a`…`z`; nil for what the first plane does not hold.
  public static func initial(_ character: Character) -> Character? {
    guard let scalar = character.unicodeScalars.first, character.unicodeScalars.count == 1 else { return nil }
    return initial(of: scalar.value).map { Character(Unicode.Scalar($0)) }
  }

  /// The text with each such character replaced by its letter, all in lower case: `Amazon 订单` → `amazon dd`.
  public static func initials(_ text: String) -> String {
    var letters = ""
    for character in text {
      if let letter = initial(character) { letters.append(letter) } else { letters += character.lowercased() }
    }
    return letters
  }

  static func initial(of scalar: UInt32) -> UInt8? {
    guard scalar >= 0x4E00 && scalar <= 0x9FFF else { return nil }
    return table[scalar]
  }

  private static let table: [UInt32: UInt8] = {
    var table: [UInt32: UInt8] = [:]
    table.reserveCapacity(4096)
    for (letter, characters) in runs {
      for scalar in characters.unicodeScalars { table[scalar.value] = letter }
    }
    return table
  }()
}
