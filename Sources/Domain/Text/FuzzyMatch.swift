/// How well a few typed letters fit a text: each must stand in it in that order, and the closer to the starts of words
/// and to each other they stand, the better.
///
/// Chinese text is matched as it stands and by its pinyin initials. Spaces of the pattern separate parts that may come
/// in any order. Both sides are folded (case, accents, full width).
public struct FuzzyMatch: Hashable, Sendable {
  /// Higher is better; only to be compared for one pattern.
  public let score: Int
  /// Places of the matched characters in the text, ascending.
  public let places: [Int]

  /// nil where it does not fit. An empty pattern fits everything equally.
  public init?(_ pattern: String, in text: String) {
    let characters = Array(text)
    let folded = characters.map { FoldedText.fold(String($0)).first ?? " " }
    let initials = zip(characters, folded).map { Pinyin.initial($0) ?? $1 }
    var score = 0
    var places: Set<Int> = []
    for part in FoldedText.fold(pattern).split(separator: " ") {
      let letters = Array(part)
      let best = [folded, initials].compactMap { FuzzyMatch.best(letters, in: $0) }.max { $0.score < $1.score }
      guard let best else { return nil }
      score += best.score
      places.formUnion(best.places)
    }
    // Of two texts that fit alike the shorter one was meant.
    self.score = score * 64 - min(characters.count, 63)
    self.places = places.sorted()
  }

  private static let wordStart = 8, follows = 9, hit = 1
  /// Longer texts and patterns are cut: what is matched here are titles.
  private static let longest = 128

  /// The best way to find the letters in order: dynamic programming over (letter, place).
  private static func best(_ letters: [Character], in text: [Character]) -> (score: Int, places: [Int])? {
    let text = Array(text.prefix(longest)), letters = Array(letters.prefix(longest))
    guard !letters.isEmpty, letters.count <= text.count else { return nil }
    let none = Int.min / 2
    // score[l][t]: letters 0…l found, the last of them at t; `from` is where the letter before stood.
    var score = [[Int]](repeating: [Int](repeating: none, count: text.count), count: letters.count)
    var from = [[Int]](repeating: [Int](repeating: -1, count: text.count), count: letters.count)
    for (index, letter) in letters.enumerated() {
      var bestBefore = none
      var bestPlace = -1
      for place in text.indices {
        if index > 0 && place > 0 && score[index - 1][place - 1] > bestBefore {
          bestBefore = score[index - 1][place - 1]
          bestPlace = place - 1
        }
        guard text[place] == letter else { continue }
        let worth = hit + (isWordStart(text, place) ? wordStart : 0)
        if index == 0 {
          score[index][place] = worth
        } else if bestBefore > none {
          score[index][place] = worth + bestBefore
          from[index][place] = bestPlace
          if score[index - 1][place - 1] > none, score[index - 1][place - 1] + follows >= bestBefore {
            score[index][place] = worth + score[index - 1][place - 1] + follows
            from[index][place] = place - 1
          }
        }
      }
    }
    guard let end = text.indices.max(by: { score[letters.count - 1][$0] < score[letters.count - 1][$1] }),
      score[letters.count - 1][end] > none
    else { return nil }
    var places = [end]
    for index in letters.indices.dropFirst().reversed() { places.append(from[index][places[places.count - 1]]) }
    return (score[letters.count - 1][end], places.reversed())
  }

  private static func isWordStart(_ text: [Character], _ place: Int) -> Bool {
    if place == 0 { return true }
    let before = text[place - 1]
    return !before.isLetter && !before.isNumber
  }
}
