import Domain
import Exchange
import Foundation
import Operations
import Store
import Testing

/// Archives of several files, as marketplaces give them: each is taken in its turn, and told by its own name.
@Suite struct ArchiveTests {
  private static let orders = """
    Name,Email,Financial Status,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku
    #1001,a@example.com,paid,EUR,5.00,2026-01-02 10:00:00 +0000,1,Mug,5.00,MUG

    """
  private static let products = """
    Handle,Title,Body (HTML),Vendor,Option1 Name,Option1 Value,Variant SKU,Variant Price
    mug,Mug,<p>A mug</p>,Potter,Title,Default Title,MUG,5.00

    """

  /// Makes an archive by a script in Python, whose library writes each kind of it.
  private func archive(_ name: String, in folder: URL, _ script: String) throws -> String {
    let path = folder.appendingPathComponent(name).path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", "-c",
      "import zipfile,sys\nz=zipfile.ZipFile(sys.argv[1],'w',zipfile.ZIP_DEFLATED)\no,p=sys.argv[2:4]\n"
        + script + "\nz.close()",
      path, ArchiveTests.orders, ArchiveTests.products,
    ]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    return path
  }

  private func take(_ path: String, _ bench: ImportBench) throws -> [ImportReport] {
    var reports: [ImportReport] = []
    try bench.importer().run(.path(path), name: "export.zip") { reports.append($0) }
    return reports
  }

  @Test func `Each file of an archive is found by its content, and what cannot be read keeps nothing back`() throws {
    let bench = try ImportBench()
    let path = try archive(
      "export.zip", in: bench.folder,
      """
      z.writestr('orders/products.csv', o)
      z.writestr('p.txt', p, zipfile.ZIP_STORED)
      z.writestr('readme.txt', 'hello')
      z.writestr('__MACOSX/._p.txt', b'\\0\\5')
      z.writestr('logo.png', b'\\x89PNG\\r\\n\\x1a\\n....')
      z.writestr('notes.txt', 'Dear Sirs')
      z.writestr('empty.csv', '')
      import io
      inner = io.BytesIO(); y = zipfile.ZipFile(inner, 'w'); y.writestr('a.csv', o); y.close()
      z.writestr('more.zip', inner.getvalue())
      z.writestr('bomb.csv', b'0' * 60000000)
      z.writestr('订单.csv', o.replace('1001', '1002'))
      z.writestr('../../evil.csv', o.replace('1001', '1003'))
      """)

    let reports = try take(path, bench)

    #expect(
      reports.map(\.file)
        == [
          "orders/products.csv", "p.txt", "logo.png", "notes.txt", "empty.csv", "more.zip", "bomb.csv", "订单.csv",
          "../../evil.csv",
        ].map { "export.zip/" + $0 })
    #expect(
      reports.map(\.format) == [
        "shopify-orders-csv", "shopify-products-csv", "", "", "", "", "", "shopify-orders-csv", "shopify-orders-csv",
      ])
    #expect(reports.map(\.imported) == [1, 1, 0, 0, 0, 0, 0, 1, 1])
    #expect(reports.allSatisfy { $0.accountsForItself })
    let why = reports.map { $0.failure ?? "" }
    #expect(why[2].contains("picture") && why[3].contains("no known format") && why[4].contains("empty"), "\(why)")
    #expect(why[5].contains("archive in an archive") && !why[6].isEmpty, "\(why)")
    #expect(try bench.integer("SELECT COUNT(*) FROM orders") == 3)

    let again = try take(path, bench)
    #expect(again.allSatisfy { $0.imported + $0.updated == 0 })
    #expect(try bench.store.examine().findings == [])
  }

  @Test func `A file that swells, is encrypted or is damaged is said, and the one after it goes in`() throws {
    let bench = try ImportBench()
    let path = try archive(
      "export.zip", in: bench.folder,
      """
      z.writestr('a.csv', o); z.writestr('b.csv', p); z.writestr('bomb.csv', ('a,b\\n' + '1,2\\n' * 20000000))
      z.writestr('c.csv', o.replace('1001', '1002')); z.writestr('d.csv', p.replace('mug', 'cup'))
      """)
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    // The directory says of b.csv that it is encrypted; of c.csv a byte has flipped.
    var entries: [Data.Index] = []
    var from = bytes.startIndex
    while let found = bytes.range(of: Data([0x50, 0x4b, 1, 2]), in: from..<bytes.endIndex) {
      entries.append(found.lowerBound)
      from = found.upperBound
    }
    #expect(entries.count == 5)
    bytes[entries[1] + 8] |= 1
    let c = (0..<4).reduce(0) { $0 + Int(bytes[entries[3] + 42 + $1]) << (8 * $1) }
    bytes[c + 60] ^= 0x40
    try bytes.write(to: URL(fileURLWithPath: path))

    let reports = try take(path, bench)

    #expect(reports.map { $0.failure == nil } == [true, false, false, false, true])
    #expect(reports[1].failure?.contains("encrypted") == true)
    #expect(reports[3].failure?.contains("damaged") == true, "\(reports[3])")
    #expect(reports[4].imported == 1)
  }

  @Test(arguments: [
    ["empty", ""], ["folders", "z.writestr('a/', '')"],
    ["many", "[z.writestr('%d.csv' % i, o) for i in range(1001)]"],
    ["workbook", "z.writestr('xl/worksheets/sheet1.xml', b'0' * 50000000)"],
  ])
  func `An archive with nothing to take is refused in one sentence`(kind: [String]) throws {
    let bench = try ImportBench()
    let reports = try take(try archive("\(kind[0]).zip", in: bench.folder, kind[1]), bench)
    #expect(reports.count == 1)
    #expect(reports[0].failure?.hasSuffix(".") == true)
    #expect(reports[0].rows == 0)
  }

  @Test func `An archive of one file bears its own name, also through a pipe`() throws {
    let bench = try ImportBench()
    let path = try archive("export.zip", in: bench.folder, "z.writestr('a.csv', o); z.writestr('LICENSE', 'x')")
    #expect(try take(path, bench).map(\.file) == ["export.zip"])
    var reports: [ImportReport] = []
    let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    try bench.importer().run(.data(bytes), name: "-") { reports.append($0) }
    #expect(reports.map(\.unchanged) == [1])
    for cut in stride(from: 4, to: bytes.count, by: 7) {
      reports = []
      try bench.importer().run(.data(Array(bytes.prefix(cut))), name: "-") { reports.append($0) }
      #expect(reports.map { $0.failure?.contains("damaged") } == [true])
    }
  }
}
