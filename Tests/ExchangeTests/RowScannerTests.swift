import Domain
import Exchange
import Foundation
import TestSupport
import Testing

struct RowScannerTests {
  private func rows(_ text: String, _ delimiter: UInt8 = 0x2c, piece: Int = 3) -> [(Int, [String], [RowFault])] {
    var scanner = RowScanner(delimiter: delimiter)
    var rows: [(Int, [String], [RowFault])] = []
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      let end = min(start + piece, bytes.count)
      bytes[start..<end].withUnsafeBufferPointer { scanner.consume($0) { rows.append(($0.line, $0.texts, $0.faults)) } }
      start = end
    }
    scanner.finish { rows.append(($0.line, $0.texts, $0.faults)) }
    return rows
  }

  @Test func `Every csv-spectrum file reads as its JSON says`() throws {
    guard let folder = SharedData.path("csv/csv-spectrum/csvs") else { return }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(names.count == 12)
    for name in names {
      let plain = name.replacingOccurrences(of: ".csv", with: "")
      guard let bytes = SharedData.bytes("csv/csv-spectrum/csvs/\(name)"),
        let expected = SharedData.json("csv/csv-spectrum/json/\(plain).json")
      else { continue }
      let records = (expected as? [[String: String]]) ?? (expected as? [String: String]).map { [$0] } ?? []
      let all = rows(String(decoding: bytes, as: UTF8.self))
      let header = try #require(all.first).1
      #expect(all.count == records.count + 1, "\(name)")
      for (row, record) in zip(all.dropFirst(), records) {
        var fields = Dictionary(uniqueKeysWithValues: zip(header, row.1))
        var wanted = record
        if plain == "location_coordinates" {
          // The collection's own JSON has another telephone number than its CSV.
          fields["Contact Phone Number"] = nil
          wanted["Contact Phone Number"] = nil
        }
        // The collection's JSON writes line ends its own way.
        #expect(
          fields.mapValues { $0.replacingOccurrences(of: "\r\n", with: "\n") }
            == wanted.mapValues { $0.replacingOccurrences(of: "\r\n", with: "\n") }, "\(name)")
      }
    }
  }

  @Test func `Line ends of every kind part records and lines are counted physically`() {
    let all = rows("a,b\r\n\"x\ny\",2\r3,4\n\n5,6")
    #expect(all.map(\.1) == [["a", "b"], ["x\ny", "2"], ["3", "4"], [""], ["5", "6"]])
    #expect(all.map(\.0) == [1, 2, 4, 5, 6])
  }

  @Test(arguments: [1, 2, 5, 64, 100_000])
  func `An unclosed quotation mark spoils its own line alone`(piece: Int) {
    let text = "id,name\n1,\"open,x\n2,\"Tea, green\",y\n3,plain\n4,\"never\n5,last\n"
    let all = rows(text, piece: piece)
    #expect(all.map(\.0) == [1, 2, 3, 4, 5, 6])
    #expect(all[1].2 == [RowFault(code: .unclosedQuote, field: 1)])
    #expect(all[2].1 == ["2", "Tea, green", "y"])
    #expect(all[4].2.map(\.code).contains(.unclosedQuote))
    #expect(all[5].1 == ["5", "last"])
  }

  @Test func `Stray marks stand for themselves and are named`() {
    let all = rows("a,5\" pipe,c\n\"x\" y,z\n")
    #expect(all[0].1 == ["a", "5\" pipe", "c"])
    #expect(all[0].2 == [RowFault(code: .strayQuote, field: 1)])
    #expect(all[1].1 == ["\"x\" y", "z"])
  }

  @Test func `In tab-separated files an open mark is a letter like any other`() {
    let all = rows("1\t\"Best mug\t3\n2\tplain\t4\n", 0x09)
    #expect(all.map(\.1) == [["1", "\"Best mug", "3"], ["2", "plain", "4"]])
    #expect(all[0].2 == [RowFault(code: .strayQuote, field: 1)])
  }

  @Test func `A line of 30 MB is cut at the limit and reading goes on behind it`() {
    var scanner = RowScanner(delimiter: 0x2c)
    var seen: [(Int, Int, [IssueCode])] = []
    let take: (Row) -> Void = { seen.append(($0.line, $0.bytes.count, $0.faults.map(\.code))) }
    func feed(_ text: String) {
      let bytes = Array(text.utf8)
      bytes.withUnsafeBufferPointer { scanner.consume($0, row: take) }
    }
    feed("a,b\n7,")
    let block = String(repeating: "x", count: 1 << 20)
    for _ in 0..<30 { feed(block) }
    feed("\r\n8,9\n10,\"open")
    for _ in 0..<5 { feed(block) }
    feed("\n11,12\n")
    scanner.finish(row: take)
    #expect(seen.map(\.0) == [1, 2, 3, 4, 5])
    #expect(seen[1].2 == [.tooLong])
    #expect(seen[1].1 < 4096)
    #expect(seen[3].2 == [.tooLong])
    #expect(seen[4].2.isEmpty)
  }

  @Test func `NUL bytes are named by field`() {
    #expect(rows("a,b\u{0}c\n")[0].2 == [RowFault(code: .nulByte, field: 1)])
  }
}
