internal import Domain
internal import Store

/// Rows that somebody else changed since this person looked.
extension ListPane {
  /// Whether a row is marked.
  func isNews(_ row: Int64) -> Bool {
    guard let since, let newest = window.news[row] else { return false }
    return newest > since && newest > opened[row] ?? 0
  }

  /// Notes that a record was opened: what was changed about it up to now is seen.
  mutating func seeRow(_ row: Int64, of kind: Kind) {
    guard kind == self.kind, since != nil, isNews(row), let newest = window.news[row] else { return }
    opened[row] = newest
  }
}
