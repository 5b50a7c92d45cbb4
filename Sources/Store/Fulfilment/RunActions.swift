internal import Domain

extension ActionTable {
  private static let lease = ActionField("token", .text(limit: 100), required: true)

  /// Walks: who is on which, and what each scan of theirs does.
  static let runActions: [ActionDefinition] = [
    ActionDefinition(
      "startRun", on: "runs", [lease, ActionField("cart", .text(limit: 40))], right: .shipOrders,
      help: "Takes a walk, or goes on with one's own; it is held for two minutes beyond each scan."
    ) { work, arguments in
      let run = try RunTable.loaded(try arguments.subject(), in: work.writer)
      return try RunStart(work, run, arguments.text("token") ?? "").start(cart: arguments.text("cart") ?? "")
    },
    ActionDefinition(
      "takeOverRun", on: "runs", [lease], right: .shipOrders,
      help: "Goes on with a colleague's walk at the step where it stands."
    ) { work, arguments in
      let run = try RunTable.loaded(try arguments.subject(), in: work.writer)
      return try RunStart(work, run, arguments.text("token") ?? "").takeOver()
    },
    ActionDefinition(
      "workRun", on: "runs",
      [
        lease, ActionField("position", .number, required: true),
        ActionField("event", .longText(limit: 4000), required: true),
      ],
      right: .shipOrders, help: "Takes one scan, key or number of a walk: written down, and done where it is right."
    ) { work, arguments in
      let run = try RunTable.loaded(try arguments.subject(), in: work.writer)
      return try RunStep(work, run, arguments).take()
    },
    ActionDefinition(
      "startPacking", on: "fulfilments", [lease], right: .shipOrders,
      help: "Opens an order at the packing table, to be packed by scans."
    ) { work, arguments in try PackStart.start(work, try arguments.subject(), arguments.text("token") ?? "") },
  ]
}

extension Store {
  /// Lets a walk go, at hang-up too, so that a colleague need not wait for the lease's end. It stays of whoever went
  /// it: they find it first on their list, and others are asked whether they mean it.
  public func leaveRun(_ id: Int64, token: String) throws {
    try connection.writeNow { writer in
      let now = try writer.clock()
      try writer.execute(
        "UPDATE runs SET token = NULL, lease_until = \(now) WHERE id = \(id) AND token = \(token)")
    }
  }

  /// A sign of life; false where the walk is somebody else's by now.
  public func holdRun(_ id: Int64, token: String) throws -> Bool {
    try connection.writeNow { writer in
      let until = try writer.clock().adding(milliseconds: RunLease.milliseconds)
      try writer.execute("UPDATE runs SET lease_until = \(until) WHERE id = \(id) AND token = \(token)")
      return try writer.changedRows == 1
    }
  }
}

/// Taking a walk into the hand.
struct RunStart {
  let work: Work
  let run: RunRecord
  let token: String

  init(_ work: Work, _ run: RunRecord, _ token: String) throws {
    if run.isOver { throw ActionRefusal.fulfilment(.runOver(run.number)) }
    self.work = work
    self.run = run
    self.token = token
  }

  func start(cart: String, takesOver: Bool = false) throws -> Int64 {
    let clock = try work.writer.clock()
    if let owner = run.owner, owner != work.actor.name, !takesOver {
      throw ActionRefusal.fulfilment(.runTaken(run.number, by: owner, until: run.lease?.until ?? clock))
    }
    if let lease = run.lease, lease.holds(at: clock), lease.token != token {
      throw ActionRefusal.fulfilment(.runTaken(run.number, by: lease.actor, until: lease.until))
    }
    let task = FulfilmentWork(work)
    if run.startedAt == nil {
      try task.rows.update(
        .runs, run.id, ["started_at": .number(work.now.milliseconds), "cart": .text(cart)])
      for id in try fulfilments() {
        let isBegun = try work.writer.integer("SELECT begun_at FROM fulfilments WHERE id = \(id)") != nil
        if !isBegun { try task.rows.update(.fulfilments, id, ["begun_at": .number(work.now.milliseconds)]) }
        task.touch(id)
      }
    }
    try task.commit("startRun", "runs", run.id)
    if run.script.isEmpty { try write(script: RunScripts.start(of: run, cart: cart, at: work.now, in: work.writer)) }
    try hold(clock)
    return run.id
  }

  func takeOver() throws -> Int64 {
    guard run.startedAt != nil else { return try start(cart: run.cart, takesOver: true) }
    try FulfilmentWork(work).commit("takeOverRun", "runs", run.id)
    try hold(try work.writer.clock())
    return run.id
  }

  private func fulfilments() throws -> [Int64] {
    try work.writer.all("SELECT DISTINCT fulfilment_id FROM run_steps WHERE run_id = \(run.id)") { $0.integer(0) }
  }

  private func write(script: String) throws {
    try work.writer.execute("UPDATE runs SET script = \(script) WHERE id = \(run.id)")
  }

  private func hold(_ clock: Instant) throws {
    let until = clock.adding(milliseconds: RunLease.milliseconds)
    try work.writer.execute(
      """
      UPDATE runs
      SET actor = \(work.actor.name), token = \(token), lease_until = \(until)
      WHERE id = \(run.id)
      """)
  }

  /// A walk that is made and taken in one go.
  static func hold(_ run: Int64, _ token: String, script: String, _ work: Work) throws {
    let until = try work.writer.clock().adding(milliseconds: RunLease.milliseconds)
    try work.writer.execute(
      """
      UPDATE runs
      SET script = \(script), actor = \(work.actor.name), token = \(token), lease_until = \(until)
      WHERE id = \(run)
      """)
  }
}

/// One event of a walk.
private struct RunStep {
  let work: Work
  let run: RunRecord
  let token: String
  let position: Int64
  let event: ScanEvent

  init(_ work: Work, _ run: RunRecord, _ arguments: ActionArguments) throws {
    self.work = work
    self.run = run
    token = arguments.text("token") ?? ""
    position = try arguments.number("position") ?? 0
    do {
      event = try ScanEvent(line: arguments.text("event") ?? "")
    } catch {
      throw ActionRefusal.badField("event", found: arguments.text("event") ?? "", expected: .scannerEvent)
    }
  }

  func take() throws -> Int64 {
    if run.isOver { throw ActionRefusal.fulfilment(.runOver(run.number)) }
    guard run.lease?.token == token else {
      throw ActionRefusal.fulfilment(.leaseLost(run.number, by: run.lease?.actor ?? run.givenTo ?? ""))
    }
    var session = try prepared() ?? RunTable.session(of: run, in: work.writer)
    let step = session.step
    var at = run.events
    let commit = RunCommit(work, run)
    for notice in try RunNews.notices(of: run, session, in: work.writer) {
      let (_, effects) = session.take(.notice(notice), at: work.now)
      try log(session.lastLine, at)
      at += 1
      try commit.take(notice)
      try commit.take(effects)
    }
    // What was meant for a step that is not there any more is asked for anew.
    if session.step == step {
      let before = session
      let (verdict, effects) = session.take(try RunNews.known(event, session, in: work.writer), at: work.now)
      try log(session.lastLine, at, verdict)
      at += 1
      if verdict == .accepted {
        try RunGuard(work, run).check(before, session)
        try commit.take(effects)
      }
    }
    try commit.finish()
    // Nobody holds a walk that is over; who went it stays to be seen.
    let until = commit.hasEnded ? nil : try work.writer.clock().adding(milliseconds: RunLease.milliseconds)
    let held = commit.hasEnded ? nil : token
    try work.writer.execute(
      """
      UPDATE runs
      SET events = \(at), token = \(held), lease_until = \(until)
      WHERE id = \(run.id) AND token = \(token) AND events = \(position)
      """)
    guard try work.writer.changedRows == 1 else {
      throw ActionRefusal.badField("position", found: String(position), expected: .exactly(run.events))
    }
    return run.id
  }

  /// Only who holds the lease has written since: the same number of events is the same log.
  private func prepared() -> ScanSession? {
    guard let known = PreparedRun.value, known.run == run.id, known.events == run.events, known.token == token else {
      return nil
    }
    return known.session
  }

  private func log(_ line: String, _ at: Int64, _ verdict: ScanVerdict = .accepted) throws {
    var word = ""
    if case .refused(let refusal) = verdict { word = refusal.name }
    try RunLogging.append(run.id, at, line, refusal: word, work)
  }
}

/// Lines of walks' logs.
enum RunLogging {
  static func append(_ run: Int64, _ position: Int64, _ line: String, refusal: String, _ work: Work) throws {
    try work.writer.execute(
      """
      INSERT INTO scan_lines (run_id, position, actor, scanned_at, event, refusal)
      VALUES (\(run), \(position), \(work.actor.name), \(work.now), \(line), \(refusal))
      """)
  }
}

extension RunLogging {
  /// The walk's last step is taken back: its log leads to the step before it, with which it can be gone on.
  static func takeBackEnd(of run: Int64, in writer: any Writer) throws {
    let undone = RunTable.storesOwn + "undone"
    let lines = try RunTable.lines(of: run, in: writer).reversed().drop { !$0.refusal.isEmpty }
    for (index, line) in lines.enumerated() {
      // News that came with it is heard anew.
      if index > 0 {
        guard line.refusal.isEmpty, case .notice? = try? ScanEvent.logged(line.event).event else { return }
      }
      try writer.execute(
        "UPDATE scan_lines SET refusal = \(undone) WHERE run_id = \(run) AND position = \(line.position)")
    }
  }
}

/// What happened elsewhere that a walk must know, and what its codes mean beyond it.
enum RunNews {
  static func notices(of run: RunRecord, _ session: ScanSession, in reader: any Reader) throws -> [ScanNotice] {
    switch session {
    case .pick(let log):
      let notices = try reader.all(
        """
        SELECT o.number, o.state, o.hold_mask
        FROM run_steps AS s
        JOIN orders AS o ON o.id = s.order_id
        WHERE s.run_id = \(run.id) AND s.picked + s.short + s.cancelled < s.quantity
        GROUP BY o.number, o.state, o.hold_mask, s.order_id, s.line_id, s.fulfilment_id
        HAVING o.hold_mask <> 0 OR SUM(s.quantity - s.picked - s.short - s.cancelled) > (
          SELECT COALESCE(SUM(a.quantity), 0)
          FROM allocations AS a
          WHERE a.order_id = s.order_id AND a.line_id = s.line_id AND a.fulfilment_id = s.fulfilment_id
            AND a.state = 'reserved')
        """
      ) { (number: $0.text(0), notice: notice(of: $0.text(0), state: $0.text(1), holds: $0.integer(2))) }
      var seen = log.run.cancelledOrders
      return notices.filter { seen.insert($0.number).inserted }.map(\.notice)
    case .pack(let log):
      let order = log.run.plan.order
      return try reader.all(
        """
        SELECT CASE WHEN \(CallingOff.isOff) THEN 'cancelled' ELSE o.state END, o.hold_mask
        FROM orders AS o
        JOIN fulfilments AS f ON f.order_id = o.id
        WHERE f.id = \(run.fulfilmentId) AND (o.hold_mask <> 0 OR \(CallingOff.isOff))
        """
      ) { notice(of: order, state: $0.text(0), holds: $0.integer(1)) }
    case .receive, .putAway, .count, .returned: return []
    }
  }

  /// What happened to an order that the walk was to fetch something of.
  private static func notice(of order: String, state: String, holds: Int64) -> ScanNotice {
    if state == OrderState.cancelled.rawValue { return .orderCancelled(order) }
    return holds != 0 ? .orderHeld(order) : .orderLost(order)
  }

  /// The event with what the shop knows its code to be, where the walk does not know it: so that a wrong product is
  /// named, and not called unknown.
  static func known(_ event: ScanEvent, _ session: ScanSession, in reader: any Reader) throws -> ScanEvent {
    let raw: String, isTyped: Bool
    switch event {
    case .scan(let text, known: []): (raw, isTyped) = (text, false)
    case .text(let text, known: []): (raw, isTyped) = (text, true)
    default: return event
    }
    guard let scan = try? session.reader.read(raw), session.book.subjects(of: scan).isEmpty else { return event }
    var known: [ScanSubject] = []
    for reading in scan.readings.prefix(4) {
      // A label has fourteen digits where a product is written down with eight, twelve or thirteen.
      let article = (reading.gtin ?? reading.contentGtin)?.digits ?? ""
      let core = String(article.drop { $0 == "0" })
      let lengths = core.isEmpty ? [] : [8, 12, 13, 14].filter { $0 >= core.count }
      let articles = lengths.map { String(repeating: "0", count: $0 - core.count) + core }
      let keys = Set(([reading.key, reading.text] + articles).filter { !$0.isEmpty })
      for key in keys.sorted() {
        known += try reader.all(
          """
          SELECT v.sku, b.pack_quantity
          FROM barcodes AS b
          JOIN variants AS v ON v.id = b.variant_id
          WHERE b.code = \(key)
          """
        ) { ScanSubject.product(sku: $0.text(0), packQuantity: $0.integer(1)) }
        let folded = FoldedText.fold(key)
        known += try reader.all("SELECT sku FROM variants WHERE sku_key = \(folded)") {
          ScanSubject.product(sku: $0.text(0), packQuantity: 1)
        }
        known += try reader.all("SELECT code FROM locations WHERE code_key = \(folded)") {
          ScanSubject.location($0.text(0))
        }
        known += try reader.all("SELECT number FROM orders WHERE number_key = \(folded) LIMIT 1") {
          ScanSubject.order($0.text(0))
        }
      }
    }
    var seen: Set<ScanSubject> = []
    known = known.filter { seen.insert($0).inserted }
    return isTyped ? .text(raw, known: known) : .scan(raw, known: known)
  }
}
