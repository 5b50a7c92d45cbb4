internal import Domain
internal import Store
internal import Terminal

extension DetailWriter {
  // MARK: A return

  func head(_ record: ReturnRecord) -> [DetailLine] {
    let known = record.known
    var title = DetailLine(known.number, .title)
    title.pieces.append(.init(text: "  " + words.returnStatus(known.status), role: .accent))
    title.pieces.append(.init(text: "  " + record.order.number, role: .text))
    var lines = [title]
    if !known.note.isEmpty { lines += labelled(words(.note), known.note) }
    return lines
      + facts([
        (words.title(.returned(.reason)), words.returnReason(known.reason)),
        (words.title(.returned(.reception)), words.reception(known.reception)),
        (words.title(.returned(.acceptance)), words.acceptance(known.acceptance)),
        (words.title(.returned(.disposition)), words.disposition(known.disposition)),
        (words.title(.returned(.refund)), words.returnRefund(known.refund)),
        (words.title(.returned(.requestedAt)), date(known.requestedAt)),
        (words.title(.returned(.receivedAt)), date(known.receivedAt)),
        (words.title(.returned(.tracking)), known.tracking), (words.recordField("place"), record.place ?? ""),
        (words.title(.returned(.exchange)), record.exchange ?? ""),
      ])
  }

  func page(_ tab: DetailTab, of record: ReturnRecord) -> [DetailLine] {
    switch tab {
    case .returned: record.known.lines.flatMap(returned) + seen(record.known)
    case .refunds:
      record.refunds.isEmpty
        ? [DetailLine(words.say("Nothing was paid back.", "尚未退款。"), .dim)]
        : refunds(record.refunds, record.order.money.currency)
    case .history: history(record.history)
    default: []
    }
  }

  /// `2 x MUG` and, below it, how far the units are.
  private func returned(_ line: ReturnLine) -> [DetailLine] {
    var head = DetailLine("\(line.announced) x ")
    head.pieces.append(.init(text: line.sku, role: .accent))
    let counts: [(String, Int64, Role)] = [
      ("received", line.received, .text), ("toJudge", line.toJudge, .warning), ("accepted", line.accepted, .success),
      ("refused", line.refused, .danger), ("restocked", line.restocked, .text),
      ("refurbished", line.refurbished, .text), ("toSupplier", line.toSupplier, .text),
      ("scrapped", line.scrapped, .text), ("sentBack", line.sentBack, .text), ("toPutAway", line.toPutAway, .warning),
      ("refunded", line.refunded, .money),
    ]
    var said = DetailLine("", indent: 4)
    said.pieces = []
    for (name, count, role) in counts where count != 0 {
      said.pieces.append(
        .init(text: (said.pieces.isEmpty ? "" : " · ") + words.returnCount(name) + " \(count)", role: role))
    }
    return said.pieces.isEmpty ? [head] : [head, said]
  }

  /// What was seen as its parcels were opened.
  private func seen(_ known: Return) -> [DetailLine] {
    known.findings.map { found in
      var line = DetailLine("\(found.quantity) x ")
      line.pieces.append(.init(text: found.code, role: found.isUnexpected ? .warning : .accent))
      line.pieces.append(
        .init(
          text: "  " + words.condition(found.condition), role: found.condition == .good ? .success : .danger))
      if !found.lot.isEmpty { line.pieces.append(.init(text: "  " + found.lot, role: .dim)) }
      if found.isUnexpected {
        line.pieces.append(.init(text: "  " + words.say("not announced", "未申报"), role: .warning))
      }
      return line
    }
  }

  func refunds(_ refunds: [Refund], _ currency: Currency) -> [DetailLine] {
    refunds.flatMap { refund -> [DetailLine] in
      var line = DetailLine(refund.number, .accent)
      line.pieces.append(.init(text: "  " + sum(refund.amount, currency), role: .money))
      line.pieces.append(
        .init(
          text: "  " + words.refundState(refund.state),
          role: refund.state == .done ? .success : refund.state == .failed ? .danger : .text))
      line.pieces.append(.init(text: "  " + text.date(refund.requestedAt), role: .dim))
      let parts = refund.parts
      let told = [
        (words(.items), parts.items), (words(.shipping), parts.shipping), (words(.tax), parts.tax),
        (words(.otherMoney), parts.other), (words.recordField("fee"), -refund.fee),
      ].filter { $0.1 != 0 }.map { "\($0.0) \(sum($0.1, currency))" }
      return [line, DetailLine(told.joined(separator: " · "), .dim, indent: 4)]
    }
  }

  private func sum(_ units: Int64, _ currency: Currency) -> String {
    Money(minorUnits: units, currency: currency).withCode
  }

  // MARK: What came of an order

  /// How many units of a line are called off, and where it came from.
  func afterSale(of line: OrderLine, in record: OrderRecord) -> [DetailLine] {
    var said: [DetailLine] = []
    if line.cancelledQuantity > 0 {
      said.append(DetailLine(words.returnCount("calledOff") + " \(line.cancelledQuantity)", .warning, indent: 4))
    }
    for link in record.after.into where link.line == line.id {
      said.append(DetailLine(words.say("from ", "来自 ") + link.sourceNumber, .dim, indent: 4))
    }
    return said
  }

  func afterSale(_ record: OrderRecord) -> [DetailLine] {
    let after = record.after
    var lines: [DetailLine] = []
    for link in after.outOf where link.order != record.order.id {
      var line = DetailLine("\(link.quantity) x \(link.sku)", .dim)
      line.pieces.append(.init(text: words.say("  now in ", "  现在 ") + link.number, role: .accent))
      lines.append(line)
    }
    for known in after.returns {
      var line = DetailLine(known.number, .accent)
      line.pieces.append(.init(text: "  " + words.returnStatus(known.status), role: .text))
      let goods = known.lines.map { "\($0.announced) x \($0.sku)" }
      line.pieces.append(.init(text: "  " + goods.joined(separator: ", "), role: .dim))
      lines.append(line)
    }
    if let known = after.exchanges {
      lines.append(DetailLine(words.say("in exchange for ", "换货自 ") + known.number, .accent))
    }
    for finding in after.findings {
      lines.append(DetailLine(words.finding(finding), .warning))
    }
    for wish in record.order.routes {
      let place = record.warehouses[wish.warehouseId] ?? "#\(wish.warehouseId)"
      lines.append(
        DetailLine(
          (wish.isPreferred ? words.say("first out of ", "优先发货仓 ") : words.say("never out of ", "禁止发货仓 ")) + place
            + ": " + wish.rule, .dim))
    }
    return lines.isEmpty ? [] : [.blank] + lines
  }

  // MARK: A rule

  func head(_ record: RuleRecord) -> [DetailLine] {
    let rule = record.rule
    var title = DetailLine(rule.name, .title)
    title.pieces.append(
      .init(
        text: "  " + (rule.isActive ? words.say("on", "启用") : words.say("off", "停用")),
        role: rule.isActive ? .success : .dim))
    return [title] + wrapped(rule.sentence)
      + facts([
        (words.title(.rule(.effect)), words.ruleEffect(rule.effect)),
        (words.title(.rule(.value)), words.ruleValue(rule.value, of: rule.effect)),
        (words.title(.rule(.moment)), words.ruleMoment(rule.moment)), (words.title(.rule(.place)), String(rule.place)),
      ])
  }

  func page(_ tab: DetailTab, of record: RuleRecord) -> [DetailLine] {
    switch tab {
    case .rule:
      var lines: [DetailLine] = []
      if let trial = record.rule.trial {
        lines += wrapped(
          words.say(
            "Would have caught \(words.number(trial.caught)) of \(words.number(trial.of)) orders of the last "
              + "\(ReviewRules.trialDays) days.",
            "近 \(ReviewRules.trialDays) 天的 \(words.number(trial.of)) 个订单中会命中 \(words.number(trial.caught)) 个。"))
      } else {
        lines += wrapped(words.say("Not tried out yet.", "尚未试运行。"), .warning)
      }
      lines += wrapped(record.view, .dim)
      lines.append(.blank)
      for hit in record.hits {
        var line = DetailLine(hit.order, .accent)
        line.pieces.append(.init(text: "  " + text.date(hit.at), role: .dim))
        lines.append(line)
      }
      return lines
    case .history: return history(record.history)
    default: return []
    }
  }
}
