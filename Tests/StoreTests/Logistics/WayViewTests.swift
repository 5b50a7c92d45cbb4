import Domain
import TestSupport
import Testing

@testable import Store

/// Carriers, services and rate sheets as sentences find them.
@Suite struct WayViewTests {
  @Test func `Services, carriers and sheets are found by what they are, in the order asked for`() throws {
    let shop = try Shop()
    let later = Shop.start.adding(milliseconds: 86_400_000)
    try shop.takeWays([
      Shop.rate("YW-481", "DE", 6500), Shop.rate("YW-900", "FR", 5000, line: 3),
      Shop.rate("DHL-EXP", "DE", 22_000, carrier: "DHL", line: 4),
    ])
    try shop.takeWays([Shop.rate("YW-481", "DE", 7000, from: later)])
    let closed = try shop.integer("SELECT id FROM services WHERE code = 'YW-900'")
    try shop.perform("closeService", closed, fields: ["because": "strike"])
    try shop.perform("editService", 1, fields: ["maxGrams": "2000"])
    for (sentence, count) in [
      ("services id>0", 3), ("services carrier:YANWEN", 2), ("services closed:yes", 1), ("services because:strike", 1),
      ("services -closed:yes", 2), ("services maxGrams>=2000", 1),
      ("services priced:yes", 3),
      ("services sheets:2", 1), ("services waiting:0", 3), ("services YW", 2), ("carriers id>0", 2),
      ("carriers services:2", 1),
      ("carriers closed:yes", 0), ("sheets id>0", 4), ("sheets state:coming", 1), ("sheets state:valid", 3),
      ("sheets service:YW-481", 2), ("sheets currency:CNY", 4), ("sheets number:RS-1", 1), ("sheets rows>0", 4),
    ] as [(String, Int64)] {
      #expect(try shop.count(sentence) == count, "\(sentence)")
    }
    let found = try shop.store.connection.readNow { reader in
      try (Views.find("yw-481", kind: .services, in: reader), Views.lookUp("DHL", in: reader)?.kind)
    }
    #expect(found.0 == [1] && found.1 == .carriers)
    #expect(try shop.store.connection.readNow { try ServiceReport(of: 1, at: shop.now, in: $0) }?.sheets.count == 2)
    #expect(try shop.store.connection.readNow { try SheetReport(of: 1, in: $0) }?.body.zones.count == 1)
    #expect(try shop.store.connection.readNow { try CarrierReport(of: 1, in: $0) }?.services.count == 2)
  }
}
