internal import Domain

/// What goods that come back, refunds and rules are told by.
extension Words {
  func ofReturns(_ wording: Wording) -> String {
    switch wording {
    case .returnsPane: say("Returns", "退货")
    case .emptyReturns: say("Nothing comes back.", "没有退货。")
    case .emptyReturnsHint:
      say(
        "A return is opened from an order that was sent: portolan do requestReturn orders NUMBER lines=SKU*1",
        "从已发货的订单登记退货：portolan do requestReturn orders 订单号 lines=货号*1")
    case .emptyRules: say("No rules look at orders.", "没有审单规则。")
    case .emptyRulesHint:
      say(
        "To make one: portolan do createRule name=Dear sentence='orders total>500' effect=hold value=fraudRisk",
        "新建规则：portolan do createRule name=高额 sentence='orders total>500' effect=hold value=fraudRisk")
    case .onlyForReturns: say("for returns only", "仅用于退货")
    case .tabReturned: say("Goods", "商品")
    case .tabRefunds: say("Refunds", "退款")
    case .tabRule: say("Rule", "规则")
    default: ""
    }
  }

  func title(_ field: ReturnField) -> String {
    switch field {
    case .number: say("Return", "退货单")
    case .order: say("Order", "订单")
    case .status: say("Status", "状态")
    case .reception: say("Goods", "收货")
    case .acceptance: say("Accepted", "验收")
    case .disposition: say("Put away", "处置")
    case .refund: say("Refund", "退款")
    case .reason: say("Reason", "原因")
    case .sku: say("SKU", "货号")
    case .units: say("Units", "件数")
    case .received: say("Came", "已收")
    case .toJudge: say("To judge", "待验")
    case .requestedAt: say("Requested", "申请时间")
    case .age: say("Age", "时长")
    case .receivedAt: say("Received", "收货时间")
    case .tracking: say("Tracking", "运单号")
    case .channel: say("Channel", "渠道")
    case .country: say("Country", "国家")
    case .exchange: say("Exchange", "换货单")
    case .note: say("Note", "备注")
    case .id: say("Id", "内部号")
    }
  }

  func title(_ field: RuleField) -> String {
    switch field {
    case .place: say("Place", "顺序")
    case .name: say("Rule", "规则名")
    case .active: say("On", "启用")
    case .sentence: say("View", "条件")
    case .effect: say("Effect", "动作")
    case .value: say("With", "参数")
    case .moment: say("When", "时机")
    case .hits: say("Hits", "命中")
    case .caught: say("Caught", "试中")
    case .of: say("Of", "试单数")
    case .triedAt: say("Tried", "试运行时间")
    case .id: say("Id", "内部号")
    }
  }

  /// Fields of these actions and of their journal; nil for others.
  func returnField(_ name: String) -> String? {
    switch name {
    case "reception": say("Goods", "收货")
    case "acceptance": say("Accepted", "验收")
    case "disposition": say("Put away", "处置")
    case "refund": say("Refund", "退款")
    case "requestedAt": say("Requested", "申请时间")
    case "authorisedAt": say("Agreed", "同意时间")
    case "receivedAt": say("Received", "收货时间")
    case "tracking": say("Tracking", "运单号")
    case "place": say("Place", "位置")
    case "exchange": say("Exchange", "换货单")
    case "order": say("Order", "订单")
    case "authorised": say("Agreed to", "同意退货")
    case "goods": say("Goods decision", "退货去向")
    case "condition": say("State", "成色")
    case "shortage": say("Counted less", "盘亏")
    case "findings": say("Seen", "开箱所见")
    case "fee": say("Fee kept", "扣除费用")
    case "amount": say("Amount", "金额")
    case "key": say("Key", "幂等键")
    case "with": say("With order", "并入的订单")
    case "effect": say("Effect", "动作")
    case "value": say("With", "参数")
    case "moment": say("When", "时机")
    case "active": say("On", "启用")
    case "trial": say("Trial", "试运行")
    case "caught": say("Would catch", "试中")
    case "at": say("At", "时间")
    case "of": say("Of", "试运行数")
    case "removed": say("Taken out", "已删除")
    case "routes": say("Routes", "发货仓规则")
    case "splitFrom": say("Split from", "拆自")
    case "mergedInto": say("Merged into", "并入")
    default: name.hasPrefix("refund:") ? say("Refund ", "退款 ") + name.dropFirst("refund:".count) : nil
    }
  }

  /// A word of one of these lists, by the name of the field that has it; nil where it is none.
  func returnChoice(_ raw: String, _ field: String) -> String? {
    switch field {
    case "status": ReturnStatus(rawValue: raw).map(returnStatus)
    case "reception": ReturnReception(rawValue: raw).map(reception)
    case "acceptance": ReturnAcceptance(rawValue: raw).map(acceptance)
    case "disposition": ReturnDisposition(rawValue: raw).map(disposition)
    case "refund": ReturnRefund(rawValue: raw).map(returnRefund)
    case "reason": ReturnReason(rawValue: raw).map(returnReason)
    case "goods": ReturnGoods(rawValue: raw).map(returnGoods)
    case "condition": ReturnCondition(rawValue: raw).map(condition)
    case "state": RefundState(rawValue: raw).map(refundState)
    default: ruleChoice(raw, field)
    }
  }

  func ruleChoice(_ raw: String, _ field: String) -> String? {
    switch field {
    case "effect": RuleEffect(rawValue: raw).map(ruleEffect)
    case "moment": RuleMoment(rawValue: raw).map(ruleMoment)
    default: nil
    }
  }

  func returnStatus(_ status: ReturnStatus) -> String {
    switch status {
    case .requested: say("requested", "待同意")
    case .authorised: say("agreed to", "已同意")
    case .inTransit: say("on its way", "退回途中")
    case .toInspect: say("to inspect", "待验收")
    case .questioned: say("in question", "待核实")
    case .toPutAway: say("to put away", "待处置")
    case .toRefund: say("to refund", "待退款")
    case .done: say("done", "完成")
    case .off: say("off", "已取消")
    }
  }

  func reception(_ state: ReturnReception) -> String {
    switch state {
    case .requested: say("requested", "待同意")
    case .authorised: say("agreed to", "已同意")
    case .inTransit: say("on its way", "退回途中")
    case .partlyReceived: say("part came", "部分收到")
    case .received: say("received", "已收到")
    case .receivedShort: say("received short", "短收")
    case .receivedOver: say("received over", "多收")
    case .lost: say("lost", "丢失")
    case .leftWithBuyer: say("left with the buyer", "无需退回")
    case .declined: say("declined", "已拒绝")
    case .expired: say("expired", "已过期")
    case .cancelled: say("called off", "已取消")
    }
  }

  func acceptance(_ state: ReturnAcceptance) -> String {
    switch state {
    case .pending: say("pending", "待验收")
    case .questioned: say("in question", "待核实")
    case .partly: say("partly", "部分验收")
    case .accepted: say("accepted", "合格")
    case .refused: say("refused", "拒收")
    case .mixed: say("some refused", "部分拒收")
    }
  }

  func disposition(_ state: ReturnDisposition) -> String {
    switch state {
    case .pending: say("pending", "未处置")
    case .partly: say("partly", "部分处置")
    case .done: say("done", "已处置")
    }
  }

  func returnRefund(_ state: ReturnRefund) -> String {
    switch state {
    case .notDue: say("not due", "无需退款")
    case .due: say("due", "待退款")
    case .partly: say("partly", "部分退款")
    case .refunded: say("refunded", "已退款")
    }
  }

  func refundState(_ state: RefundState) -> String {
    switch state {
    case .requested: say("requested", "退款中")
    case .done: say("done", "已退款")
    case .failed: say("failed", "退款失败")
    case .cancelled: say("called off", "已取消")
    }
  }

  func returnReason(_ reason: ReturnReason) -> String {
    switch reason {
    case .changedMind: say("changed mind", "不想要了")
    case .wrongItem: say("wrong item", "发错货")
    case .damaged: say("damaged", "破损")
    case .defective: say("defective", "质量问题")
    case .notAsDescribed: say("not as described", "与描述不符")
    case .wrongSize: say("wrong size", "尺码不合")
    case .tooLate: say("too late", "送达太晚")
    case .undeliverable: say("undeliverable", "无法投递")
    case .other: say("other", "其他")
    }
  }

  func returnGoods(_ goods: ReturnGoods) -> String {
    switch goods {
    case .restock: say("onto the shelf", "重新上架")
    case .refurbish: say("to be refurbished", "翻新")
    case .supplier: say("to the supplier", "退供应商")
    case .scrap: say("scrap", "报废")
    case .sendBack: say("back to the buyer", "退回买家")
    }
  }

  /// What units of a return's line are counted as.
  func returnCount(_ name: String) -> String {
    switch name {
    case "received": say("came", "已收")
    case "toJudge": say("to judge", "待验")
    case "accepted": say("accepted", "合格")
    case "refused": say("refused", "拒收")
    case "restocked": say("on the shelf", "已上架")
    case "refurbished": say("to refurbish", "翻新")
    case "toSupplier": say("to the supplier", "退供应商")
    case "scrapped": say("scrapped", "报废")
    case "sentBack": say("sent back", "退回买家")
    case "toPutAway": say("to put away", "待处置")
    case "refunded": say("paid back", "已退款")
    case "calledOff": say("called off", "已取消")
    default: name
    }
  }

  func ruleEffect(_ effect: RuleEffect) -> String {
    switch effect {
    case .hold: say("hold", "暂停")
    case .tag: say("tag", "加标签")
    case .prefer: say("prefer warehouse", "优先仓库")
    case .forbid: say("forbid warehouse", "禁用仓库")
    case .split: say("split lines off", "拆单")
    case .checkAddress: say("check address", "检查地址")
    }
  }

  func ruleMoment(_ moment: RuleMoment) -> String {
    switch moment {
    case .comesIn: say("comes in", "进单时")
    case .isPaid: say("is paid", "付款时")
    case .both: say("both", "两者")
    }
  }

  /// `Postcode: not as the country writes it; 05066 would fit`
  func finding(_ finding: AddressFinding) -> String {
    let problem =
      switch finding.problem {
      case .missing: say("missing", "缺失")
      case .noHouseNumber: say("no house number", "缺门牌号")
      case .wrongShape: say("not as the country writes it", "格式不符")
      case .boxForCourier: say("a post office box, which couriers do not deliver to", "邮政信箱，快递无法投递")
      case .unprintable: say("in letters that the carrier there cannot print", "含当地承运商无法打印的文字")
      case .tooLong: say("longer than a label's line", "超出面单行长")
      case .otherCountry: say("another country than the order says", "与订单国家不一致")
      }
    let remedy = finding.remedy.map { say("; \($0) would fit", "；建议 \($0)") } ?? ""
    return recordField(finding.field.rawValue) + say(": ", "：") + problem + remedy
  }
}
