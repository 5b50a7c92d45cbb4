public import Domain

extension Words {
  /// What the screens call things in Chinese, so that a sentence may call them so too: the wording itself is the table.
  static let chineseTongue: Tongue = {
    let words = Words(language: .chinese)
    return Tongue(
      kinds: { [words.kind($0)] },
      fields: { [words.title($0)] + words.otherNames($0) },
      choices: { field, word in
        let name = words.choice(word, of: field)
        return (name == word ? [] : [name]) + words.otherNames(word, of: field)
      })
  }()

  /// What this language's console completes with; the canonical words are English already.
  var tongue: Tongue? { language == .chinese ? Words.chineseTongue : nil }

  /// Names that are not shown and yet typed.
  private func otherNames(_ field: Field) -> [String] {
    switch field {
    case .order(.number): ["订单号"]
    case .order(.holds): ["暂停原因"]
    case .order(.fulfilment): ["发货"]
    case .order(.customer): ["买家"]
    case .order(.total): ["总额", "总价"]
    case .order(.currency): ["货币"]
    case .order(.placedAt), .line(.placedAt): ["下单"]
    case .order(.title), .line(.title): ["标题"]
    case .order(.sku), .line(.sku), .product(.sku), .variant(.sku): ["SKU"]
    case .order(.age): ["单龄"]
    case .order(.service): ["物流"]
    case .customer(.name): ["名字"]
    default: []
    }
  }

  private func otherNames(_ word: String, of field: Field) -> [String] {
    switch (field, word) {
    case (.order(.status), OrderStatus.paid.rawValue), (.line(.status), OrderStatus.paid.rawValue): ["已付款"]
    case (.order(.status), OrderStatus.unpaid.rawValue), (.line(.status), OrderStatus.unpaid.rawValue): ["未付款"]
    case (.order(.fulfilment), FulfilmentState.unfulfilled.rawValue): ["待发货"]
    case (.customer(.tier), CustomerTier.vip.rawValue): ["VIP"]
    default: []
    }
  }
}

/// The Chinese names of what a sentence is made of, for whoever reads sentences without drawing a screen.
public enum SentenceWords {
  /// Whether a word is the Chinese name of a kind.
  public static func isKind(_ word: String) -> Bool {
    Kind.allCases.contains { Words.chineseTongue.name($0) == word }
  }

  /// Empty for a text that has none of them: the table takes a millisecond to make.
  public static func tongue(for text: String) -> Tongue {
    text.utf8.allSatisfy { $0 < 0x80 } ? .none : Words.chineseTongue
  }
}
