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
    case .scenario: say("Scenario", "作业类型")
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
    case .run(.scenario): scenario(raw).lowercased()
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
}

/// Words of fulfilment for whoever tells them without drawing a screen.
public enum FulfilmentWording {
  /// Why a box is the one, or is not.
  public static func box(_ verdict: BoxChoice.Verdict, in language: Language) -> String {
    Words(language: language).box(verdict)
  }
}
