import Domain

/// TikTok Shop's order export: a row an SKU, the order's sums on each; the second row explains the columns in prose.
enum TikTokOrderCSV {
  static let layout: OrderLayout = {
    var layout = OrderLayout(
      id: "tiktok-shop-orders", title: "TikTok Shop orders (CSV)",
      columns: [
        .externalId: "Order ID|订单号|订单ID|订单 ID", .status: "Order Status|订单状态", .listingId: "SKU ID|平台 SKU ID",
        .sku: "Seller SKU|卖家 SKU|卖家SKU|商家SKU|商家 SKU",
        .title: "Product Name|商品名称|产品名称", .options: "Variation|变体|商品规格|销售属性", .quantity: "Quantity|数量|商品数量",
        .unitPrice: "SKU Unit Original Price|SKU 单品原价|SKU 原价|SKU单品原价",
        .lineAmount: "SKU Subtotal Before Discount|SKU 折扣前小计|SKU 折前小计|SKU折扣前小计",
        .lineDiscount: "SKU Platform Discount|SKU 平台折扣|SKU平台折扣",
        .lineDiscount2: "SKU Seller Discount|SKU 商家折扣|SKU 卖家折扣|SKU商家折扣",
        .shipping: "Shipping Fee After Discount|折后运费|折扣后运费", .tax: "Taxes|税费|税", .total: "Order Amount|订单金额|订单总金额",
        .refunded: "Order Refund Amount|订单退款金额|退款金额", .placedAt: "Created Time|创建时间|订单创建时间|下单时间",
        .paidAt: "Paid Time|支付时间|付款时间",
        .shippedAt: "Shipped Time|发货时间", .deliveredAt: "Delivered Time|送达时间", .cancelledAt: "Cancelled Time|取消时间",
        .shippingService: "Delivery Option|配送方式|配送选项", .message: "Buyer Message|买家留言", .buyerId: "Buyer Username|买家用户名",
        .buyerName: "Recipient|收件人|收货人", .shipName: "Recipient|收件人|收货人", .shipPhone: "Phone #|电话号码|手机号|电话",
        .shipPostcode: "Zipcode|Post Code|邮编|邮政编码",
        .shipCountry: "Country|国家/地区|国家", .shipRegion: "State|Province|州/省|省/州|省份", .shipCity: "City|Post Town|城市",
        .shipLine1: "Detail Address|Address Line 1|详细地址",
        .shipLine2: "Additional address information|Address Line 2|附加地址信息",
        .shipLine3: "Districts", .shipLine4: "Villages", .note: "Seller Note|卖家备注", .currency: "Currency",
      ],
      marks: "Order Substatus|Cancelation/Return Type|Normal or Pre-order|SKU ID|Seller SKU|Sku Quantity of return|"
        + "SKU Unit Original Price|SKU Subtotal Before Discount|SKU Platform Discount|SKU Seller Discount|RTS Time|"
        + "Small Order Fee|Order Refund Amount|Package ID|Created Time|Order Amount",
      marksNeeded: 3)
    layout.marks +=
      "|订单子状态|取消/退货类型|SKU 退货数量|SKU 单品原价|SKU 折扣前小计|SKU 折前小计|SKU 平台折扣|SKU 商家折扣|"
      + "SKU 卖家折扣|SKU 折后小计|折后运费|RTS 时间|卖家 SKU"
    layout.always = StatusMeaning("open/-/-")
    layout.statuses = StatusWords([
      "unpaid": "open/unpaid/unfulfilled", "on hold": "open/paid/unfulfilled",
      "to ship|awaiting shipment|to be shipped": "open/paid/unfulfilled",
      "awaiting collection|partially shipping|ready to ship": "open/paid/processing",
      "shipped|in transit": "open/paid/shipped", "delivered": "open/paid/delivered",
      "completed": "closed/paid/delivered", "canceled|cancelled|cancel": "cancelled/-/-",
      "待付款|未付款": "open/unpaid/unfulfilled", "待发货": "open/paid/unfulfilled", "待揽收": "open/paid/processing",
      "已发货|运输中": "open/paid/shipped", "已送达": "open/paid/delivered", "已完成": "closed/paid/delivered",
      "已取消": "cancelled/-/-",
    ])
    return layout
  }()
}
