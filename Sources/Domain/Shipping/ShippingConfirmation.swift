/// What a channel is told of a parcel: which units of an order went out, with whom, under which number.
public struct ShippingConfirmation: Hashable, Sendable {
  public var orderId: Int64
  /// Lines by their position; none: all that is shipped and not told yet.
  public var lines: [LineCount]
  /// As the carrier is called, e.g. `DHL`.
  public var carrier: String
  public var service: String
  /// Empty where the goods travel without one.
  public var trackingNumber: String
  public var shippedAt: Instant

  public init(
    orderId: Int64, lines: [LineCount] = [], carrier: String, service: String = "", trackingNumber: String,
    shippedAt: Instant
  ) {
    self.orderId = orderId
    self.lines = lines
    self.carrier = carrier
    self.service = service
    self.trackingNumber = trackingNumber
    self.shippedAt = shippedAt
  }

  /// The longest name of a carrier or number that any channel takes.
  public static let textLimit = 100
}

/// Why a channel is not told: facts with their evidence.
public enum ConfirmingRefusal: Error, Hashable, Sendable {
  case noSuchLine(order: String, line: String)
  /// More than was shipped of a line; `early` would tell it all the same.
  case notShipped(line: Int, shipped: Int64, asked: Int64)
  /// Of a line so many are left that the channel was not told of.
  case notSoMany(line: Int, left: Int64, asked: Int64)
  case nothingToConfirm(order: String)
  /// A number without a carrier, or one that no carrier has.
  case badTracking(String)
  case cancelled(order: String)
  /// No channel has refused anything of it.
  case nothingRefused(order: String)
  case alreadyWritten(order: String)
}

extension Order {
  /// The lines that a channel is to be told of. `confirmed` is what it was told of each line already.
  ///
  /// Never more than was ordered, and unless `early` never more than was shipped.
  public func confirming(_ wish: ShippingConfirmation, confirmed: [Int: Int64], early: Bool) throws(ConfirmingRefusal)
    -> [LineCount]
  {
    if state == .cancelled { throw .cancelled(order: number) }
    try wish.check()
    func told(_ line: OrderLine) -> Int64 { max(0, confirmed[line.position] ?? 0) }
    func most(_ line: OrderLine) -> Int64 {
      early ? max(line.quantity, 0) : max(0, min(line.fulfilledQuantity, line.quantity))
    }
    if wish.lines.isEmpty {
      let open = lines.filter { most($0) > told($0) }.map {
        LineCount(position: $0.position, quantity: most($0) - told($0))
      }
      if open.isEmpty { throw .nothingToConfirm(order: number) }
      return open
    }
    var counts: [LineCount] = []
    for count in wish.lines {
      if let known = counts.firstIndex(where: { $0.position == count.position }) {
        let (sum, overflow) = counts[known].quantity.addingReportingOverflow(count.quantity)
        counts[known].quantity = overflow ? Int64.max : sum
      } else {
        counts.append(count)
      }
    }
    for count in counts {
      guard let line = lines.first(where: { $0.position == count.position }) else {
        throw .noSuchLine(order: number, line: String(count.position))
      }
      let left = max(0, max(line.quantity, 0) - told(line))
      guard count.quantity > 0, count.quantity <= left else {
        throw .notSoMany(line: line.position, left: left, asked: count.quantity)
      }
      if count.quantity > most(line) - told(line) {
        throw .notShipped(line: line.position, shipped: most(line), asked: count.quantity)
      }
    }
    return counts.sorted { $0.position < $1.position }
  }
}

extension ShippingConfirmation {
  fileprivate func check() throws(ConfirmingRefusal) {
    let texts = [carrier, service, trackingNumber]
    let isLong = texts.contains { $0.count > ShippingConfirmation.textLimit }
    let isOdd = texts.contains { $0.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7f } }
    if isLong || isOdd { throw .badTracking(String(trackingNumber.prefix(40))) }
    if !trackingNumber.isEmpty && carrier.isEmpty { throw .badTracking(trackingNumber) }
  }
}
