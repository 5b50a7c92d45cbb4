internal import Domain

/// What a handheld says: few words, each its own, so that they are told apart at arm's length.
extension Words {
  /// The scenario's word at the top; in a list it stands in small letters.
  func scenario(_ word: String) -> String {
    switch word {
    case PickRun.word: say("PICK", "拣货")
    case PackRun.word: say("PACK", "打包")
    case PutAwayRun.word: say("PUT AWAY", "上架")
    case MoveReason.replenishment.rawValue: say("REFILL", "补货")
    case MoveReason.putBack.rawValue: say("PUT BACK", "退回货架")
    case CountRun.word: say("COUNT", "盘点")
    case ReceiveRun.word: say("RECEIVE", "收货")
    case ReturnRun.word: say("RETURN", "退货")
    default: word.uppercased()
    }
  }

  /// What the bottom line asks for.
  func prompt(_ step: ScanStep) -> String {
    switch step.prompt {
    case .cart: say("SCAN CART", "扫拣货车")
    case .location: say("SCAN LOC", "扫库位")
    case .product: say("SCAN ITEM", "扫商品")
    case .lot: say("SCAN LOT", "扫批次")
    case .expiry: say("EXPIRY", "有效期")
    case .quantity: say("QTY", "数量")
    case .bin: say("SCAN BIN", "扫货框")
    case .zeroCheck: say("EMPTY? Y/N", "已空？Y/N")
    case .reason: say("REASON", "原因")
    case .confirmation: confirmation(step)
    case .unloading: say("UNLOAD BIN", "卸货框")
    case .order: say("SCAN ORDER", "扫订单")
    case .box: say("SCAN BOX", "扫纸箱")
    case .weight: say("GRAMS", "克重")
    case .condition: say("STATE", "成色")
    case .unexpected: say("SCAN EXTRA", "扫多出商品")
    case .done: say("DONE", "完成")
    }
  }

  /// What is to be scanned once more.
  private func confirmation(_ step: ScanStep) -> String {
    switch step.accepts.first {
    case .location: say("LOC AGAIN", "再扫库位")
    case .product: say("ITEM AGAIN", "再扫商品")
    case .lot: say("LOT AGAIN", "再扫批次")
    case .order: say("ORDER AGAIN", "再扫订单")
    default: say("SCAN AGAIN", "再扫一次")
    }
  }

  /// What a function key does here; short enough for twenty columns.
  func key(_ act: ScanAct) -> String {
    switch act {
    case .skip: say("skip", "跳过")
    case .short: say("short", "缺货")
    case .otherLot: say("lot", "换批")
    case .back: say("back", "返回")
    case .fullBin: say("full", "已满")
    case .damaged: say("damaged", "残损")
    case .finish: say("finish", "结束")
    case .nextBox: say("box", "换箱")
    case .takeOut: say("out", "取出")
    case .setAside: say("aside", "搁置")
    case .elsewhere: say("other", "他处")
    case .unexpected: say("extra", "多出")
    }
  }

  /// A line of the screen; a label of four letters and what it is.
  func line(_ fact: ScanFact) -> (label: String, text: String) {
    switch fact {
    case .progress(let at, let of): (say("STEP", "步骤"), "\(at)/\(of)")
    case .cart(let cart): (say("CART", "车"), cart)
    case .location(let place): (say("LOC", "库位"), place)
    case .source(let place): (say("FROM", "取自"), place)
    case .product(let sku): (say("SKU", "货号"), sku)
    case .lot(let lot): (say("LOT", "批次"), lot)
    case .quantity(let done, let of): (say("QTY", "数量"), done == 0 ? "\(of)" : "\(done)/\(of)")
    case .counted(let number): (say("SEEN", "已数"), "\(number)")
    case .bin(let bin): (say("BIN", "货框"), bin ?? say("any", "任意"))
    case .order(let order): (say("ORD", "订单"), order)
    case .box(let box): (say("BOX", "纸箱"), box)
    case .noBoxFits: (say("BOX", "纸箱"), say("none fits", "都装不下"))
    case .weight(let expected, let tolerance): (say("WANT", "应为"), "\(expected)±\(tolerance) g")
    case .confirms(let act): (say("FOR", "用于"), key(act))
    case .reasons, .conditions: ("", "")
    case .awaited(let sku, let number): (say("DUE", "待收"), "\(sku) \(number)")
    case .unexpected(let number): (say("EXTRA", "多出"), "\(number)")
    }
  }

  func reason(_ reason: ShortReason) -> String {
    switch reason {
    case .notFound: say("not found", "找不到")
    case .fewer: say("fewer", "数量少")
    case .damaged: say("damaged", "残损")
    case .wrongGoods: say("wrong goods", "货不对")
    case .expired: say("expired", "过期")
    case .blocked: say("blocked", "到不了")
    }
  }

  /// Why a place is counted, as the store keeps it.
  func countCause(_ raw: String) -> String {
    switch raw {
    case "asked": say("somebody asked", "人工安排")
    case "notEmpty": say("not empty", "账面已空，实际有货")
    default: ShortReason(rawValue: raw).map(reason) ?? raw
    }
  }

  func condition(_ condition: ReturnCondition) -> String {
    switch condition {
    case .good: say("good", "完好")
    case .opened: say("opened", "已拆封")
    case .damaged: say("damaged", "残损")
    case .incomplete: say("incomplete", "不完整")
    }
  }

  /// The word of a refused scan, in capitals, and what was found.
  func refused(_ refusal: ScanRefusal) -> String {
    switch refusal {
    case .halfScan: say("HALF SCAN: once more", "扫描不全：请重扫")
    case .unreadable: say("UNREADABLE", "无法识读")
    case .unknownCode(let code): say("UNKNOWN CODE \(code)", "未知条码 \(code)")
    case .codeOfAnotherKind(_, let found):
      say("THAT IS \(found == .order ? "AN" : "A") \(kind(found))", "这是\(kind(found))")
    case .ambiguousCode(let names): say("AMBIGUOUS: \(list(names))", "条码不唯一：\(list(names))")
    case .wrongCart(_, let found): say("WRONG CART \(found)", "拣货车不对 \(found)")
    case .wrongLocation(_, let found): say("WRONG LOCATION \(found)", "库位不对 \(found)")
    case .wrongProduct(_, let found): say("WRONG PRODUCT \(found)", "商品不对 \(found)")
    case .wrongLot(_, let found): say("WRONG LOT \(found)", "批次不对 \(found)")
    case .wrongPack(let holds, let left): say("WRONG PACK of \(holds), left \(left)", "包装不对：\(holds) 件装，剩 \(left)")
    case .wrongBin(_, let found): say("WRONG BIN \(found)", "货框不对 \(found)")
    case .wrongOrder(_, let found): say("WRONG ORDER: \(found)'s", "订单不对：属 \(found)")
    case .wrongBox(let found): say("NO BOX \(found)", "没有纸箱 \(found)")
    case .binIsFull(let bin): say("\(bin) IS FULL", "\(bin) 已满")
    case .emptyBin(let bin): say("\(bin) IS EMPTY", "\(bin) 是空的")
    case .overPick(let asked, let left): say("TOO MANY: \(asked), left \(left)", "多了：\(asked)，剩 \(left)")
    case .overReceipt(let asked, let left): say("TOO MANY: \(asked), left \(left)", "超收：\(asked)，剩 \(left)")
    case .zeroQuantity: say("ZERO? press F3", "零件？请按 F3")
    case .numberOutOfRange(let found, let least, let most):
      say("\(found) IS NOT \(least) TO \(most)", "\(found) 不在 \(least) 至 \(most)")
    case .expired(let day): say("EXPIRED \(day.dateText)", "已过期 \(day.dateText)")
    case .noSuchDate(let text): say("NO DATE \(text)", "不是日期 \(text)")
    case .closedLocation(let place): say("\(place) IS CLOSED", "\(place) 已关闭")
    case .cancelledOrder(let order): say("CANCELLED: \(order)", "已取消：\(order)")
    case .finishedRun: say("ALL DONE", "已全部完成")
    case .needsConfirmation: say("SCAN AGAIN TO CONFIRM", "请再扫一次确认")
    case .keyNotHere(let key): say("NO \(key.rawValue.uppercased()) HERE", "此处不能按 \(key.rawValue.uppercased())")
    case .notExpectedHere: say("NOT HERE", "此处不需要")
    case .scannerOnly: say("SCAN, DO NOT TYPE", "请扫描，勿键入")
    case .onlyTask: say("IT IS THE LAST ONE", "已是最后一项")
    case .nothingCounted: say("NOTHING COUNTED", "尚未计数")
    case .notAllPacked(let left): say("\(left) NOT PACKED", "还有 \(left) 件未装")
    case .weightOutside(let found, let least, let most):
      say("\(found) g, NOT \(least)-\(most) g", "\(found) 克，应 \(least)-\(most) 克")
    case .textTooLong: say("TOO LONG", "太长")
    }
  }

  private func kind(_ kind: CodeKind) -> String {
    switch kind {
    case .location: say("LOCATION", "库位")
    case .product: say("PRODUCT", "商品")
    case .lot: say("LOT", "批次")
    case .bin: say("BIN", "货框")
    case .cart: say("CART", "拣货车")
    case .order: say("ORDER", "订单")
    case .box: say("BOX", "纸箱")
    }
  }

  func notice(_ notice: ScanNotice) -> String {
    switch notice {
    case .locationClosed(let place): say("\(place) IS CLOSED", "\(place) 已关闭")
    case .orderCancelled(let order): say("CANCELLED: \(order)", "订单已取消：\(order)")
    case .orderHeld(let order): say("ON HOLD, set aside: \(order)", "已挂起，先放一边：\(order)")
    case .orderLost(let order): say("NO LONGER PROMISED: \(order)", "库存不再分配给：\(order)")
    case .takenOver(let actor): say("\(actor) TOOK OVER", "\(actor) 已接手")
    case .ended: say("THE WAVE IS OVER", "波次已结束")
    }
  }

  /// What was dropped of several scans.
  func dropped(_ drop: ScanQueue.Drop) -> String {
    switch drop {
    case .duplicate: say("SAME CODE TWICE", "重复扫描")
    case .afterError: say("SCAN ON AFTER THE ERROR", "出错后未执行")
    case .full: say("TOO FAST", "扫描过快")
    }
  }
}
