internal import Domain
internal import Terminal

/// The pages of a record.
enum DetailTab: String, Hashable, Sendable {
  case lines, addresses, money
  case variants, customs, translations, images
  case card, orders
  case stock, ledger, promised
  case place
  case returned, refunds
  case rule
  case ways, sheets, zones, plans
  case walks, parcels, scans
  case delay, letters
  case journey, numbers
  case history, raw

  /// Of what rows of a kind open.
  static func all(for kind: Kind) -> [DetailTab] {
    switch kind.opened {
    case .products, .variants: [.variants, .customs, .translations, .images, .history, .raw]
    case .customers: [.card, .orders, .history]
    case .stock, .moves: [.stock, .ledger, .promised, .history]
    case .locations: [.place, .history]
    case .suppliers: [.variants, .lines, .history]
    case .purchases, .purchaseLines, .receipts: [.lines, .stock, .promised, .history]
    case .returns: [.returned, .refunds, .history]
    case .carriers: [.ways, .plans, .history]
    case .services: [.ways, .sheets, .plans, .history]
    case .sheets: [.zones, .history]
    case .rules: [.rule, .history]
    case .orders, .lines, .pegs: [.lines, .addresses, .money, .history, .raw, .stock]
    case .waves: [.orders, .walks, .history]
    case .runs: [.lines, .scans, .history]
    case .fulfilments, .parcels: [.parcels, .lines, .ways, .history]
    case .manifests: [.parcels, .history]
    case .alerts: [.delay, .letters, .history]
    case .claims, .lanes: [.delay, .history]
    case .shipments, .trackingEvents: [.journey, .numbers, .history]
    case .consolidations: [.parcels, .journey, .history]
    }
  }

  func title(_ words: Words) -> String {
    switch self {
    case .lines: words(.tabLines)
    case .addresses: words(.tabAddresses)
    case .money: words(.tabMoney)
    case .variants: words(.tabVariants)
    case .customs: words(.tabCustoms)
    case .translations: words(.tabTranslations)
    case .images: words(.tabImages)
    case .card: words(.tabCard)
    case .orders: words(.tabOrders)
    case .stock: words(.tabStock)
    case .ledger: words(.tabLedger)
    case .promised: words(.tabPromised)
    case .place: words(.tabPlace)
    case .returned: words(.tabReturned)
    case .refunds: words(.tabRefunds)
    case .rule: words(.tabRule)
    case .walks: words(.tabWalks)
    case .ways: words.way(.tabWays)
    case .sheets: words.way(.tabSheets)
    case .zones: words.way(.tabZones)
    case .plans: words.way(.tabPlans)
    case .parcels: words(.tabParcels)
    case .scans: words(.tabScans)
    case .delay: words(.tabDelay)
    case .letters: words(.tabLetters)
    case .journey: words(.tabJourney)
    case .numbers: words(.tabNumbers)
    case .history: words(.tabHistory)
    case .raw: words(.tabRaw)
    }
  }
}

/// A line of a detail page: pieces of text with their roles, behind an indent.
struct DetailLine: Hashable, Sendable {
  struct Piece: Hashable, Sendable {
    var text: String
    var role: Role
    /// Where it leads to.
    var link: LinkAddress?
  }

  var indent: Int
  var pieces: [Piece]
  /// Where the page is to be seen first: the line or variant that was opened.
  var isOpened = false

  init(_ text: String, _ role: Role = .text, indent: Int = 0) {
    self.indent = indent
    pieces = [Piece(text: text, role: role)]
  }

  init(label: String, _ value: String, _ role: Role = .text, indent: Int = 0) {
    self.indent = indent
    pieces = [Piece(text: label, role: .header), Piece(text: ": ", role: .dim), Piece(text: value, role: role)]
  }

  /// With a mark before it, in a column of its own on every screen.
  var opened: DetailLine {
    var line = self
    line.pieces.insert(Piece(text: "> ", role: .title), at: 0)
    line.isOpened = true
    return line
  }

  static let blank = DetailLine("")

  /// Its text without the place that it has on a screen.
  var said: String { pieces.map(\.text).joined() }
}
