extension Schema {
  /// Users, accounts, people, products, orders, raw records, journal.
  ///
  /// `place_key` is the order of an order queue in one number: seconds of `placed_at`, then the id. It is the key of
  /// every index that a queue walks and the row number of the free-text index. A withdrawn record has none.
  @Sendable static func step1(_ dialect: Dialect) -> [String] {
    let table = dialect.tableEnding
    let keyed = dialect.keyedTableEnding
    let statements = [
      """
      CREATE TABLE meta (
        key TEXT NOT NULL PRIMARY KEY,
        value TEXT NOT NULL
      ) \(keyed)
      """,
      "INSERT INTO meta (key, value) VALUES ('schema', '0')",
      """
      CREATE TABLE users (
        id \(dialect.identity),
        version BIGINT NOT NULL DEFAULT 1,
        name TEXT NOT NULL UNIQUE CHECK (name <> ''),
        roles TEXT NOT NULL,
        active BIGINT NOT NULL DEFAULT 1 CHECK (active IN (0, 1))
      ) \(table)
      """,
      """
      CREATE TABLE accounts (
        id \(dialect.identity),
        version BIGINT NOT NULL DEFAULT 1,
        code TEXT NOT NULL UNIQUE CHECK (code <> ''),
        channel TEXT NOT NULL,
        name TEXT NOT NULL,
        currency TEXT,
        zone TEXT NOT NULL DEFAULT 'UTC'
      ) \(table)
      """,
      """
      CREATE TABLE customers (
        id \(dialect.identity),
        version BIGINT NOT NULL DEFAULT 1,
        number TEXT NOT NULL,
        match_key TEXT UNIQUE,
        revision BIGINT NOT NULL DEFAULT 0,
        country TEXT,
        tier TEXT NOT NULL DEFAULT 'regular',
        tags TEXT NOT NULL DEFAULT '',
        first_order_at BIGINT,
        last_order_at BIGINT,
        order_count BIGINT NOT NULL DEFAULT 0 CHECK (order_count >= 0),
        erased_at BIGINT
      ) \(table)
      """,
      "CREATE UNIQUE INDEX customers_number ON customers (number)",
      "CREATE INDEX customers_last ON customers (last_order_at, id)",
      """
      CREATE TABLE personal (
        subject BIGINT NOT NULL REFERENCES customers (id),
        revision BIGINT NOT NULL CHECK (revision > 0),
        name TEXT, company TEXT, email TEXT, phone TEXT, street TEXT, city TEXT, region TEXT, postcode TEXT,
        country TEXT, tax_id TEXT, message TEXT,
        recorded_at BIGINT NOT NULL,
        PRIMARY KEY (subject, revision)
      ) \(keyed)
      """,
      """
      CREATE TABLE products (
        id \(dialect.identity),
        version BIGINT NOT NULL DEFAULT 1,
        number TEXT NOT NULL,
        number_key TEXT NOT NULL,
        account_id BIGINT REFERENCES accounts (id),
        external_id TEXT,
        title TEXT NOT NULL,
        title_key TEXT NOT NULL,
        brand TEXT NOT NULL, category TEXT NOT NULL, body TEXT NOT NULL,
        source TEXT NOT NULL, review TEXT NOT NULL,
        tags TEXT NOT NULL, option_names TEXT NOT NULL, images TEXT NOT NULL, translations TEXT NOT NULL,
        extras TEXT NOT NULL,
        variant_count BIGINT NOT NULL, image_count BIGINT NOT NULL,
        updated_at BIGINT NOT NULL,
        withdrawn_at BIGINT
      ) \(table)
      """,
      "CREATE UNIQUE INDEX products_number ON products (number_key)",
      "CREATE INDEX products_title ON products (title_key, id)",
      "CREATE INDEX products_review ON products (review, id)",
      "CREATE INDEX products_brand ON products (brand, id)",
      "CREATE INDEX products_updated ON products (updated_at, id)",
      "CREATE UNIQUE INDEX products_external ON products (account_id, external_id)",
      """
      CREATE TABLE variants (
        id \(dialect.identity),
        product_id BIGINT NOT NULL REFERENCES products (id),
        position BIGINT NOT NULL,
        sku TEXT NOT NULL,
        sku_key TEXT,
        option_values TEXT NOT NULL, prices TEXT NOT NULL, compare_at BIGINT, barcodes TEXT NOT NULL,
        price BIGINT, price_currency TEXT,
        grams BIGINT CHECK (grams >= 0), length_mm BIGINT, width_mm BIGINT, height_mm BIGINT,
        measured_grams BIGINT CHECK (measured_grams >= 0),
        measured_length_mm BIGINT, measured_width_mm BIGINT, measured_height_mm BIGINT,
        hs TEXT NOT NULL, origin TEXT NOT NULL, declared_name TEXT NOT NULL, material TEXT NOT NULL, mid TEXT NOT NULL,
        hazards TEXT NOT NULL,
        requires_shipping BIGINT NOT NULL, taxable BIGINT NOT NULL,
        extras TEXT NOT NULL
      ) \(table)
      """,
      "CREATE UNIQUE INDEX variants_sku ON variants (sku_key)",
      "CREATE INDEX variants_product ON variants (product_id, position)",
      """
      CREATE TABLE barcodes (
        code TEXT NOT NULL,
        variant_id BIGINT NOT NULL REFERENCES variants (id),
        pack_quantity BIGINT NOT NULL CHECK (pack_quantity > 0),
        PRIMARY KEY (code, variant_id)
      ) \(keyed)
      """,
      """
      CREATE TABLE kit_components (
        kit_id BIGINT NOT NULL REFERENCES variants (id),
        variant_id BIGINT NOT NULL REFERENCES variants (id),
        quantity BIGINT NOT NULL CHECK (quantity > 0),
        PRIMARY KEY (kit_id, variant_id),
        CHECK (kit_id <> variant_id)
      ) \(keyed)
      """,
      """
      CREATE TABLE channel_skus (
        account_id BIGINT NOT NULL REFERENCES accounts (id),
        sku_key TEXT NOT NULL,
        listing_id TEXT NOT NULL,
        variant_id BIGINT NOT NULL REFERENCES variants (id),
        PRIMARY KEY (account_id, sku_key, listing_id)
      ) \(keyed)
      """,
      "CREATE INDEX channel_skus_variant ON channel_skus (variant_id)",
      """
      CREATE TABLE orders (
        id \(dialect.identity),
        version BIGINT NOT NULL DEFAULT 1,
        place_key BIGINT,
        account_id BIGINT NOT NULL REFERENCES accounts (id),
        external_id TEXT NOT NULL,
        number TEXT NOT NULL, number_key TEXT NOT NULL,
        state TEXT NOT NULL, payment TEXT NOT NULL, fulfilment TEXT NOT NULL, status TEXT NOT NULL,
        hold_mask BIGINT NOT NULL,
        placed_at BIGINT NOT NULL,
        paid_at BIGINT, shipped_at BIGINT, cancelled_at BIGINT, ship_by BIGINT, deliver_by BIGINT,
        open_ship_by BIGINT,
        customer_id BIGINT REFERENCES customers (id),
        ship_to BIGINT, bill_to BIGINT, message BIGINT,
        country TEXT,
        currency TEXT NOT NULL,
        items BIGINT NOT NULL, discount BIGINT NOT NULL, shipping BIGINT NOT NULL, tax BIGINT NOT NULL,
        tax_included BIGINT NOT NULL, other BIGINT NOT NULL, total BIGINT NOT NULL,
        service TEXT NOT NULL, tags TEXT NOT NULL, assignee TEXT, note TEXT NOT NULL,
        line_count BIGINT NOT NULL, quantity BIGINT NOT NULL, unmapped BIGINT NOT NULL,
        revised_at BIGINT NOT NULL, content_hash BIGINT NOT NULL,
        updated_at BIGINT NOT NULL,
        UNIQUE (account_id, external_id),
        CHECK (total = items - discount + shipping + other + CASE tax_included WHEN 1 THEN 0 ELSE tax END)
      ) \(table)
      """,
      "CREATE UNIQUE INDEX orders_place ON orders (place_key)",
      "CREATE INDEX orders_number ON orders (number_key, id)",
      "CREATE INDEX orders_status ON orders (status, place_key)",
      "CREATE INDEX orders_account ON orders (account_id, place_key)",
      "CREATE INDEX orders_country ON orders (country, place_key)",
      "CREATE INDEX orders_total ON orders (total, currency, id)",
      "CREATE INDEX orders_customer ON orders (customer_id, place_key)",
      "CREATE INDEX orders_ship_by ON orders (open_ship_by, place_key) WHERE open_ship_by IS NOT NULL",
      "CREATE INDEX orders_held ON orders (place_key) WHERE hold_mask <> 0",
      "CREATE INDEX orders_unmapped ON orders (place_key) WHERE unmapped <> 0",
      "CREATE INDEX orders_assignee ON orders (assignee, place_key) WHERE assignee IS NOT NULL",
      """
      CREATE TABLE order_lines (
        id \(dialect.identity),
        order_id BIGINT NOT NULL REFERENCES orders (id),
        position BIGINT NOT NULL,
        external_id TEXT,
        sku TEXT NOT NULL, sku_key TEXT NOT NULL, listing_id TEXT NOT NULL, title TEXT NOT NULL, options TEXT NOT NULL,
        quantity BIGINT NOT NULL, unit_price BIGINT NOT NULL, amount BIGINT NOT NULL,
        discount BIGINT NOT NULL, tax BIGINT NOT NULL, fulfilled_quantity BIGINT NOT NULL,
        variant_id BIGINT REFERENCES variants (id)
      ) \(table)
      """,
      "CREATE INDEX order_lines_order ON order_lines (order_id, position)",
      "CREATE INDEX order_lines_sku ON order_lines (sku_key, order_id)",
      """
      CREATE TABLE order_holds (
        order_id BIGINT NOT NULL REFERENCES orders (id),
        position BIGINT NOT NULL,
        reason TEXT NOT NULL,
        actor TEXT NOT NULL,
        placed_at BIGINT NOT NULL,
        until BIGINT,
        note TEXT NOT NULL,
        PRIMARY KEY (order_id, reason)
      ) \(keyed)
      """,
      "CREATE INDEX order_holds_until ON order_holds (until) WHERE until IS NOT NULL",
      """
      CREATE TABLE order_tags (
        tag TEXT NOT NULL,
        place_key BIGINT NOT NULL,
        order_id BIGINT NOT NULL REFERENCES orders (id),
        PRIMARY KEY (tag, place_key)
      ) \(keyed)
      """,
      "CREATE INDEX order_tags_order ON order_tags (order_id)",
      """
      CREATE TABLE raw_records (
        id \(dialect.identity),
        account_id BIGINT NOT NULL REFERENCES accounts (id),
        kind TEXT NOT NULL,
        subject BIGINT,
        external_id TEXT NOT NULL,
        revised_at BIGINT NOT NULL,
        content_hash BIGINT NOT NULL,
        format TEXT NOT NULL,
        batch BIGINT NOT NULL,
        body TEXT,
        salt BIGINT,
        withdrawn_at BIGINT
      ) \(table)
      """,
      "CREATE UNIQUE INDEX raw_records_content ON raw_records (account_id, kind, external_id, content_hash)",
      """
      CREATE TABLE stock_reports (
        account_id BIGINT NOT NULL REFERENCES accounts (id),
        item TEXT NOT NULL,
        location TEXT NOT NULL,
        sku TEXT NOT NULL,
        available BIGINT NOT NULL,
        revised_at BIGINT NOT NULL,
        PRIMARY KEY (account_id, item, location)
      ) \(keyed)
      """,
      """
      CREATE TABLE order_tally (
        id \(dialect.identity),
        account_id BIGINT NOT NULL,
        status TEXT NOT NULL,
        country TEXT NOT NULL,
        currency TEXT NOT NULL,
        orders BIGINT NOT NULL,
        total BIGINT NOT NULL
      ) \(table)
      """,
      """
      CREATE TABLE journal (
        seq \(dialect.identity),
        batch BIGINT,
        recorded_at BIGINT NOT NULL,
        occurred_at BIGINT NOT NULL,
        actor TEXT NOT NULL,
        on_behalf_of TEXT,
        action TEXT NOT NULL,
        kind TEXT NOT NULL,
        subject BIGINT,
        changes TEXT NOT NULL,
        reason TEXT NOT NULL,
        undoes BIGINT,
        body_digest \(dialect.bytes),
        hash \(dialect.bytes) NOT NULL
      ) \(table)
      """,
      "CREATE INDEX journal_subject ON journal (kind, subject, seq)",
      "CREATE INDEX journal_batch ON journal (batch) WHERE batch IS NOT NULL",
      "CREATE INDEX journal_own ON journal (actor, seq) WHERE batch IS NULL AND undoes IS NULL",
      "CREATE INDEX journal_undoes ON journal (undoes) WHERE undoes IS NOT NULL",
      """
      CREATE TABLE operations (
        id TEXT NOT NULL PRIMARY KEY,
        seq BIGINT,
        content TEXT NOT NULL,
        result TEXT NOT NULL
      ) \(keyed)
      """,
      """
      CREATE TABLE outbox (
        id \(dialect.identity),
        seq BIGINT NOT NULL,
        topic TEXT NOT NULL,
        payload TEXT NOT NULL,
        not_before BIGINT NOT NULL,
        sent_at BIGINT
      ) \(table)
      """,
      """
      CREATE TABLE saved_views (
        owner TEXT NOT NULL,
        name TEXT NOT NULL,
        sentence TEXT NOT NULL,
        PRIMARY KEY (owner, name)
      ) \(keyed)
      """,
    ]
    let indexes = ["orders", "products", "customers"].flatMap { kind in
      dialect.textIndex("\(kind)_text", terms: "\(kind)_terms")
    }
    return dialect.foundation + (statements + indexes).map(dialect.types)
  }
}
