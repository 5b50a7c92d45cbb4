import Domain

/// 1688's order export, often in GBK: a row an item; the order's own cells are merged, so further rows leave them
/// empty.
enum AlibabaOrderCSV {
  /// Taobao's and Tmall's order list: a row an order, with a title that stands for all its items.
  static let taobaoLayout: OrderLayout = {
    var layout = OrderLayout(
      id: "taobao-orders", title: "Taobao and Tmall orders (CSV)",
      columns: [
        .externalId: "订单编号|订单号", .buyerId: "买家会员名", .buyerName: "买家会员名", .items: "买家应付货款",
        .shipping: "买家应付邮费", .total: "买家实际支付金额|支付金额|总金额", .status: "订单状态", .message: "买家留言",
        .shipName: "收货人姓名|收货人", .shipWhole: "收货地址", .shipPhone: "联系手机|联系电话",
        .shippingService: "运送方式|物流公司", .placedAt: "订单创建时间", .paidAt: "订单付款时间", .title: "宝贝标题",
        .quantity: "宝贝总数量", .note: "订单备注", .refunded: "退款金额",
      ],
      marks: "买家支付宝账号|买家应付货款|买家应付邮费|买家实际支付金额|宝贝标题|宝贝种类|宝贝总数量|店铺名称|买家支付积分",
      marksNeeded: 3)
    layout.currency = .yuan
    layout.zoneName = "Asia/Shanghai"
    layout.dateOrder = .yearFirst
    layout.always = StatusMeaning("open/-/-")
    layout.statuses = statuses
    return layout
  }()

  static let layout: OrderLayout = {
    var layout = OrderLayout(
      id: "1688-orders", title: "1688 orders (CSV)",
      columns: [
        .externalId: "订单编号|订单号", .buyerCompany: "买家公司名", .buyerName: "买家会员名", .buyerId: "买家会员名",
        .items: "货品总价(元)|货品总价", .shipping: "运费(元)|运费", .discount: "涨价或折扣(元)|涨价或折扣",
        .total: "实付款(元)|实付款", .status: "订单状态", .placedAt: "订单创建时间", .paidAt: "订单付款时间",
        .shipName: "收货人姓名|收货人", .shipWhole: "收货地址", .shipPostcode: "邮编", .shipPhone: "联系手机|联系电话",
        .title: "货品标题", .unitPrice: "单价(元)|单价", .quantity: "数量", .sku: "单品货号|货号", .options: "型号",
        .listingId: "SKU ID|Offer ID", .message: "买家留言", .shippingService: "物流公司",
      ],
      marks: "订单编号|买家会员名|卖家会员名|货品总价(元)|实付款(元)|订单状态|货品标题|单价(元)|订单创建时间|卖家公司名|"
        + "物料编号|单品货号|物流公司运单号",
      marksNeeded: 3, forbids: "宝贝标题|宝贝总数量|买家支付宝账号|买家应付货款")
    layout.currency = .yuan
    layout.zoneName = "Asia/Shanghai"
    layout.dateOrder = .yearFirst
    layout.discountIsChange = true
    layout.blankContinues = true
    layout.always = StatusMeaning("open/-/-")
    layout.statuses = statuses
    return layout
  }()

  private static let statuses = StatusWords([
    "等待买家付款|待付款": "open/unpaid/unfulfilled", "等待卖家发货|待发货|买家已付款": "open/paid/unfulfilled",
    "等待买家确认收货|待收货|卖家已发货|已发货": "open/paid/shipped", "交易成功|已完成": "closed/paid/delivered",
    "已收货": "open/paid/delivered", "部分发货": "open/paid/partlyShipped",
    "交易关闭|交易取消|已取消|交易终止": "cancelled/-/-", "退款中": "open/paid/-", "退款成功|已退款": "-/refunded/-",
  ])
}
