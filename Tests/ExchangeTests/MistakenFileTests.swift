import Domain
import Foundation
import Testing

@testable import Exchange

struct MistakenFileTests {
  private func refusal(_ bytes: [UInt8]) -> SourceRefusal? {
    do {
      _ = try SourceReader(.data(bytes)).sample()
      return nil
    } catch {
      return error as? SourceRefusal
    }
  }

  @Test(arguments: [
    ("%PDF-1.7\n", "a PDF"), ("\u{1}\u{2}abc\u{0}\u{3}defghijk\u{4}xyz", "no text"),
    ("\u{feff}<!DOCTYPE html><html>", "a web page"), ("SQLite format 3\u{0}", "an SQLite"),
    ("<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">", "an Excel workbook"),
  ])
  func `A file given by mistake is called by its name, with what to export instead`(text: String, what: String) {
    let message = refusal(Array(text.utf8))?.message ?? ""
    #expect(message.hasPrefix("It is " + what))
    #expect(message.contains("export") || message.contains("save"))
  }

  @Test func `A number that a spreadsheet rounded is never taken for one`() throws {
    let header = "Name,Lineitem name,Lineitem quantity,Lineitem price,Lineitem sku,Created at,Currency,Total\n"
    let taken = try Taken(
      header + "2.1E+18,Mug,1,5.00,MUG,2026-09-01,EUR,5.00\n#1002,Cup,1,5.00,4.00638E+12,2026-09-01,EUR,5.00\n"
        + "5E+1,Cup,1,5.00,CUP,2026-09-01,EUR,5.00\n", as: Formats.named("shopify-orders-csv"))
    #expect(taken.refused.map(\.issue.code) == [.roundedNumber] && taken.refused[0].issue.line == 2)
    #expect(taken.refused[0].issue.message.contains("export the file again"))
    #expect(taken.noted.map(\.code) == [.roundedNumber] && taken.noted[0].field == "Lineitem sku")
    #expect(taken.orders.map(\.externalId) == ["1002", "5E+1"])
    for text in ["1.2E+05", "E+12", "A1E+12", "1E-12", "12E+", "1234567890123", "+12", "1.2.3E+12"] {
      #expect(!SpreadsheetGuard.isRounded(Array(text.utf8)), "\(text)")
    }
    for text in ["1.11111E+13", "2,1E+18", "5E+12"] { #expect(SpreadsheetGuard.isRounded(Array(text.utf8)), "\(text)") }
  }

  @Test func `An empty file is said to be empty`() { #expect(refusal([]) == .empty) }

  @Test func `A workbook is no archive of files, and of several files none is passed over in silence`() {
    #expect(ForeignFile.archive(["[Content_Types].xml", "xl/workbook.xml"])?.what == "an Excel workbook")
    #expect(ForeignFile.archive(["mimetype", "content.xml"])?.what == "an OpenDocument file")
    #expect(ForeignFile.archive(["orders.csv"]) == nil)
  }

  @Test func `A zip of one table beside a readme is read, one of two tables is for whoever takes one after the other`()
    throws
  {
    let folder = NSTemporaryDirectory() + "portolan-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["a.csv", "b.csv", "readme.txt"] {
      try "x,y\n1,2\n".write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
    }
    try zip(["one.zip", "readme.txt", "a.csv"], folder)
    try zip(["two.zip", "a.csv", "b.csv"], folder)
    #expect(try SourceReader(.path(folder + "/one.zip")).sample().header == ["x", "y"])
    #expect(throws: SourceRefusal.severalFiles(["a.csv", "b.csv"])) {
      _ = try SourceReader(.path(folder + "/two.zip")).sample()
    }
  }

  private func zip(_ arguments: [String], _ folder: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/zip")
    process.arguments = ["-q"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test func `Shift-JIS is found, and Western and Chinese text is not taken for it`() throws {
    func encoding(_ text: String, _ encoding: String.Encoding) throws -> (String, String) {
      let bytes = try #require(text.data(using: encoding))
      let source = try SourceReader(.data([UInt8](bytes)))
      var out: [UInt8] = []
      try source.read { out.append(contentsOf: $0) }
      return (String(decoding: out, as: UTF8.self), source.encoding.name)
    }
    let japanese = "注文番号,商品名\n1,マグカップ ｱｵｲ 東京都渋谷区\n"
    #expect(try encoding(japanese, .shiftJIS) == (japanese, "Shift_JIS"))
    let western = "Größe,Käufer\n1,„Tasse“ für 5 €\n2,é à ü ö ß\n"
    #expect(try encoding(western, .windowsCP1252) == (western, "windows-1252"))
    let chinese = "订单编号,收货人\n1,张三 浙江省杭州市\n"
    #expect(try encoding(chinese, String.Encoding(rawValue: 0x8000_0632)) == (chinese, "GB18030"))
  }

  @Test func `A conversion that fills its buffer or meets a broken pair goes on`() throws {
    let row = "订单编号,收货人,张三,浙江省杭州市某路\n"
    let text = String(repeating: row, count: 8000)
    var bytes = [UInt8](try #require(text.data(using: String.Encoding(rawValue: 0x8000_0632))))
    bytes.append(contentsOf: [0x81, 0x20, 0xff, 0x0a])
    let source = try SourceReader(.data(bytes), encoding: .gb18030)
    var out: [UInt8] = []
    try source.read { out.append(contentsOf: $0) }
    let decoded = String(decoding: out, as: UTF8.self)
    #expect(decoded.hasPrefix(text))
    #expect(decoded.hasSuffix("\n"))
    #expect(decoded.unicodeScalars.contains("\u{fffd}"))
  }

  @Test func `A row beyond reading is refused, not taken for a blank or a footer`() throws {
    let header = "order_id,order_date,order_total,customer_email,order_status\n"
    let row = "7,2026-09-22,1.00,,paid\n"
    // A row may have a million bytes and four thousand fields.
    let long = String(repeating: "x", count: 1_100_000)
    for bad in [
      String(repeating: ",", count: 5000), String(repeating: "0", count: 1_100_000), "\u{0}\u{0}\u{0}",
      // A number at the beginning, or prose, does not make a footer of it.
      "9,\"" + long + "\",1.00,,paid", "#9," + long, "Note:," + long, "," + long, "total," + long,
    ] {
      let taken = try Taken(header + bad + "\n" + row)
      #expect(taken.orders.map(\.externalId) == ["7"])
      #expect(taken.refused.count == 1)
      #expect(taken.refused.allSatisfy { [.tooLong, .tooMany, .nulByte].contains($0.issue.code) })
    }
  }

  @Test func `An archive that swells beyond any table is refused`() throws {
    let folder = NSTemporaryDirectory() + "portolan-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "head -c 300000000 /dev/zero | gzip -9 > bomb.csv.gz"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    try process.run()
    process.waitUntilExit()
    let source = try SourceReader(.path(folder + "/bomb.csv.gz"), encoding: .utf8)
    #expect(throws: SourceRefusal.swellsTooFar) { try source.read { _ in } }
  }
}
