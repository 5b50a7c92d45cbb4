internal import Domain

extension Words {
  func status(_ status: OrderStatus) -> String {
    switch status {
    case .draft: say("draft", "草稿")
    case .unpaid: say("unpaid", "待付款")
    case .authorised: say("authorised", "已授权")
    case .partlyPaid: say("partly paid", "部分付款")
    case .paid: say("paid", "待发货")
    case .processing: say("processing", "处理中")
    case .partlyShipped: say("partly shipped", "部分发货")
    case .shipped: say("shipped", "已发货")
    case .delivered: say("delivered", "已送达")
    case .returned: say("returned", "已退货")
    case .refunded: say("refunded", "已退款")
    case .closed: say("closed", "已关闭")
    case .cancelled: say("cancelled", "已取消")
    }
  }

  func state(_ state: OrderState) -> String {
    switch state {
    case .draft: say("draft", "草稿")
    case .open: say("open", "进行中")
    case .closed: say("closed", "已关闭")
    case .cancelled: say("cancelled", "已取消")
    }
  }

  func payment(_ payment: PaymentState) -> String {
    switch payment {
    case .unpaid: say("unpaid", "未付款")
    case .authorised: say("authorised", "已授权")
    case .partlyPaid: say("partly paid", "部分付款")
    case .paid: say("paid", "已付款")
    case .partlyRefunded: say("partly refunded", "部分退款")
    case .refunded: say("refunded", "已退款")
    case .voided: say("voided", "已作废")
    }
  }

  func fulfilment(_ fulfilment: FulfilmentState) -> String {
    switch fulfilment {
    case .unfulfilled: say("unfulfilled", "未发货")
    case .processing: say("processing", "处理中")
    case .partlyShipped: say("partly shipped", "部分发货")
    case .shipped: say("shipped", "已发货")
    case .delivered: say("delivered", "已送达")
    case .returned: say("returned", "已退货")
    }
  }

  func hold(_ reason: HoldReason) -> String {
    switch reason {
    case .awaitingPayment: say("awaiting payment", "等待付款")
    case .awaitingReturnItems: say("awaiting return items", "等待退货")
    case .fraudRisk: say("fraud risk", "欺诈风险")
    case .incorrectAddress: say("incorrect address", "地址有误")
    case .outOfStock: say("out of stock", "缺货")
    case .unknownDeliveryDate: say("unknown delivery date", "交期不明")
    case .compliance: say("compliance", "合规审查")
    case .missingCustomsData: say("missing customs data", "缺报关资料")
    case .buyerMessage: say("buyer's message", "买家留言")
    case .incompleteImport: say("incomplete import", "导入不完整")
    case .other: say("other", "其他")
    }
  }

  func review(_ review: ReviewState) -> String {
    switch review {
    case .draft: say("draft", "草稿")
    case .inReview: say("in review", "审核中")
    case .approved: say("approved", "已通过")
    case .rejected: say("rejected", "已驳回")
    case .retired: say("retired", "已停用")
    }
  }

  func source(_ source: ProductSource) -> String {
    switch source {
    case .sourced: say("sourced", "网采")
    case .supplier: say("supplier", "供应商")
    case .custom: say("custom", "自制")
    }
  }

  func role(_ role: Domain.Role) -> String {
    switch role {
    case .agent: say("agent", "客服")
    case .picker: say("picker", "拣货员")
    case .buyer: say("buyer", "采购员")
    case .finance: say("finance", "财务")
    case .compliance: say("compliance", "合规")
    case .manager: say("manager", "主管")
    case .admin: say("admin", "管理员")
    }
  }

  func hazard(_ hazard: Hazard) -> String {
    switch hazard {
    case .lithiumIonAlone: say("lithium-ion alone", "锂离子单独")
    case .lithiumIonWithEquipment: say("lithium-ion with equipment", "锂离子配套")
    case .lithiumIonInEquipment: say("lithium-ion in equipment", "锂离子内置")
    case .lithiumMetalAlone: say("lithium metal alone", "锂金属单独")
    case .lithiumMetalWithEquipment: say("lithium metal with equipment", "锂金属配套")
    case .lithiumMetalInEquipment: say("lithium metal in equipment", "锂金属内置")
    case .liquid: say("liquid", "液体")
    case .powder: say("powder", "粉末")
    case .magnet: say("magnet", "磁性")
    case .aerosol: say("aerosol", "气雾剂")
    case .blade: say("blade", "刀具")
    case .flammable: say("flammable", "易燃")
    case .food: say("food", "食品")
    case .coldChain: say("cold chain", "冷链")
    case .brandSensitive: say("brand sensitive", "品牌敏感")
    }
  }

  func tier(_ tier: CustomerTier) -> String {
    switch tier {
    case .regular: say("regular", "普通")
    case .silver: say("silver", "银卡")
    case .gold: say("gold", "金卡")
    case .vip: say("VIP", "贵宾")
    case .blocked: say("blocked", "已拉黑")
    }
  }

  func right(_ right: Right) -> String {
    switch right {
    case .look: say("look", "查看")
    case .seePersonal: say("see personal data", "查看个人信息")
    case .editOrders: say("edit orders", "编辑订单")
    case .cancelOrders: say("cancel orders", "取消订单")
    case .settlePayments: say("settle payments", "处理付款")
    case .shipOrders: say("ship orders", "发货")
    case .editProducts: say("edit products", "编辑商品")
    case .reviewProducts: say("review products", "审核商品")
    case .editCustomers: say("edit customers", "编辑客户")
    case .erasePersonal: say("erase personal data", "清除个人信息")
    case .importFiles: say("import files", "导入文件")
    case .mapSkus: say("map SKUs", "关联 SKU")
    case .shareViews: say("share views", "共享视图")
    case .manageUsers: say("manage users", "管理用户")
    case .manageStore: say("manage the store", "管理数据")
    case .moveStock: say("move and count stock", "移动与盘点库存")
    case .manageStock: say("manage places and lots", "管理库位与批次")
    case .allocateStock: say("promise stock to orders", "为订单分配库存")
    case .buyGoods: say("buy goods", "采购")
    case .checkGoods: say("check goods and certificates", "质检与证书")
    case .manageRules: say("manage review rules", "管理审单规则")
    case .actAs: say("act as another", "代他人操作")
    }
  }

  func kind(_ kind: Kind) -> String {
    switch kind {
    case .orders: say("orders", "订单")
    case .lines: say("lines", "明细")
    case .products: say("products", "商品")
    case .variants: say("variants", "规格")
    case .customers: say("customers", "客户")
    case .stock: say("stock", "库存")
    case .locations: say("locations", "库位")
    case .moves: say("moves", "库存流水")
    case .suppliers: say("suppliers", "供应商")
    case .purchases: say("purchases", "采购单")
    case .purchaseLines: say("lines of purchases", "采购明细")
    case .receipts: say("goods in check", "质检")
    case .carriers: say("carriers", "承运商")
    case .services: say("services", "物流渠道")
    case .sheets: say("rate sheets", "报价表")
    case .pegs: say("sold ahead", "预售")
    case .returns: say("returns", "退货单")
    case .rules: say("rules", "审单规则")
    case .waves: say("waves", "波次")
    case .fulfilments: say("goods of orders", "配货单")
    case .runs: say("walks", "作业")
    case .parcels: say("parcels", "包裹")
    case .manifests: say("manifests", "交接单")
    case .alerts: say("alerts", "预警")
    case .claims: say("claims", "索赔单")
    case .lanes: say("lanes", "时效")
    case .shipments: say("shipments", "物流包裹")
    case .consolidations: say("consolidations", "集包")
    case .trackingEvents: say("carriers' news", "轨迹")
    }
  }

  /// What the program's own words in a field without choices say to people; nil where they are people's words.
  func ownWords(_ text: String, of field: Field) -> String? {
    func words(_ word: (String) -> String?) -> String {
      list(text.split { $0 == "," || $0 == " " }.map { part in word(String(part)) ?? String(part) })
    }
    return switch field {
    case .supplier(.standard): QualityStandard(text).map(standard)
    case .lane(.basis): basis(text)
    case .service(.hazards): words { Hazard(rawValue: $0).map(hazard) }
    case .service(.features): words { ShippingService.Feature(rawValue: $0).map(feature) }
    default: nil
    }
  }

  /// What a rule does it with: a reason to hold is a word of the program's, a tag or a place is not.
  func ruleValue(_ value: String, of effect: RuleEffect?) -> String {
    effect == .hold ? HoldReason(rawValue: value).map(hold) ?? value : value
  }

  /// A choice's word as people read it: `field` decides which list it is of.
  func choice(_ raw: String, of field: Field) -> String {
    switch field {
    case .order(.status), .line(.status): OrderStatus(rawValue: raw).map(status) ?? raw
    case .order(.state): OrderState(rawValue: raw).map(state) ?? raw
    case .order(.payment): PaymentState(rawValue: raw).map(payment) ?? raw
    case .order(.fulfilment): FulfilmentState(rawValue: raw).map(fulfilment) ?? raw
    case .order(.holds): HoldReason(rawValue: raw).map(hold) ?? raw
    case .product(.review): ReviewState(rawValue: raw).map(review) ?? raw
    case .product(.source): ProductSource(rawValue: raw).map(source) ?? raw
    case .variant(.hazard): Hazard(rawValue: raw).map(hazard) ?? raw
    case .customer(.tier): CustomerTier(rawValue: raw).map(tier) ?? raw
    case .stock(let field): stockChoice(raw, field.rawValue) ?? raw
    case .location(let field): stockChoice(raw, field.rawValue) ?? raw
    case .move(.reason): MoveReason(rawValue: raw).map(moveReason) ?? raw
    case .supplier(.returns): ReturnTerms(rawValue: raw).map(returnTerms) ?? raw
    case .purchase(.state), .purchaseLine(.state): PurchaseState(rawValue: raw).map(purchaseState) ?? raw
    case .receipt(.state): ReceiptState(rawValue: raw).map(receiptState) ?? raw
    case .returned(let field): returnChoice(raw, field.rawValue) ?? raw
    case .rule(let field): ruleChoice(raw, field.rawValue) ?? raw
    case .order, .line, .product, .variant, .customer, .move, .supplier, .purchase, .purchaseLine, .receipt, .peg: raw
    case .carrier, .service, .sheet: fulfilmentChoice(raw, of: field) ?? raw
    case .wave, .fulfilment, .run, .parcel, .manifest: fulfilmentChoice(raw, of: field) ?? raw
    case .alert, .claim, .lane: delayChoice(raw, of: field) ?? raw
    case .shipment, .consolidation, .trackingEvent: shipmentChoice(raw, of: field) ?? raw
    }
  }
}
