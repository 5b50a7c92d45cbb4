import Domain
import Foundation
import Store
import Testing

@testable import Console

/// Marks, plans, results, retry and undo in the console of lines.
@Suite struct PlainBulkTests {
  @Test(arguments: Language.allCases)
  func `Marked orders are planned, done with a result each, tried again and taken back, all in lines`(
    language: Language
  ) throws {
    let shop = try Shop()
    try shop.perform("tagOrder", try shop.id("SHOP-1058"), ["tag": "gift"])
    var console = try PlainConsole(
      shop.options(language, view: "orders channel:SHOP sort:-number"), makeId: { UUID().uuidString })
    var lines = console.start()
    for line in [
      "mark", "down", "mark", "markRange", "down", "markRange", "tag gift", "forget", "apply", "tag gift", "apply",
      "1058", "untag gift", "back", "clearMarks", "retry", "batch", "undo", "apply", "count", "help apply",
    ] {
      lines.append("> " + line)
      lines += console.take(line)
    }
    try Golden.expect(lines.joined(separator: "\n") + "\n", "plain-bulk-\(language.rawValue)")
  }

  @Test func `What nothing takes back for many asks for their number`() throws {
    let shop = try Shop()
    var console = try PlainConsole(
      shop.options(view: "orders channel:SHOP status:paid"), makeId: { UUID().uuidString })
    let marked = console.take("markAll").joined()
    let count = Int(marked.prefix { $0.isNumber }) ?? 0
    #expect(count > 1)
    #expect(console.take("cancel").last?.contains("apply \(count)") == true)
    #expect(console.take("apply").last?.contains("apply \(count)") == true)
    #expect(console.take("apply \(count)").first?.contains("\(count) done") == true)
  }

  @Test func `What is said over a range that is not ended is planned for all of it`() throws {
    let shop = try Shop()
    var console = try PlainConsole(shop.options(), makeId: { UUID().uuidString })
    for line in ["markRange", "down 2"] { _ = console.take(line) }
    let plan = console.take("tag gift")
    #expect(console.planned?.marked.count == 3, "\(plan)")
    #expect(
      try shop.store.connection.readNow { try $0.integer("SELECT COUNT(*) FROM order_tags WHERE tag = 'gift'") } == 0)
  }

  @Test func `All of another sentence are marked by naming it`() throws {
    let shop = try Shop()
    var console = try PlainConsole(shop.options(), makeId: { UUID().uuidString })
    let lines = console.take("markAll channel:SHOP country:DE")
    #expect(lines.last == "5 marked.")
    #expect(console.take("").first?.contains("marked") == true)
  }
}
