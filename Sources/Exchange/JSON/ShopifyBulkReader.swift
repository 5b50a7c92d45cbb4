import Domain

/// Shopify's bulk operations: a node a line, and below each order or product the nodes that belong to it, which name
/// it by `__parentId`.
struct ShopifyBulkReader: RecordReader {
  private var lines = JSONLines()
  private var parser = JSONParser()
  private var group: ShopifyBulkGroup?
  private let context: ReadingContext

  init(context: ReadingContext) { self.context = context }

  static func recognise(_ outline: JSONOutline, _ text: String) -> Int {
    guard outline.isJSON, outline.has("id"), text.prefix(2000).contains("gid:") else { return 0 }
    return outline.has("__parentId") ? 97 : 85
  }

  mutating func consume(_ bytes: UnsafeBufferPointer<UInt8>, into sink: (IntakeItem) throws -> Void) throws {
    var lines = lines
    self.lines = JSONLines()
    defer { self.lines = lines }
    try lines.consume(bytes) { try take($0, sink) }
  }

  mutating func finish(into sink: (IntakeItem) throws -> Void) throws {
    var lines = lines
    self.lines = JSONLines()
    try lines.finish { try take($0, sink) }
    try handGroup(sink)
  }

  private mutating func take(_ piece: JSONPiece, _ sink: (IntakeItem) throws -> Void) throws {
    switch parser.read(piece) {
    case .refused(let issue): try sink(.refused(issue, raw: JSONParser.rejected(piece)))
    case .document(let document):
      let node = document.root
      guard let id = node["id"]?.text ?? node["__parentId"]?.text else {
        return try sink(.refused(RowIssue(line: piece.line, field: "id", code: .missingId), raw: node.source))
      }
      guard let parent = node["__parentId"]?.text else {
        try handGroup(sink)
        group = ShopifyBulkGroup(id: id, node: node, line: piece.line)
        return
      }
      guard group?.add(node, id: id, parent: parent) == true else {
        let code: IssueCode = group?.holds(parent) == true ? .tooMany : .orphanRow
        return try sink(
          .refused(RowIssue(line: piece.line, field: "__parentId", code: code, found: parent), raw: node.source))
      }
    }
  }

  private mutating func handGroup(_ sink: (IntakeItem) throws -> Void) throws {
    guard let whole = group else { return }
    group = nil
    for item in whole.items(context) { try sink(item) }
  }
}

/// A node and those below it.
struct ShopifyBulkGroup {
  let node: JSONValue
  let line: Int
  private(set) var children: [JSONValue] = []
  private var ids: Set<String>
  private var bytes = 0

  init(id: String, node: JSONValue, line: Int) {
    self.node = node
    self.line = line
    ids = [id]
  }

  func holds(_ id: String) -> Bool { ids.contains(id) }

  /// Whether the node belongs here and there is room for it.
  mutating func add(_ child: JSONValue, id: String, parent: String) -> Bool {
    guard ids.contains(parent) else { return false }
    bytes += child.document.bytes.count
    guard bytes <= JSONLimits.recordBytes, children.count < 100_000 else { return false }
    ids.insert(id)
    children.append(child)
    return true
  }

  /// A node that holds what belongs to it, as an answer of the interface does: one record.
  init(nested node: JSONValue, line: Int) {
    self.init(id: node["id"]?.text ?? "", node: node, line: line)
  }

  /// The text of all its lines.
  var raw: String { ([node] + children).map(\.source).joined(separator: "\n") }
  var rowCount: Int { 1 + children.count }

  /// The nodes of a kind: those on lines of their own, else those of the node's own connection.
  func children(_ kind: String, in connection: String) -> [JSONValue] {
    let own = children.filter { $0["id"]?.text?.hasPrefix("gid://shopify/\(kind)/") == true }
    return own.isEmpty ? Self.nodes(node[connection]) : own
  }

  /// `edges[].node` or `nodes[]` of a connection, or the list that a tap makes of it.
  static func nodes(_ connection: JSONValue?) -> [JSONValue] {
    if let connection, connection.isArray { return connection.elements }
    let nodes = connection?["nodes"]?.elements ?? []
    return nodes.isEmpty ? (connection?["edges"]?.elements ?? []).compactMap { $0["node"] } : nodes
  }

  func items(_ context: ReadingContext) -> [IntakeItem] {
    let id = node["id"]?.text ?? ""
    let map = JSONMapping(node, line: line, context: context)
    let found: [IntakeItem]
    if id.hasPrefix("gid://shopify/Order/") {
      found = ShopifyBulkOrder.items(self, map)
    } else if id.hasPrefix("gid://shopify/Product/") {
      found = ShopifyBulkProduct.items(self, map)
    } else {
      found = map.skipped(.notThisKind, id)
    }
    // Refused or passed over, each node is a row of its own.
    let isTaken = found.contains {
      switch $0 {
      case .order, .product: true
      default: false
      }
    }
    return isTaken
      ? found : found + children.map { .skipped(RowIssue(line: line, code: .orphanRow, found: $0["id"]?.text ?? id)) }
  }
}
