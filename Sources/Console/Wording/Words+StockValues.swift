internal import Domain

/// Names of what stock is told by: fields, and the words of their lists.
extension Words {
  func title(_ field: StockField) -> String {
    switch field {
    case .sku: say("SKU", "货号")
    case .location: say("Place", "库位")
    case .quantity: say("Units", "数量")
    case .lot: say("Lot", "批次")
    case .warehouse: say("Warehouse", "仓库")
    case .title: say("Title", "品名")
    case .kind: say("Kind", "仓库类型")
    case .use: say("Use", "用途")
    case .sellable: say("For sale", "可售")
    case .expiresAt: say("Expires", "有效期")
    case .lotStatus: say("Lot status", "批次状态")
    case .owner: say("Owner", "货主")
    case .product: say("Product", "款号")
    case .id: say("Id", "内部号")
    }
  }

  func title(_ field: LocationField) -> String {
    switch field {
    case .code: say("Place", "库位码")
    case .warehouse: say("Warehouse", "仓库")
    case .kind: say("Kind", "仓库类型")
    case .use: say("Use", "用途")
    case .name: say("Name", "名称")
    case .role: say("Role", "级别")
    case .sequence: say("Walk", "拣货顺序")
    case .country: say("Country", "国家")
    case .priority: say("Priority", "优先级")
    case .closed: say("Closed", "已关闭")
    case .skus: say("SKUs", "货号数")
    case .units: say("Units", "件数")
    case .id: say("Id", "内部号")
    }
  }

  func title(_ field: MoveField) -> String {
    switch field {
    case .movedAt: say("Moved", "时间")
    case .sku: say("SKU", "货号")
    case .quantity: say("Units", "数量")
    case .from: say("From", "从")
    case .to: say("To", "到")
    case .reason: say("Reason", "原因")
    case .lot: say("Lot", "批次")
    case .owner: say("Owner", "货主")
    case .actor: say("By", "操作人")
    case .entry: say("Entry", "日志号")
    case .title: say("Title", "品名")
    case .id: say("Id", "内部号")
    }
  }

  /// Fields of stock's actions and of its journal; nil for others.
  func stockField(_ name: String) -> String? {
    switch name {
    case "from": say("From place", "从库位")
    case "at": say("Place", "库位")
    case "quantity": say("Units", "数量")
    case "counted": say("Counted", "盘点数")
    case "lot": say("Lot", "批次")
    case "owner": say("Owner", "货主")
    case "expires", "expiresAt": say("Expires", "有效期")
    case "opening": say("Opening stock", "期初库存")
    case "warehouse": say("Warehouse", "仓库")
    case "split": say("May be split", "允许分仓")
    case "kind": say("Kind", "仓库类型")
    case "role": say("Role", "级别")
    case "use": say("Use", "用途")
    case "sequence": say("Walk", "拣货顺序")
    case "shipsTo": say("Sends to", "发往国家")
    case "priority": say("Priority", "优先级")
    case "closed": say("Closed", "已关闭")
    case "mirroredAt": say("Told at", "同步时间")
    case "units": say("Units", "分配")
    default: nil
    }
  }

  /// A word of one of stock's lists, by the name of the field that has it; nil where it is none.
  func stockChoice(_ raw: String, _ field: String) -> String? {
    switch field {
    case "kind": LocationKind(rawValue: raw).map(locationKind)
    case "role": LocationRole(rawValue: raw).map(locationRole)
    case "use": BinUse(rawValue: raw).map(use)
    case "lotStatus": LotStatus(rawValue: raw).map(lotStatus)
    case "status": LotStatus(rawValue: raw).map(lotStatus)
    default: nil
    }
  }

  func locationKind(_ kind: LocationKind) -> String {
    switch kind {
    case .domestic: say("domestic", "国内仓")
    case .bonded: say("bonded", "保税仓")
    case .overseas: say("overseas", "海外仓")
    case .thirdParty: say("third party", "第三方仓")
    case .fba: say("FBA", "FBA仓")
    case .inTransit: say("in transit", "在途")
    case .supplier: say("supplier", "供应商")
    case .customer: say("customer", "客户")
    case .loss: say("loss", "损耗")
    }
  }

  func locationRole(_ role: LocationRole) -> String {
    switch role {
    case .warehouse: say("warehouse", "仓库")
    case .zone: say("zone", "库区")
    case .bin: say("bin", "库位")
    }
  }

  func use(_ use: BinUse) -> String {
    switch use {
    case .picking: say("picking", "拣货")
    case .reserve: say("reserve", "存储")
    case .receiving: say("receiving", "收货")
    case .quality: say("quality", "质检")
    case .packing: say("packing", "打包")
    case .returns: say("returns", "退货")
    case .damaged: say("damaged", "残损")
    }
  }

  func lotStatus(_ status: LotStatus) -> String {
    switch status {
    case .approved: say("approved", "合格")
    case .onHold: say("on hold", "冻结")
    case .quarantined: say("quarantined", "隔离")
    case .recalled: say("recalled", "召回")
    case .expired: say("expired", "过期")
    case .damaged: say("damaged", "残损")
    }
  }

  func moveReason(_ reason: MoveReason) -> String {
    switch reason {
    case .opening: say("opening", "期初")
    case .receipt: say("receipt", "收货")
    case .putAway: say("put away", "上架")
    case .relocation: say("relocation", "移位")
    case .replenishment: say("replenishment", "补货")
    case .pick: say("pick", "拣货")
    case .pack: say("pack", "打包")
    case .shipment: say("shipment", "发货")
    case .putBack: say("put back", "放回")
    case .sample: say("sample", "抽样")
    case .qualityPassed: say("quality passed", "质检合格")
    case .qualityFailed: say("quality failed", "质检不合格")
    case .customerReturn: say("came back", "客户退货")
    case .supplierReturn: say("to supplier", "退供应商")
    case .scrap: say("scrap", "报废")
    case .count: say("count", "盘点")
    case .miscounted: say("miscounted", "错盘")
    case .missingTransaction: say("never booked", "漏记")
    case .found: say("found", "盘盈")
    case .expired: say("expired", "过期")
    case .lost: say("lost", "丢失")
    case .damaged: say("damaged", "残损")
    case .transferOut: say("transfer out", "调出")
    case .transferIn: say("transfer in", "调入")
    case .correction: say("correction", "更正")
    }
  }

  func unitState(_ state: UnitState) -> String {
    switch state {
    case .backordered: say("backordered", "缺货")
    case .pegged: say("to be bought", "待采购")
    case .reserved: say("reserved", "已分配")
    case .picked: say("picked", "已拣货")
    case .packed: say("packed", "已打包")
    case .shipped: say("shipped", "已发货")
    case .returned: say("returned", "已退货")
    case .cancelled: say("cancelled", "已取消")
    }
  }

  /// `12 opening, 3 receipt`, as the journal tells lines of the ledger.
  func moved(_ text: String) -> String {
    list(
      text.split(separator: ", ").map { one in
        let parts = one.split(separator: " ", maxSplits: 1).map(String.init)
        guard parts.count == 2, let reason = MoveReason(rawValue: parts[1]) else { return String(one) }
        return parts[0] + " " + moveReason(reason)
      })
  }

  /// Units of an order as the journal tells them: `2 x SKU reserved SZ`.
  func units(_ map: [String: Plain]) -> String {
    let state = map["state"]?.text.flatMap(UnitState.init(rawValue:)).map(unitState) ?? ""
    let goods = [map["quantity"]?.number.map(String.init) ?? "?", map["sku"]?.text ?? ""].filter { !$0.isEmpty }
    return [goods.joined(separator: " x "), state, map["warehouse"]?.text ?? ""].filter { !$0.isEmpty }
      .joined(separator: " ")
  }
}
