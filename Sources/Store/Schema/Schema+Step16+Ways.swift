extension Schema {
  /// Carriers, their services, sheets of prices, and plans for when one fails.
  static func ways(_ dialect: Dialect) -> [String] {
    let table = dialect.tableEnding
    let keyed = dialect.keyedTableEnding
    return [
      """
      CREATE TABLE carriers (
        id \(dialect.identity),
        code TEXT NOT NULL CHECK (code <> ''),
        code_key TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        closed_because TEXT
      ) \(table)
      """,
      """
      CREATE TABLE services (
        id \(dialect.identity),
        code TEXT NOT NULL CHECK (code <> ''),
        code_key TEXT NOT NULL UNIQUE,
        carrier_id BIGINT NOT NULL,
        name TEXT NOT NULL,
        features TEXT NOT NULL,
        origins TEXT NOT NULL,
        min_grams BIGINT,
        max_grams BIGINT,
        longest_mm BIGINT,
        girth_mm BIGINT,
        sides_mm BIGINT,
        value_limit BIGINT,
        value_currency TEXT,
        hazards TEXT NOT NULL,
        cut_off BIGINT CHECK (cut_off BETWEEN 0 AND 1439),
        loss_points BIGINT NOT NULL CHECK (loss_points BETWEEN 0 AND 10000),
        closed_because TEXT
      ) \(table)
      """,
      "CREATE INDEX services_carrier ON services (carrier_id, id)",
      // What a sheet says never changes and is never taken away: sheets that an undo takes back point to it still.
      """
      CREATE TABLE rate_bodies (
        id \(dialect.identity),
        digest TEXT NOT NULL UNIQUE,
        divisor BIGINT CHECK (divisor > 0),
        excess_percent BIGINT NOT NULL,
        counts_above BIGINT NOT NULL,
        minimum_grams BIGINT NOT NULL,
        steps TEXT NOT NULL,
        row_count BIGINT NOT NULL
      ) \(table)
      """,
      """
      CREATE TABLE rate_zones (
        body_id BIGINT NOT NULL,
        position BIGINT NOT NULL,
        name TEXT NOT NULL,
        days_p50 BIGINT NOT NULL,
        days_p80 BIGINT NOT NULL,
        PRIMARY KEY (body_id, position)
      ) \(keyed)
      """,
      // Of a zone, or of a surcharge (remote areas): one of the two.
      """
      CREATE TABLE rate_places (
        body_id BIGINT NOT NULL,
        position BIGINT NOT NULL,
        zone BIGINT,
        surcharge BIGINT,
        country TEXT NOT NULL,
        region TEXT NOT NULL,
        first_postcode TEXT NOT NULL,
        last_postcode TEXT NOT NULL,
        PRIMARY KEY (body_id, position),
        CHECK ((zone IS NULL) <> (surcharge IS NULL))
      ) \(keyed)
      """,
      "CREATE INDEX rate_places_country ON rate_places (country, body_id, position)",
      """
      CREATE TABLE rate_brackets (
        body_id BIGINT NOT NULL,
        zone BIGINT NOT NULL,
        over_grams BIGINT NOT NULL,
        up_to_grams BIGINT NOT NULL,
        cost TEXT NOT NULL,
        price TEXT,
        PRIMARY KEY (body_id, zone, over_grams),
        CHECK (over_grams < up_to_grams)
      ) \(keyed)
      """,
      """
      CREATE TABLE rate_surcharges (
        body_id BIGINT NOT NULL,
        position BIGINT NOT NULL,
        name TEXT NOT NULL,
        applies TEXT NOT NULL,
        amount TEXT NOT NULL,
        PRIMARY KEY (body_id, position)
      ) \(keyed)
      """,
      """
      CREATE TABLE rate_sheets (
        id \(dialect.identity),
        number TEXT NOT NULL UNIQUE,
        service_id BIGINT NOT NULL,
        body_id BIGINT NOT NULL,
        digest TEXT NOT NULL,
        currency TEXT NOT NULL,
        valid_from BIGINT NOT NULL,
        valid_until BIGINT,
        source TEXT NOT NULL,
        taken_at BIGINT NOT NULL,
        UNIQUE (service_id, valid_from),
        CHECK (valid_until IS NULL OR valid_from < valid_until)
      ) \(table)
      """,
      "CREATE INDEX rate_sheets_body ON rate_sheets (body_id)",
      """
      CREATE TABLE way_settings (
        id \(dialect.identity),
        late_cost BIGINT NOT NULL CHECK (late_cost >= 0),
        currency TEXT NOT NULL,
        loss_percent BIGINT NOT NULL CHECK (loss_percent BETWEEN 0 AND 1000),
        in_time BIGINT NOT NULL CHECK (in_time IN (0, 1))
      ) \(table)
      """,
      """
      CREATE TABLE exchange_rates (
        id \(dialect.identity),
        from_currency TEXT NOT NULL,
        to_currency TEXT NOT NULL,
        rate BIGINT NOT NULL CHECK (rate > 0),
        day BIGINT NOT NULL,
        source TEXT NOT NULL,
        UNIQUE (from_currency, to_currency, day)
      ) \(table)
      """,
      // The way that a fulfilment goes: one each, what it costs, and what spoke for it.
      """
      CREATE TABLE way_choices (
        id \(dialect.identity),
        fulfilment_id BIGINT NOT NULL UNIQUE,
        service_id BIGINT NOT NULL,
        chosen_by TEXT NOT NULL,
        actor TEXT NOT NULL,
        chosen_at BIGINT NOT NULL,
        cost BIGINT NOT NULL,
        price BIGINT NOT NULL,
        currency TEXT NOT NULL,
        billed_grams BIGINT NOT NULL,
        days_p50 BIGINT NOT NULL,
        days_p80 BIGINT NOT NULL,
        explanation TEXT NOT NULL
      ) \(table)
      """,
      "CREATE INDEX way_choices_service ON way_choices (service_id, fulfilment_id)",
      """
      CREATE TABLE fallback_plans (
        id \(dialect.identity),
        number TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        from_service BIGINT,
        from_carrier BIGINT,
        to_service BIGINT NOT NULL,
        countries TEXT NOT NULL,
        zone TEXT NOT NULL,
        tried_at BIGINT,
        applied_at BIGINT,
        CHECK ((from_service IS NULL) <> (from_carrier IS NULL))
      ) \(table)
      """,
    ]
  }
}
