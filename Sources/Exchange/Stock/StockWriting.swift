public import Domain

/// Units that stand together, with everything that some format tells of them.
public struct StockRow: Hashable, Sendable {
  public var sku: String
  public var title: String
  /// The product's number, Shopify's handle.
  public var product: String
  /// Names of the product's options and the variant's values of them.
  public var options: [(name: String, value: String)] { zip(optionNames, optionValues).map { ($0, $1) } }
  public var optionNames: [String] = []
  public var optionValues: [String] = []
  public var hsCode = ""
  public var origin = ""
  public var warehouse: String
  /// What people call the warehouse; its code where it has no name of its own.
  public var warehouseName: String
  /// Empty: it stands in the warehouse outside any bin.
  public var bin = ""
  public var lot = ""
  public var expiresAt: Instant?
  public var use = BinUse.picking
  public var owner = ""
  public var onHand: Int64
  /// Of all that the warehouse has of it: promised to orders, and what may not be sold.
  public var committed: Int64 = 0
  public var unavailable: Int64 = 0
  public var incoming: Int64 = 0

  public init(sku: String, title: String, product: String, warehouse: String, warehouseName: String, onHand: Int64) {
    self.sku = sku
    self.title = title
    self.product = product
    self.warehouse = warehouse
    self.warehouseName = warehouseName
    self.onHand = onHand
  }
}

/// The ways out for stock: each a header and a line for a row.
public enum StockSheet: String, CaseIterable, Sendable {
  case portolan = "stock-csv"
  case openBoxes = "openboxes-inventory-csv"
  case shopify = "shopify-inventory-csv"

  /// Whether rows are of a whole warehouse, with its bins and lots added up.
  public var isByWarehouse: Bool { self == .shopify }

  public var header: [String] {
    switch self {
    case .portolan: ["sku", "title", "warehouse", "bin", "lot", "expires", "condition", "owner", "on_hand"]
    case .openBoxes:
      [
        "Product code", "Product name", "Lot number", "Expiration date", "Bin location", "OB QOH", "Physical QOH",
        "Comment",
      ]
    case .shopify:
      [
        "Handle", "Title", "Option1 Name", "Option1 Value", "Option2 Name", "Option2 Value", "Option3 Name",
        "Option3 Value", "SKU", "HS Code", "COO", "Location", "Bin name", "Incoming (not editable)",
        "Unavailable (not editable)", "Committed (not editable)", "Available (not editable)", "On hand (current)",
        "On hand (new)",
      ]
    }
  }

  public func cells(_ row: StockRow) -> [String] {
    switch self {
    case .portolan:
      return [
        row.sku, row.title, row.warehouse, row.bin, row.lot, row.expiresAt?.iso8601 ?? "",
        row.use.isSellable ? "" : row.use.rawValue, row.owner, String(row.onHand),
      ]
    case .openBoxes:
      let civil = row.expiresAt?.civil()
      let expires = civil.map { "\(StockSheet.two($0.month))/\(StockSheet.two($0.day))/\($0.year)" } ?? ""
      return [row.sku, row.title, row.lot, expires, row.bin, String(row.onHand), String(row.onHand), ""]
    case .shopify:
      func option(_ place: Int) -> [String] {
        place < row.optionNames.count && place < row.optionValues.count
          ? [row.optionNames[place], row.optionValues[place]] : ["", ""]
      }
      let available = row.onHand - row.committed - row.unavailable
      // A variant without options is called so by Shopify itself.
      let first = row.optionNames.isEmpty ? ["Title", "Default Title"] : option(0)
      return [row.product, row.title] + first + option(1) + option(2) + [
        row.sku, row.hsCode, row.origin, row.warehouseName, row.bin, String(row.incoming), String(row.unavailable),
        String(row.committed), String(available), String(row.onHand), String(row.onHand),
      ]
    }
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

  /// A row as a member of our own JSON document.
  public static func member(_ row: StockRow) -> JSONOutput {
    var members: [(key: String, value: JSONOutput)] = [
      ("sku", .text(row.sku)), ("title", .text(row.title)), ("warehouse", .text(row.warehouse)),
    ]
    if !row.bin.isEmpty { members.append(("bin", .text(row.bin))) }
    if !row.lot.isEmpty { members.append(("lot", .text(row.lot))) }
    if let expires = row.expiresAt { members.append(("expires", .time(expires))) }
    if !row.use.isSellable { members.append(("condition", .text(row.use.rawValue))) }
    if !row.owner.isEmpty { members.append(("owner", .text(row.owner))) }
    members.append(("onHand", .integer(row.onHand)))
    return .object(members)
  }
}
