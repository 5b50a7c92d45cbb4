public import Domain

/// Why something is proposed to be bought, and how old stock is.
extension Words {
  func reason(_ reason: Replenishment.Reason) -> String {
    switch reason {
    case .sales(let units, let days): say("\(units) sold in \(days) days", "\(days) 天售出 \(units) 件")
    case .noSales(let days): say("nothing sold in \(days) days", "\(days) 天没有销售")
    case .way(let lead, let handling):
      say("\(lead) days to come and \(handling) to the shelf", "交期 \(lead) 天，上架处理 \(handling) 天")
    case .cover(let days, let safety):
      say("to last \(days) days, and \(safety) kept back", "备货 \(days) 天，安全库存 \(safety) 天")
    case .season(let permille, let before, let after):
      say(
        "season ×\(permille / 1000).\(thousandths(permille)): a year ago \(before), then \(after)",
        "季节系数 \(permille / 1000).\(thousandths(permille))：去年同期 \(before) 件，其后 \(after) 件")
    case .noSeason: say("no season: a year ago too little was sold to say", "无季节系数：去年同期销量不足")
    case .need(let units): say("\(units) needed until then", "期间需要 \(units) 件")
    case .waiting(let units): say("\(units) are sold and waited for", "\(units) 件已售待到")
    case .have(let free, let incoming): say("\(free) free, \(incoming) coming", "可用 \(free) 件，在途 \(incoming) 件")
    case .minimum(let units): say("sold from \(units) on", "起订量 \(units) 件")
    case .packs(let size): say("in packs of \(size)", "每包 \(size) 件")
    case .priceStep(let from): say("\(from) cost no more than fewer", "买 \(from) 件总价不更高")
    case .preferred: say("the preferred supplier", "首选供应商")
    case .cheapest(let of): say("the cheapest of \(of) suppliers", "\(of) 家供应商中最低价")
    }
  }

  private func thousandths(_ permille: Int64) -> String {
    let rest = String(permille % 1000)
    return String(repeating: "0", count: 3 - rest.utf8.count) + rest
  }

  func age(_ bucket: StockAge.Bucket, units: Int64, bound: [Money]) -> String {
    let money = bound.map { $0.withCode }.joined(separator: " + ")
    let days =
      switch bucket {
      case .month: say("up to 30 days", "30 天以内")
      case .quarter: say("31 to 90 days", "31–90 天")
      case .halfYear: say("91 to 180 days", "91–180 天")
      case .year: say("181 to 365 days", "181–365 天")
      case .older: say("more than a year", "一年以上")
      }
    return say("\(days): \(units)", "\(days)：\(units) 件") + (money.isEmpty ? "" : say(", bound: ", "，占用 ") + money)
  }
}

/// The same for the command line.
public enum SupplyWording {
  public static func reason(_ reason: Replenishment.Reason, in language: Language) -> String {
    Words(language: language).reason(reason)
  }

  public static func age(_ bucket: StockAge.Bucket, units: Int64, bound: [Money], in language: Language) -> String {
    Words(language: language).age(bucket, units: units, bound: bound)
  }

  public static func nothingProposed(in language: Language) -> String {
    Words(language: language).supply(.nothingProposed)
  }
}
