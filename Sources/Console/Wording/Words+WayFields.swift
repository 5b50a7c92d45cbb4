internal import Domain

extension Words {
  func title(_ field: CarrierField) -> String {
    switch field {
    case .code: say("Carrier", "承运商")
    case .name: say("Name", "名称")
    case .closed: say("Closed", "停用")
    case .because: say("Because", "原因")
    case .services: say("Services", "渠道数")
    case .id: say("Id", "内部号")
    }
  }

  func title(_ field: ServiceField) -> String {
    switch field {
    case .code: say("Service", "渠道")
    case .carrier: say("Carrier", "承运商")
    case .name: say("Name", "名称")
    case .closed: say("Closed", "停用")
    case .features: say("Features", "特性")
    case .because: say("Because", "原因")
    case .waiting: say("Waiting", "待发")
    case .until: say("Prices until", "报价截止")
    case .priced: say("Priced", "有报价")
    case .hazards: say("Takes", "可接特货")
    case .origins: say("From", "始发国")
    case .minGrams: say("Min g", "重量下限")
    case .maxGrams: say("Max g", "重量上限")
    case .cutOff: say("Cut-off", "截单")
    case .lossPoints: say("Lost", "丢件率")
    case .sheets: say("Sheets", "报价表数")
    case .id: say("Id", "内部号")
    }
  }

  func title(_ field: SheetField) -> String {
    switch field {
    case .number: say("Sheet", "报价表")
    case .service: say("Service", "渠道")
    case .currency: say("Cur", "币种")
    case .validFrom: say("Holds from", "生效")
    case .validUntil: say("Until", "失效")
    case .carrier: say("Carrier", "承运商")
    case .state: say("State", "状态")
    case .rows: say("Rows", "行数")
    case .source: say("File", "来源文件")
    case .takenAt: say("Taken in", "导入时间")
    case .id: say("Id", "内部号")
    }
  }

  func sheetState(_ state: SheetState) -> String {
    switch state {
    case .coming: say("coming", "未生效")
    case .valid: say("valid", "有效")
    case .over: say("over", "已失效")
    }
  }

  /// What a weight costs: `65.00 CNY/kg + 19.00`.
  func tariff(_ tariff: Tariff, _ currency: Currency) -> String {
    func sum(_ units: Int64) -> String { Money(minorUnits: units, currency: currency).amount }
    return switch tariff {
    case .flat(let amount): "\(sum(amount)) \(currency.code)"
    case .perKilogram(let rate, let fixed):
      "\(sum(rate)) \(currency.code)/kg" + (fixed == 0 ? "" : " + \(sum(fixed))")
    case .firstAndNext(let firstGrams, let first, let stepGrams, let step):
      say(
        "\(sum(first)) \(currency.code) for \(firstGrams) g, then \(sum(step)) a \(stepGrams) g",
        "首重 \(firstGrams) 克 \(sum(first)) \(currency.code)，续重每 \(stepGrams) 克 \(sum(step))")
    }
  }

  /// What the program itself calls a surcharge; a carrier's own name stands as it is.
  func surchargeName(_ name: String) -> String {
    switch name {
    case "fuel": say("fuel", "燃油附加费")
    case "remote": say("remote", "偏远附加费")
    case "oversize": say("oversize", "超长附加费")
    default: name
    }
  }

  func surcharge(_ surcharge: Surcharge, _ currency: Currency) -> String {
    func sum(_ units: Int64) -> String { "\(Money(minorUnits: units, currency: currency).amount) \(currency.code)" }
    func share(_ points: Int64) -> String { "\(points / 100).\(points % 100 < 10 ? "0" : "")\(points % 100) %" }
    let amount =
      switch surcharge.amount {
      case .fixed(let amount): sum(amount)
      case .perKilogram(let rate, _): "\(sum(rate))/kg"
      case .ofFreight(let points): say("\(share(points)) of the freight", "运费的 \(share(points))")
      case .ofAllBefore(let points): share(points)
      }
    let condition =
      switch surcharge.condition {
      case .always: ""
      case .places(let places): places.prefix(8).map(\.text).joined(separator: ", ")
      case .longestSideOver(let limit): say("side over \(limit) mm", "最长边超 \(limit) 毫米")
      case .girthOver(let limit): say("girth over \(limit) mm", "长加围长超 \(limit) 毫米")
      case .weightOver(let grams): say("over \(grams) g", "超 \(grams) 克")
      case .hazards(let hazards): list(hazards.sorted.map(hazard))
      case .during(let from, let until): "\(from.civil().dateText) – \(until.civil().dateText)"
      }
    return condition.isEmpty ? amount : "\(amount)  \(condition)"
  }
}

/// What pages of ways say by themselves.
enum WayWord: Hashable {
  case tabWays, tabSheets, tabZones, tabPlans, between
  case wayOpen, wayClosed(String), noHazards, noWays, noSheets, noWayOpen, wayLate, wayLoss, wayNoMore
  case wayDivisor, wayShared, waySteps, wayMinimum, emptyWays, emptyWaysHint
}

extension Words {
  func way(_ word: WayWord) -> String {
    switch word {
    case .tabWays: say("Ways", "渠道")
    case .tabSheets: say("Sheets", "报价表")
    case .tabZones: say("Zones", "分区")
    case .tabPlans: say("Plans", "备用方案")
    case .between: say("; ", "；")
    case .wayOpen: say("open", "启用")
    case .wayClosed(let because): say("closed: \(because)", "停用：\(because)")
    case .noHazards: say("nothing special", "仅普货")
    case .noWays: say("No ways are known here.", "没有可查的物流渠道。")
    case .noSheets: say("No prices hold now.", "当前没有有效报价。")
    case .noWayOpen: say("No way is open.", "没有可用渠道。")
    case .wayLate: say("late", "迟到")
    case .wayLoss: say("loss", "丢件")
    case .wayNoMore: say("is chosen and open no more", "已选定但已不可用")
    case .wayDivisor: say("Volume divisor", "体积系数")
    case .wayShared: say("Of excess volume", "分抛")
    case .waySteps: say("Rounded up to", "进位")
    case .wayMinimum: say("At least", "最低计费重")
    case .emptyWays: say("No services yet.", "还没有物流渠道。")
    case .emptyWaysHint:
      say(
        "To begin, import what carriers send: portolan import services.csv rates.csv zones.csv; "
          + "portolan formats lists the columns.",
        "开始使用：导入承运商的表格：portolan import services.csv rates.csv zones.csv；portolan formats 列出格式。")
    }
  }
}
