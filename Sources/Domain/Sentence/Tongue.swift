/// The names that another language has for kinds, fields and the words of choices.
///
/// They come from whoever words the screens, so that what is read there can be written in a sentence; the canonical
/// form of a sentence has none of them.
public struct Tongue: Sendable {
  private let kinds: [Kind: [String]]
  private let fields: [Field: [String]]
  private let choices: [Field: [String: [String]]]
  private let kindOfName: [String: Kind]
  private let fieldOfName: [Kind: [String: Field]]

  /// No other language.
  public static let none = Tongue(kinds: { _ in [] }, fields: { _ in [] }, choices: { _, _ in [] })

  /// Each closure gives the names, the one to be shown first; blanks in names are left out.
  public init(
    kinds: (Kind) -> [String], fields: (Field) -> [String], choices: (Field, _ word: String) -> [String]
  ) {
    func plain(_ names: [String]) -> [String] { names.map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty } }
    var fieldNames: [Field: [String]] = [:]
    var choiceNames: [Field: [String: [String]]] = [:]
    var kindOfName: [String: Kind] = [:]
    var fieldOfName: [Kind: [String: Field]] = [:]
    for kind in Kind.allCases {
      for name in plain(kinds(kind)) { kindOfName[FoldedText.fold(name)] = kind }
      for field in kind.fields {
        let names = plain(fields(field))
        if !names.isEmpty { fieldNames[field] = names }
        for name in names where fieldOfName[kind]?[FoldedText.fold(name)] == nil {
          fieldOfName[kind, default: [:]][FoldedText.fold(name)] = field
        }
        guard case .choice(let words) = field.type.singular else { continue }
        for word in words {
          let names = plain(choices(field, word))
          if !names.isEmpty { choiceNames[field, default: [:]][word] = names }
        }
      }
    }
    self.kinds = Dictionary(uniqueKeysWithValues: Kind.allCases.map { ($0, plain(kinds($0))) })
    self.fields = fieldNames
    self.choices = choiceNames
    self.kindOfName = kindOfName
    self.fieldOfName = fieldOfName
  }

  func kind(named folded: String) -> Kind? { kindOfName[folded] }

  func field(named folded: String, of kind: Kind) -> Field? { fieldOfName[kind]?[folded] }

  /// The name to be shown; nil where this language has none.
  public func name(_ kind: Kind) -> String? { kinds[kind]?.first }

  public func name(_ field: Field) -> String? { fields[field]?.first }

  public func name(_ word: String, of field: Field) -> String? { choices[field]?[word]?.first }

  func names(_ field: Field) -> [String] { fields[field] ?? [] }

  func names(_ word: String, of field: Field) -> [String] { choices[field]?[word] ?? [] }
}

extension FieldType {
  /// Sets and single values are written alike.
  var singular: FieldType {
    if case .choices(let words) = self { .choice(words) } else { self }
  }
}

/// What is known beside the grammar to whoever reads a sentence.
public struct SentenceKnowledge {
  public var tongue: Tongue
  /// The text of a saved view by its name; views may call views.
  public var views: (_ name: String) -> String?
  /// The values that a field has in the shop; nil: unknown, so that every word is taken.
  public var values: (Field) -> [String]?

  public init(
    tongue: Tongue = .none, values: @escaping (Field) -> [String]? = { _ in nil },
    views: @escaping (String) -> String? = { _ in nil }
  ) {
    self.tongue = tongue
    self.values = values
    self.views = views
  }
}

/// A sentence as it was read, with what may be a mistake in it and yet is none by grammar.
public struct SentenceReading: Hashable, Sendable {
  public var sentence: Sentence
  /// Labels that nothing has: the list is empty because of them, and rightly so.
  public var hints: [SentenceError]
}
