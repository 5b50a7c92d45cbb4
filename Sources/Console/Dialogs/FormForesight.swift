internal import Domain
internal import Store

/// What the store would refuse of a form as it stands, as far as the record that was opened tells: said while it is
/// filled in. The store has the last word; somebody may have changed the record since.
struct FormForesight: Sendable {
  /// nil: many records at once, whose plan says what is in the way.
  let record: Record?
  let action: String

  /// nil: nothing is known to be in the way. `values` are those of the store's fields.
  func refusal(_ values: [String: String], now: Instant) -> ActionRefusal? {
    do {
      switch record {
      case .order(let record):
        try judge(record)
        try judge(record.order, values, now)
      case .product(let record): try judge(record.product, values)
      case .customer(let record): try judge(tags: record.customer.tags, values)
      case .location(let record): try judge(record.report.place)
      case .purchase(let record): try record.judge(action, values)
      case .fulfilment(let record): try record.judge(action)
      case .way(let record): try record.judge(action)
      case .stock, .supplier, .returned, .rule: break
      case nil: break
      }
      return nil
    } catch let refusal as OrderRefusal {
      return .order(refusal)
    } catch let refusal as ProductRefusal {
      return .product(refusal)
    } catch let refusal as SupplyRefusal {
      return .supply(refusal)
    } catch {
      return error as? ActionRefusal
    }
  }

  private func judge(_ order: Order, _ values: [String: String], _ now: Instant) throws {
    switch action {
    case "confirmOrder":
      if order.lines.isEmpty { throw OrderRefusal.noLines }
      _ = try order.after(OrderEvent.confirm)
    case "closeOrder": _ = try order.after(OrderEvent.close)
    case "reopenOrder": _ = try order.after(OrderEvent.reopen)
    case "cancelOrder": _ = try order.after(OrderEvent.cancel)
    case "startProcessing": _ = try order.after(FulfilmentEvent.startProcessing)
    case "stopProcessing": _ = try order.after(FulfilmentEvent.stopProcessing)
    case "shipOrder": _ = try order.shippedWhole(at: now)
    case "deliverOrder": _ = try order.after(FulfilmentEvent.deliver)
    case "markPaid": _ = try order.after(PaymentEvent.pay)
    case "markRefunded": _ = try order.after(PaymentEvent.refund)
    case "holdOrder":
      guard let reason = HoldReason(rawValue: values["reason"] ?? "") else { return }
      let until = values["until"].flatMap { try? TypedDate.read($0, now: now, zone: .utc).instant }
      _ = try order.held(Hold(reason: reason, actor: "", placedAt: now, until: until))
    case "releaseOrder":
      let word = values["reason"] ?? ""
      if !word.isEmpty, HoldReason(rawValue: word) == nil { return }
      _ = try order.released(HoldReason(rawValue: word))
    default: try judge(tags: order.tags, values)
    }
  }

  private func judge(_ product: Product, _ values: [String: String]) throws {
    switch action {
    case "submitProduct": _ = try product.after(.submit)
    case "approveProduct": _ = try product.after(.approve)
    case "rejectProduct": _ = try product.after(.reject)
    case "reviseProduct": _ = try product.after(.revise)
    case "retireProduct": _ = try product.after(.retire)
    case "reviveProduct": _ = try product.after(.revive)
    case "editProduct": if let title = values["title"], title.trimmed.isEmpty { throw ProductRefusal.emptyTitle }
    default: try judge(tags: product.tags, values)
    }
  }

  /// What stands in the way of promising stock.
  private func judge(_ record: OrderRecord) throws {
    let order = record.order
    switch action {
    case "allocateOrder":
      if order.state == .cancelled { throw ActionRefusal.stock(.cancelled(order: order.number)) }
      if let line = order.lines.first(where: { $0.variantId == nil && $0.quantity > 0 }) {
        throw ActionRefusal.stock(.unmappedLine(order: order.number, sku: line.sku))
      }
    case "deallocateOrder":
      if record.units.count(.reserved) == 0 { throw ActionRefusal.stock(.nothingAllocated(order: order.number)) }
    default: break
    }
  }

  private func judge(_ place: Location) throws {
    switch action {
    case "closeLocation" where place.isClosed, "openLocation" where !place.isClosed: throw OrderRefusal.unchanged
    case "closeLocation" where !place.type.isOwn: throw ActionRefusal.stock(.mirror(place.code))
    default: break
    }
  }

  private func judge(tags: [String], _ values: [String: String]) throws {
    guard let tag = values["tag"], !tag.trimmed.isEmpty else { return }
    switch action {
    case "tagOrder", "tagProduct", "tagCustomer": _ = try Tags.adding(tag, to: tags)
    case "untagOrder", "untagProduct", "untagCustomer": _ = try Tags.removing(tag, from: tags)
    default: break
    }
  }
}
