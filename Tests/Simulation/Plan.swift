import Domain
import Foundation
import Store

/// How many do how much, and how many of them are killed over it.
struct Plan {
  var processes: Int
  var actions: Int
  var kills: Int
  var seed: Int

  var words: [String] { ["--processes", "\(processes)", "--actions", "\(actions)", "--seed", "\(seed)"] }
}

/// What a person says at the end.
struct Report: Codable {
  var done = 0
  /// What the shop's rules would not have; nothing changed by it.
  var refused = 0
  /// What was asked for once more under its key, and had happened already.
  var repeats = 0
  /// Times that the store was out of reach, so that the same was asked for again.
  var retries = 0
  /// How often each action was done.
  var actions: [String: Int] = [:]
  var wrong: [String] = []
}

/// The small shop that all of them work in.
enum Shop {
  static let admin = "simulation"
  static let skus = ["MUG", "CUP", "PLATE", "LAMP"]
  static let bins = ["SZ-A-01", "SZ-A-02", "SZ-B-01", "SZ-BULK"]

  static func now() -> Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

  static func url(_ address: String) throws -> StoreURL {
    guard let url = StoreURL(address) else { throw StoreError.missing(path: address) }
    return url
  }

  /// Few units of few things, in two warehouses, with a supplier who has more.
  static func make(at address: String) throws -> Store {
    let store = try Store.create(url(address), admin: admin, at: now())
    let actor = Actor(name: admin, rights: Set(Right.allCases))
    @discardableResult
    func perform(_ action: String, _ subject: Int64? = nil, _ fields: [String: String] = [:]) throws -> Int64? {
      try store.perform(ActionRequest(action, subject: subject, fields: fields), as: actor, now: now()).subject
    }
    try perform("addAccount", nil, ["code": "SHOP", "channel": "own", "currency": "EUR"])
    try perform("createLocation", nil, ["code": "SZ", "country": "CN"])
    for (index, bin) in bins.dropLast().enumerated() {
      try perform("createLocation", nil, ["code": bin, "warehouse": "SZ", "sequence": "\(index + 1)"])
    }
    let others = [("SZ-BULK", "reserve"), ("SZ-DOCK", "receiving"), ("SZ-PACK", "packing"), ("SZ-RET", "returns")]
    for (code, use) in others {
      try perform("createLocation", nil, ["code": code, "warehouse": "SZ", "use": use, "sequence": "90"])
    }
    try perform("createLocation", nil, ["code": "HH", "country": "DE", "kind": "overseas"])
    try perform("createLocation", nil, ["code": "HH-1", "warehouse": "HH"])
    try perform("createSupplier", nil, ["code": "ACME", "currency": "CNY", "leadDays": "5"])
    let supplier = try store.connection.readNow { try $0.integer("SELECT id FROM suppliers") }
    for (index, sku) in skus.enumerated() {
      try perform("createProduct", nil, ["number": sku, "sku": sku, "title": sku])
      let variant = try store.connection.readNow { try $0.integer("SELECT MAX(id) FROM variants") }
      for bin in bins {
        try perform("receiveStock", variant, ["to": bin, "quantity": "\(6 + index)", "opening": "yes"])
      }
      try perform("receiveStock", variant, ["to": "HH-1", "quantity": "5", "opening": "yes"])
      try perform("publishStock", variant, ["channel": "SHOP", "buffer": "\(index)", "cap": "20"])
      try perform("offerSku", supplier, ["sku": sku, "prices": "1=2.50", "packSize": "1"])
      try perform("promiseSku", supplier, ["sku": sku, "quantity": "6"])
    }
    return store
  }
}
