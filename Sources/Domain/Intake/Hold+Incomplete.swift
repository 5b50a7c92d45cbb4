extension Hold {
  private static let importsNote = "line "

  /// The hold of an order of whose lines some could not be read; its note names the first of them.
  static func incomplete(_ issue: RowIssue, as actor: String, at now: Instant) -> Hold {
    Hold(
      reason: .incompleteImport, actor: actor, placedAt: now,
      note: importsNote + "\(issue.line): \(issue.message)")
  }

  /// Whether an import placed it and not somebody by hand.
  public var isOfImport: Bool { reason == .incompleteImport && note.hasPrefix(Hold.importsNote) }
}

extension Order {
  /// Holds the order while the newest record of it has lines that could not be read, and lets it go when one brings it
  /// whole. A hold that somebody placed by hand stays.
  ///
  /// A table may list some lines of an order only. So one that shows no more rows than could be read before (`was`) has
  /// not brought the missing ones.
  public mutating func holdWhileIncomplete(
    after incoming: IncomingOrder, was known: Order?, as actor: String, at now: Instant
  ) {
    if let issue = incoming.unreadableLines.first {
      if holds.contains(where: { $0.reason == .incompleteImport }) { return }
      holds.append(.incomplete(issue, as: actor, at: now))
      return
    }
    let rows = max(incoming.rowCount, incoming.lines.count)
    if incoming.linesAreComplete || rows > known?.lines.count ?? 0 { holds.removeAll(where: \.isOfImport) }
  }
}
