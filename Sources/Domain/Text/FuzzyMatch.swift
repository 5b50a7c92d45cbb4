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
  public init?(_ pattern: String, in text: String) { self.init(FuzzyPattern(pattern), in: FuzzyText(text)) }

  public init?(_ pattern: FuzzyPattern, in text: FuzzyText) {
    guard pattern.mask & ~text.mask == 0 else { return nil }
    var score = 0
    var places: [Int] = []
    for part in pattern.parts {
      var best = FuzzyMatch.best(part, in: text.folded, text.starts)
      if let initials = text.initials, let other = FuzzyMatch.best(part, in: initials, text.starts) {
        if best.map({ $0.score < other.score }) ?? true { best = other }
      }
      guard let best else { return nil }
      score += best.score
      places += best.places
    }
    // Of two texts that fit alike the shorter one was meant.
    self.score = score * 64 - min(text.count, 63)
    self.places = pattern.parts.count > 1 ? Set(places).sorted() : places
  }

  private static let wordStart = 8, follows = 9, hit = 1

  /// The best way to find the letters in order: dynamic programming over (letter, place).
  private static func best(_ letters: [UInt32], in text: [UInt32], _ starts: [Bool]) -> (score: Int, places: [Int])? {
    guard !letters.isEmpty, letters.count <= text.count, isWithin(letters, text) else { return nil }
    let none = Int.min / 2
    let columns = text.count
    // score at [letter × columns + place]: letters up to this one found, the last at the place; `from` is where the
    // letter before stood.
    var score = [Int](repeating: none, count: columns * letters.count)
    var from = [Int](repeating: -1, count: columns * letters.count)
    for (index, letter) in letters.enumerated() {
      let row = index * columns, above = row - columns
      var bestBefore = none
      var bestPlace = -1
      for place in 0..<columns {
        if index > 0 && place > 0 && score[above + place - 1] > bestBefore {
          bestBefore = score[above + place - 1]
          bestPlace = place - 1
        }
        guard text[place] == letter else { continue }
        let worth = hit + (starts[place] ? wordStart : 0)
        if index == 0 {
          score[row + place] = worth
        } else if bestBefore > none {
          score[row + place] = worth + bestBefore
          from[row + place] = bestPlace
          let before = score[above + place - 1]
          if before > none, before + follows >= bestBefore {
            score[row + place] = worth + before + follows
            from[row + place] = place - 1
          }
        }
      }
    }
    let last = (letters.count - 1) * columns
    guard let end = (0..<columns).max(by: { score[last + $0] < score[last + $1] }), score[last + end] > none else {
      return nil
    }
    var places = [end]
    for index in letters.indices.dropFirst().reversed() {
      places.append(from[index * columns + places[places.count - 1]])
    }
    return (score[last + end], places.reversed())
  }

  /// Whether the letters stand there in order at all.
  private static func isWithin(_ letters: [UInt32], _ text: [UInt32]) -> Bool {
    var next = 0
    for scalar in text where scalar == letters[next] {
      next += 1
      if next == letters.count { return true }
    }
    return false
  }
}
