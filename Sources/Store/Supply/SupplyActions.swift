internal import Domain

extension ActionTable {
  /// Suppliers, what is bought from them, and what becomes of it.
  static let supplyActions: [ActionDefinition] =
    supplierActions + purchaseActions + receivingActions + dockActions + checkActions + certificateActions + pegActions
    + replenishmentActions

  static let standards = ["unchecked", "all"] + SamplingPlan.names

  private static let terms = [
    ActionField("name", .text(limit: 100)), ActionField("country", .text(limit: 40)),
    ActionField("leadDays", .number), ActionField("handlingDays", .number), ActionField("minimumUnits", .number),
    ActionField("minimumAmount", .money), ActionField("overPercent", .number),
    ActionField("standard", .text(limit: 20)),
    ActionField("returnTerms", .choice(ReturnTerms.allCases.map(\.rawValue))),
    ActionField("note", .longText(limit: 2000)),
  ]

  private static let supplierActions: [ActionDefinition] = [
    ActionDefinition(
      "createSupplier", on: "suppliers",
      [ActionField("code", .text(limit: 40), required: true, isCode: true), ActionField("currency", .text(limit: 20))]
        + terms,
      right: .buyGoods, creates: true,
      help: "Adds a supplier with the terms agreed: lead time, minimum of an order, how goods are checked, returns."
    ) { work, arguments in
      let id = try GivenIds.next("suppliers", kind: "suppliers", in: work.writer)
      var supplier = Supplier(id: id, code: try freshSupplierCode(arguments.text("code") ?? "", but: nil, work))
      if let word = arguments.text("currency"), !word.isEmpty {
        guard let currency = Currency(word) else {
          throw ActionRefusal.badField("currency", found: word, expected: .currency(example: "CNY"))
        }
        supplier.currency = currency
      }
      try take(arguments, into: &supplier)
      try supplier.make("createSupplier", in: work)
      return id
    },
    ActionDefinition(
      "editSupplier", on: "suppliers", [ActionField("code", .text(limit: 40), isCode: true)] + terms, right: .buyGoods,
      help: "Changes a supplier's code or terms; purchases that are under way keep their prices."
    ) { work, arguments in
      try change(Supplier.self, "editSupplier", work, arguments) { supplier in
        if let code = arguments.text("code") { supplier.code = try freshSupplierCode(code, but: supplier.id, work) }
        try take(arguments, into: &supplier)
      }
    },
    ActionDefinition(
      "closeSupplier", on: "suppliers", right: .buyGoods, help: "Orders nothing more from a supplier."
    ) { work, arguments in
      try change(Supplier.self, "closeSupplier", work, arguments) { $0.isClosed = true }
    },
    ActionDefinition(
      "openSupplier", on: "suppliers", right: .buyGoods, help: "Orders from a closed supplier again."
    ) { work, arguments in
      try change(Supplier.self, "openSupplier", work, arguments) { $0.isClosed = false }
    },
    ActionDefinition(
      "offerSku", on: "suppliers",
      [
        ActionField("sku", .record(kind: "variants"), required: true), ActionField("supplierCode", .text(limit: 60)),
        ActionField("packSize", .number), ActionField("minimum", .number), ActionField("prices", .text(limit: 400)),
        ActionField("leadDays", .number), ActionField("preferred", .flag),
      ], right: .buyGoods,
      help:
        "Says that a supplier sells a SKU: their code, pack size, minimum, and prices by quantity (1=2.50 100=2.20)."
    ) { work, arguments in try offer(work, arguments) },
    ActionDefinition(
      "withdrawSku", on: "suppliers", [ActionField("sku", .record(kind: "variants"), required: true)],
      right: .buyGoods, help: "Says that a supplier no longer sells a SKU."
    ) { work, arguments in
      let (supplier, variant, sku) = try offered(work, arguments)
      guard let item = try SupplierTable.item(of: supplier.id, variant, in: work.writer) else {
        throw ActionRefusal.supply(.notSold(supplier: supplier.code, sku: sku))
      }
      _ = try change(SupplierItem.self, "withdrawSku", work, arguments, id: item.id) { $0.isClosed = true }
      return supplier.id
    },
    ActionDefinition(
      "promiseSku", on: "suppliers",
      [
        ActionField("sku", .record(kind: "variants"), required: true), ActionField("quantity", .number, required: true),
        ActionField("leadDays", .number), ActionField("until", .date),
      ], right: .buyGoods,
      help: "Sets how many units a supplier promises on demand: so many may be sold before they are bought."
    ) { work, arguments in try promise(work, arguments) },
  ]

  private static func freshSupplierCode(_ code: String, but id: Int64?, _ work: Work) throws -> String {
    if code.isEmpty || code.contains(where: { $0.isWhitespace || $0 == "," }) {
      throw ActionRefusal.badField("code", found: code, expected: .code)
    }
    if let taken = try SupplierTable.find(code: code, in: work.writer), taken.id != id {
      throw ActionRefusal.supply(.codeTaken(code))
    }
    return code
  }

  private static func take(_ arguments: ActionArguments, into supplier: inout Supplier) throws {
    if let name = arguments.text("name") { supplier.name = name }
    if let country = arguments.text("country") {
      guard let code = country.isEmpty ? "" : Countries.code(country) else {
        throw ActionRefusal.badField("country", found: country, expected: .country(example: "CN"))
      }
      supplier.country = code.isEmpty ? nil : code
    }
    supplier.leadDays = try count("leadDays", arguments, to: Supplier.daysLimit) ?? supplier.leadDays
    supplier.handlingDays = try count("handlingDays", arguments, to: Supplier.daysLimit) ?? supplier.handlingDays
    supplier.minimumUnits = try count("minimumUnits", arguments, to: StockMove.limit) ?? supplier.minimumUnits
    supplier.overPercent = try count("overPercent", arguments, to: 100) ?? supplier.overPercent
    if let amount = try arguments.money("minimumAmount", currency: supplier.currency) {
      if amount < 0 {
        throw ActionRefusal.badField(
          "minimumAmount", found: arguments.text("minimumAmount") ?? "", expected: .amountNotBelowNought)
      }
      supplier.minimumAmount = amount
    }
    if let word = arguments.text("standard"), !word.isEmpty {
      guard let standard = QualityStandard(word) else {
        throw ActionRefusal.badField(
          "standard", found: word, expected: .qualityStandard(standards))
      }
      supplier.standard = standard
    }
    if let terms: ReturnTerms = arguments.choice("returnTerms") { supplier.returns = terms }
    if let note = arguments.text("note") { supplier.note = note }
  }

  /// A number from nought to a limit; nil where none was given.
  static func count(_ name: String, _ arguments: ActionArguments, from least: Int64 = 0, to most: Int64) throws
    -> Int64?
  {
    guard let number = try arguments.number(name) else { return nil }
    if number < least || number > most {
      throw ActionRefusal.badField(name, found: String(number), expected: .from(least, to: most))
    }
    return number
  }

  private static func offered(_ work: Work, _ arguments: ActionArguments) throws -> (Supplier, Int64, String) {
    let id = try arguments.subject()
    guard let supplier = try SupplierTable.load(id, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: "suppliers", String(id))
    }
    let (variant, sku) = try ownSku(arguments.text("sku") ?? "", work)
    return (supplier, variant, sku)
  }

  /// The variant of a SKU, as the shop writes it.
  static func ownSku(_ text: String, _ work: Work) throws -> (id: Int64, sku: String) {
    let found = try work.writer.first(
      "SELECT id, sku FROM variants WHERE sku_key = \(FoldedText.fold(text))", { ($0.integer(0), $0.text(1)) })
    guard let found else { throw ActionRefusal.noSuchRecord(kind: "variants", text) }
    return found
  }

  private static func offer(_ work: Work, _ arguments: ActionArguments) throws -> Int64? {
    let (supplier, variant, _) = try offered(work, arguments)
    let known = try SupplierTable.item(of: supplier.id, variant, in: work.writer)
    let id = try known?.id ?? (work.writer.integer("SELECT MAX(id) FROM supplier_items") ?? 0) + 1
    var item = known ?? SupplierItem(id: id, supplierId: supplier.id, variantId: variant)
    item.isClosed = false
    if let code = arguments.text("supplierCode") { item.code = code }
    item.packSize = try count("packSize", arguments, from: 1, to: 1_000_000) ?? item.packSize
    item.minimum = try count("minimum", arguments, from: 1, to: StockMove.limit) ?? item.minimum
    if let text = arguments.text("prices") {
      guard let prices = text.isEmpty ? PriceBreaks.none : PriceBreaks(typed: text, in: supplier.currency) else {
        throw ActionRefusal.badField(
          "prices", found: text, expected: .prices(supplier.currency))
      }
      item.prices = prices
    }
    if arguments.text("leadDays") != nil { item.leadDays = try count("leadDays", arguments, to: Supplier.daysLimit) }
    if let preferred = try arguments.flag("preferred") { item.isPreferred = preferred }
    guard let known else {
      try item.make("offerSku", in: work)
      return supplier.id
    }
    if item == known { throw ActionRefusal.order(.unchanged) }
    try item.save(was: known, action: "offerSku", undoes: nil, isWithdrawn: false, in: work)
    return supplier.id
  }

  private static func promise(_ work: Work, _ arguments: ActionArguments) throws -> Int64? {
    let (supplier, variant, sku) = try offered(work, arguments)
    guard let item = try SupplierTable.item(of: supplier.id, variant, in: work.writer), !item.isClosed else {
      throw ActionRefusal.supply(.notSold(supplier: supplier.code, sku: sku))
    }
    let known = try PromiseTable.find(supplier.id, variant, in: work.writer)
    let id = try known?.id ?? (work.writer.integer("SELECT MAX(id) FROM supply_promises") ?? 0) + 1
    var promise = known ?? SupplyPromise(id: id, supplierId: supplier.id, variantId: variant, quantity: 0)
    promise.quantity = try count("quantity", arguments, to: StockMove.limit) ?? 0
    if arguments.text("leadDays") != nil {
      promise.leadDays = try count("leadDays", arguments, to: Supplier.daysLimit)
    }
    if arguments.text("until") != nil { promise.until = try arguments.date("until", now: work.now) }
    guard let known else {
      try promise.make("promiseSku", in: work)
      return supplier.id
    }
    if promise == known { throw ActionRefusal.order(.unchanged) }
    try promise.save(was: known, action: "promiseSku", undoes: nil, isWithdrawn: false, in: work)
    return supplier.id
  }
}
