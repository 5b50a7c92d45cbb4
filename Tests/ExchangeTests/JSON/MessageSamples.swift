import Domain
import Foundation
import Testing

@testable import Exchange

/// Real samples, and reading them the way an import does.
enum MessageSamples {
  /// The folder of shared test data: beside a folder above this file, or named by PORTOLAN_SHARED.
  static let shared: URL? = {
    if let named = ProcessInfo.processInfo.environment["PORTOLAN_SHARED"] {
      let data = URL(fileURLWithPath: named).appendingPathComponent("data")
      if FileManager.default.fileExists(atPath: data.path) { return data }
    }
    var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
    while folder.path != "/" {
      let data = folder.deletingLastPathComponent().appendingPathComponent("shared/data")
      if FileManager.default.fileExists(atPath: data.path) { return data }
      folder.deleteLastPathComponent()
    }
    return nil
  }()

  /// Every JSON file under a folder of the shared data; says loudly where there is none.
  static func files(under folder: String) -> [URL] {
    guard let shared else {
      Issue.record("SHARED DATA IS MISSING: \(folder) was not read; set PORTOLAN_SHARED")
      return []
    }
    let root = shared.appendingPathComponent(folder)
    let walker = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    var files: [URL] = []
    while let file = walker?.nextObject() as? URL {
      if ["json", "jsonl"].contains(file.pathExtension) { files.append(file) }
    }
    #expect(!files.isEmpty, "no JSON under \(folder)")
    return files.sorted { $0.path < $1.path }
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    guard let shared else {
      Issue.record("SHARED DATA IS MISSING: \(path) was not read; set PORTOLAN_SHARED")
      return []
    }
    return Array(try Data(contentsOf: shared.appendingPathComponent(path)))
  }

  static func format(of bytes: [UInt8]) -> Format? {
    bytes.withUnsafeBufferPointer { Formats.find(Sample(bytes: $0)) }
  }

  /// What a reader hands on, the bytes given in pieces of `piece`.
  static func read(
    _ bytes: [UInt8], _ format: Format, piece: Int = 65_536, context: ReadingContext = ReadingContext()
  ) throws -> [IntakeItem] {
    var items: [IntakeItem] = []
    var reader = format.makeReader(context)
    var from = 0
    while from < bytes.count {
      let to = min(from + piece, bytes.count)
      try bytes.withUnsafeBufferPointer {
        try reader.consume(UnsafeBufferPointer(rebasing: $0[from..<to])) { items.append($0) }
      }
      from = to
    }
    try reader.finish { items.append($0) }
    return items
  }

  static func read(_ text: String, as id: String, piece: Int = 65_536) throws -> [IntakeItem] {
    let format = try #require(MessageFormats.all.first { $0.id == id })
    return try read(Array(text.utf8), format, piece: piece)
  }

  static func order(_ text: String, as id: String) throws -> IncomingOrder {
    try #require(try read(text, as: id).orders.first)
  }
}

extension [IntakeItem] {
  var orders: [IncomingOrder] { compactMap { if case .order(let order) = $0 { order } else { nil } } }
  var products: [IncomingProduct] { compactMap { if case .product(let product) = $0 { product } else { nil } } }
  var stocks: [IncomingStock] { compactMap { if case .stock(let stock) = $0 { stock } else { nil } } }
  var skips: [RowIssue] { compactMap { if case .skipped(let issue) = $0 { issue } else { nil } } }
  var refusals: [RowIssue] { compactMap { if case .refused(let issue, _) = $0 { issue } else { nil } } }
  var notes: [RowIssue] { compactMap { if case .noted(let issue) = $0 { issue } else { nil } } }

  /// Physical records that the items account for.
  var rows: Int {
    reduce(0) { sum, item in
      switch item {
      case .order(let order): sum + order.rowCount
      case .product(let product): sum + product.rowCount
      case .stock, .shipment, .answer, .way, .skipped, .refused: sum + 1
      case .noted: sum
      }
    }
  }
}
