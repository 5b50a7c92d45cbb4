import Domain
import Foundation
import TestSupport
import Testing

@testable import Store

/// The words that tests of the way from shelf to carrier speak.
extension Shop {
  /// A warehouse SZ with three picking bins, a bulk, a dock and a packing table.
  func warehouse(_ code: String = "SZ") throws {
    try place(code, ["country": "CN"])
    for (index, bin) in ["A-01", "A-02", "B-01"].enumerated() {
      try place("\(code)-\(bin)", in: code, ["sequence": String(index + 1)])
    }
    try place("\(code)-BULK", in: code, ["use": "reserve", "sequence": "90"])
    try place("\(code)-DOCK", in: code, ["use": "receiving", "sequence": "95"])
    try place("\(code)-PACK", in: code, ["use": "packing", "sequence": "99"])
  }

  /// A paid order whose goods are promised to it.
  func promised(_ id: String, _ lines: [(String, Int64)], from warehouse: String? = nil) throws -> Int64 {
    let order = try sale(id, lines)
    var fields: [String: String] = [:]
    if let warehouse { fields["warehouse"] = warehouse }
    try perform("allocateOrder", order, fields: fields)
    return order
  }

  /// A wave, planned and let in.
  @discardableResult
  func releasedWave(_ fields: [String: String] = [:], at code: String = "SZ") throws -> Int64 {
    let named = ["warehouse": code].merging(fields) { _, mine in mine }
    let wave = try #require(try perform("planWave", fields: named).subject)
    try perform("releaseWave", wave)
    return wave
  }

  /// Walks that nobody has finished.
  func openRuns(_ scenario: String = "pick") throws -> [RunRecord] {
    try store.connection.readNow { try RunTable.open(scenario, in: $0) }
  }

  func desk(_ run: Int64, as actor: Actor? = nil, token: String = "gun-1", takesOver: Bool = false) throws -> RunDesk {
    try RunDesk(store, run: run, as: actor ?? admin, token: token, takesOver: takesOver, now: now)
  }

  func packDesk(_ fulfilment: Int64, token: String = "table-1") throws -> RunDesk {
    try RunDesk(store, packing: fulfilment, as: admin, token: token, now: now)
  }

  /// Plays a script's lines and says where it went otherwise than the script has it.
  @discardableResult
  func play(_ script: String, on desk: inout RunDesk) throws -> [String] {
    var surprises: [String] = []
    for line in ScanScript(script).lines {
      now = now.adding(milliseconds: 1000)
      let answer = try desk.take(line.event, now: now)
      let said: String? =
        switch answer {
        case .taken(.accepted): nil
        case .taken(.refused(let refusal)): refusal.name
        case .refused(let refusal): refusal.code
        case .news: "news"
        }
      if said != line.refusal { surprises.append("\(line.number): \(said ?? "accepted")") }
    }
    return surprises
  }

  /// Fetches all that a walk asks for, without a hitch.
  func walk(_ run: Int64) throws {
    var desk = try desk(run)
    while !desk.isDone {
      guard let event = desk.step.obvious else { break }
      now = now.adding(milliseconds: 500)
      let answer = try desk.take(event, now: now)
      guard case .taken(.accepted) = answer else {
        Issue.record("the walk stopped at \(desk.step.prompt): \(answer)")
        return
      }
    }
  }

  func stages(_ order: Int64) throws -> [FulfilmentStage] {
    try store.connection.readNow { reader in
      try reader.all("SELECT stage FROM fulfilments WHERE order_id = \(order) ORDER BY id") {
        FulfilmentStage(rawValue: $0.text(0)) ?? .closed
      }
    }
  }

  func fulfilment(of order: Int64) throws -> Int64 {
    try integer("SELECT MAX(id) FROM fulfilments WHERE order_id = \(order)")
  }

  func text(_ sql: SQL) throws -> String {
    try store.connection.readNow { try $0.first(sql) { $0.text(0) } } ?? ""
  }

  /// Everything that people could notice: rows, units, ledger sums, but not the journal and no clocks of leases.
  func picture() throws -> [String] {
    try store.connection.readNow { reader in
      var lines: [String] = []
      for table in FulfilmentTable.allCases {
        let ids = try reader.all(SQL(ofCatalogue: "SELECT id FROM \(table.rawValue) ORDER BY id")) { $0.integer(0) }
        for id in ids {
          lines.append("\(table.rawValue) \(id) \(Plain.map(try table.row(id, in: reader) ?? [:]).json)")
        }
      }
      lines += try reader.all(
        "SELECT variant_id, location_id, lot_id, owner, quantity FROM quants ORDER BY 1, 2, 3, 4"
      ) { "quant \($0.integer(0)) \($0.integer(1)) \($0.integer(2)) \($0.text(3)) \($0.integer(4))" }
      for order in try reader.all("SELECT id FROM orders ORDER BY id", { $0.integer(0) }) {
        lines.append("units \(order) \(try Allocating.units(of: order, in: reader).plain.json)")
      }
      lines += try reader.all("SELECT id, state, fulfilment, shipped_at FROM orders ORDER BY id") {
        "order \($0.integer(0)) \($0.text(1)) \($0.text(2)) \($0.optionalInteger(3) ?? 0)"
      }
      lines += try reader.all("SELECT id, stage FROM fulfilments ORDER BY id") {
        "stage \($0.integer(0)) \($0.text(1))"
      }
      return lines
    }
  }
}
