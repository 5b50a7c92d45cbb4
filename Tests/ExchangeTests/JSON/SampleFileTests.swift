import Domain
import Foundation
import Testing

@testable import Exchange

struct SampleFileTests {
  /// Records of a document, counted by another reader: the list or object that the interface's envelope holds.
  static func expectedRows(_ data: Data) throws -> Int {
    var value = try JSONSerialization.jsonObject(with: data, options: .fragmentsAllowed)
    if let list = value as? [Any] { return list.count }
    for key in ["response", "payload"] {
      if let object = value as? [String: Any], let inner = object[key] as? [String: Any] { value = inner }
    }
    guard let object = value as? [String: Any] else { return 1 }
    let lists = ShopifyDocuments.shape.lists.union(AmazonDocuments.shape.lists)
    let held = object.filter { lists.contains($0.key) }.compactMap { $0.value as? [Any] }
    // An object that says anything plain of itself is the record, whatever lists it has.
    let beside = AmazonDocuments.shape.beside.union(ShopifyDocuments.shape.beside)
    let isPlain = object.contains { !beside.contains($0.key) && !($0.value is [Any]) && !($0.value is [String: Any]) }
    return held.isEmpty || isPlain ? 1 : held.reduce(0) { $0 + $1.count }
  }

  @Test(arguments: ["shopify/api-fixtures", "amazon-spapi", "saleor-sample"])
  func `Every record of every sample is accounted for once`(folder: String) throws {
    var report: [String] = []
    for file in MessageSamples.files(under: folder) {
      let data = try Data(contentsOf: file)
      let format = try #require(MessageSamples.format(of: Array(data)), "\(file.lastPathComponent) is not recognised")
      let items = try MessageSamples.read(Array(data), format)
      // A report on a feed is an answer: its issues and its summary, not the records of an account.
      if format.kinds == ["answers"] {
        #expect(items.contains { if case .answer = $0 { true } else { false } }, "\(file.lastPathComponent)")
        continue
      }
      let expected = try Self.expectedRows(data)
      #expect(items.rows == expected, "\(file.lastPathComponent) as \(format.id)")
      let counts = [items.orders.count, items.products.count, items.stocks.count, items.skips.count]
      let first = (items.refusals + items.skips).first
      let why = first.map { "\($0.code) \($0.field) \($0.found)" } ?? ""
      report.append("\(file.lastPathComponent)\t\(format.id)\t\(counts) \(items.refusals.count) refused\t\(why)")
      for refusal in items.refusals + items.skips { #expect(!refusal.found.isEmpty || !refusal.field.isEmpty) }
    }
    if let path = ProcessInfo.processInfo.environment["SAMPLE_REPORT"] {
      try report.joined(separator: "\n").write(
        toFile: path + folder.replacingOccurrences(of: "/", with: "-"), atomically: true, encoding: .utf8)
    }
  }
}
