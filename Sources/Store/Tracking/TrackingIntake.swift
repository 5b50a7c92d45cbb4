public import Domain

/// What carriers told, taken in: each event once, whatever order and however often it comes.
///
/// First the events are kept under their numbers, whoever's they are, and the numbers are marked; then the parcels that
/// go by marked numbers are folded. What is broken off between the two is gone on with by whoever comes next.
public struct TrackingIntake {
  /// What became of an answer.
  public struct Result: Hashable, Sendable {
    /// Events that are new, that say more than was known, and that were known.
    public var added = 0
    public var changed = 0
    public var unchanged = 0
    /// Numbers that no parcel goes by: kept, and taken up as soon as one does.
    public var unknownNumbers: [String] = []
    /// Codes that no carrier's table has, with an example's words.
    public var unknownCodes: [UnknownCode] = []
    /// Parcels whose state was looked at anew.
    public var parcels = 0
    /// The journal's entry of it; nil where nothing was new.
    public var entry: Int64?
  }

  public struct UnknownCode: Hashable, Sendable {
    public var carrier: String
    public var code: String
    public var text: String
  }

  /// Where an answer came from.
  public struct Source: Sendable {
    /// Which reader knew it, e.g. `17track`.
    public var reader: String
    /// The file's name.
    public var name: String
    /// Of its bytes, so that the same answer is known again.
    public var digest: String

    public init(reader: String, name: String, digest: String) {
      self.reader = reader
      self.name = name
      self.digest = digest
    }
  }

  private let store: Store
  private let actor: Actor
  private let now: Instant
  private let source: Source
  private var payload: Int64 = 0
  private var codes: Set<String> = []
  private var result = Result()

  /// Takes an answer in, as much of it in each transaction as there is time for.
  public static func take(
    _ told: [ToldParcel], from source: Source, as actor: Actor, at now: Instant, in store: Store
  ) throws -> Result {
    try store.require(.importFiles, of: actor)
    var intake = TrackingIntake(store: store, actor: actor, now: now, source: source)
    try intake.keep(told)
    intake.result.parcels = try fold(in: store, as: actor, at: now, batch: intake.result.entry)
    try intake.lookForUnknown(told)
    return intake.result
  }

  private init(store: Store, actor: Actor, now: Instant, source: Source) {
    self.store = store
    self.actor = actor
    self.now = now
    self.source = source
  }

  // MARK: Keeping

  private mutating func keep(_ told: [ToldParcel]) throws {
    let pace = WritePace()
    var done = 0
    // Within a number, when one alone has more than a transaction has time for.
    var reached = 0
    while done < told.count {
      (done, reached) = try store.connection.writeNow(pace: pace) { writer in
        let work = Work(writer, actor: actor, now: now, reason: "", batch: result.entry)
        try work.begin()
        if payload == 0 {
          payload = try payloadRow(told, writer)
          try UnreadPayloads.forget(source.digest, in: writer)
        }
        let news = result.added + result.changed
        var (at, event) = (done, reached)
        var isFirst = true
        while at < told.count, isFirst || !pace.isOver {
          event = try keep(told[at], from: event, pace, work)
          isFirst = false
          if event < told[at].events.count { break }
          (at, event) = (at + 1, 0)
        }
        if result.entry == nil, result.added + result.changed > news { result.entry = try note(told, work) }
        try work.finish()
        return (at, event)
      }
      if done < told.count { Breath.take() }
    }
  }

  private func payloadRow(_ told: [ToldParcel], _ writer: any Writer) throws -> Int64 {
    try writer.execute(
      """
      INSERT INTO tracking_payloads (digest, source, name, received_at, told_at, events)
      VALUES (\(source.digest), \(source.reader), \(source.name), \(now), \(now),
        \(told.reduce(0) { $0 + $1.events.count }))
      ON CONFLICT (digest) DO UPDATE
      SET told_at = excluded.told_at, source = excluded.source, events = excluded.events
      """)
    return try writer.integer("SELECT id FROM tracking_payloads WHERE digest = \(source.digest)") ?? 0
  }

  /// The entry under which everything stands that follows from the answer.
  private func note(_ told: [ToldParcel], _ work: Work) throws -> Int64 {
    try work.append(
      action: "importTracking", kind: "files", subject: nil,
      changes: [
        FieldChange(field: "file", before: .null, after: .text(source.name)),
        FieldChange(field: "format", before: .null, after: .text(source.reader)),
        FieldChange(field: "events", before: .null, after: .number(Int64(told.reduce(0) { $0 + $1.events.count }))),
      ])
  }

  /// - Returns: how many of its events are in; fewer than there are where time ran out.
  private mutating func keep(_ parcel: ToldParcel, from first: Int, _ pace: WritePace, _ work: Work) throws -> Int {
    let writer = work.writer
    let number = try TrackingNumbers.id(of: parcel.number, carrier: parcel.carrier, at: now, in: writer)
    let toldAt = try writer.integer("SELECT told_at FROM tracking_numbers WHERE id = \(number)")
    let isWordless = try TrackingNumbers.isOfErased(number, in: writer)
    var event = first
    while event < parcel.events.count, event == first || event % 64 != 0 || !pace.isOver {
      let told = parcel.events[event]
      switch try TrackingRows.keep(
        told, of: number, isWordless: isWordless, payload: payload, at: now, in: writer)
      {
      case .added: result.added += 1
      case .changed: result.changed += 1
      case .known: result.unchanged += 1
      }
      if told.reading.hasUnknownCode, result.unknownCodes.count < 1000,
        codes.insert("\(told.carrier)\u{1}\(told.code)").inserted
      {
        result.unknownCodes.append(UnknownCode(carrier: told.carrier, code: told.code, text: told.text))
      }
      event += 1
    }
    // Older files that come later tell nothing newer.
    try writer.run(
      "UPDATE tracking_numbers SET told_at = ?, unfolded = 1 WHERE id = ?",
      [.integer(max(now.milliseconds, toldAt ?? .min)), .integer(number)])
    if first == 0 { try learnHandOvers(parcel, number, work) }
    return event
  }

  /// Numbers under which the next carrier has it are the parcel's too, unless somebody has looked at that already.
  private func learnHandOvers(_ parcel: ToldParcel, _ number: Int64, _ work: Work) throws {
    for other in parcel.handOvers {
      let text = other.canonical
      let carrier = other.likelyCarrier
      let holders = try work.writer.all(
        "SELECT parcel_id FROM number_links WHERE number_id = \(number) AND voided_at IS NULL AND parcel_id IS NOT NULL"
      ) { $0.integer(0) }
      for holder in holders {
        let id = try TrackingNumbers.id(of: text, carrier: carrier, at: now, in: work.writer)
        let known = try work.writer.integer(
          "SELECT COUNT(*) FROM number_links WHERE number_id = \(id) AND parcel_id = \(holder)")
        if known ?? 0 > 0 { continue }
        let task = FulfilmentWork(work)
        try TrackingNumbers.link(text, carrier: carrier, role: .lastMile, to: .parcel(holder), task)
        try work.append(action: "learnNumber", kind: "parcels", subject: holder, changes: task.rows.changes())
      }
    }
  }

  // MARK: Folding

  /// Folds the parcels of all numbers that wait for it.
  /// - Returns: how many parcels were looked at.
  @discardableResult
  public static func fold(in store: Store, as actor: Actor, at now: Instant, batch: Int64? = nil) throws -> Int {
    let pace = WritePace()
    var parcels = 0
    while true {
      let waiting = try store.connection.readNow { reader in
        try reader.all("SELECT id FROM tracking_numbers WHERE unfolded = 1 ORDER BY id LIMIT 2000") { $0.integer(0) }
      }
      if waiting.isEmpty { return parcels }
      var done = 0
      while done < waiting.count {
        done += try store.connection.writeNow(pace: pace) { writer in
          let work = Work(writer, actor: actor, now: now, reason: "", batch: batch)
          try work.begin()
          var count = 0
          var folded: Set<Int64> = []
          var turned: Set<Int64> = []
          for number in waiting[done...] where count == 0 || !pace.isOver {
            for parcel in try TrackingNumbers.parcels(of: number, in: writer) where folded.insert(parcel).inserted {
              if try TrackFolding.foldTelling(parcel, in: writer) { turned.insert(parcel) }
            }
            try writer.run("UPDATE tracking_numbers SET unfolded = 0 WHERE id = ?", [.integer(number)])
            count += 1
          }
          parcels += folded.count
          try Deliveries.follow(turned, work)
          try work.finish()
          return count
        }
        Breath.take()
      }
    }
  }

  // MARK: What nobody knows

  /// Numbers without a parcel, and codes without a meaning: the journal names them, so that somebody looks.
  private mutating func lookForUnknown(_ told: [ToldParcel]) throws {
    result.unknownNumbers = try store.connection.readNow { reader in
      var unknown: [String] = []
      var seen: Set<String> = []
      for parcel in told where unknown.count < 1000 {
        let key = TrackingKey.of(parcel.number)
        guard seen.insert(key).inserted else { continue }
        if try reader.integer("SELECT links FROM tracking_numbers WHERE number_key = \(key)") == 0 {
          unknown.append(parcel.number)
        }
      }
      return unknown
    }
    guard let entry = result.entry, !result.unknownNumbers.isEmpty || !result.unknownCodes.isEmpty else { return }
    let (numbers, codes) = (result.unknownNumbers, result.unknownCodes)
    try store.connection.writeNow { writer in
      let work = Work(writer, actor: actor, now: now, reason: "", batch: entry)
      try work.begin()
      var changes: [FieldChange] = []
      if !numbers.isEmpty {
        changes.append(
          FieldChange(field: "unknownNumbers", before: .null, after: .list(numbers.prefix(100).map(Plain.text))))
      }
      if !codes.isEmpty {
        let named = codes.prefix(100).map { Plain.text("\($0.carrier) \($0.code)") }
        changes.append(FieldChange(field: "unknownCodes", before: .null, after: .list(named)))
      }
      try work.append(action: "noteUnknown", kind: "files", subject: nil, changes: changes)
      try work.finish()
    }
  }
}
