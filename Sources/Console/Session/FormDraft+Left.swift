internal import Domain
internal import Store

/// Drafts of forms that were left stand in the store beside the one of the form that was open at the end, each under
/// the name of its form in place of a console's. Erasing the person whom one is about removes it there.
extension FormDraft {
  /// nil where what it is about is no record: then it lasts as long as the console.
  func leftDraft() -> Draft? {
    guard let kind = ActionTable.named(action).flatMap({ Kind(rawValue: $0.kind) }) else { return nil }
    var draft = Draft(
      console: place.leftName, kind: kind, subject: subject,
      content: .map([
        "action": .text(action), "part": .text(part), "number": .text(number), "focus": .text(focus),
        "texts": .map(texts.mapValues(Plain.text)), "shown": .map(shown.mapValues(Plain.text)),
      ]), savedAt: Instant(milliseconds: savedAt))
    draft.begun = begun
    return draft
  }

  /// nil for a draft of another sort, or of a form that this program does not have.
  init?(left draft: Draft, erasures: Int64) {
    guard draft.isLeft, let map = draft.content.map, let action = map["action"]?.text,
      ActionTable.named(action) != nil, let texts = map["texts"]?.map?.compactMapValues(\.text)
    else { return nil }
    self.init(
      action: action, subject: draft.subject, part: map["part"]?.text ?? "", number: map["number"]?.text ?? "",
      texts: texts, shown: map["shown"]?.map?.compactMapValues(\.text) ?? [:], focus: map["focus"]?.text ?? "",
      savedAt: draft.savedAt.milliseconds, begun: erasures)
  }
}

extension FormDraft.Place {
  var leftName: String { Draft.leftPrefix + "\(action):\(subject):\(part)" }
}

extension Draft {
  static let leftPrefix = "left:"
  var isLeft: Bool { console.hasPrefix(Draft.leftPrefix) }
}
