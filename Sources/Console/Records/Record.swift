internal import Domain
internal import Store

/// One thing whole, as the detail shows it.
enum Record: Sendable {
  case order(OrderRecord)
  case product(ProductRecord)
  case customer(CustomerRecord)
  case stock(StockRecord)
  case location(LocationRecord)
  case supplier(SupplierRecord)
  case purchase(PurchaseRecord)
  case returned(ReturnRecord)
  case rule(RuleRecord)
  case fulfilment(FulfilmentRecord)
  case way(WayRecord)

  var kind: Kind {
    switch self {
    case .order: .orders
    case .product: .products
    case .customer: .customers
    case .stock: .stock
    case .location: .locations
    case .supplier: .suppliers
    case .purchase: .purchases
    case .returned: .returns
    case .rule: .rules
    case .fulfilment(let record): record.kind
    case .way(let record): record.kind
    }
  }

  var id: Int64 {
    switch self {
    case .order(let record): record.order.id
    case .product(let record): record.product.id
    case .customer(let record): record.customer.id
    case .stock(let record): record.report.variantId
    case .location(let record): record.report.place.id
    case .supplier(let record): record.report.supplier.id
    case .purchase(let record): record.report.purchase.id
    case .returned(let record): record.known.id
    case .rule(let record): record.rule.id
    case .fulfilment(let record): record.id
    case .way(let record): record.id
    }
  }

  var number: String {
    switch self {
    case .order(let record): record.order.number
    case .product(let record): record.product.number
    case .customer(let record): record.customer.number
    case .stock(let record): record.report.sku
    case .location(let record): record.report.place.code
    case .supplier(let record): record.report.supplier.code
    case .purchase(let record): record.report.purchase.number
    case .returned(let record): record.known.number
    case .rule(let record): record.rule.name
    case .fulfilment(let record): record.number
    case .way(let record): record.number
    }
  }

  var history: [JournalEntry] {
    switch self {
    case .order(let record): record.history
    case .product(let record): record.history
    case .customer(let record): record.history
    case .stock(let record): record.history
    case .location(let record): record.history
    case .supplier(let record): record.history
    case .purchase(let record): record.history
    case .returned(let record): record.history
    case .rule(let record): record.history
    case .fulfilment(let record): record.history
    case .way(let record): record.history
    }
  }

  var tags: [String] {
    switch self {
    case .order(let record): record.order.tags
    case .product(let record): record.product.tags
    case .customer(let record): record.customer.tags
    case .stock, .location, .supplier, .purchase, .returned, .rule, .fulfilment, .way: []
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
  /// How far each unit of its lines is.
  var units = OrderUnits(orderId: 0, units: [])
  /// What the warehouses have of its lines; nil where nothing of it is to be sent any more.
  var stock: OrderStock?
  /// Codes of the warehouses that have them.
  var warehouses: [Int64: String] = [:]
  /// What came of it after it was sold.
  var after = AfterSale()
  /// What its channel was told of its parcels.
  var confirmations: [ConfirmationTable.Record] = []
  /// The line by which it was opened.
  var line: Int64?
  /// How much waits for that line's SKU to be mapped.
  var waiting: Waiting?
  /// Who could take it.
  var colleagues: [String] = []

  struct Waiting: Hashable, Sendable {
    var lines: Int64
    var orders: Int64
  }

  /// The line that a mapping is about: the one it was opened by, else the first that has none.
  var lineToMap: OrderLine? {
    if let line { return order.lines.first { $0.id == line && $0.variantId == nil } }
    return order.lines.first { $0.variantId == nil }
  }
}

struct ProductRecord: Sendable {
  var product: Product
  var account: Int64?
  var externalId: String?
  var history: [JournalEntry]
  /// The variant by which it was opened.
  var variant: Int64?
  /// What is in the kits among its variants, by variant.
  var kits: [Int64: [VariantTable.Part]] = [:]
  /// What channels call its variants, by variant.
  var aliases: [Int64: [VariantTable.Alias]] = [:]

  var openedVariant: Variant? { variant.flatMap { id in product.variants.first { $0.id == id } } }
}

struct CustomerRecord: Sendable {
  var customer: Customer
  /// nil where unknown, erased or hidden.
  var card: Card?
  /// The shop's note about them; nil where it is hidden.
  var note: String?
  var isErased: Bool
  /// Whether personal data was left out for want of the right.
  var isMasked: Bool
  /// The newest orders, as rows of `CustomerRecord.columns`.
  var orders: [ViewRow]
  var history: [JournalEntry]

  static let orderLimit = 200
  static let columns: [Field] = [.number, .status, .placedAt, .total].map(Field.order)

  /// All orders of a customer.
  static func orders(of number: String) -> Sentence {
    Sentence(kind: .orders, condition: .field(.order(.customerNumber), [.code(number)]))
  }
}
