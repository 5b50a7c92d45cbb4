internal import Domain

/// Names of the columns that supply is listed by.
extension Words {
  func title(_ field: SupplierField) -> String {
    switch field {
    case .code: say("Supplier", "供应商")
    case .name: say("Name", "名称")
    case .currency: say("Cur", "币种")
    case .country: say("Country", "国家")
    case .leadDays: say("Lead", "交期")
    case .handlingDays: say("Handling", "处理天数")
    case .standard: say("Check", "质检标准")
    case .returns: say("Returns", "退货条款")
    case .minimumUnits: say("Min units", "起订件数")
    case .minimumAmount: say("Minimum", "起订金额")
    case .skus: say("SKUs", "货号数")
    case .purchases: say("Coming", "在途单")
    case .closed: say("Closed", "已停用")
    case .id: say("Id", "内部号")
    }
  }

  func title(_ field: PurchaseField) -> String {
    switch field {
    case .number: say("Purchase", "采购单")
    case .supplier: say("Supplier", "供应商")
    case .state: say("State", "状态")
    case .warehouse: say("To", "仓库")
    case .total: say("Total", "金额")
    case .units: say("Units", "件数")
    case .arrived: say("Arrived", "已到")
    case .outstanding: say("To come", "未到")
    case .inCheck: say("In check", "待检")
    case .lines: say("Lines", "行数")
    case .sku: say("SKUs", "货号")
    case .promisedAt: say("Promised", "承诺到货")
    case .late: say("Late", "逾期")
    case .orderedAt: say("Ordered", "下单时间")
    case .createdAt: say("Made", "创建时间")
    case .currency: say("Cur", "币种")
    case .note: say("Note", "备注")
    case .id: say("Id", "内部号")
    }
  }

  func title(_ field: PurchaseLineField) -> String {
    switch field {
    case .purchase: say("Purchase", "采购单")
    case .sku: say("SKU", "货号")
    case .quantity: say("Units", "件数")
    case .unitCost: say("Cost", "单价")
    case .supplier: say("Supplier", "供应商")
    case .title: say("Title", "品名")
    case .state: say("State", "状态")
    case .total: say("Total", "金额")
    case .received: say("Received", "已收")
    case .damaged: say("Damaged", "破损")
    case .accepted: say("In stock", "已入库")
    case .rejected: say("Rejected", "退废")
    case .outstanding: say("To come", "未到")
    case .pegged: say("Sold", "已售")
    case .promisedAt: say("Promised", "承诺到货")
    case .id: say("Id", "内部号")
    }
  }

  func title(_ field: ReceiptField) -> String {
    switch field {
    case .id: say("No", "编号")
    case .purchase: say("Purchase", "采购单")
    case .sku: say("SKU", "货号")
    case .quantity: say("Units", "件数")
    case .state: say("State", "状态")
    case .supplier: say("Supplier", "供应商")
    case .title: say("Title", "品名")
    case .location: say("Place", "库位")
    case .lot: say("Lot", "批次")
    case .sample: say("Sample", "抽检")
    case .accept: say("Accept", "允许")
    case .defects: say("Bad", "不良")
    case .accepted: say("In stock", "已入库")
    case .rejected: say("Rejected", "退废")
    case .receivedAt: say("Came", "到货时间")
    }
  }

  func title(_ field: PegField) -> String {
    switch field {
    case .order: say("Order", "订单")
    case .sku: say("SKU", "货号")
    case .quantity: say("Units", "件数")
    case .purchase: say("Purchase", "采购单")
    case .purchaseBy: say("Buy by", "最晚采购")
    case .title: say("Title", "品名")
    case .supplier: say("Supplier", "供应商")
    case .bought: say("Bought", "已采购")
    case .dueAt: say("Due", "发货期限")
    case .promisedAt: say("Promised", "承诺到货")
    case .id: say("Id", "内部号")
    }
  }
}
