/// Cuts a typed date into numbers, words and signs.
enum DateTokens {
  enum Token: Hashable {
    case number(Int, digits: Int, afterBlank: Bool)
    case word(String)
    case sign(Character)
  }

  static func cut(_ text: String) -> [Token] {
    let plain = FullWidth.narrowed(text).lowercased().split(separator: " ", omittingEmptySubsequences: false)
      .map(withoutPoints).joined(separator: " ")
    var tokens: [Token] = []
    var isBlank = true
    let characters = Array(plain)
    var at = 0
    while at < characters.count {
      let character = characters[at]
      if character.isWhitespace {
        isBlank = true
        at += 1
        continue
      }
      let start = at
      if digit(character) != nil {
        while at < characters.count, digit(characters[at]) != nil { at += 1 }
        let digits = characters[start..<at].compactMap(digit)
        // Longer ones are no part of a date.
        let value = digits.count > 8 ? -1 : digits.reduce(0) { $0 * 10 + $1 }
        tokens.append(.number(value, digits: digits.count, afterBlank: isBlank))
      } else if numeral(character) != nil {
        while at < characters.count, numeral(characters[at]) != nil { at += 1 }
        tokens.append(.number(chinese(characters[start..<at]), digits: 0, afterBlank: isBlank))
      } else if character.isLetter, character.isASCII || character.unicodeScalars.allSatisfy({ $0.value < 0x250 }) {
        while at < characters.count, characters[at].isLetter, !isIdeograph(characters[at]) { at += 1 }
        tokens.append(.word(String(characters[start..<at])))
      } else if isIdeograph(character) {
        let length = words.first { characters[at...].starts(with: $0) }?.count ?? 1
        at += length
        tokens.append(.word(String(characters[start..<at])))
      } else {
        at += 1
        tokens.append(.sign(character))
      }
      isBlank = false
    }
    return tokens
  }

  /// `a.m.` and `Dec.` without their points.
  private static func withoutPoints(_ word: Substring) -> String {
    word.contains(where: \.isLetter) && !word.contains(where: \.isNumber) ? word.filter { $0 != "." } : String(word)
  }

  private static func digit(_ character: Character) -> Int? { character.isASCII ? character.wholeNumberValue : nil }

  private static func isIdeograph(_ character: Character) -> Bool {
    character.unicodeScalars.first.map { (0x3400...0x9FFF).contains($0.value) } ?? false
  }

  private static func numeral(_ character: Character) -> Int? {
    switch character {
    case "〇", "零": 0
    case "一": 1
    case "二", "两": 2
    case "三": 3
    case "四": 4
    case "五": 5
    case "六": 6
    case "七": 7
    case "八": 8
    case "九": 9
    case "十": 10
    default: nil
    }
  }

  /// `十二` 12, `二十` 20, `三十一` 31; -1 for what is none.
  private static func chinese(_ characters: ArraySlice<Character>) -> Int {
    let values = characters.compactMap(numeral)
    guard let ten = values.firstIndex(of: 10) else { return values.count == 1 ? values[0] : -1 }
    let (before, after) = (values[..<ten], values[(ten + 1)...])
    guard before.count <= 1, after.count <= 1, !after.contains(10) else { return -1 }
    return (before.first ?? 1) * 10 + (after.first ?? 0)
  }

  /// Longest first, so that 大后天 is not 后天.
  private static let words: [[Character]] = [
    "大后天", "下下周", "下星期", "下礼拜", "这星期", "本星期", "这礼拜", "明天", "今天", "后天", "昨天", "前天", "明日", "今日", "明早", "明晚",
    "今早", "今晚", "下周", "本周", "这周", "星期", "礼拜", "小时", "分钟", "个月", "上午", "下午", "早上", "早晨", "中午", "晚上", "凌晨", "傍晚",
    "午夜", "半夜", "月底", "以后", "之后", "现在",
  ].map { Array($0) }.sorted { $0.count > $1.count }
}
