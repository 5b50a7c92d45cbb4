import Domain
import Foundation
import Store
import Terminal
import TestSupport
import Testing

@testable import Console

/// Every list and every page of the chain as people see it, with Chinese data, on each size of screen.
@Suite struct ChainScreenTests {
  private static let sizes = [(120, 36), (80, 24), (40, 8), (20, 16)]

  @Test(arguments: Language.allCases)
  func `Each kind's list and page on every size, and all tabs of the page`(language: Language) throws {
    let shop = try Shop()
    try shop.chain()
    for kind in Kind.allCases where ![.alerts, .claims, .lanes, .consolidations, .trackingEvents].contains(kind) {
      var shown = ""
      for (columns, rows) in ChainScreenTests.sizes {
        var rehearsal = try shop.rehearsal(
          Size(columns: columns, rows: rows), language, view: ChainScreenTests.views[kind] ?? kind.rawValue)
        func show(_ name: String) { shown += "== \(columns)x\(rows) \(name)\n\(rehearsal.text)\n" }
        show("list")
        rehearsal.press(.enter)
        #expect(rehearsal.state.detail != nil, "\(kind) has nothing to open:\n\(rehearsal.text)")
        show("page")
        guard rows == 24, let detail = rehearsal.state.detail else { continue }
        for tab in detail.tabs.indices.dropFirst() {
          rehearsal.press(script: String(tab + 1))
          show("tab \(tab + 1)")
        }
      }
      try Golden.expect(shown, "chain-\(kind.rawValue)-\(language == .english ? "en" : "zh")")
    }
  }

  /// Which record's page is shown, where the first of the list tells least.
  private static let views: [Kind: String] = [
    .orders: "orders number:SHOP-1051", .variants: "variants sku:MUG-5", .stock: "stock sku:MUG-5",
    .products: "products number:mug-5",
  ]
}
