internal import Domain
internal import Operations
internal import Store
internal import Terminal

/// The console's side of the store: answers effects with messages. It is a value, so that any thread may have it.
struct Desk: Sendable {
  let store: Store
  private(set) var actor: Actor
  let zone: Zone
  let now: @Sendable () -> Instant
  /// Whether this console only looks.
  let readOnly: Bool
  var themes = ThemeShelf(folders: [])
  /// nil: what is chosen holds for this console only.
  var settingsPath: String?

  var mayReadPersonal: Bool { actor.may(.seePersonal) }

  // MARK: Reads, inside the caller's snapshot

  func page(_ request: PageRequest, in reader: any Reader) throws -> ViewPage {
    let page = try Views.page(allowed(request.query), from: request.from, limit: request.limit, in: reader)
    return try withNews(page, request, in: reader)
  }

  /// The query, as far as who acts may still ask it: it was made when the screen last heard of their rights.
  func allowed(_ query: ViewQuery) -> ViewQuery {
    var query = query
    query.mayReadPersonal = query.mayReadPersonal && mayReadPersonal
    return query
  }

  /// What a row opens: a line its order, a variant its product.
  func record(_ request: RecordRequest, in reader: any Reader) throws -> Record? {
    let id = request.id
    switch request.kind {
    case .orders: return try order(id, line: nil, in: reader).map { .order(try completed($0, request, reader)) }
    case .lines:
      guard let order = try OrderTable.order(ofLine: id, in: reader) else { return nil }
      return try self.order(order, line: id, in: reader).map { .order(try completed($0, request, reader)) }
    case .carriers, .services, .sheets: return try wayRecord(request, in: reader).map(Record.way)
    case .products: return try product(id, variant: nil, in: reader)
    case .variants:
      guard let product = try VariantTable.product(of: id, in: reader) else { return nil }
      return try self.product(product, variant: id, in: reader)
    case .customers: return try customer(id, in: reader)
    case .stock, .moves, .locations: return try stockRecord(request, in: reader)
    case .suppliers, .purchases, .purchaseLines, .receipts: return try supplyRecord(request, in: reader)
    case .pegs:
      guard let order = try SupplyReport.order(ofPeg: id, in: reader) else { return nil }
      return try self.order(order, line: nil, in: reader).map { .order(try completed($0, request, reader)) }
    case .returns: return try returnRecord(id, in: reader)
    case .rules: return try ruleRecord(id, in: reader)
    case .waves, .fulfilments, .runs, .parcels, .manifests, .alerts, .claims, .lanes, .shipments, .consolidations,
      .trackingEvents:
      return try fulfilmentRecord(request, in: reader).map(Record.fulfilment)
    }
  }

  private func order(_ id: Int64, line: Int64?, in reader: any Reader) throws -> OrderRecord? {
    guard let order = try OrderTable.load(id, in: reader) else { return nil }
    let units = try units(of: id, in: reader)
    let customer = try order.customerId.flatMap { try CustomerTable.load($0, in: reader) }
    func card(_ revision: Int64?) throws -> Card? {
      guard mayReadPersonal, let subject = order.customerId else { return nil }
      return try PersonalTable.card(subject: subject, revision: revision, in: reader)
    }
    return OrderRecord(
      order: order, account: try Accounts.all(in: reader).first { $0.id == order.accountId }, customer: customer,
      buyer: try card(customer?.revision), shipTo: try card(order.shipToRevision),
      billTo: try card(order.billToRevision), message: try card(order.messageRevision)?.message,
      isMasked: !mayReadPersonal, history: try ordersHistory(id, in: reader), units: units,
      stock: try OrderStock(of: order, at: now(), in: reader),
      warehouses: units.isEmpty ? [:] : try warehouseCodes(in: reader), after: try afterSale(of: order, in: reader),
      confirmations: try ConfirmationTable.records(of: id, in: reader), line: line
    )
  }

  /// With what the form needs that the record is wanted for.
  private func completed(_ record: OrderRecord, _ request: RecordRequest, _ reader: any Reader) throws -> OrderRecord {
    var record = record
    if case .form(.assign, _) = request.purpose {
      record.colleagues = try Views.knownValues(.order(.assignee), in: reader)
    }
    guard case .form(.mapSku, _) = request.purpose, let line = record.lineToMap else { return record }
    let waiting = try UnmappedListing.waiting(
      account: record.order.accountId, sku: line.sku, listingId: line.sku.isEmpty ? line.listingId : "", in: reader)
    record.waiting = .init(lines: waiting.lines, orders: waiting.orders)
    return record
  }

  private func product(_ id: Int64, variant: Int64?, in reader: any Reader) throws -> Record? {
    guard let product = try ProductTable.load(id, in: reader) else { return nil }
    let source = try ProductTable.source(of: id, in: reader)
    return .product(
      ProductRecord(
        product: product, account: source?.account, externalId: source?.externalId,
        history: try JournalTable.history(kind: "products", subject: id, in: reader), variant: variant,
        kits: try VariantTable.kits(ofProduct: id, in: reader),
        aliases: try VariantTable.aliases(ofProduct: id, in: reader)))
  }

  private func customer(_ id: Int64, in reader: any Reader) throws -> Record? {
    guard let customer = try CustomerTable.load(id, in: reader) else { return nil }
    let orders = ViewQuery(
      CustomerRecord.orders(of: customer.number), inquiry: Inquiry(now: now(), zone: zone, me: actor.name),
      columns: CustomerRecord.columns, mayReadPersonal: mayReadPersonal)
    return .customer(
      CustomerRecord(
        customer: customer,
        card: mayReadPersonal
          ? try PersonalTable.card(subject: id, revision: customer.revision, in: reader) : nil,
        note: mayReadPersonal ? try CustomerTable.note(customer, in: reader) : nil,
        isErased: try CustomerTable.isErased(id, in: reader), isMasked: !mayReadPersonal,
        orders: try Views.page(orders, from: .start, limit: CustomerRecord.orderLimit, in: reader).rows,
        history: try JournalTable.history(kind: "customers", subject: id, in: reader)))
  }

  /// What has a number: as it stands, whatever it is of; else, of what was typed, numbers that end so.
  func find(_ search: Search, in reader: any Reader) throws -> Found? {
    if let stock = try stock(search, in: reader) { return stock }
    if search.isScan { return try scanned(search.text, in: reader) }
    if search.kind == .lines {
      let lines = try Views.find(search.text, kind: .lines, in: reader)
      if !lines.isEmpty { return Found(kind: .lines, ids: lines) }
    }
    if let (kind, ids) = try Views.lookUp(search.text, in: reader) {
      // Several that wholly fit are asked about; lines that wait under one listing are one thing to do.
      if ids.count > 1, kind != .lines { return try choice(of: [(kind, ids)], in: reader) }
      let product = kind == .variants ? try ids.first.flatMap { try VariantTable.product(of: $0, in: reader) } : nil
      return Found(kind: kind, ids: ids, product: product)
    }
    for kind in [search.kind, .orders] {
      var ids = try Views.find(search.text, kind: kind, in: reader)
      if kind == .customers { ids = try Views.survivors(ids, reader) }
      if !ids.isEmpty { return Found(kind: kind, ids: ids) }
    }
    return nil
  }

  /// What a code stands for, everything of it where it is several.
  private func scanned(_ code: String, in reader: any Reader) throws -> Found? {
    let found = try Views.lookUpAll(code, in: reader)
    // Several lines that wait under one listing are one thing to do.
    if let first = found.first, first.kind == .lines {
      return try choice(of: [(kind: Kind.lines, ids: Array(first.ids.prefix(1)))], in: reader)
    }
    return try choice(of: found, in: reader)
  }

  /// What is meant among these, each with what it is called; nil where there is nothing.
  private func choice(of things: [(kind: Kind, ids: [Int64])], in reader: any Reader) throws -> Found? {
    guard let first = things.first else { return nil }
    var hits: [Hit] = []
    for (kind, ids) in things {
      for id in ids.prefix(20) { hits.append(try hit(kind, id, in: reader)) }
    }
    // A product that is called like its own variant is no second thing.
    let products = Set(hits.compactMap(\.product))
    hits.removeAll { $0.kind == .products && products.contains($0.id) }
    return Found(kind: first.kind, ids: [first.ids[0]], product: hits.first?.product, hits: hits)
  }

  private func hit(_ kind: Kind, _ id: Int64, in reader: any Reader) throws -> Hit {
    var hit = Hit(kind: kind, id: id, title: "")
    switch kind {
    case .orders: hit.title = try OrderTable.load(id, in: reader)?.number ?? ""
    case .lines: hit.title = try OrderTable.order(ofLine: id, in: reader).map(String.init) ?? ""
    case .products:
      let product = try ProductTable.load(id, in: reader)
      hit.title = product.map { "\($0.number)  \($0.title)" } ?? ""
    case .variants:
      hit.product = try VariantTable.product(of: id, in: reader)
      let product = try hit.product.flatMap { try ProductTable.load($0, in: reader) }
      let variant = product?.variants.first { $0.id == id }
      hit.title = [variant?.sku ?? "", product?.title ?? ""].filter { !$0.isEmpty }.joined(separator: "  ")
    case .customers: hit.title = try CustomerTable.load(id, in: reader)?.number ?? ""
    case .carriers, .services, .sheets: hit.title = try RecordNumber.of(kind.rawValue, id, in: reader)
    case .stock, .locations, .moves: hit.title = try stockTitle(kind, id, in: reader)
    case .suppliers, .purchases, .purchaseLines, .receipts, .pegs:
      hit.title = try RecordNumber.of(kind.rawValue, id, in: reader)
    case .returns, .rules: hit.title = try RecordNumber.of(kind.rawValue, id, in: reader)
    case .shipments, .parcels: hit.title = try JourneyReport.caption(ofParcel: id, in: reader)
    case .waves, .fulfilments, .runs, .manifests, .alerts, .claims, .lanes, .consolidations, .trackingEvents:
      hit.title = try RecordNumber.of(kind.rawValue, id, in: reader)
    }
    return hit
  }

  func suggestions(_ wanted: Suggesting, in reader: any Reader) throws -> [VariantTable.Suggestion] {
    if wanted.kind == .locations { return try places(wanted, in: reader) }
    if wanted.kind == .waves { return try waves(wanted, in: reader) }
    if wanted.kind == .services || wanted.kind == .carriers { return try ways(wanted, in: reader) }
    if wanted.kind == .suppliers { return try suppliers(wanted, in: reader) }
    for text in wanted.text.isEmpty ? wanted.hints : [wanted.text] {
      let found = try VariantTable.suggestions(text, limit: Suggesting.limit, in: reader)
      if !found.isEmpty { return found }
    }
    return []
  }

  func raw(_ kind: Kind, _ id: Int64, account: Int64, externalId: String, in reader: any Reader) throws -> [RawRecord] {
    // Raw records hold the buyer's data as it came.
    guard mayReadPersonal || kind != .orders else { return [] }
    return try RawTable.bodies(
      kind: kind.rawValue, subject: id, account: account, externalId: externalId, in: reader)
  }

  func savedViews(in reader: any Reader) throws -> [String: String] {
    try SavedViews.all(for: actor.name, in: reader).reversed().reduce(into: [:]) { views, view in
      views[FoldedText.fold(view.name)] = view.sentence
    }
  }

  // MARK: Effects

  /// The message that answers an effect, by way of `read` and `write`; nil for effects that are not the store's.
  func answer(
    to effect: Effect, read: (_ body: @escaping @Sendable (any Reader) throws -> Message) throws -> Message
  ) -> Message? {
    do {
      switch effect {
      case .perform(let request):
        return .performed(
          request, result { try perform(request) })
      case .planUndo: return .undoPlanned(result { try store.undoPlan(entry: nil, as: actor) })
      case .undo(let entry): return .undone(result { try store.undo(entry: entry, as: try present(), now: now()) })
      case .bulk(let effect): return answer(to: effect, stop: Stop()) { _ in }
      case .terminal, .bell, .suspend, .saveSession, .quit, .use, .edit: return nil
      case .themes, .keepSettings: return ownFiles(effect)
      case .page, .groups, .count, .record, .raw, .find, .rank, .suggest, .values, .savedViews, .present, .holders,
        .viewing:
        return try read { try self.reading(effect, in: $0) }
      }
    } catch {
      return failure(of: effect, Trouble(error))
    }
  }

  /// What was asked of a form; printing is done around the store's transactions.
  private func perform(_ request: ActionRequest) throws -> ActionResult {
    let (parcels, rest) = try papers(of: try resolved(request))
    if let parcels { return try PaperDesk(store: store, actor: try present()).perform(rest, on: parcels, at: now()) }
    return try PaperDesk.perform(rest, in: store, as: try present(), now: now(), zone: zone)
  }

  /// Who acts, with no right that was taken from them since the console opened; refused where they no longer work here.
  func present() throws -> Actor { try store.connection.readNow { try present(in: $0) } }

  func present(in reader: any Reader) throws -> Actor {
    let known = try Users.actor(
      named: actor.realName ?? actor.name, as: actor.realName == nil ? nil : actor.name, in: reader)
    return Actor(name: actor.name, rights: actor.rights.intersection(known.rights), realName: actor.realName)
  }

  private func result<T>(_ body: () throws -> T) -> Result<T, Trouble> {
    do {
      return .success(try body())
    } catch {
      return .failure(Trouble(error))
    }
  }

  /// Reads what an effect asks for, by the rights of this moment: one that was taken away is gone at once, and who was
  /// removed reads nothing any more.
  func reading(_ effect: Effect, in reader: any Reader) throws -> Message {
    try asPresent(in: reader).message(effect, in: reader)
  }

  /// The same desk with the rights of this moment.
  func asPresent(in reader: any Reader) throws -> Desk {
    var desk = self
    desk.actor = try present(in: reader)
    return desk
  }

  private func message(_ effect: Effect, in reader: any Reader) throws -> Message {
    switch effect {
    case .page(let request): .page(request, .success(try page(request, in: reader)))
    case .groups(let pane, let generation, let query):
      .groups(pane: pane, generation: generation, .success(try Views.groups(allowed(query), in: reader)))
    case .count(let pane, let generation, let query):
      .count(pane: pane, generation: generation, .success(try Views.count(allowed(query), in: reader)))
    case .record(let request): .record(request, .success(try record(request, in: reader)))
    case .raw(let kind, let id, let account, let externalId):
      .raw(kind, id, .success(try raw(kind, id, account: account, externalId: externalId, in: reader)))
    case .find(let search): .found(search, .success(try find(search, in: reader)))
    case .rank(let pane, let generation, let row, let query):
      .rank(pane: pane, generation: generation, row: row.id, try Views.rank(of: row, allowed(query), in: reader))
    case .suggest(let wanted): .suggested(wanted, try suggestions(wanted, in: reader))
    case .values(let field): .values(field, try Views.knownValues(field, in: reader))
    case .savedViews: .savedViews(try savedViews(in: reader))
    case .present(let known):
      .present(.success(actor), erasures: try Erasures(of: person, known: known, in: reader))
    case .viewing(let effect): .viewing(try viewing(effect, in: reader))
    case .holders: .holders(try Users.holders(in: reader))
    case .perform, .edit, .planUndo, .undo, .bulk, .terminal, .bell, .suspend, .saveSession, .quit, .use,
      .themes, .keepSettings:
      preconditionFailure("these read nothing")
    }
  }

  /// What a failed read is to whoever asked.
  func failure(of effect: Effect, _ trouble: Trouble) -> Message? {
    switch effect {
    case .page(let request): .page(request, .failure(trouble))
    case .groups(let pane, let generation, _): .groups(pane: pane, generation: generation, .failure(trouble))
    case .count(let pane, let generation, _): .count(pane: pane, generation: generation, .failure(trouble))
    case .record(let request): .record(request, .failure(trouble))
    case .raw(let kind, let id, _, _): .raw(kind, id, .failure(trouble))
    case .find(let search): .found(search, .failure(trouble))
    case .rank(let pane, let generation, let row, _): .rank(pane: pane, generation: generation, row: row.id, nil)
    case .suggest(let wanted): .suggested(wanted, [])
    case .perform(let request): .performed(request, .failure(trouble))
    case .planUndo: .undoPlanned(.failure(trouble))
    case .undo: .undone(.failure(trouble))
    case .values(let field): .values(field, [])
    case .present: .present(.failure(trouble), erasures: nil)
    case .viewing(let effect): failure(of: effect, trouble).map(Message.viewing)
    case .savedViews, .bulk, .edit, .terminal, .bell, .suspend, .saveSession, .quit, .use, .themes, .keepSettings,
      .holders:
      nil
    }
  }
}
