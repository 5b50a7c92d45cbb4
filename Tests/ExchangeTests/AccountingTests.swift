import Domain
import Foundation
import TestSupport
import Testing

@testable import Exchange

/// Every physical record but the header is counted once, whatever the file is like.
struct AccountingTests {
  /// Mutations of each file; more by hand with PORTOLAN_FUZZ.
  private static let rounds = ProcessInfo.processInfo.environment["PORTOLAN_FUZZ"].flatMap { Int($0) } ?? 40

  @Test(arguments: LayoutSample.all())
  func `Every row of every layout goes into its order`(sample: LayoutSample) throws {
    let text = sample.text(orders: 5, linesEach: 3)
    let bytes = Array(text.utf8)
    let format = sample.layout.format
    let taken = try Taken(bytes, as: format)
    #expect(taken.orders.count == 5, "\(sample.layout.id)")
    #expect(taken.refused.map(\.issue) == [], "\(sample.layout.id)")
    #expect(taken.skipped == [], "\(sample.layout.id)")
    #expect(taken.rows == 15)
    for order in taken.orders where BoundColumns(layout: sample.layout, header: sample.columns).hasLines {
      #expect(order.lines.count == 3, "\(sample.layout.id)")
      #expect(
        order.lines.map(\.quantity) == [1, 2, 3]
          || BoundColumns(layout: sample.layout, header: sample.columns)[.quantity] < 0)
    }
    let order = try #require(taken.orders.first)
    #expect(order.externalId == "1001")
    #expect(order.placedAt != nil, "\(sample.layout.id)")
    #expect(order.unreadableLines.isEmpty)
    // In any pieces the same.
    let again = try Taken(bytes, as: format, piece: 11)
    #expect(again.orders == taken.orders)
  }

  @Test(arguments: LayoutSample.all())
  func `Mutated files neither trap nor lose a row`(sample: LayoutSample) throws {
    let original = Array(sample.text(orders: 4, linesEach: 2).utf8)
    let delimiter = UInt8(ascii: sample.delimiter.unicodeScalars.first ?? ",")
    var layout = sample.layout
    layout.delimiter = delimiter
    var random = Seeded(state: 20_260_922 &+ UInt64(Self.rounds))
    for round in 0..<Self.rounds {
      let bytes = mutate(original, delimiter, &random)
      let taken = try Taken(bytes, as: layout.format, piece: Int.random(in: 1...400, using: &random))
      let records = recordCount(bytes, delimiter: delimiter)
      // A header that was itself spoilt may stand elsewhere; one record is the header in any case.
      #expect(taken.rows == max(records, 0), "\(layout.id), round \(round)")
      if taken.rows != max(records, 0) { break }
    }
  }

  @Test(arguments: [
    "shopify/product-csvs/apparel.csv", "shopify/product-csvs/jewelery.csv",
    "product-csv-medusa/exported-products-comma.csv", "product-csv-medusa/prices-with-region.csv",
  ])
  func `Mutated product files neither trap nor lose a row`(name: String) throws {
    guard let original = SharedData.bytes(name) else { return }
    let format = name.hasPrefix("shopify") ? ShopifyProductCSV.format : MedusaProductCSV.format
    #expect(try Taken(original, as: format).rows == recordCount(original, delimiter: 0x2c))
    var random = Seeded(state: 7)
    for round in 0..<Self.rounds {
      // The header stays, so that the delimiter does.
      let end = (original.firstIndex(of: 0x0a) ?? 0) + 1
      let bytes = original[..<end] + mutate(Array(original[end...]), 0x2c, &random)
      let taken = try Taken(Array(bytes), as: format, piece: 97)
      #expect(taken.rows == recordCount(Array(bytes), delimiter: 0x2c), "\(name), round \(round)")
    }
  }

  private func mutate(_ original: [UInt8], _ delimiter: UInt8, _ random: inout Seeded) -> [UInt8] {
    var bytes = original
    let nasty: [UInt8] = [0x22, delimiter, 0x0a, 0x0d, 0x00, 0xff, 0xc3, 0x2d, 0x39, 0x28, 0x20, 0x5c, 0xef]
    for _ in 0..<Int.random(in: 1...8, using: &random) where !bytes.isEmpty {
      let at = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: bytes[at] = nasty[Int.random(in: 0..<nasty.count, using: &random)]
      case 1: bytes.insert(nasty[Int.random(in: 0..<nasty.count, using: &random)], at: at)
      case 2: bytes.remove(at: at)
      case 3: bytes.removeSubrange(at..<min(at + Int.random(in: 1...60, using: &random), bytes.count))
      default: bytes[at] = UInt8.random(in: 0...255, using: &random)
      }
    }
    return bytes
  }
}
