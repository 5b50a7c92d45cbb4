/// What a sentence lists: its first word.
public enum Kind: String, Hashable, Sendable, CaseIterable {
  case orders, lines, products, variants, customers
  /// Units of a SKU in a place, places, and the ledger's lines.
  case stock, locations, moves
  /// Who is bought from, what is bought, what of it is in check, and units sold before they are there.
  case suppliers, purchases, purchaseLines, receipts, pegs
  /// Goods that come back, and rules that look at orders.
  case returns, rules
  /// Who carries parcels, by what services, at what prices.
  case carriers, services, sheets
  /// Orders that go through the warehouse together, what of an order goes out of one place, people's walks, parcels,
  /// and lists for carriers.
  case waves, fulfilments, runs, parcels, manifests
  /// Warnings about parcels on their way, what is asked of carriers for them, and how long ways take.
  case alerts, claims, lanes
  /// Parcels on their way, what they travel in, and what carriers told.
  case shipments, consolidations, trackingEvents

  /// The kind of this word, whatever the letter case.
  public init?(named word: String) {
    let folded = FoldedText.fold(word)
    guard let kind = Kind.allCases.first(where: { FoldedText.fold($0.rawValue) == folded }) else { return nil }
    self = kind
  }

  /// Every field, in the order of columns, completion and `portolan fields`.
  public var fields: [Field] {
    switch self {
    case .orders: OrderField.allCases.map(Field.order)
    case .lines: LineField.allCases.map(Field.line)
    case .products: ProductField.allCases.map(Field.product)
    case .variants: VariantField.allCases.map(Field.variant)
    case .customers: CustomerField.allCases.map(Field.customer)
    case .stock: StockField.allCases.map(Field.stock)
    case .locations: LocationField.allCases.map(Field.location)
    case .moves: MoveField.allCases.map(Field.move)
    case .suppliers: SupplierField.allCases.map(Field.supplier)
    case .purchases: PurchaseField.allCases.map(Field.purchase)
    case .purchaseLines: PurchaseLineField.allCases.map(Field.purchaseLine)
    case .receipts: ReceiptField.allCases.map(Field.receipt)
    case .pegs: PegField.allCases.map(Field.peg)
    case .carriers: CarrierField.allCases.map(Field.carrier)
    case .services: ServiceField.allCases.map(Field.service)
    case .sheets: SheetField.allCases.map(Field.sheet)
    case .returns: ReturnField.allCases.map(Field.returned)
    case .rules: RuleField.allCases.map(Field.rule)
    case .waves: WaveField.allCases.map(Field.wave)
    case .fulfilments: FulfilmentField.allCases.map(Field.fulfilment)
    case .runs: RunField.allCases.map(Field.run)
    case .parcels: ParcelField.allCases.map(Field.parcel)
    case .manifests: ManifestField.allCases.map(Field.manifest)
    case .alerts: AlertField.allCases.map(Field.alert)
    case .claims: ClaimField.allCases.map(Field.claim)
    case .lanes: LaneField.allCases.map(Field.lane)
    case .shipments: ShipmentField.allCases.map(Field.shipment)
    case .consolidations: ConsolidationField.allCases.map(Field.consolidation)
    case .trackingEvents: TrackingEventField.allCases.map(Field.trackingEvent)
    }
  }

  /// The field of this name or alias, whatever the letter case.
  public func field(named word: String) -> Field? {
    let folded = FoldedText.fold(word)
    return fields.first { FoldedText.fold($0.id) == folded } ?? fields.first { $0.aliases.contains(folded) }
  }

  /// The columns of a sentence that names none.
  public var defaultColumns: [Field] {
    switch self {
    case .orders:
      [.number, .channel, .status, .age, .customer, .country, .total, .shipBy, .holds, .tags].map(Field.order)
    case .lines: [.order, .sku, .title, .options, .quantity, .unitPrice, .total, .variant].map(Field.line)
    case .products: [.number, .title, .brand, .source, .review, .variants, .tags].map(Field.product)
    case .variants: [.sku, .product, .options, .price, .barcodes, .hs, .origin, .grams, .hazard].map(Field.variant)
    case .customers: [.number, .name, .email, .country, .tier, .orders, .lastOrderAt].map(Field.customer)
    case .stock: [.sku, .title, .location, .quantity, .use, .warehouse, .lot, .expiresAt].map(Field.stock)
    case .locations: [.code, .warehouse, .use, .name, .units, .skus, .kind, .sequence, .closed].map(Field.location)
    case .moves: [.movedAt, .sku, .quantity, .from, .to, .reason, .actor, .lot].map(Field.move)
    case .suppliers:
      [.code, .name, .leadDays, .skus, .purchases, .standard, .minimumAmount, .country].map(Field.supplier)
    case .purchases:
      [.number, .supplier, .state, .promisedAt, .units, .outstanding, .inCheck, .total, .warehouse]
        .map(Field.purchase)
    case .purchaseLines:
      [.purchase, .sku, .quantity, .outstanding, .received, .promisedAt, .unitCost, .pegged, .state, .title]
        .map(Field.purchaseLine)
    case .receipts:
      [.id, .sku, .state, .quantity, .sample, .accept, .purchase, .location, .receivedAt].map(Field.receipt)
    case .pegs: [.sku, .order, .quantity, .purchaseBy, .dueAt, .purchase, .promisedAt, .title].map(Field.peg)
    case .carriers: [.code, .name, .services, .closed, .because].map(Field.carrier)
    case .services:
      [.code, .carrier, .name, .closed, .waiting, .until, .maxGrams, .hazards, .features, .cutOff].map(Field.service)
    case .sheets:
      [.number, .service, .carrier, .state, .validFrom, .validUntil, .currency, .rows, .source].map(Field.sheet)
    case .returns: [.number, .order, .status, .age, .sku, .units, .received, .reason, .refund].map(Field.returned)
    case .rules: [.place, .name, .active, .effect, .value, .sentence, .hits, .caught, .of].map(Field.rule)
    case .waves:
      [.number, .state, .orders, .units, .picked, .short, .packed, .shipped, .late, .walks, .shipBy, .warehouse]
        .map(Field.wave)
    case .fulfilments:
      [.number, .order, .stage, .wave, .units, .picked, .shipBy, .late, .carrier, .warehouse].map(Field.fulfilment)
    case .runs:
      [.number, .scenario, .state, .actor, .wave, .done, .units, .short, .shipBy, .zone, .scannedAt].map(Field.run)
    case .parcels:
      [.number, .order, .state, .carrier, .tracking, .grams, .box, .manifest, .shipBy, .late].map(Field.parcel)
    case .manifests: [.number, .carrier, .state, .parcels, .grams, .warehouse, .madeAt, .shippedAt].map(Field.manifest)
    case .alerts:
      [.number, .cause, .severity, .parcel, .carrier, .country, .age, .step, .party, .acknowledged, .told, .storm]
        .map(Field.alert)
    case .claims:
      [.number, .parcel, .state, .carrier, .cause, .asked, .granted, .deadline, .late, .reference].map(Field.claim)
    case .lanes:
      [.way, .origin, .country, .p50, .p80, .p95, .samples, .underWay, .late, .lateShare, .alerts, .basis]
        .map(Field.lane)
    case .shipments:
      [.number, .status, .silent, .country, .carrier, .tracking, .doubts, .order, .leg, .since].map(Field.shipment)
    case .consolidations:
      [.number, .form, .state, .members, .carrier, .tracking, .within, .madeAt, .closedAt].map(Field.consolidation)
    case .trackingEvents:
      [.at, .number, .status, .text, .code, .carrier, .place, .country, .receivedAt].map(Field.trackingEvent)
    }
  }

  /// The order of a sentence that names none.
  public var defaultSort: [SortKey] {
    switch self {
    case .orders: [SortKey(.order(.placedAt), descending: true)]
    case .lines: [SortKey(.line(.placedAt), descending: true), SortKey(.line(.position), descending: true)]
    case .products: [SortKey(.product(.number))]
    case .variants: [SortKey(.variant(.sku))]
    case .customers: [SortKey(.customer(.lastOrderAt), descending: true)]
    case .stock: [SortKey(.stock(.sku))]
    case .locations: [SortKey(.location(.code))]
    case .moves: [SortKey(.move(.id), descending: true)]
    case .suppliers: [SortKey(.supplier(.code))]
    case .purchases: [SortKey(.purchase(.id), descending: true)]
    case .purchaseLines: [SortKey(.purchaseLine(.id), descending: true)]
    case .receipts: [SortKey(.receipt(.id))]
    case .pegs: [SortKey(.peg(.purchaseBy))]
    case .carriers: [SortKey(.carrier(.code))]
    case .services: [SortKey(.service(.code))]
    case .sheets: [SortKey(.sheet(.id), descending: true)]
    case .returns: [SortKey(.returned(.id), descending: true)]
    case .rules: [SortKey(.rule(.place))]
    case .waves: [SortKey(.wave(.id), descending: true)]
    case .fulfilments: [SortKey(.fulfilment(.id), descending: true)]
    case .runs: [SortKey(.run(.id), descending: true)]
    case .parcels: [SortKey(.parcel(.id), descending: true)]
    case .manifests: [SortKey(.manifest(.id), descending: true)]
    case .alerts: [SortKey(.alert(.rank), descending: true), SortKey(.alert(.id))]
    case .claims: [SortKey(.claim(.id), descending: true)]
    case .lanes: [SortKey(.lane(.lateShare), descending: true)]
    case .shipments: [SortKey(.shipment(.id), descending: true)]
    case .consolidations: [SortKey(.consolidation(.id), descending: true)]
    case .trackingEvents: [SortKey(.trackingEvent(.id), descending: true)]
    }
  }
}
