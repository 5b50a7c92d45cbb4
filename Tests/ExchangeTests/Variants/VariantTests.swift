import Domain
import Foundation
import Testing

@testable import Exchange

/// One export, written as every shop, spreadsheet and country would: what comes of it is the same.
@Suite struct VariantTests {
  /// How a table is written.
  private struct Way: Sendable {
    var name: String
    var delimiter = ","
    var ending = "\n"
    var quotes = false
    var bytes: @Sendable (String) -> [UInt8]? = { Array($0.utf8) }
    var table: @Sendable ([[String]]) -> [[String]] = { $0 }
    /// Rows that are none of the export's.
    var more = 0
  }

  private static func encoded(_ encoding: String.Encoding, mark: [UInt8] = []) -> @Sendable (String) -> [UInt8]? {
    { text in text.data(using: encoding).map { mark + [UInt8]($0) } }
  }

  /// kCFStringEncodingGB_18030_2000 as an NSString encoding.
  private static let chinese = String.Encoding(rawValue: 0x8000_0632)

  private static func header(_ change: @escaping @Sendable (String) -> String) -> @Sendable ([[String]]) -> [[String]] {
    { [$0[0].map(change)] + $0.dropFirst() }
  }

  private static let ways: [Way] = [
    Way(name: "plain"), Way(name: "CRLF, mark", ending: "\r\n", bytes: { Array("\u{feff}\($0)".utf8) }),
    Way(name: "CR", ending: "\r"), Way(name: "every cell quoted", quotes: true),
    Way(name: "semicolons", delimiter: ";", ending: "\r\n"), Way(name: "tabs", delimiter: "\t"),
    Way(name: "tabs, UTF-16", delimiter: "\t", ending: "\r\n", bytes: encoded(.utf16LittleEndian, mark: [0xff, 0xfe])),
    Way(name: "UTF-16, the other way round", bytes: encoded(.utf16BigEndian, mark: [0xfe, 0xff])),
    Way(name: "UTF-16 without a mark", bytes: encoded(.utf16LittleEndian)),
    Way(name: "GB18030", bytes: encoded(chinese)), Way(name: "Windows-1252", bytes: encoded(.windowsCP1252)),
    Way(name: "capitals and blanks", table: header { "  \($0.uppercased()) " }),
    Way(name: "small letters", table: header { $0.lowercased() }),
    Way(name: "a mark at the header's end", table: { $0.map { $0 + [""] } }),
    Way(name: "rows with a mark more", table: { [$0[0]] + $0.dropFirst().map { $0 + [""] } }),
    Way(
      name: "another order of columns, and unknown ones",
      table: { rows in
        rows.enumerated().map { number, row in
          (number == 0 ? ["Our own"] : ["x \(number)"]) + row.reversed() + (number == 0 ? ["Mark"] : [""])
        }
      }),
    Way(name: "blank rows", table: { [$0[0], [""]] + $0.dropFirst() + [[""]] }, more: 2),
    Way(name: "blank cells", table: { $0 + [$0[0].map { _ in "" }] }, more: 1),
    Way(name: "the header once more", table: { $0 + [$0[0]] }, more: 1),
    Way(
      name: "amounts with commas", delimiter: ";",
      table: {
        $0.map { $0.map { $0.wholeMatch(of: /-?[0-9]+\.[0-9]{2}/) == nil ? $0 : $0.replacing(".", with: ",") } }
      }),
  ]

  private func text(_ rows: [[String]], _ way: Way) -> String {
    rows.map { row in
      row.map { cell in
        way.quotes || cell.contains(way.delimiter) || cell.contains("\"") || cell.contains("\n")
          ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
      }.joined(separator: way.delimiter) + way.ending
    }.joined()
  }

  @Test(arguments: ExportSample.all)
  func `An export is read the same in whatever way it is written`(sample: ExportSample) throws {
    for way in VariantTests.ways {
      if way.name == "amounts with commas" && !sample.alsoCommas { continue }
      // A Western code page cannot hold Chinese.
      guard let bytes = way.bytes(text(way.table(sample.table), way)) else { continue }
      try check(sample, bytes, way.name, rows: sample.rows.count - 1 + way.more)
    }
  }

  private func check(_ sample: ExportSample, _ bytes: [UInt8], _ way: String, rows: Int) throws {
    let name = Comment(rawValue: way)
    let source = try SourceReader(.data(bytes))
    let found = Formats.find(try source.sample())
    #expect(found?.id == sample.format, name)
    var utf8: [UInt8] = []
    try source.read { utf8.append(contentsOf: $0) }
    let taken = try Taken(utf8, as: found)
    #expect(taken.refused.isEmpty, "\(name): \(taken.refused.map(\.issue))")
    // Columns that nobody knows may be named.
    let noted = taken.noted.filter { !["Our own", "Mark"].contains($0.field) }
    #expect(noted.isEmpty, "\(name): \(noted)")
    #expect(taken.rows == rows, name)
    var records: [String: Int] = [:]
    var sums: [String: Int64] = [:]
    for order in taken.orders {
      records[order.externalId, default: 0] += order.lines.count
      if let total = order.total, total != 0 { sums[order.currency?.code ?? "?", default: 0] += total }
    }
    for product in taken.products {
      records[product.externalId, default: 0] += product.product.variants.count
      for variant in product.product.variants { sums["", default: 0] += variant.prices.first?.minorUnits ?? 0 }
    }
    #expect(records == sample.records, name)
    #expect(sums == sample.sums, name)
  }
}
