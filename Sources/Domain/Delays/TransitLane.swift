/// What of a parcel's way is measured.
public enum TransitMeasure: String, Hashable, Sendable, CaseIterable {
  /// Handed over to delivered.
  case door
  /// Handed over to the carrier's first scan.
  case pickup
  /// The longest time without news.
  case silence
  case firstMile = "first_mile"
  case exportCustoms = "export_customs"
  case lineHaul = "line_haul"
  case importCustoms = "import_customs"
  case lastMile = "last_mile"

  public init(_ leg: TrackingLeg) {
    switch leg {
    case .firstMile: self = .firstMile
    case .exportCustoms: self = .exportCustoms
    case .lineHaul: self = .lineHaul
    case .importCustoms: self = .importCustoms
    case .lastMile: self = .lastMile
    }
  }

  public var leg: TrackingLeg? { TrackingLeg(rawValue: rawValue) }
}

/// A way from one country to another: what parcels are compared by.
public struct TransitLane: Hashable, Sendable {
  /// A service's code, or the carrier where no service is known; folded.
  public var way: String
  /// ISO 3166 alpha-2; empty where unknown.
  public var origin: String
  public var destination: String
  /// The service's zone within the country; empty where it has none.
  public var zone: String

  public init(way: String, origin: String, destination: String, zone: String = "") {
    self.way = way
    self.origin = origin
    self.destination = destination
    self.zone = zone
  }

  public var isDomestic: Bool { !origin.isEmpty && origin == destination }

  /// `CN→DE`.
  public var route: String { "\(origin.isEmpty ? "?" : origin)→\(destination.isEmpty ? "?" : destination)" }
}

/// Countries that posts and lines serve much alike: where one has too few parcels, its neighbours tell.
public enum TransitRegion: String, Hashable, Sendable, CaseIterable {
  case westernEurope, easternEurope, northAmerica, latinAmerica, eastAsia, southEastAsia, southAsia, middleEast
  case africa, oceania, elsewhere

  public init(country: String) { self = TransitRegion.byCountry[country] ?? .elsewhere }

  /// The countries of it; none of `elsewhere`.
  public var countries: [String] { TransitRegion.lists[self]?.split(separator: " ").map(String.init) ?? [] }

  private static let byCountry: [String: TransitRegion] = {
    var regions: [String: TransitRegion] = [:]
    for region in allCases { for country in region.countries { regions[country] = region } }
    return regions
  }()

  private static let lists: [TransitRegion: String] = [
    .westernEurope: "AT BE CH DE DK ES FI FR GB GR IE IS IT LI LU MC MT NL NO PT SE CY",
    .easternEurope: "AL AM AZ BA BG BY CZ EE GE HR HU LT LV MD ME MK PL RO RS RU SI SK UA XK",
    .northAmerica: "CA US PR",
    .latinAmerica: "AR BO BR CL CO CR CU DO EC GT HN JM MX NI PA PE PY SV TT UY VE",
    .eastAsia: "CN HK JP KR MO MN TW",
    .southEastAsia: "BN ID KH LA MM MY PH SG TH TL VN",
    .southAsia: "AF BD BT IN KG KZ LK MV NP PK TJ TM UZ",
    .middleEast: "AE BH IL IQ IR JO KW LB OM PS QA SA SY TR YE",
    .africa: "AO BJ BW CD CI CM DZ EG ET GA GH KE LY MA MG ML MU MZ NA NG RW SD SN TN TZ UG ZA ZM ZW",
    .oceania: "AU FJ NC NZ PF PG",
  ]
}

/// What kind of line a way is, for what nobody has measured or stated yet.
public enum LineKind: String, Hashable, Sendable, CaseIterable {
  /// 小包专线.
  case smallPacket
  case express
  /// From a warehouse in the buyer's own country (海外仓).
  case overseasWarehouse

  /// Hours that half, four of five, nine of ten and nineteen of twenty parcels need at most: 7–15, 3–7 and 1–3 days.
  var door: (p50: Int64, p80: Int64, p90: Int64, p95: Int64) {
    switch self {
    case .smallPacket: (264, 360, 456, 552)
    case .express: (120, 168, 204, 240)
    case .overseasWarehouse: (48, 72, 96, 120)
    }
  }

  /// Within a country it is the warehouse's kind; abroad the carrier's name tells express lines.
  public init(_ lane: TransitLane, carrier: String) {
    if lane.isDomestic {
      self = .overseasWarehouse
      return
    }
    let words = FoldedText.fold("\(carrier) \(lane.way)").split { !$0.isLetter && !$0.isNumber }.map(String.init)
    self = words.contains { LineKind.expressWords.contains($0) } ? .express : .smallPacket
  }

  private static let expressWords: Set<String> = [
    "express", "dhl", "fedex", "ups", "tnt", "ems", "aramex", "sf", "顺丰", "priority", "courier",
  ]
}
