internal import Domain
internal import Terminal

/// How much room each column of a list asks for.
extension ListPane {
  /// The list's columns before it is known which of them a screen of so many columns has room for.
  func tableColumns(_ words: Words, _ widths: WidthPolicy, screen: Int) -> [TableColumn] {
    let sorted = sentence.ordering.keys.first?.field
    return columns.enumerated().map { place, field in
      let shape = field.column
      let title = widths.columns(of: words.title(field)) + (field == sorted ? 1 : 0)
      // A title of four columns, two Chinese characters, is always shown whole; where there is room each is.
      let header = screen >= ListPane.roomy ? title : min(title, max(shape.width, min(title, 4)))
      // On a wide screen a number is shown whole before anything stays blank.
      let isName = field.type == .code && shape.priority == 0 && screen >= ListPane.wide
      // A Chinese unit of time takes two columns: a day and hours are 7 where English has 6.
      let isChineseAge = field.type == .age && words.language == .chinese
      let widest = max(shape.width, header, isName ? 30 : 0, isChineseAge ? 7 : 0)
      let least = max(ListPane.readable(field, words, widths, screen: screen), shape.minimum, header)
      return TableColumn(
        id: field.id, title: words.title(field), minimum: min(least, widest), maximum: widest,
        // Columns that the sentence names go from the right.
        priority: sentence.columns.isEmpty ? shape.priority : place,
        align: shape.alignment == .trailing ? .right : .left,
        grows: field.type == .text || field.type == .texts || field.type == .codes, cut: ListPane.cut(field))
    }
  }

  /// From so many columns on, fewer columns that can be read go before many that cannot.
  private static let roomy = 60
  private static let wide = 140

  /// Numbers of one channel differ at their end, codes at both ends, names are read from their beginning.
  private static func cut(_ field: Field) -> TableColumn.Cut {
    if field.isOrderNumber { return .start }
    if case .rule = field { return .end }
    return field.type == .code ? .middle : .end
  }

  /// The fewest columns in which a field still says something: fewer fields that can be read are better than many that
  /// cannot. Narrow screens ask for less.
  private static func readable(_ field: Field, _ words: Words, _ widths: WidthPolicy, screen: Int) -> Int {
    let isNarrow = screen < roomy, isTiny = screen < 30
    if field.isOfWarehouse { return readableInWarehouse(field, words, widths, screen: screen) }
    return switch field.type {
    case .money: 10
    case .age: isNarrow ? 5 : 7
    case .choice: isTiny ? 7 : isNarrow ? 8 : 10
    case .choices: isNarrow ? 6 : 10
    case .instant: screen < 100 ? 11 : 16
    case .text, .texts: isNarrow ? 8 : 12
    case .code where field == .order(.channel): isNarrow ? 0 : 7
    case .code where field == .line(.order): isTiny ? 9 : isNarrow ? 10 : 16
    case .code: field.column.priority == 0 ? (isTiny ? 9 : isNarrow ? 10 : 18) : 0
    case .codes, .person: 8
    case .number, .flag: 0
    }
  }

  /// In the warehouse rows are told apart by codes that stand on paper and on shelves, and by one word of a state: both
  /// are shown whole where there is any room, and columns that people can do without go first.
  private static func readableInWarehouse(_ field: Field, _ words: Words, _ widths: WidthPolicy, screen: Int) -> Int {
    let isNarrow = screen < roomy, isTiny = screen < 30
    let shape = field.column
    switch field.type {
    case .choice(let known):
      let longest = known.map { widths.columns(of: words.choice($0, of: field)) }.max() ?? 0
      return isNarrow ? min(longest, isTiny ? 8 : 11) : longest
    case .code where field.isOrderNumber: return isTiny ? 9 : isNarrow ? 10 : 16
    // Most carriers' numbers have 18 characters at most, and whoever looks for one has it on paper before him.
    case .code where field.isTrackingNumber: return isTiny ? 9 : isNarrow ? 13 : 18
    // A place that is cut to its end is no place.
    case .code where [.stock(.location), .move(.from), .move(.to)].contains(field): return 10
    case .code, .codes:
      if isNarrow { return shape.priority < 2 ? min(shape.width, isTiny ? 9 : 10) : 0 }
      return min(shape.width, screen < 100 ? 14 : 18)
    case .money: return isNarrow ? 10 : 12
    case .age: return isNarrow ? 5 : 7
    case .choices: return isNarrow ? 6 : 10
    case .instant: return screen < 100 ? 11 : 16
    case .text, .texts: return isNarrow ? 8 : 12
    case .person: return 8
    case .number: return isNarrow ? 0 : min(shape.width, 5)
    case .flag: return 0
    }
  }
}

extension Field {
  /// Numbers of orders, whose end tells them apart.
  fileprivate var isOrderNumber: Bool {
    switch self {
    case .order(.number), .order(.externalId), .line(.order), .peg(.order), .returned(.order), .fulfilment(.order),
      .parcel(.order), .run(.order), .alert(.order), .claim(.order), .shipment(.order):
      true
    default: false
    }
  }

  fileprivate var isTrackingNumber: Bool {
    [.parcel(.tracking), .shipment(.tracking), .trackingEvent(.number), .returned(.tracking)].contains(self)
  }

  /// What stands in the panes from stock to parcels on their way.
  fileprivate var isOfWarehouse: Bool {
    switch self {
    case .order, .line, .product, .variant, .customer: false
    default: true
    }
  }
}
