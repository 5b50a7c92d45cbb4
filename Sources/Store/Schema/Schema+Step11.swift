extension Schema {
  /// The stock ledger: places, lots, lines that are only ever added, what they add up to, and how far each unit of an
  /// order is on its way.
  @Sendable static func step11(_ dialect: Dialect) -> [String] {
    let table = dialect.tableEnding
    let tables = [
      """
      CREATE TABLE locations (
        id \(dialect.identity),
        version BIGINT NOT NULL DEFAULT 1,
        code TEXT NOT NULL CHECK (code <> ''),
        code_key TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        kind TEXT NOT NULL,
        role TEXT NOT NULL,
        warehouse_id BIGINT NOT NULL,
        use TEXT NOT NULL,
        sequence BIGINT NOT NULL,
        country TEXT,
        ships_to TEXT NOT NULL,
        priority BIGINT NOT NULL,
        sellable BIGINT NOT NULL CHECK (sellable IN (0, 1)),
        closed BIGINT NOT NULL CHECK (closed IN (0, 1)),
        mirrored_at BIGINT
      ) \(table)
      """,
      "CREATE INDEX locations_warehouse ON locations (warehouse_id, sequence, code_key)",
      """
      CREATE TABLE lots (
        id \(dialect.identity),
        version BIGINT NOT NULL DEFAULT 1,
        variant_id BIGINT NOT NULL REFERENCES variants (id),
        code TEXT NOT NULL CHECK (code <> ''),
        code_key TEXT NOT NULL,
        status TEXT NOT NULL,
        expires_at BIGINT,
        UNIQUE (variant_id, code_key)
      ) \(table)
      """,
      """
      CREATE TABLE moves (
        id \(dialect.identity),
        variant_id BIGINT NOT NULL,
        lot_id BIGINT NOT NULL DEFAULT 0,
        owner TEXT NOT NULL,
        quantity BIGINT NOT NULL CHECK (quantity > 0),
        from_id BIGINT NOT NULL,
        to_id BIGINT NOT NULL CHECK (to_id <> from_id),
        reason TEXT NOT NULL,
        seq BIGINT NOT NULL,
        moved_at BIGINT NOT NULL
      ) \(table)
      """,
      "CREATE INDEX moves_variant ON moves (variant_id, id)",
      "CREATE INDEX moves_seq ON moves (seq)",
      """
      CREATE TABLE quants (
        id \(dialect.identity),
        variant_id BIGINT NOT NULL,
        location_id BIGINT NOT NULL,
        lot_id BIGINT NOT NULL DEFAULT 0,
        owner TEXT NOT NULL,
        quantity BIGINT NOT NULL,
        UNIQUE (variant_id, location_id, lot_id, owner)
      ) \(table)
      """,
      "CREATE INDEX quants_location ON quants (location_id, variant_id)",
      """
      CREATE TABLE allocations (
        id \(dialect.identity),
        order_id BIGINT NOT NULL,
        line_id BIGINT NOT NULL,
        variant_id BIGINT NOT NULL,
        quantity BIGINT NOT NULL CHECK (quantity > 0),
        state TEXT NOT NULL,
        warehouse_id BIGINT,
        fulfilment_id BIGINT,
        purchase_line_id BIGINT,
        CHECK (warehouse_id IS NOT NULL OR state NOT IN ('reserved', 'picked', 'packed'))
      ) \(table)
      """,
      "CREATE INDEX allocations_order ON allocations (order_id, line_id)",
      """
      CREATE INDEX allocations_reserved ON allocations (variant_id, warehouse_id, quantity)
      WHERE state = 'reserved'
      """,
      "CREATE INDEX allocations_waiting ON allocations (variant_id, id) WHERE state IN ('backordered', 'pegged')",
    ]
    // Where goods come from and go to outside the shop's own places.
    let outside = [
      ("SUPPLIER", "supplier"), ("CUSTOMER", "customer"), ("LOSS", "loss"), ("TRANSIT", "inTransit"),
    ].enumerated().map { index, place in
      """
      INSERT INTO locations (id, code, code_key, name, kind, role, warehouse_id, use, sequence, ships_to, priority,
        sellable, closed)
      VALUES (\(index + 1), '\(place.0)', '\(place.0.lowercased())', '', '\(place.1)', 'warehouse', \(index + 1),
        'picking', 0, '', 0, 0, 0)
      """
    }
    return tables.map(dialect.types) + outside
  }
}
