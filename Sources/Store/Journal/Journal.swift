public import Domain

/// One entry of the journal: who changed what, when, why, and from what to what.
public struct JournalEntry: Hashable, Sendable {
  public var seq: Int64
  /// The entry of the batch that this one belongs to.
  public var batch: Int64?
  public var recordedAt: Instant
  /// When it happened outside, for dwell times; often the same.
  public var occurredAt: Instant
  public var actor: String
  /// Who really sat there, when `actor` was acted as.
  public var onBehalfOf: String?
  public var action: String
  public var kind: String
  public var subject: Int64?
  public var changes: [FieldChange]
  public var reason: String
  public var undoes: Int64?
  /// Whether what people wrote into it was erased with the person it was about.
  public var isErased = false
}

/// The chain's link: SHA-256 over the link before and the entry's canonical bytes (each field behind its length).
struct JournalLink {
  private(set) var hash: [UInt8]
  private var buffer: [UInt8] = []

  static let start = [UInt8](repeating: 0, count: 32)

  init(after hash: [UInt8]) { self.hash = hash }

  /// Moves on by one entry and returns its hash.
  mutating func extend(
    seq: Int64, batch: Int64?, recordedAt: Int64, occurredAt: Int64, actor: String, onBehalfOf: String?,
    action: String, kind: String, subject: Int64?, changes: String, reason: String, undoes: Int64?,
    bodyDigest: [UInt8]
  ) -> [UInt8] {
    buffer.removeAll(keepingCapacity: true)
    buffer.append(contentsOf: hash)
    for number in [seq, batch ?? -1, recordedAt, occurredAt, subject ?? -1, undoes ?? -1] { append(number) }
    for text in [actor, onBehalfOf ?? "", action, kind, changes, reason] {
      append(Int64(text.utf8.count))
      buffer.append(contentsOf: text.utf8)
    }
    append(Int64(bodyDigest.count))
    buffer.append(contentsOf: bodyDigest)
    hash = SHA256.digest(buffer)
    return hash
  }

  private mutating func append(_ number: Int64) {
    withUnsafeBytes(of: number.bigEndian) { buffer.append(contentsOf: $0) }
  }
}
