import Glibc
import Testing

/// A rule of the tree, with the reason that a failure shows.
struct TidyRule: Sendable, CustomTestStringConvertible {
  let name: String
  let reason: String
  let check: @Sendable (SourceFile) -> [Finding]

  var testDescription: String { name }

  /// A breach of a rule: where, and what stands there.
  struct Finding: Hashable, Sendable {
    /// From 1; 0 is the file as a whole.
    var line: Int
    var what: String
  }

  static let all: [TidyRule] = arrows + sizes + words

  static func named(_ name: String) -> TidyRule? { all.first { $0.name == name } }
}

extension SourceFile {
  /// The lines whose code (or other part) breaks a rule, each with its text.
  func findings(in part: KeyPath<Line, String> = \.code, where breaks: (String) -> Bool) -> [TidyRule.Finding] {
    lines.enumerated().compactMap { index, line in
      breaks(line[keyPath: part])
        ? .init(line: index + 1, what: line.text.trimmingSpaces) : nil
    }
  }
}

extension String {
  var trimmingSpaces: String {
    var rest = Substring(self)
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }

  /// Whether `word` stands here and is no part of a longer name. A word that ends in a sign (`try!`) may be followed by anything.
  func hasWord(_ word: String) -> Bool { !places(of: word).isEmpty }

  /// What stands before each occurrence of `word` as a word of its own.
  func places(of word: String) -> [Substring] {
    var found: [Substring] = []
    var start = startIndex
    while let range = self[start...].firstRange(of: word) {
      let before = self[..<range.lowerBound]
      let startsClean = !(word.first?.isNamePart ?? false) || !(before.last?.isNamePart ?? false)
      let next = range.upperBound < endIndex ? self[range.upperBound] : " "
      let endsClean = !(word.last?.isNamePart ?? false) || !next.isNamePart
      if startsClean && endsClean { found.append(before) }
      start = index(after: range.lowerBound)
    }
    return found
  }
}

extension Substring {
  /// Byte by byte: the tree has some millions, and this runs unoptimised.
  fileprivate func firstRange(of word: String) -> Range<Index>? {
    let sought = Array(word.utf8)
    let offset: Int? = utf8.withContiguousStorageIfAvailable { text in Self.offset(of: sought, in: text) }.flatMap {
      $0
    }
    guard let offset else { return nil }
    let start = utf8.index(startIndex, offsetBy: offset)
    return start..<utf8.index(start, offsetBy: sought.count)
  }

  private static func offset(of sought: [UInt8], in text: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let base = text.baseAddress, let first = sought.first else { return nil }
    var at = 0
    while at + sought.count <= text.count, let hit = memchr(base + at, Int32(first), text.count - at) {
      at = UnsafeRawPointer(hit) - UnsafeRawPointer(base)
      if at + sought.count <= text.count, memcmp(base + at, sought, sought.count) == 0 { return at }
      at += 1
    }
    return nil
  }
}

extension Character {
  var isNamePart: Bool { isLetter || isNumber || self == "_" }
}
