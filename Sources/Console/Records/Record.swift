internal import Domain
internal import Store

/// One thing whole, as the detail shows it.
enum Record: Sendable {
  case order(OrderRecord)
  case product(ProductRecord)

  var kind: Kind {
    switch self {
    case .order: .orders
    case .product: .products
    }
  }

  var id: Int64 {
    switch self {
    case .order(let record): record.order.id
    case .product(let record): record.product.id
    }
  }

  var number: String {
    switch self {
    case .order(let record): record.order.number
    case .product(let record): record.product.number
    }
  }

  var history: [JournalEntry] {
    switch self {
    case .order(let record): record.history
    case .product(let record): record.history
    }
  }

  var tags: [String] {
    switch self {
    case .order(let record): record.order.tags
    case .product(let record): record.product.tags
    }
  }
}

struct OrderRecord: Sendable {
  var order: Order
  var account: Account?
  var customer: Customer?
  /// nil where unknown, erased or hidden.
  var buyer: Card?
  var shipTo: Card?
  var billTo: Card?
  var message: String?
  /// Whether personal data was left out for want of the right.
  var isMasked: Bool
  var history: [JournalEntry]
}

struct ProductRecord: Sendable {
  var product: Product
  var account: Int64?
  var externalId: String?
  var history: [JournalEntry]
}
