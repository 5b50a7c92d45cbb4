/// One revision of a source record: when its source says it was made, and the hash of what it says, which decides
/// where the times agree.
public struct RevisionStamp: Hashable, Sendable, Comparable {
  public var revisedAt: Instant
  public var contentHash: Int64

  public init(revisedAt: Instant, contentHash: Int64) {
    self.revisedAt = revisedAt
    self.contentHash = contentHash
  }

  public static func < (one: RevisionStamp, other: RevisionStamp) -> Bool {
    (one.revisedAt, one.contentHash) < (other.revisedAt, other.contentHash)
  }
}

/// Which revision of a source record each field was last read from, so that files may come in any order: a field is
/// taken from the newest revision that says it, whenever that comes.
///
/// Only what differs from the newest revision is kept, for most records say all they ever say each time.
public struct FieldSources: Hashable, Sendable {
  private enum Source: Hashable, Sendable {
    /// What stands there is this program's own beginning.
    case nobody
    case revision(RevisionStamp)
  }

  /// The newest revision that is known.
  public private(set) var newest: RevisionStamp
  private var others: [String: Source] = [:]

  /// As `text` has them; without one, of a record of which nothing is known but its newest revision: what that does not
  /// say is told by `leaveUnsaid`. What cannot be read counts as said by it: the older ones then only fill gaps.
  public init(newest: RevisionStamp, text: String? = nil) {
    self.newest = newest
    for word in (text ?? "").split(separator: "\n") where word.first?.isLetter == true {
      guard let at = word.lastIndex(of: "@") else { continue }
      let name = String(word[..<at])
      let figures = word[word.index(after: at)...].split(separator: ".")
      if figures.isEmpty {
        others[name] = .nobody
      } else if figures.count == 2, let at = Int64(figures[0]), let hash = Int64(figures[1]) {
        others[name] = .revision(RevisionStamp(revisedAt: Instant(milliseconds: at), contentHash: hash))
      }
    }
  }

  /// One line for each field that is not the newest revision's: `payment@1718000000000.42`, or `payment@` where nobody
  /// has said it; nil where there is none.
  public var text: String? {
    if others.isEmpty { return nil }
    return others.sorted { $0.key < $1.key }.map { name, source in
      switch source {
      case .nobody: "\(name)@"
      case .revision(let stamp): "\(name)@\(stamp.revisedAt.milliseconds).\(stamp.contentHash)"
      }
    }.joined(separator: "\n")
  }

  /// The revision that said the field; nil where nobody has.
  public func source(of name: String) -> RevisionStamp? {
    switch others[name] {
    case nil: newest
    case .nobody: nil
    case .revision(let stamp): stamp
    }
  }

  /// Whether what a revision says of a field counts against what is known.
  public func accepts(_ name: String, from stamp: RevisionStamp) -> Bool {
    source(of: name).map { stamp >= $0 } ?? true
  }

  public mutating func leaveUnsaid(_ name: String) { others[name] = .nobody }

  public mutating func note(_ name: String, from stamp: RevisionStamp) {
    others[name] = stamp == newest ? nil : .revision(stamp)
  }

  /// As `note`, and kept also where it is the newest: for a name that else stands under another's.
  public mutating func keep(_ name: String, from stamp: RevisionStamp) { others[name] = .revision(stamp) }

  /// A revision that becomes the newest: what was read from the last newest one stays that one's, field by field.
  public mutating func begin(_ stamp: RevisionStamp, keeping known: [String]) {
    if stamp <= newest { return }
    for name in known where others[name] == nil { others[name] = .revision(newest) }
    newest = stamp
  }

  /// The same record goes on under another stamp: what it said is said by that.
  public mutating func rename(to stamp: RevisionStamp) {
    newest = stamp
  }

  /// Forgets a name that stands for nothing any more.
  public mutating func forget(_ name: String) { others[name] = nil }

  public func has(_ name: String) -> Bool { others[name] != nil }

  public func names(under prefix: String) -> [String] { others.keys.filter { $0.hasPrefix(prefix) } }
}
