import Domain
import Foundation
import Operations
import Store
import TestSupport
import Testing

/// Carriers' files through the whole way, and out again by undo.
@Suite struct WayFileTests {
  private static let rates = """
    渠道代码,承运商,国家,分区,重量段(KG),运费(RMB/KG),挂号费(RMB/票),时效,燃油附加费,体积系数,生效日期
    YW-481,燕文,德国,1区,0-0.5,65.00,19.00,7-15天,10%,8000,2026-09-01
    YW-481,燕文,德国,1区,0.5-2,62.00,19.00,7-15天,10%,8000,2026-09-01
    YW-481,燕文,亚特兰蒂斯,9区,0-2,88,25,8-12天,10%,8000,2026-09-01
    YW-481,燕文,法国,2区,0-2,70,20,8-12天,10%,8000,2026-09-01
    """

  private func file(_ text: String, _ name: String, _ bench: ImportBench) throws -> String {
    let path = bench.folder.appending(path: name).path
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @Test func `A rate sheet is found by its content, taken in but for what cannot be read, and changes nothing again`()
    throws
  {
    let bench = try ImportBench()
    let path = try file(Self.rates, "rates.csv", bench)
    let rehearsed = try bench.take(path, dryRun: true)
    #expect(rehearsed.imported == 3 && rehearsed.refusedCount == 1 && rehearsed.batch == nil)
    #expect(try bench.integer("SELECT COUNT(*) FROM rate_sheets") == 0)
    let report = try bench.take(path)
    #expect(report.format == "shipping-rates")
    #expect(report.accountsForItself && report.rows == 4 && report.imported == 3)
    #expect(report.refused.map(\.line) == [4] && report.refused.map(\.field) == ["国家"])
    #expect(report.refused.first?.message.contains("no known country") == true)
    let again = try bench.take(path)
    #expect(again.imported == 0 && again.updated == 0 && again.unchanged == 3 && again.batch == nil)
    let ways = try bench.store.connection.readNow {
      try Ways.read(to: "DE", at: Instant(seconds: 1_790_000_200), in: $0)
    }
    let wish = QuoteWish(
      place: ShippingPlace(country: "DE", postcode: "10115"), measures: Measures(grams: 350),
      at: Instant(seconds: 1_790_000_200), acceptsUnknownSides: true)
    // 0.35 × 65.00 + 19.00, and a tenth for fuel.
    #expect(ways.choice(wish).best?.quote.cost.amount == "45.93")
    #expect(try bench.store.examine().findings == [])
    _ = try bench.store.undo(entry: report.batch, as: bench.admin, now: Instant(seconds: 1_790_000_300))
    #expect(try bench.integer("SELECT COUNT(*) FROM rate_sheets") == 0)
    #expect(try bench.integer("SELECT COUNT(*) FROM services") == 0)
    #expect(try bench.store.examine().findings == [])
  }

  @Test func `A sheet without a column for its service is of the one that the import names`() throws {
    let bench = try ImportBench()
    let path = try file(
      "Country,Weight to (kg),Price per kg,Handling fee,Currency,Transit time,Carrier\nDE,2,6.50,1.90,EUR,4,DPD\n",
      "dpd.csv",
      bench)
    let unnamed = try bench.take(path)
    #expect(unnamed.refused.map(\.code) == [.missingId])
    let report = try bench.take(path, channel: "DPD-CLASSIC")
    #expect(report.imported == 1, "\(report)")
    #expect(try bench.integer("SELECT COUNT(*) FROM services WHERE code = 'DPD-CLASSIC'") == 1)
    #expect(try bench.integer("SELECT COUNT(*) FROM accounts") == 0)
  }
}
