internal import Domain

/// What belongs to a variant beside its product: the parts of a kit, and its aliases.
enum VariantFacts: FactTable {
  static func facts(of entry: JournalEntry, in reader: any Reader) throws -> [String: Plain] {
    guard let id = entry.subject else { return [:] }
    var facts: [String: Plain] = ["kit": try Kit.plain(of: id, in: reader)]
    for change in entry.changes {
      guard let alias = SkuAlias(field: change.field) else { continue }
      facts[change.field] = try alias.owner(in: reader) == id ? .flag(true) : .null
    }
    return facts
  }

  static func put(_ facts: [String: Plain], of entry: JournalEntry, _ work: Work) throws -> [FieldChange] {
    guard let id = entry.subject else { return [] }
    for (field, value) in facts.sorted(by: { $0.key < $1.key }) {
      if field == "kit" {
        let words = (value.list ?? []).compactMap(\.text)
        let now = try Kit.plain(of: id, in: work.writer)
        do {
          try Kit.set(words, of: id, in: work.writer)
        } catch ActionRefusal.noSuchRecord, ActionRefusal.badField {
          return [FieldChange(field: field, before: value, after: now)]
        }
      } else if let alias = SkuAlias(field: field) {
        if value == .flag(true) {
          if try alias.owner(in: work.writer) != nil { return [FieldChange(field: field, before: .null, after: value)] }
          try alias.keep(for: id, in: work.writer).leave(after: nil, work)
        } else {
          try alias.forget(in: work.writer).leave(after: nil, work)
        }
      }
    }
    return []
  }
}

/// The parts that a variant is put together from when it is sold.
enum Kit {
  /// `SKU*COUNT`, in the order of the parts' ids; empty: no kit.
  static func plain(of id: Int64, in reader: any Reader) throws -> Plain {
    .list(try parts(of: id, in: reader).map { .text("\($0.sku)*\($0.quantity)") })
  }

  static func parts(of id: Int64, in reader: any Reader) throws -> [(sku: String, quantity: Int64)] {
    try reader.all(
      """
      SELECT variants.sku, kit_components.quantity
      FROM kit_components
      JOIN variants ON variants.id = kit_components.variant_id
      WHERE kit_id = \(id)
      ORDER BY variants.id
      """
    ) { ($0.text(0), $0.integer(1)) }
  }

  /// Replaces the parts. A part is there, stands once, and is not made of the kit itself, however deep.
  static func set(_ words: [String], of id: Int64, in writer: any Writer) throws {
    try writer.run("DELETE FROM kit_components WHERE kit_id = ?", [.integer(id)])
    var seen: Set<Int64> = []
    for word in words {
      let (sku, count) = try ActionArguments.counted(word, field: "components")
      guard let part = try SkuAlias.variant(called: sku, in: writer) else {
        throw ActionRefusal.noSuchRecord(kind: "variants", sku)
      }
      if try part == id || isMade(of: id, part, in: writer) {
        throw ActionRefusal.badField("components", found: sku, expected: .partThatIsNotTheKit)
      }
      if !seen.insert(part).inserted {
        throw ActionRefusal.badField("components", found: sku, expected: .eachPartOnce(example: "\(sku)*2"))
      }
      try writer.run(
        "INSERT INTO kit_components (kit_id, variant_id, quantity) VALUES (?, ?, ?)",
        [.integer(id), .integer(part), .integer(count)])
    }
  }

  private static func isMade(of id: Int64, _ part: Int64, in reader: any Reader) throws -> Bool {
    try reader.integer(
      """
      WITH RECURSIVE parts (id) AS (
        SELECT CAST(\(part) AS BIGINT)
        UNION
        SELECT kit_components.variant_id FROM kit_components JOIN parts ON kit_components.kit_id = parts.id
      )
      SELECT COUNT(*) FROM parts WHERE id = \(id)
      """) ?? 0 > 0
  }
}

/// Another code of ours for a variant: an old SKU, a supplier's, a short one. Lines of any account are mapped by it.
struct SkuAlias {
  let code: String
  var key: String { FoldedText.fold(code) }
  var field: String { "alias:\(code)" }

  init(code: String) { self.code = code }

  init?(field: String) {
    guard field.hasPrefix("alias:") else { return nil }
    code = String(field.dropFirst(6))
  }

  func owner(in reader: any Reader) throws -> Int64? {
    try reader.integer("SELECT variant_id FROM sku_aliases WHERE sku_key = \(key)")
  }

  /// The variant that somebody means by an own SKU or, where no SKU is written so, by an alias.
  static func variant(called name: String, in reader: any Reader) throws -> Int64? {
    let key = FoldedText.fold(name)
    return try reader.integer("SELECT id FROM variants WHERE sku_key = \(key)")
      ?? reader.integer("SELECT variant_id FROM sku_aliases WHERE sku_key = \(key)")
  }

  /// Keeps it; waiting lines find their variant by it.
  func keep(for variant: Int64, in writer: any Writer) throws -> JudgedLines {
    try writer.run(
      "INSERT INTO sku_aliases (sku_key, sku, variant_id) VALUES (?, ?, ?)",
      [.text(key), .text(code), .integer(variant)])
    var judged = JudgedLines()
    try judged.add(LineJudging(account: nil, key: key, listing: ""), in: writer)
    return judged
  }

  func forget(in writer: any Writer) throws -> JudgedLines {
    var judged = JudgedLines()
    guard let variant = try owner(in: writer) else { return judged }
    try writer.run("DELETE FROM sku_aliases WHERE sku_key = ?", [.text(key)])
    try judged.add(LineJudging(account: nil, key: key, listing: "", standing: variant), in: writer)
    return judged
  }

  static func all(of variant: Int64, in reader: any Reader) throws -> [String] {
    try reader.all("SELECT sku FROM sku_aliases WHERE variant_id = \(variant) ORDER BY sku_key") { $0.text(0) }
  }
}
