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
    /// The warehouse of counts that name none.
    public var place: String?
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
  /// nil: the import is real.
  let rehearsal: FileRehearsal?

  /// Files of one dry run have `rehearsal` in common: what one brings the next one knows.
  public init(
    store: Store, actor: Actor, options: Options, now: @escaping @Sendable () -> Instant,
    stop: ImportStop = ImportStop(), rehearsal: FileRehearsal? = nil,
    progress: @escaping (Int) -> Void = { _ in }, reject: @escaping (RowIssue, String) -> Void = { _, _ in }
  ) {
    self.store = store
    self.actor = actor
    self.options = options
    self.now = now
    self.progress = progress
    self.reject = reject
    self.stop = stop
    self.rehearsal = options.isDryRun ? rehearsal ?? FileRehearsal() : nil
  }

  /// Reads the file to its end. What cannot be opened or recognised is a report with its `failure`. So is a store that
  /// fails after something was committed, or a stop: what is in stays, and changes nothing when the file comes again.
  /// A store that fails before anything was committed throws.
  public func run(_ origin: SourceReader.Origin, name: String) throws -> ImportReport {
    var report = ImportReport(file: name)
    let source: SourceReader
    let sample: Sample
    do {
      try origin.requireNoOpenStore()
      source = try SourceReader(origin, encoding: options.encoding, takesXML: true)
      sample = try source.sample()
    } catch let refusal as SourceRefusal {
      report.failure = refusal.message
      return report
    }
    let found = source.xml == nil ? format(of: sample) : nil
    guard let format = found.flatMap({ isToldByCarrier(sample, $0) ? nil : $0 }) else {
      if let told = try takeTracking(source, name: name) { return told }
      report.encoding = source.encoding.name
      report.failure =
        source.xml?.message ?? options.format.map { "There is no format “\($0)”; `portolan formats` lists them." }
        ?? "The file is of no known format; `portolan formats` lists them, and --map names a profile for any other CSV."
      return report
    }
    report.format = format.id
    if format.kinds == ["answers"] {
      report.encoding = source.encoding.name
      do { try takeAnswers(source, format, into: &report) } catch let refusal as SourceRefusal {
        report.failure = refusal.message
      }
      return report
    }
    if format.kinds == ["ways"] {
      report.encoding = source.encoding.name
      do { try takeWays(source, format, into: &report) } catch let refusal as SourceRefusal {
        report.failure = refusal.message
      }
      return report
    }
    let account = try ImportAccount.find(
      options.channel, format: format, sample, in: store, actor: actor, now: now(), rehearsal: rehearsal?.intake)
    let intake = try Intake(
      store: store, account: account, actor: actor, format: format.id, file: name,
      exportedAt: options.exportedAt ?? source.modifiedAt ?? now(), rehearsal: rehearsal?.intake)
    if format.kinds.contains("stock") {
      intake.counts.place = options.place
      intake.counts.isDated = options.exportedAt != nil
      intake.counts.source = FileDigest.of(origin) ?? ""
    }
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
}
