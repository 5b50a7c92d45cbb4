internal import Foundation

/// Which shop a tap's messages come from, as far as their beginning tells: orders of two shops may have one number.
public enum SingerShop {
  /// The channel's name; nil where neither the fields nor the streams' names tell.
  public static func channel(of sample: Sample) -> String? {
    let text = sample.text
    func has(_ key: String) -> Bool { text.contains("\"\(key)\"") }
    if text.contains("\"gid:") && text.contains("shopify") { return "shopify" }
    if has("financial_status") && has("line_items") || has("inventory_item_id") { return "shopify" }
    if WooCommerceOrderJSON.fits(has) || WooCommerceProductJSON.fits(has) { return "woocommerce" }
    if EbayOrderJSON.fits(has) { return "ebay" }
    if has("AmazonOrderId") { return "amazon" }
    if ShopifyProductJSON.fits(has) { return "shopify" }
    return streamPrefix(text)
  }

  /// Whether an order or a product is written as Shopify's GraphQL names its fields.
  static func isShopifyNode(_ record: JSONValue) -> Bool {
    guard let id = record["id"]?.text else { return false }
    return id.hasPrefix("gid://shopify/Order/") || id.hasPrefix("gid://shopify/Product/")
  }

  /// What stands before a stream's own name: `bigcommerce-orders`.
  private static func streamPrefix(_ text: String) -> String? {
    let general: Set<String> = ["public", "default", "main", "sales", "shop", "store", "raw", "tap", "api", "data"]
    for line in text.split(separator: "\n").prefix(20) {
      guard let start = line.range(of: "\"stream\"")?.upperBound else { continue }
      let words = line[start...].split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
      guard words.count > 1 else { continue }
      let name = words[1].lowercased()
      let prefix = String(name.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) })
      if prefix.count > 2, prefix.count <= 16, prefix.count < name.count, !general.contains(prefix),
        "-./:".contains(name[name.index(name.startIndex, offsetBy: prefix.count)])
      {
        return prefix
      }
    }
    return nil
  }
}
