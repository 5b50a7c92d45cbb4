internal import Domain

extension Words {
  /// Why something cannot be done with suppliers and purchases.
  func supply(_ refusal: SupplyRefusal) -> String {
    switch refusal {
    case .transition(let from, let event, let fits):
      say(
        "What is \(quoted(supplyState(from))) allows no \(supplyEvent(event))"
          + (fits.isEmpty ? "." : ", only \(steps(fits, supplyEvent))."),
        "“\(supplyState(from))”不能\(supplyEvent(event))" + (fits.isEmpty ? "。" : "，只能\(steps(fits, supplyEvent))。"))
    case .badQuantity(let quantity):
      say("\(quantity) is no quantity: 1 to 1,000,000,000.", "\(quantity) 不是有效数量：1 至 1,000,000,000。")
    case .sumTooLarge: say("The purchase is too large.", "采购单过大。")
    case .codeTaken(let code): say("A supplier is called \(quoted(code)) already.", "已有供应商\(quoted(code))。")
    case .supplierClosed(let code): say("Nothing is ordered from \(code) any more.", "已停止向 \(code) 采购。")
    case .inUse(let code): say("Others hang on \(code).", "\(code) 仍被引用。")
    case .noLines(let purchase): say("\(purchase) has no lines.", "\(purchase) 没有明细。")
    case .notSold(let supplier, let sku):
      say("\(theSupplier(supplier)) does not sell \(sku).", "\(theSupplier(supplier))不供应 \(sku)。")
    case .lineTwice(let sku): say("\(sku) is on the purchase already.", "采购单中已有 \(sku)。")
    case .belowMinimum, .notInPacks, .belowOrderUnits, .belowOrderAmount: minimum(refusal)
    case .tooMany(let sku, let asked, let room):
      say("Of \(sku) \(room) more are taken, not \(asked).", "\(sku) 最多还可收 \(room) 件，不能收 \(asked) 件。")
    case .notInPurchase(let purchase, let sku): say("\(purchase) has no \(sku).", "\(purchase) 中没有 \(sku)。")
    case .mustBeChecked, .noPlace, .sampleTooSmall, .moreDefectsThanSample, .heldBack: check(refusal)
    case .certificateMissing, .certificateExpired: certificate(refusal)
    case .nothingPromised(let order):
      say("Nothing for \(order) is coming, and no supplier promises it.", "\(order) 没有在途货物，也没有供应商承诺供货。")
    case .nothingPegged(let order): say("\(order) waits for no purchase.", "\(order) 没有待采购的商品。")
    case .nothingProposed: say("Nothing needs to be bought.", "没有需要采购的商品。")
    }
  }

  private func minimum(_ refusal: SupplyRefusal) -> String {
    switch refusal {
    case .belowMinimum(let sku, let asked, let minimum):
      say("\(sku) is sold from \(minimum) on, not \(asked).", "\(sku) 起订量 \(minimum) 件，不足：\(asked) 件。")
    case .notInPacks(let sku, let asked, let pack):
      say(
        "\(sku) is sold in packs of \(pack); \(asked) is no whole number of them.",
        "\(sku) 每包 \(pack) 件，\(asked) 件不是整包。")
    case .belowOrderUnits(let supplier, let asked, let minimum):
      say(
        "\(supplier) takes orders from \(minimum) units on; this one has \(asked).",
        "\(supplier) 起订 \(minimum) 件；本单 \(asked) 件。")
    case .belowOrderAmount(let supplier, let asked, let minimum):
      say(
        "\(supplier) takes orders from \(minimum.withCode) on; this one has \(asked.withCode).",
        "\(supplier) 起订金额 \(minimum.withCode)；本单 \(asked.withCode)。")
    default: ""
    }
  }

  private func check(_ refusal: SupplyRefusal) -> String {
    switch refusal {
    case .mustBeChecked(let sku, let location):
      say("\(sku) is checked first: it cannot come straight to \(location).", "\(sku) 需先质检，不能直接放入 \(location)。")
    case .noPlace(let warehouse, let place):
      say(
        "\(warehouse) has no place for it (use: \(use(place))): name one.", "\(warehouse) 没有“\(use(place))”库位：请指定库位。")
    case .sampleTooSmall(let needed, let found):
      say("\(needed) units are to be looked at, not \(found).", "需抽检 \(needed) 件，不足：\(found) 件。")
    case .moreDefectsThanSample(let defects, let sample):
      say("Of \(sample) units \(defects) cannot be bad.", "\(sample) 件中不可能有 \(defects) 件不良。")
    case .heldBack(let sku, let asked, let free):
      say(
        "\(free) of \(sku) can go, not \(asked): the others were found bad or have gone.",
        "\(sku) 可放行 \(free) 件，不能放行 \(asked) 件：其余不良或已处理。")
    default: ""
    }
  }

  private func certificate(_ refusal: SupplyRefusal) -> String {
    switch refusal {
    case .certificateMissing(let sku, let certificate, let country):
      say(
        "\(sku) has no \(certificate)\(country.isEmpty ? "" : ", which \(country) asks for"): it stays in check.",
        "\(sku) 缺少 \(certificate) 证书\(country.isEmpty ? "" : "（\(country) 要求）")：不能放行。")
    case .certificateExpired(let sku, let certificate, let number, let at):
      say(
        "The \(certificate)\(number.isEmpty ? "" : " \(number)") of \(sku) ended on \(at.civil().dateText): it "
          + "stays in check.",
        "\(sku) 的 \(certificate) 证书\(number.isEmpty ? "" : " \(number)")已于 \(at.civil().dateText) 到期：不能放行。")
    default: ""
    }
  }

  private func theSupplier(_ code: String) -> String { code.isEmpty ? say("The supplier", "该供应商") : code }

  // MARK: States

  func purchaseState(_ state: PurchaseState) -> String {
    switch state {
    case .draft: say("draft", "草稿")
    case .ordered: say("ordered", "已下单")
    case .confirmed: say("confirmed", "已确认")
    case .partlyReceived: say("partly received", "部分收货")
    case .received: say("received", "已收货")
    case .closed: say("closed", "已关闭")
    case .cancelled: say("cancelled", "已取消")
    }
  }

  func receiptState(_ state: ReceiptState) -> String {
    switch state {
    case .awaiting: say("awaits check", "待质检")
    case .sampling: say("being checked", "质检中")
    case .passed: say("passed", "合格")
    case .conditional: say("let through", "让步接收")
    case .failed: say("failed", "不合格")
    case .settled: say("settled", "已处理")
    }
  }

  func returnTerms(_ terms: ReturnTerms) -> String {
    switch terms {
    case .notAgreed: say("nothing agreed", "未约定")
    case .takesBack: say("takes back", "供方包退")
    case .atOurCost: say("takes back at our cost", "可退运费自理")
    case .refundOnly: say("refunds only", "仅退款")
    case .replaces: say("replaces", "包换")
    }
  }

  private func supplyState(_ raw: String) -> String {
    PurchaseState(rawValue: raw).map(purchaseState) ?? ReceiptState(rawValue: raw).map(receiptState) ?? raw
  }

  private func supplyEvent(_ raw: String) -> String {
    switch raw {
    case "order": say("ordering", "下单")
    case "confirm": say("confirming", "确认")
    case "receivePart", "receiveRest": say("receiving", "收货")
    case "close": say("closing", "关闭")
    case "cancel": say("cancelling", "取消")
    case "edit": say("editing", "修改")
    case "waive": say("waiving the check", "免检")
    case "sample": say("checking", "开始质检")
    case "pass": say("passing", "判合格")
    case "fail": say("failing", "判不合格")
    case "concede": say("letting through", "让步接收")
    case "settle": say("releasing, returning or writing off", "放行、退回或报损")
    case "release": say("releasing", "放行")
    case "reject": say("rejecting", "退回")
    default: raw
    }
  }
}
