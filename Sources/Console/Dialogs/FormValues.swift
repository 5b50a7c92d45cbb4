internal import Domain
internal import Store

/// What a record has in the fields of an action.
struct FormValues: Sendable {
  let record: Record

  /// The value that the form edits; nil for a field that the record does not have.
  func value(of field: String, action: String) -> String? {
    switch (action, field, record) {
    case ("noteOrder", "note", .order(let record)): record.order.note
    case ("assignOrder", "to", .order(let record)): record.order.assignee ?? ""
    case ("editProduct", "title", .product(let record)): record.product.title
    case ("editProduct", "brand", .product(let record)): record.product.brand
    case ("editProduct", "category", .product(let record)): record.product.category
    case ("editProduct", "tags", .product(let record)): record.product.tags.joined(separator: ",")
    case ("editProduct", "body", .product(let record)): record.product.body
    case ("editProduct", "source", .product(let record)): record.product.source.rawValue
    default: nil
    }
  }

  /// What is offered where the record has nothing to edit: the one hold there is, the one tag.
  func initial(_ field: String, action: String) -> String? {
    switch (action, field, record) {
    case ("releaseOrder", "reason", .order(let record)):
      record.order.holds.count == 1 ? record.order.holds[0].reason.rawValue : nil
    case ("untagOrder", "tag", _), ("untagProduct", "tag", _): record.tags.count == 1 ? record.tags[0] : nil
    default: nil
    }
  }

  /// Of a choice's words those that this record could take.
  func fits(_ field: String, among words: [String]) -> [String] {
    guard field == "reason", case .order(let record) = record else { return words }
    let held = record.order.holds.map(\.reason.rawValue)
    return isRelease ? words.filter(held.contains) : words.filter { !held.contains($0) }
  }

  private let isRelease: Bool
  private let isUntag: Bool

  func known(_ field: String) -> [String] { isUntag && field == "tag" ? record.tags : [] }

  init(record: Record, action: String) {
    self.record = record
    isRelease = action == "releaseOrder"
    isUntag = action == "untagOrder" || action == "untagProduct"
  }
}
