public import Domain
public import Exchange
internal import Glibc
public import Store

/// Writes how much channels may sell as files in a folder, one for each account: safe from every process at once and
/// from every death in between, as `ShippingSender` is.
public struct StockSender {
  private let store: Store
  private let actor: Actor
  private let folder: String
  private let holder: String
  private let lease: Int64
  private let format: @Sendable (Account) -> StockFeed
  private let reached: (ShippingSender.Step) throws -> Void

  public init(
    store: Store, actor: Actor, folder: String, holder: String, leaseMilliseconds: Int64 = 60_000,
    format: @escaping @Sendable (Account) -> StockFeed = { StockFeeds.of(channel: $0.channel) },
    reached: @escaping (ShippingSender.Step) throws -> Void = { _ in }
  ) {
    self.store = store
    self.actor = actor
    self.folder = folder
    self.holder = holder
    lease = leaseMilliseconds
    self.format = format
    self.reached = reached
  }

  private var files: OutgoingFiles { OutgoingFiles(store: store, folder: folder, reached: reached) }

  /// Puts what an earlier run left in its place, then sends what is due until nothing is.
  public func run(at now: Instant, account: Int64? = nil) throws -> ShippingSender.Report {
    try store.require(.manageStock, of: actor)
    var report = ShippingSender.Report(recovered: try files.recover(at: now))
    try files.sweep(before: now.adding(milliseconds: -60 * lease))
    while true {
      let planned = try StockFiles.plan(
        forMilliseconds: lease, holder: holder, folder: folder, attempt: OutgoingFiles.attempt(), as: actor, at: now,
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

  private func send(_ planned: StockFiles.Planned, at now: Instant) throws -> ShippingSender.Report.File? {
    var file = planned
    let format = StockFeeds.named(file.format) ?? self.format(file.account)
    let half = "\(file.folder)/\(file.half)"
    while !file.rows.isEmpty {
      try files.write(format.write(try rows(of: file, at: now)), to: half)
      try reached(.written)
      switch try StockFiles.note(file, as: actor, at: now, in: store) {
      case .done:
        try reached(.noted)
        try files.place(half, as: "\(file.folder)/\(file.name)")
        try reached(.placed)
        try ChannelFiles.deliver(file.id, at: now, in: store)
        try reached(.delivered)
        return .init(
          account: file.account.code, format: format.id, path: "\(file.folder)/\(file.name)",
          records: file.rows.count)
      case .stale(let rows):
        // Sold meanwhile: the others are told without it, and it goes with the next file.
        file.rows.removeAll { rows.contains($0.published) }
      case .lost:
        unlink(half)
        return nil
      }
    }
    unlink(half)
    try StockFiles.giveBack(file, at: now, in: store)
    return nil
  }

  private func rows(of file: StockFiles.Planned, at now: Instant) throws -> [FeedRow] {
    try store.connection.readNow { reader in
      try file.rows.map { row in
        FeedRow(
          sku: row.sku, quantity: row.quantity, sequence: row.sequence, at: now,
          stock: file.format == StockFeeds.of(channel: "shopify").id ? try stock(row, reader) : nil)
      }
    }
  }

  /// The product as sheets have it; the place is the only warehouse, else the account.
  private func stock(_ row: StockFiles.Row, _ reader: any Reader) throws -> StockRow? {
    let found = try reader.integer("SELECT product_id FROM variants WHERE id = \(row.variantId)")
    guard let product = try found.flatMap({ try ProductTable.load($0, in: reader) }),
      let variant = product.variants.first(where: { $0.id == row.variantId })
    else { return nil }
    let own = try PublishedTable.load(row.published, in: reader)?.warehouseId
    let places = try LocationTable.warehouses(in: reader)
    let place = places.first { $0.id == own } ?? places.first
    let name = place.map { $0.name.isEmpty ? $0.code : $0.name } ?? "Available"
    var stock = StockRow(
      sku: row.sku, title: product.title, product: product.number, warehouse: place?.code ?? "", warehouseName: name,
      onHand: row.quantity)
    stock.optionNames = product.optionNames
    stock.optionValues = variant.optionValues
    stock.hsCode = variant.customs.hsCode
    stock.origin = variant.customs.origin
    return stock
  }
}
