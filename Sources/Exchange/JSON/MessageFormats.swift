/// The formats that come as JSON: documents of interfaces, JSON lines, Singer messages.
public enum MessageFormats {
  public static let all: [Format] = [
    documents(
      "shopify-api-json", "Shopify Admin API (JSON)", ["orders", "products", "stock"], ShopifyDocuments.shape,
      ShopifyDocuments.recognise
    ) { ShopifyDocuments.items($0, context: $1) },
    Format(
      id: "shopify-bulk-jsonl", title: "Shopify bulk operation (JSON lines)", kinds: ["orders", "products"],
      recognise: { ShopifyBulkReader.recognise(JSONOutline($0.text), $0.text) },
      makeReader: { ShopifyBulkReader(context: $0) }),
    documents(
      "amazon-spapi-json", "Amazon Selling Partner API (JSON)", ["orders", "products", "stock"], AmazonDocuments.shape,
      AmazonDocuments.recognise
    ) { AmazonDocuments.items($0, context: $1) },
    documents(
      "woocommerce-api-json", "WooCommerce REST API (JSON)", ["orders", "products"], OtherDocuments.wooShape,
      OtherDocuments.recogniseWoo
    ) { OtherDocuments.woo($0, context: $1) },
    documents(
      "ebay-api-json", "eBay Fulfillment API (JSON)", ["orders"], OtherDocuments.ebayShape,
      OtherDocuments.recogniseEbay
    ) { OtherDocuments.ebay($0, context: $1) },
    Format(
      id: "saleor-sample-json", title: "Saleor sample shop (JSON)", kinds: ["products", "stock"],
      recognise: { SaleorSample.recognise(JSONOutline($0.text)) }, makeReader: { SaleorSample(context: $0) }),
    StockDocument.format,
    Format(
      id: "singer", title: "Singer messages (SCHEMA, RECORD, STATE)", kinds: ["orders", "products", "stock"],
      recognise: { recogniseSinger(JSONOutline($0.text), $0.text) }, makeReader: { SingerReader(context: $0) }),
    Format(
      id: "other-json", title: "Other JSON (named and passed over)", kinds: [],
      recognise: { JSONOutline($0.text).isJSON ? 5 : 0 },
      makeReader: { JSONRecordReader(shape: .plain, context: $0) { OtherDocuments.other($0, context: $1) } }),
  ]

  private static func documents(
    _ id: String, _ title: String, _ kinds: [String], _ shape: JSONShape,
    _ recognise: @escaping @Sendable (JSONOutline) -> Int, _ map: @escaping JSONRecordReader.Map
  ) -> Format {
    Format(
      id: id, title: title, kinds: kinds,
      recognise: { sample in
        let outline = JSONOutline(sample.text)
        return outline.isJSON ? recognise(outline) : 0
      },
      makeReader: { JSONRecordReader(shape: shape, context: $0, map: map) })
  }

  /// A message is an object with `type` on a line of its own, and streams begin with a schema, a state or a record.
  private static func recogniseSinger(_ outline: JSONOutline, _ text: String) -> Int {
    guard outline.isJSON, outline.has("type") else { return 0 }
    if outline.hasAll("stream", "schema") || outline.hasAll("stream", "record") { return 98 }
    let words = ["\"SCHEMA\"", "\"STATE\"", "\"RECORD\"", "\"ACTIVATE_VERSION\""]
    return outline.has("value") && words.contains(where: text.prefix(400).contains) ? 80 : 0
  }
}
