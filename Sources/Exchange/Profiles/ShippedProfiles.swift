/// The shipped profiles as literals, the same texts as in the folder `Profiles`: a bare binary finds them too.
/// A test holds both equal.
enum ShippedProfiles {
  static let texts: [(name: String, toml: String)] = [
    ("general-orders-titles.toml", generalOrdersTitles),
    ("general-orders.toml", generalOrders),
    ("german-shop.toml", germanShop),
    ("supplier-price-list.toml", supplierPriceList),
    ("uci-online-retail.toml", uciOnlineRetail),
    ("uci-online-retail-ii.toml", uciOnlineRetailTwo),
  ]

  private static let generalOrdersTitles = #"""
    # The same with titles for names, as spreadsheets write them.
    id = "general-orders-titles"
    title = "Orders by plain column titles"
    always = "open/-/-"

    [recognise]
    columns = ["Order ID", "Order Date", "Customer Email"]

    [columns]
    externalId = ["order_id", "order id", "order number"]
    placedAt = ["order_date", "order date", "date"]
    buyerEmail = ["customer_email", "customer email", "email"]
    buyerName = ["customer_name", "customer name"]
    total = ["order_total", "order total", "total"]
    currency = "currency"
    status = ["order_status", "status"]
    shipName = ["shipping_name", "shipping name"]
    shipCity = ["shipping_city", "city"]
    shipPostcode = ["shipping_postcode", "postcode", "zip"]
    shipCountry = ["shipping_country", "country"]
    sku = ["sku"]
    title = ["product_name", "item_name", "product"]
    quantity = ["quantity", "qty"]
    unitPrice = ["unit_price", "price"]
    shipping = ["shipping_total", "shipping_cost"]
    tax = ["tax_total", "tax"]

    [status]
    "paid" = "open/paid/-"
    "open" = "open/-/-"
    "new" = "open/-/-"
    "unpaid" = "open/unpaid/-"
    "pending" = "open/unpaid/unfulfilled"
    "processing" = "open/paid/unfulfilled"
    "shipped" = "open/paid/shipped"
    "fulfilled" = "open/paid/shipped"
    "delivered" = "open/paid/delivered"
    "completed" = "closed/paid/shipped"
    "cancelled" = "cancelled/-/-"
    "canceled" = "cancelled/-/-"
    "refunded" = "open/refunded/-"
    "returned" = "open/-/returned"

    """#

  private static let generalOrders = #"""
    # Orders with one row each, by the names that shops' own exports use.
    id = "general-orders"
    title = "Orders by plain column names"
    always = "open/-/-"

    [recognise]
    columns = ["order_id", "order_date", "order_total"]

    [columns]
    externalId = ["order_id", "order id", "order number"]
    placedAt = ["order_date", "order date", "date"]
    buyerEmail = ["customer_email", "customer email", "email"]
    buyerName = ["customer_name", "customer name"]
    total = ["order_total", "order total", "total"]
    currency = "currency"
    status = ["order_status", "status"]
    shipName = ["shipping_name", "shipping name"]
    shipCity = ["shipping_city", "city"]
    shipPostcode = ["shipping_postcode", "postcode", "zip"]
    shipCountry = ["shipping_country", "country"]
    sku = ["sku"]
    title = ["product_name", "item_name", "product"]
    quantity = ["quantity", "qty"]
    unitPrice = ["unit_price", "price"]
    shipping = ["shipping_total", "shipping_cost"]
    tax = ["tax_total", "tax"]

    [status]
    "paid" = "open/paid/-"
    "open" = "open/-/-"
    "new" = "open/-/-"
    "unpaid" = "open/unpaid/-"
    "pending" = "open/unpaid/unfulfilled"
    "processing" = "open/paid/unfulfilled"
    "shipped" = "open/paid/shipped"
    "fulfilled" = "open/paid/shipped"
    "delivered" = "open/paid/delivered"
    "completed" = "closed/paid/shipped"
    "cancelled" = "cancelled/-/-"
    "canceled" = "cancelled/-/-"
    "refunded" = "open/refunded/-"
    "returned" = "open/-/returned"

    """#

  private static let germanShop = #"""
    # Orders of German shops, a row each, parted by semicolons.
    id = "german-shop"
    title = "Orders of German shops (semicolons)"
    decimal = "comma"
    dates = "dayFirst"
    zone = "Europe/Berlin"
    currency = "EUR"
    tax = "included"
    always = "open/-/-"

    [recognise]
    columns = ["Bestellnummer", "Gesamtbetrag", "Kundenemail"]
    unless = ["Verkaufsprotokollnummer"]

    [columns]
    externalId = "Bestellnummer"
    placedAt = ["Datum", "Bestelldatum"]
    buyerEmail = ["Kundenemail", "E-Mail"]
    buyerName = ["Name", "Kunde"]
    shipName = ["Lieferung Name", "Name"]
    total = "Gesamtbetrag"
    shipping = "Versandkosten"
    tax = ["MwSt", "Steuer"]
    currency = "Währung"
    status = "Status"
    shipLine1 = ["Straße", "Strasse"]
    shipPostcode = "PLZ"
    shipCity = "Ort"
    shipCountry = "Land"
    sku = "Artikelnummer"
    title = ["Artikel", "Bezeichnung"]
    quantity = ["Menge", "Anzahl"]
    unitPrice = ["Einzelpreis", "Preis"]

    [status]
    "offen" = "open/unpaid/unfulfilled"
    "neu" = "open/-/unfulfilled"
    "bezahlt" = "open/paid/unfulfilled"
    "in bearbeitung" = "open/paid/processing"
    "versandt" = "open/paid/shipped"
    "versendet" = "open/paid/shipped"
    "teilversandt" = "open/paid/partlyShipped"
    "geliefert" = "open/paid/delivered"
    "zugestellt" = "open/paid/delivered"
    "abgeschlossen" = "closed/paid/shipped"
    "storniert" = "cancelled/-/-"
    "erstattet" = "open/refunded/-"
    "retourniert" = "open/-/returned"

    """#

  private static let uciOnlineRetail = #"""
    # The "Online Retail" months: a row a line of an invoice; invoices that begin with C cancel earlier ones.
    id = "uci-online-retail"
    title = "UCI Online Retail months"
    decimal = "point"
    dates = "monthFirst"
    zone = "Europe/London"
    currency = "GBP"
    tax = "byTotal"
    cancelledPrefix = "C"
    whole = ["externalId", "buyerId"]
    always = "open/paid/-"

    [recognise]
    columns = ["InvoiceNo", "StockCode", "Quantity", "UnitPrice"]

    [columns]
    externalId = "InvoiceNo"
    sku = "StockCode"
    title = "Description"
    quantity = "Quantity"
    placedAt = "InvoiceDate"
    unitPrice = "UnitPrice"
    buyerId = ["CustomerID", "Customer ID"]
    shipCountry = "Country"

    """#

  private static let uciOnlineRetailTwo = #"""
    # The two years of "Online Retail II": a row a line of an invoice; invoices that begin with C cancel earlier ones.
    id = "uci-online-retail-ii"
    title = "UCI Online Retail II"
    decimal = "point"
    dates = "monthFirst"
    zone = "Europe/London"
    currency = "GBP"
    tax = "byTotal"
    cancelledPrefix = "C"
    whole = ["externalId", "buyerId"]
    always = "open/paid/-"

    [recognise]
    columns = ["Invoice", "StockCode", "Quantity", "Price"]

    [columns]
    externalId = "Invoice"
    sku = "StockCode"
    title = "Description"
    quantity = "Quantity"
    placedAt = "InvoiceDate"
    unitPrice = "Price"
    buyerId = ["Customer ID", "CustomerID"]
    shipCountry = "Country"

    """#

  private static let supplierPriceList = #"""
    # A supplier's price list: a row an article.
    id = "supplier-price-list"
    title = "A supplier's price list (products)"
    kind = "products"

    [recognise]
    columns = ["SKU", "Title", "Price", "HS Code"]
    unless = ["Handle", "Product Handle", "Order ID"]

    [columns]
    sku = ["SKU", "Item No", "Article No"]
    number = ["Product No", "Style"]
    title = ["Title", "Name", "Description"]
    brand = ["Brand", "Manufacturer"]
    category = ["Category", "Type"]
    barcode = ["Barcode", "EAN", "GTIN", "UPC"]
    grams = ["Grams", "Weight (g)", "Weight"]
    hsCode = ["HS Code", "HS", "Customs tariff number"]
    origin = ["Origin", "Country of Origin", "Made in"]
    declaredName = ["Declared Name", "Customs description"]
    material = "Material"
    price = ["Price", "Unit Price", "Net Price"]
    currency = "Currency"
    option1 = ["Colour", "Color"]
    option2 = "Size"
    image = ["Image", "Image URL"]


    """#
}
