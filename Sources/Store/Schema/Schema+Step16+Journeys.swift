extension Schema {
  /// Tracking numbers, carriers' events, legs, shipments and what is consolidated.
  static func journeys(_ dialect: Dialect) -> [String] {
    numbersAndEvents(dialect) + consolidations(dialect) + tracks(dialect) + labelsBefore
  }

  /// What carriers told, by number: a number may be nobody's yet, and many parcels' at once.
  private static func numbersAndEvents(_ dialect: Dialect) -> [String] {
    let table = dialect.tableEnding
    return [
      """
      CREATE TABLE tracking_numbers (
        id \(dialect.identity),
        number TEXT NOT NULL CHECK (number <> ''),
        number_key TEXT NOT NULL UNIQUE CHECK (number_key <> ''),
        carrier TEXT NOT NULL,
        first_at BIGINT NOT NULL,
        told_at BIGINT,
        links BIGINT NOT NULL DEFAULT 0,
        unfolded BIGINT NOT NULL DEFAULT 0 CHECK (unfolded IN (0, 1))
      ) \(table)
      """,
      "CREATE INDEX tracking_numbers_unknown ON tracking_numbers (id) WHERE links = 0",
      "CREATE INDEX tracking_numbers_unfolded ON tracking_numbers (id) WHERE unfolded = 1",
      """
      CREATE TABLE number_links (
        id \(dialect.identity),
        number_id BIGINT NOT NULL,
        number TEXT NOT NULL,
        carrier TEXT NOT NULL,
        role TEXT NOT NULL,
        parcel_id BIGINT,
        consolidation_id BIGINT,
        label_id BIGINT,
        valid_from BIGINT NOT NULL,
        replaced_by BIGINT,
        voided_at BIGINT,
        CHECK ((parcel_id IS NULL) <> (consolidation_id IS NULL))
      ) \(table)
      """,
      "CREATE INDEX number_links_number ON number_links (number_id)",
      "CREATE INDEX number_links_parcel ON number_links (parcel_id) WHERE parcel_id IS NOT NULL",
      "CREATE INDEX number_links_unit ON number_links (consolidation_id) WHERE consolidation_id IS NOT NULL",
      """
      CREATE TABLE tracking_payloads (
        id \(dialect.identity),
        digest TEXT NOT NULL UNIQUE,
        source TEXT NOT NULL,
        name TEXT NOT NULL,
        received_at BIGINT NOT NULL,
        told_at BIGINT NOT NULL,
        events BIGINT NOT NULL
      ) \(table)
      """,
      // The time on the wall in milliseconds, as if it were Greenwich's; `happened_at` is the best that is known of the
      // moment, for lists alone.
      """
      CREATE TABLE tracking_events (
        id \(dialect.identity),
        number_id BIGINT NOT NULL,
        sameness BIGINT NOT NULL,
        carrier TEXT NOT NULL,
        code TEXT NOT NULL,
        text TEXT NOT NULL,
        place TEXT NOT NULL,
        country TEXT NOT NULL,
        local_at BIGINT,
        offset_seconds BIGINT,
        day_only BIGINT NOT NULL CHECK (day_only IN (0, 1)),
        happened_at BIGINT,
        status TEXT NOT NULL,
        detail TEXT,
        reason TEXT,
        leg TEXT,
        basis TEXT NOT NULL,
        unknown_code BIGINT NOT NULL CHECK (unknown_code IN (0, 1)),
        contradicts BIGINT NOT NULL CHECK (contradicts IN (0, 1)),
        raw TEXT,
        erased BIGINT NOT NULL DEFAULT 0 CHECK (erased IN (0, 1)),
        payload_id BIGINT,
        received_at BIGINT NOT NULL,
        UNIQUE (number_id, sameness)
      ) \(table)
      """,
      "CREATE INDEX tracking_events_unknown ON tracking_events (id) WHERE unknown_code = 1",
      """
      CREATE TABLE tracking_corrections (
        id \(dialect.identity),
        parcel_id BIGINT NOT NULL,
        status TEXT NOT NULL,
        detail TEXT,
        occurred_at BIGINT NOT NULL,
        made_by TEXT NOT NULL,
        made_at BIGINT NOT NULL
      ) \(table)
      """,
      "CREATE INDEX tracking_corrections_parcel ON tracking_corrections (parcel_id)",
    ]
  }

  /// Parcels that go together: shipments, bags, pallets, containers; one may stand in another, none in two.
  private static func consolidations(_ dialect: Dialect) -> [String] {
    let table = dialect.tableEnding
    return [
      """
      CREATE TABLE consolidations (
        id \(dialect.identity),
        number TEXT NOT NULL UNIQUE,
        form TEXT NOT NULL,
        carrier TEXT NOT NULL,
        made_by TEXT NOT NULL,
        made_at BIGINT NOT NULL,
        closed_at BIGINT
      ) \(table)
      """,
      "CREATE INDEX consolidations_open ON consolidations (id) WHERE closed_at IS NULL",
      """
      CREATE TABLE consolidated (
        id \(dialect.identity),
        consolidation_id BIGINT NOT NULL,
        parcel_id BIGINT,
        child_id BIGINT,
        added_at BIGINT NOT NULL,
        CHECK ((parcel_id IS NULL) <> (child_id IS NULL)),
        CHECK (child_id IS NULL OR child_id <> consolidation_id)
      ) \(table)
      """,
      "CREATE INDEX consolidated_in ON consolidated (consolidation_id)",
      "CREATE UNIQUE INDEX consolidated_parcel ON consolidated (parcel_id) WHERE parcel_id IS NOT NULL",
      "CREATE UNIQUE INDEX consolidated_child ON consolidated (child_id) WHERE child_id IS NOT NULL",
      // Of a parcel, or of all that is in a consolidation.
      """
      CREATE TABLE legs (
        id \(dialect.identity),
        parcel_id BIGINT,
        consolidation_id BIGINT,
        leg TEXT NOT NULL,
        carrier TEXT NOT NULL,
        number TEXT NOT NULL,
        planned_from BIGINT,
        planned_to BIGINT,
        actual_from BIGINT,
        actual_to BIGINT,
        CHECK ((parcel_id IS NULL) <> (consolidation_id IS NULL)),
        UNIQUE (parcel_id, leg),
        UNIQUE (consolidation_id, leg)
      ) \(table)
      """,
    ]
  }

  /// What is read off numbers, events and corrections, parcel by parcel: written anew whenever they change.
  private static func tracks(_ dialect: Dialect) -> [String] {
    let keyed = dialect.keyedTableEnding
    return [
      """
      CREATE TABLE parcel_tracks (
        parcel_id BIGINT NOT NULL PRIMARY KEY,
        status TEXT NOT NULL,
        detail TEXT,
        reason TEXT,
        leg TEXT,
        since BIGINT,
        moved_at BIGINT,
        delivered_at BIGINT,
        doubts BIGINT NOT NULL,
        final BIGINT NOT NULL CHECK (final IN (0, 1)),
        events BIGINT NOT NULL,
        set_aside BIGINT NOT NULL,
        last_event_at BIGINT,
        told_at BIGINT,
        ask_at BIGINT,
        country TEXT NOT NULL
      ) \(keyed)
      """,
      "CREATE INDEX parcel_tracks_status ON parcel_tracks (status, parcel_id)",
      "CREATE INDEX parcel_tracks_ask ON parcel_tracks (ask_at) WHERE ask_at IS NOT NULL",
      "CREATE INDEX parcel_tracks_doubts ON parcel_tracks (parcel_id) WHERE doubts <> 0",
      // When the first of its events was, and the first of a later leg's (or the delivery).
      """
      CREATE TABLE parcel_legs (
        parcel_id BIGINT NOT NULL,
        leg TEXT NOT NULL,
        began_at BIGINT NOT NULL,
        last_at BIGINT NOT NULL,
        ended_at BIGINT,
        events BIGINT NOT NULL,
        PRIMARY KEY (parcel_id, leg)
      ) \(keyed)
      """,
    ]
  }

  /// Labels that were made before numbers had a table of their own.
  private static var labelsBefore: [String] {
    [
      """
      INSERT INTO tracking_numbers (number, number_key, carrier, first_at, links)
      SELECT MIN(tracking), REPLACE(tracking_key, '-', ''), MIN(carrier), MIN(made_at),
        SUM(CASE WHEN voided_at IS NULL THEN 1 ELSE 0 END)
      FROM labels
      WHERE REPLACE(tracking_key, '-', '') <> ''
      GROUP BY REPLACE(tracking_key, '-', '')
      ORDER BY MIN(id)
      """,
      """
      INSERT INTO number_links (number_id, number, carrier, role, parcel_id, label_id, valid_from, voided_at)
      SELECT n.id, l.tracking, l.carrier, 'house', l.parcel_id, l.id, l.made_at, l.voided_at
      FROM labels AS l
      JOIN tracking_numbers AS n ON n.number_key = REPLACE(l.tracking_key, '-', '')
      ORDER BY l.id
      """,
      """
      INSERT INTO parcel_tracks (parcel_id, status, doubts, final, events, set_aside, ask_at, country)
      SELECT p.id, 'pending', 0, 0, 0, 0, p.shipped_at, ''
      FROM parcels AS p
      WHERE EXISTS (
        SELECT 1 FROM number_links AS l WHERE l.parcel_id = p.id AND l.voided_at IS NULL
      )
      """,
    ]
  }
}
