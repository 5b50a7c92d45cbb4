internal import Domain

/// Names of what supply is told by: fields, and the words of their lists.
extension Words {
  /// Fields of supply's actions and of its journal; nil for others.
  func supplyField(_ name: String) -> String? {
    if name.hasPrefix("line:") { return say("Line", "明细") + " " + name.dropFirst(5).suffix(3).drop { $0 == "0" } }
    if name.hasPrefix("goods:") {
      let parts = name.split(separator: ":")
      let field = parts.last.map(String.init) ?? ""
      return say("Goods", "货物") + " " + (parts.count > 2 ? String(parts[1]) : "") + " "
        + (supplyField(field) ?? recordField(field))
    }
    return switch name {
    case "supplier": say("Supplier", "供应商")
    case "leadDays": say("Lead time in days", "交期（天）")
    case "handlingDays": say("Handling in days", "处理（天）")
    case "minimumUnits": say("Minimum units", "起订件数")
    case "minimumAmount": say("Minimum amount", "起订金额")
    case "overPercent": say("Over, in percent", "超收比例 %")
    case "standard": say("Quality standard", "质检标准")
    case "returnTerms": say("Returns", "退货条款")
    case "supplierCode": say("Supplier's code", "供方货号")
    case "packSize": say("Pack size", "每包件数")
    case "minimum": say("Minimum", "起订量")
    case "prices": say("Prices", "阶梯价")
    case "preferred": say("Preferred", "首选")
    case "unitCost": say("Unit cost", "采购单价")
    case "fromPromise": say("From a promise", "占用供货承诺")
    case "promised", "promisedAt": say("Promised", "承诺到货")
    case "orderedAt": say("Ordered", "下单时间")
    case "closedAt": say("Closed", "关闭时间")
    case "damaged": say("Damaged", "破损数")
    case "damagedTo": say("Place of the damaged", "破损库位")
    case "looked": say("Looked at", "抽检数")
    case "defects": say("Bad ones", "不良数")
    case "scrap": say("Write off", "报废")
    case "sample": say("Sample", "样本量")
    case "accept": say("Accept number", "合格判定数")
    case "accepted": say("Into stock", "入库数")
    case "received": say("Received", "已收数")
    case "rejected": say("Rejected", "退废数")
    case "returned": say("Sent back", "退回数")
    case "certificate": say("Certificate", "证书")
    case "issuer": say("Issuer", "发证机构")
    case "validFrom": say("Valid from", "生效日")
    case "product": say("Product", "款号")
    case "hazard": say("Hazard", "特货属性")
    case "exists": say("Made", "新建")
    case "uses": say("In use", "被引用")
    case "pegs": say("Sold of it", "已售待到")
    case "variant": say("SKU", "货号")
    case "createdAt": say("Made at", "创建时间")
    case "coverDays": say("Days of cover", "备货天数")
    case "safetyDays": say("Days kept back", "安全库存天数")
    case "skus": say("SKUs", "货号")
    default: nil
    }
  }

  func standard(_ standard: QualityStandard) -> String {
    switch standard {
    case .none: say("unchecked", "免检")
    case .all: say("all", "全检")
    case .acceptanceLimit: "AQL " + standard.text.dropFirst(3)
    case .fixed: standard.text
    }
  }

  /// A word of one of supply's lists, by the name of the field that has it; nil where it is none.
  func supplyChoice(_ raw: String, _ field: String) -> String? {
    switch field {
    case _ where field.hasPrefix("goods:"): ReceiptState(rawValue: raw).map(receiptState)
    case "state": PurchaseState(rawValue: raw).map(purchaseState) ?? ReceiptState(rawValue: raw).map(receiptState)
    case "returnTerms": ReturnTerms(rawValue: raw).map(returnTerms)
    case "hazard": Hazard(rawValue: raw).map(hazard)
    case "standard": QualityStandard(raw).map(standard)
    default: nil
    }
  }

  /// Titles of supply's actions in both languages, and in Chinese what they do.
  static let supplyActions: [String: (english: String, chinese: String, help: String)] = [
    "createSupplier": ("new supplier", "新增供应商", "新增供应商及约定条款：交期、起订量、质检标准、退货条款。"),
    "editSupplier": ("edit of a supplier", "编辑供应商", "修改供应商的代码或条款；进行中的采购单价格不变。"),
    "closeSupplier": ("supplier closed", "停用供应商", "不再向该供应商采购。"),
    "openSupplier": ("supplier open again", "启用供应商", "恢复向该供应商采购。"),
    "offerSku": ("offer of a supplier", "供货信息", "记录供应商供应某货号：供方货号、每包件数、起订量、阶梯价（1=2.50 100=2.20）。"),
    "withdrawSku": ("end of an offer", "停止供货", "记录供应商不再供应某货号。"),
    "promiseSku": ("supplier promise", "虚库承诺", "设定供应商承诺随时供货的件数：可在采购前先行销售。"),
    "createPurchase": ("new purchase", "新建采购单", "为某仓库起草向供应商的采购单；明细写作 货号=件数，按数量取价。"),
    "addPurchaseLine": ("line added", "新增采购明细", "为草稿增加一个货号；未指定单价时按阶梯价。"),
    "editPurchaseLine": ("line changed", "修改采购明细", "修改草稿明细的件数或单价；改件数时重新取价。"),
    "dropPurchaseLine": ("line dropped", "删除采购明细", "从草稿中删除一个货号。"),
    "orderPurchase": ("purchase ordered", "采购下单", "向供应商下单；低于起订量则拒绝。先卖后买的商品按到期先后挂到此单。"),
    "confirmPurchase": ("purchase confirmed", "供方确认", "记录供应商承诺的到货时间，整单或单个货号。"),
    "closePurchase": ("purchase closed", "关闭采购单", "不再等待未到的货物；已售出的部分重新待采购。"),
    "cancelPurchase": ("purchase cancelled", "取消采购单", "取消尚未到货的采购单；已售出的部分重新待采购。"),
    "notePurchase": ("note on a purchase", "采购备注", "填写店铺对采购单的备注。"),
    "startReceiving": ("start of receiving", "开始收货", "在收货口打开采购单，逐件扫描收货。"),
    "receivePurchase": ("goods received", "采购收货", "登记采购到货：完好的进入待检库位，破损的另放。"),
    "sampleReceipt": ("check begun", "开始质检", "开始质检：按供应商的标准给出抽检数和允许不良数。"),
    "judgeReceipt": ("check judged", "判定质检", "记录抽检数和不良数：合格或不合格。"),
    "concedeReceipt": ("let through", "让步接收", "放行不合格的货物；须写明原因。"),
    "releaseReceipt": ("goods released", "质检放行", "把检验合格的货物放入可售库位，优先满足等待的订单；缺少证书或证书到期则拒绝。"),
    "rejectReceipt": ("goods rejected", "退回或报废", "把不合格的货物退回供应商或报废。"),
    "addCertificate": ("certificate added", "新增证书", "登记商品的证书：CE、FCC、UN38.3 等。"),
    "withdrawCertificate": ("certificate withdrawn", "证书失效", "使商品的证书失效；需要该证书的货物不再放行。"),
    "requireCertificate": ("certificate required", "新增证书要求", "规定某商品、类目或特货在某国、欧盟或全部地区需要的证书。"),
    "dropRequirement": ("requirement dropped", "取消证书要求", "不再要求该证书。"),
    "pegOrder": ("sell ahead", "挂单待到", "用在途或供应商承诺的货物满足订单：先挂在途采购，再挂虚库，须按时采购。"),
    "unpegOrder": ("wait for stock", "取消挂单", "订单改为等待库存，不再等待采购。"),
    "proposePurchases": ("purchases proposed", "生成采购建议单", "按销量、交期、季节和安全库存算出需要采购的商品，按供应商生成草稿。"),
  ]
}
