public import Domain

/// What a channel is told of one SKU: the whole quantity that it may sell, and the how-manieth it is told.
public struct FeedRow: Hashable, Sendable {
  /// What the channel calls it.
  public var sku: String
  public var quantity: Int64
  public var sequence: Int64
  public var at: Instant
  /// The product as our own sheets have it; nil where it is gone.
  public var stock: StockRow?

  public init(sku: String, quantity: Int64, sequence: Int64, at: Instant, stock: StockRow? = nil) {
    self.sku = sku
    self.quantity = quantity
    self.sequence = sequence
    self.at = at
    self.stock = stock
  }
}

/// A file that tells a channel how much it may sell: a row a SKU, in the order given, so that the channel's answers by
/// row find theirs.
public struct StockFeed: Sendable {
  /// Stable: `amazon-quantity-txt`.
  public let id: String
  public let title: String
  /// Channels whose own way this is; none: any channel's.
  public let channels: [String]
  public let ending: String
  let text: @Sendable ([FeedRow]) -> String

  public func write(_ rows: [FeedRow]) -> String { text(rows) }
}

/// Every way to tell a channel what it may sell.
public enum StockFeeds {
  public static let all: [StockFeed] = [amazon, ebay, shopify, general]

  public static func named(_ id: String) -> StockFeed? { all.first { $0.id == id } }

  /// The channel's own way, else the general one.
  public static func of(channel: String) -> StockFeed {
    all.first { $0.channels.contains(channel.lowercased()) } ?? general
  }

  /// Amazon's flat file of prices and quantities (feed `POST_FLAT_FILE_PRICEANDQUANTITYONLY_UPDATE_DATA`): tabs, no
  /// quotation marks; an empty price leaves it as it is.
  static let amazon = StockFeed(
    id: "amazon-quantity-txt", title: "Amazon quantities (tabs)", channels: ["amazon"], ending: "txt",
    text: { rows in
      let header = [
        "sku", "price", "minimum-seller-allowed-price", "maximum-seller-allowed-price", "quantity", "handling-time",
        "fulfillment-channel",
      ]
      return rows.reduce(into: header.joined(separator: "\t") + "\n") { text, row in
        text += [flat(row.sku), "", "", "", String(row.quantity), "", ""].joined(separator: "\t") + "\n"
      }
    })

  /// eBay's file of changes to listings: `Revise` by the seller's own label.
  static let ebay = StockFeed(
    id: "ebay-quantity-csv", title: "eBay quantities (CSV)", channels: ["ebay"], ending: "csv",
    text: { rows in
      let writer = CSVWriter()
      return rows.reduce(into: writer.line(["Action", "CustomLabel", "Quantity"])) { text, row in
        text += writer.line(["Revise", row.sku, String(row.quantity)])
      }
    })

  /// Shopify's inventory with a column for the place, which holds what may still be sold there.
  static let shopify = StockFeed(
    id: "shopify-quantity-csv", title: "Shopify quantities (CSV)", channels: ["shopify"], ending: "csv",
    text: { rows in
      let writer = CSVWriter()
      let places = Array(Set(rows.map { $0.stock?.warehouseName ?? "" })).sorted {
        $0.utf8.lexicographicallyPrecedes($1.utf8)
      }
      let header =
        ["Handle", "Title"] + (1...3).flatMap { ["Option\($0) Name", "Option\($0) Value"] } + ["SKU", "HS Code", "COO"]
      return rows.reduce(into: writer.line(header + places)) { text, row in
        text += writer.line(
          product(row) + [row.sku, row.stock?.hsCode ?? "", row.stock?.origin ?? ""]
            + places.map { $0 == row.stock?.warehouseName ?? "" ? String(row.quantity) : "" })
      }
    })

  /// For any channel without a way of its own.
  static let general = StockFeed(
    id: "quantity-csv", title: "Quantities (CSV)", channels: [], ending: "csv",
    text: { rows in
      let writer = CSVWriter()
      return rows.reduce(into: writer.line(["sku", "quantity", "sequence", "as_of"])) { text, row in
        text += writer.line([row.sku, String(row.quantity), String(row.sequence), row.at.iso8601])
      }
    })

  private static func product(_ row: FeedRow) -> [String] {
    let options = row.stock?.options ?? []
    // A variant without options is called so by Shopify itself.
    let first = options.first.map { [$0.name, $0.value] } ?? ["Title", "Default Title"]
    let others = (1...2).flatMap { $0 < options.count ? [options[$0].name, options[$0].value] : ["", ""] }
    return [row.stock?.product ?? "", row.stock?.title ?? ""] + first + others
  }

  /// What would break the row becomes a blank: the file knows no quotation marks.
  private static func flat(_ cell: String) -> String {
    String(String.UnicodeScalarView(cell.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7f ? " " : $0 }))
  }
}
