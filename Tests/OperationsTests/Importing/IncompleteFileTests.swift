import Domain
import Exchange
import Foundation
import Operations
import Store
import Testing

/// A table with lines that cannot be read: every row in one count, the order waits, and the mended file lets it go.
@Suite struct IncompleteFileTests {
  private let header =
    "Name,Email,Financial Status,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku\n"

  private func write(_ rows: [String], in bench: ImportBench) throws -> String {
    let file = bench.folder.appendingPathComponent("orders.csv")
    try Data((header + rows.joined(separator: "\n")).utf8).write(to: file)
    // The same moment for every writing: nothing but the content says which counts.
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1_789_999_000)], ofItemAtPath: file.path)
    return file.path
  }

  private func held(_ bench: ImportBench) throws -> Int64 {
    try bench.integer("SELECT COUNT(*) FROM order_holds WHERE reason = 'incompleteImport'")
  }

  @Test func `The order waits, its row is refused by line and field, and the mended file completes it`() throws {
    let bench = try ImportBench()
    var rejected: [String] = []
    let sound = "#2,bob@example.com,paid,EUR,8.00,2026-09-22 10:00:00 +0000,1,Cup,8.00,B"
    let broken = "#1,anna@example.com,paid,EUR,30.00,2026-09-22 10:00:00 +0000,many,Mug,30.00,A"
    let path = try write([broken, sound], in: bench)
    let run = FileImport(
      store: bench.store, actor: bench.admin, options: FileImport.Options(),
      now: { Instant(seconds: 1_790_000_100) }, reject: { rejected.append($1) })
    let report = try run.run(.path(path), name: path)

    #expect(report.accountsForItself)
    #expect((report.rows, report.imported, report.refusedCount, report.incompleteOrders) == (2, 1, 1, 1))
    #expect(report.refused == [RowIssue(line: 2, field: "Lineitem quantity", code: .wrongNumber, found: "many")])
    #expect(rejected == [broken])
    #expect(try held(bench) == 1)
    #expect(try bench.integer("SELECT COUNT(*) FROM orders") == 2)

    let again = try bench.take(path)
    #expect((again.imported, again.updated, again.unchanged, again.refusedCount) == (0, 0, 1, 1))
    #expect(again.batch == nil)

    let mended = try bench.take(try write([broken.replacing("many", with: "1"), sound], in: bench))
    #expect((mended.rows, mended.updated, mended.unchanged, mended.refusedCount) == (2, 1, 1, 0))
    #expect(mended.notes == [])
    #expect(try held(bench) == 0)
    #expect(try bench.integer("SELECT COUNT(*) FROM order_lines") == 2)
    #expect(try bench.store.examine().findings == [])
  }

  @Test func `A dry run tells the same of lines that cannot be read`() throws {
    let bench = try ImportBench()
    let rows = [
      "#1,anna@example.com,paid,EUR,30.00,2026-09-22 10:00:00 +0000,many,Mug,30.00,A",
      "#2,bob@example.com,paid,EUR,8.00,2026-09-22 10:00:00 +0000,1,Cup,8.00,B", "#2,,,,,,x,Cup,8.00,C",
    ]
    let path = try write(rows, in: bench)
    let dry = try bench.take(path, dryRun: true)
    var real = try bench.take(path)
    real.batch = nil
    #expect(dry == real)
    #expect((real.rows, real.imported, real.refusedCount, real.incompleteOrders) == (3, 1, 2, 2))
  }
}
