internal import Domain
internal import Terminal

/// What somebody typed into a form and did not save: kept when the form is left, offered when it opens again.
struct FormDraft: Codable, Hashable, Sendable {
  /// The store's action and what it is done to; a translation names its language and field too.
  var action: String
  var subject: Int64
  var part = ""
  /// What the record is known by, for whoever lists drafts.
  var number: String
  /// What was typed, by field; only what differs from the record.
  var texts: [String: String]
  /// What stood there then, by field.
  var shown: [String: String]
  /// The field that had the focus.
  var focus: String
  /// Milliseconds since 1970 UTC.
  var savedAt: Int64
  /// How many people had been erased when it was begun.
  var begun: Int64 = 0

  var place: Place { Place(action: action, subject: subject, part: part) }

  /// The same thing typed; when it was does not count.
  func isSame(as other: FormDraft) -> Bool {
    var other = other
    other.savedAt = savedAt
    return self == other
  }

  /// One form's draft replaces its last one.
  struct Place: Hashable, Sendable {
    var action: String
    var subject: Int64
    var part = ""
  }
}

/// The drafts of one person, the newest first; the oldest go when there are too many, or too much.
struct FormDrafts: Codable, Hashable, Sendable {
  private(set) var drafts: [FormDraft] = []

  static let limit = 20
  static let bytes = 1 << 20

  subscript(place: FormDraft.Place) -> FormDraft? { drafts.first { $0.place == place } }

  mutating func keep(_ draft: FormDraft) {
    drop(draft.place)
    drafts.insert(draft, at: 0)
    drafts = Array(drafts.prefix(FormDrafts.limit))
    while drafts.count > 1, size > FormDrafts.bytes { drafts.removeLast() }
  }

  mutating func drop(_ place: FormDraft.Place) { drafts.removeAll { $0.place == place } }

  /// Those that `isSeen` counts as typed after so many erasures: nothing stands in them that was not looked at.
  mutating func renew(to erasures: Int64, where isSeen: (FormDraft) -> Bool) {
    for index in drafts.indices where isSeen(drafts[index]) { drafts[index].begun = erasures }
  }

  private var size: Int {
    drafts.reduce(0) { sum, draft in
      sum + draft.texts.values.reduce(0) { $0 + $1.utf8.count } + draft.shown.values.reduce(0) { $0 + $1.utf8.count }
    }
  }
}

/// What a form says by itself, until the next key.
enum FormNotice: Hashable, Sendable {
  case linesJoined(Int)
  case draftThere(at: String, key: String)
  case draftTaken
  case scanned(String)
  case unknownScan(String)
  case wideScan
  case pasteTooLong
  case edited, editedSame
  case editor(EditorTrouble)
  case noText
  case approved
  case saved(String)
  case allDone
  case unsavedText
  case nothingToApprove
  case copiedText(Int), nothingSelected

  var isTrouble: Bool {
    switch self {
    case .unknownScan, .wideScan, .pasteTooLong, .editor, .noText, .unsavedText, .nothingToApprove, .nothingSelected:
      true
    case .linesJoined, .draftThere, .draftTaken, .scanned, .edited, .editedSame, .approved, .saved, .allDone,
      .copiedText:
      false
    }
  }
}
