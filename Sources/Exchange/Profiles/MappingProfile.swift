import Domain

/// Why a mapping profile cannot be used: line, key and what is wrong there.
public struct ProfileRefusal: Error, Hashable, Sendable {
  /// From 1; 0 where the fault is that something is missing.
  public var line: Int
  public var key: String
  public var why: String

  public init(line: Int, key: String, why: String) {
    self.line = line
    self.key = key
    self.why = why
  }

  /// One sentence in English.
  public var message: String {
    let place = line > 0 ? "Line \(line)" : "The profile"
    return key.isEmpty ? "\(place): \(why)." : "\(place), “\(key)”: \(why)."
  }
}

/// A mapping profile: how any table of orders, products or stock is read, written in TOML by whoever has such files.
///
/// ```toml
/// id = "my-shop"                  # for --format
/// title = "My shop's orders"
/// delimiter = ";"                 # , ; | or "tab"; found where it is missing
/// decimal = "comma"               # or "point"
/// dates = "dayFirst"              # monthFirst, yearFirst
/// zone = "Europe/Berlin"          # of dates that name none
/// currency = "EUR"                # where no column names one
/// tax = "included"                # added, byTotal, byCurrency
/// idPrefix = "#"                  # taken off the order number
/// cancelledPrefix = "C"           # numbers that begin so are cancellations
/// blankContinues = true           # rows without a number belong to the order above
/// whole = ["buyerId"]             # spreadsheet numbers: 17850.0 is 17850
/// footers = ["total rows"]        # rows that hold these words are no records
/// always = "open/paid/-"          # state/payment/fulfilment where no column says
/// [recognise]
/// columns = ["Bestellnr", "Datum"]  # all must be there for the profile to be found by content
/// unless = ["Settlement"]
/// [columns]                       # field = column, or a list of names of which the first found is taken
/// externalId = "Bestellnr"
/// [constants]
/// shipCountry = "DE"
/// [status]                        # also [paymentStatus], [fulfilmentStatus]
/// "bezahlt" = "open/paid/-"
/// [[filter]]
/// column = "Typ"
/// keep = ["Verkauf"]              # or drop = [...]
/// ```
///
/// A supplier's price list is a table of products: `kind = "products"`, and the fields are those of `ProductColumn`.
///
/// ```toml
/// id = "my-supplier"
/// kind = "products"
/// currency = "CNY"                # where no column names one
/// weight = "kg"                   # what the column `grams` is in: g, kg, oz, lb
/// length = "cm"                   # what the sides are in: mm, cm, m, in
/// [columns]
/// sku = "Artikelnr"
/// title = "Bezeichnung"
/// barcode = "EAN"
/// grams = "Gewicht"
/// hsCode = "Zolltarifnummer"
/// price = "EK netto"
/// option1 = "Farbe"               # an option of that name; rows of one `number` are variants of one product
/// ```
///
/// A warehouse's list of what is there is a stock count: `kind = "stock"`, and the fields are those of `StockColumn`.
///
/// ```toml
/// id = "my-warehouse"
/// kind = "stock"
/// dates = "dayFirst"
/// [columns]
/// sku = "Artikelnr"
/// quantity = "Bestand"
/// bin = "Platz"
/// [constants]
/// place = "SZ"                    # the warehouse, where no column names one
/// ```
public struct MappingProfile: Sendable {
  enum Content: Sendable {
    case orders(OrderLayout)
    case products(ProductLayout)
    case stock(StockLayout)
  }

  let content: Content

  public var id: String {
    switch content {
    case .orders(let layout): layout.id
    case .products(let layout): layout.id
    case .stock(let layout): layout.id
    }
  }

  /// The zone of dates that name none, as the profile's writer named it.
  public var zoneName: String? { orders?.zoneName }

  /// How orders are read; nil where the profile is of products.
  var orders: OrderLayout? { if case .orders(let layout) = content { layout } else { nil } }

  /// The profile as a format: found by content where `[recognise]` names columns.
  public var format: Format {
    switch content {
    case .orders(let layout): layout.format
    case .products(let layout): layout.format
    case .stock(let layout): layout.format
    }
  }

  /// Reads a profile from the text of a TOML file.
  public init(toml: String) throws(ProfileRefusal) {
    content = try ProfileParser(text: toml).content()
  }
}
