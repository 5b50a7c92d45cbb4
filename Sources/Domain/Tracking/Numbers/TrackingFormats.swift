/// Every format that we know, carrier by carrier; the facts are those of the open collection
/// jkeen/tracking_number_data (MIT), read anew.
public enum TrackingFormats {
  public static let all: [TrackingFormat] = posts + unitedStates + integrators + others

  static let s10 = TrackingCarrier("s10", "Universal Postal Union")
  static let usps = TrackingCarrier(
    "usps", "United States Postal Service", page: "https://tools.usps.com/go/TrackConfirmAction?tLabels=%s")
  static let canadaPost = TrackingCarrier(
    "canada_post", "Canada Post",
    page: "https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor=%s")
  static let ups = TrackingCarrier(
    "ups", "UPS", page: "https://wwwapps.ups.com/WebTracking/track?track=yes&trackNums=%s")
  static let fedex = TrackingCarrier("fedex", "FedEx", page: "https://www.fedex.com/apps/fedextrack/?tracknumbers=%s")
  static let dhl = TrackingCarrier(
    "dhl", "DHL", page: "http://www.dhl.com/en/express/tracking.html?brand=DHL&AWB=%s")
  static let dpd = TrackingCarrier(
    "dpd", "DPD", page: "https://www.dpdgroup.com/nl/mydpd/my-parcels/track?lang=en&parcelNumber=%s")
  static let amazon = TrackingCarrier("amazon", "Amazon")
  static let canpar = TrackingCarrier(
    "canpar", "Canpar", page: "https://www.canpar.com/en/track/tracking.jsp?reference=%s&locale=en")
  static let gofo = TrackingCarrier(
    "gofo", "GOFO Express", page: "https://www.gofoexpress.com/tracking.html?searchID=%s")
  static let landmark = TrackingCarrier(
    "landmark", "Landmark Global LTN", page: "https://track.landmarkglobal.com/?search=%s")
  static let laserShip = TrackingCarrier("lasership", "LaserShip")
  static let oldDominion = TrackingCarrier(
    "old_dominion", "Old Dominion Freight Line",
    page: "https://www.odfl.com/us/en/tools/trace-track-ltl-freight/trace.html?proNumbers=%s")
  static let onTrac = TrackingCarrier("ontrac", "OnTrac", page: "http://www.ontrac.com/tracking/?number=%s")
  static let purolator = TrackingCarrier(
    "purolator", "Purolator", page: "https://www.purolator.com/en/shipping/tracker?searchValue=%s")
  static let speeDee = TrackingCarrier(
    "speedee", "Spee-Dee Delivery", page: "https://www.speedeedelivery.com/track/?tracking=%s")
  static let yodel = TrackingCarrier("yodel", "Yodel", page: "https://www.yodel.co.uk/tracking/%s")
  static let yunExpress = TrackingCarrier(
    "yunexpress", "YunExpress", page: "https://www.yuntrack.com/parcelTracking?id=%s")

  /// The posts of the world.
  static let posts: [TrackingFormat] = [
    TrackingFormat(s10, "s10", "S10", .proved, .s10, services: .post, "<v&{2}><k#{8}><c#><o&{2}>"),
    TrackingFormat(
      canadaPost, "canada_post", "Canada Post (16)", .checked, .mod10(even: 3, odd: 1), "<k<m#{7}>#{8}><c#>"),
  ]

  /// The United States' post. Its routing prefix is 420 and a ZIP code of five or nine digits.
  static let unitedStates: [TrackingFormat] = [
    // A shipper's number (Mailer ID) of nine digits begins with 9, one of six does not.
    TrackingFormat(
      usps, "usps_impb_n", "USPS IMpb N", .proved, .mod10(even: 3, odd: 1, reversed: true),
      "<k94<v#{3}><m9#{8}>#{7}><c#>", "<k94<v#{3}><m[0-8]#{5}>#{10}><c#>",
      "<k94<v#{3}><m9#{8}>#{11}><c#>", "<k94<v#{3}><m[0-8]#{5}>#{14}><c#>", "<k94<v#{3}><m9#{8}>#{15}><c#>",
      "420<z#{5}><k94<v#{3}><m9#{8}>#{7}><c#>", "420<z#{5}><k94<v#{3}><m[0-8]#{5}>#{10}><c#>",
      "420<z#{9}><k94<v#{3}><m9#{8}>#{7}><c#>", "420<z#{9}><k94<v#{3}><m[0-8]#{5}>#{10}><c#>",
      "420<z#{5}><k94<v#{3}><m9#{8}>#{11}><c#>", "420<z#{5}><k94<v#{3}><m[0-8]#{5}>#{14}><c#>"),
    // 92 has a shipper's number of nine digits, 93 one of six, 95 (a post office's counter) either.
    TrackingFormat(
      usps, "usps_impb_c", "USPS IMpb C", .proved, .mod10(even: 3, odd: 1), services: .impb,
      "<k9[25]<v#{3}><m9#{8}>#{7}><c#>", "<k9[35]<v#{3}><m[0-8]#{5}>#{10}><c#>",
      "<k9[25]<v#{3}><m9#{8}>#{11}><c#>", "<k9[35]<v#{3}><m[0-8]#{5}>#{14}><c#>",
      "420<z#{5}><k9[25]<v#{3}><m9#{8}>#{7}><c#>", "420<z#{5}><k9[35]<v#{3}><m[0-8]#{5}>#{10}><c#>",
      "420<z#{9}><k9[25]<v#{3}><m9#{8}>#{7}><c#>", "420<z#{9}><k9[35]<v#{3}><m[0-8]#{5}>#{10}><c#>",
      "420<z#{5}><k9[25]<v#{3}><m9#{8}>#{11}><c#>", "420<z#{5}><k9[35]<v#{3}><m[0-8]#{5}>#{14}><c#>"),
    // Its 91 is in the check digit's sum even where it is not printed.
    TrackingFormat(
      usps, "usps_legacy", "USPS Legacy", .checked, .mod10(even: 3, odd: 1, lead: [9, 1]), services: .usps,
      "<k91<v#{2}><m#{9}>#{8}><c#>", "<k<v#{2}><m#{9}>#{8}><c#>",
      "420<z#{5}><k91<v#{2}><m#{9}>#{8}><c#>", "420<z#{5}><k<v#{2}><m#{9}>#{8}><c#>",
      "420<z#{9}><k91<v#{2}><m#{9}>#{8}><c#>", "420<z#{9}><k<v#{2}><m#{9}>#{8}><c#>"),
    TrackingFormat(
      usps, "usps_20", "USPS 20", .checked, .mod10(even: 3, odd: 1), services: .usps, "<k<v#{2}><m#{9}>#{8}><c#>"),
  ]

  /// UPS, FedEx, DHL, DPD.
  static let integrators: [TrackingFormat] = [
    TrackingFormat(
      ups, "ups", "UPS", .proved, .mod10(even: 1, odd: 2), services: .ups, "1Z<k<m*{6}><v*{2}>*{7}><c#>"),
    TrackingFormat(
      ups, "ups_waybill", "UPS Waybill", .proved, .mod10(even: 1, odd: 2), services: .upsWaybill,
      "<v[AHJKTV]><k#{9}><c#>"),
    TrackingFormat(
      fedex, "fedex_12", "FedEx Express (12)", .checked, .weights([3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1]),
      "<k#{11}><c#>"),
    TrackingFormat(
      fedex, "fedex_34", "FedEx Express (34)", .checked, .weights([1, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1]),
      "[0-8]#{14}<z#{5}><k#{13}><c#>"),
    // A bar code of former times: a number of twelve digits stands in its middle, with the only check digit.
    TrackingFormat(
      fedex, "fedex_astra_32", "FedEx ASTRA (32)", .checked, .weights([3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1]),
      "3#{15}<k#{11}><c#>#{4}"),
    TrackingFormat(
      fedex, "fedex_ground", "FedEx Ground", .checked, .mod10(even: 1, odd: 3), "<k#{14}><c#>"),
    TrackingFormat(
      fedex, "fedex_ground_sscc_18", "FedEx Ground (SSCC-18)", .checked, .mod10(even: 3, odd: 1),
      services: .fedexContainers, "<v#{2}><k#{15}><c#>"),
    TrackingFormat(
      fedex, "fedex_ground_96", "FedEx Ground 96 (22)", .proved, .mod10(even: 1, odd: 3),
      "96#{2}<v#{3}><k<m#{7}>#{7}><c#>"),
    TrackingFormat(
      fedex, "fedex_ground_gsn", "FedEx Ground GSN", .proved, .weights([1, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1]),
      "96#{2}#{5}<m#{10}>#<k#{13}><c#>"),
    TrackingFormat(dhl, "dhl_express", "DHL Express", .checked, .mod7, "<k#{9}><c#>", "<k#{10}><c#>"),
    TrackingFormat(
      dhl, "dhl_express_piece_id", "DHL Express (Piece ID)", .marked, .none, "J&{2}<k#{9...10}>", "J&{3}<k#{9...10}>"),
    TrackingFormat(
      dhl, "dhl_ecommerce", "DHL E-Commerce", .marked, .none,
      "GM<k#*{9...38}>", "LX<k#*{9...38}>", "RX<k#*{9...38}>", "UV<k#*{9...38}>", "CN<k#*{9...38}>",
      "SG<k#*{9...38}>", "TH<k#*{9...38}>", "IN<k#*{9...38}>", "HK<k#*{9...38}>", "MY<k#*{9...38}>"),
    TrackingFormat(dhl, "dhl_ecommerce_14", "DHL E-Commerce (14)", .bare, .none, "<k#{14}>"),
    TrackingFormat(
      dpd, "dpd", "DPD (28)", .checked, .mod37x36, services: .dpd, "<k<z#{7}>#{14}<v#{3}><d#{3}>><c*>"),
    TrackingFormat(dpd, "dpd_14", "DPD (14)", .checked, .mod37x36, "<k#{14}><c*>"),
  ]

  static let others: [TrackingFormat] = [
    TrackingFormat(
      oldDominion, "old_dominion", "Old Dominion", .proved, .luhn, "<k77[78]#{7}><c#>", "<k072#{7}><c#>",
      "<k780#{7}><c#>"),
    TrackingFormat(
      oldDominion, "old_dominion_guaranteed", "Old Dominion Guaranteed Shipment", .proved, .luhn, "<k80#{8}><c#>"),
    TrackingFormat(onTrac, "ontrac_c", "OnTrac", .proved, .mod10(even: 1, odd: 2, lead: [4]), "C<k#{13}><c#>"),
    TrackingFormat(onTrac, "ontrac_d", "OnTrac D", .proved, .mod10(even: 1, odd: 2, lead: [5]), "D<k#{13}><c#>"),
    TrackingFormat(purolator, "purolator_numeric", "Purolator (12)", .checked, .luhn, "<k[0-5]#{10}><c#>"),
    TrackingFormat(amazon, "amazon_logistics", "Amazon Logistics", .marked, .none, "TB[ACM]<k#{12}>"),
    TrackingFormat(yunExpress, "yunexpress", "YunExpress", .marked, .none, "YT<k#{16}>"),
    TrackingFormat(gofo, "gofo_us", "GOFO Express (US)", .marked, .none, "GFUS<k#{14}>"),
    TrackingFormat(landmark, "landmark_global", "Landmark Global LTN", .marked, .none, "LTN<k#{8}>N1"),
    TrackingFormat(laserShip, "lasership_lx", "LaserShip LX", .marked, .none, "L[AIEHNX][1-3]<k#{7}>"),
    TrackingFormat(laserShip, "lasership_1ls7", "LaserShip 1LS7 (15)", .marked, .none, "1LS7[12]#{4}<k#{6}>"),
    // The dash belongs to it.
    TrackingFormat(
      laserShip, "lasership_1ls7_18", "LaserShip 1LS7 (18)", .marked, .none, "1LS7[12]#{2}01[1234]<k#{6}>-1"),
    TrackingFormat(laserShip, "lasership_1lscx", "LaserShip 1LSCX (15)", .marked, .none, "1LSCX<k*{10}>"),
    TrackingFormat(speeDee, "speedee", "Spee-Dee (20)", .marked, .none, "SP<k#{18}>"),
    TrackingFormat(yodel, "yodel", "Yodel", .marked, .none, "JD<k#{16}>", "JJD<k#{16}>"),
    TrackingFormat(canpar, "canpar_22", "Canpar (22)", .marked, .none, "<k[CDKLSUXZ]#{21}>"),
    TrackingFormat(amazon, "amazon_international", "Amazon International", .marked, .none, "[AFC]<k#{10}>"),
    TrackingFormat(purolator, "purolator_alpha", "Purolator (alpha + 9)", .bare, .none, "<k&{3}#{9}>"),
  ]
}
