public import Domain
public import Exchange
public import Store

/// Takes a carrier's answer into the store: a file, standard input, or what somebody has at hand.
public struct TrackingImport {
  /// What became of one file.
  public struct Report: Hashable, Sendable {
    public var file: String
    /// Which reader knew it; empty where none did.
    public var format = ""
    /// Events in it.
    public var rows = 0
    public var imported = 0
    public var updated = 0
    public var unchanged = 0
    /// What could not be taken: the parcel's place in the file (nought: the file itself), and why.
    public var refused: [Refusal] = []
    /// What the carrier itself said it does not know.
    public var messages: [TrackingPayload.Message] = []
    public var unknownNumbers: [String] = []
    public var unknownCodes: [TrackingIntake.UnknownCode] = []
    /// Kept, and not to be taken at their word: events later than now, without a zone, and without a time.
    public var fromTheFuture = 0
    public var withoutZone = 0
    public var withoutTime = 0
    /// Parcels whose state was looked at anew.
    public var parcels = 0
    public var entry: Int64?
    /// Under what an answer is kept that could not be read; nil where it was read, or is none.
    public var unread: String?

    public var isTaken: Bool { refused.isEmpty || unread != nil || imported + updated + unchanged > 0 }
  }

  public struct Refusal: Hashable, Sendable {
    public var place: Int
    /// Where the file's own grammar breaks, from 1; nought elsewhere.
    public var line = 0
    public var field: String
    public var code: String
    public var message: String
  }

  let store: Store
  let actor: Actor
  let now: Instant
  /// Whose answers they are, where their shape does not tell.
  let source: String?
  /// The number that was asked for, where the answer does not repeat it.
  let number: String?

  public init(store: Store, actor: Actor, now: Instant, source: String? = nil, number: String? = nil) {
    self.store = store
    self.actor = actor
    self.now = now
    self.source = source
    self.number = number
  }

  /// Reads and takes one file. What cannot be read is a report with its refusal, and kept as it came; a store that
  /// fails throws.
  public func run(_ origin: SourceReader.Origin, name: String) throws -> Report {
    var report = Report(file: name)
    do {
      try origin.requireNoOpenStore()
      let (bytes, digest) = try TrackingImport.text(of: try SourceReader(origin, takesXML: true))
      do {
        try take(try PayloadReader.read(bytes, source: source, zoneNamed: ZoneFile.zone(named:)), digest, into: &report)
      } catch let fault as PayloadFault {
        try refuse(bytes, digest, fault, into: &report)
      }
    } catch let refusal as SourceRefusal {
      report.refused.append(Refusal(place: 0, field: "", code: "unread", message: refusal.message))
    }
    return report
  }

  /// What is meant as an answer is kept for whoever finds out what it says.
  private func refuse(_ bytes: [UInt8], _ digest: String, _ fault: PayloadFault, into report: inout Report) throws {
    let why = TrackingAnswers.sentence(fault)
    var refusal = Refusal(place: 0, field: "", code: fault.code, message: why)
    if case .broken(let place) = fault { (refusal.line, refusal.field) = (place.line, place.path) }
    report.refused.append(refusal)
    guard bytes.count <= PayloadReader.longest, PayloadReader.isMeant(bytes) else { return }
    let kept = try TrackingIntake.keepUnread(
      String(decoding: bytes, as: UTF8.self), why: fault.code, saying: why,
      from: .init(reader: "", name: report.file, digest: digest), as: actor, at: now, in: store)
    (report.unread, report.entry) = (kept.number, kept.entry)
  }

  /// The same of what somebody has begun to read; nil where it is no answer of a carrier. A dry run counts alone.
  func read(_ source: SourceReader, name: String, isDryRun: Bool) throws -> Report? {
    var report = Report(file: name)
    do {
      let (bytes, digest) = try TrackingImport.text(of: source)
      let payload = try PayloadReader.read(bytes, zoneNamed: ZoneFile.zone(named:))
      try take(payload, digest, isDryRun: isDryRun, into: &report)
    } catch is PayloadFault {
      return nil
    } catch is SourceRefusal {
      // What is wrong with the file is said by whoever asked what it is.
      return nil
    }
    return report
  }

  private static func text(of source: SourceReader) throws -> ([UInt8], String) {
    var digest = RunningDigest()
    let bytes = try PayloadReader.text(of: source) { digest.add($0) }
    return (bytes, digest.text)
  }

  private func take(
    _ payload: TrackingPayload, _ digest: String, isDryRun: Bool = false, into report: inout Report
  ) throws {
    report.format = payload.source
    report.messages = payload.messages
    let horizon = now.adding(milliseconds: 3_600_000)
    var told: [ToldParcel] = []
    for (index, parcel) in payload.parcels.enumerated() {
      let own = parcel.number.isEmpty ? number ?? "" : parcel.number
      report.rows += parcel.events.count
      if TrackingKey.of(own).isEmpty || own.utf8.count > 60 {
        report.refused.append(
          Refusal(
            place: index + 1, field: "trackingNumber", code: own.isEmpty ? "missingId" : "tooLong",
            message: own.isEmpty
              ? "the answer does not say of which number it tells: name it with --number"
              : "“\(String(own.prefix(40)))…” is no tracking number: 60 characters at most were expected"))
        continue
      }
      var one = ToldParcel(
        carrier: parcel.carrier, number: own, otherNumbers: parcel.otherNumbers, events: parcel.events)
      one.add(state: parcel.status, deliveredAt: parcel.deliveredAt)
      report.rows += one.events.count - parcel.events.count
      for event in one.events {
        guard let moment = event.moment else {
          report.withoutTime += 1
          continue
        }
        if moment.earliest > horizon { report.fromTheFuture += 1 }
        if moment.at == nil { report.withoutZone += 1 }
      }
      told.append(one)
    }
    if told.isEmpty || isDryRun { return }
    let result = try TrackingIntake.take(
      told, from: .init(reader: payload.source, name: report.file, digest: digest), as: actor, at: now, in: store)
    (report.imported, report.updated, report.unchanged) = (result.added, result.changed, result.unchanged)
    (report.unknownNumbers, report.unknownCodes) = (result.unknownNumbers, result.unknownCodes)
    (report.parcels, report.entry) = (result.parcels, result.entry)
  }
}
