extension Return {
  /// Units of a line that something is done to.
  public struct Count: Hashable, Sendable {
    public var lineId: Int64
    public var quantity: Int64

    public init(lineId: Int64, quantity: Int64) {
      self.lineId = lineId
      self.quantity = quantity
    }
  }

  public func after(_ event: ReceptionEvent) throws(ReturnRefusal) -> Return {
    guard let next = ReturnReception.transitions[reception]?[event] else {
      throw Return.refusal(reception, event, ReturnReception.transitions)
    }
    var changed = self
    changed.reception = next
    return changed
  }

  /// The buyer keeps the goods: all of them count as accepted, none of them is to be put anywhere.
  public func leftWithBuyer() throws(ReturnRefusal) -> Return {
    var changed = try after(.leaveWithBuyer)
    changed.acceptance = .accepted
    changed.disposition = .done
    changed.refund = .due
    return changed
  }

  /// The units that came in, of which more may be there than were announced.
  public func received(_ counts: [Count], at place: Int64, now: Instant) throws(ReturnRefusal) -> Return {
    let counts = counts.filter { $0.quantity != 0 }
    if counts.isEmpty { throw .nothingToReceive(number) }
    var changed = try counting(counts) { line, quantity in line.received += quantity }
    let isOver = changed.lines.contains { $0.received > $0.announced }
    let isWhole = changed.lines.allSatisfy { $0.received >= $0.announced }
    let before = changed.reception
    changed = try changed.after(isOver && isWhole ? .receiveOver : isWhole ? .receive : .receivePart)
    if before == .lost || before == .expired { changed.acceptance = .pending }
    changed.placeId = changed.placeId ?? place
    changed.receivedAt = changed.receivedAt ?? now
    if changed.acceptance != .pending && changed.acceptance != .questioned {
      changed.acceptance = try changed.acceptance.after(.receiveMore)
    }
    if changed.disposition == .done { changed.disposition = try changed.disposition.after(.receiveMore) }
    return changed
  }

  /// What came was looked at: accepted, or refused.
  public func judged(_ counts: [Count], accepted isAccepted: Bool) throws(ReturnRefusal) -> Return {
    let counts = counts.filter { $0.quantity != 0 }
    if counts.isEmpty { throw .nothingToJudge(number) }
    var changed = self
    for count in counts {
      let line = try changed.line(count)
      if count.quantity > line.toJudge {
        throw .tooMany(sku: line.sku, asked: count.quantity, left: line.toJudge)
      }
      changed = try changed.counting([count]) { line, quantity in
        if isAccepted { line.accepted += quantity } else { line.refused += quantity }
      }
    }
    let open = changed.lines.contains { $0.toJudge > 0 }
    let (accepted, refused) = (changed.sum(\.accepted), changed.sum(\.refused))
    changed.acceptance = try changed.acceptance.after(
      open ? .judgePart : refused == 0 ? .accept : accepted == 0 ? .refuse : .acceptSome)
    if isAccepted, changed.refund == .notDue || changed.refund == .refunded {
      changed.refund = try changed.refund.after(.becomeDue)
    }
    return changed
  }

  public func questioned() throws(ReturnRefusal) -> Return {
    if sum(\.toJudge) == 0 { throw .nothingToJudge(number) }
    var changed = self
    changed.acceptance = try acceptance.after(.question)
    return changed
  }

  /// Units leave the returns' place. Nothing does that nobody has looked at.
  public func putAway(_ counts: [Count], as goods: ReturnGoods) throws(ReturnRefusal) -> Return {
    let counts = counts.filter { $0.quantity != 0 }
    if counts.isEmpty { throw .nothingToPutAway(number) }
    var changed = self
    for count in counts {
      let line = try changed.line(count)
      let left = line.left(for: goods)
      if count.quantity > left {
        if left == 0 && line.toJudge > 0 { throw .notJudged(sku: line.sku) }
        throw .tooMany(sku: line.sku, asked: count.quantity, left: left)
      }
      changed = try changed.counting([count]) { line, quantity in line[keyPath: goods.count] += quantity }
    }
    let isDone = changed.lines.allSatisfy { $0.received == $0.putAway }
    changed.disposition = try changed.disposition.after(isDone ? .dispose : .disposePart)
    return changed
  }

  /// Units that a refund pays back: those that were accepted, or that stay with the buyer.
  public func refunding(_ counts: [Count]) throws(ReturnRefusal) -> Return {
    let counts = counts.filter { $0.quantity != 0 }
    if counts.isEmpty { throw .nothingToRefund(number) }
    var changed = self
    for count in counts {
      let line = try changed.line(count)
      let left = changed.refundable(line)
      if count.quantity > left { throw .tooMany(sku: line.sku, asked: count.quantity, left: left) }
      changed = try changed.counting([count]) { line, quantity in line.refunded += quantity }
    }
    let isWhole = changed.lines.allSatisfy { changed.refundable($0) == 0 }
    changed.refund = try changed.refund.after(isWhole ? .refund : .refundPart)
    return changed
  }

  /// A refund that will not come after all.
  public func withdrawing(_ counts: [Count]) throws(ReturnRefusal) -> Return {
    var changed = self
    for count in counts {
      changed = try changed.counting([count]) { line, quantity in line.refunded -= quantity }
    }
    let isNone = changed.lines.allSatisfy { $0.refunded == 0 }
    if isNone {
      changed.refund = try changed.refund.after(.withdraw)
    } else if changed.refund == .refunded {
      changed.refund = try changed.refund.after(.becomeDue)
    }
    return changed
  }

  /// Units of a line that may be paid back still.
  public func refundable(_ line: ReturnLine) -> Int64 {
    (reception == .leftWithBuyer ? line.announced : line.accepted) - line.refunded
  }

  public func sum(_ count: (ReturnLine) -> Int64) -> Int64 { lines.reduce(0) { $0 + count($1) } }

  private func line(_ count: Count) throws(ReturnRefusal) -> ReturnLine {
    guard let line = lines.first(where: { $0.lineId == count.lineId }) else {
      throw .noSuchLine(String(count.lineId))
    }
    if count.quantity < 1 || count.quantity > OrderLine.quantityLimit { throw .badQuantity(count.quantity) }
    return line
  }

  private func counting(_ counts: [Count], _ change: (inout ReturnLine, Int64) -> Void) throws(ReturnRefusal) -> Return
  {
    var changed = self
    for count in counts {
      _ = try changed.line(count)
      for index in changed.lines.indices where changed.lines[index].lineId == count.lineId {
        change(&changed.lines[index], count.quantity)
      }
    }
    return changed
  }

  fileprivate static func refusal<State: RawRepresentable<String>, Event: RawRepresentable<String>>(
    _ state: State, _ event: Event, _ table: [State: [Event: State]]
  ) -> ReturnRefusal {
    .transition(
      from: state.rawValue, event: event.rawValue,
      fits: (table[state] ?? [:]).keys.map(\.rawValue).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }
}

extension ReturnAcceptance {
  public func after(_ event: AcceptanceEvent) throws(ReturnRefusal) -> ReturnAcceptance {
    guard let next = ReturnAcceptance.transitions[self]?[event] else {
      throw Return.refusal(self, event, ReturnAcceptance.transitions)
    }
    return next
  }
}

extension ReturnDisposition {
  public func after(_ event: DispositionEvent) throws(ReturnRefusal) -> ReturnDisposition {
    guard let next = ReturnDisposition.transitions[self]?[event] else {
      throw Return.refusal(self, event, ReturnDisposition.transitions)
    }
    return next
  }
}

extension ReturnRefund {
  public func after(_ event: RefundingEvent) throws(ReturnRefusal) -> ReturnRefund {
    guard let next = ReturnRefund.transitions[self]?[event] else {
      throw Return.refusal(self, event, ReturnRefund.transitions)
    }
    return next
  }
}

extension ReturnGoods {
  var count: WritableKeyPath<ReturnLine, Int64> {
    switch self {
    case .restock: \.restocked
    case .refurbish: \.refurbished
    case .supplier: \.toSupplier
    case .scrap: \.scrapped
    case .sendBack: \.sentBack
    }
  }
}
