public import Domain

/// One kind of thing that a code may stand for: how it is found. Tickets join the table when they come.
public struct CodeLookup: Sendable {
  public let kind: Kind
  /// Ids, newest first, 20 at most. `folded` is the code without case, accents and blanks around it, `code` as it came.
  let find: @Sendable (_ folded: String, _ code: String, _ reader: any Reader) throws -> [Int64]
}

extension Views {
  /// What a code may stand for, the likeliest first; of one kind the first row that finds anything counts.
  public static let codeLookups: [CodeLookup] = [
    CodeLookup(kind: .orders) { folded, _, reader in try numbered(.orders, folded, reader) },
    CodeLookup(kind: .orders) { folded, _, reader in
      let sql = try SentenceSQL(kind: .orders, now: Instant(milliseconds: 0), in: reader)
      return try externally(folded, sql, reader)
    },
    CodeLookup(kind: .variants) { folded, _, reader in try numbered(.variants, folded, reader) },
    CodeLookup(kind: .variants) { folded, _, reader in try variants(ofCode: folded, reader) },
    CodeLookup(kind: .variants) { folded, _, reader in
      try ids("v.id IN (SELECT variant_id FROM sku_aliases WHERE sku_key = \(folded))", .variants, reader)
    },
    CodeLookup(kind: .variants) { folded, code, reader in try variants(ofChannelCode: folded, code, reader) },
    CodeLookup(kind: .products) { folded, _, reader in try numbered(.products, folded, reader) },
    CodeLookup(kind: .customers) { folded, _, reader in
      try survivors(numbered(.customers, folded, reader), reader)
    },
    CodeLookup(kind: .locations) { folded, _, reader in try numbered(.locations, folded, reader) },
    CodeLookup(kind: .purchases) { folded, _, reader in try numbered(.purchases, folded, reader) },
    CodeLookup(kind: .suppliers) { folded, _, reader in try numbered(.suppliers, folded, reader) },
    CodeLookup(kind: .services) { folded, _, reader in try numbered(.services, folded, reader) },
    CodeLookup(kind: .carriers) { folded, _, reader in try numbered(.carriers, folded, reader) },
    CodeLookup(kind: .sheets) { folded, _, reader in try numbered(.sheets, folded, reader) },
    CodeLookup(kind: .returns) { folded, _, reader in try numbered(.returns, folded, reader) },
    CodeLookup(kind: .waves) { folded, _, reader in try numbered(.waves, folded, reader) },
    CodeLookup(kind: .runs) { folded, _, reader in try numbered(.runs, folded, reader) },
    CodeLookup(kind: .shipments) { folded, _, reader in try ids(shipments(numbered: folded), .shipments, reader) },
    // Whose label it is, is a shipment's.
    CodeLookup(kind: .parcels) { folded, _, reader in
      try ids("k.number = \(ASCIICapitals.raised(folded))", .parcels, reader)
    },
    CodeLookup(kind: .consolidations) { folded, _, reader in
      try ids(consolidations(named: folded), .consolidations, reader)
    },
    CodeLookup(kind: .fulfilments) { folded, _, reader in
      try ids("n.number = \(ASCIICapitals.raised(folded))", .fulfilments, reader)
    },
    CodeLookup(kind: .manifests) { folded, _, reader in try numbered(.manifests, folded, reader) },
    CodeLookup(kind: .claims) { folded, _, reader in try numbered(.claims, folded, reader) },
    CodeLookup(kind: .alerts) { folded, _, reader in try numbered(.alerts, folded, reader) },
    // What carriers told of a number that no parcel goes by.
    CodeLookup(kind: .trackingEvents) { folded, _, reader in
      try ids("j.number_key = \(TrackingKey.of(folded)) AND j.links = 0", .trackingEvents, reader)
    },
    // What nobody has mapped yet.
    CodeLookup(kind: .lines) { _, code, reader in
      try ids("l.variant_id IS NULL AND l.listing_id <> '' AND l.listing_id = \(code)", .lines, reader)
    },
  ]

  /// What a scanner read, or a number that is meant as it stands: the order of that number (or that the channel calls
  /// so), else the variant of that SKU, barcode, alias or listing, else the product, else the customer, else the
  /// place, else what is between shelf and carrier, else lines that wait. nil where nothing has it.
  ///
  /// Barcodes are met whatever zeros stand before them: a UPC is an EAN-13 with one nought more.
  public static func lookUp(_ text: String, in reader: any Reader) throws -> (kind: Kind, ids: [Int64])? {
    guard let (folded, code) = wanted(text) else { return nil }
    for lookup in codeLookups {
      let found = try lookup.find(folded, code, reader)
      if !found.isEmpty { return (lookup.kind, found) }
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

  /// Everything that a code stands for, kind by kind; a kind once.
  public static func lookUpAll(_ text: String, in reader: any Reader) throws -> [(kind: Kind, ids: [Int64])] {
    guard let (folded, code) = wanted(text) else { return [] }
    var found: [(kind: Kind, ids: [Int64])] = []
    for lookup in codeLookups where !found.contains(where: { $0.kind == lookup.kind }) {
      // Lines are what is left where nothing else has the code.
      if lookup.kind == .lines, !found.isEmpty { continue }
      let ids = try lookup.find(folded, code, reader)
      if !ids.isEmpty { found.append((lookup.kind, ids)) }
    }
    return found
  }

  private static func wanted(_ text: String) -> (String, String)? {
    let code = text.trimmingBlanks
    let folded = FoldedText.fold(code)
    return folded.isEmpty || folded.utf8.count > 200 ? nil : (folded, code)
  }

  private static func numbered(_ kind: Kind, _ folded: String, _ reader: any Reader) throws -> [Int64] {
    let sql = try SentenceSQL(kind: kind, now: Instant(milliseconds: 0), in: reader)
    return try ids(whole(folded, sql), kind, reader)
  }

  /// Variants that a channel calls so: its SKU, or its listing.
  private static func variants(ofChannelCode folded: String, _ code: String, _ reader: any Reader) throws -> [Int64] {
    try ids(
      """
      v.id IN (
        SELECT variant_id FROM channel_skus
        WHERE account_id IN (SELECT id FROM accounts) AND (sku_key = \(folded) OR listing_id = \(code))
      )
      """, .variants, reader)
  }

  /// Variants whose barcode is this one with other zeros before it, or stands in it as the GTIN of a GS1 code.
  static func variants(ofCode code: String, _ reader: any Reader) throws -> [Int64] {
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
