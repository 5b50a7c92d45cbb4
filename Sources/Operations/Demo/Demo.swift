internal import Dispatch
public import Domain
public import Store

/// Parcels of the past that a made-up shop is to have beside those of the last fortnight.
public struct DemoParcels: Hashable, Sendable {
  /// How far back they go, and about how many there are, spread over all orders.
  public var days: Int
  public var most: Int?

  public init(days: Int, most: Int? = nil) {
    self.days = days
    self.most = most
  }
}

/// A made-up, lifelike cross-border shop of any size.
public enum Demo {
  /// More orders than this are not made.
  public static let limit = 1_000_000

  public enum Refusal: Error, Hashable, Sendable, CustomStringConvertible {
    /// There are orders, products or accounts in the store already.
    case notEmpty
    case tooMany(limit: Int)
    /// Its history would end when nobody kept one by these clocks.
    case badEnd

    public var description: String {
      switch self {
      case .notEmpty:
        "The store is not empty: a made-up shop goes into a store of its own. Name another with --store."
      case .tooMany(let limit): "A made-up shop has at most \(limit) orders."
      case .badEnd: "A made-up shop's history ends between 2000-01-01 and 2099-12-31."
      }
    }
  }

  /// Refuses what no shop can be made of, before a store is made for it.
  public static func check(orders: Int, until: Instant) throws {
    if orders > limit { throw Refusal.tooMany(limit: limit) }
    if !(946_684_800..<4_102_444_800).contains(until.seconds) { throw Refusal.badEnd }
  }

  /// Fills an empty store: users, channel accounts, products, and `orders` orders placed before `until`, each with its
  /// past in the journal. The same arguments make the same business data; only salts and digests made with the store's
  /// secret differ. `until` is also when everything was recorded. Parcels of the last fortnight are there one by one;
  /// of a longer past, where `parcels` asks for it, some thousands spread over the time.
  ///
  /// `progress` is told the orders so far, after each transaction. A run that is broken off leaves whole orders only.
  public static func fill(
    store: Store, actor: Actor, orders: Int, seed: UInt64, until: Instant, parcels: DemoParcels? = nil,
    progress: (Int) -> Void = { _ in }
  ) throws {
    try check(orders: orders, until: until)
    let isEmpty = try store.connection.readNow { reader in
      try reader.integer(
        """
        SELECT EXISTS (SELECT 1 FROM orders) OR EXISTS (SELECT 1 FROM products) OR EXISTS (SELECT 1 FROM accounts)
        """) == 0
    }
    if !isEmpty { throw Refusal.notEmpty }
    // Whole seconds, as the outside has them.
    let until = Instant(seconds: until.seconds)
    let world = DemoWorld()
    let books = DemoBooks(orders: orders, until: until, past: parcels)
    let accounts = try DemoHouse.furnish(store, world, as: actor, now: until)
    let intakes = try accounts.map { account in
      try Intake(
        store: store, account: account, actor: actor, format: "demo", file: "demo \(account.code)", exportedAt: until)
    }
    var items: [DemoItem] = []
    // The catalogue is gone before the orders come.
    do {
      let catalogue = DemoCatalogue(orders: orders, seed: seed)
      items = catalogue.items
      try takeProducts(catalogue.products, own(intakes, accounts), until)
    }
    nonisolated(unsafe) var made = DemoOrders(
      orders: orders, seed: seed, until: until, world: world, items: items, books: books)
    let queue = ChunkQueue<PlacedStory>(capacity: 16)
    let isOver = DispatchSemaphore(value: 0)
    // Whoever makes them up has them to itself until it signals.
    DispatchQueue(label: "portolan.demo").async {
      makeUp(&made, orders, into: queue)
      isOver.signal()
    }
    defer {
      queue.abandon()
      isOver.wait()
    }
    var done = 0
    var pending = PendingItems(queue)
    while try pending.wait() {
      done += try Intake.take(through: intakes, in: store, now: until) { try pending.next() }
      progress(done)
    }
    // Whoever makes them up has done with them.
    isOver.wait()
    isOver.signal()
    let sequels = made.sequels
    try Retelling.told(at: until, in: store) {
      try DemoPast(
        store: store, accounts: accounts, items: items, orders: orders, seed: seed, until: until, books: books
      ).tell(sequels, as: actor)
    }
  }

  /// Stories that are handed on at once.
  private static let chunkSize = 32

  private static func makeUp(_ made: inout DemoOrders, _ orders: Int, into queue: ChunkQueue<PlacedStory>) {
    var left = orders
    while left > 0 {
      let count = min(chunkSize, left)
      var chunk: [PlacedStory] = []
      chunk.reserveCapacity(count)
      for _ in 0..<count {
        let (story, place) = made.next()
        chunk.append(PlacedStory(story, at: place))
      }
      left -= count
      if !queue.put(chunk) { break }
    }
    queue.finish()
  }

  private static func own(_ intakes: [Intake], _ accounts: [Account]) -> Intake? {
    zip(intakes, accounts).first { $0.1.channel == "shopify" }?.0 ?? intakes.first
  }

  private static func takeProducts(_ products: [Product], _ intake: Intake?, _ until: Instant) throws {
    var start = 0
    while start < products.count {
      let chunk = products[start..<min(start + 40, products.count)]
      let items = chunk.enumerated().map { offset, product in
        IntakeItem.product(
          IncomingProduct(
            externalId: product.number, revisedAt: until, product: product,
            raw: "{\"handle\":\"\(product.number)\",\"title\":\"\(product.title)\"}", line: start + offset + 1,
            rowCount: 1))
      }
      _ = try intake?.take(items, now: until)
      start += chunk.count
    }
  }
}
