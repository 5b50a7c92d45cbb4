/// A field of a kind: the one description that parser, completion, columns, command line, export and SQL go by.
public enum Field: Hashable, Sendable {
  case order(OrderField)
  case line(LineField)
  case product(ProductField)
  case variant(VariantField)
  case customer(CustomerField)
  case stock(StockField)
  case location(LocationField)
  case move(MoveField)
  case supplier(SupplierField)
  case purchase(PurchaseField)
  case purchaseLine(PurchaseLineField)
  case receipt(ReceiptField)
  case peg(PegField)
  case carrier(CarrierField)
  case service(ServiceField)
  case sheet(SheetField)
  case returned(ReturnField)
  case rule(RuleField)
  case wave(WaveField)
  case fulfilment(FulfilmentField)
  case run(RunField)
  case parcel(ParcelField)
  case manifest(ManifestField)
  case alert(AlertField)
  case claim(ClaimField)
  case lane(LaneField)
  case shipment(ShipmentField)
  case consolidation(ConsolidationField)
  case trackingEvent(TrackingEventField)

  /// The word in sentences and the key in JSON.
  public var id: String {
    switch self {
    case .order(let field): field.rawValue
    case .line(let field): field.rawValue
    case .product(let field): field.rawValue
    case .variant(let field): field.rawValue
    case .customer(let field): field.rawValue
    case .stock(let field): field.rawValue
    case .location(let field): field.rawValue
    case .move(let field): field.rawValue
    case .supplier(let field): field.rawValue
    case .purchase(let field): field.rawValue
    case .purchaseLine(let field): field.rawValue
    case .receipt(let field): field.rawValue
    case .peg(let field): field.rawValue
    case .carrier(let field): field.rawValue
    case .service(let field): field.rawValue
    case .sheet(let field): field.rawValue
    case .returned(let field): field.rawValue
    case .rule(let field): field.rawValue
    case .wave(let field): field.rawValue
    case .fulfilment(let field): field.rawValue
    case .run(let field): field.rawValue
    case .parcel(let field): field.rawValue
    case .manifest(let field): field.rawValue
    case .alert(let field): field.rawValue
    case .claim(let field): field.rawValue
    case .lane(let field): field.rawValue
    case .shipment(let field): field.rawValue
    case .consolidation(let field): field.rawValue
    case .trackingEvent(let field): field.rawValue
    }
  }

  public var kind: Kind {
    switch self {
    case .order: .orders
    case .line: .lines
    case .product: .products
    case .variant: .variants
    case .customer: .customers
    case .stock: .stock
    case .location: .locations
    case .move: .moves
    case .supplier: .suppliers
    case .purchase: .purchases
    case .purchaseLine: .purchaseLines
    case .receipt: .receipts
    case .peg: .pegs
    case .carrier: .carriers
    case .service: .services
    case .sheet: .sheets
    case .returned: .returns
    case .rule: .rules
    case .wave: .waves
    case .fulfilment: .fulfilments
    case .run: .runs
    case .parcel: .parcels
    case .manifest: .manifests
    case .alert: .alerts
    case .claim: .claims
    case .lane: .lanes
    case .shipment: .shipments
    case .consolidation: .consolidations
    case .trackingEvent: .trackingEvents
    }
  }

  public var description: FieldDescription {
    switch self {
    case .order(let field): field.description
    case .line(let field): field.description
    case .product(let field): field.description
    case .variant(let field): field.description
    case .customer(let field): field.description
    case .stock(let field): field.description
    case .location(let field): field.description
    case .move(let field): field.description
    case .supplier(let field): field.description
    case .purchase(let field): field.description
    case .purchaseLine(let field): field.description
    case .receipt(let field): field.description
    case .peg(let field): field.description
    case .carrier(let field): field.description
    case .service(let field): field.description
    case .sheet(let field): field.description
    case .returned(let field): field.description
    case .rule(let field): field.description
    case .wave(let field): field.description
    case .fulfilment(let field): field.description
    case .run(let field): field.description
    case .parcel(let field): field.description
    case .manifest(let field): field.description
    case .alert(let field): field.description
    case .claim(let field): field.description
    case .lane(let field): field.description
    case .shipment(let field): field.description
    case .consolidation(let field): field.description
    case .trackingEvent(let field): field.description
    }
  }

  public var type: FieldType { description.type }
  public var column: ColumnShape { description.column }
  /// Other words for it, folded.
  public var aliases: [String] { description.aliases }
  /// nil: any code may be asked for.
  public var vocabulary: Vocabulary? { description.vocabulary }
  /// Whether only those with the right to personal data see and search it.
  public var isPersonal: Bool { description.isPersonal }
  /// The key of its wording, e.g. `orders.placedAt`.
  public var titleKey: String { "\(kind.rawValue).\(id)" }
  /// Sets and texts of several lines of an order have no order.
  public var isSortable: Bool {
    // What of them is absent is a text or a sum of its own in the store, and would not stand last.
    if self == .alert(.leg) || self == .claim(.granted) { return false }
    switch type {
    case .codes, .choices, .texts: return false
    case .text, .code, .person, .choice, .number, .money, .instant, .age, .flag: return true
    }
  }
  /// What has few different values can head a group.
  public var isGroupable: Bool { description.isGroupable }
  /// The moment that this field is the age of; nil for any other field.
  public var agedFrom: Field? {
    switch self {
    case .order(.age): .order(.placedAt)
    case .returned(.age): .returned(.requestedAt)
    case .alert(.age): .alert(.since)
    case .shipment(.silent): .shipment(.lastEventAt)
    default: nil
    }
  }
  /// Moments of placing are ordered by whole seconds, then by id: sources give no milliseconds, one index holds both.
  public var ordersByWholeSeconds: Bool { self == .order(.placedAt) || self == .line(.placedAt) }
}

/// What kind of value a field has, which decides what can be written behind it.
public enum FieldType: Hashable, Sendable {
  /// Words: found by their beginnings, Chinese by neighbouring characters, numbers by their endings too.
  case text
  /// Several texts (titles of all lines): one of them must match by itself.
  case texts
  /// One word of a code: the same whatever its letter case; `*` at the end: begins with.
  case code
  /// A set of codes or labels: one of them must match.
  case codes
  /// A user's name, a code; `me` is who asks.
  case person
  /// One of these words.
  case choice([String])
  /// A set of these words.
  case choices([String])
  case number
  case money
  case instant
  /// The time from a moment until now.
  case age
  case flag
}

/// The type of a field, its column, its other names and who may see it.
public struct FieldDescription: Hashable, Sendable {
  public var type: FieldType
  public var column: ColumnShape
  public var aliases: [String]
  public var isPersonal: Bool
  public var isGroupable: Bool
  public var vocabulary: Vocabulary?

  init(
    _ type: FieldType, _ column: ColumnShape, _ aliases: [String] = [], personal: Bool = false, group: Bool = false,
    of vocabulary: Vocabulary? = nil
  ) {
    self.vocabulary = vocabulary
    self.type = type
    self.column = column
    self.aliases = aliases
    self.isPersonal = personal
    self.isGroupable = group
  }
}

/// Where the codes of a field come from, so that a word that is none can be told.
public enum Vocabulary: Hashable, Sendable {
  /// ISO 3166; written by name too.
  case countries
  /// ISO 4217; written by name too.
  case currencies
  /// The shop's own channel accounts.
  case accounts
  /// What people of the shop have put on records: a word that nothing has is likely mistyped, but no mistake.
  case labels
}

/// How wide a column is, in cells, and how long it stays when the screen is narrow.
public struct ColumnShape: Hashable, Sendable {
  public var width: Int
  public var minimum: Int
  public var maximum: Int
  public var alignment: ColumnAlignment
  /// 0 stays to the last; the highest number goes first.
  public var priority: Int

  init(_ width: Int, _ range: ClosedRange<Int>, _ priority: Int, _ alignment: ColumnAlignment = .leading) {
    self.width = width
    self.minimum = range.lowerBound
    self.maximum = range.upperBound
    self.alignment = alignment
    self.priority = priority
  }
}

public enum ColumnAlignment: Hashable, Sendable {
  case leading, trailing
}
