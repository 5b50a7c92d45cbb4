internal import Domain
internal import Store

/// Remembers what of a console was kept, so that only what is new costs a write.
struct SessionKeeper: Sendable {
  private var kept: Keepsake?
  private var takenOver: [String]

  init(_ state: ConsoleState) {
    kept = state.keptBefore
    takenOver = state.takenOver
  }

  /// What to write now; nil where nothing is worth it, or this console keeps nothing.
  mutating func due(_ state: ConsoleState, atEnd: Bool, leavesForGood: Bool) -> (@Sendable (Desk) throws -> Void)? {
    guard let kept else { return nil }
    let now = state.keepsake(leavesForGood: leavesForGood)
    // A draft that was taken over stays under its old console's name until it is written under ours, or dropped.
    // A draft that was kept while it was typed is left to the next login under another name.
    guard
      now.differs(from: kept, atEnd: atEnd) || atEnd && now.draft != nil
        || !takenOver.isEmpty && state.draftToRestore == nil
    else { return nil }
    let gone = takenOver
    self.kept = now
    takenOver = []
    return { try $0.keep(now, since: kept, takenOver: gone, atEnd: atEnd) }
  }
}
