internal import Domain
internal import Store

/// What a record has in the fields of an action.
struct FormValues: Sendable {
  /// nil: many records at once.
  let record: Record?
  let action: String
  /// Whose clock days are written by.
  let zone: Zone

  /// The value that the form edits; nil for a field that the record does not have.
  func value(of field: String, action: String) -> String? {
    switch (action, field, record) {
    case ("noteOrder", "note", .order(let record)): record.order.note
    case ("assignOrder", "to", .order(let record)): record.order.assignee ?? ""
    case ("rescheduleOrder", "shipBy", .order(let record)): moment(record.order.shipBy)
    case ("rescheduleOrder", "deliverBy", .order(let record)): moment(record.order.deliverBy)
    case ("editProduct", "title", .product(let record)): record.product.title
    case ("editProduct", "brand", .product(let record)): record.product.brand
    case ("editProduct", "category", .product(let record)): record.product.category
    case ("editProduct", "tags", .product(let record)): record.product.tags.joined(separator: ",")
    case ("editProduct", "body", .product(let record)): record.product.body
    case ("editProduct", "source", .product(let record)): record.product.source.rawValue
    case ("editVariant", _, .product(let record)): record.openedVariant.flatMap { value(of: field, $0) }
    case ("rankCustomer", "tier", .customer(let record)): record.customer.tier.rawValue
    case ("noteCustomer", "note", .customer(let record)): record.note
    case ("noteReturn", "note", .returned(let record)): record.known.note
    case ("editLocation", _, .location(let record)): value(of: field, record.report.place)
    case ("editSupplier", _, .supplier(let record)): record.value(of: field)
    case ("notePurchase", "note", .purchase(let record)): record.report.purchase.note
    case (_, _, .way(let record)): record.value(of: field, action)
    default: nil
    }
  }

  private func value(of field: String, _ variant: Variant) -> String? {
    switch field {
    case "sku": variant.sku
    case "barcodes":
      variant.barcodes.map { $0.packQuantity > 1 ? "\($0.code)*\($0.packQuantity)" : $0.code }.joined(separator: ",")
    case "hs": variant.customs.hsCode
    case "origin": variant.customs.origin
    case "declaredName": variant.customs.declaredName
    case "material": variant.customs.material
    case "mid": variant.customs.mid
    case "hazards": variant.hazards.map(\.rawValue).joined(separator: ",")
    case "price": variant.prices.first.map { $0.withCode } ?? ""
    case "grams": number(variant.declared.grams)
    case "length": number(variant.declared.lengthMillimetres)
    case "width": number(variant.declared.widthMillimetres)
    case "height": number(variant.declared.heightMillimetres)
    case "measuredGrams": number(variant.measured.grams)
    case "measuredLength": number(variant.measured.lengthMillimetres)
    case "measuredWidth": number(variant.measured.widthMillimetres)
    case "measuredHeight": number(variant.measured.heightMillimetres)
    default: nil
    }
  }

  private func value(of field: String, _ place: Location) -> String? {
    switch field {
    case "code": place.code
    case "name": place.name
    case "use": place.use.rawValue
    case "sequence": String(place.sequence)
    case "country": place.country ?? ""
    case "shipsTo": place.shipsTo.joined(separator: ",")
    case "priority": String(place.priority)
    default: nil
    }
  }

  private func moment(_ instant: Instant?) -> String { instant.map { FieldText.wallClock($0, in: zone) } ?? "" }

  private func number(_ value: Int64?) -> String { value.map(String.init) ?? "" }

  /// What sums without a currency are in.
  var currency: Currency? {
    switch record {
    case .order(let record): record.order.money.currency == .none ? nil : record.order.money.currency
    case .product(let record): record.openedVariant?.prices.first?.currency
    case .supplier(let record): record.report.supplier.currency
    case .purchase(let record): record.report.purchase.currency
    case .returned(let record): record.order.money.currency
    case .customer, .stock, .location, .rule, .fulfilment, .way, nil: nil
    }
  }

  // MARK: What it is about

  private var isMapping: Bool { action == "mapSku" }

  /// The line whose listing is mapped.
  private var line: OrderLine? { if case .order(let record) = record, isMapping { record.lineToMap } else { nil } }

  var waiting: OrderRecord.Waiting? { if case .order(let record) = record { record.waiting } else { nil } }

  /// What the action is done to.
  var subject: Int64 {
    if makesNew { return 0 }
    return switch record {
    case .order(let record) where isMapping: record.order.accountId
    case .product(let record) where isOfVariant: record.variant ?? record.product.id
    case .purchase(let record) where isOfReceipt: record.receipt ?? 0
    case .fulfilment(let record) where isOfParcel: record.parcelNamed?.id ?? 0
    default: record?.id ?? 0
    }
  }

  /// What it is known by, for the title and for what is said afterwards.
  var number: String {
    if let line { return line.sku.isEmpty ? line.listingId : line.sku }
    if case .product(let record) = record, isOfVariant, let sku = record.openedVariant?.sku, !sku.isEmpty {
      return sku
    }
    if case .fulfilment(let record) = record, isOfParcel { return record.parcelNamed?.number ?? "" }
    return record?.number ?? ""
  }

  /// Fields that nobody needs to fill in.
  var fixed: [String: String] {
    guard let line else { return [:] }
    return line.sku.isEmpty ? ["listing": line.listingId] : ["sku": line.sku]
  }

  var hidden: [String] { isMapping ? ["sku", "listing"] : [] }

  /// What may lead to the own SKU that is meant.
  var hints: [String] { line.map { [$0.sku, $0.title].filter { !$0.isEmpty } } ?? [] }

  func intro(_ words: Words) -> [String] {
    if case .fulfilment(let record) = record { return record.intro(action, words) }
    guard case .order(let record) = record, let line else { return [] }
    let listing = [record.account?.code ?? "", line.sku, line.listingId].filter { !$0.isEmpty }.joined(separator: "  ")
    let goods = [line.title, line.options].filter { !$0.isEmpty }.joined(separator: "  ")
    return [
      listing, goods, record.waiting.map { words(.waitsForMapping(lines: $0.lines, orders: $0.orders)) } ?? "",
    ].filter { !$0.isEmpty }
  }

  /// What is offered where the record has nothing to edit: the one hold there is, the one tag.
  func initial(_ field: String, action: String) -> String? {
    switch (action, field, record) {
    case ("releaseOrder", "reason", .order(let record)):
      record.order.holds.count == 1 ? record.order.holds[0].reason.rawValue : nil
    case ("untagOrder", "tag", _), ("untagProduct", "tag", _),
      ("untagCustomer", "tag", _):
      record?.tags.count == 1 ? record?.tags[0] : nil
    // Where one stands is what one means.
    case ("moveStock", "from", .stock(let record)), ("countStock", "at", .stock(let record)),
      ("receiveStock", "to", .stock(let record)):
      record.opened?.place.code
    case ("receivePurchase", _, .purchase(let record)), ("confirmPurchase", "sku", .purchase(let record)),
      ("editPurchaseLine", _, .purchase(let record)), ("dropPurchaseLine", _, .purchase(let record)),
      ("judgeReceipt", _, .purchase(let record)):
      record.initial(field, of: action)
    case ("moveStock", "lot", .stock(let record)), ("countStock", "lot", .stock(let record)): record.opened?.lot?.code
    case ("moveStock", "owner", .stock(let record)), ("countStock", "owner", .stock(let record)): record.opened?.owner
    case (_, _, .fulfilment(let record)): record.initial(field, of: action)
    case (_, _, .way(let record)): record.initial(field, of: action)
    default: nil
    }
  }

  /// Of a choice's words those that this record could take.
  func fits(_ field: String, among words: [String]) -> [String] {
    guard field == "reason", case .order(let record) = record else { return words }
    let held = record.order.holds.map(\.reason.rawValue)
    return isRelease ? words.filter(held.contains) : words.filter { !held.contains($0) }
  }

  /// Whether it is done to one variant of a product.
  private let isOfVariant: Bool
  /// Whether it is done to goods in check.
  private let isOfReceipt: Bool
  /// Whether it is done to a parcel of a fulfilment.
  private let isOfParcel: Bool
  /// Whether it makes a record of its own, on whatever page its form opened.
  private let makesNew: Bool
  private let isRelease: Bool
  private let isUntag: Bool

  /// What a field of free text is most often: a tag that is there, a colleague.
  func known(_ field: String) -> [String] {
    if case .order(let record) = record, action == "assignOrder", field == "to" { return record.colleagues }
    if case .fulfilment(let record) = record, action == "handOverRun", field == "to" { return record.colleagues }
    return isUntag && field == "tag" ? record?.tags ?? [] : []
  }

  init(record: Record?, action: String, zone: Zone) {
    self.record = record
    self.action = action
    self.zone = zone
    isOfVariant = ActionTable.named(action)?.kind == Kind.variants.rawValue
    isOfReceipt = ActionTable.named(action)?.kind == Kind.receipts.rawValue
    isOfParcel = ActionTable.named(action)?.kind == Kind.parcels.rawValue
    makesNew = ActionTable.named(action)?.creates ?? false
    isRelease = action == "releaseOrder"
    isUntag = action == "untagOrder" || action == "untagProduct" || action == "untagCustomer"
  }
}
