/// Why an order does not take a change: facts with their evidence, worded elsewhere.
public enum OrderRefusal: Error, Hashable, Sendable {
  case wrongState(OrderState, for: OrderEvent)
  case wrongPayment(PaymentState, for: PaymentEvent)
  case wrongFulfilment(FulfilmentState, for: FulfilmentEvent)
  case alreadyHeld(HoldReason)
  case notHeld(HoldReason?)
  /// Its holds go on.
  case noHoldEnded([HoldReason])
  case holdEndsBeforeNow
  case onHold([HoldReason])
  case emptyTag
  case tooManyTags(limit: Int)
  case tagTooLong(limit: Int)
  case hasTag(String)
  case lacksTag(String)
  case noLines
  case noSuchLine(String)
  /// More units of a line than are left of it.
  case notSoMany(line: Int, left: Int64)
  case sumTooLarge
  /// More would be taken off than the goods cost; both in minor units.
  case discountTooLarge(Int64, items: Int64, Currency)
  case unchanged
  /// Units that the buyer was sent: they come back by a return.
  case alreadySent(sku: String, asked: Int64, open: Int64)
  /// Some of it was sent: the rest is called off by units.
  case partlySent
  /// Two orders that are not alike enough to be one.
  case differs(OrderDifference, String, String)
  /// Why nothing is split off.
  case cannotSplit(SplitObstacle)
  /// Its lines are in another order.
  case isMerged(into: String)
  case nothingToFix
  /// Goods that are off the shelf and have to be put back first.
  case goodsToPutBack(sku: String, units: Int64)
  /// Goods of it that somebody has fetched: they leave with their parcel.
  case inWarehouse(sku: String, units: Int64)
  /// Nothing of it is off the shelf and not wanted.
  case notInWork
}

extension Order {
  public static let tagLimit = 50
  public static let tagLengthLimit = 60

  /// The order after an event on its first axis.
  public func after(_ event: OrderEvent) throws(OrderRefusal) -> Order {
    guard let next = OrderState.transitions[state]?[event] else { throw .wrongState(state, for: event) }
    if event == .cancel && [.shipped, .delivered, .returned].contains(fulfilment) {
      throw .wrongFulfilment(fulfilment, for: .stopProcessing)
    }
    var order = self
    order.state = next
    return order
  }

  public func after(_ event: PaymentEvent) throws(OrderRefusal) -> Order {
    guard let next = PaymentState.transitions[payment]?[event] else { throw .wrongPayment(payment, for: event) }
    var order = self
    order.payment = next
    return order
  }

  /// The order after an event on its fulfilment axis; what is on hold does not ship.
  public func after(_ event: FulfilmentEvent) throws(OrderRefusal) -> Order {
    // What keeps the goods where they are is named: that they are unfulfilled would explain nothing.
    if state == .cancelled { throw .wrongState(state, for: .cancel) }
    // What nobody agreed on goes nowhere; one that somebody works on all the same is put back.
    if state == .draft && event != .stopProcessing { throw .wrongState(state, for: .confirm) }
    guard let next = FulfilmentState.transitions[fulfilment]?[event] else {
      throw .wrongFulfilment(fulfilment, for: event)
    }
    if [.startProcessing, .ship, .shipPart].contains(event), !holds.isEmpty { throw .onHold(holds.map(\.reason)) }
    var order = self
    order.fulfilment = next
    return order
  }

  public func held(_ hold: Hold) throws(OrderRefusal) -> Order {
    guard state == .open || state == .draft else { throw .wrongState(state, for: .close) }
    if holds.contains(where: { $0.reason == hold.reason }) { throw .alreadyHeld(hold.reason) }
    if let until = hold.until, until <= hold.placedAt { throw .holdEndsBeforeNow }
    var order = self
    order.holds.append(hold)
    return order
  }

  /// Without the hold of that reason, or without any when `reason` is nil.
  public func released(_ reason: HoldReason?) throws(OrderRefusal) -> Order {
    var order = self
    order.holds.removeAll { reason == nil || $0.reason == reason }
    if order.holds.count == holds.count { throw .notHeld(reason) }
    return order
  }

  public func tagged(_ tag: String) throws(OrderRefusal) -> Order {
    var order = self
    order.tags = try Tags.adding(tag, to: tags)
    return order
  }

  public func untagged(_ tag: String) throws(OrderRefusal) -> Order {
    var order = self
    order.tags = try Tags.removing(tag, from: tags)
    return order
  }
}

/// Labels of orders and products: folded to lower case, no blanks at the ends, no commas, in alphabetical order.
public enum Tags {
  public static func adding(_ tag: String, to tags: [String]) throws(OrderRefusal) -> [String] {
    let clean = canonical(tag)
    if clean.isEmpty { throw .emptyTag }
    if clean.utf8.count > Order.tagLengthLimit * 4 || clean.count > Order.tagLengthLimit {
      throw .tagTooLong(limit: Order.tagLengthLimit)
    }
    if tags.contains(clean) { throw .hasTag(clean) }
    if tags.count >= Order.tagLimit { throw .tooManyTags(limit: Order.tagLimit) }
    return sorted(tags + [clean])
  }

  public static func removing(_ tag: String, from tags: [String]) throws(OrderRefusal) -> [String] {
    let clean = canonical(tag)
    guard tags.contains(clean) else { throw .lacksTag(clean) }
    return tags.filter { $0 != clean }
  }

  /// What a source lists, cleaned, each once; what is too long or too many is left out.
  public static func cleaned(_ tags: [String]) -> [String] {
    var kept: [String] = []
    for tag in tags.map(canonical) where !tag.isEmpty && tag.count <= Order.tagLengthLimit && !kept.contains(tag) {
      if kept.count == Order.tagLimit { break }
      kept.append(tag)
    }
    return sorted(kept)
  }

  /// Engines and Swift order text by its bytes.
  private static func sorted(_ tags: [String]) -> [String] {
    tags.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func canonical(_ tag: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in tag.lowercased().unicodeScalars {
      scalars.append(scalar == "," || scalar.value < 0x20 || scalar.properties.isWhitespace ? " " : scalar)
    }
    return String(scalars).split(separator: " ").joined(separator: " ")
  }
}
