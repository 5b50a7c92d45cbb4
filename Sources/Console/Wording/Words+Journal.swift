internal import Domain
internal import Store

extension Words {
  /// What an action of the journal did, as a heading; ids that are not known stand as they are.
  func action(_ id: String) -> String {
    if let title = returnTitle(id) { return title }
    if let command = Command.of(action: id) { return title(command) }
    switch id {
    case "importFile": return say("import of a file", "文件导入")
    case "importOrder": return say("import of an order", "订单导入")
    case "importProduct": return say("import of a product", "商品导入")
    case "importStock": return say("import of stock", "库存导入")
    case "sendShipping": return say("file for the channel", "发货文件")
    case "sendStock": return say("quantities for the channel", "库存文件")
    case "answerStock": return say("answer to quantities", "库存回执")
    case "answerShipping": return say("answer of the channel", "平台回执")
    case "importTracking": return say("news from a carrier", "轨迹导入")
    case "noteUnknown": return say("numbers and codes that nobody knows", "未知单号与代码")
    case "learnNumber": return say("hand-over number", "获知转单号")
    case "undeliverOrder": return say("delivery taken back", "撤回妥投")
    case "mapLines": return say("lines that followed a mapping", "关联后续的订单行")
    case "undo": return say("undo", "撤销")
    case "bulk": return say("bulk action", "批量操作")
    case "editVariant": return say("edit of a variant", "编辑规格")
    case "initStore": return say("start of the store", "建库")
    default: return houseTitle(id) ?? id
    }
  }

  /// What a change changed, part by part: what it is called, and from what to what.
  func parts(_ change: FieldChange, zone: Zone) -> [(label: String, before: String, after: String)] {
    let whole = (
      label: recordField(change.field), before: plain(change.before, field: change.field, zone: zone),
      after: plain(change.after, field: change.field, zone: zone)
    )
    guard case .list = change.before, case .list = change.after, !["units", "buckets"].contains(change.field) else {
      return [whole]
    }
    return change.parts(dividingMoney: false).map { part in
      // What is told by its name alone is told with what stayed beside it.
      if part.path.count == 1, ["holds", "lines", "variants", "images"].contains(change.field) { return whole }
      let label = part.path.map { step in
        switch step {
        case .field(let name): recordField(name)
        case .element(let name): name
        }
      }.joined(separator: " ")
      return (
        label, plain(part.before, field: part.field, zone: zone), plain(part.after, field: part.field, zone: zone)
      )
    }
  }

  /// Changes as a list tells them: `Note: a > b`.
  func parts(_ changes: [FieldChange], zone: Zone) -> [String] {
    changes.flatMap { parts($0, zone: zone) }.map { "\($0.label): \($0.before) > \($0.after)" }
  }

  /// A value as the journal keeps it, in one line.
  func plain(_ value: Plain, field: String, zone: Zone) -> String {
    switch value {
    case .null: self(.emptyValue)
    case .flag(let flag): self(flag ? .yes : .no)
    case .number(let number):
      JournalMoment.of(number, field: field).map { FieldText.wallClock($0, in: zone) } ?? String(number)
    case .text(let text):
      text.isEmpty
        ? self(.emptyValue) : moment(text, zone).map { FieldText.wallClock($0, in: zone) } ?? word(text, field)
    case .list(let items):
      items.isEmpty ? self(.emptyValue) : list(items.map { plain($0, field: field, zone: zone) })
    case .map(let map): mapText(map, field, zone)
    }
  }

  /// A whole time as forms hand it on: `2026-11-22T13:52:27Z`.
  private func moment(_ text: String, _ zone: Zone) -> Instant? {
    let isWhole = text.utf8.count == 20 && text.hasSuffix("Z") && text.dropFirst(10).hasPrefix("T")
    return isWhole ? EnteredDate.read(text, now: Instant(milliseconds: 0), zone: zone) : nil
  }

  /// A word of a choice as this language calls it.
  func choiceWord(_ raw: String, of field: String, action: String = "") -> String {
    language == .english ? raw : choice(raw, field, of: action)
  }

  /// A choice of an action's field as people read it.
  func choice(_ raw: String, _ field: String, of action: String) -> String {
    formChoice(raw, field, of: action) ?? plain(.text(raw), field: field, zone: .utc)
  }

  private func word(_ text: String, _ field: String) -> String {
    switch field {
    case "status":
      OrderStatus(rawValue: text).map(status) ?? TrackingStatus(rawValue: text).map(trackingStatus)
        ?? stockChoice(text, field) ?? text
    case "state":
      OrderState(rawValue: text).map(state) ?? supplyChoice(text, field)
        ?? RefundState(rawValue: text).map(refundState) ?? text
    case "shortage": shortage(text)
    case "payment": PaymentState(rawValue: text).map(payment) ?? text
    case "fulfilment": FulfilmentState(rawValue: text).map(fulfilment) ?? text
    case "reason", "holds":
      HoldReason(rawValue: text).map(hold) ?? MoveReason(rawValue: text).map(moveReason)
        ?? ReturnReason(rawValue: text).map(returnReason) ?? text
    case "value": HoldReason(rawValue: text).map(hold) ?? rowWord(text, field) ?? text
    case "cause": DelayCause(rawValue: text).map(cause) ?? ClaimCause(rawValue: text).map(claimCause) ?? text
    case "party": TrackingParty(rawValue: text).map(party) ?? text
    case "tier": CustomerTier(rawValue: text).map(tier) ?? text
    case "review": ReviewState(rawValue: text).map(review) ?? text
    case "source": ProductSource(rawValue: text).map(source) ?? text
    default:
      field.contains(" → ")
        ? moved(text)
        : rowWord(text, field) ?? shipmentWord(text, field) ?? returnChoice(text, field) ?? stockChoice(text, field)
          ?? supplyChoice(text, field) ?? text
    }
  }

  /// Why an order lost a promise, which the store keeps as `MUG: 40 promised, 20 counted in SZ`.
  private func shortage(_ text: String) -> String {
    let words = text.split(separator: " ").map(String.init)
    guard language != .english, words.count >= 7, words[words.count - 5] == "promised,",
      words[words.count - 3] == "counted", words[words.count - 2] == "in"
    else { return text }
    let sku = words.dropLast(6).joined(separator: " ")
    return "\(sku) \(words[words.count - 1]) 已分配 \(words[words.count - 6])，盘点实有 \(words[words.count - 4])"
  }

  private func mapText(_ map: [String: Plain], _ field: String, _ zone: Zone) -> String {
    switch field {
    case "holds": return map["reason"].map { plain($0, field: "reason", zone: zone) } ?? ""
    case "lines", "variants":
      let sku = map["sku"]?.text ?? ""
      return sku.isEmpty ? map["title"]?.text ?? "?" : sku
    case "images": return map["address"]?.text ?? ""
    case "units": return units(map)
    case "buckets": return buckets(map)
    // A row between shelf and carrier is told by its number.
    case _ where field.contains("/"): return map["number"]?.text ?? map["tracking"]?.text ?? "✓"
    default:
      if let sum = OrderMoney(plain: .map(map)), map["items"] != nil {
        let total = Money(minorUnits: sum.total, currency: sum.currency)
        return total.withCode
      }
      if let money = Money(plain: .map(map)), map.count == 2 { return money.withCode }
      return list(map.keys.sorted().map { "\(recordField($0)) \(plain(map[$0] ?? .null, field: $0, zone: zone))" })
    }
  }

  /// Fields of an order's lines and a product's variants, as their changes name them.
  func partField(_ name: String) -> String? {
    switch name {
    case "quantity": say("Units", "件数")
    case "unitPrice": say("Unit price", "单价")
    case "amount": say("Amount", "金额")
    case "fulfilled": say("Sent", "已发")
    case "cancelled": say("Called off", "已取消")
    case "listingId": say("Listing", "链接编号")
    case "externalId": say("Channel's id", "渠道编号")
    case "values": say("Option values", "规格值")
    case "compareAt": say("Price before", "划线价")
    case "declared": say("Declared", "申报")
    case "measured": say("Measured", "实测")
    case "ships": say("Needs shipping", "需要发货")
    case "reviewed": say("Reviewed", "已审核")
    default: nil
    }
  }
}
