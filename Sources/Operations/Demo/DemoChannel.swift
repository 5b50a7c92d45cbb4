/// A channel account of the made-up shop, and how its orders come in.
struct DemoChannel {
  enum Numbers {
    /// 3-7-7 digits, beginning with these three.
    case amazon(String)
    case running(String, Int)
    case ebay
    case digits(String, Int)
    case shopee
  }

  enum Tax {
    case included, added, none
  }

  enum Listing {
    case none, asin, digits
  }

  var code: String
  var channel: String
  var name: String
  var currency: String
  var zone: String
  /// Share of all orders, in ten thousand.
  var weight: Int
  var numbers: Numbers
  /// Where the marketplace hides its buyers' addresses; empty: it shows them.
  var mail: String
  /// Two letters and their shares.
  var countries: [(String, Int)]
  /// How many in ten thousand pay later, or never.
  var paysLater: Int
  /// Hours that the channel gives for shipping.
  var handling: Int
  var listing: Listing
  var tax: Tax
  var services: [String]

  static let all: [DemoChannel] = [
    DemoChannel(
      code: "AMZ-DE", channel: "amazon", name: "Amazon Deutschland", currency: "EUR", zone: "Europe/Berlin",
      weight: 1900,
      numbers: .amazon("302"), mail: "marketplace.amazon.de",
      countries: [("DE", 78), ("AT", 10), ("CH", 3), ("BE", 2), ("PL", 4), ("CZ", 3)], paysLater: 250, handling: 48,
      listing: .asin, tax: .included, services: ["Standard", "Expedited"]),
    DemoChannel(
      code: "AMZ-US", channel: "amazon", name: "Amazon.com", currency: "USD", zone: "America/Los_Angeles", weight: 1700,
      numbers: .amazon("113"), mail: "marketplace.amazon.com", countries: [("US", 94), ("MX", 4), ("CA", 2)],
      paysLater: 250, handling: 48, listing: .asin, tax: .added, services: ["Standard", "Expedited", "SecondDay"]),
    DemoChannel(
      code: "AMZ-JP", channel: "amazon", name: "Amazon.co.jp", currency: "JPY", zone: "Asia/Tokyo", weight: 900,
      numbers: .amazon("250"), mail: "marketplace.amazon.co.jp", countries: [("JP", 100)], paysLater: 500, handling: 48,
      listing: .asin, tax: .included, services: ["Standard"]),
    DemoChannel(
      code: "SHOP", channel: "shopify", name: "Haven & Tide", currency: "EUR", zone: "Europe/Berlin", weight: 1500,
      numbers: .running("", 10001), mail: "",
      countries: [
        ("DE", 28), ("FR", 18), ("IT", 10), ("ES", 10), ("NL", 8), ("PL", 6), ("SE", 6), ("GR", 4), ("TR", 3),
        ("IL", 3), ("UA", 2), ("PT", 2),
      ], paysLater: 400, handling: 36, listing: .none, tax: .included,
      services: ["DHL Paket", "DHL Paket International", "Colissimo"]),
    DemoChannel(
      code: "EBAY-UK", channel: "ebay", name: "eBay UK", currency: "GBP", zone: "Europe/London", weight: 900,
      numbers: .ebay, mail: "members.ebay.com", countries: [("GB", 90), ("IE", 7), ("FR", 3)], paysLater: 1500,
      handling: 72, listing: .digits, tax: .included, services: ["Royal Mail 48", "Royal Mail 24", "Evri"]),
    DemoChannel(
      code: "ALI", channel: "aliexpress", name: "AliExpress", currency: "USD", zone: "America/Los_Angeles", weight: 800,
      numbers: .digits("81", 16), mail: "",
      countries: [("ES", 20), ("KZ", 14), ("BR", 16), ("FR", 12), ("KR", 14), ("UA", 8), ("IL", 8), ("SA", 8)],
      paysLater: 1800, handling: 120, listing: .digits, tax: .none,
      services: ["AliExpress Standard Shipping", "Cainiao Saver"]),
    DemoChannel(
      code: "SHPE-SG", channel: "shopee", name: "Shopee Singapore", currency: "SGD", zone: "Asia/Singapore",
      weight: 500,
      numbers: .shopee, mail: "", countries: [("SG", 100)], paysLater: 700, handling: 48, listing: .none,
      tax: .included, services: ["SPX Express", "Ninja Van"]),
    DemoChannel(
      code: "SHPE-MY", channel: "shopee", name: "Shopee Malaysia", currency: "MYR", zone: "Asia/Kuala_Lumpur",
      weight: 500,
      numbers: .shopee, mail: "", countries: [("MY", 100)], paysLater: 1200, handling: 48, listing: .none,
      tax: .included, services: ["SPX Express", "J&T Express"]),
    DemoChannel(
      code: "TTS-US", channel: "tiktok", name: "TikTok Shop US", currency: "USD", zone: "America/New_York", weight: 600,
      numbers: .digits("577", 18), mail: "scs.tiktokw.us", countries: [("US", 100)], paysLater: 500, handling: 72,
      listing: .digits, tax: .added, services: ["TikTok Shipping"]),
    DemoChannel(
      code: "WEB", channel: "own", name: "Own site", currency: "USD", zone: "UTC", weight: 700,
      numbers: .running("W", 200_001), mail: "",
      countries: [
        ("US", 22), ("CA", 8), ("AU", 10), ("KR", 10), ("TH", 8), ("AE", 8), ("SA", 6), ("CN", 10), ("TW", 8),
        ("GR", 4), ("VN", 6),
      ], paysLater: 900, handling: 48, listing: .none, tax: .none,
      services: ["YunExpress", "EMS", "4PX Economy", "DHL Express"]),
  ]
}
