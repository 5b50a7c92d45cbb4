import Domain
import Store
import Terminal
import Testing

@testable import Console

/// Titles and descriptions in other languages, side by side with their source.
struct TranslationTests {
  private func desk(_ rehearsal: Rehearsal) throws -> TranslationDesk {
    guard case .translate(let desk) = rehearsal.state.mode else { throw Missing() }
    return desk
  }

  private struct Missing: Error {}

  private func product(_ shop: Shop, _ rehearsal: Rehearsal) throws -> Product {
    let id = try #require(rehearsal.state.subject?.id)
    return try #require(try shop.store.connection.readNow { try ProductTable.load(id, in: $0) })
  }

  @Test func `The next text that wants something is shown, saved, approved, until all is done`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "2,L")
    #expect(try desk(rehearsal).slot?.locale == "zh-Hans")
    #expect(rehearsal.text.contains("machine not reviewed"))
    rehearsal.press(script: "M-a")
    #expect(try product(shop, rehearsal).translations.first?.reviewedVersion != nil)
    // The description has none yet.
    #expect(try desk(rehearsal).slot?.field == "body")
    #expect(rehearsal.text.contains("not translated"))
    rehearsal.press(.paste("<p>一个杯子。</p>"))
    rehearsal.press(.enter)
    let saved = try product(shop, rehearsal).translations.first { $0.field == "body" }
    #expect(saved?.text == "<p>一个杯子。</p>" && saved?.origin == .human)
    rehearsal.press(script: "M-a")
    #expect(rehearsal.text.contains("Everything is translated and reviewed."))
    rehearsal.press(.escape)
    #expect(rehearsal.state.drafts.drafts.isEmpty)
  }

  @Test func `A step does not leave unsaved text behind; leaving keeps it as a draft`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "2,L,x,M-n")
    #expect(rehearsal.text.contains("Save the text first"))
    rehearsal.press(script: "Esc,L")
    #expect(try desk(rehearsal).area.text == "x马克杯")
    #expect(rehearsal.text.contains("Your draft is back."))
  }

  @Test func `Somebody else's translation meanwhile shows both`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "2,L,x")
    let id = try #require(rehearsal.state.subject?.id)
    try shop.perform("translateProduct", id, ["locale": "zh-Hans", "field": "title", "text": "瓷杯"])
    rehearsal.press(.enter)
    #expect(rehearsal.text.contains("theirs: 瓷杯"))
    #expect(try desk(rehearsal).area.text == "x马克杯")
    rehearsal.press(script: "C-r")
    #expect(try desk(rehearsal).area.text == "瓷杯")
  }

  @Test func `A language is added by its code`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "2,L,Insert,x!,Enter")
    #expect(rehearsal.text.contains("A language such as de"))
    rehearsal.press(script: "C-u,pt_br,Enter")
    #expect(try desk(rehearsal).slot?.locale == "pt-BR")
    rehearsal.press(script: "Caneca,Enter")
    #expect(try product(shop, rehearsal).translations.contains { $0.locale == "pt-BR" && $0.text == "Caneca" })
  }

  @Test(arguments: ["120x36", "80x24", "40x8", "20x16"])
  func `Source and translation are both seen, the caret in the translation`(size: String) throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(try #require(Size(size)), .chinese)
    rehearsal.press(script: "2,L,End,z")
    let frame = rehearsal.frame
    let cursor = try #require(frame.cursor)
    #expect(frame[Point(cursor.x - 1, cursor.y)]?.text == "z", "\(frame.text)")
    #expect(frame.text.contains("马克杯"))
    // How the text stands is said at every size.
    #expect(frame.text.contains("未保存"))
  }
}
