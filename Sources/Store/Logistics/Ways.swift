public import Domain
internal import Synchronization

/// All ways of the shop as quotes to one country need them, read at one moment.
public struct Ways: Sendable {
  /// With the sheets that hold then, and of them what concerns the country.
  public let services: [KnownService]
  public let settings: WaySettings
  public let exchange: ExchangeTable
  /// The services alone, as a choice takes them.
  private let offered: [ShippingService]
  private let byCode: [String: Int]

  init(services: [KnownService], settings: WaySettings, exchange: ExchangeTable) {
    self.services = services
    self.settings = settings
    self.exchange = exchange
    offered = services.map(\.service)
    byCode = Dictionary(services.enumerated().map { ($1.service.code, $0) }) { first, _ in first }
  }

  public func service(_ code: String) -> KnownService? { byCode[code].map { services[$0] } }

  /// Every way of a parcel: those that are open, the best first, and the others with their reasons.
  public func choice(_ wish: QuoteWish) -> WayChoice {
    var wish = wish
    wish.mustBeInTime = wish.mustBeInTime || settings.mustBeInTime && wish.promisedDays != nil
    return WayChoice(wish, among: offered, weights: settings.weights) { exchange.convert($0, $1) }
  }

  /// The same of one service alone.
  public func choice(_ wish: QuoteWish, only service: String) -> WayChoice {
    var wish = wish
    wish.mustBeInTime = false
    return WayChoice(wish, among: offered.filter { $0.code == service }, weights: settings.weights) {
      exchange.convert($0, $1)
    }
  }

  // MARK: - Reading

  /// The ways to a country at a moment. What was read before is kept in memory as long as nobody changed any of it.
  public static func read(to country: String, at moment: Instant, in reader: any Reader) throws -> Ways {
    let mark = try WaysMark.read(in: reader)
    if let kept = shelf.withLock({ $0.ways(mark, country, moment) }) { return kept }
    let span = try span(around: moment, in: reader)
    let ways = try load(country, moment, in: reader)
    shelf.withLock { $0.keep(ways, mark, country, span) }
    return ways
  }

  /// Whether the shop has any service.
  public static func isEmpty(in reader: any Reader) throws -> Bool {
    try reader.integer("SELECT id FROM services LIMIT 1") == nil
  }

  private static let shelf = Mutex(Shelf())

  /// From the last moment at which a sheet began or ended to the next.
  private static func span(around moment: Instant, in reader: any Reader) throws -> Range<Int64> {
    let at = moment.milliseconds
    let before = try reader.integer(
      """
      SELECT MAX(at) FROM (SELECT MAX(valid_from) AS at FROM rate_sheets WHERE valid_from <= \(at)
        UNION ALL SELECT MAX(valid_until) FROM rate_sheets WHERE valid_until <= \(at)
        UNION ALL SELECT MAX(day) FROM exchange_rates WHERE day <= \(at)) AS edges
      """)
    let after = try reader.integer(
      """
      SELECT MIN(at) FROM (SELECT MIN(valid_from) AS at FROM rate_sheets WHERE valid_from > \(at)
        UNION ALL SELECT MIN(valid_until) FROM rate_sheets WHERE valid_until > \(at)
        UNION ALL SELECT MIN(day) FROM exchange_rates WHERE day > \(at)) AS edges
      """)
    return (before ?? Int64.min)..<(after ?? Int64.max)
  }

  private static func load(_ country: String, _ moment: Instant, in reader: any Reader) throws -> Ways {
    let at = moment.milliseconds
    var services = try ServiceTable.all(in: reader)
    let bodies = try RateBodies.load(
      """
      b.id IN (SELECT body_id FROM rate_sheets
        WHERE valid_from <= \(at) AND (valid_until IS NULL OR valid_until > \(at)))
      """, country: country, in: reader)
    var sheets: [Int64: RateSheet] = [:]
    var counts: [String: Int] = [:]
    try reader.forEach(
      """
      SELECT service_id, body_id, currency, valid_from, valid_until
      FROM rate_sheets
      WHERE valid_from <= \(at) AND (valid_until IS NULL OR valid_until > \(at))
      """
    ) { row in
      guard let currency = Currency(row.text(2)), let body = bodies[row.integer(1)] else { return true }
      counts[currency.code, default: 0] += 1
      sheets[row.integer(0)] = RateSheet(
        currency: currency, validFrom: row.instant(3), validUntil: row.optionalInstant(4), weight: body.weight,
        zones: body.zones, surcharges: body.surcharges)
      return true
    }
    for index in services.indices {
      if let sheet = sheets[services[index].id] { services[index].service.sheets = [sheet] }
    }
    // The currency of most sheets is the one that ways are compared in until somebody says another.
    let own = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? "CNY"
    let settings = try WaySettingsTable.load(in: reader) ?? .usual(in: Currency(own) ?? .none)
    return Ways(services: services, settings: settings, exchange: try ExchangeRates.table(at: moment, in: reader))
  }

  /// What was read last, by store, country and span.
  private struct Shelf {
    private struct Entry {
      var mark: String
      var country: String
      var span: Range<Int64>
      var ways: Ways
    }

    private static let limit = 64
    private var entries: [Entry] = []

    mutating func ways(_ mark: String, _ country: String, _ moment: Instant) -> Ways? {
      guard
        let index = entries.firstIndex(where: {
          $0.country == country && $0.mark == mark && $0.span.contains(moment.milliseconds)
        })
      else { return nil }
      let entry = entries.remove(at: index)
      entries.append(entry)
      return entry.ways
    }

    mutating func keep(_ ways: Ways, _ mark: String, _ country: String, _ span: Range<Int64>) {
      if entries.count >= Shelf.limit { entries.removeFirst() }
      entries.append(Entry(mark: mark, country: country, span: span, ways: ways))
    }
  }
}

/// What counts how much, in the store.
enum WaySettingsTable {
  static func load(in reader: any Reader) throws -> WaySettings? {
    try reader.first("SELECT late_cost, currency, loss_percent, in_time FROM way_settings WHERE id = 1") { row in
      Currency(row.text(1)).map { currency in
        WaySettings(
          weights: WayChoice.Weights(
            latenessPerDay: Money(minorUnits: row.integer(0), currency: currency), lossPercent: row.integer(2)),
          mustBeInTime: row.flag(3))
      }
    } ?? nil
  }
}

/// What currencies were worth, in the store.
public enum ExchangeRates {
  /// The rates of a moment: of each pair the newest that is not younger.
  public static func table(at moment: Instant, in reader: any Reader) throws -> ExchangeTable {
    let rates = try reader.all(
      """
      SELECT r.from_currency, r.to_currency, r.rate, r.day, r.source
      FROM exchange_rates AS r
      JOIN (
        SELECT from_currency, to_currency, MAX(day) AS day
        FROM exchange_rates
        WHERE day <= \(moment)
        GROUP BY from_currency, to_currency
      ) AS n ON n.from_currency = r.from_currency AND n.to_currency = r.to_currency AND n.day = r.day
      ORDER BY r.day, r.id
      """
    ) { row -> ExchangeTable.Rate? in
      guard let from = Currency(row.text(0)), let to = Currency(row.text(1)) else { return nil }
      return ExchangeTable.Rate(
        from: from, to: to, hundredMillionths: row.integer(2), day: row.instant(3), source: row.text(4))
    }
    return ExchangeTable(rates.compactMap { $0 })
  }
}
