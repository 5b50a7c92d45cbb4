internal import Domain

extension Words {
  /// Why something cannot be done with stock.
  func stock(_ refusal: StockRefusal) -> String {
    switch refusal {
    case .badQuantity(let quantity):
      say("\(quantity) is no quantity: 1 to 1,000,000,000.", "\(quantity) 不是有效数量：1 至 1,000,000,000。")
    case .sameLocation: say("Both places are the same.", "两个库位相同。")
    case .notThere(let sku, let location, let asked, let found):
      say(
        "\(location) has \(found) of \(sku), not \(asked).", "\(location) 只有 \(found) 件 \(sku)，不足 \(asked) 件。")
    case .promised(let sku, let warehouse, let asked, let free):
      say(
        "\(free) of \(sku) are free in \(warehouse), not \(asked): the others are promised to orders.",
        "\(warehouse) 的 \(sku) 可用 \(free) 件，不足 \(asked) 件：其余已分配给订单。")
    case .closedLocation(let code): say("\(code) is closed.", "\(code) 已关闭。")
    case .notABin(let code): say("\(code) is no place for these goods: name a bin.", "\(code) 不能存放这些货物：请指定库位。")
    case .mirror(let code):
      say("\(code) is not counted here: its numbers come from outside.", "\(code) 的数量来自外部，不能在此修改。")
    case .lotNeeded(let sku): say("\(sku) is kept by lots: name one.", "\(sku) 按批次管理：请指定批次。")
    case .wrongLot(let sku, let lot): say("\(lot) is no lot of \(sku).", "\(lot) 不是 \(sku) 的批次。")
    case .notSellable(let lot, _): say("The lot \(lot) may not be sold.", "批次 \(lot) 不可销售。")
    case .notEmpty(let location, let units):
      say("\(location) is not empty: \(units) units.", "\(location) 不为空：\(units) 件。")
    case .transition(let from, let event, let fits):
      say(
        "From \(from) there is no \(event)\(fits.isEmpty ? "" : ", only " + fits.joined(separator: ", ")).",
        "“\(stockState(from))”不能\(stockStep(event, from))"
          + (fits.isEmpty ? "。" : "，只能\(steps(fits) { stockStep($0, from) })。"))
    case .held(let order): say("\(named(order)) is on hold.", "\(named(order))已挂起。")
    case .notPaid(let order):
      say("\(named(order)) is not to be sent: not paid, or sent already.", "\(named(order))不需发货：未付款或已发货。")
    case .cancelled(let order): say("\(named(order)) is cancelled.", "\(named(order))已取消。")
    case .notWanted(let order):
      say(
        "\(named(order)) was paid back in full: nothing of it is to be sent.", "\(named(order))已全额退款：不再发货。")
    case .nothingToAllocate(let order):
      say("\(named(order)) waits for nothing.", "\(named(order))没有待分配的商品。")
    case .nothingFree(let order):
      say("No warehouse has anything free for \(named(order)).", "没有仓库有\(named(order))可用的库存。")
    case .nothingAllocated(let order):
      say("Nothing on the shelf is promised to \(named(order)).", "\(named(order))没有已分配的库存。")
    case .underWay(let order, let state):
      say("\(named(order)) is \(state): goods have left the shelf.", "\(named(order))\(stockState(state))：货物已离架。")
    case .unmappedLine(_, let sku):
      say("\(quoted(sku)) stands for no SKU of ours: map it first.", "\(quoted(sku)) 尚未对应货号：请先映射。")
    }
  }

  /// A state of a lot, or of an order's units.
  private func stockState(_ raw: String) -> String {
    LotStatus(rawValue: raw).map(lotStatus) ?? UnitState(rawValue: raw).map(unitState) ?? raw
  }

  /// What a lot or units of an order would go through; both may be recalled.
  private func stockStep(_ raw: String, _ from: String) -> String {
    if LotStatus(rawValue: from) != nil, let event = LotEvent(rawValue: raw) { return lotStep(event) }
    return UnitEvent(rawValue: raw).map(unitStep) ?? raw
  }

  private func lotStep(_ event: LotEvent) -> String {
    switch event {
    case .approve: say("approving", "判为合格")
    case .hold: say("holding", "冻结")
    case .quarantine: say("quarantining", "隔离")
    case .recall: say("recalling", "召回")
    case .expire: say("expiring", "标为过期")
    case .damage: say("damaging", "标为残损")
    }
  }

  private func unitStep(_ event: UnitEvent) -> String {
    switch event {
    case .reserve: say("reserving", "分配")
    case .peg: say("pegging", "待采购")
    case .backorder: say("backordering", "转为缺货")
    case .pick: say("picking", "拣货")
    case .putBack: say("putting back", "退回货架")
    case .pack: say("packing", "打包")
    case .unpack: say("unpacking", "拆包")
    case .ship: say("shipping", "发货")
    case .recall: say("recalling", "追回")
    case .comeBack: say("coming back", "退货")
    case .cancel: say("cancelling", "取消")
    case .revive: say("reviving", "恢复")
    }
  }

  /// Why a warehouse gives what it gives to an order.
  func verdict(_ verdict: Routing.Verdict) -> String {
    switch verdict {
    case .wholeOrder: say("has everything", "全部有货")
    case .part(let units): say("gives \(units)", "提供 \(units) 件")
    case .closed: say("is closed", "已关闭")
    case .doesNotShipTo(let country): say("does not send to \(country)", "不发往 \(country)")
    case .forbidden(let rule): say("forbidden by the rule \(quoted(rule))", "规则\(quoted(rule))禁止")
    case .tooFew(let sku, let asked, let free):
      say("has \(free) of \(sku), \(asked) asked", "\(sku) 只有 \(free) 件，需要 \(asked) 件")
    case .nothing: say("gives nothing", "不提供")
    case .notNeeded(let code): say("not needed: \(code) sends all", "不需要：\(code) 可全部发出")
    }
  }

  private func named(_ order: String) -> String { order.isEmpty ? say("The order", "订单") : order }
}
