internal import Domain

/// Why something cannot be done to an order after it came in, to a return, a refund or a rule.
extension Words {
  func afterSale(_ refusal: OrderRefusal) -> String {
    switch refusal {
    case .alreadySent(let sku, let asked, let open):
      say(
        "\(open) of \(sku) are not sent yet, not \(asked): what was sent comes back by a return.",
        "\(sku) 尚未发出的只有 \(open) 件，不足 \(asked) 件：已发出的请走退货。")
    case .partlySent:
      say(
        "Some of it was sent: call the rest off by units, what was sent comes back by a return.",
        "部分已发出：其余请按件取消，已发出的请走退货。")
    case .differs(let difference, let one, let other):
      say(
        "They differ in the \(self.difference(difference))\(one.isEmpty ? "" : ": \(one), \(other)").",
        "两单的\(self.difference(difference))不同\(one.isEmpty ? "" : "：\(one)，\(other)")。")
    case .cannotSplit(let obstacle): self.obstacle(obstacle)
    case .isMerged(let number): say("Its lines are in \(number) now.", "其明细已并入 \(number)。")
    case .nothingToFix: say("There is nothing to put right.", "没有需要修正的内容。")
    case .goodsToPutBack(let sku, let units):
      say(
        "\(units) of \(sku) are off the shelf: call them off and put them back first.",
        "\(units) 件 \(sku) 已离架：请先取消并放回。")
    case .inWarehouse(let sku, let units):
      say(
        "\(units) of \(sku) are off the shelf: ship their parcel, or call them off and put them back.",
        "\(units) 件 \(sku) 已离架：请发出其包裹，或先取消并放回。")
    case .notInWork: say("Nothing of it has to be put back.", "没有需要放回的商品。")
    default: ""
    }
  }

  private func difference(_ difference: OrderDifference) -> String {
    switch difference {
    case .customer: say("customer", "客户")
    case .currency: say("currency", "币种")
    case .channel: say("channel account", "渠道账号")
    case .address: say("address", "收货地址")
    case .payment: say("payment", "付款状态")
    case .taxIncluded: say("way of taxing", "计税方式")
    case .state: say("state", "订单状态")
    }
  }

  private func obstacle(_ obstacle: SplitObstacle) -> String {
    switch obstacle {
    case .shipped: say("Goods of it were sent already, or come back.", "已有商品发出或退回。")
    case .refunded: say("Money of it went back already.", "已有退款。")
    case .everything: say("Nothing would be left of the order.", "原订单将没有剩余。")
    case .nothing: say("Nothing would go into the new order.", "新订单没有内容。")
    case .payment: say("It is paid in part, or not any more.", "部分付款或已退款的订单不能这样操作。")
    case .state: say("It is closed or off.", "订单已关闭或取消。")
    case .calledOff: say("Units of it are called off.", "有已取消的件数。")
    case .inWarehouse: say("The warehouse is at work on them: take them out of their wave first.", "仓库正在处理，请先取消波次。")
    }
  }

  func returns(_ refusal: ReturnRefusal) -> String {
    switch refusal {
    case .transition(let from, let event, let fits):
      say(
        "What is \(word(from)) does not take: \(returnEvent(event))"
          + (fits.isEmpty ? "." : "; only \(steps(fits, returnEvent))."),
        "“\(word(from))”不能\(returnEvent(event))" + (fits.isEmpty ? "。" : "，只能\(steps(fits, returnEvent))。"))
    case .notShipped(let sku, let asked, let left):
      say(
        "\(left) of \(sku) are with the buyer and not announced, not \(asked).",
        "买家手中未登记退货的 \(sku) 只有 \(left) 件，不足 \(asked) 件。")
    case .tooMany(let sku, let asked, let left):
      say("\(left) of \(sku) are left for this, not \(asked).", "\(sku) 可操作的只有 \(left) 件，不足 \(asked) 件。")
    case .badQuantity(let quantity):
      say("\(quantity) is no quantity: 1 to 1,000,000,000.", "\(quantity) 不是有效数量：1 至 1,000,000,000。")
    case .noSuchLine(let name): say("It has no line \(quoted(name)).", "没有明细\(quoted(name))。")
    case .nothingToReturn(let order):
      say("Nothing of \(order) is with the buyer that could come back.", "\(order) 没有可退的商品。")
    case .nothingToReceive(let number): say("Nothing more of \(number) is awaited.", "\(number) 没有待收的商品。")
    case .nothingToJudge(let number): say("Nothing of \(number) waits to be looked at.", "\(number) 没有待验收的商品。")
    case .nothingToPutAway(let number): say("Nothing of \(number) is to be put away.", "\(number) 没有待处置的商品。")
    case .nothingToRefund(let number): say("Nothing of \(number) is to be paid back.", "\(number) 没有可退的款项。")
    case .notJudged(let sku):
      say("\(sku) was not looked at yet: accept or refuse it first.", "\(sku) 尚未验收：请先判定合格或拒收。")
    case .refundTooLarge(let order, let asked, let left, let currency):
      say(
        "Of \(order), \(amount(left, currency)) can be paid back, not \(amount(asked, currency)).",
        "\(order) 最多可退 \(amount(left, currency))，不足 \(amount(asked, currency))。")
    case .notPaid(let order): say("\(order) is not paid in full.", "\(order) 未全额付款。")
    case .noReturnsPlace:
      say(
        "Name a place for returns that nothing is sold from, or make a bin with use=returns.",
        "请指定不对外销售的退货库位，或新建用途为退货的库位。")
    case .hasExchange(let number): say("It has an exchange already: \(number).", "已有换货单：\(number)。")
    case .unmapped(let sku):
      say("\(quoted(sku)) stands for no SKU of ours: map it first.", "\(quoted(sku)) 尚未对应货号：请先映射。")
    case .keyUsed(let key): say("A refund with the key \(quoted(key)) was made already.", "幂等键 \(quoted(key)) 的退款已存在。")
    }
  }

  func amount(_ units: Int64, _ currency: Currency) -> String {
    Money(minorUnits: units, currency: currency).withCode
  }

  /// Steps that fit, as people call them, each once.
  func steps(_ raws: [String], _ word: (String) -> String) -> String {
    list(raws.map(word).reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
  }

  private func returnEvent(_ raw: String) -> String {
    switch raw {
    case "authorise": say("agreeing", "同意")
    case "decline": say("declining", "拒绝")
    case "send": say("noting it as on its way", "登记寄回")
    case "receivePart", "receive", "receiveOver", "receiveMore": say("receiving", "收货")
    case "settleShort": say("settling as short", "按少收结案")
    case "lose": say("giving it up as lost", "标记丢失")
    case "leaveWithBuyer": say("leaving it with the buyer", "留给买家")
    case "expire": say("letting it expire", "过期")
    case "cancel": say("cancelling", "取消")
    case "question": say("questioning", "存疑")
    case "judgePart", "acceptSome", "accept": say("accepting", "验收通过")
    case "refuse": say("refusing", "验收拒绝")
    case "disposePart", "dispose": say("putting away", "处置")
    case "becomeDue": say("making it due", "转为待退款")
    case "refundPart", "refund": say("paying back", "退款")
    case "withdraw": say("withdrawing", "撤回")
    case "confirm": say("confirming", "确认到账")
    case "fail": say("noting it as failed", "标记失败")
    default: raw
    }
  }

  private func word(_ raw: String) -> String {
    ReturnReception(rawValue: raw).map(reception) ?? ReturnAcceptance(rawValue: raw).map(acceptance)
      ?? RefundState(rawValue: raw).map(refundState) ?? raw
  }

  func rule(_ refusal: RuleRefusal) -> String {
    switch refusal {
    case .emptyName: say("A name is needed.", "名称必填。")
    case .nameTaken(let name): say("There is a rule \(quoted(name)) already.", "规则\(quoted(name))已存在。")
    case .badSentence(let text):
      say(
        "\(recordField("sentence")): \(quoted(text)) is no view of orders.",
        "\(recordField("sentence"))：\(quoted(text))不是有效的视图。")
    case .wrongKind(let expected): say("A view of \(kind(expected)) is needed.", "需要\(kind(expected))的视图。")
    case .badValue(let effect, let found):
      say(
        "\(recordField("value")): \(quoted(found)) does not fit \(ruleEffect(effect)).",
        "\(recordField("value"))：\(quoted(found))不适用于\(ruleEffect(effect))。")
    case .notTried(let name):
      say("\(name) was not tried out as it is now: try it first.", "\(name) 修改后尚未试运行：请先试运行。")
    case .alreadyOn(let name): say("\(name) is on already.", "\(name) 已启用。")
    case .alreadyOff(let name): say("\(name) is off already.", "\(name) 已停用。")
    case .unchanged: say("Nothing would change.", "没有变化。")
    }
  }

  /// The heading of an action of these in the journal and over its form; nil for others.
  func returnTitle(_ id: String) -> String? { Words.returnActions[id].map { say($0.english, $0.chinese) } }

  /// Titles in both languages, and in Chinese what they do: the store's own table says that in English.
  static let returnActions: [String: (english: String, chinese: String, help: String)] = [
    "returnOrder": ("goods came back", "商品已退回", "记录订单的商品已全部退回。"),
    "requestReturn": ("return", "登记退货", "为已发出的商品登记退货：货号*数量，以逗号分隔；不填则为买家手中的全部。"),
    "authoriseReturn": ("agreement to a return", "同意退货", "同意退货，等待商品寄回。"),
    "declineReturn": ("refusal of a return", "拒绝退货", "拒绝买家的退货申请。"),
    "cancelReturn": ("end of a return", "取消退货", "在收到商品前取消退货。"),
    "expireReturn": ("return expired", "退货过期", "不再等待一直未寄回的退货。"),
    "loseReturn": ("return lost", "退货丢失", "记录退货途中丢失。"),
    "settleShort": ("return settled short", "短收结案", "不再等待退货的剩余部分。"),
    "leaveWithBuyer": ("goods left with the buyer", "无需退回", "商品留给买家，照常退款。"),
    "sendReturn": ("return on its way", "退货在途", "记录退货已寄出及运单号。"),
    "noteReturn": ("note on a return", "退货备注", "填写店铺对退货的备注。"),
    "receiveReturn": ("receipt of a return", "退货收货", "登记收到的退货：货号*数量，以逗号分隔；不填则为全部待收。"),
    "startReturn": ("start of a return's receipt", "开始退货收货", "打开退货包裹，逐件扫描收货。"),
    "keepUnexpected": ("something unexpected kept", "登记多出商品", "登记退货包裹中未申报的商品：本店货号进入退货库位。"),
    "putAwayReturn": ("goods of a return put away", "退货处置", "决定退回商品的去向：上架、翻新、退供应商、报废或退回买家。"),
    "acceptReturn": ("return accepted", "验收合格", "判定退回的商品合格，可退款和处置。"),
    "refuseReturn": ("return refused", "验收拒收", "拒收退回的商品，并记录原因。"),
    "questionReturn": ("return in question", "退货待核实", "无法判定的退货，需向买家或承运商核实。"),
    "refundReturn": ("refund of a return", "退货退款", "按每件的价格、折扣、税费分摊退款；shipping=yes 时含运费，可扣费用。"),
    "refundOrder": ("refund", "订单退款", "为不退回的商品（取消、丢失、补偿）退款，或退指定金额。"),
    "confirmRefund": ("refund paid", "退款到账", "记录退款已付出。"),
    "failRefund": ("refund failed", "退款失败", "记录退款未能付出，仍待退款。"),
    "cancelRefund": ("refund called off", "取消退款", "取消尚未付出的退款。"),
    "exchangeReturn": ("exchange", "换货", "为退回的商品换发其他商品，差价多退少补。"),
    "cancelUnits": ("units called off", "取消部分", "取消未发出的若干件；已离架的需放回。"),
    "restoreUnits": ("units wanted again", "恢复件数", "恢复已取消的件数。"),
    "changeQuantity": ("change of quantity", "修改数量", "修改明细的订购数量及金额。"),
    "splitOrder": ("split", "拆单", "把未发出的部分商品拆成新订单，金额与库存分配随之分摊。"),
    "mergeOrders": ("merge", "合单", "把同一买家、地址和币种的另一订单并入此订单。"),
    "putBackGoods": ("goods put back", "放回货架", "把已离架而被取消的商品放回货架。"),
    "checkAddress": ("address check", "检查地址", "地址有问题的订单暂停，并注明问题。"),
    "fixAddress": ("address put right", "修正地址", "修正订单的收货地址；全部修正后自动放行。"),
    "createRule": ("new rule", "新建规则", "新建审单规则（默认停用）：订单视图及其动作。"),
    "editRule": ("edit of a rule", "编辑规则", "修改审单规则；条件或动作变更后需重新试运行。"),
    "tryRule": ("trial of a rule", "试运行规则", "用近 90 天的订单试运行，不做任何改动。"),
    "switchRuleOn": ("rule switched on", "启用规则", "启用已试运行的规则。"),
    "switchRuleOff": ("rule switched off", "停用规则", "停用规则；已做的保留。"),
    "removeRule": ("end of a rule", "删除规则", "删除规则；已做的保留。"),
    "reviewOrder": ("review", "审单", "让审单规则立即检查此订单。"),
  ]
}
