internal import Domain
internal import Store

/// How many people are erased, and what of this person's drafts the newest erasure has let stand.
struct Erasures: Sendable {
  let count: Int64
  private let drafts: [Draft]

  /// The drafts are read only where there was an erasure that the screen does not know of.
  init(of person: String, known: Int64, in reader: any Reader) throws {
    count = try Sessions.erasures(in: reader)
    drafts = count > known ? try Sessions.drafts(of: person, in: reader) : []
  }

  /// Whether what stands in an open form is word for word what was kept of it and let stand.
  func stood(_ typed: KeptDraft, takenOver: [String]) -> Bool {
    let names = Set(takenOver + [ConsoleIdentity.own])
    return drafts.contains { draft in
      guard names.contains(draft.console), let kept = KeptDraft(draft, erasures: count) else { return false }
      return kept.action == typed.action && kept.kind == typed.kind && kept.id == typed.id
        && kept.values == typed.values
    }
  }

  /// The same of a form that was left, or of a text that is being translated.
  func stood(_ left: FormDraft) -> Bool {
    drafts.contains { draft in
      draft.console == left.place.leftName && FormDraft(left: draft, erasures: count)?.texts == left.texts
    }
  }
}
