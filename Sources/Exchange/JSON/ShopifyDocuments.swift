import Domain

/// Documents of Shopify's Admin REST interface: which keys hold what, and what of it is taken in.
enum ShopifyDocuments {
  /// Every list and object that the interface answers with; only some are taken in, the others are said to be not.
  static let otherLists: Set<String> = [
    "access_scopes", "articles", "authors", "blogs", "carrier_services", "checkouts", "collection_listings",
    "collection_publications", "collections", "collects", "comments", "countries", "currencies", "custom_collections",
    "customers", "discount_codes", "events", "fulfillments", "gift_cards", "images", "inventory_items", "locations",
    "marketing_event", "marketing_events", "metafields", "pages", "payouts", "policies", "price_rules",
    "product_publications", "publications", "recurring_application_charges", "redirects", "refunds", "reports",
    "shipping_zones", "smart_collections", "storefront_access_tokens", "tags", "tender_transactions", "themes",
    "transactions", "users", "variants", "webhooks",
  ]
  static let otherSingles: Set<String> = [
    "article", "asset", "blog", "collection_listing", "customer", "customer_saved_search", "discount",
    "discount_code_creation", "draft_order_invoice", "fulfillment", "gift_card", "image", "inventory_item",
    "metafield", "refund", "shop", "storefront_access_token", "transaction", "usage_charge", "user", "variant",
  ]
  static let lists: Set<String> = ["orders", "products", "product_listings", "inventory_levels", "draft_orders"]
  static let singles: Set<String> = ["order", "product", "product_listing", "inventory_level", "draft_order"]

  static let shape = JSONShape(
    lists: lists.union(otherLists).union(["edges", "nodes"]), singles: singles.union(otherSingles),
    // GraphQL: `data.orders.edges[].node` and `data.orders.nodes[]`.
    wrappers: ["data", "orders", "products"], beside: ["count", "next", "page"])

  static func recognise(_ outline: JSONOutline) -> Int {
    if outline.hasAny(
      "orders.financial_status", "order.financial_status", "orders.order_status_url", "financial_status",
      "draft_orders.line_items", "draft_order.line_items", "inventory_levels.inventory_item_id", "products.body_html",
      "product.body_html", "body_html", "product_listings.handle", "inventory_item_id")
    {
      return 95
    }
    if outline.hasAny(
      "orders.edges", "orders.nodes", "products.edges", "products.nodes", "order.displayFinancialStatus",
      "order.totalPriceSet")
    {
      return 92
    }
    if outline.hasAny("orders.line_items", "order.line_items", "products.variants", "product.variants") { return 80 }
    // Arrays of records, without the interface's envelope.
    if outline.hasAll("variants", "title"), outline.hasAny("handle", "product_type", "vendor") { return 80 }
    if outline.hasAll("line_items", "total_price", "order_number") { return 80 }
    // One key alone, and it is a word of the interface.
    let known = lists.union(singles).union(otherLists).union(otherSingles).union(["count"])
    guard outline.outermost.count == 1, outline.outermost.isSubset(of: known) else { return 0 }
    // `orders` and `products` are everybody's words; an order without Shopify's fields is another's.
    if !outline.outermost.isDisjoint(with: lists.union(singles)) { return outline.isDeep ? 0 : 30 }
    return 60
  }

  static func items(_ record: JSONRecord, context: ReadingContext) -> [IntakeItem] {
    let (value, line) = (record.value, record.line)
    let map = { JSONMapping(value, line: line, context: context) }
    if record.key == "variants" || record.key == "variant", value.has("inventory_quantity") {
      return StockJSON.shopifyVariant(value, line: line, context: context)
    }
    if ["inventory_items", "inventory_item", "inventoryItems"].contains(record.key), value.isObject {
      return ShopifyInventoryItem.items(value, line: line, context: context)
    }
    if otherLists.contains(record.key) || otherSingles.contains(record.key) {
      return map().skipped(.notThisKind, record.key)
    }
    guard value.isObject else { return map().skipped(.notThisKind, value.source) }
    if let items = graph(record, context) { return items }
    switch record.key {
    case "draft_orders", "draft_order": return map().refused(.unsupported, record.key, "a draft order")
    case "inventory_levels", "inventory_level": return StockJSON.shopifyLevel(value, line: line, context: context)
    case "products", "product", "product_listings", "product_listing":
      return ShopifyProductJSON.items(value, line: line, context: context)
    case "orders", "order":
      // Other interfaces answer with `order` too.
      guard value.has("line_items") || value.has("financial_status") else {
        return map().refused(.wrongRecord, "line_items", "an order without line_items")
      }
      return ShopifyOrderJSON.items(value, line: line, context: context)
    default: break
    }
    if value.has("line_items"), value.has("financial_status") || value.has("total_price") {
      return ShopifyOrderJSON.items(value, line: line, context: context)
    }
    if ShopifyProductJSON.fits(value.has) { return ShopifyProductJSON.items(value, line: line, context: context) }
    if value.hasAll("inventory_item_id", "available") {
      return StockJSON.shopifyLevel(value, line: line, context: context)
    }
    if ShopifyInventoryItem.fits(value.has) { return ShopifyInventoryItem.items(value, line: line, context: context) }
    return map().skipped(.notThisKind, value.keyList)
  }

  /// An order or a product as GraphQL answers; nil where the record is neither.
  private static func graph(_ record: JSONRecord, _ context: ReadingContext) -> [IntakeItem]? {
    let inEdge = record.key == "edges" ? record.value["node"] : nil
    let node = inEdge ?? record.value
    let group = ShopifyBulkGroup(nested: node, line: record.line)
    if node.has("lineItems") || node.has("totalPriceSet") || node.has("displayFinancialStatus") {
      return ShopifyBulkOrder.items(group, JSONMapping(node, line: record.line, context: context))
    }
    let isConnection = node["variants"].map { $0.has("edges") || $0.has("nodes") } ?? false
    let isProduct = isConnection || node["id"]?.text?.hasPrefix("gid://shopify/Product/") == true
    if isProduct, node.has("handle") || node.has("title") {
      return ShopifyBulkProduct.items(group, JSONMapping(node, line: record.line, context: context))
    }
    return nil
  }
}
