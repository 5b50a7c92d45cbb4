/// How long units have lain in the shop, and what they bind in money: the first that came are the first to go.
public struct StockAge: Hashable, Sendable {
  /// Up to so many days, the last one without an end.
  public enum Bucket: Int, Hashable, Sendable, CaseIterable {
    case month, quarter, halfYear, year, older

    public var lastDay: Int64? {
      switch self {
      case .month: 30
      case .quarter: 90
      case .halfYear: 180
      case .year: 365
      case .older: nil
      }
    }

    public init(days: Int64) {
      self = Bucket.allCases.first { $0.lastDay.map { days <= $0 } ?? true } ?? .older
    }
  }

  /// Units that came into the shop's own places together.
  public struct Layer: Hashable, Sendable {
    public var cameAt: Instant
    public var quantity: Int64
    /// What one unit cost; nil where nobody knows: opening stock, finds, returns.
    public var cost: Money?

    public init(cameAt: Instant, quantity: Int64, cost: Money? = nil) {
      self.cameAt = cameAt
      self.quantity = quantity
      self.cost = cost
    }
  }

  public private(set) var units: [Bucket: Int64] = [:]
  /// By bucket, one sum a currency, in the order of the codes.
  public private(set) var bound: [Bucket: [Money]] = [:]
  /// Units whose cost nobody knows.
  public private(set) var unpriced: Int64 = 0
  /// When the oldest unit came.
  public private(set) var oldestAt: Instant?

  /// `layers` is what came, the oldest first; of it the newest `onHand` units are still there.
  public init(_ layers: [Layer], onHand: Int64, now: Instant) {
    var left = onHand
    for layer in layers.reversed() where left > 0 && layer.quantity > 0 {
      let taken = min(left, layer.quantity)
      left -= taken
      oldestAt = layer.cameAt
      let bucket = Bucket(days: StockAge.days(from: layer.cameAt, to: now))
      units[bucket, default: 0] += taken
      guard let cost = layer.cost, let value = try? cost.times(taken) else {
        unpriced += taken
        continue
      }
      add(value, to: bucket)
    }
    // More is there than ever came: a count found it.
    if left > 0 {
      units[.older, default: 0] += left
      unpriced += left
    }
  }

  public init() {}

  public mutating func add(_ other: StockAge) {
    for (bucket, count) in other.units { units[bucket, default: 0] += count }
    for (bucket, sums) in other.bound { for sum in sums { add(sum, to: bucket) } }
    unpriced += other.unpriced
    if let oldest = other.oldestAt { oldestAt = min(oldestAt ?? oldest, oldest) }
  }

  private mutating func add(_ value: Money, to bucket: Bucket) {
    var sums = bound[bucket] ?? []
    if let index = sums.firstIndex(where: { $0.currency == value.currency }) {
      sums[index] = (try? sums[index].adding(value)) ?? sums[index]
    } else {
      sums.append(value)
      sums.sort { $0.currency < $1.currency }
    }
    bound[bucket] = sums
  }

  /// Of all buckets, one sum a currency.
  public var total: [Money] {
    var all = StockAge()
    for sums in bound.values { for sum in sums { all.add(sum, to: .month) } }
    return all.bound[.month] ?? []
  }

  private static func days(from: Instant, to now: Instant) -> Int64 {
    max(0, (now.milliseconds - from.milliseconds) / PurchaseClock.day)
  }
}
