import Domain
import Exchange
import Testing

/// Everything that a format makes of some bytes, taken in pieces of a given size.
struct Taken {
  var orders: [IncomingOrder] = []
  var products: [IncomingProduct] = []
  var skipped: [RowIssue] = []
  var refused: [(issue: RowIssue, raw: String)] = []
  var noted: [RowIssue] = []

  /// Rows that were counted, each once.
  var rows: Int {
    orders.reduce(0) { $0 + $1.rowCount } + products.reduce(0) { $0 + $1.rowCount } + skipped.count + refused.count
  }

  init(_ bytes: [UInt8], as format: Format? = nil, context: ReadingContext = ReadingContext(), piece: Int = 7919) throws
  {
    let found = format ?? Formats.find(bytes.withUnsafeBufferPointer { Sample(bytes: $0) })
    var reader = try #require(found).makeReader(context)
    var start = 0
    while start < bytes.count {
      let end = min(start + piece, bytes.count)
      try bytes[start..<end].withUnsafeBufferPointer { try reader.consume($0) { add($0) } }
      start = end
    }
    try reader.finish { add($0) }
  }

  init(_ text: String, as format: Format? = nil, context: ReadingContext = ReadingContext()) throws {
    try self.init(Array(text.utf8), as: format, context: context)
  }

  private mutating func add(_ item: IntakeItem) {
    switch item {
    case .order(let order): orders.append(order)
    case .product(let product): products.append(product)
    case .skipped(let issue): skipped.append(issue)
    case .refused(let issue, let raw): refused.append((issue, raw))
    case .noted(let issue): noted.append(issue)
    case .stock, .shipment, .answer, .way: break
    }
  }
}

/// How many physical records without the header a table has, by the row scanner alone.
func recordCount(_ bytes: [UInt8], delimiter: UInt8) -> Int {
  var scanner = RowScanner(delimiter: delimiter)
  var count = 0
  bytes.withUnsafeBufferPointer { scanner.consume($0) { _ in count += 1 } }
  scanner.finish { _ in count += 1 }
  return count - 1
}
