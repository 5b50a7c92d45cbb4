import Domain
import Foundation

@testable import Exchange

/// Made-up rows for every order layout: values that suit each column by the field it is bound to.
struct LayoutSample {
  var layout: OrderLayout
  var columns: [String]
  var delimiter: Character

  static func all() -> [LayoutSample] {
    var samples: [LayoutSample] = []
    for layout in DelimitedFormats.orderLayouts + Profiles.shipped.compactMap(\.orders) {
      // The columns that a file of this kind would have: the first name of each field and all marks.
      var columns: [String] = []
      for field in OrderColumn.allCases {
        guard let name = layout.columns[field].flatMap({ ColumnNames.split($0).first }) else { continue }
        if !columns.contains(where: { ColumnNames.tight($0) == ColumnNames.tight(name) }) { columns.append(name) }
      }
      for name in ColumnNames.split(layout.marks)
      where !columns.contains(where: { ColumnNames.tight($0) == ColumnNames.tight(name) }) {
        columns.append(name)
      }
      let delimiter: Character = layout.id.hasPrefix("amazon") ? "\t" : layout.decimal == .comma ? ";" : ","
      samples.append(LayoutSample(layout: layout, columns: columns, delimiter: delimiter))
    }
    return samples
  }

  func text(orders: Int, linesEach: Int) -> String {
    var rows = [columns]
    for order in 1...orders {
      for line in 1...linesEach { rows.append(columns.map { cell($0, order, line) }) }
    }
    return rows.map { $0.map(quoted).joined(separator: String(delimiter)) }.joined(separator: "\r\n") + "\r\n"
  }

  private func quoted(_ cell: String) -> String {
    cell.contains(delimiter) || cell.contains("\"") || cell.contains("\n")
      ? "\"" + cell.replacingOccurrences(of: "\"", with: "\"\"") + "\"" : cell
  }

  private func cell(_ column: String, _ order: Int, _ line: Int) -> String {
    let bound = BoundColumns(layout: layout, header: columns)
    let index = columns.firstIndex(of: column)
    guard let field = OrderColumn.allCases.first(where: { bound[$0] == index }) else { return "x" }
    let comma = layout.decimal == .comma
    switch field {
    case .externalId: return "\(layout.idPrefix)\(1000 + order)"
    case .lineId: return "\(order)-\(line)"
    case .quantity, .fulfilledQuantity: return "\(line)"
    case .currency: return layout.currency?.code ?? "USD"
    case .shipCountry, .billCountry: return "Germany"
    case .status: return layout.statuses.meanings.keys.sorted().first ?? ""
    case .paymentStatus: return layout.paymentStatuses.meanings.keys.sorted().first ?? ""
    case .fulfilmentStatus, .lineFulfilment: return layout.fulfilmentStatuses.meanings.keys.sorted().first ?? ""
    case .title: return "Mug, \"blue\"\nno \(line)"
    case .buyerName, .shipName, .billName: return "Zoë 张 \(order)"
    default: break
    }
    if OrderColumn.dates.contains(field) { return field == .cancelledAt ? "" : "2026-09-22 10:00:00" }
    if OrderColumn.amounts.contains(field) { return comma ? "12,50" : "12.50" }
    return "v\(order)"
  }
}

/// A small generator of numbers that are the same on every machine (SplitMix64).
struct Seeded: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
