internal import Dispatch
internal import Domain
internal import Exchange
internal import Store

/// One thread reads the file and works out what can be worked out without the store; the caller's writes.
extension FileImport {
  /// Records that the reader hands on at once: few, since each transaction takes as many as its time allows.
  private static let chunkSize = 64

  func take(
    from source: SourceReader, _ format: Format, _ account: Account, _ intake: Intake, into report: inout ImportReport
  ) throws {
    let queue = ChunkQueue<IntakeRecord>(capacity: 24)
    let context = ReadingContext(
      zone: ZoneFile.zone(named: account.zone) ?? .utc, currency: account.currency, zoneNamed: ZoneFile.zone(named:))
    nonisolated(unsafe) let unsharedSource = source
    let done = DispatchSemaphore(value: 0)
    nonisolated(unsafe) let rehearsal = rehearsal
    // The reader has the source to itself until it signals.
    DispatchQueue(label: "portolan.reader").async {
      FileImport.read(unsharedSource, format, context, of: account.code, rehearsal, into: queue)
      done.signal()
    }
    stop.whenStopped { queue.breakOff(ImportStopped()) }
    defer {
      stop.whenStopped(nil)
      queue.abandon()
      // A stopped reader may wait for a standard input that says nothing more; the process ends without it.
      if !stop.isStopped { done.wait() }
    }
    var lastTold = now()
    var pending = PendingItems(queue)
    while try pending.wait() {
      if stop.isStopped { throw ImportStopped() }
      try takeSome(&pending, intake, into: &report)
      let moment = now()
      if moment.milliseconds - lastTold.milliseconds > 200 {
        progress(report.rows)
        lastTold = moment
      }
    }
  }

  private struct Abandoned: Error {}

  private static func read(
    _ source: SourceReader, _ format: Format, _ context: ReadingContext, of account: String,
    _ rehearsal: FileRehearsal?, into queue: ChunkQueue<IntakeRecord>
  ) {
    var reader = format.makeReader(context)
    let rereading = reader.rereading
    var seen = SeenOrders()
    var chunk: [IntakeRecord] = []
    var bytes = 0
    func sink(_ item: IntakeItem) throws {
      var record = IntakeRecord(item)
      if case .order(let order) = item {
        bytes += order.raw.utf8.count
        var isLaterPart = false
        if let rereading {
          // Rows of another revision are another record.
          let name = order.revisedAt.map { order.externalId + " \($0.milliseconds)" } ?? order.externalId
          let earlier = seen.contents(of: name)
          isLaterPart = !earlier.isEmpty
          if isLaterPart { record = record.after(earlier, reread: rereading()) }
          seen.add(name, record.contentHash)
        }
        let isAlone = rereading != nil && order.revisedAt == nil
        if let rehearsal, !isLaterPart, !isAlone || rehearsal.hasMoreFiles {
          let name = rehearsal.hasMoreFiles ? account + " " + order.externalId : order.externalId
          let earlier = rehearsal.seen.contents(of: name)
          if !earlier.isEmpty { record = record.again(earlier) }
          rehearsal.seen.add(name, record.contentHash)
        }
      }
      if case .product(let product) = item { bytes += product.raw.utf8.count }
      chunk.append(record)
      if chunk.count >= chunkSize || bytes > 1 << 18 {
        if !queue.put(chunk) { throw Abandoned() }
        chunk = []
        chunk.reserveCapacity(chunkSize)
        bytes = 0
      }
    }
    do {
      try source.read { try reader.consume($0, into: sink) }
      try reader.finish(into: sink)
      if !chunk.isEmpty { _ = queue.put(chunk) }
      queue.finish()
    } catch is Abandoned {
      queue.finish()
    } catch {
      if !chunk.isEmpty { _ = queue.put(chunk) }
      queue.finish(error)
    }
  }

  /// One transaction: records go to the store, everything else straight into the report.
  private func takeSome(_ pending: inout PendingItems<IntakeRecord>, _ intake: Intake, into report: inout ImportReport)
    throws
  {
    var taken: [IntakeRecord] = []
    func next() throws -> IntakeRecord? {
      while let record = try pending.next() {
        if record.rowCount > 0 && !record.hasUnreadableLines {
          taken.append(record)
          return record
        }
        switch record.item {
        case .order(let order):
          tell(order, into: &report)
          taken.append(record)
          return record
        case .product, .stock, .shipment, .answer, .way:
          taken.append(record)
          return record
        case .skipped(let issue):
          report.skip(issue)
          reject(issue, "")
        case .refused(let issue, let raw):
          report.refuse(issue, rows: 1)
          reject(issue, raw)
        case .noted(let issue): report.note(issue)
        }
      }
      return nil
    }
    // What is no record needs no transaction.
    guard let first = try next() else { return }
    var held: IntakeRecord? = first
    func following() throws -> IntakeRecord? {
      defer { held = nil }
      return try held ?? next()
    }
    let outcomes: [Intake.Outcome]
    if options.isDryRun {
      while taken.count < 1000, try next() != nil {}
      outcomes = try intake.foresee(taken)
    } else {
      outcomes = try intake.take(now: now(), from: following)
    }
    for (record, outcome) in zip(taken, outcomes) {
      let rows = record.readableRowCount
      if record.hasUnreadableLines, !outcome.isRefused { report.incompleteOrders += 1 }
      switch outcome {
      case .imported:
        report.imported += rows
        report.rows += rows
        report.changedRecords += 1
      case .updated:
        report.updated += rows
        report.rows += rows
        report.changedRecords += 1
      case .unchanged:
        report.unchanged += rows
        report.rows += rows
      case .refused(let issue):
        for (issue, raw) in FileImport.rows(of: record.item, rows, issue) {
          report.refuse(issue, rows: 1)
          reject(issue, raw)
        }
      }
    }
  }

  /// Says which lines of an order cannot be read: rows of a table are refused one by one, while the rest of the order
  /// goes in; parts of one record are noted.
  private func tell(_ order: IncomingOrder, into report: inout ImportReport) {
    for (index, issue) in order.unreadableLines.enumerated() {
      if order.unreadableRows.isEmpty { report.note(issue) } else { report.refuse(issue, rows: 1) }
      reject(issue, order.unreadableRows.isEmpty ? order.raw : order.unreadableRows[index])
    }
  }

  /// Each row of a refused record, by its own line where the rows stand together: those of an order may stand apart.
  private static func rows(of item: IntakeItem, _ count: Int, _ issue: RowIssue) -> [(RowIssue, String)] {
    let raw = raw(item)
    if count == 1 { return [(issue, raw)] }
    var rows: [(RowIssue, String)] = []
    var (row, isQuoted, line, start) = ("", false, issue.line, issue.line)
    func end() {
      var own = issue
      if case .product = item { own.line = start }
      rows.append((own, row))
      (row, start) = ("", line)
    }
    for scalar in raw.unicodeScalars {
      if scalar == "\"" { isQuoted.toggle() }
      if scalar == "\n" { line += 1 }
      if scalar == "\n", !isQuoted { end() } else { row.unicodeScalars.append(scalar) }
    }
    end()
    if rows.count == count { return rows }
    return (0..<count).map { (issue, $0 == 0 ? raw : "") }
  }

  private static func raw(_ item: IntakeItem) -> String {
    switch item {
    case .order(let order): order.raw
    case .product(let product): product.raw
    case .stock(let stock): stock.raw
    case .shipment(let shipment): shipment.raw
    case .answer, .way: ""
    case .skipped, .refused, .noted: ""
    }
  }
}
