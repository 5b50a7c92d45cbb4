public import Domain

/// What is read off the facts between shelf and carrier, kept beside them in the same transaction.
enum Fulfilling {
  /// Brings the stages of these fulfilments, of their parcels and of these waves in line with the facts.
  static func settle(_ fulfilments: Set<Int64>, waves: Set<Int64> = [], in writer: any Writer) throws {
    try TrackFolding.fold(fulfilments: fulfilments, in: writer)
    try settleStages(fulfilments, waves: waves, in: writer)
  }

  /// As `settle`, where the parcels' tracks are known to be in line.
  static func settleStages(_ fulfilments: Set<Int64>, waves: Set<Int64> = [], in writer: any Writer) throws {
    var waves = waves
    for id in fulfilments.sorted() {
      guard let (facts, wave) = try facts(of: id, in: writer) else { continue }
      if let wave { waves.insert(wave) }
      let stage = facts.stage.rawValue
      try writer.execute("UPDATE fulfilments SET stage = \(stage) WHERE id = \(id) AND stage <> \(stage)")
      try writer.execute(
        """
        UPDATE parcels
        SET state = CASE
          WHEN shipped_at IS NOT NULL THEN 'shipped'
          WHEN manifest_id IS NOT NULL THEN 'manifested'
          WHEN EXISTS (SELECT 1 FROM labels WHERE labels.parcel_id = parcels.id AND voided_at IS NULL) THEN 'labelled'
          ELSE 'packed' END
        WHERE fulfilment_id = \(id)
        """)
    }
    for id in waves.sorted() { try settle(wave: id, in: writer) }
  }

  /// The same of all that goes out of an order.
  static func settle(order id: Int64, in writer: any Writer) throws {
    let own = try writer.all("SELECT id FROM fulfilments WHERE order_id = \(id)") { $0.integer(0) }
    if !own.isEmpty { try settle(Set(own), in: writer) }
  }

  private static func settle(wave id: Int64, in writer: any Writer) throws {
    guard let wave = try WaveTable.load(id, in: writer) else { return }
    let stages = try writer.all("SELECT DISTINCT stage FROM fulfilments WHERE wave_id = \(id)") {
      FulfilmentStage(rawValue: $0.text(0)) ?? .allocated
    }
    let state = WaveState(wave, stages: stages).rawValue
    try writer.execute("UPDATE waves SET state = \(state) WHERE id = \(id) AND state <> \(state)")
  }

  static func settleAll(in writer: any Writer) throws {
    let all = try writer.all("SELECT id FROM fulfilments") { $0.integer(0) }
    try settle(Set(all), waves: Set(try writer.all("SELECT id FROM waves") { $0.integer(0) }), in: writer)
  }

  /// What the stage of a fulfilment is read off, and its wave; nil where there is no such fulfilment.
  static func facts(of id: Int64, in reader: any Reader) throws -> (FulfilmentFacts, wave: Int64?)? {
    // Each parcel's track is asked for alone: joined, an engine may go through all that were ever delivered.
    let row = try reader.first(
      """
      SELECT f.wave_id, f.begun_at, f.came_short, w.released_at, w.cancelled_at, o.fulfilment,
        (SELECT COUNT(*) FROM parcels WHERE fulfilment_id = f.id),
        (SELECT COUNT(*) FROM parcels JOIN labels ON labels.parcel_id = parcels.id AND labels.voided_at IS NULL
          WHERE parcels.fulfilment_id = f.id),
        (SELECT COUNT(*) FROM parcels WHERE fulfilment_id = f.id AND manifest_id IS NOT NULL),
        (SELECT COUNT(*) FROM runs
          WHERE fulfilment_id = f.id AND scenario = 'pack' AND done_at IS NULL AND cancelled_at IS NULL),
        (SELECT COUNT(*) FROM parcels
          WHERE fulfilment_id = f.id
            AND 'delivered' = (SELECT status FROM parcel_tracks WHERE parcel_id = parcels.id))
      FROM fulfilments AS f
      LEFT JOIN waves AS w ON w.id = f.wave_id
      LEFT JOIN orders AS o ON o.id = f.order_id
      WHERE f.id = \(id)
      """
    ) { row in
      var facts = FulfilmentFacts()
      facts.isBegun = !row.isNull(1)
      facts.cameShort = row.flag(2)
      facts.isReleased = !row.isNull(3) && row.isNull(4)
      facts.isDelivered = row.optionalText(5) == FulfilmentState.delivered.rawValue
      facts.parcels = Int(row.integer(6))
      facts.labelled = Int(row.integer(7))
      facts.manifested = Int(row.integer(8))
      facts.isBeingPacked = row.integer(9) > 0
      // Each of its parcels by its carrier's word, or the order by somebody else's.
      if facts.parcels > 0, Int(row.integer(10)) == facts.parcels { facts.isDelivered = true }
      return (facts, wave: row.optionalInteger(0))
    }
    guard let row else { return nil }
    var facts = row.0
    try reader.forEach("SELECT state, SUM(quantity) FROM allocations WHERE fulfilment_id = \(id) GROUP BY state") {
      if let state = UnitState(rawValue: $0.text(0)) { facts.units[state] = $0.integer(1) }
      return true
    }
    return (facts, row.wave)
  }

  static func stage(of id: Int64, in reader: any Reader) throws -> FulfilmentStage? {
    try reader.first("SELECT stage FROM fulfilments WHERE id = \(id)") {
      FulfilmentStage(rawValue: $0.text(0)) ?? .allocated
    }
  }
}

/// Waves in the store.
public enum WaveTable {
  public static func load(_ id: Int64, in reader: any Reader) throws -> Wave? {
    try reader.first(
      """
      SELECT id, number, warehouse_id, grouping, per_run, planned_at, released_at, cancelled_at
      FROM waves
      WHERE id = \(id)
      """
    ) {
      Wave(
        id: $0.integer(0), number: $0.text(1), warehouseId: $0.integer(2),
        grouping: WaveGrouping(rawValue: $0.text(3)) ?? .batch, perRun: $0.integer(4), plannedAt: $0.instant(5),
        releasedAt: $0.optionalInstant(6), cancelledAt: $0.optionalInstant(7))
    }
  }

  static func state(of id: Int64, in reader: any Reader) throws -> WaveState {
    try reader.first("SELECT state FROM waves WHERE id = \(id)") { WaveState(rawValue: $0.text(0)) }.flatMap { $0 }
      ?? .planned
  }
}
