internal import Domain

/// What stands around a variant: its product, what it is made of, what channels call it.
public enum VariantTable {
  /// A part of a kit.
  public struct Part: Hashable, Sendable {
    public var sku: String
    /// Units of it in one kit.
    public var quantity: Int64
  }

  /// What a channel account calls a variant.
  public struct Alias: Hashable, Sendable {
    /// The account's code.
    public var account: String
    /// Folded, as it is looked for; empty where the listing alone counts.
    public var sku: String
    public var listingId: String
  }

  /// An own SKU that somebody may mean.
  public struct Suggestion: Hashable, Sendable {
    public var sku: String
    public var title: String
    public var options: String

    /// Also a place: its code, its name and its warehouse.
    public init(sku: String, title: String, options: String) {
      self.sku = sku
      self.title = title
      self.options = options
    }
  }

  /// The product of a variant; nil where there is none of that id.
  public static func product(of id: Int64, in reader: any Reader) throws -> Int64? {
    try reader.integer("SELECT product_id FROM variants WHERE id = \(id)")
  }

  /// The kits among a product's variants, by variant.
  public static func kits(ofProduct id: Int64, in reader: any Reader) throws -> [Int64: [Part]] {
    var parts: [Int64: [Part]] = [:]
    try reader.forEach(
      """
      SELECT k.kit_id, p.sku, k.quantity
      FROM variants AS v
      CROSS JOIN kit_components AS k ON k.kit_id = v.id
      CROSS JOIN variants AS p ON p.id = k.variant_id
      WHERE v.product_id = \(id)
      ORDER BY k.kit_id, p.id
      """
    ) { row in
      parts[row.integer(0), default: []].append(Part(sku: row.text(1), quantity: row.integer(2)))
      return true
    }
    return parts
  }

  /// What channels call a product's variants, by variant; a hundred of each at most.
  public static func aliases(ofProduct id: Int64, in reader: any Reader) throws -> [Int64: [Alias]] {
    var aliases: [Int64: [Alias]] = [:]
    try reader.forEach(
      """
      SELECT c.variant_id, a.code, c.sku_key, c.listing_id
      FROM variants AS v
      CROSS JOIN channel_skus AS c INDEXED BY channel_skus_variant ON c.variant_id = v.id
      CROSS JOIN accounts AS a ON a.id = c.account_id
      WHERE v.product_id = \(id)
      ORDER BY c.variant_id, a.code, c.sku_key, c.listing_id
      """
    ) { row in
      let variant = row.integer(0)
      guard aliases[variant, default: []].count < 100 else { return true }
      aliases[variant, default: []].append(Alias(account: row.text(1), sku: row.text(2), listingId: row.text(3)))
      return true
    }
    return aliases
  }

  /// SKUs that begin so, then those with a barcode that begins so, then those of products with such words; no SKU
  /// twice, `limit` at most.
  public static func suggestions(_ text: String, limit: Int, in reader: any Reader) throws -> [Suggestion] {
    let wanted = FoldedText.fold(text.trimmingBlanks)
    guard !wanted.isEmpty, wanted.utf8.count <= 200 else { return [] }
    var found: [Suggestion] = []
    func take(_ condition: SQL, from source: SQL = "variants AS v") throws {
      guard found.count < limit else { return }
      try reader.forEach(
        """
        SELECT v.sku, p.title, v.option_values
        FROM \(source)
        CROSS JOIN products AS p ON p.id = v.product_id
        WHERE \(condition) AND v.sku <> '' AND p.withdrawn_at IS NULL
        LIMIT \(limit)
        """
      ) { row in
        let options = Plain.texts(row.text(2)).joined(separator: " / ")
        let suggestion = Suggestion(sku: row.text(0), title: row.text(1), options: options)
        if !found.contains(suggestion) { found.append(suggestion) }
        return found.count < limit
      }
    }
    let end = ASCIICapitals.successor(of: wanted)
    let skus: SQL = end.map { "v.sku_key >= \(wanted) AND v.sku_key < \($0)" } ?? "v.sku_key = \(wanted)"
    try take(skus, from: "variants AS v INDEXED BY variants_sku")
    let codes: SQL = end.map { "code >= \(wanted) AND code < \($0)" } ?? "code = \(wanted)"
    if wanted.utf8.count >= 4 { try take("v.id IN (SELECT variant_id FROM barcodes WHERE \(codes) LIMIT 20)") }
    let terms = SearchTerms.queryTerms(of: wanted)
    let sql = try SentenceSQL(kind: .products, now: Instant(milliseconds: 0), in: reader)
    if !terms.isEmpty, let match = try sql.textMatch(sql.sought(terms), mayWiden: false)?.match {
      try take(
        "v.product_id IN (SELECT rowid FROM products_text WHERE products_text MATCH \(match) LIMIT 20)",
        from: "variants AS v INDEXED BY variants_product")
    }
    return found
  }
}
