internal import Domain

/// The numbers that parcels go by, and those that carriers told of before any parcel had them.
enum TrackingNumbers {
  /// The number's own row, made where nobody has met it yet.
  static func id(of number: String, carrier: String, at now: Instant, in writer: any Writer) throws -> Int64 {
    let key = TrackingKey.of(number)
    if let known = try writer.integer("SELECT id FROM tracking_numbers WHERE number_key = \(key)") { return known }
    try writer.run(
      "INSERT INTO tracking_numbers (number, number_key, carrier, first_at) VALUES (?, ?, ?, ?)",
      [.text(number), .text(key), .text(carrier), .integer(now.milliseconds)])
    return try writer.lastInsertedId
  }

  /// How many parcels and consolidations go by it just now; what is voided counts no more.
  static func recount(_ id: Int64, in writer: any Writer) throws {
    try writer.execute(
      """
      UPDATE tracking_numbers
      SET links = (SELECT COUNT(*) FROM number_links WHERE number_id = \(id) AND voided_at IS NULL)
      WHERE id = \(id)
      """)
  }

  /// What a number is given to.
  enum Holder {
    case parcel(Int64)
    case consolidation(Int64)
  }

  /// Gives a parcel or a consolidation a number; news that came before is its own from now on.
  @discardableResult
  static func link(
    _ number: String, carrier: String, role: TrackingRole, to holder: Holder, label: Int64? = nil,
    from: Instant? = nil, _ task: FulfilmentWork
  ) throws -> Int64 {
    let id = try id(of: number, carrier: carrier, at: task.now, in: task.writer)
    var values: [String: Plain] = [
      "number_id": .number(id), "number": .text(number), "carrier": .text(carrier), "role": .text(role.rawValue),
      "valid_from": .number((from ?? task.now).milliseconds),
    ]
    if let label { values["label_id"] = .number(label) }
    switch holder {
    case .parcel(let parcel): values["parcel_id"] = .number(parcel)
    case .consolidation(let unit): values["consolidation_id"] = .number(unit)
    }
    return try task.rows.insert(.numberLinks, values)
  }

  /// The numbers of a label that counts no more are kept, and count no more.
  static func void(label: Int64, _ task: FulfilmentWork) throws {
    let links = try task.writer.all("SELECT id FROM number_links WHERE label_id = \(label) AND voided_at IS NULL") {
      $0.integer(0)
    }
    for link in links {
      try task.rows.update(.numberLinks, link, ["voided_at": .number(task.now.milliseconds)])
    }
  }

  /// Whether somebody who goes by it was erased: nobody's name is to come in with it again.
  static func isOfErased(_ number: Int64, in reader: any Reader) throws -> Bool {
    let erased = try reader.integer(
      """
      SELECT COUNT(*)
      FROM number_links AS l
      JOIN parcels AS p ON p.id = l.parcel_id
      JOIN orders AS o ON o.id = p.order_id
      JOIN customers AS c ON c.id = o.customer_id
      WHERE l.number_id = \(number) AND c.erased_at IS NOT NULL
      """)
    return erased ?? 0 > 0
  }

  /// Parcels that a number's news is about: its own, and those in consolidations that have it.
  static func parcels(of number: Int64, in reader: any Reader) throws -> [Int64] {
    try reader.all(
      """
      WITH RECURSIVE units (id) AS (
        SELECT consolidation_id FROM number_links
        WHERE number_id = \(number) AND voided_at IS NULL AND consolidation_id IS NOT NULL
        UNION
        SELECT c.child_id FROM units AS u JOIN consolidated AS c ON c.consolidation_id = u.id
        WHERE c.child_id IS NOT NULL
      )
      SELECT parcel_id FROM number_links
      WHERE number_id = \(number) AND parcel_id IS NOT NULL AND voided_at IS NULL
      UNION
      SELECT c.parcel_id FROM units AS u JOIN consolidated AS c ON c.consolidation_id = u.id
      WHERE c.parcel_id IS NOT NULL
      """
    ) { $0.integer(0) }
  }
}
