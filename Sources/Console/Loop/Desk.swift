internal import Domain
internal import Store

/// The console's side of the store: answers effects with messages. It is a value, so that any thread may have it.
struct Desk: Sendable {
  let store: Store
  let actor: Actor
  let zone: Zone
  let now: @Sendable () -> Instant
  /// Whether this console only looks.
  let readOnly: Bool

  private var mayReadPersonal: Bool { actor.may(.seePersonal) }

  // MARK: Reads, inside the caller's snapshot

  func page(_ request: PageRequest, in reader: any Reader) throws -> ViewPage {
    try Views.page(request.query, from: request.from, limit: request.limit, in: reader)
  }

  func record(_ kind: Kind, _ id: Int64, in reader: any Reader) throws -> Record? {
    kind == .orders ? try order(id, in: reader) : try product(id, in: reader)
  }

  private func order(_ id: Int64, in reader: any Reader) throws -> Record? {
    guard let order = try OrderTable.load(id, in: reader) else { return nil }
    let customer = try order.customerId.flatMap { try CustomerTable.load($0, in: reader) }
    func card(_ revision: Int64?) throws -> Card? {
      guard mayReadPersonal, let subject = order.customerId else { return nil }
      return try PersonalTable.card(subject: subject, revision: revision, in: reader)
    }
    return .order(
      OrderRecord(
        order: order, account: try Accounts.all(in: reader).first { $0.id == order.accountId }, customer: customer,
        buyer: try card(customer?.revision), shipTo: try card(order.shipToRevision),
        billTo: try card(order.billToRevision), message: try card(order.messageRevision)?.message,
        isMasked: !mayReadPersonal, history: try JournalTable.history(kind: "orders", subject: id, in: reader)))
  }

  private func product(_ id: Int64, in reader: any Reader) throws -> Record? {
    guard let product = try ProductTable.load(id, in: reader) else { return nil }
    let source = try reader.first("SELECT account_id, external_id FROM products WHERE id = \(id)") {
      (account: $0.optionalInteger(0), externalId: $0.optionalText(1))
    }
    return .product(
      ProductRecord(
        product: product, account: source?.account, externalId: source?.externalId,
        history: try JournalTable.history(kind: "products", subject: id, in: reader)))
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
        return .performed(request, result { try store.perform(request, as: actor, now: now(), zone: zone) })
      case .planUndo: return .undoPlanned(result { try store.undoPlan(entry: nil, as: actor) })
      case .undo(let entry): return .undone(result { try store.undo(entry: entry, as: actor, now: now()) })
      case .bell, .suspend, .saveSession, .quit: return nil
      case .page, .groups, .count, .record, .raw, .find, .values, .savedViews:
        return try read { try self.reading(effect, in: $0) }
      }
    } catch {
      return failure(of: effect, Trouble(error))
    }
  }

  private func result<T>(_ body: () throws -> T) -> Result<T, Trouble> {
    do {
      return .success(try body())
    } catch {
      return .failure(Trouble(error))
    }
  }

  /// Reads what an effect asks for.
  func reading(_ effect: Effect, in reader: any Reader) throws -> Message {
    switch effect {
    case .page(let request): .page(request, .success(try page(request, in: reader)))
    case .groups(let pane, let generation, let query):
      .groups(pane: pane, generation: generation, .success(try Views.groups(query, in: reader)))
    case .count(let pane, let generation, let query):
      .count(pane: pane, generation: generation, .success(try Views.count(query, in: reader)))
    case .record(let request): .record(request, .success(try record(request.kind, request.id, in: reader)))
    case .raw(let kind, let id, let account, let externalId):
      .raw(kind, id, .success(try raw(kind, id, account: account, externalId: externalId, in: reader)))
    case .find(let pane, let kind, let text):
      .found(pane: pane, text: text, .success(try Views.find(text, kind: kind, in: reader)))
    case .values(let field): .values(field, try Views.knownValues(field, in: reader))
    case .savedViews: .savedViews(try savedViews(in: reader))
    case .perform, .planUndo, .undo, .bell, .suspend, .saveSession, .quit:
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
    case .find(let pane, _, let text): .found(pane: pane, text: text, .failure(trouble))
    case .perform(let request): .performed(request, .failure(trouble))
    case .planUndo: .undoPlanned(.failure(trouble))
    case .undo: .undone(.failure(trouble))
    case .values(let field): .values(field, [])
    case .savedViews, .bell, .suspend, .saveSession, .quit: nil
    }
  }
}
