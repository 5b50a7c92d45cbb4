internal import Domain

extension Words {
  /// A field's name, short enough to stand over its column.
  func title(_ field: Field) -> String {
    switch field {
    case .order(let field): title(field)
    case .line(let field): title(field)
    case .product(let field): title(field)
    case .variant(let field): title(field)
    case .customer(let field): title(field)
    }
  }

  private func title(_ field: OrderField) -> String {
    switch field {
    case .number: say("Number", "单号")
    case .channel: say("Channel", "渠道")
    case .externalId: say("Channel's number", "平台单号")
    case .status: say("Status", "状态")
    case .payment: say("Payment", "付款")
    case .fulfilment: say("Fulfilment", "履约")
    case .holds: say("Holds", "暂停")
    case .placedAt: say("Placed", "下单时间")
    case .age: say("Age", "时长")
    case .shipBy: say("Ship by", "发货期限")
    case .late: say("Late", "逾期")
    case .assignee: say("Assignee", "负责人")
    case .customer: say("Customer", "客户")
    case .country: say("To", "国家")
    case .total: say("Total", "金额")
    case .currency: say("Cur", "币种")
    case .tags: say("Tags", "标签")
    case .state: say("State", "订单状态")
    case .paidAt: say("Paid", "付款时间")
    case .shippedAt: say("Shipped", "发货时间")
    case .deliverBy: say("Deliver by", "送达期限")
    case .email: say("E-mail", "邮箱")
    case .phone: say("Phone", "电话")
    case .city: say("City", "城市")
    case .postcode: say("Postcode", "邮编")
    case .items: say("Items", "商品金额")
    case .discount: say("Discount", "折扣")
    case .shipping: say("Shipping", "运费")
    case .tax: say("Tax", "税费")
    case .note: say("Note", "备注")
    case .message: say("Message", "留言")
    case .service: say("Service", "物流服务")
    case .quantity: say("Units", "件数")
    case .lineCount: say("Lines", "行数")
    case .sku: say("SKU", "货号")
    case .title: say("Titles", "品名")
    case .updatedAt: say("Updated", "更新时间")
    case .unmapped: say("Unmapped", "未关联")
    case .customerNumber: say("Customer no", "客户编号")
    case .id: say("Id", "内部号")
    }
  }

  private func title(_ field: LineField) -> String {
    switch field {
    case .order: say("Order", "订单")
    case .sku: say("SKU", "货号")
    case .title: say("Title", "品名")
    case .quantity: say("Units", "数量")
    case .unitPrice: say("Price", "单价")
    case .total: say("Total", "金额")
    case .channel: say("Channel", "渠道")
    case .status: say("Status", "状态")
    case .listingId: say("Listing", "链接编号")
    case .options: say("Options", "规格")
    case .variant: say("Own SKU", "自有货号")
    case .mapped: say("Mapped", "已关联")
    case .placedAt: say("Placed", "下单时间")
    case .position: say("No", "序")
    case .id: say("Id", "内部号")
    }
  }

  private func title(_ field: ProductField) -> String {
    switch field {
    case .number: say("Number", "款号")
    case .title: say("Title", "标题")
    case .brand: say("Brand", "品牌")
    case .source: say("Source", "来源")
    case .review: say("Review", "审核")
    case .tags: say("Tags", "标签")
    case .category: say("Category", "类目")
    case .variants: say("Var", "规格")
    case .images: say("Pics", "图片")
    case .hs: say("HS code", "HS 编码")
    case .origin: say("Origin", "原产地")
    case .sku: say("SKU", "货号")
    case .updatedAt: say("Updated", "更新时间")
    case .id: say("Id", "内部号")
    }
  }

  private func title(_ field: VariantField) -> String {
    switch field {
    case .sku: say("SKU", "货号")
    case .product: say("Product", "款号")
    case .barcodes: say("Barcodes", "条码")
    case .hs: say("HS code", "HS 编码")
    case .origin: say("Origin", "原产地")
    case .grams: say("Grams", "克重")
    case .hazard: say("Hazard", "特货")
    case .title: say("Title", "标题")
    case .options: say("Options", "规格")
    case .price: say("Price", "价格")
    case .declaredName: say("Declared name", "申报品名")
    case .measuredGrams: say("Measured", "实测克重")
    case .translated: say("Translated", "已译")
    case .id: say("Id", "内部号")
    }
  }

  private func title(_ field: CustomerField) -> String {
    switch field {
    case .number: say("Number", "编号")
    case .name: say("Name", "姓名")
    case .email: say("E-mail", "邮箱")
    case .country: say("Country", "国家")
    case .tier: say("Tier", "等级")
    case .phone: say("Phone", "电话")
    case .tags: say("Tags", "标签")
    case .orders: say("Orders", "订单数")
    case .firstOrderAt: say("First order", "首单")
    case .lastOrderAt: say("Last order", "最近下单")
    case .id: say("Id", "内部号")
    }
  }

  /// A field of an action's form.
  func recordField(_ name: String, of action: String) -> String {
    switch (action, name) {
    case ("mapSku", "to"): say("Own SKU", "自有货号")
    default: recordField(name)
    }
  }

  /// Fields of actions and of the journal, by the name the store gives them; unknown names stand as they are.
  func recordField(_ name: String) -> String {
    switch name {
    case "reason": say("Reason", "原因")
    case "until": say("Until", "截止")
    case "note": say("Note", "备注")
    case "tag": say("Tag", "标签")
    case "to": say("To", "交给")
    case "title": say("Title", "标题")
    case "brand": say("Brand", "品牌")
    case "category": say("Category", "类目")
    case "body": say("Description", "描述")
    case "source": say("Source", "来源")
    case "tags": say("Tags", "标签")
    case "holds": say("Holds", "暂停")
    case "state": say("State", "订单状态")
    case "payment": say("Payment", "付款状态")
    case "fulfilment": say("Fulfilment", "履约状态")
    case "placedAt": say("Placed", "下单时间")
    case "paidAt": say("Paid", "付款时间")
    case "shippedAt": say("Shipped", "发货时间")
    case "cancelledAt": say("Cancelled", "取消时间")
    case "shipBy": say("Ship by", "发货期限")
    case "deliverBy": say("Deliver by", "送达期限")
    case "customer": say("Customer", "客户")
    case "shipTo": say("Ship to", "收货地址")
    case "billTo": say("Bill to", "账单地址")
    case "message": say("Message", "留言")
    case "country": say("Country", "国家")
    case "money": say("Money", "金额")
    case "service": say("Service", "物流服务")
    case "assignee": say("Assignee", "负责人")
    case "lines": say("Lines", "明细")
    case "review": say("Review", "审核")
    case "number": say("Number", "编号")
    case "options": say("Options", "规格名")
    case "variants": say("Variants", "规格")
    case "images": say("Images", "图片")
    case "translations": say("Translations", "翻译")
    case "extras": say("Other fields", "其他字段")
    case "roles": say("Roles", "角色")
    case "status": say("Status", "状态")
    case "tier": say("Tier", "等级")
    case "sku": say("SKU", "货号")
    case "listing": say("Listing", "链接编号")
    case "barcodes": say("Barcodes", "条码")
    case "hs": say("HS code", "HS 编码")
    case "origin": say("Origin", "原产地")
    case "declaredName": say("Declared name", "申报品名")
    case "material": say("Material", "材质")
    case "mid": say("Maker's id (MID)", "制造商代码 MID")
    case "hazards": say("Hazards", "特货属性")
    case "price": say("Price", "价格")
    case "grams": say("Grams", "申报克重")
    case "length": say("Length mm", "申报长 mm")
    case "width": say("Width mm", "申报宽 mm")
    case "height": say("Height mm", "申报高 mm")
    case "measuredGrams": say("Measured g", "实测克重")
    case "measuredLength": say("Measured length", "实测长 mm")
    case "measuredWidth": say("Measured width", "实测宽 mm")
    case "measuredHeight": say("Measured height", "实测高 mm")
    case "file": say("File", "文件")
    case "format": say("Format", "格式")
    case "withdrawn": say("Withdrawn", "已撤回")
    case "erased": say("Erased", "已清除")
    default: name
    }
  }
}
