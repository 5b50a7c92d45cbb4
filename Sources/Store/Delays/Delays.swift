public import Domain

/// Looks at parcels on their way: learns from those that arrived, warns of those that do not, and expects the others.
///
/// Safe from every console and cron at once: a parcel is looked at when its moment has come, and whoever looks moves
/// that moment on, so that nobody looks twice.
public enum Delays {
  /// One look at two indexes.
  public static func areDue(at now: Instant) -> SQL {
    """
    (EXISTS (SELECT 1 FROM delay_watches WHERE look_at <= \(now))
      OR EXISTS (SELECT 1 FROM transit_lanes WHERE learn_at <= \(now)))
    """
  }

  /// A parcel is to be looked at with the next run: something is told of it, it left, or it came back.
  static func stir(_ parcel: Int64, in writer: any Writer) throws {
    try writer.run(
      """
      INSERT INTO delay_watches (parcel_id, look_at)
      SELECT id, 0 FROM parcels
      WHERE id = ? AND shipped_at IS NOT NULL
      ON CONFLICT (parcel_id) DO UPDATE
      SET look_at = 0
      """, [.integer(parcel)])
    // What is here again is looked at too, so that it is forgotten.
    if try writer.changedRows == 0 {
      try writer.run("UPDATE delay_watches SET look_at = 0 WHERE parcel_id = ?", [.integer(parcel)])
    }
  }

  /// Looks at every parcel whose moment has come, as many in each transaction as there is time for.
  /// - Returns: how many parcels were looked at, and lanes learnt anew.
  public static func run(in store: Store, at now: Instant, rests: (Duration) -> Void = { _ in }) throws -> Int {
    let pace = WritePace()
    // Those that have arrived teach what the others are judged by.
    let arrived = try look(through: "t.status = 'delivered'", store, now, pace, rests)
    let others = try look(through: "1 = 1", store, now, pace, rests)
    return try arrived + others + learn(in: store, at: now, pace, rests)
  }

  private static func look(
    through which: SQL, _ store: Store, _ now: Instant, _ pace: WritePace, _ rests: (Duration) -> Void
  ) throws -> Int {
    let book = Book(now: now)
    var done = 0
    while true {
      let due = try store.connection.readNow { reader in
        let due = try reader.all(
          """
          SELECT w.parcel_id
          FROM delay_watches AS w
          LEFT JOIN parcel_tracks AS t ON t.parcel_id = w.parcel_id
          WHERE w.look_at <= \(now) AND \(which)
          ORDER BY w.look_at, w.parcel_id
          LIMIT 500
          """
        ) { $0.integer(0) }
        // Histories are summed up before anybody waits for the gate.
        for parcel in due {
          if let found = try WatchedParcel(parcel, in: reader) { try book.prepare(found, in: reader) }
        }
        return due
      }
      if due.isEmpty { return done }
      var looked = 0
      while looked < due.count {
        let begun = ContinuousClock.now
        looked += try store.connection.writeNow(pace: pace) { writer in
          let work = Work(writer, actor: .system, now: now, reason: "")
          try work.begin()
          var count = 0
          var changed: [Int64] = []
          for parcel in due[looked...] where count == 0 || !pace.isOver {
            changed += try look(parcel, book, work)
            count += 1
          }
          try AlertTable.gather(around: changed, in: writer)
          try work.finish()
          return count
        }
        rests(ContinuousClock.now - begun)
        Breath.take()
      }
      done += looked
    }
  }

  /// What is expected of each lane, summed up once a run.
  final class Book {
    let now: Instant
    private var known: [TransitLane: LaneExpectations] = [:]

    init(now: Instant) { self.now = now }

    func prepare(_ parcel: WatchedParcel, in reader: any Reader) throws {
      _ = try expected(parcel, in: reader)
    }

    func expected(_ parcel: WatchedParcel, in reader: any Reader) throws -> LaneExpectations {
      if let known = known[parcel.lane] { return known }
      let found = try TransitLanes.expected(
        TransitLanes.Lane(id: 0, lane: parcel.lane, carrier: parcel.carrier), now: now, in: reader)
      known[parcel.lane] = found
      return found
    }
  }

  /// - Returns: warnings that came or went.
  static func look(_ id: Int64, _ book: Book, _ work: Work) throws -> [Int64] {
    let writer = work.writer
    guard let parcel = try WatchedParcel(id, in: writer) else {
      // It has not left after all, or was taken apart: nothing of it was learnt.
      try TransitLanes.put(nil, of: id, on: 0, in: writer)
      let gone = try AlertTable.settle([], of: id, order: 0, lane: 0, work)
      try writer.run("DELETE FROM delay_watches WHERE parcel_id = ?", [.integer(id)])
      return gone
    }
    let lane = try TransitLanes.id(of: parcel.lane, carrier: parcel.carrier, in: writer)
    let track = try DelayTrack.read(
      id, handedOverAt: parcel.handedOverAt, to: parcel.lane.destination, work.now, writer)
    let watch = parcel.watch(track, try book.expected(parcel, in: writer))
    let finding = watch.look(at: work.now)
    try TransitLanes.put(
      TransitSample(track, handedOverAt: parcel.handedOverAt), of: id, on: lane, in: writer)
    let changed = try AlertTable.settle(finding.warnings, of: id, order: parcel.order, lane: lane, work)
    try keep(watch, of: id, lane, next: finding.nextLook, work)
    return changed
  }

  private static func keep(_ watch: ParcelWatch, of id: Int64, _ lane: Int64, next: Instant?, _ work: Work) throws {
    let now = work.now
    let isEnd = watch.track.status.isEnd || watch.track.status == .returnToSender
    let ended = isEnd ? watch.track.deliveredAt?.middle ?? watch.track.since?.middle ?? now : nil
    let arrival = watch.arrival(now: now)
    // When it was to be there by and is not, another day is expected, or none; twice a day is often enough to say so.
    let again = ended == nil ? arrival.told80.map { max($0, now.adding(hours: 12)).adding(milliseconds: 1) } : nil
    let look = [next, again].compactMap { $0 }.min()
    try work.writer.run(
      """
      UPDATE delay_watches
      SET lane_id = ?, handed_over_at = ?, first50_at = ?, first80_at = ?, first95_at = ?, eta50_at = ?, eta80_at = ?,
        ended_at = ?, looked_at = ?, look_at = ?
      WHERE parcel_id = ?
      """,
      [
        .integer(lane), .integer(watch.handedOverAt.milliseconds), SQLValue(watch.first?.p50),
        SQLValue(watch.first?.p80), SQLValue(watch.first?.p95), SQLValue(ended == nil ? arrival.told50 : nil),
        SQLValue(ended == nil ? arrival.told80 : nil), SQLValue(ended), .integer(now.milliseconds),
        SQLValue(look), .integer(id),
      ])
  }

  // MARK: Lanes

  /// Sums up lanes that parcels were added to, and once a day the others: weeks grow old.
  private static func learn(in store: Store, at now: Instant, _ pace: WritePace, _ rests: (Duration) -> Void) throws
    -> Int
  {
    var done = 0
    while true {
      let due = try store.connection.readNow { reader in
        let ids = try reader.all(
          "SELECT id FROM transit_lanes WHERE learn_at <= \(now) ORDER BY learn_at, id LIMIT 100"
        ) { $0.integer(0) }
        return try ids.compactMap { id in
          try TransitLanes.load(id, in: reader).map { lane in
            (id, try TransitLanes.expected(lane, now: now, in: reader).door)
          }
        }
      }
      if due.isEmpty { return done }
      let begun = ContinuousClock.now
      try store.connection.writeNow(pace: pace) { writer in
        for (id, door) in due { try TransitLanes.keep(door, of: id, now: now, in: writer) }
      }
      done += due.count
      rests(ContinuousClock.now - begun)
      Breath.take()
    }
  }
}
