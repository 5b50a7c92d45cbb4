internal import Domain
internal import Store

/// Where the made-up shop keeps its goods: a warehouse of each kind, with as many bins as its catalogue asks for.
struct DemoPlaces {
  /// Bins that are picked from, in the order in which they are walked, by warehouse.
  private(set) var bins: [String: [Int64]] = [:]
  /// Bins of the home warehouse with what is behind them.
  private(set) var bulk: [Int64] = []
  private var ids: [String: Int64] = [:]
  private var codes: [Int64: String] = [:]

  static let home = "SZ"
  static let receiving = "SZ-RCV"
  static let quality = "SZ-QC"
  static let returns = "SZ-RET"
  static let damaged = "SZ-DMG"

  private static let union = "DE,AT,FR,IT,ES,NL,PL,SE,GR,PT,BE,CZ,IE,CH"

  init(_ store: Store, items: Int, as actor: Actor, now: Instant) throws {
    try store.perform(DemoPlaces.requests, as: actor, now: now)
    try store.perform(DemoPlaces.zones(items: items), as: actor, now: now)
    try store.connection.readNow { reader in
      for warehouse in ["SZ", "NB", "DE"] {
        guard let id = try LocationTable.find(code: warehouse, in: reader)?.id else { continue }
        for place in try LocationTable.places(in: id, reader) {
          ids[place.code] = place.id
          codes[place.id] = place.code
          if place.role == .bin && place.use == .picking { bins[warehouse, default: []].append(place.id) }
          if place.role == .bin && place.use == .reserve { bulk.append(place.id) }
        }
      }
      for code in ["US-ONT", "FBA-DE", "FBA-US", "SUPPLIER", "CUSTOMER", "LOSS", "TRANSIT"] {
        ids[code] = try LocationTable.find(code: code, in: reader)?.id
      }
    }
  }

  /// The place of a code; nought where there is none, which the ledger refuses.
  func id(_ code: String) -> Int64 { ids[code] ?? 0 }

  func code(_ id: Int64) -> String { codes[id] ?? "" }

  private static func make(_ code: String, _ fields: [String: String]) -> ActionRequest {
    ActionRequest("createLocation", subject: nil, fields: fields.merging(["code": code]) { first, _ in first })
  }

  private static var requests: [ActionRequest] {
    [
      make("SZ", ["kind": "domestic", "country": "CN", "name": "深圳仓 Shenzhen", "priority": "3"]),
      make(
        "NB",
        [
          "kind": "bonded", "country": "CN", "name": "宁波保税仓 Ningbo bonded", "shipsTo": "CN,TW,KR,JP,SG,MY",
          "priority": "2",
        ]),
      make(
        "DE", ["kind": "overseas", "country": "DE", "name": "Duisburg", "shipsTo": union, "priority": "1"]),
      make(
        "US-ONT",
        ["kind": "thirdParty", "country": "US", "name": "Ontario CA, 3PL", "shipsTo": "US,CA,MX", "priority": "1"]),
      make("FBA-DE", ["kind": "fba", "country": "DE", "name": "Amazon FBA Deutschland"]),
      make("FBA-US", ["kind": "fba", "country": "US", "name": "Amazon FBA US"]),
    ]
  }

  /// Racks of a zone: `SZ-A-03-2` is the second shelf of its third rack. Every second rack is walked back to front, so
  /// that nobody goes an aisle twice.
  private static func zones(items: Int) -> [ActionRequest] {
    var requests: [ActionRequest] = []
    func zone(_ warehouse: String, _ letter: String, racks: Int, use: String, from first: Int) {
      requests.append(
        make(
          "\(warehouse)-\(letter)",
          ["warehouse": warehouse, "role": "zone", "use": use, "sequence": String(first)]))
      for rack in 1...max(1, racks) {
        for shelf in 1...4 {
          let place = first + rack * 10 + (rack % 2 == 0 ? 5 - shelf : shelf)
          requests.append(
            make(
              "\(warehouse)-\(letter)-\(DemoNumbers.padded(rack, 2))-\(shelf)",
              ["warehouse": warehouse, "use": use, "sequence": String(place)]))
        }
      }
    }
    // A shelf has some twenty SKUs on it.
    let racks = min(40, max(2, items / 240))
    zone("SZ", "A", racks: racks, use: "picking", from: 1000)
    zone("SZ", "B", racks: racks, use: "picking", from: 2000)
    zone("SZ", "C", racks: racks, use: "picking", from: 3000)
    zone("SZ", "R", racks: max(2, racks / 2), use: "reserve", from: 8000)
    zone("DE", "A", racks: max(2, racks / 3), use: "picking", from: 1000)
    zone("NB", "A", racks: max(2, racks / 5), use: "picking", from: 1000)
    for (code, use) in [
      (receiving, "receiving"), (quality, "quality"), ("SZ-PACK", "packing"), (returns, "returns"),
      (damaged, "damaged"), ("DE-RCV", "receiving"), ("DE-RET", "returns"),
      ("DE-PACK", "packing"), ("NB-PACK", "packing"),
    ] {
      requests.append(make(code, ["warehouse": String(code.prefix(2)), "use": use, "sequence": "9000"]))
    }
    return requests
  }
}
