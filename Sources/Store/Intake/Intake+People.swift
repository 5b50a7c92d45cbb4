internal import Domain

extension Intake {
  /// Finds or makes the customer of an incoming order, keeps the cards and puts their revisions into the order.
  /// Returns the cards that the order's search words are made of.
  func keepPeople(
    of incoming: IncomingOrder, in order: inout Order, from stamp: RevisionStamp, _ sources: inout OrderSources,
    isNew isNewOrder: Bool, _ work: Work
  ) throws -> [Card] {
    let named = IncomingPeople(of: incoming, account: account.id)
    var (shipTo, contact) = (named.shipTo, named.contact)
    let (billTo, key) = (named.billTo, named.key)
    let hasPeople =
      key != nil || !contact.isEmpty || billTo?.isEmpty == false || incoming.message?.isEmpty == false
      || order.lines.contains { !$0.personal.isEmpty }
    guard hasPeople else { return [] }

    var customer: Customer
    var isNew = false
    var oldWords: String?
    let digest = key.map(matchKey)
    if let id = order.customerId, let known = try CustomerTable.load(id, in: work.writer) {
      customer = known
    } else if let digest, !foresight.isAbsent(buyer: digest),
      let known = try CustomerTable.find(matchKey: digest, in: work.writer)
    {
      customer = known
    } else {
      let id = try numbers.nextCustomer(in: work.writer)
      customer = Customer(id: id, number: "C-\(id)", matchKey: digest)
      isNew = true
    }
    let before = customer
    // An order that named nobody so far counts when its buyer is learnt.
    if isNewOrder || order.customerId == nil {
      customer.orderCount += 1
      customer.firstOrderAt = min(customer.firstOrderAt ?? order.placedAt, order.placedAt)
      customer.lastOrderAt = max(customer.lastOrderAt ?? order.placedAt, order.placedAt)
    }
    if try !isNew && CustomerTable.isErased(customer.id, in: work.writer) {
      note(RowIssue(line: incoming.line, code: .erased, found: incoming.externalId))
      order.customerId = customer.id
      for index in order.lines.indices { order.lines[index].personal = "" }
      if customer != before { try CustomerTable.updateFromOrder(customer, in: work.writer) }
      return []
    }
    // What a record is silent about it does not take away: of two cards of which one says all that the other says, the
    // fuller one stands.
    let knownShipTo = isNewOrder ? nil : order.shipToRevision
    var isFuller = false
    if let said = shipTo, let knownShipTo,
      let known = try PersonalTable.card(subject: customer.id, revision: knownShipTo, in: work.writer), known != said
    {
      if said.isPart(of: known) { (shipTo, contact) = (known, known) } else { isFuller = known.isPart(of: said) }
    }
    if !isNew {
      let card = try PersonalTable.card(subject: customer.id, revision: customer.revision, in: work.writer)
      oldWords = CustomerTable.words(customer.number, card, cutter: &cutter)
    }
    var people = Subject(
      id: customer.id, highest: isNew ? 0 : try PersonalTable.highestRevision(of: customer.id, in: work.writer),
      isNew: isNew)
    var cards: [Card] = []
    let contactRevision = try people.revision(of: contact, in: work.writer)
    order.customerId = customer.id
    if contactRevision != nil { cards.append(contact) }
    /// Whether what the record says of a part counts, and from now on is what it said.
    func counts(_ part: OrderSources.Part, isKnown: Bool) -> Bool {
      let counts = isNewOrder || !isKnown || sources.accepts(part, from: stamp)
      if counts { sources.note(part, from: stamp) }
      return counts
    }
    if shipTo != nil, contactRevision != nil, counts(.shipTo, isKnown: order.shipToRevision != nil && !isFuller) {
      order.shipToRevision = contactRevision
    }
    if let billTo, !billTo.isEmpty, counts(.billTo, isKnown: order.billToRevision != nil),
      let revision = try people.revision(of: billTo, in: work.writer)
    {
      order.billToRevision = revision
      if revision != contactRevision { cards.append(billTo) }
    }
    if let message = incoming.message, !message.isEmpty, counts(.message, isKnown: order.messageRevision != nil) {
      order.messageRevision = try people.revision(of: Card(message: message), in: work.writer)
    }
    for (index, line) in order.lines.enumerated() where !line.personal.isEmpty {
      order.lines[index].personalRevision = try people.revision(of: Card(message: line.personal), in: work.writer)
    }
    let isNewest = customer.cardStamp.map { stamp >= $0 } ?? true
    if let contactRevision, counts(.contact, isKnown: true) && isNewest || customer.revision == 0 {
      customer.revision = contactRevision
      customer.cardStamp = stamp
      customer.country = contact.country.isEmpty ? order.country ?? customer.country : contact.country
    }
    if isFuller, let contactRevision, customer.revision == knownShipTo { customer.revision = contactRevision }
    customer.country = customer.country ?? order.country
    // Orders that name no address are searched by the customer's newest card.
    let followers =
      isNew || customer.revision == before.revision
      ? [] : try OrderWords.ordersByNewestCard(of: customer.id, in: work.writer)
    let followersWords = try followers.map { try OrderWords.words($0, in: work.writer) }
    // The cards refer to their subject, so a new customer is written before them.
    if isNew {
      try CustomerTable.insert(customer, in: work.writer)
      freshCustomers.insert(customer.id)
      if let digest { foresight.came(buyer: digest) }
    } else if customer != before {
      try CustomerTable.updateFromOrder(customer, in: work.writer)
    }
    try people.write(at: work.now, in: work.writer)
    // A customer is found by their newest card. That of an older record is none: to index it all the same would leave
    // words that nobody knows to take out again.
    let isKnownBy = isNew || customer.revision == contactRevision && contactRevision != nil
    let words = isKnownBy ? CustomerTable.words(customer.number, contact, cutter: &cutter) : oldWords ?? ""
    try CustomerTable.index(customer, as: words, was: oldWords, in: work.writer)
    for (follower, words) in zip(followers, followersWords) {
      try OrderTable.index(follower, was: words, in: work)
    }
    return cards
  }
}

/// Whom an incoming order names, and what its buyer is known by.
struct IncomingPeople {
  var shipTo: Card?
  var billTo: Card?
  /// Who is asked about the order.
  var contact: Card
  /// What the buyer's digest is made of; nil for somebody who cannot be known again.
  var key: String?

  init(of incoming: IncomingOrder, account: Int64) {
    shipTo = incoming.shipTo
    billTo = incoming.billTo == incoming.shipTo ? nil : incoming.billTo
    let buyer = incoming.buyer ?? Card()
    // One card where the parcel goes to the buyer: the address with the buyer's e-mail and telephone.
    if var card = shipTo, buyer.name.isEmpty || card.name.isEmpty || card.name == buyer.name {
      if card.name.isEmpty { card.name = buyer.name }
      if card.email.isEmpty { card.email = buyer.email }
      if card.phone.isEmpty { card.phone = buyer.phone }
      if card.company.isEmpty { card.company = buyer.company }
      shipTo = card
    }
    contact = shipTo ?? buyer
    key =
      incoming.buyerId.flatMap { $0.isEmpty ? nil : "id:\(account):\($0)" }
      ?? (contact.email.isEmpty ? nil : "mail:" + FoldedText.fold(contact.email))
  }
}

/// The cards of one customer while an order comes in: which are there already, which are to be written.
private struct Subject {
  let id: Int64
  var highest: Int64
  let isNew: Bool
  private var fresh: [(card: Card, revision: Int64)] = []

  init(id: Int64, highest: Int64, isNew: Bool) {
    self.id = id
    self.highest = highest
    self.isNew = isNew
  }

  /// The revision that holds the card, known or next; nil for an empty card.
  mutating func revision(of card: Card, in reader: any Reader) throws -> Int64? {
    if card.isEmpty { return nil }
    if let twin = fresh.first(where: { $0.card == card }) { return twin.revision }
    if !isNew, let known = try PersonalTable.revision(of: card, subject: id, in: reader) { return known }
    highest += 1
    fresh.append((card, highest))
    return highest
  }

  func write(at now: Instant, in writer: any Writer) throws {
    for entry in fresh {
      try PersonalTable.insert(entry.card, subject: id, revision: entry.revision, at: now, in: writer)
    }
  }
}
