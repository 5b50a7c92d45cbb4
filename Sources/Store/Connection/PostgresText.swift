#if PostgreSQL
  /// A portable statement in PostgreSQL's words.
  ///
  /// Statements are written once, in the part of SQL that both engines share; what is left apart is small and is told
  /// here: numbered parameters, no words for SQLite's planner (PostgreSQL's chooses by itself), the free-text question,
  /// and ids that an INSERT may leave to the table.
  struct PostgresText {
    private(set) var text = ""
    private(set) var parameterCount = 0
    /// Parameters that are questions to the text index, in the language of SQLite's.
    private(set) var matches: Set<Int> = []
    /// Whether the statement tells the id of the row that it inserts.
    private(set) var returnsId = false
    private var repeating: Repeating?

    /// `numbered`: tables whose `id` is given by a sequence.
    init(_ portable: String, numbered: Set<String>) {
      var words = PostgresText.words(of: portable)
      PostgresText.dropPlannersWords(&words)
      PostgresText.joinPlainly(&words)
      PostgresText.renameFunctions(&words)
      let insertsInto = PostgresText.numberedTable(words, numbered)
      for index in words.indices {
        switch words[index].text {
        case "?":
          // `?1` is the first value, wherever it stands.
          if index + 1 < words.count, let number = Int(words[index + 1].text) {
            parameterCount = max(parameterCount, number)
            words[index].text = "$"
            continue
          }
          parameterCount += 1
          words[index].text = "$\(parameterCount)"
          if index > 0, let matched = PostgresText.previous(index, words), words[matched].isWord("MATCH") {
            words[index].text += "::tsquery"
            words[matched].text = "@@"
            matches.insert(parameterCount)
            if let column = PostgresText.previous(matched, words) {
              words[column].text = PostgresText.wordsColumn(of: words[column].text)
            }
          }
        default: break
        }
      }
      if let table = insertsInto {
        PostgresText.leaveId(to: table, &words)
        if !words.contains(where: { $0.isWord("RETURNING") }) {
          words.append(Word(" RETURNING id"))
          returnsId = true
        }
      }
      text = words.map(\.text).joined()
      repeating = PostgresText.Repeating(words, parameterCount)
    }

    /// A word, a number, a text in quotes, a run of blanks or one other character.
    struct Word {
      var text: String
      var isBlank: Bool { text.utf8.allSatisfy { $0 == 32 || $0 == 10 } }

      init(_ text: String) { self.text = text }

      func isWord(_ other: String) -> Bool { text == other }
    }

    static func words(of text: String) -> [Word] {
      var words: [Word] = []
      let bytes = Array(text.utf8)
      var at = 0
      func isLetter(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".") || byte >= 0x80
          || (byte | 0x20 >= 97 && byte | 0x20 <= 122)
          || (byte >= 48 && byte <= 57)
      }
      while at < bytes.count {
        let start = at
        let byte = bytes[at]
        if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
          at += 1
          while at < bytes.count && bytes[at] != byte { at += 1 }
          at = min(at + 1, bytes.count)
        } else if isLetter(byte) {
          while at < bytes.count && isLetter(bytes[at]) { at += 1 }
        } else if byte == 32 || byte == 10 {
          while at < bytes.count && (bytes[at] == 32 || bytes[at] == 10) { at += 1 }
        } else {
          at += 1
        }
        words.append(Word(String(decoding: bytes[start..<at], as: UTF8.self)))
      }
      return words
    }

    static func next(_ index: Int, _ words: [Word]) -> Int? {
      words[(index + 1)...].firstIndex { !$0.isBlank && $0.text != "" }
    }

    static func previous(_ index: Int, _ words: [Word]) -> Int? {
      words[..<index].lastIndex { !$0.isBlank && $0.text != "" }
    }

    /// `INDEXED BY name` and `NOT INDEXED`.
    private static func dropPlannersWords(_ words: inout [Word]) {
      for index in words.indices where words[index].isWord("INDEXED") {
        if let by = next(index, words), words[by].isWord("BY"), let name = next(by, words) {
          for gone in index...name { words[gone].text = "" }
        } else if let not = previous(index, words), words[not].isWord("NOT") {
          for gone in not...index { words[gone].text = "" }
        }
      }
    }

    /// SQLite is held to the order of the tables by CROSS JOIN … ON, which is no SQL elsewhere.
    private static func joinPlainly(_ words: inout [Word]) {
      let ends: Set<String> = ["JOIN", "WHERE", "GROUP", "ORDER", "LIMIT", "UNION", "HAVING", ","]
      for index in words.indices where words[index].isWord("CROSS") {
        guard let join = next(index, words), words[join].isWord("JOIN") else { continue }
        var depth = 0
        for at in words.indices[(join + 1)...] {
          let text = words[at].text
          if text == "(" { depth += 1 }
          if text == ")" { depth -= 1 }
          if depth < 0 || depth == 0 && ends.contains(text) { break }
          if depth == 0 && text == "ON" {
            words[index].text = ""
            break
          }
        }
      }
    }

    private static func renameFunctions(_ words: inout [Word]) {
      for index in words.indices {
        switch words[index].text {
        case "char": words[index].text = "chr"
        case "group_concat":
          words[index].text = "string_agg"
          guard let open = next(index, words), words[open].text == "(" else { continue }
          var depth = 0
          var isSeparated = false
          for at in words.indices[open...] {
            if words[at].text == "(" { depth += 1 }
            if words[at].text == "," && depth == 1 { isSeparated = true }
            if words[at].text == ")" {
              depth -= 1
              if depth == 0 {
                if !isSeparated { words[at].text = ", ',')" }
                break
              }
            }
          }
        default: break
        }
      }
    }

    /// The table of the statement, where it is an INSERT of one that numbers its rows.
    private static func numberedTable(_ words: [Word], _ numbered: Set<String>) -> String? {
      guard let insert = words.firstIndex(where: { !$0.isBlank && $0.text != "" }), words[insert].isWord("INSERT"),
        let into = next(insert, words), words[into].isWord("INTO"), let table = next(into, words),
        numbered.contains(words[table].text)
      else { return nil }
      return words[table].text
    }

    /// `INSERT INTO t (id, …) VALUES ($1, …)` with no id asks the table for one; one that is given is not given again.
    private static func leaveId(to table: String, _ words: inout [Word]) {
      guard let open = words.firstIndex(where: { $0.text == "(" }), let first = next(open, words),
        words[first].isWord("id"), let values = words.firstIndex(where: { $0.isWord("VALUES") }),
        let list = next(values, words), let value = next(list, words)
      else { return }
      words.insert(Word(")"), at: value + 1)
      words.insert(contentsOf: ["numbered", "(", "'\(table)_id_seq'", ", "].map { Word($0) }, at: value)
    }

    private static func wordsColumn(of table: String) -> String {
      guard let dot = table.firstIndex(of: ".") else { return "words" }
      return table[...dot] + "words"
    }
  }

  extension PostgresText {
    /// An INSERT of one row, cut where its values begin and end, so that it can be made one of many.
    struct Repeating {
      let head: String
      let values: [String]
      let tail: String

      /// Nil for every other statement.
      init?(_ words: [Word], _ parameterCount: Int) {
        guard let insert = words.firstIndex(where: { !$0.isBlank && $0.text != "" }), words[insert].isWord("INSERT"),
          let mark = words.firstIndex(where: { $0.isWord("VALUES") }), let open = PostgresText.next(mark, words)
        else { return nil }
        var depth = 0
        let close = words.indices[open...].first { index in
          if words[index].text == "(" { depth += 1 }
          if words[index].text == ")" { depth -= 1 }
          return depth == 0
        }
        guard let close else { return nil }
        let inside = words[open...close].map(\.text)
        // What a row asks of its table is another thing when the rows before it are in the same statement.
        if inside.contains("SELECT") { return nil }
        // Values of other parts of the statement are the statement's, not a row's.
        guard parameterCount > 0, inside.count(where: { $0.count > 1 && $0.hasPrefix("$") }) == parameterCount else {
          return nil
        }
        head = words[..<open].map(\.text).joined()
        values = inside
        tail = words[(close + 1)...].map(\.text).joined()
      }
    }

    /// Whether many rows can be put in by one such statement.
    var isRepeatable: Bool { repeating != nil }

    /// The same statement for so many rows, their values one after the other.
    func repeated(_ rows: Int) -> PostgresText {
      guard let repeating else { return self }
      var many = self
      many.text = repeating.head
      for row in 0..<rows {
        if row > 0 { many.text += ", " }
        for word in repeating.values {
          if word.count > 1 && word.hasPrefix("$"), let number = Int(word.dropFirst()) {
            many.text += "$\(number + row * parameterCount)"
          } else {
            many.text += word
          }
        }
      }
      many.text += repeating.tail
      many.parameterCount = parameterCount * rows
      many.repeating = nil
      return many
    }
  }

  extension PostgresText {
    /// A question to SQLite's full-text index as one to PostgreSQL's: `("blue" OR "navy" *) AND "mug"`.
    static func question(_ match: String) -> String {
      var output = ""
      var rest = match[...]
      while let first = rest.first {
        if first == "\"" {
          rest.removeFirst()
          var word = ""
          while let character = rest.first {
            rest.removeFirst()
            if character == "\"" {
              guard rest.first == "\"" else { break }
              rest.removeFirst()
            }
            word.append(character)
          }
          output += "'" + word.reduce(into: "") { $0 += $1 == "'" ? "''" : $1 == "\\" ? "\\\\" : String($1) } + "'"
        } else if rest.hasPrefix(" *") {
          output += ":*"
          rest = rest.dropFirst(2)
        } else if rest.hasPrefix(" AND ") {
          output += " & "
          rest = rest.dropFirst(5)
        } else if rest.hasPrefix(" OR ") {
          output += " | "
          rest = rest.dropFirst(4)
        } else {
          output.append(first)
          rest.removeFirst()
        }
      }
      return output
    }
  }
#endif
