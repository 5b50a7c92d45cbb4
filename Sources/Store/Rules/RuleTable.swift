public import Domain

/// Review rules in the store.
public enum RuleTable {
  private static let columns: SQL = """
    SELECT id, version, name, position, active, moment, sentence, effect, value, tried_at, tried_caught, tried_of
    FROM review_rules
    """

  public static func load(_ id: Int64, in reader: any Reader) throws -> ReviewRule? {
    try reader.first("\(columns) WHERE id = \(id)", ReviewRule.init(row:))
  }

  /// Those that look at orders, in their order.
  static func active(in reader: any Reader) throws -> [ReviewRule] {
    try reader.all("\(columns) WHERE active = 1 AND deleted = 0 ORDER BY position, id", ReviewRule.init(row:))
  }

  static func find(name: String, in reader: any Reader) throws -> ReviewRule? {
    try reader.first("\(columns) WHERE name_key = \(FoldedText.fold(name))", ReviewRule.init(row:))
  }

  static func isDeleted(_ id: Int64, in reader: any Reader) throws -> Bool {
    try reader.integer("SELECT deleted FROM review_rules WHERE id = \(id)") == 1
  }

  static func insert(_ rule: ReviewRule, in writer: any Writer) throws {
    try writer.run(
      """
      INSERT INTO review_rules (id, version, name, name_key, position, active, moment, sentence, effect, value,
        tried_at, tried_caught, tried_of)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, [.integer(rule.id)] + values(rule))
  }

  static func update(_ rule: ReviewRule, was old: ReviewRule, in writer: any Writer) throws -> Bool {
    try writer.run(
      """
      UPDATE review_rules
      SET version = ?, name = ?, name_key = ?, position = ?, active = ?, moment = ?, sentence = ?, effect = ?,
        value = ?, tried_at = ?, tried_caught = ?, tried_of = ?
      WHERE id = ? AND version = ?
      """, values(rule) + [.integer(rule.id), .integer(old.version)])
    return try writer.changedRows == 1
  }

  /// A rule that was taken out keeps its row, for what it caught refers to it; its name is free again.
  static func set(deleted: Bool, isActive: Bool = false, _ rule: ReviewRule, in writer: any Writer) throws {
    let key = FoldedText.fold(rule.name) + (deleted ? "\u{1F}\(rule.id)" : "")
    try writer.run(
      "UPDATE review_rules SET deleted = ?, active = ?, name_key = ?, version = version + 1 WHERE id = ?",
      [SQLValue(deleted), SQLValue(isActive), .text(key), .integer(rule.id)])
  }

  private static func values(_ rule: ReviewRule) -> [SQLValue] {
    [
      .integer(rule.version), .text(rule.name), .text(FoldedText.fold(rule.name)), .integer(rule.place),
      SQLValue(rule.isActive), .text(rule.moment.rawValue), .text(rule.sentence), .text(rule.effect.rawValue),
      .text(rule.value), SQLValue(rule.trial?.at), SQLValue(rule.trial?.caught), SQLValue(rule.trial?.of),
    ]
  }

  /// The newest orders that a rule caught.
  public static func hits(of rule: Int64, limit: Int, in reader: any Reader) throws -> [(order: String, at: Instant)] {
    try reader.all(
      """
      SELECT orders.number, rule_hits.hit_at
      FROM rule_hits
      JOIN orders ON orders.id = rule_hits.order_id
      WHERE rule_hits.rule_id = \(rule)
      ORDER BY rule_hits.seq DESC
      LIMIT \(limit)
      """
    ) { ($0.text(0), $0.instant(1)) }
  }
}

extension ReviewRule {
  fileprivate init(row: any Columns) {
    self.init(
      id: row.integer(0), version: row.integer(1), name: row.text(2), place: row.integer(3), isActive: row.flag(4),
      moment: RuleMoment(rawValue: row.text(5)) ?? .both, sentence: row.text(6),
      effect: RuleEffect(rawValue: row.text(7)) ?? .hold, value: row.text(8),
      trial: row.optionalInstant(9).map { RuleTrial(at: $0, caught: row.integer(10), of: row.integer(11)) })
  }
}

extension ReviewRule: ChangedRecord {
  static var kind: String { "rules" }
  var number: String { name }

  static func load(_ id: Int64, in reader: any Reader) throws -> ReviewRule? { try RuleTable.load(id, in: reader) }

  static func isWithdrawn(_ id: Int64, in reader: any Reader) throws -> Bool {
    try RuleTable.isDeleted(id, in: reader)
  }

  mutating func save(was old: ReviewRule, action: String, undoes: Int64?, isWithdrawn: Bool, in work: Work) throws {
    version = old.version + 1
    if try !RuleTable.update(self, was: old, in: work.writer) { throw StoreError.locked }
    try work.append(action: action, kind: "rules", subject: id, changes: changes(since: old), undoes: undoes)
  }
}
