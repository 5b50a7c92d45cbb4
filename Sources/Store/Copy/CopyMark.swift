/// How far a copy is, as the target's `meta` keeps it: written in the transaction of each chunk, so that whoever takes
/// it up again goes on behind the last row that is there.
struct CopyMark: Hashable, Sendable {
  /// What is being done; the order of the cases is the order of the work.
  enum Stage: String, CaseIterable, Sendable { case rows, mending, indexes, words, references, proof }

  /// The journal's head in the source: another one is another shop, or a shop that went on.
  var head: StoreHead
  var stage = Stage.rows
  /// The table whose rows come, or the kind whose words are cut.
  var name: String
  /// The last row that is there, by its key.
  var last: [UInt8] = []
  /// Rows of that table that are there.
  var rows: Int64 = 0
  /// How many of the indexes and constraints are made again.
  var made = 0
  /// Whether rows came at two times between which the source went on: they are compared and mended then.
  var isMixed = false

  static let key = "copying"
  /// Where the indexes and constraints are kept that come after the rows.
  static let laterKey = "copyLater"

  init(head: StoreHead, name: String) {
    self.head = head
    self.name = name
  }

  var text: String {
    """
    1 \(head.seq) \(Hex.text(head.hash)) \(stage.rawValue) -\(name) \(rows) \(made) \(isMixed ? "mixed" : "pure") \
    -\(Hex.text(last))
    """
  }

  /// nil for what no program of this kind has written.
  init?(_ text: String) {
    let words = text.split(separator: " ")
    guard words.count == 9, words[0] == "1", let seq = Int64(words[1]), let hash = Hex.bytes(words[2]),
      let stage = Stage(rawValue: String(words[3])), let rows = Int64(words[5]), let made = Int(words[6]),
      let last = Hex.bytes(words[8].dropFirst())
    else { return nil }
    head = StoreHead(seq: seq, hash: hash)
    self.stage = stage
    name = String(words[4].dropFirst())
    self.rows = rows
    self.made = made
    isMixed = words[7] == "mixed"
    self.last = last
  }

  static func text(in reader: any Reader) throws -> String? {
    guard try reader.integer(reader.dialect.tables(named: "meta")) ?? 0 > 0 else { return nil }
    return try reader.first("SELECT value FROM meta WHERE key = \(CopyMark.key)") { $0.text(0) }
  }

  /// Moves the mark on; refused where somebody else has moved it meanwhile.
  static func move(_ old: CopyMark, to new: CopyMark, in writer: any Writer) throws {
    try writer.execute(
      "UPDATE meta SET value = \(new.text) WHERE key = \(CopyMark.key) AND value = \(old.text)")
    if try writer.changedRows != 1 { throw CopyRefusal.copiedByAnother }
  }
}

/// An index or a constraint that is made after the rows, where that is quicker and nobody needs it before.
struct LaterDefinition: Hashable, Sendable {
  /// In which stage: `indexes` or `references`.
  var stage: CopyMark.Stage
  var name: String
  var drop: String
  var make: String

  private static let fieldEnd: Character = "\u{1f}"
  private static let rowEnd: Character = "\u{1e}"

  static func text(_ all: [LaterDefinition]) -> String {
    all.map { [$0.stage.rawValue, $0.name, $0.drop, $0.make].joined(separator: String(fieldEnd)) }
      .joined(separator: String(rowEnd))
  }

  static func list(_ text: String) -> [LaterDefinition] {
    text.split(separator: rowEnd).compactMap { row in
      let fields = row.split(separator: fieldEnd).map(String.init)
      guard fields.count == 4, let stage = CopyMark.Stage(rawValue: fields[0]) else { return nil }
      return LaterDefinition(stage: stage, name: fields[1], drop: fields[2], make: fields[3])
    }
  }
}
