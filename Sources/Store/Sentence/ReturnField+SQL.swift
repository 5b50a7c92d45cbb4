internal import Domain

extension SentenceSQL {
  /// Of `returns AS r` and its order, `o`.
  func shape(of field: ReturnField) -> FieldShape {
    switch field {
    case .number: .capitals("r.number")
    case .order: .key("o.number_key")
    case .status: .choice("r.status")
    case .reception: .choice("r.reception")
    case .acceptance: .choice("r.acceptance")
    case .disposition: .choice("r.disposition")
    case .refund: .choice("r.refund")
    case .reason: .choice("r.reason")
    case .sku:
      .keys(
        holds: { "EXISTS (SELECT 1 FROM return_lines AS s WHERE s.return_id = r.id AND \($0))" }, key: "s.sku_key")
    case .units: .number("r.announced")
    case .received: .number("r.received")
    case .toJudge: .number(unitsToJudge)
    case .requestedAt, .age: .instant("r.requested_at")
    case .receivedAt: .instant("r.received_at")
    case .tracking: .text("r.tracking")
    case .channel: .among("o.account_id", accountValues)
    case .country: .capitals("o.country")
    case .exchange: .key(exchange("number_key"))
    case .note: .text("r.note")
    case .id: .number("r.id")
    }
  }

  func column(of field: ReturnField) -> FieldColumn {
    switch field {
    case .number: .text("r.number")
    case .order: .text("o.number")
    case .status: .text("r.status")
    case .reception: .text("r.reception")
    case .acceptance: .text("r.acceptance")
    case .disposition: .text("r.disposition")
    case .refund: .text("r.refund")
    case .reason: .text("r.reason")
    case .sku:
      .texts(
        """
        (SELECT group_concat(text, char(31)) FROM \
        (SELECT s.sku AS text FROM return_lines AS s WHERE s.return_id = r.id ORDER BY s.position) AS texts)
        """, separator: "\u{1F}")
    case .units: .number("r.announced")
    case .received: .number("r.received")
    case .toJudge: .number(unitsToJudge)
    case .requestedAt, .age: .instant("r.requested_at")
    case .receivedAt: .instant("r.received_at")
    case .tracking: .text("r.tracking")
    case .channel: .among("o.account_id", accountCodes)
    case .country: .text("o.country")
    case .exchange: .text(exchange("number"))
    case .note: .text("r.note")
    case .id: .number("r.id")
    }
  }

  private var unitsToJudge: SQL {
    """
    (SELECT CAST(COALESCE(SUM(received - accepted - refused), 0) AS BIGINT) FROM return_lines WHERE return_id = r.id)
    """
  }

  private func exchange(_ column: StaticString) -> SQL {
    "(SELECT \(name: column) FROM orders WHERE id = r.exchange_id)"
  }

  /// Of `review_rules AS u`.
  func shape(of field: RuleField) -> FieldShape {
    switch field {
    case .place: .number("u.position")
    case .name: .key("u.name_key")
    case .active: .flag("(u.active = 1)")
    case .sentence: .text("u.sentence")
    case .effect: .choice("u.effect")
    case .value: .text("u.value")
    case .moment: .choice("u.moment")
    case .hits: .number(ruleHits)
    case .caught: .number("u.tried_caught")
    case .of: .number("u.tried_of")
    case .triedAt: .instant("u.tried_at")
    case .id: .number("u.id")
    }
  }

  func column(of field: RuleField) -> FieldColumn {
    switch field {
    case .place: .number("u.position")
    case .name: .text("u.name")
    case .active: .flag("(u.active = 1)")
    case .sentence: .text("u.sentence")
    case .effect: .text("u.effect")
    case .value: .text("u.value")
    case .moment: .text("u.moment")
    case .hits: .number(ruleHits)
    case .caught: .number("u.tried_caught")
    case .of: .number("u.tried_of")
    case .triedAt: .instant("u.tried_at")
    case .id: .number("u.id")
    }
  }

  private var ruleHits: SQL { "(SELECT COUNT(*) FROM rule_hits WHERE rule_id = u.id)" }
}
