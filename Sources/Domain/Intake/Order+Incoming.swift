extension IncomingOrder {
  /// What an account adds to an order that its file does not say.
  public struct Setting: Hashable, Sendable {
    public var accountId: Int64
    public var accountCode: String
    public var currency: Currency?
    public var now: Instant

    public init(accountId: Int64, accountCode: String, currency: Currency?, now: Instant) {
      self.accountId = accountId
      self.accountCode = accountCode
      self.currency = currency
      self.now = now
    }
  }

  /// The order that this record makes of a new one, without its people, and what of it the record says. Refused only
  /// for sums beyond 64 bits.
  public func newOrder(id: Int64, _ setting: Setting, _ sources: inout OrderSources) throws(OrderRefusal) -> Order {
    let currency = currency ?? setting.currency ?? .none
    var order = Order(
      id: id, accountId: setting.accountId, externalId: externalId,
      number: setting.accountCode + "-" + externalId, placedAt: placedAt ?? revisedAt ?? setting.now,
      money: OrderMoney(currency: currency))
    take(into: &order, from: sources.newest, &sources)
    let whole = try wholeLines()
    order.lines = IncomingOrder.numbered(whole)
    sources.takeShares(of: whole, lines, sources, sources.newest, over: whole)
    order.money = try money(over: order.lines, currency: currency, &sources)
    if linesAreComplete { sources.whole = OrderSources.Whole(stamp: sources.newest, count: order.lines.count) }
    if state == nil { sources.leaveUnsaid(.state) }
    if payment == nil { sources.leaveUnsaid(.payment) }
    if fulfilment == nil { sources.leaveUnsaid(.fulfilment) }
    if placedAt == nil { sources.leaveUnsaid(.placedAt) }
    if !namesAnyone { sources.leaveUnsaid(.contact) }
    return order
  }

  /// The known order after this record: of each field, what the newest revision says that says it at all, in whatever
  /// order they come. What nobody has said is filled.
  public func applied(
    to known: Order, from stamp: RevisionStamp, _ sources: inout OrderSources, _ setting: Setting
  ) throws(OrderRefusal) -> Order {
    sources.begin(stamp, over: known)
    var order = known
    take(into: &order, from: stamp, &sources)
    let shares = sources.share
    order.lines = try merged(with: known.lines, from: stamp, &sources)
    let isSilent = !saysMoney && order.lines == known.lines && sources.share == shares
    if !isSilent || known.money.currency == .none {
      order.money = try money(of: known, over: order.lines, from: stamp, &sources, setting)
    }
    return order
  }

  /// Whether the record names whoever is asked about the order.
  private var namesAnyone: Bool { shipTo?.isEmpty == false || buyer?.isEmpty == false }

  private func take(into order: inout Order, from stamp: RevisionStamp, _ sources: inout OrderSources) {
    /// What is said of a field, where that counts; nil where what is known stays.
    func counting<T>(_ part: OrderSources.Part, _ said: T?, isKnown: Bool = true) -> T? {
      guard let said, !isKnown || sources.accepts(part, from: stamp) else { return nil }
      sources.note(part, from: stamp)
      return said
    }
    func take<T>(_ part: OrderSources.Part, _ said: T?, into known: inout T?) {
      known = counting(part, said, isKnown: known != nil) ?? known
    }
    order.state = counting(.state, state) ?? order.state
    order.payment = counting(.payment, payment) ?? order.payment
    order.fulfilment = counting(.fulfilment, fulfilment) ?? order.fulfilment
    order.placedAt = counting(.placedAt, placedAt) ?? order.placedAt
    take(.paidAt, paidAt, into: &order.paidAt)
    take(.shippedAt, shippedAt, into: &order.shippedAt)
    take(.cancelledAt, cancelledAt, into: &order.cancelledAt)
    take(.shipBy, shipBy, into: &order.shipBy)
    take(.deliverBy, deliverBy, into: &order.deliverBy)
    func filled(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
    order.shippingService =
      counting(.service, filled(shippingService), isKnown: !order.shippingService.isEmpty) ?? order.shippingService
    if let tags, order.tags.isEmpty && !sources.isTagless || sources.accepts(.tags, from: stamp) {
      order.tags = Tags.cleaned(tags)
      sources.noteTags(areEmpty: order.tags.isEmpty, from: stamp)
    }
    order.note = counting(.note, filled(note), isKnown: !order.note.isEmpty) ?? order.note
    take(.country, filled(shipTo?.country) ?? filled(billTo?.country), into: &order.country)
  }
}
