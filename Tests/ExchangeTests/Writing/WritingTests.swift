import Domain
import Foundation
import Testing

@testable import Exchange

struct WritingTests {
  /// Hostile texts: the list of naughty strings and the escapes, decoded.
  static func hostile() throws -> [String] {
    var texts: [String] = []
    var parser = JSONParser()
    let list = String(decoding: try MessageSamples.bytes("hostile-text/blns-given.json"), as: UTF8.self)
    texts += try parser.parse(list).root.elements.compactMap(\.text)
    let lines = String(decoding: try MessageSamples.bytes("hostile-text/escapes-given.jsonl"), as: UTF8.self)
    for line in lines.split(separator: "\n") {
      let root = try parser.parse(String(line)).root
      if let text = root["text"]?.text { texts.append(text) }
      if let data = root["b64"]?.text.flatMap({ Data(base64Encoded: $0) }) {
        texts.append(String(decoding: data, as: UTF8.self))
      }
    }
    #expect(texts.count > 500)
    return texts
  }

  static let formulas = [
    "=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "|x", "%x", "\t=1", "\r=1", " =1", "\u{a0}=1", "\n=1", "\"=1",
    "'=1",
    "''=1", "'-12", "＝1", "＋1", "－1", "＠x", "\u{200b}=1", "-", "+", "=", "'", "''", "'''=", "-1-1", "1.2.3", "-1,2,3",
    "\u{feff}=1", "- 5", "--5", "-12abc", "=\"a\"",
  ]

  @Test func `What products leave with keeps formulas from running, and comes back whatever the text`() throws {
    for text in try Self.hostile() + Self.formulas + ["'tis", "''", "'=1", "-", "+49 (0) 89 1234", "-12.30", "01067"] {
      let out = SpreadsheetGuard.sparing(text)
      #expect(SpreadsheetGuard.spared(out) == text, "\(text.debugDescription)")
      #expect(SpreadsheetGuard.spared(SpreadsheetGuard.sparing(out)) == out, "\(text.debugDescription)")
    }
    for text in ["=cmd|calc!A0", "@SUM(A1)", "+x", "-2+3", "=S1", "\t=1", "\"=1", "\u{ff1d}1"] {
      #expect(SpreadsheetGuard.sparing(text) == "'" + text)
    }
    for text in ["'tis", "-", "-12.30", "+4989123", "+49 (0) 89 1234", "Mug", "a=b"] {
      #expect(SpreadsheetGuard.sparing(text) == text)
    }
  }

  @Test func `What a spreadsheet would run leaves quoted, plain numbers and words leave as they are`() {
    for text in ["=1+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "\"=1", "＝1", "- 5", "-12abc", "\u{a0}＋x"] {
      #expect(SpreadsheetGuard.guarded(text) == "'" + text)
    }
    for text in ["", "-12.30", "+49", "-0,5", "12", "Blue mug", "01234", "a=b", "100%", "1-2"] {
      #expect(SpreadsheetGuard.guarded(text) == text)
    }
  }

  @Test func `The guard is taken back exactly, also from what bears apostrophes already`() throws {
    var texts = try Self.hostile() + Self.formulas
    var numbers = SeededNumbers(state: 99)
    let parts = ["'", "=", "-", " ", "\"", "\n", "1", ".", "a", "＝", "\u{a0}", "\t", "@", "'-"]
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...7, using: &numbers)
      texts.append((0..<count).map { _ in parts.randomElement(using: &numbers) ?? "" }.joined())
    }
    for text in texts {
      let out = SpreadsheetGuard.guarded(text)
      #expect(SpreadsheetGuard.bare(out) == text, "\(text.debugDescription)")
      #expect(SpreadsheetGuard.unforced(out) == text, "\(text.debugDescription)")
      let again = SpreadsheetGuard.guarded(out)
      #expect(SpreadsheetGuard.bare(again) == out, "\(out.debugDescription)")
      // What leaves never begins, apart from apostrophes, like a formula without one before it.
      #expect(out.utf8.first == 0x27 || !SpreadsheetGuard.isRisky(out[...]))
    }
  }

  @Test func `Hostile cells go out as CSV and come in the same`() throws {
    let texts = try Self.hostile() + Self.formulas
    for delimiter in [Character(","), ";", "\t"] {
      let writer = CSVWriter(delimiter: delimiter)
      for text in texts {
        // A lone CR or NUL is text like any other to the writer; every cell is read back to its last byte.
        let line = writer.line(["first", text, "", text])
        let cells = Self.cells(line, delimiter)
        #expect(cells.map(SpreadsheetGuard.bare) == ["first", text, "", text], "\(text.debugDescription)")
      }
    }
    #expect(CSVWriter().line([""]) == "\"\"\r\n")
  }

  /// Cells of one record by the letter of RFC 4180, without the reader that the program uses.
  static func cells(_ line: String, _ delimiter: Character) -> [String] {
    var cells: [String] = []
    var cell = String.UnicodeScalarView()
    var isQuoted = false
    let scalars = Array(line.unicodeScalars.dropLast(2))
    let mark = delimiter.unicodeScalars.first
    var place = 0
    while place < scalars.count {
      let scalar = scalars[place]
      place += 1
      if isQuoted {
        if scalar != "\"" {
          cell.append(scalar)
        } else if place < scalars.count, scalars[place] == "\"" {
          cell.append(scalar)
          place += 1
        } else {
          isQuoted = false
        }
      } else if scalar == "\"" {
        isQuoted = true
      } else if scalar == mark {
        cells.append(String(cell))
        cell = String.UnicodeScalarView()
      } else {
        cell.append(scalar)
      }
    }
    return cells + [String(cell)]
  }

  @Test func `Hostile texts go out as JSON and come in the same, with no control character between`() throws {
    var parser = JSONParser()
    for text in try Self.hostile() {
      let line = JSONWriter().line(["text": .text(text)])
      #expect(!line.dropLast().unicodeScalars.contains { $0.value < 0x20 || (0x7f...0x9f).contains($0.value) })
      #expect(try parser.parse(line).root["text"]?.text == text)
    }
  }

  @Test func `Members keep their order; money and times are written as promised`() throws {
    let value: JSONOutput = [
      "z": 1, "a": .money(Money(minorUnits: 1230, currency: .euro)), "t": .time(Instant(seconds: 0)), "n": nil,
      "l": [true, "x"], "d": .number("1.50"), "w": .number("1,5"), "e": .object([]),
    ]
    #expect(
      JSONWriter().text(value)
        == #"{"z":1,"a":{"amount":"12.30","currency":"EUR"},"t":"1970-01-01T00:00:00Z","n":null,"#
        + #""l":[true,"x"],"d":1.50,"w":"1,5","e":{}}"#
    )
    #expect(JSONWriter(indented: true).text(["a": [1]]) == "{\n  \"a\": [\n    1\n  ]\n}")
  }

  @Test func `A plain table is aligned by the given width`() {
    var table = PlainTable(
      columns: [.init("Name"), .init("Sum", alignsRight: true)],
      width: { $0.unicodeScalars.reduce(0) { $0 + ($1.value > 0x2e80 ? 2 : 1) } })
    #expect(table.row(["杯子", "1.00"]) == "")
    #expect(table.row(["Mug\nblue", "12.00"]) == "")
    #expect(table.finish() == "Name        Sum\n杯子       1.00\nMug blue  12.00\n")
  }

  @Test func `An order goes out in the layout of Shopify's export`() throws {
    let order = Order(
      id: 1, accountId: 1, externalId: "1001", number: "S-1001", payment: .paid, fulfilment: .partlyShipped,
      placedAt: Instant(seconds: 0),
      money: OrderMoney(currency: .dollar, items: 3000, discount: 100, shipping: 500, tax: 60),
      tags: ["vip"], note: "=1+1",
      lines: [
        OrderLine(
          position: 1, sku: "A", title: "Mug", options: "Red", quantity: 2, unitPrice: 1000, amount: 2000,
          fulfilledQuantity: 2),
        OrderLine(position: 2, sku: "B", title: "Cup", quantity: 1, unitPrice: 1000, amount: 1000),
      ])
    let people = ShopifyOrderExport.People(
      buyer: Card(email: "a@b.example"),
      shipTo: Card(name: "A B", lines: ["1 Road", "Flat 2"], city: "Leeds", country: "GB"))
    let rows = ShopifyOrderExport().rows(order, people)
    func cell(_ row: Int, _ name: String) -> String {
      ShopifyOrderExport.header.firstIndex(of: name).map { rows[row][$0] } ?? "?"
    }
    #expect(rows.count == 2)
    #expect(rows.allSatisfy { $0.count == ShopifyOrderExport.header.count })
    #expect(cell(0, "Name") == "#1001" && cell(1, "Name") == "#1001")
    #expect(cell(0, "Total") == "34.60" && cell(1, "Total") == "")
    #expect(cell(0, "Subtotal") == "29.00")
    #expect(cell(0, "Fulfillment Status") == "partial")
    #expect(cell(0, "Created at") == "1970-01-01 00:00:00 +0000")
    #expect(cell(0, "Lineitem name") == "Mug - Red")
    #expect(cell(1, "Lineitem sku") == "B")
    #expect(cell(0, "Shipping Address2") == "Flat 2")
  }

  @Test func `The header is that of the real export`() throws {
    var parser = JSONParser()
    let text = String(decoding: try MessageSamples.bytes("marketplace-exports/layouts.json"), as: UTF8.self)
    let layouts = try parser.parse(text).root.elements
    let real = layouts.first { $0["export"]?.text == "Shopify orders export" }
    #expect(real?["columns"]?.elements.compactMap(\.text) == ShopifyOrderExport.header)
  }
}
