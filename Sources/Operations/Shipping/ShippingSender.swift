public import Domain
public import Exchange
internal import Glibc
public import Store

/// Writes what channels are to be told of parcels as files in a folder, one for each account.
///
/// Safe from every process at once and from every death in between: see `ChannelFiles`.
public struct ShippingSender {
  /// Moments at which a process may die; tests die there.
  public enum Step: String, CaseIterable, Sendable {
    case planned, opened, halfWritten, written, noted, placed, delivered
  }

  /// What was sent.
  public struct Report: Hashable, Sendable {
    public var files: [File] = []
    /// Files of an earlier run that were noted and stood half-written: now in their place.
    public var recovered: [String] = []

    public struct File: Hashable, Sendable {
      public var account: String
      public var format: String
      public var path: String
      public var records: Int
    }
  }

  private let store: Store
  private let actor: Actor
  private let folder: String
  private let holder: String
  private let lease: Int64
  private let format: @Sendable (Account) -> ShippingFormat
  private let reached: (Step) throws -> Void

  /// `holder` names the process and its machine: `host:pid`.
  public init(
    store: Store, actor: Actor, folder: String, holder: String, leaseMilliseconds: Int64 = 60_000,
    format: @escaping @Sendable (Account) -> ShippingFormat = { ShippingFormats.of(channel: $0.channel) },
    reached: @escaping (Step) throws -> Void = { _ in }
  ) {
    self.store = store
    self.actor = actor
    self.folder = folder
    self.holder = holder
    lease = leaseMilliseconds
    self.format = format
    self.reached = reached
  }

  /// `host:pid` of this process.
  public static var ownHolder: String { "\(machine):\(getpid())" }

  /// The machine's own name: what stands half-written elsewhere is not to be seen from here.
  public static var machine: String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "localhost" }
    return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// So many messages go into the files of one run at most.
  private static let limit = 5000

  /// Puts what an earlier run left in its place, then sends what is due until nothing is.
  public func run(at now: Instant, account: Int64? = nil) throws -> Report {
    try store.require(.shipOrders, of: actor)
    var report = Report(recovered: try files.recover(at: now))
    // An hour is sixty leases.
    try files.sweep(before: now.adding(milliseconds: -60 * lease))
    while true {
      let planned = try ChannelFiles.plan(
        limit: ShippingSender.limit, forMilliseconds: lease, holder: holder, folder: folder,
        attempt: OutgoingFiles.attempt(),
        at: now,
        account: account, in: store
      ) { account in
        let format = self.format(account)
        return (id: format.id, ending: format.ending)
      }
      if planned.isEmpty { return report }
      try reached(.planned)
      for file in planned { if let sent = try send(file, at: now) { report.files.append(sent) } }
    }
  }

  private var files: OutgoingFiles { OutgoingFiles(store: store, folder: folder, reached: reached) }

  private func send(_ file: ChannelFiles.Planned, at now: Instant) throws -> Report.File? {
    let format = ShippingFormats.named(file.format) ?? self.format(file.account)
    let half = "\(file.folder)/\(file.half)"
    try files.write(format.write(file.parcels), to: half)
    try reached(.written)
    let records = format.records(of: file.parcels)
    guard try ChannelFiles.note(file, records: records, as: actor, at: now, in: store) else {
      // Somebody else was given it meanwhile, or it was taken back: nobody will ask for this one.
      unlink(half)
      return nil
    }
    try reached(.noted)
    try files.place(half, as: "\(file.folder)/\(file.name)")
    try reached(.placed)
    try ChannelFiles.deliver(file.id, at: now, in: store)
    try reached(.delivered)
    return Report.File(
      account: file.account.code, format: format.id, path: "\(file.folder)/\(file.name)",
      records: Set(records.map(\.record)).count)
  }
}

/// Why nothing can be sent.
public enum ShippingFault: Error, Hashable, Sendable {
  case cannotWrite(String, why: Int32)

  /// One sentence in English.
  public var message: String {
    switch self {
    case .cannotWrite(let path, let why): "\(path) cannot be written: \(String(cString: strerror(why)))."
    }
  }
}
