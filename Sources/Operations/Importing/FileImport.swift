internal import Dispatch
public import Domain
public import Exchange
public import Store

/// Takes one file, or standard input, into the store.
public struct FileImport {
  /// What the command line says about the files.
  public struct Options: Sendable {
    /// A format's id; nil: found by content.
    public var format: String?
    /// The channel account's code; nil: named after the format's channel.
    public var channel: String?
    /// A mapping profile.
    public var profile: MappingProfile?
    /// All profiles at hand, for finding by content.
    public var profiles: [MappingProfile] = []
    public var exportedAt: Instant?
    public var encoding: TextEncoding?
    public var isDryRun = false

    public init() {}
  }

  let store: Store
  let actor: Actor
  let options: Options
  let now: @Sendable () -> Instant
  /// Told how many rows are done, a few times a second at most.
  let progress: (Int) -> Void
  /// Told every refused and skipped row: (issue, row as it stood).
  let reject: (RowIssue, String) -> Void
  let stop: ImportStop

  public init(
    store: Store, actor: Actor, options: Options, now: @escaping @Sendable () -> Instant,
    stop: ImportStop = ImportStop(),
    progress: @escaping (Int) -> Void = { _ in }, reject: @escaping (RowIssue, String) -> Void = { _, _ in }
  ) {
    self.store = store
    self.actor = actor
    self.options = options
    self.now = now
    self.progress = progress
    self.reject = reject
    self.stop = stop
  }

  /// Records of one transaction: the gate is held for some 30 ms.
  static let chunkSize = 400

  /// Reads the file to its end. What cannot be opened or recognised is a report with its `failure`. So is a store that
  /// fails after something was committed, or a stop: what is in stays, and changes nothing when the file comes again.
  /// A store that fails before anything was committed throws.
  public func run(_ origin: SourceReader.Origin, name: String) throws -> ImportReport {
    var report = ImportReport(file: name)
    let source: SourceReader
    let sample: Sample
    do {
      source = try SourceReader(origin, encoding: options.encoding)
      sample = try source.sample()
    } catch let refusal as SourceRefusal {
      report.failure = refusal.message
      return report
    }
    guard let format = format(of: sample) else {
      report.encoding = source.encoding.name
      report.failure =
        options.format.map { "There is no format “\($0)”; `portolan formats` lists them." }
        ?? "The file is of no known format; `portolan formats` lists them, and --map names a profile for any other CSV."
      return report
    }
    report.format = format.id
    let account = try ImportAccount.find(
      options.channel, format: format, in: store, actor: actor, now: now(), isDryRun: options.isDryRun)
    let intake = try Intake(
      store: store, account: account, actor: actor, format: format.id, file: name,
      exportedAt: options.exportedAt ?? source.modifiedAt ?? now())
    do {
      try take(from: source, format, account, intake, into: &report)
    } catch let refusal as SourceRefusal {
      report.failure = refusal.message
    } catch is ImportStopped {
      report.failure = "The import was stopped after \(report.rows) rows. " + FileImport.remains(intake.batch)
    } catch let error as StoreError where intake.batch != nil {
      report.failure = "\(error) The import ended after \(report.rows) rows. " + FileImport.remains(intake.batch)
    }
    for note in intake.notes { report.note(note) }
    report.encoding = source.encoding.name
    report.batch = intake.batch
    return report
  }

  private static func remains(_ batch: Int64?) -> String {
    guard let batch else { return "Nothing was changed." }
    return "What is in stays: the same import again goes on, `portolan undo \(batch)` takes it back."
  }

  private func format(of sample: Sample) -> Format? {
    if let profile = options.profile { return profile.format }
    if let id = options.format {
      return Formats.named(id) ?? options.profiles.first { $0.id == id }?.format
    }
    let own = options.profiles.filter { profile in Formats.named(profile.id) == nil }.map(\.format)
    return Formats.find(sample, in: Formats.all + own)
  }

  private func take(
    from source: SourceReader, _ format: Format, _ account: Account, _ intake: Intake, into report: inout ImportReport
  ) throws {
    let queue = ChunkQueue(capacity: 4)
    let context = ReadingContext(
      zone: ZoneFile.zone(named: account.zone) ?? .utc, currency: account.currency, zoneNamed: ZoneFile.zone(named:))
    nonisolated(unsafe) let unsharedSource = source
    let done = DispatchSemaphore(value: 0)
    // The reader has the source to itself until it signals.
    DispatchQueue(label: "portolan.reader").async {
      FileImport.read(unsharedSource, format, context, into: queue)
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
    while let chunk = try queue.take() {
      if stop.isStopped { throw ImportStopped() }
      try take(chunk, intake, into: &report)
      let moment = now()
      if moment.milliseconds - lastTold.milliseconds > 200 {
        progress(report.rows)
        lastTold = moment
      }
    }
  }

  private struct Abandoned: Error {}

  private static func read(
    _ source: SourceReader, _ format: Format, _ context: ReadingContext, into queue: ChunkQueue
  ) {
    var reader = format.makeReader(context)
    var chunk: [IntakeItem] = []
    var bytes = 0
    func sink(_ item: IntakeItem) throws {
      chunk.append(item)
      if case .order(let order) = item { bytes += order.raw.utf8.count }
      if case .product(let product) = item { bytes += product.raw.utf8.count }
      if chunk.count >= chunkSize || bytes > 1 << 20 {
        if !queue.put(chunk) { throw Abandoned() }
        chunk = []
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
  private func take(_ chunk: [IntakeItem], _ intake: Intake, into report: inout ImportReport) throws {
    var records: [IntakeItem] = []
    records.reserveCapacity(chunk.count)
    for item in chunk {
      switch item {
      case .order(let order):
        for issue in order.unreadableLines { report.note(issue) }
        records.append(item)
      case .product, .stock: records.append(item)
      case .skipped(let issue):
        report.skip(issue)
        reject(issue, "")
      case .refused(let issue, let raw):
        report.refuse(issue, rows: 1)
        reject(issue, raw)
      case .noted(let issue): report.note(issue)
      }
    }
    if records.isEmpty { return }
    let outcomes = options.isDryRun ? try intake.foresee(records) : try intake.take(records, now: now())
    for (item, outcome) in zip(records, outcomes) {
      let (rows, raw) = FileImport.size(item)
      switch outcome {
      case .imported:
        report.imported += rows
        report.rows += rows
      case .updated:
        report.updated += rows
        report.rows += rows
      case .unchanged:
        report.unchanged += rows
        report.rows += rows
      case .refused(let issue):
        report.refuse(issue, rows: rows)
        reject(issue, raw)
      }
    }
  }

  private static func size(_ item: IntakeItem) -> (rows: Int, raw: String) {
    switch item {
    case .order(let order): (order.rowCount, order.raw)
    case .product(let product): (product.rowCount, product.raw)
    case .stock(let stock): (1, stock.raw)
    case .skipped, .refused, .noted: (1, "")
    }
  }
}
