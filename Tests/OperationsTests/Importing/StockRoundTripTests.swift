import Domain
import Foundation
import Operations
import Store
import TestSupport
import Testing

/// Whatever stands in a shop goes out and comes in again: into the same shop without a change, into an empty one as it
/// was.
@Suite struct StockRoundTripTests {
  private let skus = ["MUG", "CUP", "0012", "=1+1", "a\"b", "x,y", "货号 1"]

  private func shop() throws -> ImportBench {
    let bench = try ImportBench()
    for (code, name) in [("SZ", "Shenzhen, hall 2"), ("HAM", "")] {
      try bench.place(code, in: nil, ["name": name])
      for bin in 1...3 { try bench.place("\(code)-\(bin)", in: code) }
      try bench.place("\(code)-DMG", in: code, ["use": "damaged"])
    }
    for sku in skus { try bench.product(sku) }
    return bench
  }

  /// Rows of our own sheet that a random shop holds, each grain once.
  private func rows(_ dice: inout Dice) -> [[String]] {
    var rows: [String: [String]] = [:]
    for _ in 0..<Int.random(in: 5...25, using: &dice) {
      let warehouse = ["SZ", "HAM"][Int.random(in: 0...1, using: &dice)]
      let bin = ["1", "2", "3", "DMG"][Int.random(in: 0...3, using: &dice)]
      let lot = ["", "", "L1", "L 2", "=L"][Int.random(in: 0...4, using: &dice)]
      let owner = ["", "", "Consignor; \"A\""][Int.random(in: 0...2, using: &dice)]
      let sku = skus[Int.random(in: 0..<skus.count, using: &dice)]
      let grain = [sku, warehouse, bin, lot, owner].joined(separator: "\u{1}")
      rows[grain] = [
        sku, "", warehouse, "\(warehouse)-\(bin)", lot, lot == "L1" ? "2027-01-31" : "", "", owner,
        String(Int.random(in: 1...1000, using: &dice)),
      ]
    }
    return rows.sorted { $0.key < $1.key }.map(\.value)
  }

  private func sheet(_ rows: [[String]]) -> String {
    func cell(_ text: String) -> String {
      let guarded = text.hasPrefix("=") || text.hasPrefix("0") ? "'" + text : text
      return "\"" + guarded.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }
    let header = "sku,title,warehouse,bin,lot,expires,condition,owner,on_hand\n"
    return rows.reduce(into: header) { $0 += $1.map(cell).joined(separator: ",") + "\n" }
  }

  @Test func `Out and in again changes nothing, and an empty shop of the same places becomes the same`() throws {
    var dice = Dice(seed: 11)
    for round in 0..<6 {
      let bench = try shop()
      let rows = rows(&dice)
      let first = try bench.count(sheet(rows))
      #expect(first.imported == rows.count && first.refusedCount == 0, "\(round): \(first.refusals)")
      let before = try bench.standing()
      for (place, format) in ["stock-csv", "stock-json"].enumerated() {
        let name = "out\(place).\(format.hasSuffix("json") ? "json" : "csv")"
        let text = try bench.export(format)
        let again = try bench.count(text, at: Int64(60 * (place + 1)), name: name)
        #expect(again.format == format && again.unchanged == rows.count, "\(format): \(again.told) \(again.refusals)")
        let empty = try shop()
        #expect(try empty.count(text, name: name).imported == rows.count)
        #expect(try empty.standing() == before, "\(round) \(format)")
        #expect(try empty.store.examine().findings == [])
      }
      #expect(try bench.standing() == before)
    }
  }
}
