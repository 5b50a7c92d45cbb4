public import Domain

extension Words {
  /// Titles in both languages, and in Chinese what they do.
  static let wayActions: [String: (english: String, chinese: String, help: String)] = [
    "chooseWay": ("choice of a way", "指定渠道", "为配货单另选渠道（非系统推荐）；该渠道不可承运时拒绝。请写明原因。"),
    "closeCarrier": ("carrier closed", "停用承运商", "暂停使用某承运商，并写明原因。"),
    "closeService": ("service closed", "停用渠道", "暂停使用某渠道，并写明原因。"),
    "createCarrier": ("new carrier", "新建承运商", "新建承运商或货代；随后新建其渠道。"),
    "createFallback": ("new fall-back plan", "新建备用方案", "渠道或承运商异常时改走另一渠道的方案，可限国家或分区；应用前不改变任何配货单。"),
    "createService": ("new service", "新建渠道", "新建渠道及其限制（克、毫米、申报限值、可接特货）；未列出的特货一律不接。"),
    "editCarrier": ("edit of a carrier", "编辑承运商", "修改承运商名称。"),
    "editService": ("edit of a service", "编辑渠道", "修改渠道的限制与特性；留空即不限。"),
    "endSheet": ("end of a rate sheet", "终止报价表", "设定报价表的失效时间；同渠道的新报价表会自动终止旧表。"),
    "findWay": ("way found anew", "重新选渠道", "按规则为配货单重新选择最优渠道；没有可用渠道时列出全部原因。"),
    "importWays": ("import of a carrier's table", "承运商表导入", "导入承运商的报价、渠道或分区表。"),
    "openCarrier": ("carrier opened", "启用承运商", "重新使用已停用的承运商。"),
    "openService": ("service opened", "启用渠道", "重新使用已停用的渠道。"),
    "removeFallback": ("fall-back plan removed", "删除备用方案", "删除备用方案；已改走的配货单不变。"),
    "setRate": ("exchange rate", "登记汇率", "登记某日一种货币折合另一种货币的汇率及来源。"),
    "setWayWeights": ("weights of choice", "选渠道权重", "设定选渠道时迟到一天的成本、预期丢件损失的比例，以及超时渠道是否直接排除。"),
    "switchWay": ("way switched by a plan", "按方案改渠道", "按备用方案为配货单改走另一渠道。"),
    "tryFallback": ("fall-back plan tried out", "试算备用方案", "记录已对等待的配货单试算该方案；不改变任何配货单。"),
  ]

  /// Why something cannot be done with ways.
  func way(_ refusal: WayRefusal) -> String {
    switch refusal {
    case .codeTaken(let code): say("The code \(code) is taken.", "编码 \(code) 已被占用。")
    case .notClosed(let code): say("\(code) is not closed.", "\(code) 未停用。")
    case .noServices:
      say(
        "The shop has no services yet: import a carrier's tables, or createService.",
        "尚无物流渠道：请导入承运商的表格，或用 createService 新建。")
    case .noWay(let number, let refused):
      say("No way is open to \(number)\(told(refused)).", "\(number) 没有可用渠道\(told(refused))。")
    case .notOpen(let number, let service, let reasons):
      say(
        "\(service) cannot take \(number): \(reasons.map(rejection).joined(separator: "; ")).",
        "\(service) 不能承运 \(number)：\(reasons.map(rejection).joined(separator: "；"))。")
    case .unknownCarrier(let carrier, let hazards):
      say(
        "Nobody knows whether \(quoted(carrier)) takes \(list(hazards.map(hazard))): name one of the shop's services.",
        "不知道\(quoted(carrier))是否承运\(list(hazards.map(hazard)))：请填写已有的渠道。")
    case .alreadyChosen(let number, let service):
      say("\(number) goes by \(service) already.", "\(number) 已走 \(service)。")
    case .noCountry(let number): say("Where \(number) goes is not known.", "\(number) 的目的国未知。")
    case .nothingSwitches(let plan): say("\(plan): nothing that waits would switch.", "\(plan)：没有可改走的配货单。")
    case .notTried(let plan): say("Try \(plan) out first.", "请先试算 \(plan)。")
    case .noServiceOf(let alert, let carrier):
      say(
        "\(alert): the shop has no service of \(carrier), so nothing waits to go that way.",
        "\(alert)：没有 \(carrier) 的渠道，没有等待走该渠道的配货单。")
    case .sameService(let code): say("\(code) cannot stand in for itself.", "\(code) 不能替代自己。")
    }
  }

  private func told(_ refused: [WayChoice.Refused]) -> String {
    let first = refused.prefix(3).map { way in
      "\(way.service): \(way.reasons.map(rejection).joined(separator: say(", ", "、")))"
    }
    if first.isEmpty { return "" }
    let rest = refused.count > 3 ? say("; … \(refused.count - 3) more", "；另有 \(refused.count - 3) 个") : ""
    return say("; ", "；") + first.joined(separator: say("; ", "；")) + rest
  }

  /// What speaks against a way, in a few words.
  func rejection(_ rejection: QuoteRejection) -> String {
    switch rejection {
    case .closed(let because): say("closed: \(because)", "已停用：\(because)")
    case .wrongOrigin(let country): say("does not leave from \(country)", "不从\(country)发货")
    case .noSheet: say("no rate sheet holds on that day", "当日没有有效报价")
    case .notServed(let country, let postcode):
      say(
        "does not serve \(country)\(postcode.isEmpty ? "" : " \(postcode)")",
        "不到\(country)\(postcode.isEmpty ? "" : " \(postcode)")")
    case .weightUnknown: say("the weight is not known", "重量未知")
    case .sidesUnknown: say("the sides are not known", "尺寸未知")
    case .tooHeavy(let grams, let limit): say("\(grams) g, \(limit) g at most", "\(grams) 克，上限 \(limit) 克")
    case .tooLight(let grams, let limit): say("\(grams) g, \(limit) g at least", "\(grams) 克，下限 \(limit) 克")
    case .sideTooLong(let length, let limit):
      say("longest side \(length) mm, \(limit) mm at most", "最长边 \(length) 毫米，上限 \(limit) 毫米")
    case .girthTooLong(let length, let limit):
      say("length and girth \(length) mm, \(limit) mm at most", "长加围长 \(length) 毫米，上限 \(limit) 毫米")
    case .sidesTooLong(let length, let limit):
      say("sum of sides \(length) mm, \(limit) mm at most", "三边和 \(length) 毫米，上限 \(limit) 毫米")
    case .valueTooHigh(let value, let limit):
      say("worth \(value.withCode), \(limit.withCode) at most", "货值 \(value.withCode)，上限 \(limit.withCode)")
    case .hazard(let hazard): say("does not take \(self.hazard(hazard))", "不接\(self.hazard(hazard))")
    case .lacks(let feature): say("is not \(self.feature(feature))", "不支持\(self.feature(feature))")
    case .noBracket(let grams): say("no price for \(grams) g", "没有 \(grams) 克的报价")
    case .tooSlow(let days, let promised):
      say("\(days) days, \(promised) were promised", "需 \(days) 天，承诺 \(promised) 天")
    case .noExchange(let from, let to):
      say("no rate from \(from.code) to \(to.code)", "没有 \(from.code) 兑 \(to.code) 的汇率")
    case .tooLarge: say("a number is too large to reckon with", "数值过大，无法计算")
    }
  }

  func feature(_ feature: ShippingService.Feature) -> String {
    switch feature {
    case .tracked: say("tracked", "追踪")
    case .signature: say("signed for", "签收")
    case .insured: say("insured", "保险")
    case .cashOnDelivery: say("cash on delivery", "货到付款")
    case .dutiesPaid: say("duties paid", "包税")
    case .pickupPoint: say("to a pick-up point", "自提")
    case .returns: say("with returns", "退件")
    }
  }

  /// Fields of actions on ways; nil where it is none of theirs.
  func wayField(_ name: String) -> String? {
    switch name {
    case "because": say("Because", "原因")
    case "service": say("Service", "渠道")
    case "plan": say("Fall-back plan", "备用方案")
    case "countries": say("Countries", "国家")
    case "zone": say("Zone", "分区")
    case "features": say("Features", "特性")
    case "origins": say("Leaves from", "始发国")
    case "minGrams": say("Grams, at least", "重量下限（克）")
    case "maxGrams": say("Grams, at most", "重量上限（克）")
    case "longestSide": say("Longest side, mm", "最长边（毫米）")
    case "girth": say("Length and girth, mm", "长加围长（毫米）")
    case "sumOfSides": say("Sum of sides, mm", "三边和（毫米）")
    case "valueLimit": say("Value, at most", "货值上限")
    case "lossPoints": say("Lost, 0.01 %", "丢件率（万分之一）")
    case "latenessPerDay": say("A day late costs", "迟到一天的成本")
    case "lossPercent": say("Of expected loss, %", "预期损失计入（%）")
    case "mustBeInTime": say("Slow ways refused", "排除超时渠道")
    case "rate": say("Rate", "汇率")
    case "day": say("Day", "日期")
    case "closed_because": say("Closed because", "停用原因")
    case "late_cost": say("A day late costs", "迟到一天的成本")
    case "loss_percent": say("Of expected loss, %", "预期损失计入（%）")
    case "in_time": say("Slow ways refused", "排除超时渠道")
    case "valid_from": say("Holds from", "生效")
    case "valid_until": say("Holds until", "失效")
    case "service_id": say("Service", "渠道")
    case "chosen_by": say("Chosen by", "选择方式")
    default: nil
    }
  }
}

extension Said {
  /// What speaks against a way, for whoever is not the console.
  public static func text(_ rejection: QuoteRejection, in language: Language = .english) -> String {
    Words(language: language).rejection(rejection)
  }

  public static func text(_ hazard: Hazard, in language: Language = .english) -> String {
    Words(language: language).hazard(hazard)
  }
}
