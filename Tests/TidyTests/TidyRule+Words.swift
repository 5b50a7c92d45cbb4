extension TidyRule {
  /// What may not be written, each with what to write instead.
  static let words: [TidyRule] = [
    word("try!", "a failure we did not think of must not take the program down: throw, or handle it"),
    word("as!", "a wrong cast must not take the program down: use `as?` and say what to do otherwise"),
    word("fatalError(", "a bug is a `precondition` with its reason; bad input is an error that is thrown"),
    TidyRule(
      name: "force unwrap",
      reason: "nothing from outside may end the program: unwrap with guard, or ?? with a value that is right"
    ) { file in
      guard file.isSwift else { return [] }
      return file.findings(where: hasForceUnwrap)
    },
    TidyRule(
      name: "empty catch",
      reason: "an error that nobody hears of is found by a customer: handle it, or say in code why it does not matter"
    ) { file in
      guard file.isSwift else { return [] }
      return emptyCatches(file)
    },
    TidyRule(
      name: "left for later",
      reason: "what is left to do stands in an issue, not in the source"
    ) { file in
      file.lines.enumerated().compactMap { index, line in
        let isMarked =
          ["TODO", "FIXME"].contains { line.comment.hasWord($0) || line.code.hasWord($0) }
          || line.comment.trimmingSpaces.hasPrefix("XXX")
        return isMarked ? .init(line: index + 1, what: line.text.trimmingSpaces) : nil
      }
    },
    TidyRule(
      name: "one way out",
      reason: "text reaches a terminal through SafeText alone: write with the executable's Output"
    ) { file in
      guard file.isSwift, let layer = file.layer, layer != "Terminal" else { return [] }
      if layer == "portolan", file.parts.last?.hasPrefix("Output") == true { return [] }
      // A file may have a function or a closure of its own by such a name.
      let others = outlets.filter { outlet in
        !file.lines.contains { $0.code.hasWord("func \(outlet)") || $0.code.hasWord("\(outlet):") }
      }
      return file.findings { code in others.contains { code.calls($0) } }
    },
    TidyRule(
      name: "no ICU",
      reason: "one formatter costs 6 ms and 10 MB at the start (measured): format by hand in Domain"
    ) { file in
      guard !file.isTest else { return [] }
      return file.findings { code in
        ["DateFormatter", "NumberFormatter", "ISO8601DateFormatter"].contains { code.hasWord($0) }
      }
    },
    TidyRule(
      name: "no regex",
      reason: "a regular expression took 46 s on 20 letters (measured): scan by hand"
    ) { file in
      guard !file.isTest else { return [] }
      return file.findings { code in
        ["Regex", "NSRegularExpression", "RegexBuilder", "wholeMatch", "firstMatch"].contains { code.hasWord($0) }
          || code.contains("#/")
      }
    },
    TidyRule(
      name: "no LIKE, no OFFSET",
      reason: "LIKE differs by engine and OFFSET reads all it skips: page by key, search by the index of words"
    ) { file in
      guard file.layer == "Store" else { return [] }
      return file.findings(in: \.strings) { text in text.hasWord("LIKE") || text.hasWord("OFFSET") }
    },
    word("eraseDatabaseOnSchemaChange", "a shop's data is never thrown away to make a schema fit"),
  ]

  private static let outlets = ["print", "debugPrint", "dump", "fputs", "putp", "puts", "putchar", "printf", "vprintf"]

  private static func word(_ word: String, _ reason: String) -> TidyRule {
    TidyRule(name: word, reason: reason) { file in file.findings { $0.hasWord(word) } }
  }

  /// A `!` right behind a name, a closing bracket or a string, that is no comparison.
  private static func hasForceUnwrap(_ code: String) -> Bool {
    guard code.utf8.contains(UInt8(ascii: "!")) else { return false }
    let characters = Array(code)
    return characters.indices.contains { index in
      guard characters[index] == "!", index > 0 else { return false }
      let before = characters[index - 1]
      guard before.isNamePart || ")]}\">`".contains(before) else { return false }
      if index + 1 < characters.count, characters[index + 1] == "=" { return false }
      let head = String(characters[..<index])
      // These have rules of their own.
      return !(head.hasSuffix("try") || head.hasSuffix(" as"))
    }
  }

  /// A `catch` whose block holds no code, over as many lines as it takes.
  private static func emptyCatches(_ file: SourceFile) -> [Finding] {
    var findings: [Finding] = []
    for (index, line) in file.lines.enumerated() {
      for before in line.code.places(of: "catch") {
        var rest = line.code.dropFirst(before.count)
        var next = index + 1
        while !rest.contains("{"), next < file.lines.count, next < index + 4 {
          rest += file.lines[next].code
          next += 1
        }
        guard let brace = rest.firstIndex(of: "{") else { continue }
        var body = rest[rest.index(after: brace)...]
        while body.allSatisfy(\.isWhitespace), next < file.lines.count {
          body += file.lines[next].code
          next += 1
        }
        if body.first(where: { !$0.isWhitespace }) == "}" {
          findings.append(.init(line: index + 1, what: line.text.trimmingSpaces))
        }
      }
    }
    return findings
  }
}

extension String {
  /// Whether the free function is called here: not a method of that name, nor its declaration.
  fileprivate func calls(_ name: String) -> Bool {
    places(of: name + "(").contains { before in
      if before.hasSuffix("Swift.") || before.hasSuffix("Glibc.") { return true }
      if before.last == "." || before.last == "`" { return false }
      return before.split(whereSeparator: \.isWhitespace).last != "func"
    }
  }
}
