internal import Domain

/// What a parcel has to have before it leaves, and what becomes of papers that are right no more.
enum PaperRules {
  /// A digest of what stands on a paper that nobody can guess an address from.
  static func imprint(_ parcel: PaperParcel, _ kind: PaperKind, in writer: any Writer) throws -> String {
    imprint(parcel, kind, secret: try MatchKey.secret(in: writer))
  }

  static func imprint(_ parcel: PaperParcel, _ kind: PaperKind, secret: [UInt8]) -> String {
    MatchKey.key("paper:" + parcel.imprint(kind), secret)
  }

  /// The card that the receiver's address is on just now.
  static func addressRevision(of order: Int64, in reader: any Reader) throws -> Int64? {
    try reader.first("SELECT ship_to FROM orders WHERE id = \(order)") { $0.optionalInteger(0) } ?? nil
  }

  /// Its papers count no more.
  static func void(of parcel: Int64, _ task: FulfilmentWork) throws {
    let live = try task.writer.all(
      "SELECT id FROM papers WHERE parcel_id = \(parcel) AND voided_at IS NULL ORDER BY id"
    ) { $0.integer(0) }
    for id in live { try task.rows.update(.papers, id, ["voided_at": .number(task.now.milliseconds)]) }
  }

  /// Refuses a parcel whose label names another address, and one that goes abroad from a warehouse with a sender
  /// without all its papers.
  static func refuseLacking(
    _ id: Int64, label: Int64, tracking: String, in writer: any Writer, at now: Instant
  ) throws {
    let stuck = try writer.first(
      """
      SELECT k.number, b.address_revision, o.ship_to, k.warehouse_id
      FROM labels AS b
      JOIN parcels AS k ON k.id = b.parcel_id
      JOIN orders AS o ON o.id = k.order_id
      WHERE b.id = \(label)
      """
    ) {
      (number: $0.text(0), labelled: $0.optionalInteger(1), now: $0.optionalInteger(2), warehouse: $0.integer(3))
    }
    guard let stuck else { return }
    if let labelled = stuck.labelled, labelled != stuck.now {
      throw ActionRefusal.papers(.addressChanged(parcel: stuck.number, tracking: tracking))
    }
    let isAsked = try writer.integer("SELECT required FROM paper_senders WHERE location_id = \(stuck.warehouse)") == 1
    guard isAsked, let parcel = try PaperTable.parcel(id, at: now, in: writer), parcel.set.isAbroad else { return }
    if !parcel.isWhole {
      throw ActionRefusal.papers(.flawed(parcel: parcel.number, parcel.flaws.filter { !$0.isRemark }))
    }
    let papers = try PaperTable.papers(of: id, in: writer).filter { $0.voidedAt == nil && $0.prints > 0 }
    var (lacking, outdated): ([PaperKind], [PaperKind]) = ([], [])
    for kind in parcel.set.kinds {
      let imprint = try imprint(parcel, kind, in: writer)
      if papers.contains(where: { $0.kind == kind && $0.imprint == imprint }) { continue }
      if papers.contains(where: { $0.kind == kind }) { outdated.append(kind) } else { lacking.append(kind) }
    }
    if !lacking.isEmpty { throw ActionRefusal.papers(.lacking(parcel: parcel.number, lacking)) }
    if !outdated.isEmpty { throw ActionRefusal.papers(.outdated(parcel: parcel.number, outdated)) }
  }
}

extension Doctor {
  static let paperRules: [Rule] = [
    Rule(
      name: "paperPrints",
      sql: """
        SELECT COUNT(*)
        FROM papers
        WHERE prints <> (SELECT COUNT(*) FROM paper_prints WHERE paper_prints.paper_id = papers.id)
        """, text: "papers were printed more or less often than is counted", isDerived: false),
    Rule(
      name: "voidLabelPapers",
      sql: """
        SELECT COUNT(*)
        FROM papers
        JOIN labels ON labels.id = papers.label_id AND labels.voided_at IS NOT NULL
        WHERE papers.voided_at IS NULL
        """, text: "papers of a void label still count", isDerived: false),
  ]

  /// Bytes that are not those that were printed.
  static func checkPapers(_ reader: any Reader, _ result: inout Examination) throws {
    var wrong = 0
    var after: Int64 = 0
    while true {
      let page = try reader.all(
        "SELECT id, digest, body FROM papers WHERE id > \(after) AND body IS NOT NULL ORDER BY id LIMIT 100"
      ) { (id: $0.integer(0), digest: $0.text(1), body: $0.bytes(2)) }
      guard let last = page.last else { break }
      after = last.id
      wrong += page.filter { Hex.text(SHA256.digest($0.body)) != $0.digest }.count
    }
    if wrong > 0 {
      result.findings.append(
        .init(check: "paperDigests", text: "\(wrong) papers are not as they were printed", isDerived: false))
    }
  }
}
