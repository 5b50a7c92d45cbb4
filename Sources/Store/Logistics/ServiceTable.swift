public import Domain

/// A service as the store knows it, without its prices.
public struct KnownService: Hashable, Sendable {
  public var id: Int64
  public var carrierId: Int64
  public var service: ShippingService
}

/// Carriers and their services in the store.
public enum ServiceTable {
  private static let columns: SQL = """
    SELECT s.id, s.carrier_id, s.code, c.code, s.name, s.origins, s.features, s.min_grams, s.max_grams, s.longest_mm,
      s.girth_mm, s.sides_mm, s.value_limit, s.value_currency, s.hazards, s.loss_points, s.closed_because,
      c.closed_because, s.cut_off
    FROM services AS s
    JOIN carriers AS c ON c.id = s.carrier_id
    """

  public static func all(in reader: any Reader) throws -> [KnownService] {
    try reader.all("\(columns) ORDER BY s.id", KnownService.init(row:))
  }

  public static func load(_ id: Int64, in reader: any Reader) throws -> KnownService? {
    try reader.first("\(columns) WHERE s.id = \(id)", KnownService.init(row:))
  }

  public static func find(_ code: String, in reader: any Reader) throws -> KnownService? {
    try reader.first("\(columns) WHERE s.code_key = \(FoldedText.fold(code))", KnownService.init(row:))
  }

  static func named(_ code: String, in reader: any Reader) throws -> KnownService {
    guard let found = try find(code, in: reader) else { throw ActionRefusal.noSuchRecord(kind: "services", code) }
    return found
  }

  /// A service's own columns, as rows keep them.
  static func values(_ service: ShippingService, carrier: Int64) -> [String: Plain] {
    let limits = service.limits
    return [
      "code": .text(service.code), "code_key": .text(FoldedText.fold(service.code)), "carrier_id": .number(carrier),
      "name": .text(service.name),
      "features": .text(ShippingService.Feature.allCases.filter(service.features.contains).map(\.rawValue).joined(",")),
      "origins": .text(service.origins.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined(",")),
      "min_grams": Plain(limits.minimumGrams), "max_grams": Plain(limits.maximumGrams),
      "longest_mm": Plain(limits.longestSideMillimetres), "girth_mm": Plain(limits.girthMillimetres),
      "sides_mm": Plain(limits.sumOfSidesMillimetres), "value_limit": Plain(limits.highestValue?.minorUnits),
      "value_currency": Plain(limits.highestValue?.currency.code),
      "hazards": .text(limits.allowedHazards.sorted.map(\.rawValue).joined(",")),
      "cut_off": Plain(service.cutOffMinute),
      "loss_points": .number(service.lossBasisPoints), "closed_because": Plain(service.closedBecause),
    ]
  }

  /// The carrier of this code; nil where there is none.
  static func carrier(_ code: String, in reader: any Reader) throws -> Int64? {
    try reader.integer("SELECT id FROM carriers WHERE code_key = \(FoldedText.fold(code))")
  }
}

extension [String] {
  fileprivate func joined(_ separator: String) -> String { joined(separator: separator) }
}

extension KnownService {
  fileprivate init(row: any Columns) {
    func words(_ index: Int) -> [String] { row.text(index).split(separator: ",").map(String.init) }
    let value = row.optionalInteger(12).flatMap { amount in
      row.optionalText(13).flatMap(Currency.init).map { Money(minorUnits: amount, currency: $0) }
    }
    let limits = ParcelLimits(
      minimumGrams: row.optionalInteger(7), maximumGrams: row.optionalInteger(8),
      longestSideMillimetres: row.optionalInteger(9), girthMillimetres: row.optionalInteger(10),
      sumOfSidesMillimetres: row.optionalInteger(11), highestValue: value,
      allowedHazards: Set(words(14).compactMap(Hazard.init(rawValue:))))
    self.init(
      id: row.integer(0), carrierId: row.integer(1),
      service: ShippingService(
        code: row.text(2), carrier: row.text(3), name: row.text(4), origins: Set(words(5)), limits: limits,
        features: Set(words(6).compactMap(ShippingService.Feature.init(rawValue:))), sheets: [],
        lossBasisPoints: row.integer(15), closedBecause: row.optionalText(16) ?? row.optionalText(17),
        cutOffMinute: row.optionalInteger(18)))
  }
}
