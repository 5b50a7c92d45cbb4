/// What one channel account is told that it may sell of a SKU.
///
/// Three numbers, each with the wish that it belongs to: what is wanted now, what was written into a file, what the
/// channel has taken. A wish is always the whole quantity, never a difference, so that only the newest one counts.
public struct PublishedStock: Hashable, Sendable {
  public var id: Int64
  public var version: Int64
  public var accountId: Int64
  public var variantId: Int64
  /// What the channel calls it.
  public var sku: String
  /// Units that are kept back for what is sold elsewhere meanwhile.
  public var buffer: Int64
  /// No more than so many are shown; nil: as many as there are.
  public var cap: Int64?
  /// The one warehouse that is sold from; nil: all.
  public var warehouseId: Int64?
  /// Sold there no more: the channel is told nought.
  public var isStopped: Bool

  /// What could be promised when the wish was worked out.
  public var available: Int64 = 0
  public var desired = Wish()
  public var pushed: Wish?
  public var acknowledged: Wish?
  /// What the channel said against the newest file; empty where nothing.
  public var refusal = ""

  /// A quantity, and the how-manieth wish it was.
  public struct Wish: Hashable, Sendable {
    public var quantity: Int64
    public var sequence: Int64
    public var at: Instant

    public init(quantity: Int64 = 0, sequence: Int64 = 0, at: Instant = Instant(milliseconds: 0)) {
      self.quantity = quantity
      self.sequence = sequence
      self.at = at
    }
  }

  /// No channel is shown more.
  public static let most: Int64 = 1_000_000

  public init(
    id: Int64, version: Int64 = 1, accountId: Int64, variantId: Int64, sku: String, buffer: Int64 = 0,
    cap: Int64? = nil, warehouseId: Int64? = nil, isStopped: Bool = false
  ) {
    self.id = id
    self.version = version
    self.accountId = accountId
    self.variantId = variantId
    self.sku = sku
    self.buffer = buffer
    self.cap = cap
    self.warehouseId = warehouseId
    self.isStopped = isStopped
  }

  /// `clamp(available − buffer, 0, cap)`.
  public static func quantity(available: Int64, buffer: Int64, cap: Int64?) -> Int64 {
    let (left, overflow) = available.subtractingReportingOverflow(max(0, buffer))
    if overflow { return 0 }
    return max(0, min(left, cap ?? most, most))
  }

  /// What the channel should be told by these settings.
  public func wanted(of available: Int64) -> Int64 {
    isStopped ? 0 : PublishedStock.quantity(available: available, buffer: buffer, cap: cap)
  }

  /// Follows what can be promised now; true where the channel has to be told another quantity than before.
  public mutating func follow(_ available: Int64, at now: Instant) -> Bool {
    self.available = max(0, available)
    let wanted = wanted(of: self.available)
    if wanted == desired.quantity && desired.sequence > 0 { return false }
    desired = Wish(quantity: wanted, sequence: desired.sequence + 1, at: now)
    return true
  }

  /// Whether a wish waits to be told.
  public var isUnsent: Bool { (pushed?.sequence ?? 0) < desired.sequence }

  /// Notes that a wish was written into a file; false where a newer one was already, and nothing is noted.
  public mutating func push(_ wish: Wish, at now: Instant) -> Bool {
    guard wish.sequence > pushed?.sequence ?? 0, wish.sequence <= desired.sequence else { return false }
    pushed = Wish(quantity: wish.quantity, sequence: wish.sequence, at: now)
    refusal = ""
    return true
  }

  /// Notes that the channel has taken a wish; false where it answers to an older one than it did already, or to one
  /// that it was never told.
  public mutating func acknowledge(_ wish: Wish, at now: Instant) -> Bool {
    guard wish.sequence > acknowledged?.sequence ?? 0, wish.sequence <= pushed?.sequence ?? 0 else { return false }
    acknowledged = Wish(quantity: wish.quantity, sequence: wish.sequence, at: now)
    if wish.sequence == pushed?.sequence { refusal = "" }
    return true
  }

  /// Notes that the channel refused a wish; false where a newer one was written since.
  public mutating func refuse(_ sequence: Int64, saying words: String) -> Bool {
    guard sequence == pushed?.sequence else { return false }
    refusal = words.isEmpty ? "?" : words
    return true
  }
}

extension PublishedStock: Journalled {
  /// What people decide; what follows from stock is worked out anew.
  public var snapshot: [String: Plain] {
    [
      "channelSku": .text(sku), "buffer": .number(buffer), "cap": Plain(cap), "warehouse": Plain(warehouseId),
      "stopped": .flag(isStopped),
    ]
  }

  public func with(_ field: String, _ value: Plain) -> PublishedStock? {
    var changed = self
    switch field {
    case "channelSku": changed.sku = value.text ?? sku
    case "buffer": changed.buffer = value.number ?? buffer
    case "cap": changed.cap = value.number
    case "warehouse": changed.warehouseId = value.number
    case "stopped": changed.isStopped = value == .flag(true)
    default: return nil
    }
    return changed
  }
}
