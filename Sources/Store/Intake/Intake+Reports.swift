internal import Domain

extension Intake {
  func take(_ incoming: IncomingStock, _ work: Work) throws -> Outcome {
    guard let count = incoming.count else { return try takeReport(incoming, work) }
    return try takeCount(incoming, count, work)
  }

  /// What a source reports of its stock: the newest stamp wins, and of one stamp what was told last. Never the ledger's
  /// business.
  func takeReport(_ incoming: IncomingStock, _ work: Work) throws -> Outcome {
    let item = incoming.itemId.isEmpty ? incoming.sku : incoming.itemId
    let revisedAt = incoming.revisedAt ?? exportedAt
    let known = try report(item, incoming.location, work.writer)
    let isMirror = !incoming.buckets.isEmpty
    let buckets = isMirror ? incoming.buckets.plain : .null
    if isMirror { try tellMirror(incoming, item, work) }
    if let known {
      let isSame = known.available == incoming.available && (!isMirror || known.buckets == buckets)
      let isOlder =
        known.revisedAt > revisedAt || known.revisedAt == revisedAt && (known.toldAt ?? exportedAt) >= exportedAt
      if isSame || isOlder { return .unchanged(0) }
    }
    try beginBatch(work)
    try work.writer.run(
      """
      INSERT INTO stock_reports (account_id, item, location, sku, available, revised_at, buckets, told_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (account_id, item, location) DO UPDATE
      SET sku = excluded.sku, available = excluded.available, revised_at = excluded.revised_at,
        buckets = excluded.buckets, told_at = excluded.told_at
      """,
      [
        .integer(account.id), .text(item), .text(incoming.location), .text(incoming.sku),
        .integer(incoming.available), .integer(revisedAt.milliseconds), isMirror ? .text(buckets.json) : .null,
        isMirror ? .integer(exportedAt.milliseconds) : .null,
      ])
    try work.append(
      action: "importStock", kind: "stock", subject: nil,
      changes: changes(incoming, item, revisedAt, buckets, since: known) + telling(isMirror, since: known))
    return known == nil ? .imported(0) : .updated(0)
  }

  private func telling(_ isMirror: Bool, since known: Report?) -> [FieldChange] {
    if !isMirror || known?.toldAt == exportedAt { return [] }
    return [FieldChange(field: StockFacts.toldAt, before: Plain(known?.toldAt), after: Plain(exportedAt))]
  }

  private struct Report {
    var available: Int64
    var revisedAt: Instant
    var sku: String
    var buckets: Plain
    var toldAt: Instant?
  }

  private func report(_ item: String, _ location: String, _ reader: any Reader) throws -> Report? {
    try reader.first(
      """
      SELECT available, revised_at, sku, buckets, told_at
      FROM stock_reports
      WHERE account_id = \(account.id) AND item = \(item) AND location = \(location)
      """
    ) {
      Report(
        available: $0.integer(0), revisedAt: $0.instant(1), sku: $0.text(2),
        buckets: $0.optionalText(3).flatMap { Plain(json: $0) } ?? .null, toldAt: $0.optionalInstant(4))
    }
  }

  private func changes(
    _ incoming: IncomingStock, _ item: String, _ revisedAt: Instant, _ buckets: Plain, since known: Report?
  ) -> [FieldChange] {
    var changes = [
      FieldChange(
        field: "\(account.code)/\(item)/\(incoming.location)", before: Plain(known?.available),
        after: .number(incoming.available))
    ]
    if known?.revisedAt != revisedAt {
      changes.append(FieldChange(field: StockFacts.stamp, before: Plain(known?.revisedAt), after: Plain(revisedAt)))
    }
    if known?.sku != incoming.sku {
      changes.append(FieldChange(field: StockFacts.sku, before: Plain(known?.sku), after: .text(incoming.sku)))
    }
    if known == nil { changes.append(FieldChange(field: StockFacts.item, before: .null, after: .text(item))) }
    if buckets != known?.buckets ?? .null {
      changes.append(FieldChange(field: StockFacts.buckets, before: known?.buckets ?? .null, after: buckets))
    }
    return changes
  }

  /// A mirror says when it was looked into, whether or not anything in it has changed.
  private func tellMirror(_ incoming: IncomingStock, _ item: String, _ work: Work) throws {
    try work.writer.execute(
      """
      UPDATE stock_reports
      SET told_at = \(exportedAt)
      WHERE account_id = \(account.id) AND item = \(item) AND location = \(incoming.location)
        AND told_at < \(exportedAt) AND revised_at <= \(incoming.revisedAt ?? exportedAt)
      """)
    try work.writer.execute(
      """
      UPDATE locations
      SET mirrored_at = \(exportedAt)
      WHERE kind = 'fba' AND code_key IN (\(FoldedText.fold(account.code + "-FBA")), 'fba')
        AND COALESCE(mirrored_at, 0) < \(exportedAt)
      """)
  }
}
