public import Domain

/// What a person had open when they left, so that the next login begins where this one ended. The content is the
/// console's own business.
public struct KeptSession: Hashable, Sendable {
  public var content: Plain
  public var savedAt: Instant
}

/// A form that was filled in and not sent: kept while it is typed, dropped when it is sent or left.
public struct Draft: Hashable, Sendable {
  /// Which running console types it; one that runs no more leaves it to the next.
  public var console: String
  /// The record that it is about.
  public var kind: Kind
  public var subject: Int64
  public var content: Plain
  public var savedAt: Instant
  /// How many people had been erased when somebody began to type it; not kept.
  public var begun: Int64 = 0

  public init(console: String, kind: Kind, subject: Int64, content: Plain, savedAt: Instant) {
    self.console = console
    self.kind = kind
    self.subject = subject
    self.content = content
    self.savedAt = savedAt
  }
}

/// What a person has looked at, by list: entries of the journal up to `marks` are seen, and of single rows more.
public struct Seen: Hashable, Sendable {
  public var marks: [String: Int64]
  public var rows: [String: [Int64: Int64]]

  public init(marks: [String: Int64] = [:], rows: [String: [Int64: Int64]] = [:]) {
    self.marks = marks
    self.rows = rows
  }
}

/// What is to be kept of a console at a moment.
public struct Leaving: Hashable, Sendable {
  public var session: Plain
  /// nil: no form is half filled in.
  public var draft: Draft?
  /// Consoles that run no more, whose drafts were taken over here.
  public var takenOver: [String]
  /// Only what is new since it was kept last.
  public var seen: Seen
  /// Forms that were left with something typed, each under a name of its own in place of a console's; and the names of
  /// those that were sent or given up since.
  public var left: [Draft] = []
  public var leftGone: [String] = []
  /// The session without any sentence that may name a person, and how many erasures there had been when all of it was
  /// known to name nobody erased: after a further one this is what is kept.
  public var namelessSession: Plain?
  public var erasures: Int64 = 0

  public init(session: Plain, draft: Draft?, takenOver: [String] = [], seen: Seen = Seen()) {
    self.session = session
    self.draft = draft
    self.takenOver = takenOver
    self.seen = seen
  }
}

/// What each person had open, was writing and has seen.
public enum Sessions {
  public static func kept(for person: String, in reader: any Reader) throws -> KeptSession? {
    try reader.first("SELECT content, saved_at FROM sessions WHERE person = \(person)") { row in
      Plain(json: row.text(0)).map { KeptSession(content: $0, savedAt: row.instant(1)) }
    } ?? nil
  }

  /// The newest first.
  public static func drafts(of person: String, in reader: any Reader) throws -> [Draft] {
    try reader.all(
      "SELECT console, kind, subject, content, saved_at FROM drafts WHERE person = \(person) ORDER BY saved_at DESC"
    ) { row -> Draft? in
      guard let kind = Kind(rawValue: row.text(1)), let content = Plain(json: row.text(3)) else { return nil }
      return Draft(
        console: row.text(0), kind: kind, subject: row.integer(2), content: content, savedAt: row.instant(4))
    }.compactMap { $0 }
  }

  public static func seen(by person: String, in reader: any Reader) throws -> Seen {
    var seen = Seen()
    try reader.forEach("SELECT list, seq FROM seen_marks WHERE person = \(person)") { row in
      seen.marks[row.text(0)] = row.integer(1)
      return true
    }
    try reader.forEach("SELECT list, row, seq FROM seen_rows WHERE person = \(person)") { row in
      seen.rows[row.text(0), default: [:]][row.integer(1)] = row.integer(2)
      return true
    }
    return seen
  }

  static func keep(_ leaving: Leaving, of person: String, console: String, at now: Instant, in writer: any Writer)
    throws
  {
    var session = leaving.session
    // Names stand in sentences of a console that was open meanwhile; nobody can tell whose any more.
    if let nameless = leaving.namelessSession, try erasures(in: writer) != leaving.erasures { session = nameless }
    try writer.run(
      """
      INSERT INTO sessions (person, content, saved_at)
      VALUES (?, ?, ?)
      ON CONFLICT (person) DO UPDATE
      SET content = excluded.content, saved_at = excluded.saved_at
      """, [.text(person), .text(session.json), .integer(now.milliseconds)])
    let drafts = try keepable(leaving, of: person, console: console, in: writer)
    for gone in leaving.takenOver + leaving.leftGone + leaving.left.map(\.console) + [console] {
      try writer.run("DELETE FROM drafts WHERE person = ? AND console = ?", [.text(person), .text(gone)])
    }
    for draft in drafts {
      try writer.run(
        "INSERT INTO drafts (person, console, kind, subject, content, saved_at) VALUES (?, ?, ?, ?, ?, ?)",
        [
          .text(person), .text(draft.console), .text(draft.kind.rawValue), .integer(draft.subject),
          .text(draft.content.json), .integer(draft.savedAt.milliseconds),
        ])
    }
    try keep(leaving.seen, of: person, in: writer)
  }

  private static func keep(_ seen: Seen, of person: String, in writer: any Writer) throws {
    for (list, seq) in seen.marks.sorted(by: { $0.key < $1.key }) {
      try writer.run(
        """
        INSERT INTO seen_marks (person, list, seq)
        VALUES (?, ?, ?)
        ON CONFLICT (person, list) DO UPDATE
        SET seq = excluded.seq
        WHERE excluded.seq > seen_marks.seq
        """, [.text(person), .text(list), .integer(seq)])
    }
    for (list, rows) in seen.rows.sorted(by: { $0.key < $1.key }) {
      for (row, seq) in rows.sorted(by: { $0.key < $1.key }) {
        try writer.run(
          """
          INSERT INTO seen_rows (person, list, row, seq)
          VALUES (?, ?, ?, ?)
          ON CONFLICT (person, list, row) DO UPDATE
          SET seq = excluded.seq
          WHERE excluded.seq > seen_rows.seq
          """, [.text(person), .text(list), .integer(row), .integer(seq)])
      }
    }
    // What the mark covers needs no row of its own.
    for (list, seq) in seen.marks.sorted(by: { $0.key < $1.key }) {
      try writer.run(
        "DELETE FROM seen_rows WHERE person = ? AND list = ? AND seq <= ?",
        [.text(person), .text(list), .integer(seq)])
    }
  }
}

extension Store {
  /// Keeps what a person has open. No entry of the journal: other consoles have nothing to read again for it.
  public func keep(_ leaving: Leaving, of person: String, console: String, at now: Instant) throws {
    try connection.writeNow { try Sessions.keep(leaving, of: person, console: console, at: now, in: $0) }
  }
}
