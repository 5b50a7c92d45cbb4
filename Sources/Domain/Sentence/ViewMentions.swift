/// Where sentences name saved views.
public enum ViewMentions {
  /// The text with another name in place of each `@name` that means the view `old`; letter case says nothing.
  public static func renamed(_ old: String, to new: String, in text: String) -> String {
    var scanner = SentenceScanner(text)
    var renamed = ""
    var kept = 0
    while !scanner.isAtEnd {
      if scanner.isAtQuote {
        if scanner.quoted() == nil { break }
      } else if scanner.sign() == 0x40 {
        let name = scanner.position + 1..<scanner.runEnd(inList: false)
        if FoldedText.areAlike(scanner.text(name), old) {
          renamed += scanner.text(kept..<name.lowerBound) + new
          kept = name.upperBound
        }
        scanner.position = name.upperBound
      } else if scanner.isAtBlank || scanner.isAtParenthesis || scanner.sign() == 0x2D {
        scanner.position += 1
      } else {
        // Within a word the sign is a letter of an address.
        scanner.position = max(scanner.runEnd(inList: false), scanner.position + 1)
      }
    }
    return renamed + scanner.text(kept..<scanner.scalars.count)
  }
}
