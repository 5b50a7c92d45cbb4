public import Domain

extension Views {
  /// What a scanner read, or a number that is meant as it stands: the order of that number (or that the channel calls
  /// so), else the variant of that SKU or barcode, else the product, else the customer. nil where nothing has it.
  ///
  /// Barcodes are met whatever zeros stand before them: a UPC is an EAN-13 with one nought more.
  public static func lookUp(_ text: String, in reader: any Reader) throws -> (kind: Kind, ids: [Int64])? {
    let wanted = FoldedText.fold(text.trimmingBlanks)
    if wanted.isEmpty || wanted.utf8.count > 200 { return nil }
    for kind in [Kind.orders, .variants, .products, .customers] {
      let sql = try SentenceSQL(kind: kind, now: Instant(milliseconds: 0), in: reader)
      var found = try ids(whole(wanted, sql), kind, reader)
      if found.isEmpty { found = try externally(wanted, sql, reader) }
      if found.isEmpty, kind == .variants { found = try variants(ofCode: wanted, reader) }
      if kind == .customers { found = try survivors(found, reader) }
      if !found.isEmpty { return (kind, found) }
    }
    return nil
  }

  /// Who these customers were found to be: merged ones lead to whoever stands in the lists.
  public static func survivors(_ ids: [Int64], _ reader: any Reader) throws -> [Int64] {
    var found: [Int64] = []
    for id in ids {
      let root = try CustomerTable.root(of: id, in: reader)
      if !found.contains(root) { found.append(root) }
    }
    return found
  }

  /// Variants whose barcode is this one with other zeros before it, or stands in it as the GTIN of a GS1 code.
  private static func variants(ofCode code: String, _ reader: any Reader) throws -> [Int64] {
    var digits = Substring(code)
    // A GS1 symbol begins with its kind (`]C1`, `]d2`) and then, most often, with the article: 01 and fourteen digits.
    if digits.first == "]" { digits = digits.dropFirst(3) }
    if digits.hasPrefix("(01)") { digits = digits.dropFirst(4).prefix(14) }
    if digits.hasPrefix("01"), digits.utf8.count >= 16 { digits = digits.dropFirst(2).prefix(14) }
    let core = digits.drop { $0 == "0" }
    guard core.utf8.count >= 6, core.utf8.count <= 14, core.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else {
      return []
    }
    let codes = (0...(14 - core.utf8.count)).map { SQLValue.text(String(repeating: "0", count: $0) + core) }
    return try ids("v.id IN (SELECT variant_id FROM barcodes WHERE code IN (\(SQL.list(codes))))", .variants, reader)
  }
}
