extension TidyRule {
  /// How long and how wide a file may be, and how it may be called.
  static let sizes: [TidyRule] = [
    TidyRule(
      name: "file length",
      reason: "a file over 500 lines (a test over 700) hides what it is for: split it by business word or Type+Aspect"
    ) { file in
      let limit = file.isTest ? 700 : 500
      guard !file.isGenerated, file.lines.count > limit else { return [] }
      return [.init(line: limit + 1, what: "\(file.lines.count) lines, \(limit) allowed")]
    },
    TidyRule(
      name: "line width",
      reason: "120 columns (140 in tests) are what two windows side by side show"
    ) { file in
      guard !file.isGenerated else { return [] }
      let limit = file.isTest ? 140 : 120
      return file.lines.enumerated().compactMap { index, line in
        line.text.count > limit ? .init(line: index + 1, what: "\(line.text.count) columns, \(limit) allowed") : nil
      }
    },
    TidyRule(
      name: "white space",
      reason: "tabs and trailing blanks make differences that nobody meant"
    ) { file in
      guard !file.isGenerated else { return [] }
      return file.lines.enumerated().compactMap { index, line in
        // A blank at the end of a multi-line string may be meant.
        let trails = line.text.last == " " && line.strings.isEmpty
        let hasTab = line.text.prefix { $0.isWhitespace }.contains("\t")
        return trails || hasTab ? .init(line: index + 1, what: trails ? "trailing blank" : "tab indent") : nil
      }
    },
    TidyRule(
      name: "file names",
      reason: "a name that fits everything finds nothing: name the file for its business word or its type"
    ) { file in
      let last = file.parts.last.map { String($0.prefix { $0 != "." }) } ?? ""
      return (file.parts.dropLast() + [last]).flatMap { part in
        camelWords(part).filter { emptyWords.contains($0) }.map { .init(line: 0, what: "\($0) in \(part)") }
      }
    },
  ]

  private static let emptyWords: Set = [
    "Utils", "Util", "Utilities", "Helpers", "Helper", "Manager", "Misc", "Common",
  ]

  /// `Type+OrderHelper` → `Type`, `Order`, `Helper`.
  private static func camelWords(_ name: String) -> [String] {
    var words: [String] = []
    var word = ""
    for character in name {
      if character.isUppercase || !character.isLetter {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if character.isLetter { word.append(character) }
    }
    return word.isEmpty ? words : words + [word]
  }
}
