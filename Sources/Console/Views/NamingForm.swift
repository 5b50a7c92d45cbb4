internal import Domain
internal import Store
internal import Terminal

/// Asks for the name of a view: to keep the present sentence, or to call a kept one otherwise.
struct NamingForm: Sendable {
  enum Purpose: Hashable, Sendable {
    case save(sentence: String)
    case rename(SavedView)
  }

  enum Outcome: Sendable {
    case stay, leave
    case perform(ActionRequest)
  }

  let purpose: Purpose
  private var name: TextField
  /// Own views need no right; sharing does.
  private(set) var isShared: Bool
  private let mayShare: Bool
  private let known: [SavedView]
  private(set) var trouble: Trouble?
  private(set) var isMissing = false
  private(set) var isSaving = false
  private var operationId: String
  private let makeId: @Sendable () -> String

  static let nameLimit = 40

  var selectedText: String { name.selectedText }

  init(
    _ purpose: Purpose, known: [SavedView], mayShare: Bool, makeId: @escaping @Sendable () -> String
  ) {
    self.purpose = purpose
    self.known = known
    self.mayShare = mayShare
    self.makeId = makeId
    operationId = makeId()
    switch purpose {
    case .save(let sentence):
      // Kept anew under the name that it has, where it has one.
      let own = known.first { $0.sentence == sentence }
      name = TextField(text: own?.name ?? "", limit: NamingForm.nameLimit)
      isShared = own?.owner.isEmpty == true && mayShare
    case .rename(let view):
      name = TextField(text: view.name, limit: NamingForm.nameLimit)
      isShared = view.owner.isEmpty
    }
  }

  private var canTurn: Bool { if case .save = purpose { mayShare } else { false } }

  mutating func handle(_ key: Key) -> Outcome {
    if isSaving { return key == .escape ? .leave : .stay }
    switch key {
    case .escape, .control("c"): return .leave
    case .tab, .backTab, .up, .down:
      if canTurn { isShared.toggle() }
    case .enter:
      isMissing = name.text.isEmpty
      if isMissing { return .stay }
      isSaving = true
      trouble = nil
      return .perform(request)
    default:
      if name.handle(key) { (trouble, isMissing) = (nil, false) }
    }
    return .stay
  }

  mutating func take(_ failure: Trouble) {
    (isSaving, trouble) = (false, failure)
    operationId = makeId()
  }

  private var request: ActionRequest {
    let shared = isShared ? "yes" : "no"
    switch purpose {
    case .save(let sentence):
      return ActionRequest(
        "saveView", fields: ["name": name.text, "sentence": sentence, "shared": shared], operationId: operationId)
    case .rename(let view):
      return ActionRequest(
        "renameView", fields: ["name": view.name, "to": name.text, "shared": shared], operationId: operationId)
    }
  }

  /// What becomes of a view that has the name already.
  private var meeting: ViewWording? {
    let folded = FoldedText.fold(name.text)
    let alike = known.filter { FoldedText.fold($0.name) == folded }
    switch purpose {
    case .rename(let view) where FoldedText.fold(view.name) == folded: return nil
    case .save, .rename:
      if alike.contains(where: { $0.owner.isEmpty == isShared }) { return .replacesView }
      if !isShared, alike.contains(where: { $0.owner.isEmpty }) { return .shadowsView }
      return isShared && !alike.isEmpty ? .isShadowedForYou : nil
    }
  }

  func draw(into frame: inout Frame, in screen: Rect, _ words: Words) {
    let isRename: Bool
    var sentence: String
    switch purpose {
    case .save(let text): (isRename, sentence) = (false, text)
    case .rename(let view): (isRename, sentence) = (true, view.sentence)
    }
    let title = words(isRename ? ViewWording.renameTitle : .saveTitle)
    let inner = DialogBox.draw(into: &frame, in: screen, title: title, width: 72, height: 7)
    guard !inner.isEmpty else { return }
    var y = inner.y
    func strip() -> Rect { Rect(x: inner.x, y: y, width: inner.width, height: 1) }
    let label = words(ViewWording.nameLabel)
    let labels = frame.widths.columns(of: label) + 1
    frame.write(label, at: strip().origin, width: inner.width, role: .title)
    name.draw(
      into: &frame, in: Rect(x: inner.x + labels, y: y, width: max(inner.width - labels, 1), height: 1),
      isFocused: true)
    var lines: [(String, Role)] = []
    if isMissing { lines.append((words(.fieldMissing), .danger)) }
    if let trouble { lines.append((words.trouble(trouble), .danger)) }
    lines.append(
      (
        words(isShared ? ViewWording.forEverybody : .forMyself)
          + (canTurn ? "  " + words(ViewWording.tabTurns) : isRename ? "" : "  " + words(ViewWording.mayNotShare)),
        .text
      ))
    if let meeting { lines.append((words(meeting), .warning)) }
    lines.append((sentence, .dim))
    lines.append(
      (isSaving ? words(.saving) : "Enter " + words(.hintSaves) + "  Esc " + words(.hintLeaves), .hint))
    for (text, role) in lines {
      for line in TextWrap.lines(text, columns: max(inner.width, 4)).prefix(2) {
        y += 1
        guard y < inner.maxY else { return }
        frame.write(line, at: strip().origin, width: inner.width, role: role)
      }
    }
  }
}
