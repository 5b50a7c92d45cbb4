internal import Domain

/// Rows between shelf and carrier as the journal and the forms about them name them.
extension Words {
  /// A journal's field between shelf and carrier, `runs/7/started_at`, as people read it; nil for others.
  func fulfilmentChange(_ name: String) -> String? {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count >= 2, let table = fulfilmentTable(parts[0]) else { return nil }
    if parts.count == 2 { return "\(table) \(parts[1])" }
    let camel = parts[2].split(separator: "_").enumerated().map { index, word in
      index == 0 ? String(word) : word.prefix(1).uppercased() + word.dropFirst()
    }.joined()
    return "\(table) \(parts[1]) · \(fulfilmentColumn(camel))"
  }

  private func fulfilmentTable(_ name: String) -> String? {
    switch name {
    case "release_channels": say("Channel", "通道")
    case "boxes": say("Box", "箱型")
    case "bin_levels": say("Level", "库位上下限")
    case "waves": say("Wave", "波次")
    case "fulfilments": say("Goods", "配货单")
    case "runs": say("Walk", "作业")
    case "run_steps": say("Step", "步骤")
    case "picks": say("Pick", "拣货")
    case "parcels": say("Parcel", "包裹")
    case "labels": say("Label", "面单")
    case "manifests": say("Manifest", "交接单")
    case "count_tasks": say("Count", "盘点")
    case "stock_tasks": say("Task", "移库")
    case "papers": say("Paper", "单证")
    case "paper_senders": say("Sender", "发件人")
    case "sdr_rates": say("Rate of the SDR", "SDR 汇率")
    case "declared_values": say("Declared value", "申报价值")
    case "carriers": say("Carrier", "承运商")
    case "services": say("Service", "渠道")
    case "rate_sheets": say("Sheet", "报价表")
    case "way_settings": say("Weights", "权重")
    case "exchange_rates": say("Rate", "汇率")
    case "way_choices": say("Way", "渠道选择")
    case "fallback_plans": say("Plan", "备用方案")
    case "number_links": say("Number", "单号")
    case "tracking_corrections": say("Put right", "更正")
    case "consolidations": say("Consolidation", "集包")
    case "consolidated": say("Within", "内件")
    case "legs": say("Leg", "运输段")
    case "alerts": say("Alert", "预警")
    case "claims": say("Claim", "索赔")
    case "missing_reports": say("Not received", "未收到")
    default: nil
    }
  }

  private func fulfilmentColumn(_ name: String) -> String {
    switch name {
    case "releasedAt": say("released", "释放时间")
    case "cancelledAt": say("cancelled", "取消时间")
    case "startedAt", "begunAt": say("begun", "开始时间")
    case "doneAt": say("ended", "结束时间")
    case "voidedAt": say("void", "作废时间")
    case "shippedAt": say("shipped", "出库时间")
    case "picked", "moved": say("done", "已完成")
    case "short", "missing": say("short", "缺件")
    case "bin": say("bin", "货框")
    case "cancelled": say("not wanted any more", "不再需要")
    case "quantity": say("units", "件数")
    case "parcelId": say("parcel", "包裹")
    case "manifestId": say("manifest", "交接单")
    case "cameShort": say("short", "缺货")
    case "runId": say("walk", "作业")
    case "replacedBy": say("goes on as", "转为")
    case "closedAt": say("closed", "封包时间")
    case "workLimit": say("limit", "上限")
    case "code", "codeKey": say("code", "编码")
    case "lengthMm": say("length, mm", "长（毫米）")
    case "widthMm": say("width, mm", "宽（毫米）")
    case "heightMm": say("height, mm", "高（毫米）")
    case "closed": say("closed", "停用")
    case "warehouseId": say("warehouse", "仓库")
    case "locationId", "atId": say("place", "库位")
    case "fromId": say("from place", "从库位")
    case "toId": say("to place", "到库位")
    case "variantId": say("SKU", "货号")
    case "orderId": say("order", "订单")
    case "lineId": say("line", "订单行")
    case "lotId": say("lot", "批次")
    case "channelId": say("channel", "通道")
    case "waveId": say("wave", "波次")
    case "fulfilmentId": say("goods", "配货单")
    case "boxId": say("box", "箱型")
    case "labelId": say("label", "面单")
    case "numberId": say("number", "单号")
    case "consolidationId": say("consolidation", "集包")
    case "childId": say("unit within", "内含集包")
    case "serviceId": say("service", "渠道")
    case "carrierId": say("carrier", "承运商")
    case "plannedBy", "madeBy", "packedBy", "askedBy", "openedBy": say("by", "操作人")
    case "doneBy": say("done by", "完成人")
    case "plannedAt": say("planned", "计划时间")
    case "madeAt", "addedAt": say("made", "建立时间")
    case "packedAt": say("packed", "装箱时间")
    case "askedAt": say("asked", "提出时间")
    case "saidAt": say("said", "反馈时间")
    case "acknowledgedBy": say("seen by", "处理人")
    case "acknowledgedAt": say("seen", "确认时间")
    case "toldBy": say("told by", "通知人")
    case "toldAt": say("told", "通知时间")
    case "openedAt": say("opened", "发起时间")
    case "fileBy": say("file by", "提交期限")
    case "filedAt": say("filed", "提交时间")
    case "answerBy": say("answer by", "答复期限")
    case "endedAt": say("ended", "结束时间")
    case "asked": say("asked", "索赔额")
    case "granted": say("granted", "获赔额")
    case "detail": say("more", "细分状态")
    case "validFrom": say("holds from", "生效")
    case "validUntil": say("holds until", "失效")
    case "found": say("found", "实盘数")
    case "seen": say("seen", "所见数")
    case "scenario": say("walk", "作业类型")
    case "zone": say("zone", "分区")
    case "expectedGrams": say("grams expected", "预估克重")
    case "trackingKey": say("number to look up", "查询用单号")
    case "addressRevision": say("address", "地址版本")
    case "kind": say("kind", "种类")
    case "format": say("format", "格式")
    case "source": say("source", "来源")
    case "digest": say("digest", "摘要")
    case "bytes": say("bytes", "字节数")
    case "sender": say("sender", "发件人")
    case "micros", "rate": say("rate", "汇率")
    case "rateDate", "day": say("day", "日期")
    case "amount": say("amount", "金额")
    case "cause", "why", "reason", "because": say("cause", "原因")
    case "note": say("note", "备注")
    case "title", "name": say("name", "名称")
    case "currency": say("currency", "币种")
    case "limits": say("limits", "限制")
    case "places": say("places", "地区")
    case "loss": say("lost, 0.01 %", "丢件率（万分之一）")
    case "shipBy": say("ship by", "发货期限")
    case "closedBecause": say("closed because", "停用原因")
    case "longestMm": say("longest side, mm", "最长边（毫米）")
    case "girthMm": say("length and girth, mm", "长加围长（毫米）")
    case "sidesMm": say("sum of sides, mm", "三边和（毫米）")
    case "valueCurrency": say("currency of the value", "货值币种")
    case "hazards": say("hazards", "特货属性")
    case "bodyId": say("prices", "报价内容")
    case "takenAt": say("taken in", "导入时间")
    case "appliedAt": say("applied", "执行时间")
    case "triedAt": say("tried out", "试算时间")
    case "fromCarrier": say("carrier in trouble", "异常承运商")
    case "fromService": say("service in trouble", "异常渠道")
    case "toService": say("by service", "改走渠道")
    case "inTime": say("slow ways refused", "排除超时渠道")
    case "lateCost": say("a day late costs", "迟到一天的成本")
    case "fromCurrency": say("one unit of", "货币")
    case "toCurrency": say("in", "折合")
    case "billedGrams": say("grams billed", "计费克重")
    case "chosenAt": say("chosen", "选择时间")
    case "chosenBy": say("chosen by", "选择方式")
    case "cost": say("cost", "成本")
    case "price": say("price", "价格")
    case "daysP50": say("days, half", "半数天数")
    case "daysP80": say("days, four of five", "八成天数")
    case "explanation": say("why", "选择依据")
    case "madeFor", "madeFrom": say("made from", "依据")
    default:
      fulfilmentField(name) ?? stockField(name) ?? delayField(name) ?? wayField(name) ?? paperField(name)
        ?? supplyField(name) ?? returnField(name) ?? name
    }
  }

  /// A word of a row's list, by its table and column: `claims/3/state`; nil where it is none.
  func rowWord(_ raw: String, _ field: String) -> String? {
    let parts = field.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3 else { return nil }
    switch (parts[0], parts[2]) {
    case ("claims", "state"): return ClaimState(rawValue: raw).map(claimState)
    case ("claims", "cause"): return ClaimCause(rawValue: raw).map(claimCause)
    case ("papers", "kind"): return PaperKind(rawValue: raw).map(paper)
    case ("declared_values", "why"): return DeclaredReason(rawValue: raw).map(declaredReason)
    case ("waves", "grouping"): return WaveGrouping(rawValue: raw).map(grouping)
    default: return nil
    }
  }

  /// A choice of an action's form, as people read it; nil where the field's name alone tells.
  func formChoice(_ raw: String, _ field: String, of action: String) -> String? {
    switch (action, field) {
    case ("correctStatus", "status"): return TrackingStatus(rawValue: raw).map(trackingStatus)
    case ("correctStatus", "sub"): return TrackingDetail(rawValue: raw).map(trackingDetail)
    case ("printPapers", "kind"), ("printPaper", "kind"): return PaperKind(rawValue: raw).map(paper)
    case ("printPaper", "source"): return raw == "own" ? say("our own", "自制") : say("the carrier's", "承运商提供")
    case ("declareValue", "why"): return DeclaredReason(rawValue: raw).map(declaredReason)
    case ("openClaim", "cause"), ("claimAlert", "cause"): return ClaimCause(rawValue: raw).map(claimCause)
    case ("tellCustomer", "language"): return language(Language(named: raw))
    case ("planWave", "grouping"): return WaveGrouping(rawValue: raw).map(grouping)
    case (_, "leg"): return TrackingLeg(rawValue: raw).map(trackingLeg)
    case ("addNumber", "role"), ("addMaster", "role"): return TrackingRole(rawValue: raw).map(trackingRole)
    case ("openConsolidation", "form"): return ConsolidationForm(rawValue: raw).map(consolidationForm)
    default: return nil
    }
  }

  func declaredReason(_ reason: DeclaredReason) -> String {
    switch reason {
    case .refunded: say("refunded in part", "已部分退款")
    case .replacement: say("replacement", "补发")
    case .repaired: say("repaired", "返修")
    case .sample: say("sample", "样品")
    case .gift: say("gift", "礼品")
    case .used: say("used", "二手")
    }
  }
}
