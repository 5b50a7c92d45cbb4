/// The formats of delimited files.
enum DelimitedFormats {
  static let orderLayouts: [OrderLayout] = [
    ShopifyOrderCSV.layout, AmazonOrderReport.layout, EbayOrderCSV.statesLayout, EbayOrderCSV.kingdomLayout,
    EbayOrderCSV.germanyLayout, EtsyOrderCSV.itemsLayout, EtsyOrderCSV.ordersLayout, TikTokOrderCSV.layout,
    WalmartOrderCSV.layout, WooCommerceOrderCSV.layout, BigCommerceOrderCSV.layout, AlibabaOrderCSV.layout,
    AlibabaOrderCSV.taobaoLayout, OtherOrderCSV.layout,
  ]

  static let all: [Format] =
    orderLayouts.map(\.format) + [ShopifyProductCSV.format, MedusaProductCSV.format] + StatementCSV.formats
    + StockLayouts.formats
}
