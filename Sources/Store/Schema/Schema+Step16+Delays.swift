extension Schema {
  /// What ways were seen to take, warnings, and claims.
  static func delays(_ dialect: Dialect) -> [String] {
    learnt(dialect) + warnings(dialect) + parcelsBefore
  }

  /// How long parcels took, by lane and week, and what each of them added to it.
  private static func learnt(_ dialect: Dialect) -> [String] {
    let table = dialect.tableEnding
    let keyed = dialect.keyedTableEnding
    return [
      """
      CREATE TABLE transit_lanes (
        id \(dialect.identity),
        way TEXT NOT NULL,
        carrier TEXT NOT NULL,
        origin TEXT NOT NULL,
        destination TEXT NOT NULL,
        zone TEXT NOT NULL,
        region TEXT NOT NULL,
        p50 BIGINT,
        p80 BIGINT,
        p90 BIGINT,
        p95 BIGINT,
        samples BIGINT NOT NULL DEFAULT 0,
        under_way BIGINT NOT NULL DEFAULT 0,
        days BIGINT NOT NULL DEFAULT 0,
        basis TEXT NOT NULL DEFAULT '',
        learnt_at BIGINT,
        learn_at BIGINT NOT NULL DEFAULT 0,
        UNIQUE (way, origin, destination, zone)
      ) \(table)
      """,
      "CREATE INDEX transit_lanes_region ON transit_lanes (way, origin, region)",
      "CREATE INDEX transit_lanes_learn ON transit_lanes (learn_at)",
      // Whole numbers that parcels add to and are taken from again: the sum of `transit_samples`.
      """
      CREATE TABLE transit_counts (
        lane_id BIGINT NOT NULL,
        measure TEXT NOT NULL,
        week BIGINT NOT NULL,
        slot BIGINT NOT NULL,
        parcels BIGINT NOT NULL,
        PRIMARY KEY (lane_id, measure, week, slot)
      ) \(keyed)
      """,
      """
      CREATE TABLE transit_samples (
        parcel_id BIGINT NOT NULL,
        measure TEXT NOT NULL,
        lane_id BIGINT NOT NULL,
        week BIGINT NOT NULL,
        hours BIGINT NOT NULL CHECK (hours > 0),
        PRIMARY KEY (parcel_id, measure)
      ) \(keyed)
      """,
      // One parcel that has left: what was expected of it, what is now, and when somebody looks at it next.
      """
      CREATE TABLE delay_watches (
        parcel_id BIGINT NOT NULL PRIMARY KEY,
        lane_id BIGINT,
        handed_over_at BIGINT,
        first50_at BIGINT,
        first80_at BIGINT,
        first95_at BIGINT,
        eta50_at BIGINT,
        eta80_at BIGINT,
        ended_at BIGINT,
        looked_at BIGINT,
        look_at BIGINT
      ) \(keyed)
      """,
      "CREATE INDEX delay_watches_due ON delay_watches (look_at) WHERE look_at IS NOT NULL",
      "CREATE INDEX delay_watches_open ON delay_watches (lane_id, handed_over_at) WHERE ended_at IS NULL",
    ]
  }

  private static func warnings(_ dialect: Dialect) -> [String] {
    let table = dialect.tableEnding
    return [
      """
      CREATE TABLE delay_storms (
        id \(dialect.identity),
        carrier TEXT NOT NULL,
        origin TEXT NOT NULL,
        destination TEXT NOT NULL,
        leg TEXT NOT NULL,
        cause TEXT NOT NULL,
        first_at BIGINT NOT NULL,
        last_at BIGINT NOT NULL
      ) \(table)
      """,
      """
      CREATE TABLE alerts (
        id \(dialect.identity),
        number TEXT NOT NULL UNIQUE,
        parcel_id BIGINT NOT NULL,
        order_id BIGINT NOT NULL,
        lane_id BIGINT NOT NULL,
        warning TEXT NOT NULL,
        cause TEXT NOT NULL,
        leg TEXT NOT NULL,
        party TEXT NOT NULL,
        severity BIGINT NOT NULL,
        step TEXT NOT NULL,
        tells BIGINT NOT NULL CHECK (tells IN (0, 1)),
        since BIGINT NOT NULL,
        evidence TEXT NOT NULL,
        storm_id BIGINT,
        opened_at BIGINT NOT NULL,
        closed_at BIGINT,
        acknowledged_by TEXT,
        acknowledged_at BIGINT,
        told_by TEXT,
        told_at BIGINT
      ) \(table)
      """,
      "CREATE UNIQUE INDEX alerts_open ON alerts (parcel_id, warning) WHERE closed_at IS NULL",
      "CREATE INDEX alerts_queue ON alerts (severity, id) WHERE closed_at IS NULL",
      "CREATE INDEX alerts_cause ON alerts (cause, lane_id) WHERE closed_at IS NULL",
      "CREATE INDEX alerts_parcel ON alerts (parcel_id, id)",
      "CREATE INDEX alerts_order ON alerts (order_id)",
      "CREATE INDEX alerts_storm ON alerts (storm_id) WHERE storm_id IS NOT NULL",
      // What customers are written to; the words may name people, so they stand here alone.
      """
      CREATE TABLE letters (
        id \(dialect.identity),
        seq BIGINT NOT NULL,
        alert_id BIGINT NOT NULL,
        order_id BIGINT NOT NULL,
        language TEXT NOT NULL,
        subject TEXT NOT NULL,
        body TEXT NOT NULL,
        written_at BIGINT NOT NULL
      ) \(table)
      """,
      "CREATE INDEX letters_order ON letters (order_id)",
      "CREATE INDEX letters_seq ON letters (seq)",
      // What customers say is not there.
      """
      CREATE TABLE missing_reports (
        id \(dialect.identity),
        parcel_id BIGINT NOT NULL,
        said_at BIGINT NOT NULL,
        made_by TEXT NOT NULL,
        ended_at BIGINT
      ) \(table)
      """,
      "CREATE INDEX missing_reports_parcel ON missing_reports (parcel_id)",
      """
      CREATE TABLE claims (
        id \(dialect.identity),
        number TEXT NOT NULL UNIQUE,
        parcel_id BIGINT NOT NULL,
        order_id BIGINT NOT NULL,
        carrier TEXT NOT NULL,
        insurer TEXT NOT NULL,
        cause TEXT NOT NULL,
        state TEXT NOT NULL,
        currency TEXT NOT NULL,
        asked BIGINT NOT NULL CHECK (asked > 0),
        granted BIGINT CHECK (granted > 0 AND granted <= asked),
        opened_by TEXT NOT NULL,
        opened_at BIGINT NOT NULL,
        file_by BIGINT NOT NULL,
        filed_at BIGINT,
        answer_by BIGINT,
        ended_at BIGINT,
        reference TEXT NOT NULL
      ) \(table)
      """,
      "CREATE INDEX claims_parcel ON claims (parcel_id)",
      "CREATE INDEX claims_state ON claims (state, id)",
    ]
  }

  /// Parcels that left before anybody watched them.
  private static var parcelsBefore: [String] {
    ["INSERT INTO delay_watches (parcel_id, look_at) SELECT id, 0 FROM parcels WHERE shipped_at IS NOT NULL"]
  }
}
