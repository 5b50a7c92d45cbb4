internal import Domain

/// What people wrote into a change of a person's record or order: reasons, notes. Anybody may have written a name or a
/// telephone number there, so these stand apart in the entry: the chain has their salted digest alone, and an erasure
/// takes texts and salt away while the chain still verifies.
struct SealedTexts {
  /// Canonical JSON: `{"changes":{"note":["before","after"]},"reason":"…"}`.
  let text: String
  let salt: Int64

  /// The digest that the chain holds.
  var seal: [UInt8] { SealedTexts.seal(text, salt: salt) }

  static func seal(_ text: String, salt: Int64) -> [UInt8] {
    SHA256.digest(withUnsafeBytes(of: salt.bigEndian) { Array($0) } + Array(text.utf8))
  }

  /// The seal of an entry whose texts were erased and that is older than seals: its hash is taken as it stands.
  static let erasedUnsealed: [UInt8] = []

  /// Takes the texts out of changes; nil where there are none, or the record is nobody's.
  static func take(from changes: inout [FieldChange], reason: String, kind: String) -> SealedTexts? {
    guard kind == "orders" || kind == "customers" || kind == "returns" else { return nil }
    let sealed = changes.filter(holdsText)
    if sealed.isEmpty && reason.isEmpty { return nil }
    changes.removeAll(where: holdsText)
    let plain = Plain.map([
      "changes": .map(Dictionary(sealed.map { ($0.field, .list([$0.before, $0.after])) }) { first, _ in first }),
      "reason": .text(reason),
    ])
    return SealedTexts(text: plain.json, salt: Int64.random(in: Int64.min...Int64.max))
  }

  private static func holdsText(_ change: FieldChange) -> Bool {
    switch change.field {
    // A customer's note is a card: the journal names its revision.
    case "note": change.before.text?.isEmpty == false || change.after.text?.isEmpty == false
    case "holds": hasNote(change.before) || hasNote(change.after)
    case "lines": hasPersonal(change.before) || hasPersonal(change.after)
    default: false
    }
  }

  private static func hasNote(_ holds: Plain) -> Bool {
    (holds.list ?? []).contains { $0.map?["note"]?.text?.isEmpty == false }
  }

  /// Of programs that kept what buyers asked for among the options.
  private static func hasPersonal(_ lines: Plain) -> Bool {
    (lines.list ?? []).contains { !Personalisation.split($0.map?["options"]?.text ?? "").personal.isEmpty }
  }

  /// What stands in the text of an entry.
  static func read(_ text: String) -> (changes: [FieldChange], reason: String) {
    guard let map = Plain(json: text)?.map else { return ([], "") }
    return (FieldChange.list(json: (map["changes"] ?? .map([:])).json), map["reason"]?.text ?? "")
  }

  /// Empties the texts of all entries of a record. Entries older than seals lose theirs too; that they were erased is
  /// written beside them.
  static func erase(kind: String, subject: Int64, in writer: any Writer) throws {
    try writer.run(
      "UPDATE journal SET texts = NULL, salt = NULL WHERE kind = ? AND subject = ? AND texts IS NOT NULL",
      [.text(kind), .integer(subject)])
    let old = try writer.all(
      "SELECT seq, changes, reason FROM journal WHERE kind = \(kind) AND subject = \(subject) AND seal IS NULL"
    ) { (seq: $0.integer(0), changes: FieldChange.list(json: $0.text(1)), reason: $0.text(2)) }
    for entry in old {
      var changes = entry.changes
      guard take(from: &changes, reason: entry.reason, kind: kind) != nil else { continue }
      try writer.run(
        "UPDATE journal SET changes = ?, reason = '', seal = ? WHERE seq = ?",
        [.text(FieldChange.json(changes)), .bytes(erasedUnsealed), .integer(entry.seq)])
    }
  }
}
