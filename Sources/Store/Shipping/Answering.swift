public import Domain

/// What channels say of the files that they were sent: written down at the units and the orders that it is about.
public enum Answering {
  /// What became of an answer.
  public struct Result: Hashable, Sendable {
    public var file: String
    public var changed = 0
    public var unchanged = 0
    /// What the channel refused: the order, the units' record, and what it said.
    public var refusals: [Refusal] = []
    /// Answers that fit nothing in the file.
    public var strays: [ChannelAnswer] = []
  }

  public struct Refusal: Hashable, Sendable {
    public var order: String
    public var record: Int
    public var said: String
    public var line: Int
  }

  /// The file that answers are about: the one that the answer's own name holds, else the newest that has every order
  /// they name, else the only one of these formats that waits for an answer and has so many records. nil where several
  /// could be meant, or none. `madeAt` is when the answer was made: it is about no file that was sent later.
  public static func file(
    for answers: [ChannelAnswer], formats: [String], named name: String, account: Int64?, madeAt: Instant? = nil,
    in reader: any Reader
  ) throws -> ChannelFiles.Sent? {
    let list = SQL.list(formats.map(SQLValue.text))
    let own = account.map { id -> SQL in "AND f.account_id = \(id)" } ?? ""
    let files = try ChannelFiles.sent(
      """
      f.written_at IS NOT NULL AND f.written_at <= \(madeAt ?? Instant(milliseconds: .max)) AND f.format IN (\(list))
      \(own)
      """, limit: 500, in: reader)
    let bare = files.first { file in
      let stem = file.name.split(separator: ".").dropLast().joined(separator: ".")
      return !stem.isEmpty && name.contains(stem)
    }
    if let bare { return bare }
    let orders = Set(answers.map(\.order)).subtracting([""])
    if !orders.isEmpty {
      for file in files {
        let known = try self.orders(in: file.id, reader)
        if orders.isSubset(of: known) { return file }
      }
      return nil
    }
    let processed = answers.lazy.compactMap { answer -> Int? in
      if case .summary(let processed, _) = answer.verdict { processed } else { nil }
    }.first
    let open = files.filter { $0.answeredAt == nil && (processed.map(Int64.init) ?? $0.records) == $0.records }
    return open.count == 1 ? open.first : nil
  }

  private static func orders(in file: Int64, _ reader: any Reader) throws -> Set<String> {
    Set(
      try reader.all(
        """
        SELECT DISTINCT orders.external_id
        FROM confirmed_units
        JOIN confirmations ON confirmations.id = confirmed_units.confirmation_id
        LEFT JOIN order_lines ON order_lines.id = confirmed_units.line_id
        JOIN orders ON orders.id = COALESCE(order_lines.source_order_id, confirmations.order_id)
        WHERE confirmed_units.file_id = \(file)
        """
      ) { $0.text(0) })
  }

  private struct Told {
    var units: ConfirmationTable.Units
    var order: Int64
    var externalId: String
    var lineId: String
    var trackingNumber: String
    var shipment: String
  }

  /// Writes the answers down. What they do not name was taken where they come with a summary that says so; else it goes
  /// on waiting. The same answers again change nothing.
  public static func apply(
    _ answers: [ChannelAnswer], to file: ChannelFiles.Sent, as actor: Actor, at now: Instant, dryRun: Bool = false,
    in store: Store
  ) throws -> Result {
    try store.require(.importFiles, of: actor)
    var result = Result(file: file.name)
    do {
      try store.connection.writeNow { writer in
        let work = Work(writer, actor: actor, now: now, reason: "")
        try work.begin()
        if try StockAnswering.isStock(file, in: writer) {
          try StockAnswering.apply(answers, file, &result, work)
        } else {
          try apply(answers, file, &result, work)
        }
        try writer.execute(
          """
          UPDATE channel_files
          SET answered_at = \(now)
          WHERE id = \(file.id) AND answered_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM confirmed_units WHERE file_id = \(file.id) AND state = 'written')
          """)
        try work.finish()
        if dryRun { throw DryRun() }
      }
    } catch is DryRun {
      return result
    }
    return result
  }

  private struct DryRun: Error {}

  private static func apply(
    _ answers: [ChannelAnswer], _ file: ChannelFiles.Sent, _ result: inout Result, _ work: Work
  ) throws {
    let told = try self.told(in: file.id, work.writer)
    var verdicts: [Int64: ChannelAnswer] = [:]
    var summary: (processed: Int, successful: Int)?
    for answer in answers {
      if case .summary(let processed, let successful) = answer.verdict {
        summary = (processed, successful)
        continue
      }
      let meant = told.filter { fits($0, answer) }
      if meant.isEmpty {
        // A record of the file whose units have been sent again since: what was said of them then is known.
        let isOfFile = answer.record.map { $0 <= file.records } ?? false
        if isOfFile { result.unchanged += 1 } else { result.strays.append(answer) }
      }
      for unit in meant {
        // A refusal goes before a warning of the same record.
        if let known = verdicts[unit.units.id], known.verdict == .refused { continue }
        verdicts[unit.units.id] = answer
      }
    }
    // What the summary counts as taken is what nobody refused.
    if let summary {
      let refused = Set(told.filter { verdicts[$0.units.id]?.verdict == .refused }.map(\.units.record)).count
      let isAll = summary.processed - summary.successful == refused
      for unit in told where verdicts[unit.units.id] == nil && isAll {
        verdicts[unit.units.id] = ChannelAnswer(.accepted, line: 1)
      }
    }
    try write(told, verdicts, file, &result, work)
  }

  private static func fits(_ told: Told, _ answer: ChannelAnswer) -> Bool {
    // Nought is the whole file.
    if let record = answer.record { return record == 0 || told.units.record == record }
    if answer.order.isEmpty || answer.order != told.externalId { return false }
    if !answer.lineId.isEmpty && answer.lineId != told.lineId { return false }
    return answer.trackingNumber.isEmpty || answer.trackingNumber == told.trackingNumber
  }

  private static func told(in file: Int64, _ reader: any Reader) throws -> [Told] {
    try reader.all(
      """
      SELECT u.id, u.line_id, u.quantity, u.state, u.record, u.code, u.reason, c.order_id, o.external_id,
        l.external_id, c.tracking, c.carrier
      FROM confirmed_units AS u
      JOIN confirmations AS c ON c.id = u.confirmation_id
      LEFT JOIN order_lines AS l ON l.id = u.line_id
      JOIN orders AS o ON o.id = COALESCE(l.source_order_id, c.order_id)
      WHERE u.file_id = \(file) AND u.state IN ('written', 'accepted', 'refused')
      ORDER BY c.order_id, u.id
      """
    ) {
      Told(
        units: ConfirmationTable.Units(
          id: $0.integer(0), lineId: $0.integer(1), quantity: $0.integer(2),
          state: ConfirmationState(rawValue: $0.text(3)) ?? .written, fileId: file,
          record: $0.optionalInteger(4).map { Int($0) }, code: $0.optionalText(5) ?? "",
          reason: $0.optionalText(6) ?? ""),
        order: $0.integer(7), externalId: $0.text(8), lineId: $0.optionalText(9) ?? "",
        trackingNumber: $0.text(10), shipment: [$0.text(11), $0.text(10)].filter { !$0.isEmpty }.joined(separator: " "))
    }
  }

  private static func write(
    _ told: [Told], _ verdicts: [Int64: ChannelAnswer], _ file: ChannelFiles.Sent, _ result: inout Result, _ work: Work
  ) throws {
    var news: [Int64: [(told: Told, answer: ChannelAnswer)]] = [:]
    for one in told {
      guard let answer = verdicts[one.units.id] else { continue }
      let event: ConfirmationEvent = answer.verdict == .refused ? .refuse : .accept
      guard one.units.state.after(event) != nil else {
        result.unchanged += 1
        continue
      }
      let isMoved = try ConfirmationTable.move(
        one.units, by: event, code: answer.code.isEmpty ? nil : answer.code,
        reason: answer.reason.isEmpty ? nil : answer.reason, at: work.now, in: work.writer)
      if !isMoved { throw StoreError.locked }
      result.changed += 1
      news[one.order, default: []].append((one, answer))
    }
    for (order, answers) in news.sorted(by: { $0.key < $1.key }) {
      try tell(order, answers, file, &result, work)
    }
  }

  /// The order's own story, its alert tag, and the shop's note of what was refused.
  private static func tell(
    _ id: Int64, _ answers: [(told: Told, answer: ChannelAnswer)], _ file: ChannelFiles.Sent,
    _ result: inout Result, _ work: Work
  ) throws {
    guard let old = try OrderTable.load(id, in: work.writer) else { return }
    var order = old
    var (before, after): ([Plain], [Plain]) = ([], [])
    for (told, answer) in answers {
      let words = [answer.code, answer.reason].filter { !$0.isEmpty }.joined(separator: " ")
      let isRefused = answer.verdict == .refused
      let state = isRefused ? ConfirmationState.refused : .accepted
      before.append(.text(told.units.state.rawValue))
      after.append(.text([state.rawValue, words].filter { !$0.isEmpty }.joined(separator: ": ")))
      if !isRefused { continue }
      let record = told.units.record ?? 0
      result.refusals.append(Refusal(order: old.number, record: record, said: words, line: answer.line))
      order.note = noted(order.note, "\(file.name) #\(record) \(told.shipment): \(words)")
    }
    let isRefused = try ConfirmationTable.records(of: id, in: work.writer).flatMap(\.units).contains {
      $0.state == .refused
    }
    // A full set of tags keeps nobody from being told: the note says it too.
    if isRefused {
      order = (try? order.tagged(Confirming.refusedTag)) ?? order
    } else {
      order = (try? order.untagged(Confirming.refusedTag)) ?? order
    }
    try work.append(
      action: "answerShipping", kind: "orders", subject: id,
      changes: [FieldChange(field: Confirming.field, before: .list(before), after: .list(after))])
    if order != old {
      try order.save(was: old, action: "answerShipping", undoes: nil, isWithdrawn: false, in: work)
    }
  }

  private static let noteLimit = 4000

  private static func noted(_ note: String, _ line: String) -> String {
    if note.contains(line) { return note }
    return String((note.isEmpty ? line : note + "\n" + line).suffix(noteLimit))
  }
}
