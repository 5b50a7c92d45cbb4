import Domain
import Exchange
import Foundation
import Operations
import Store
import Testing

/// The words that tests of stock files speak.
extension ImportBench {
  @discardableResult
  func place(_ code: String, in warehouse: String? = nil, _ fields: [String: String] = [:]) throws -> Int64 {
    var fields = fields
    fields["code"] = code
    if let warehouse { fields["warehouse"] = warehouse }
    return try #require(try perform("createLocation", fields: fields).subject)
  }

  @discardableResult
  func perform(_ action: String, _ subject: Int64? = nil, fields: [String: String] = [:]) throws -> ActionResult {
    try store.perform(
      ActionRequest(action, subject: subject, fields: fields), as: admin, now: Instant(seconds: 1_790_000_050))
  }

  @discardableResult
  func product(_ sku: String) throws -> Int64 {
    try perform("createProduct", fields: ["number": "p-\(sku)", "title": "Title of \(sku)", "sku": sku])
    return try integer("SELECT id FROM variants WHERE sku = \(sku)")
  }

  /// Takes a text in as a file of its own, made so many seconds after the store was.
  func count(
    _ text: String, at seconds: Int64 = 0, place: String? = nil, dryRun: Bool = false, name: String = "count.csv",
    format: String? = nil, dated: Bool = false
  ) throws -> ImportReport {
    try count(
      bytes: Data(text.utf8), at: seconds, place: place, dryRun: dryRun, name: name, format: format, dated: dated)
  }

  func count(
    bytes: Data, at seconds: Int64 = 0, place: String? = nil, dryRun: Bool = false, name: String = "count.csv",
    format: String? = nil, dated: Bool = false
  ) throws -> ImportReport {
    let made = Date(timeIntervalSince1970: TimeInterval(1_790_000_000 + seconds))
    let file = folder.appendingPathComponent(name)
    try bytes.write(to: file)
    try FileManager.default.setAttributes([.modificationDate: made], ofItemAtPath: file.path)
    return try count(file: file.path, place: place, dryRun: dryRun, format: format, at: dated ? seconds : nil)
  }

  func count(
    file: String, place: String? = nil, dryRun: Bool = false, format: String? = nil, at seconds: Int64? = nil
  ) throws -> ImportReport {
    var options = FileImport.Options()
    options.place = place
    options.isDryRun = dryRun
    options.format = format
    options.exportedAt = seconds.map { Instant(seconds: 1_790_000_000 + $0) }
    return try FileImport(store: store, actor: admin, options: options, now: { Instant(seconds: 1_790_000_100) })
      .run(.path(file), name: file)
  }

  /// `MUG A-1 L1 5, MUG A-2 3`: what stands in own places.
  func standing() throws -> String {
    try store.connection.readNow { reader in
      try reader.all(
        """
        SELECT v.sku, l.code, COALESCE(t.code, ''), q.quantity, q.owner
        FROM quants AS q
        JOIN variants AS v ON v.id = q.variant_id
        JOIN locations AS l ON l.id = q.location_id
        LEFT JOIN lots AS t ON t.id = q.lot_id
        WHERE l.kind NOT IN ('supplier', 'loss', 'customer')
        ORDER BY v.sku_key, l.code_key, t.code, q.owner
        """
      ) { row in
        [row.text(0), row.text(1), row.text(2), String(row.integer(3)), row.text(4)].filter { !$0.isEmpty }
          .joined(separator: " ")
      }.joined(separator: ", ")
    }
  }

  func export(_ format: String) throws -> String {
    var text = ""
    let export = StockExport(store: store, format: format, now: Instant(seconds: 1_790_000_100)) { text += $0 }
    let ids = try store.connection.readNow { try $0.all("SELECT id FROM quants ORDER BY id") { $0.integer(0) } }
    try export.begin()
    try export.add(ids)
    try export.finish()
    return text
  }
}

extension ImportReport {
  /// `2 imported, 1 refused`: the counts that are not nought.
  var told: String {
    [
      ("imported", imported), ("updated", updated), ("unchanged", unchanged), ("skipped", skippedCount),
      ("refused", refusedCount),
    ].filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }.joined(separator: ", ")
  }

  /// `3 sku unknownVariant` of each refused row.
  var refusals: [String] { refused.map { "\($0.line) \($0.field) \($0.code.rawValue)" } }
}
