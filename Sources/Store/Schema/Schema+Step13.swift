extension Schema {
  /// From the shelf to the carrier: waves, what of an order goes out of one place, walks with their steps and scans,
  /// what stands at the packing place, parcels, labels, carriers' lists, and what has to be counted or put away.
  @Sendable static func step13(_ dialect: Dialect) -> [String] {
    let table = dialect.tableEnding
    let tables = [
      """
      CREATE TABLE release_channels (
        id \(dialect.identity),
        code TEXT NOT NULL CHECK (code <> ''),
        code_key TEXT NOT NULL UNIQUE,
        sentence TEXT NOT NULL,
        priority BIGINT NOT NULL,
        work_limit BIGINT CHECK (work_limit >= 0),
        state TEXT NOT NULL
      ) \(table)
      """,
      """
      CREATE TABLE boxes (
        id \(dialect.identity),
        code TEXT NOT NULL CHECK (code <> ''),
        code_key TEXT NOT NULL UNIQUE,
        length_mm BIGINT NOT NULL CHECK (length_mm > 0),
        width_mm BIGINT NOT NULL CHECK (width_mm > 0),
        height_mm BIGINT NOT NULL CHECK (height_mm > 0),
        empty_grams BIGINT NOT NULL CHECK (empty_grams >= 0),
        most_grams BIGINT,
        closed BIGINT NOT NULL CHECK (closed IN (0, 1))
      ) \(table)
      """,
      """
      CREATE TABLE bin_levels (
        id \(dialect.identity),
        location_id BIGINT NOT NULL,
        variant_id BIGINT NOT NULL,
        least BIGINT NOT NULL CHECK (least >= 0),
        most BIGINT NOT NULL CHECK (most >= least),
        UNIQUE (location_id, variant_id)
      ) \(table)
      """,
      """
      CREATE TABLE waves (
        id \(dialect.identity),
        number TEXT NOT NULL UNIQUE,
        warehouse_id BIGINT NOT NULL,
        channel_id BIGINT,
        sentence TEXT NOT NULL,
        grouping TEXT NOT NULL,
        per_run BIGINT NOT NULL CHECK (per_run > 0),
        cut_off BIGINT,
        carrier TEXT NOT NULL,
        planned_by TEXT NOT NULL,
        planned_at BIGINT NOT NULL,
        released_at BIGINT,
        cancelled_at BIGINT,
        state TEXT NOT NULL
      ) \(table)
      """,
      "CREATE INDEX waves_state ON waves (state, id)",
      """
      CREATE TABLE fulfilments (
        id \(dialect.identity),
        number TEXT NOT NULL UNIQUE,
        order_id BIGINT NOT NULL,
        warehouse_id BIGINT NOT NULL,
        wave_id BIGINT,
        carrier TEXT NOT NULL,
        priority BIGINT NOT NULL,
        ship_by BIGINT,
        planned_at BIGINT NOT NULL,
        begun_at BIGINT,
        came_short BIGINT NOT NULL DEFAULT 0,
        stage TEXT NOT NULL
      ) \(table)
      """,
      "CREATE INDEX fulfilments_order ON fulfilments (order_id)",
      "CREATE INDEX fulfilments_wave ON fulfilments (wave_id, id)",
      "CREATE INDEX fulfilments_stage ON fulfilments (stage, ship_by)",
      """
      CREATE TABLE runs (
        id \(dialect.identity),
        number TEXT NOT NULL UNIQUE,
        scenario TEXT NOT NULL,
        warehouse_id BIGINT NOT NULL,
        wave_id BIGINT,
        fulfilment_id BIGINT,
        zone TEXT NOT NULL,
        cart TEXT NOT NULL,
        made_at BIGINT NOT NULL,
        started_at BIGINT,
        done_at BIGINT,
        cancelled_at BIGINT,
        script TEXT NOT NULL,
        events BIGINT NOT NULL DEFAULT 0,
        actor TEXT,
        token TEXT,
        lease_until BIGINT
      ) \(table)
      """,
      "CREATE INDEX runs_wave ON runs (wave_id) WHERE wave_id IS NOT NULL",
      "CREATE INDEX runs_fulfilment ON runs (fulfilment_id) WHERE fulfilment_id IS NOT NULL",
      "CREATE INDEX runs_open ON runs (scenario, id) WHERE done_at IS NULL AND cancelled_at IS NULL",
      """
      CREATE TABLE run_steps (
        id \(dialect.identity),
        run_id BIGINT NOT NULL,
        position BIGINT NOT NULL,
        fulfilment_id BIGINT NOT NULL,
        order_id BIGINT NOT NULL,
        line_id BIGINT NOT NULL,
        variant_id BIGINT NOT NULL,
        location_id BIGINT NOT NULL,
        lot_id BIGINT NOT NULL DEFAULT 0,
        owner TEXT NOT NULL,
        quantity BIGINT NOT NULL CHECK (quantity > 0),
        picked BIGINT NOT NULL DEFAULT 0,
        short BIGINT NOT NULL DEFAULT 0,
        cancelled BIGINT NOT NULL DEFAULT 0,
        bin TEXT NOT NULL DEFAULT '',
        UNIQUE (run_id, position),
        CHECK (picked >= 0 AND short >= 0 AND cancelled >= 0 AND picked + short + cancelled <= quantity)
      ) \(table)
      """,
      "CREATE INDEX run_steps_fulfilment ON run_steps (fulfilment_id)",
      """
      CREATE INDEX run_steps_open ON run_steps (variant_id, location_id)
      WHERE picked + short + cancelled < quantity
      """,
      """
      CREATE TABLE scan_lines (
        run_id BIGINT NOT NULL,
        position BIGINT NOT NULL,
        actor TEXT NOT NULL,
        scanned_at BIGINT NOT NULL,
        event TEXT NOT NULL,
        refusal TEXT NOT NULL,
        PRIMARY KEY (run_id, position)
      ) \(dialect.keyedTableEnding)
      """,
      """
      CREATE TABLE picks (
        id \(dialect.identity),
        fulfilment_id BIGINT NOT NULL,
        order_id BIGINT NOT NULL,
        line_id BIGINT NOT NULL,
        variant_id BIGINT NOT NULL,
        lot_id BIGINT NOT NULL DEFAULT 0,
        owner TEXT NOT NULL,
        quantity BIGINT NOT NULL CHECK (quantity > 0),
        from_id BIGINT NOT NULL,
        at_id BIGINT NOT NULL,
        parcel_id BIGINT
      ) \(table)
      """,
      "CREATE INDEX picks_fulfilment ON picks (fulfilment_id)",
      "CREATE INDEX picks_place ON picks (at_id, variant_id)",
      "CREATE INDEX picks_parcel ON picks (parcel_id) WHERE parcel_id IS NOT NULL",
      """
      CREATE TABLE parcels (
        id \(dialect.identity),
        number TEXT NOT NULL UNIQUE,
        fulfilment_id BIGINT NOT NULL,
        order_id BIGINT NOT NULL,
        warehouse_id BIGINT NOT NULL,
        box_id BIGINT,
        grams BIGINT,
        expected_grams BIGINT,
        packed_by TEXT NOT NULL,
        packed_at BIGINT NOT NULL,
        manifest_id BIGINT,
        shipped_at BIGINT,
        state TEXT NOT NULL
      ) \(table)
      """,
      "CREATE INDEX parcels_fulfilment ON parcels (fulfilment_id)",
      "CREATE INDEX parcels_manifest ON parcels (manifest_id) WHERE manifest_id IS NOT NULL",
      "CREATE INDEX parcels_state ON parcels (state, id)",
      """
      CREATE TABLE labels (
        id \(dialect.identity),
        parcel_id BIGINT NOT NULL,
        carrier TEXT NOT NULL,
        tracking TEXT NOT NULL CHECK (tracking <> ''),
        tracking_key TEXT NOT NULL,
        made_by TEXT NOT NULL,
        made_at BIGINT NOT NULL,
        voided_at BIGINT
      ) \(table)
      """,
      "CREATE UNIQUE INDEX labels_live ON labels (parcel_id) WHERE voided_at IS NULL",
      "CREATE INDEX labels_parcel ON labels (parcel_id)",
      "CREATE INDEX labels_tracking ON labels (tracking_key)",
      """
      CREATE TABLE manifests (
        id \(dialect.identity),
        number TEXT NOT NULL UNIQUE,
        warehouse_id BIGINT NOT NULL,
        carrier TEXT NOT NULL,
        made_by TEXT NOT NULL,
        made_at BIGINT NOT NULL,
        shipped_at BIGINT
      ) \(table)
      """,
      """
      CREATE TABLE count_tasks (
        id \(dialect.identity),
        number TEXT NOT NULL UNIQUE,
        location_id BIGINT NOT NULL,
        variant_id BIGINT NOT NULL,
        lot_id BIGINT NOT NULL DEFAULT 0,
        owner TEXT NOT NULL,
        cause TEXT NOT NULL,
        seen BIGINT,
        order_id BIGINT,
        run_id BIGINT,
        asked_by TEXT NOT NULL,
        asked_at BIGINT NOT NULL,
        done_at BIGINT,
        done_by TEXT,
        found BIGINT
      ) \(table)
      """,
      """
      CREATE UNIQUE INDEX count_tasks_open ON count_tasks (location_id, variant_id, lot_id, owner)
      WHERE done_at IS NULL
      """,
      """
      CREATE TABLE stock_tasks (
        id \(dialect.identity),
        run_id BIGINT,
        reason TEXT NOT NULL,
        warehouse_id BIGINT NOT NULL,
        variant_id BIGINT NOT NULL,
        lot_id BIGINT NOT NULL DEFAULT 0,
        owner TEXT NOT NULL,
        quantity BIGINT NOT NULL CHECK (quantity > 0),
        moved BIGINT NOT NULL DEFAULT 0,
        missing BIGINT NOT NULL DEFAULT 0,
        from_id BIGINT NOT NULL,
        to_id BIGINT NOT NULL,
        fulfilment_id BIGINT,
        made_at BIGINT NOT NULL,
        CHECK (moved >= 0 AND missing >= 0 AND moved + missing <= quantity)
      ) \(table)
      """,
      "CREATE INDEX stock_tasks_open ON stock_tasks (from_id, variant_id) WHERE moved + missing < quantity",
      "CREATE INDEX stock_tasks_run ON stock_tasks (run_id) WHERE run_id IS NOT NULL",
      """
      CREATE INDEX allocations_unplanned ON allocations (warehouse_id, order_id)
      WHERE state = 'reserved' AND fulfilment_id IS NULL
      """,
      "CREATE INDEX allocations_fulfilment ON allocations (fulfilment_id) WHERE fulfilment_id IS NOT NULL",
    ]
    return tables.map(dialect.types)
  }
}
