/// Which revisions an order was read from: its fields, its lines and how its sum came about.
public struct OrderSources: Hashable, Sendable {
  /// The parts of an order that one revision says or does not say, each for itself.
  public enum Part: String, Hashable, Sendable, CaseIterable {
    case state, payment, fulfilment, placedAt, paidAt, shippedAt, cancelledAt, shipBy, deliverBy, service, country
    case note, tags, money, lines, lineOrder, contact, shipTo, billTo, message
  }

  /// The newest record that listed all lines, and how many they were: they stand first, what others add behind them.
  public struct Whole: Hashable, Sendable {
    var stamp: RevisionStamp
    var count: Int
  }

  /// Which figures of the order's sum no record says: they are sums over the lines, or unknown.
  public struct Sums: OptionSet, Hashable, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    static let items = Sums(rawValue: 1)
    static let discount = Sums(rawValue: 2)
    static let tax = Sums(rawValue: 4)
    /// Of stores as they were: the total is said though other figures are sums.
    static let oldTotal = Sums(rawValue: 8)
    static let shipping = Sums(rawValue: 16)
    static let total = Sums(rawValue: 32)
    static let taxIncluded = Sums(rawValue: 64)
    /// Written by a program that keeps each figure's source.
    static let kept = Sums(rawValue: 128)
    /// Not written down: read from a store as it was, where sums of lines were taken for figures.
    static let old = Sums(rawValue: 256)

    static let ofLines: Sums = [.items, .discount, .tax, .shipping, .total, .taxIncluded, .kept]

    /// As they stood in older stores, figure by figure.
    mutating func begin(isSaid: Bool) {
      if contains(.kept) { return }
      if !isSaid {
        self = .ofLines
        return
      }
      let hasTotal = contains(.oldTotal) || isEmpty
      remove(.oldTotal)
      formUnion(hasTotal ? [.kept, .old] : [.kept, .old, .total])
    }
  }

  public private(set) var fields: FieldSources
  var whole: Whole?
  var sums: Sums = []
  /// What rows say of the order's sum beside their lines, by the lines' names.
  private(set) var shares: [String: LineShare] = [:]

  /// As `text` has them; without one, of an order that begins with the revision.
  public init(newest: RevisionStamp, text: String? = nil) {
    fields = FieldSources(newest: newest, text: text)
    for word in (text ?? "").split(separator: "\n") {
      switch word.first {
      case "=": sums = Sums(rawValue: Int(word.dropFirst()) ?? 0)
      case "$":
        guard let end = word.lastIndex(of: "=") else { break }
        let figures = word[word.index(after: end)...].split(separator: ".").compactMap { Int64($0) }
        if figures.count == 4 {
          shares[String(word.dropFirst()[..<end])] = LineShare(
            shipping: figures[0], tax: figures[1], discount: figures[2], other: figures[3])
        }
      case "#":
        let figures = word.dropFirst().split(separator: ".").compactMap { Int64($0) }
        if figures.count == 1 {
          whole = Whole(stamp: newest, count: Int(clamping: figures[0]))
        } else if figures.count == 3 {
          let stamp = RevisionStamp(revisedAt: Instant(milliseconds: figures[1]), contentHash: figures[2])
          whole = Whole(stamp: stamp, count: Int(clamping: figures[0]))
        }
      default: break
      }
    }
  }

  /// Lines for whatever is not said by the newest revision alone; nil where there is nothing of the kind.
  public var text: String? {
    var words = [fields.text].compactMap { $0 }
    if sums != [] { words.append("=\(sums.subtracting(.old).rawValue)") }
    if let whole {
      let stamp = whole.stamp
      words.append(
        stamp == newest
          ? "#\(whole.count)" : "#\(whole.count).\(stamp.revisedAt.milliseconds).\(stamp.contentHash)")
    }
    for (name, share) in shares.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      words.append("$\(name)=\(share.shipping).\(share.tax).\(share.discount).\(share.other)")
    }
    return words.isEmpty ? nil : words.joined(separator: "\n")
  }

  public var newest: RevisionStamp { fields.newest }

  public func accepts(_ part: Part, from stamp: RevisionStamp) -> Bool { fields.accepts(part.rawValue, from: stamp) }

  public mutating func note(_ part: Part, from stamp: RevisionStamp) { fields.note(part.rawValue, from: stamp) }

  mutating func leaveUnsaid(_ part: Part) { fields.leaveUnsaid(part.rawValue) }

  mutating func forget(_ part: Part) { fields.forget(part.rawValue) }

  func isSaid(_ part: Part) -> Bool { fields.source(of: part.rawValue) != nil }

  /// A revision comes in: where it is the newest, what the order holds is what older ones said.
  mutating func begin(_ stamp: RevisionStamp, over known: Order) {
    fields.begin(stamp, keeping: Part.allCases.filter { known.has($0) }.map(\.rawValue))
  }

  /// The record that the order was begun with goes on: rows of it that stand elsewhere in its file.
  public mutating func goOn(as stamp: RevisionStamp) {
    if whole?.stamp == newest { whole?.stamp = stamp }
    fields.rename(to: stamp)
  }

  /// Whether somebody said that there are no tags.
  var isTagless: Bool { fields.has(Part.tags.rawValue) }

  mutating func noteTags(areEmpty: Bool, from stamp: RevisionStamp) {
    if areEmpty { fields.keep(Part.tags.rawValue, from: stamp) } else { note(.tags, from: stamp) }
  }

  // MARK: Sum

  func accepts(_ figure: OrderFigure, from stamp: RevisionStamp) -> Bool {
    if sums.contains(figure.sum) { return true }
    let name = fields.has(figure.name) ? figure.name : Part.money.rawValue
    return fields.accepts(name, from: stamp)
  }

  /// A record says figures: where it is the newest that does, what it does not say stays its own record's.
  mutating func begin(_ told: [OrderFigure], from stamp: RevisionStamp) {
    if told.isEmpty { return }
    let known = OrderFigure.allCases.filter { !sums.contains($0.sum) }
    guard known.isEmpty || accepts(.money, from: stamp) else { return }
    if let last = fields.source(of: Part.money.rawValue) {
      for figure in known where !fields.has(figure.name) { fields.keep(figure.name, from: last) }
    }
    note(.money, from: stamp)
  }

  mutating func note(_ figure: OrderFigure, from stamp: RevisionStamp) {
    sums.remove(figure.sum)
    if fields.source(of: Part.money.rawValue) == stamp {
      fields.forget(figure.name)
    } else {
      fields.keep(figure.name, from: stamp)
    }
  }

  mutating func forget(_ figure: OrderFigure) { fields.forget(figure.name) }

  // MARK: Lines

  /// Of lines without an id, by what was sold: their count and price may be another revision's.
  private static func name(_ line: OrderLine) -> String {
    if let id = line.externalId { return "line/" + id.replacing("\n", with: " ") }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for text in [line.sku, line.listingId, line.title, line.options] {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
      hash = (hash ^ 0x1F) &* 0x100_0000_01b3
    }
    return noId + "~" + String(hash, radix: 16)
  }

  /// As all lines without an id were once called together.
  private static let noId = "line/"

  func source(of line: OrderLine) -> RevisionStamp? {
    let name = OrderSources.name(line)
    if fields.has(name) { return fields.source(of: name) }
    let isOld = line.externalId == nil && fields.has(OrderSources.noId)
    return fields.source(of: isOld ? OrderSources.noId : Part.lines.rawValue)
  }

  mutating func note(_ line: OrderLine, from stamp: RevisionStamp) {
    fields.keep(OrderSources.name(line), from: stamp)
  }

  var share: LineShare { shares.values.reduce(LineShare(), +) }

  /// Takes what the rows of the lines said say of the order's sum, where they are not older than what is known of the
  /// line, and forgets those of lines that are gone.
  mutating func takeShares(
    of said: [OrderLine], _ lines: [IncomingLine], _ before: OrderSources, _ stamp: RevisionStamp,
    over result: [OrderLine]
  ) {
    if shares.isEmpty && lines.allSatisfy(\.share.isEmpty) { return }
    var fresh: [String: LineShare] = [:]
    for (line, incoming) in zip(said, lines) where !incoming.share.isEmpty {
      fresh[OrderSources.name(line), default: LineShare()] =
        fresh[OrderSources.name(line), default: LineShare()]
        + incoming.share
    }
    for line in said {
      let name = OrderSources.name(line)
      guard let share = fresh[name] else { continue }
      if shares[name] == nil || before.source(of: line).map({ stamp >= $0 }) ?? true { shares[name] = share }
    }
    let names = Set(result.map(OrderSources.name))
    shares = shares.filter { names.contains($0.key) }
  }

  /// Says of all lines at once what is the same for all, and forgets those that are gone.
  mutating func settle(_ lines: [OrderLine]) {
    let sources = Set(lines.map { source(of: $0) })
    if sources.count == 1, let one = sources.first, let one {
      for name in fields.names(under: "line/") { fields.forget(name) }
      note(.lines, from: one)
      return
    }
    if fields.has(OrderSources.noId) {
      for line in lines where line.externalId == nil {
        if let source = source(of: line) { note(line, from: source) }
      }
    }
    let names = Set(lines.map(OrderSources.name))
    for name in fields.names(under: "line/") where !names.contains(name) { fields.forget(name) }
  }
}

extension Order {
  /// Whether there is something to the part that a revision may have said. What always has a value counts.
  fileprivate func has(_ part: OrderSources.Part) -> Bool {
    switch part {
    case .state, .payment, .fulfilment, .placedAt, .money, .contact: true
    case .paidAt: paidAt != nil
    case .shippedAt: shippedAt != nil
    case .cancelledAt: cancelledAt != nil
    case .shipBy: shipBy != nil
    case .deliverBy: deliverBy != nil
    case .service: !shippingService.isEmpty
    case .country: country != nil
    case .note: !note.isEmpty
    case .tags: !tags.isEmpty
    case .lines: !lines.isEmpty
    case .lineOrder: lines.count > 1
    case .shipTo: shipToRevision != nil
    case .billTo: billToRevision != nil
    case .message: messageRevision != nil
    }
  }
}

/// A figure of an order's sum, which one record says and another does not.
enum OrderFigure: String, CaseIterable {
  case items, discount, shipping, tax, total, taxIncluded

  /// What it stands under among the sources.
  var name: String { "money/" + rawValue }

  /// The mark of it where nobody says it.
  var sum: OrderSources.Sums {
    switch self {
    case .items: .items
    case .discount: .discount
    case .shipping: .shipping
    case .tax: .tax
    case .total: .total
    case .taxIncluded: .taxIncluded
    }
  }
}
