internal import Domain
internal import Terminal

/// The pages of a record.
enum DetailTab: Hashable, Sendable {
  case lines, addresses, money
  case variants, customs, translations, images
  case history, raw

  static func all(for kind: Kind) -> [DetailTab] {
    kind == .orders
      ? [.lines, .addresses, .money, .history, .raw] : [.variants, .customs, .translations, .images, .history, .raw]
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
  }

  var indent: Int
  var pieces: [Piece]

  init(_ text: String, _ role: Role = .text, indent: Int = 0) {
    self.indent = indent
    pieces = [Piece(text: text, role: role)]
  }

  init(label: String, _ value: String, _ role: Role = .text, indent: Int = 0) {
    self.indent = indent
    pieces = [Piece(text: label + ": ", role: .header), Piece(text: value, role: role)]
  }

  static let blank = DetailLine("")
}
