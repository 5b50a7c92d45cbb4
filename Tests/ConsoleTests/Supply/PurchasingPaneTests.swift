import Domain
import Foundation
import Store
import Terminal
import Testing

@testable import Console

/// What is bought and what comes, from keys to screen.
struct PurchasingPaneTests {
  private let shop: Shop

  init() throws {
    shop = try Shop()
    try shop.stockUp()
    try shop.perform("createLocation", nil, ["code": "SZ-IN", "warehouse": "SZ", "use": "receiving"])
    try shop.perform(
      "createSupplier", nil, ["code": "ACME", "name": "Acme Ceramics", "standard": "5/1", "minimumAmount": "50"])
    let acme = try shop.id("ACME", .suppliers)
    try shop.perform("offerSku", acme, ["sku": "MUG-5", "prices": "1=2.50 100=2.20"])
    try shop.perform("createPurchase", nil, ["supplier": "ACME", "warehouse": "SZ", "lines": "MUG-5=30"])
  }

  @Test func `Key 6 lists purchases, and an empty shop says how to begin`() throws {
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "6")
    #expect(rehearsal.state.shown == .purchasing)
    for text in ["6 Buying", "PO-1", "ACME", "draft", "75.00"] {
      #expect(rehearsal.text.contains(text), "\(text) in\n\(rehearsal.text)")
    }
    var empty = try Shop(isEmpty: true).rehearsal()
    empty.press(script: "6")
    #expect(empty.text.contains("portolan do createSupplier"))
  }

  @Test(arguments: Language.allCases)
  func `A purchase is worked through from its page`(language: Language) throws {
    var rehearsal = try shop.rehearsal(Size(columns: 120, rows: 36), language, view: "purchases")
    rehearsal.press(.enter)
    #expect(rehearsal.text.contains("PO-1"))
    #expect(rehearsal.text.contains("MUG-5"))
    try shop.perform("orderPurchase", try shop.id("PO-1", .purchases))
    try shop.perform("receivePurchase", try shop.id("PO-1", .purchases), ["sku": "MUG-5", "quantity": "12"])
    var second = try shop.rehearsal(Size(columns: 120, rows: 36), language, view: "receipts")
    #expect(second.text.contains("12"))
    second.press(.enter)
    second.press(script: "2")
    #expect(second.text.contains("SZ-QC"), "\(second.text)")
    var third = try shop.rehearsal(Size(columns: 120, rows: 36), language, view: "suppliers")
    third.press(.enter)
    for text in ["Acme Ceramics", "1=2.50 100=2.20", "5/1"] {
      #expect(third.text.contains(text), "\(text) in\n\(third.text)")
    }
  }

  @Test func `An action is found in the menu, filled in and done; a wrong step says why`() throws {
    var rehearsal = try shop.rehearsal(view: "purchases")
    rehearsal.press(script: "x")
    #expect(rehearsal.text.contains("purchase ordered"), "\(rehearsal.text)")
    rehearsal.press(.escape)
    rehearsal.run(.orderPurchase)
    rehearsal.press(.enter)
    rehearsal.press(.enter)
    #expect(rehearsal.text.contains("ordered"), "\(rehearsal.text)")
    rehearsal.run(.hold)
    #expect(rehearsal.lines.last?.contains("for orders only") == true, "\(rehearsal.text)")
  }

  @Test func `Each list of purchasing has words in both languages, in every size`() throws {
    for kind in ["suppliers", "purchases", "purchaseLines", "receipts", "pegs"] {
      for language in Language.allCases {
        for size in [(120, 36), (80, 24), (40, 8), (20, 16)] {
          let rehearsal = try shop.rehearsal(Size(columns: size.0, rows: size.1), language, view: kind)
          #expect(!rehearsal.text.isEmpty, "\(kind) \(size)")
        }
      }
    }
  }
}
