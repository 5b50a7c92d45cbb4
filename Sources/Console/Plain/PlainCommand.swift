internal import Domain
internal import Store
internal import Terminal

/// A line that somebody typed to the plain console.
enum PlainCommand: Hashable {
  case nothing
  /// `/status:paid`.
  case filter(String)
  /// A number, or anything that is no command.
  case find(String)
  case command(Command, String)
  case word(PlainWord, String)
  /// A page of the open record, by its name.
  case page(DetailTab)
  /// The beginning of several commands.
  case unclear(String, fitting: [Command])

  /// The first word is a command's id or title, or the beginning of exactly one, or its key. A view, or a sentence that
  /// says what it lists, is a filter; behind `:`, as on the screen, no page of the open record is meant.
  init(_ line: String, _ words: Words, _ keys: KeyMap, pages: [DetailTab] = []) {
    var line = String(line.prefix(4096)).drop { $0 == " " || $0 == "\t" }
    var pages = pages
    if line.first == ":" || line.first == "：" {
      line = line.dropFirst().drop { $0 == " " || $0 == "\t" }
      pages = []
    }
    guard let first = line.first else {
      self = .nothing
      return
    }
    if first == "/" || first == "／" {
      self = .filter(String(line.dropFirst()))
      return
    }
    if first == "@" || first == "＠" {
      self = .filter(String(line))
      return
    }
    if let page = PlainCommand.page(line, of: pages) {
      self = .page(page)
      return
    }
    let word = line.prefix { $0 != " " && $0 != "\t" }
    let rest = String(line.dropFirst(word.count).drop { $0 == " " || $0 == "\t" })
    let typed = FoldedText.fold(String(word))
    let names = Command.allCases.filter { !$0.needsScreen && $0.section != .typing }
      .map { (command: $0, names: [$0.rawValue, words.title($0)].map(FoldedText.fold)) }
    if let own = PlainWord.allCases.first(where: {
      [$0.rawValue, FoldedText.fold(words.plainWord($0))].contains(typed)
    }) {
      self = .word(own, rest)
      return
    }
    let exact = names.first { $0.names.contains(typed) }?.command
    let isKind = Kind(named: typed) != nil || SentenceWords.isKind(String(word))
    if isKind, exact.map({ !rest.isEmpty && !$0.changes }) ?? true {
      self = .filter(String(line))
      return
    }
    if let exact {
      self = .command(exact, rest)
      return
    }
    if word.count == 1, let key = keys.command(of: .character(first), in: .list), !key.needsScreen {
      self = .command(key, rest)
      return
    }
    let fitting = names.filter { $0.names.contains { $0.hasPrefix(typed) } }.map(\.command)
    if fitting.count == 1 {
      self = .command(fitting[0], rest)
    } else if fitting.isEmpty || word.contains(where: \.isNumber) {
      self = .find(line.description)
    } else {
      self = .unclear(String(word), fitting: fitting)
    }
  }

  /// What does in lines of text what a command does with a list on the screen; nil where nothing does.
  static func instead(of command: Command) -> String? {
    switch command {
    case .sort: "/sort:-age"
    case .columns: "/cols:number,total"
    case .sideBar: "views"
    default: nil
    }
  }

  struct Fault: Error {
    let word: String
  }

  /// The fields of an action: `FIELD=VALUE`, values with blanks in quotation marks; words without a name go to the
  /// fields in their order, the last of them takes what is left. `why=` is the reason.
  static func fields(
    _ text: String, of definition: ActionDefinition, _ words: Words
  ) throws(Fault) -> (values: [String: String], reason: String) {
    var values: [String: String] = [:]
    var reason = ""
    var loose: [String] = []
    for word in split(text) {
      guard let sign = word.firstIndex(of: "="), sign != word.startIndex else {
        loose.append(word)
        continue
      }
      let name = String(word[..<sign])
      let value = String(word[word.index(after: sign)...])
      if name == "why" {
        reason = value
      } else if let field = definition.fields.first(where: { $0.name == name || words.recordField($0.name) == name }) {
        values[field.name] = choice(value, field, of: definition.id, words)
      } else {
        throw Fault(word: name)
      }
    }
    let free = definition.fields.filter { values[$0.name] == nil }
    for (place, field) in free.enumerated() where place < loose.count {
      let isLast = place + 1 == free.count
      values[field.name] = choice(
        isLast ? loose[place...].joined(separator: " ") : loose[place], field, of: definition.id, words)
    }
    if free.isEmpty, let word = loose.first { throw Fault(word: word) }
    return (values, reason)
  }

  /// Whether all that is needed was said. What only writes down what it is given needs at least one thing; to empty a
  /// field is to say so: `note note=`.
  static func isWhole(_ values: [String: String], of definition: ActionDefinition) -> Bool {
    let isComplete = definition.fields.allSatisfy { !$0.isRequired || !(values[$0.name] ?? "").isEmpty }
    return isComplete && !(values.isEmpty && writesWhatIsGiven(definition))
  }

  private static func writesWhatIsGiven(_ definition: ActionDefinition) -> Bool {
    !definition.fields.isEmpty
      && (definition.id.hasPrefix("note") || definition.id.hasPrefix("edit")
        || ["assignOrder", "rescheduleOrder"].contains(definition.id))
  }

  /// `hold reason=…|… [until] [note]`, the choices as the screen calls them.
  static func usage(_ command: Command, _ definition: ActionDefinition, _ words: Words) -> String {
    // What has one field and empties it where nothing is behind the sign.
    if writesWhatIsGiven(definition), definition.fields.count == 1 {
      return "\(spoken(command, words)) \(definition.fields[0].name)=…"
    }
    return
      ([spoken(command, words)]
      + definition.fields.map { field in
        var text = field.name
        if case .choice(let raws) = field.shape {
          text += "=" + raws.map { words.choiceWord($0, of: field.name, action: definition.id) }.joined(separator: "|")
        }
        return field.isRequired ? text : "[\(text)]"
      }).joined(separator: " ")
  }

  /// A choice by its own word or by what the screen calls it.
  private static func choice(_ value: String, _ field: ActionField, of action: String, _ words: Words) -> String {
    guard case .choice(let raws) = field.shape, !raws.contains(value) else { return value }
    let folded = FoldedText.fold(value)
    return raws.first { FoldedText.fold(words.choice($0, field.name, of: action)) == folded }
      ?? raws.first { FoldedText.fold($0).hasPrefix(folded) } ?? value
  }

  private static func split(_ text: String) -> [String] {
    var parts: [String] = []
    var current = ""
    var isQuoted = false
    for character in text {
      if character == "\"" || character == "“" || character == "”" {
        isQuoted.toggle()
      } else if (character == " " || character == "\t") && !isQuoted {
        if !current.isEmpty { parts.append(current) }
        current = ""
      } else {
        current.append(character)
      }
    }
    return current.isEmpty ? parts : parts + [current]
  }
}
