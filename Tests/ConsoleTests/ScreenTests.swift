import Domain
import Foundation
import Terminal
import Testing

@testable import Console

/// Golden screens: keys in, the whole screen as text. `RECORD_SCREENS=1` writes them anew.
struct ScreenTests {
  struct Scene: Sendable, CustomTestStringConvertible {
    let name: String
    let keys: String
    var view: String?
    var isEmpty = false
    var changes = false
    var hasStock = false

    var testDescription: String { name }
  }

  static let sizes = ["120x36", "80x24", "40x8", "20x16"]
  static let scenes = [
    Scene(name: "empty", keys: "", isEmpty: true),
    Scene(name: "orders", keys: ""),
    Scene(name: "orders-held", keys: "G,k*38"),
    Scene(name: "orders-filtered", keys: "/,status:paid country:DE"),
    Scene(name: "orders-filter-wrong", keys: "/,statos:paid"),
    Scene(name: "orders-filter-completion", keys: "/,sta,Tab"),
    Scene(name: "orders-sort", keys: "s"),
    Scene(name: "orders-groups", keys: "", view: "orders group:status"),
    Scene(name: "views", keys: "w,j,j"),
    Scene(name: "view-save", keys: "/,status:paid,Enter,W,late"),
    Scene(name: "columns", keys: "C,j,Space"),
    Scene(name: "group-choice", keys: "%,j"),
    Scene(name: "order-lines", keys: "Enter"),
    Scene(name: "order-addresses", keys: "Enter,2"),
    Scene(name: "order-money", keys: "Enter,3"),
    Scene(name: "order-history", keys: ":,305-0000039,Enter,Enter,4"),
    Scene(name: "order-raw", keys: "Enter,5"),
    Scene(name: "order-hold-form", keys: "H,fr"),
    Scene(name: "order-held-now", keys: "H,fraud,Enter", changes: true),
    Scene(name: "undo-plan", keys: "t,rush,Enter,u", changes: true),
    Scene(name: "unmapped", keys: "3"),
    Scene(name: "unmapped-map-form", keys: "3,m,mug-3"),
    Scene(name: "unmapped-mapped", keys: "3,m,mug-3,Enter", changes: true),
    Scene(name: "unmapped-unknown-sku", keys: "3,m,nothing-such,Enter"),
    Scene(name: "line-order", keys: "Enter", view: "lines order:SHOP-1058"),
    Scene(name: "customers", keys: "4"),
    Scene(name: "customer-card", keys: "c"),
    Scene(name: "customer-orders", keys: "c,2"),
    Scene(name: "variants", keys: "", view: "variants"),
    Scene(name: "variant-product", keys: "Enter", view: "variants sku:MUG-3"),
    Scene(name: "variant-edit", keys: "e", view: "variants sku:MUG-3"),
    Scene(name: "scan-unknown", keys: "scan:4006381399999"),
    Scene(name: "scan-order", keys: "scan:305-0000039"),
    Scene(name: "jump-unknown", keys: ":,nope-1,Enter"),
    Scene(name: "paste-lines", keys: "paste:  305-0000039  \nsecond"),
    Scene(name: "orders-none", keys: "/,zzzz,Enter"),
    Scene(name: "order-hold-choices", keys: "H"),
    Scene(name: "form-date", keys: "H,fraud,Tab,3/4/2027 5pm"),
    Scene(name: "form-date-wrong", keys: "H,fraud,Tab,30.2."),
    Scene(name: "form-refused", keys: "H,fraud,Tab,yesterday"),
    Scene(name: "form-money", keys: "e,Tab*8,C-u,paste:1.234 €", view: "variants sku:MUG-3"),
    Scene(name: "form-missing", keys: "t,Enter"),
    Scene(name: "form-paste", keys: "t,paste:one\ntwo"),
    Scene(
      name: "note-text", keys: "n,paste:请尽快发货，礼品包装。\nשלום עולם\ne\u{301}tude 👩‍👩‍👧 🇩🇪\nlast line of the note,Up,Left"),
    Scene(name: "draft-kept", keys: "n,call him,Esc"),
    Scene(name: "draft-offered", keys: "n,call him,Esc,n"),
    Scene(name: "translate", keys: "2,L"),
    Scene(name: "translate-body", keys: "2,L,Tab,paste:<p>一个杯子。</p>"),
    Scene(name: "translate-language", keys: "2,L,Insert,de!,Enter"),
    Scene(name: "help", keys: "?"),
    Scene(name: "help-search", keys: "?,hol"),
    Scene(name: "palette", keys: ":"),
    Scene(name: "palette-search", keys: ":,ho"),
    Scene(name: "menu", keys: "x"),
    Scene(name: "menu-customer", keys: "4,x,j*3"),
    Scene(name: "settings", keys: "Comma,j"),
    Scene(name: "form-leave", keys: "t,rush,Esc"),
    Scene(name: "products", keys: "2"),
    Scene(name: "product-variants", keys: "2,Enter"),
    Scene(name: "product-edit", keys: "2,e"),
    Scene(name: "stock", keys: "5", hasStock: true),
    Scene(name: "stock-sku", keys: "5,Enter", hasStock: true),
    Scene(name: "stock-ledger", keys: "5,Enter,2", hasStock: true),
    Scene(name: "stock-promised", keys: "5,Enter,3", hasStock: true),
    Scene(name: "stock-move-form", keys: "5,V", hasStock: true),
    Scene(name: "locations", keys: "", view: "locations", hasStock: true),
    Scene(name: "location", keys: "Enter", view: "locations code:SZ-A-01", hasStock: true),
    Scene(name: "moves", keys: "", view: "moves", hasStock: true),
    Scene(name: "order-units", keys: "Enter", view: "orders number:SHOP-1058", hasStock: true),
    Scene(name: "order-stock", keys: "Enter,6", view: "orders number:SHOP-1058", hasStock: true),
  ]

  @Test func `Every scene looks as recorded, at each size, in both languages`() throws {
    let empty = try Shop(isEmpty: true)
    let full = try Shop()
    let stocked = try Shop()
    try stocked.stockUp()
    for language in Language.allCases {
      for (name, size) in [("wide", "200x50"), ("side-bar", "138x36")] {
        let frame = try Console.screen(
          full.options(language), size: try #require(Size(size)), keys: Key.script("j*3"))
        try Golden.expect(frame.text, "orders-\(name)-\(language.rawValue)")
      }
      for size in ScreenTests.sizes {
        for scene in ScreenTests.scenes {
          let shop = scene.changes ? try Shop() : scene.isEmpty ? empty : scene.hasStock ? stocked : full
          let frame = try Console.screen(
            shop.options(language, view: scene.view), size: try #require(Size(size)), keys: Key.script(scene.keys))
          let name = "\(scene.name)-\(size)-\(language.rawValue)"
          try Golden.expect(frame.text, name)
          let cursor = try #require(frame.cursor, "\(name) has no cursor")
          #expect(frame.bounds.contains(cursor), "\(name)")
        }
      }
    }
  }
}
