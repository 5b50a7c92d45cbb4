/// What a buyer asks to be put on the thing ("engrave: Anna"): names, messages and dates of people, which channels show
/// among the options of a line. It is personal, where `Colour: Red` is not.
public enum Personalisation {
  /// Whether an option of this name holds what the buyer wrote.
  public static func isName(_ name: String) -> Bool {
    let folded = FoldedText.fold(name)
    return whole.contains(folded.filter { !$0.isWhitespace }) || parts.contains { folded.contains($0) }
  }

  /// The options of the thing, and what is personal among them, each with its name. A part begins with a name and a
  /// colon, at the beginning or behind a comma, a semicolon, a stroke or a new line; it ends where the next begins.
  public static func split(_ options: String) -> (options: String, personal: String) {
    if !options.utf8.contains(0x3A) && !options.contains("：") { return (options, "") }
    var open: [Substring] = []
    var personal: [Substring] = []
    for part in named(options) {
      let name = part.prefix { $0 != ":" && $0 != "：" }
      if name.endIndex < part.endIndex, isName(String(name)) { personal.append(part) } else { open.append(part) }
    }
    if personal.isEmpty { return (options, "") }
    return (trimmed(open.joined(separator: "")), trimmed(personal.map(trimmed).joined(separator: "\n")))
  }

  /// Cut before each name, separators at the end of the part before.
  private static func named(_ options: String) -> [Substring] {
    var parts: [Substring] = []
    var start = options.startIndex
    var index = options.startIndex
    while index < options.endIndex {
      let next = options.index(after: index)
      if separators.contains(options[index]), beginsWithName(options[next...]) {
        parts.append(options[start..<next])
        start = next
      }
      index = next
    }
    parts.append(options[start...])
    return parts
  }

  /// A name is of letters and blanks, 40 at most.
  private static func beginsWithName(_ rest: Substring) -> Bool {
    let name = rest.prefix { $0.isLetter || $0 == " " || $0 == "-" || $0 == "_" || $0 == "'" || $0 == "’" }
    guard name.contains(where: \.isLetter), name.count <= 40, name.endIndex < rest.endIndex else { return false }
    return rest[name.endIndex] == ":" || rest[name.endIndex] == "："
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    var rest = Substring(text)
    while let last = rest.last, last.isWhitespace || separators.contains(last) { rest.removeLast() }
    while let first = rest.first, first.isWhitespace || separators.contains(first) { rest.removeFirst() }
    return String(rest)
  }

  private static let separators: Set<Character> = [",", ";", "|", "/", "\n", "\r\n", "，", "；", "、"]

  /// Names that are these words alone: a `Brand name` is no person's.
  private static let whole: Set<String> = [
    "name", "names", "yourname", "firstname", "lastname", "nom", "prenom", "nombre", "nome", "naam", "wunschname",
    "text", "yourtext", "wunschtext", "texte", "texto", "testo", "tekst", "message", "yourmessage", "nachricht",
    "widmung", "messaggio", "mensaje", "initials", "initialen", "initiales", "birthday", "geburtsdatum", "birthdate",
    "photo", "phone", "email", "note", "notes", "留言", "备注", "姓名", "名字", "名前", "文字", "文案", "生日",
  ]

  private static let parts: [String] = [
    "personali", "personnali", "personnalisation", "engrav", "gravur", "gravure", "grabado", "incision", "inscri",
    "monogram", "dedicat", "gift message", "gift note", "custom text", "custom name", "name on", "text on", "刻字", "定制",
    "客制", "刺绣", "名入れ", "각인",
  ]
}
