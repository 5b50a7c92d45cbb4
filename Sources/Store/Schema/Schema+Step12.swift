extension Schema {
  /// Supply: suppliers and what they sell, purchases and what came of them, the checks, certificates, and what is
  /// promised before it is bought.
  @Sendable static func step12(_ dialect: Dialect) -> [String] {
    let table = dialect.tableEnding
    let tables = [
      """
      CREATE TABLE suppliers (
        id \(dialect.identity),
        version BIGINT NOT NULL DEFAULT 1,
        code TEXT NOT NULL CHECK (code <> ''),
        code_key TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        currency TEXT NOT NULL,
        country TEXT,
        lead_days BIGINT NOT NULL CHECK (lead_days >= 0),
        handling_days BIGINT NOT NULL CHECK (handling_days >= 0),
        minimum_units BIGINT NOT NULL CHECK (minimum_units >= 0),
        minimum_amount BIGINT NOT NULL CHECK (minimum_amount >= 0),
        over_percent BIGINT NOT NULL CHECK (over_percent >= 0),
        standard TEXT NOT NULL,
        return_terms TEXT NOT NULL,
        closed BIGINT NOT NULL CHECK (closed IN (0, 1)),
        note TEXT NOT NULL
      ) \(table)
      """,
      """
      CREATE TABLE supplier_items (
        id \(dialect.identity),
        version BIGINT NOT NULL DEFAULT 1,
        supplier_id BIGINT NOT NULL REFERENCES suppliers (id),
        variant_id BIGINT NOT NULL REFERENCES variants (id),
        code TEXT NOT NULL,
        pack_size BIGINT NOT NULL CHECK (pack_size > 0),
        minimum BIGINT NOT NULL CHECK (minimum > 0),
        prices TEXT NOT NULL,
        lead_days BIGINT CHECK (lead_days >= 0),
        preferred BIGINT NOT NULL CHECK (preferred IN (0, 1)),
        closed BIGINT NOT NULL CHECK (closed IN (0, 1)),
        UNIQUE (supplier_id, variant_id)
      ) \(table)
      """,
      "CREATE INDEX supplier_items_variant ON supplier_items (variant_id, supplier_id)",
      """
      CREATE TABLE purchases (
        id \(dialect.identity),
        version BIGINT NOT NULL DEFAULT 1,
        number TEXT NOT NULL,
        number_key TEXT NOT NULL UNIQUE,
        supplier_id BIGINT NOT NULL REFERENCES suppliers (id),
        currency TEXT NOT NULL,
        warehouse_id BIGINT NOT NULL REFERENCES locations (id),
        state TEXT NOT NULL,
        created_at BIGINT NOT NULL,
        ordered_at BIGINT,
        promised_at BIGINT,
        closed_at BIGINT,
        note TEXT NOT NULL
      ) \(table)
      """,
      "CREATE INDEX purchases_supplier ON purchases (supplier_id, id)",
      "CREATE INDEX purchases_state ON purchases (state, id)",
      """
      CREATE TABLE purchase_lines (
        id \(dialect.identity),
        purchase_id BIGINT NOT NULL REFERENCES purchases (id),
        position BIGINT NOT NULL,
        variant_id BIGINT NOT NULL REFERENCES variants (id),
        quantity BIGINT NOT NULL CHECK (quantity > 0),
        unit_cost BIGINT NOT NULL CHECK (unit_cost >= 0),
        promised_at BIGINT,
        from_promise BIGINT NOT NULL DEFAULT 0 CHECK (from_promise >= 0),
        received BIGINT NOT NULL DEFAULT 0 CHECK (received >= 0),
        damaged BIGINT NOT NULL DEFAULT 0 CHECK (damaged >= 0),
        accepted BIGINT NOT NULL DEFAULT 0 CHECK (accepted >= 0),
        rejected BIGINT NOT NULL DEFAULT 0 CHECK (rejected >= 0),
        CHECK (accepted + rejected <= received)
      ) \(table)
      """,
      "CREATE INDEX purchase_lines_purchase ON purchase_lines (purchase_id, position)",
      "CREATE INDEX purchase_lines_variant ON purchase_lines (variant_id, id)",
      """
      CREATE TABLE receipts (
        id \(dialect.identity),
        version BIGINT NOT NULL DEFAULT 1,
        purchase_id BIGINT NOT NULL REFERENCES purchases (id),
        line_id BIGINT NOT NULL REFERENCES purchase_lines (id),
        variant_id BIGINT NOT NULL,
        location_id BIGINT NOT NULL,
        lot_id BIGINT NOT NULL DEFAULT 0,
        quantity BIGINT NOT NULL CHECK (quantity >= 0),
        state TEXT NOT NULL,
        sample BIGINT NOT NULL DEFAULT 0,
        accept BIGINT NOT NULL DEFAULT 0,
        defects BIGINT NOT NULL DEFAULT 0,
        accepted BIGINT NOT NULL DEFAULT 0 CHECK (accepted >= 0),
        rejected BIGINT NOT NULL DEFAULT 0 CHECK (rejected >= 0),
        returned BIGINT NOT NULL DEFAULT 0 CHECK (returned >= 0 AND returned <= rejected),
        received_at BIGINT NOT NULL,
        CHECK (accepted + rejected <= quantity)
      ) \(table)
      """,
      "CREATE INDEX receipts_line ON receipts (line_id, id)",
      "CREATE INDEX receipts_purchase ON receipts (purchase_id, id)",
      "CREATE INDEX receipts_open ON receipts (state, id) WHERE state <> 'settled'",
      """
      CREATE TABLE supply_promises (
        id \(dialect.identity),
        version BIGINT NOT NULL DEFAULT 1,
        supplier_id BIGINT NOT NULL REFERENCES suppliers (id),
        variant_id BIGINT NOT NULL REFERENCES variants (id),
        quantity BIGINT NOT NULL CHECK (quantity >= 0),
        lead_days BIGINT CHECK (lead_days >= 0),
        until BIGINT,
        UNIQUE (supplier_id, variant_id)
      ) \(table)
      """,
      "CREATE INDEX supply_promises_variant ON supply_promises (variant_id, supplier_id)",
      """
      CREATE TABLE certificate_rules (
        id \(dialect.identity),
        version BIGINT NOT NULL DEFAULT 1,
        certificate TEXT NOT NULL,
        product_id BIGINT REFERENCES products (id),
        category TEXT NOT NULL,
        hazard TEXT NOT NULL,
        country TEXT NOT NULL,
        closed BIGINT NOT NULL DEFAULT 0 CHECK (closed IN (0, 1))
      ) \(table)
      """,
      """
      CREATE TABLE certificates (
        id \(dialect.identity),
        version BIGINT NOT NULL DEFAULT 1,
        product_id BIGINT NOT NULL REFERENCES products (id),
        certificate TEXT NOT NULL,
        number TEXT NOT NULL,
        issuer TEXT NOT NULL,
        valid_from BIGINT,
        expires_at BIGINT,
        withdrawn BIGINT NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
      ) \(table)
      """,
      "CREATE INDEX certificates_product ON certificates (product_id, certificate)",
      // Units sold before they are there, by the purchase that brings them.
      """
      CREATE INDEX allocations_pegged ON allocations (purchase_line_id, id)
      WHERE purchase_line_id IS NOT NULL
      """,
    ]
    // The UN Manual of Tests and Criteria, 38.3: no lithium battery travels without its test summary.
    let batteries = [
      "lithiumIonAlone", "lithiumIonWithEquipment", "lithiumIonInEquipment", "lithiumMetalAlone",
      "lithiumMetalWithEquipment", "lithiumMetalInEquipment",
    ].map { hazard in
      """
      INSERT INTO certificate_rules (certificate, category, hazard, country)
      VALUES ('UN38.3', '', '\(hazard)', '')
      """
    }
    return tables.map(dialect.types) + batteries
  }
}
