import Domain

/// Shopify's product table, in and out.
///
/// A product's first row says what it is; further rows with the same `Handle` add variants and pictures, with the
/// product's own columns empty or repeated. What has no field in `Product` is kept in `extras` by the column's name; a
/// value that a field holds is kept as well where its notation is not ours (`50` for `50.00`), and goes out as it came
/// while it still means the same.
public enum ShopifyProductCSV {
  static let marks = [
    "Handle", "Title", "Body (HTML)", "Vendor", "Option1 Name", "Option1 Value", "Variant SKU", "Variant Price",
    "Variant Grams", "Variant Inventory Policy", "Image Src", "Image Position", "Variant Compare At Price",
    "Variant Requires Shipping", "Variant Taxable", "Variant Barcode", "Published", "SEO Title", "URL handle",
    "Product image URL", "Compare-at price", "Charge tax", "Weight value (grams)", "Continue selling when out of stock",
    "Published on online store", "Inventory quantity", "Fulfillment service",
  ]

  /// The names of the template of 2025 → those before it, which the program uses.
  private static let renamed: [String: String] = [
    "url handle": "handle", "description": "body (html)", "body html": "body (html)",
    "published on online store": "published", "sku": "variant sku", "barcode": "variant barcode",
    "price": "variant price", "compare-at price": "variant compare at price", "charge tax": "variant taxable",
    "tax code": "variant tax code", "inventory tracker": "variant inventory tracker",
    "inventory quantity": "variant inventory qty", "continue selling when out of stock": "variant inventory policy",
    "weight value (grams)": "variant grams", "weight unit for display": "variant weight unit",
    "requires shipping": "variant requires shipping", "fulfillment service": "variant fulfillment service",
    "product image url": "image src", "variant image url": "variant image",
  ]

  /// A column's name without letter case and odd blanks, as it was called before the template of 2025.
  static func plain(_ name: String) -> String {
    let tight = ColumnNames.tight(name)
    return renamed[tight] ?? tight
  }

  static let format = Format(
    id: "shopify-products-csv", title: "Shopify products (CSV)", kinds: ["products"], goesOut: true,
    recognise: { sample in
      let match = ProductTable.match(sample.records, marks: marks, needed: 3)
      guard match.score > 0 else { return 0 }
      let names = Set(sample.records[match.index].map(plain))
      return names.contains("handle") && !names.contains("product handle") ? match.score : 0
    },
    makeReader: { TableReader(ShopifyProductTable(context: $0, marks: marks, needed: 3)) })

  /// The columns of Shopify's own export, used where a product does not name those it came with.
  public static let columns: [String] =
    [
      "Handle", "Title", "Body (HTML)", "Vendor", "Type", "Tags", "Published", "Option1 Name", "Option1 Value",
      "Option2 Name", "Option2 Value", "Option3 Name", "Option3 Value", "Variant SKU", "Variant Grams",
      "Variant Inventory Tracker", "Variant Inventory Qty", "Variant Inventory Policy", "Variant Fulfillment Service",
      "Variant Price", "Variant Compare At Price", "Variant Requires Shipping", "Variant Taxable", "Variant Barcode",
      "Image Src", "Image Position", "Image Alt Text", "Gift Card", "SEO Title", "SEO Description",
    ]
    + [
      "Google Product Category", "Gender", "Age Group", "MPN", "AdWords Grouping", "AdWords Labels", "Condition",
      "Custom Product", "Custom Label 0", "Custom Label 1", "Custom Label 2", "Custom Label 3", "Custom Label 4",
    ].map { "Google Shopping / " + $0 } + ["Variant Image", "Variant Weight Unit", "Variant Tax Code"]

  /// Keys of `extras` that say how the file was laid out.
  enum Layout {
    static let columns = "csv.columns"
    static let repeats = "csv.repeats"
    static let rows = "csv.rows"
    static func picture(_ number: Int, _ column: String) -> String { "csv.picture.\(number).\(column)" }
  }

  /// Columns whose value belongs to the variant on its row, besides those that begin with `Variant `.
  static func isVariantColumn(_ name: String) -> Bool {
    let tight = plain(name)
    return tight.hasPrefix("variant ") || tight == "cost per item" || tight.hasPrefix("unit price")
      || (tight.hasPrefix("option") && (tight.hasSuffix(" value") || tight.hasSuffix("linked to")))
      || tight.hasPrefix("price /") || tight.hasPrefix("compare at price /") || tight.hasPrefix("included /")
  }

  static func isPictureColumn(_ name: String) -> Bool {
    ["image src", "image position", "image alt text"].contains(plain(name))
  }
}
