import Domain
import Testing

/// A small made-up export as one marketplace lays it out, with what must come of it.
struct ExportSample: Sendable, CustomTestStringConvertible {
  var format: String
  /// Cells parted by `|`, the header first.
  var rows: [String]
  /// Order numbers with how many lines each has, or product numbers with their variants.
  var records: [String: Int]
  /// Sums of the orders' totals by currency, of variants' prices under an empty name.
  var sums: [String: Int64]
  /// Whether its amounts are also met with decimal commas.
  var alsoCommas = true

  var testDescription: String { format }
  var table: [[String]] { rows.map { $0.split(separator: "|", omittingEmptySubsequences: false).map(String.init) } }

  static let all: [ExportSample] = [
    shopifyOrders, amazon, amazonAll, ebayStates, ebayKingdom, ebayGermany, etsyItems, etsyOrders, tiktok, walmart,
    woo, alibaba, retail, shopifyProducts, shopifyProductsOf2025, medusa, medusaOfOld,
  ]

  static let shopifyOrders = ExportSample(
    format: "shopify-orders-csv",
    rows: [
      "Name|Email|Financial Status|Paid at|Fulfillment Status|Currency|Subtotal|Shipping|Taxes|Total|Discount Amount|"
        + "Created at|Lineitem quantity|Lineitem name|Lineitem price|Lineitem sku|Shipping Name|Shipping Zip|"
        + "Shipping Country|Notes|Cancelled at|Refunded Amount",
      "#1001|a@example.com|paid|2026-01-02 10:00:00 +0100|unfulfilled|EUR|18.00|4.90|3.66|22.90|2.00|"
        + "2026-01-02 09:59:00 +0100|2|Mug - Blue|5.00|MUG-B|Zoë|'01067|DE|ring, twice||0.00",
      "#1001|a@example.com||||||||||2026-01-02 09:59:00 +0100|1|Cup|10.00|CUP||||||",
      "#1002||refunded||unfulfilled|EUR|5.00|0.00|0.00|5.00|0.00|2026-01-03 09:59:00 +0100|1|Cup|5.00|CUP||||"
        + "|2026-01-04 09:59:00 +0100|5.00",
      "#1003||partially_refunded||fulfilled|GBP|7.50|0.00|0.00|7.50|0.00|2026-01-03 09:59:00 +0100|1|Tea|7.50|T||||"
        + "||1.00",
    ], records: ["1001": 2, "1002": 1, "1003": 1], sums: ["EUR": 2790, "GBP": 750])

  private static let amazonHeader =
    "order-id|order-item-id|purchase-date|payments-date|buyer-email|buyer-name|sku|product-name|quantity-purchased|"
    + "currency|item-price|item-tax|shipping-price|shipping-tax|ship-service-level|recipient-name|ship-address-1|"
    + "ship-city|ship-postal-code|ship-country"

  static let amazon = ExportSample(
    format: "amazon-order-report",
    rows: [
      amazonHeader,
      "303-1-1|1|2026-01-02T10:00:00+00:00|2026-01-02T10:00:00+00:00|x@y.example|Jörg|M|Mug|2|EUR|20.00|3.19|4.00|0.64|"
        + "Standard|Jörg Ä|Weg 1|Köln|50667|DE",
      "303-1-2|2|2026-01-02T11:00:00+00:00|2026-01-02T11:00:00+00:00|x@y.example|Ann|C|Cup|1|GBP|5.00|0.83|0.00|0.00|"
        + "Standard|Ann|1 Road|Leeds|LS1 1AA|GB",
      "303-1-1|3|2026-01-02T10:00:00+00:00|2026-01-02T10:00:00+00:00|x@y.example|Jörg|C|Cup|1|EUR|5.00|0.80|0.00|0.00|"
        + "Standard|Jörg Ä|Weg 1|Köln|50667|DE",
    ], records: ["303-1-1": 2, "303-1-2": 1], sums: ["EUR": 2900, "GBP": 500])

  static let amazonAll = ExportSample(
    format: "amazon-order-report",
    rows: [
      "amazon-order-id|merchant-order-id|purchase-date|last-updated-date|order-status|fulfillment-channel|sales-channel|"
        + "ship-service-level|product-name|sku|asin|item-status|quantity|currency|item-price|item-tax|shipping-price|"
        + "item-promotion-discount|ship-city|ship-postal-code|ship-country|is-business-order",
      "304-1-1||2026-01-02T10:00:00+00:00|2026-01-03T10:00:00+00:00|Shipped|Amazon|Amazon.de|Expedited|Mug|S|B00A|"
        + "Shipped|1|EUR|10.00|||1.00|Köln|50667|DE|false",
      "304-1-2||2026-01-02T10:00:00+00:00|2026-01-03T10:00:00+00:00|Cancelled|Amazon|Amazon.de|Expedited|Mug|S|B00A|"
        + "Cancelled|0|||||||||false",
      "304-1-1||2026-01-02T10:00:00+00:00|2026-01-03T10:00:00+00:00|Shipped|Amazon|Amazon.de|Expedited|Cup|T|B00B|"
        + "Shipped|1|EUR|3.00||||Köln|50667|DE|false",
    ], records: ["304-1-1": 2, "304-1-2": 1], sums: ["EUR": 1200])

  static let ebayStates = ExportSample(
    format: "ebay-orders-us",
    rows: [
      "Sales Record Number|Order Number|Buyer Username|Buyer Name|Ship To Zip|Ship To Country|Item Number|Item Title|"
        + "Custom Label|Quantity|Sold For|Shipping And Handling|eBay Collected Tax|Total Price|Sale Date|Paid On Date|"
        + "Transaction ID",
      "1|11-1|joe|José|90001-1234|United States||||3|$25.00|$5.00||$1,030.00|Sep-22-26|Sep-22-26|",
      "1|11-1|joe||||115|Pen|P|2|$5.00||||||9", "1|11-1|joe||||116|Pad||1|$1,015.00||||||10",
      "2|11-2|ann|Ann|90001|United States|117|Mug|M|1|$7.00|$0.00||$7.00|Sep-23-26||11",
    ], records: ["11-1": 2, "11-2": 1], sums: ["USD": 103_700], alsoCommas: false)

  static let ebayKingdom = ExportSample(
    format: "ebay-orders-uk",
    rows: [
      "Sales record number|Order number|Buyer username|Buyer name|Post to name|Post to address 1|Post to city|"
        + "Post to postcode|Post to country|Item number|Item title|Custom label|Quantity|Sold for|"
        + "Postage and packaging|Total price|Sale date|Paid on date",
      "5|12-1|bob|Bob|Bob|1 Rd|Leeds|LS1 1AA|United Kingdom|22|Tea|T|1|£4.50|£1.50|£6.00|22-Sep-26|22-Sep-26",
    ], records: ["12-1": 1], sums: ["GBP": 600], alsoCommas: false)

  static let ebayGermany = ExportSample(
    format: "ebay-orders-de",
    rows: [
      "Verkaufsprotokollnummer|Bestellnummer|Nutzername des Käufers|Name des Käufers|Versand an Name|"
        + "Versand an Adresse 1|Versand an Ort|Versand an PLZ|Versand an Land|Artikelnummer|Angebotstitel|"
        + "Bestandseinheit|Anzahl|Verkauft für|Verpackung und Versand|Gesamtbetrag|Verkauft am|Zahlungsdatum",
      "7|13-1|k1|Jörg|Jörg|Weg 1|Köln|50667|Deutschland|33|Tasse|T|2|55,00 €|6,99 €|116,99 €|10-Dez-25|11-Mrz-26",
    ], records: ["13-1": 1], sums: ["EUR": 11_699], alsoCommas: false)

  static let etsyItems = ExportSample(
    format: "etsy-order-items",
    rows: [
      "Sale Date|Item Name|Buyer|Quantity|Price|Discount Amount|Delivery|Item Total|Currency|Transaction ID|Listing ID|"
        + "Date Paid|Date Posted|Ship Name|Ship Address1|Ship City|Ship Zipcode|Ship Country|Order ID|Variations|SKU|"
        + "VAT Paid by Buyer",
      "09/22/26|Ring, \"gold\"|ann|2|10.00|1.00|4.00|20.00|EUR|1|L1|09/22/26||Ann|1 Rd|Paris|'01000|France|3001||R|0.00",
      "09/22/26|Box|ann|1|3.00|0.00|4.00|3.00|EUR|2|L2|09/22/26||Ann|1 Rd|Paris|'01000|France|3001||B|0.00",
      "09/23/26|Hat|bo|1|8.00|0.00|0.00|8.00|GBP|3|L3|09/23/26||Bo|1 Rd|Leeds|LS1|United Kingdom|3002||H|0.00",
    ], records: ["3001": 2, "3002": 1], sums: ["EUR": 2600, "GBP": 800])

  static let etsyOrders = ExportSample(
    format: "etsy-orders",
    rows: [
      "Sale Date|Order ID|Buyer User ID|Full Name|Number of Items|Date Shipped|Street 1|Ship City|Ship Zipcode|"
        + "Ship Country|Currency|Order Value|Discount Amount|Shipping|Sales Tax|Order Total|Status|"
        + "Card Processing Fees|Order Net|Adjusted Order Total|Buyer",
      "09/22/26|3003|u|Ann B|2|09/24/26|1 Rd|Paris|75001|France|USD|1020.00|0.00|5.00|1.00|1026.00|shipped|1.00|2.00|"
        + "0.00|ann",
    ], records: ["3003": 0], sums: ["USD": 102_600])

  static let tiktok = ExportSample(
    format: "tiktok-shop-orders",
    rows: [
      "Order ID|Order Status|Order Substatus|SKU ID|Seller SKU|Product Name|Quantity|SKU Unit Original Price|"
        + "SKU Subtotal Before Discount|SKU Seller Discount|SKU Subtotal After Discount|Shipping Fee After Discount|"
        + "Taxes|Order Amount|Order Refund Amount|Created Time|Paid Time|Cancelled Time|Recipient|Zipcode|Country",
      "5761|To ship|Awaiting shipment|171|A|Lamp|2|GBP 10.00|GBP 20.00|GBP 1.00|GBP 19.00|GBP 2.00|GBP 1.50|GBP 25.50||"
        + "01/13/2026 4:02:10 PM|01/13/2026 4:05:10 PM||Ann|LS1|United Kingdom",
      "5761|To ship|Awaiting shipment|172|B|Bulb|1|GBP 3.00|GBP 3.00|GBP 0.00|GBP 3.00|GBP 2.00|GBP 1.50|GBP 25.50||"
        + "01/13/2026 4:02:10 PM|01/13/2026 4:05:10 PM||Ann|LS1|United Kingdom",
      "5762|Canceled|Canceled|171|A|Lamp|1|GBP 10.00|GBP 10.00|GBP 0.00|GBP 10.00|GBP 0.00|GBP 0.00|GBP 10.00|GBP 10.00|"
        + "01/13/2026 5:02:10 PM||01/14/2026 1:00:00 AM|Bo|LS1|United Kingdom",
    ], records: ["5761": 2, "5762": 1], sums: ["GBP": 3550], alsoCommas: false)

  static let walmart = ExportSample(
    format: "walmart-orders",
    rows: [
      "PO#|Order#|Order Date|Ship By|Delivery Date|Customer Name|Ship to Address 1|City|State|Zip|FLIDS|Line#|UPC|"
        + "Status|Item Description|Shipping Method|Shipping Tier|Qty|SKU|Item Cost|Shipping Cost|Tax|Tracking Number|"
        + "Fulfillment Entity",
      "1081|20001|2026-01-02|2026-01-04|2026-01-08|Ann B|1 Rd|X|CA|90001||1|012345678905|Acknowledged|Mug|Value|"
        + "STANDARD|1|A|20.00|0|1.60||SellerFulfilled",
      "1081|20001|2026-01-02|2026-01-04|2026-01-08|Ann B|1 Rd|X|CA|90001||2|012345678905|Acknowledged|Cup|Value|"
        + "STANDARD|1|B|5.00|0|0.40||SellerFulfilled",
      "1082|20002|2026-01-02|2026-01-04|2026-01-08|Bo C|1 Rd|X|CA|90001||1|012345678905|Cancelled|Mug|Value|STANDARD|1|"
        + "A|10.00|0|0.80||SellerFulfilled",
    ], records: ["1081": 2, "1082": 1], sums: ["USD": 3780])

  static let woo = ExportSample(
    format: "woocommerce-orders-csv",
    rows: [
      "order_id|order_date|status|shipping_total|tax_total|discount_total|order_total|order_currency|"
        + "billing_first_name|billing_last_name|billing_email|shipping_address_1|shipping_postcode|shipping_country",
      "7|2026-01-02 10:00:00|processing|4.00|1.00|0.00|15.00|EUR|Ann|B|a@x.example|1 Rd|75001|FR",
      "8|2026-01-02 10:00:00|refunded|0.00|0.00|0.00|5.00|EUR|Bo|C|b@x.example|||",
    ], records: ["7": 0, "8": 0], sums: ["EUR": 2000])

  static let alibaba = ExportSample(
    format: "1688-orders",
    rows: [
      "订单编号|买家会员名|货品总价(元)|运费(元)|涨价或折扣(元)|实付款(元)|订单状态|订单创建时间|订单付款时间|收货人姓名|收货地址|货品标题|单价(元)|数量|货号",
      "2001|张三|30.00|5.00|-2.00|33.00|等待卖家发货|2026-01-02 10:00:00|2026-01-02 10:01:00|李四|浙江省 义乌市|蓝色的杯子|10.00|2|A1",
      "|||||||||||红色的盘子|10.00|1|A2", "2002|张三|10.00|0.00|0.00|10.00|交易关闭|2026-01-02 10:00:00||李四|浙江省|杯子|10.00|1|A1",
    ], records: ["2001": 2, "2002": 1], sums: ["CNY": 4300], alsoCommas: false)

  static let retail = ExportSample(
    format: "uci-online-retail",
    rows: [
      "InvoiceNo|StockCode|Description|Quantity|InvoiceDate|UnitPrice|CustomerID|Country",
      "536365|85123A|HOLDER|6|12/13/2010 8:26|2.55|17850|United Kingdom",
      "536365|85123A|HOLDER|6|12/13/2010 8:26|2.55|17850|United Kingdom",
      "C536379|D|Discount|-1|12/13/2010 9:41|27.50||EIRE",
      "536414|22139||56|12/13/2010 11:52|0.00||United Kingdom",
    ], records: ["536365": 2, "C536379": 1, "536414": 1], sums: ["GBP": 310])

  private static let mugs = ["mug": 2, "cup": 1]

  static let shopifyProducts = ExportSample(
    format: "shopify-products-csv",
    rows: [
      "Handle|Title|Body (HTML)|Vendor|Type|Tags|Published|Option1 Name|Option1 Value|Variant SKU|Variant Grams|"
        + "Variant Price|Variant Barcode|Image Src|Image Position",
      "mug|Mug|<p>A, \"b\"</p>|V|Cups|a, b|true|Color|Blue|MUG-B|200|5.00|4006381333931|https://x.example/1.png|1",
      "mug||||||||Red|MUG-R|200|5.50||https://x.example/2.png|2", "mug|||||||||||||https://x.example/3.png|3",
      "cup|Cup||V|Cups||true|Title|Default Title|CUP|100|3.00|||",
    ], records: mugs, sums: ["": 1350])

  static let shopifyProductsOf2025 = ExportSample(
    format: "shopify-products-csv",
    rows: [
      "Title|URL handle|Description|Vendor|Type|Tags|Published on online store|Status|SKU|Barcode|Option1 name|"
        + "Option1 value|Price|Weight value (grams)|Product image URL|Image position",
      "Mug|mug|<p>x</p>|V|Cups|a, b|TRUE|active|MUG-B||Color|Blue|5.00|200|https://x.example/1.png|1",
      "|mug|||||||MUG-R|||Red|5.50|200||",
      "Cup|cup||V|Cups||TRUE|active|CUP||Title|Default Title|3.00|100||",
    ], records: mugs, sums: ["": 1350])

  static let medusa = ExportSample(
    format: "medusa-products-csv",
    rows: [
      "Product Id|Product Handle|Product Title|Product Status|Product Description|Product Tag 1|Variant Id|"
        + "Variant Title|Variant Sku|Variant Option 1 Name|Variant Option 1 Value|Variant Price EUR",
      "|mug|Mug|published|x|a||Blue|MUG-B|Color|Blue|5.00", "|mug|Mug|published|x|a||Red|MUG-R|Color|Red|5.50",
      "|cup|Cup|published||||One|CUP|Title|x|3.00",
    ], records: mugs, sums: ["": 1350])

  /// The table of Medusa's first version.
  static let medusaOfOld = ExportSample(
    format: "medusa-products-csv",
    rows: [
      "Product id|Product Handle|Product Title|Product Subtitle|Product Description|Product Status|Product Thumbnail|"
        + "Product Tags|Variant id|Variant Title|Variant SKU|Variant Inventory Quantity|Price EUR|Option 1 Name|"
        + "Option 1 Value|Image 1 Url",
      "p|mug|Mug||x|published||a,b|v1|Blue|MUG-B|3|5.00|Color|Blue|https://x.example/1.png",
      "p|mug|Mug||x|published||a,b|v2|Red|MUG-R|3|5.50|Color|Red|https://x.example/1.png",
      "q|cup|Cup|||published|||v3|One|CUP|3|3.00|Title|x|",
    ], records: mugs, sums: ["": 1350])
}
