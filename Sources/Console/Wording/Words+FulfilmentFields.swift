public import Domain

/// Names of the columns that fulfilment is listed by, and the words of their choices.
extension Words {
  func title(_ field: WaveField) -> String {
    switch field {
    case .number: say("Wave", "波次")
    case .state: say("State", "状态")
    case .warehouse: say("Warehouse", "仓库")
    case .orders: say("Orders", "订单数")
    case .units: say("Units", "件数")
    case .picked: say("Picked", "已拣")
    case .packed: say("Packed", "已打包")
    case .shipped: say("Shipped", "已出库")
    case .short: say("Short", "缺货")
    case .walks: say("Walks", "作业")
    case .late: say("Late", "逾期")
    case .shipBy: say("Ship by", "发货期限")
    case .cutOff: say("Cut-off", "截单时间")
    case .carrier: say("Carrier", "承运商")
    case .channel: say("Channel", "放单通道")
    case .grouping: say("Walked for", "拣货方式")
    case .perRun: say("A walk", "每次单数")
    case .plannedBy: say("By", "计划人")
    case .plannedAt: say("Planned", "计划时间")
    case .releasedAt: say("Released", "释放时间")
    case .sentence: say("Sentence", "查询语句")
    case .id: say("Id", "内部号")
    }
  }

  func title(_ field: FulfilmentField) -> String {
    switch field {
    case .number: say("No", "配货单")
    case .order: say("Order", "订单")
    case .stage: say("Stage", "状态")
    case .wave: say("Wave", "波次")
    case .warehouse: say("Warehouse", "仓库")
    case .units: say("Units", "件数")
    case .picked: say("Picked", "已拣")
    case .packed: say("Packed", "已打包")
    case .parcels: say("Parcels", "包裹数")
    case .short: say("Short", "缺货")
    case .shipBy: say("Ship by", "发货期限")
    case .late: say("Late", "逾期")
    case .carrier: say("Carrier", "承运商")
    case .sku: say("SKU", "货号")
    case .priority: say("Priority", "优先级")
    case .plannedAt: say("Planned", "计划时间")
    case .begunAt: say("Begun", "开始时间")
    case .id: say("Id", "内部号")
    }
  }

  func title(_ field: RunField) -> String {
    switch field {
    case .number: say("Walk", "作业号")
    case .scenario: say("Work", "作业类型")
    case .state: say("State", "状态")
    case .actor: say("Who", "作业人")
    case .wave: say("Wave", "波次")
    case .units: say("Units", "件数")
    case .done: say("Done", "已完成")
    case .short: say("Short", "缺件")
    case .shipBy: say("Ship by", "发货期限")
    case .late: say("Late", "逾期")
    case .order: say("Order", "订单")
    case .warehouse: say("Warehouse", "仓库")
    case .zone: say("Zone", "库区")
    case .cart: say("Cart", "拣货车")
    case .scannedAt: say("Last scan", "最近扫描")
    case .leaseUntil: say("Held until", "保留至")
    case .madeAt: say("Made", "创建时间")
    case .startedAt: say("Begun", "开始时间")
    case .doneAt: say("Ended", "结束时间")
    case .id: say("Id", "内部号")
    }
  }

  func title(_ field: ParcelField) -> String {
    switch field {
    case .number: say("Parcel", "包裹号")
    case .order: say("Order", "订单")
    case .state: say("State", "状态")
    case .carrier: say("Carrier", "承运商")
    case .tracking: say("Label", "运单号")
    case .units: say("Units", "件数")
    case .box: say("Box", "纸箱")
    case .grams: say("Grams", "实重")
    case .expectedGrams: say("Expected", "应重")
    case .manifest: say("Manifest", "交接单")
    case .wave: say("Wave", "波次")
    case .fulfilment: say("Goods", "配货单")
    case .warehouse: say("Warehouse", "仓库")
    case .shipBy: say("Ship by", "发货期限")
    case .late: say("Late", "逾期")
    case .packedBy: say("By", "打包人")
    case .packedAt: say("Packed", "打包时间")
    case .shippedAt: say("Shipped", "出库时间")
    case .eta50: say("Likely on", "预计")
    case .eta80: say("Expected by", "预计最迟")
    case .lateBy: say("Late, h", "晚点小时")
    case .id: say("Id", "内部号")
    }
  }

  func title(_ field: ManifestField) -> String {
    switch field {
    case .number: say("Manifest", "交接单")
    case .carrier: say("Carrier", "承运商")
    case .warehouse: say("Warehouse", "仓库")
    case .state: say("State", "状态")
    case .parcels: say("Parcels", "包裹数")
    case .grams: say("Grams", "重量")
    case .madeBy: say("By", "制单人")
    case .madeAt: say("Made", "制单时间")
    case .shippedAt: say("Shipped", "出库时间")
    case .id: say("Id", "内部号")
    }
  }

  /// A choice's word of what is between shelf and carrier.
  func fulfilmentChoice(_ raw: String, of field: Field) -> String? {
    switch field {
    case .wave(.state): WaveState(rawValue: raw).map(waveState)
    case .wave(.grouping): WaveGrouping(rawValue: raw).map(grouping)
    case .fulfilment(.stage): FulfilmentStage(rawValue: raw).map(stage)
    case .run(.scenario): work(raw)
    case .run(.state): RunState(rawValue: raw).map(runState)
    case .parcel(.state): ParcelState(rawValue: raw).map(parcelState)
    case .manifest(.state): ManifestState(rawValue: raw).map(manifestState)
    case .sheet(.state): SheetState(rawValue: raw).map(sheetState)
    default: nil
    }
  }

  func grouping(_ grouping: WaveGrouping) -> String {
    switch grouping {
    case .discrete: say("discrete", "单拣")
    case .batch: say("batch", "批拣")
    case .cluster: say("cluster", "边拣边分")
    case .zone: say("zone", "分区拣")
    }
  }

  /// The scenario's word in a list; on a handheld's title it is in capitals.
  private func work(_ word: String) -> String {
    switch word {
    case PickRun.word: say("pick", "拣货")
    case PackRun.word: say("pack", "打包")
    case PutAwayRun.word: say("put away", "上架")
    case CountRun.word: say("count", "盘点")
    case ReceiveRun.word: say("receive", "收货")
    case ReturnRun.word: say("return", "退货收货")
    default: word
    }
  }

  func runState(_ state: RunState) -> String {
    switch state {
    case .waiting: say("waiting", "待领取")
    case .given: say("given", "已指派")
    case .walking: say("walking", "作业中")
    case .left: say("left", "已离开")
    case .done: say("done", "已结束")
    case .cancelled: say("cancelled", "已取消")
    }
  }

  func parcelState(_ state: ParcelState) -> String {
    switch state {
    case .packed: say("packed", "已打包")
    case .labelled: say("labelled", "已贴单")
    case .manifested: say("manifested", "待交接")
    case .shipped: say("shipped", "已出库")
    }
  }

  func manifestState(_ state: ManifestState) -> String {
    switch state {
    case .open: say("open", "待交接")
    case .shipped: say("shipped", "已出库")
    }
  }

  /// Why a box is the one, or is not.
  func box(_ verdict: BoxChoice.Verdict) -> String {
    switch verdict {
    case .fits: say("fits", "合适")
    case .larger(let than): say("larger than \(than), which fits", "大于合适的 \(than)")
    case .tooShort(let sku): say("too short for \(sku)", "放不下 \(sku)")
    case .tooLittleRoom(let needed, let has):
      say("\(needed) cm³ of goods, room for \(has)", "商品 \(needed) cm³，可装 \(has) cm³")
    case .tooHeavy(let grams, let most): say("\(grams) g, holds \(most) g", "\(grams) 克，限重 \(most) 克")
    case .closed: say("not used any more", "已停用")
    }
  }

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
    default: fulfilmentField(name) ?? stockField(name) ?? name
    }
  }
}

/// Words of fulfilment for whoever tells them without drawing a screen.
public enum FulfilmentWording {
  /// Why a box is the one, or is not.
  public static func box(_ verdict: BoxChoice.Verdict, in language: Language) -> String {
    Words(language: language).box(verdict)
  }
}
