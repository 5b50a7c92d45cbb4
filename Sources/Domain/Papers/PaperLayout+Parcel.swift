extension PaperParcel {
  /// One paper of the parcel as it is drawn; nil for those that are of more than a parcel.
  public func layout(_ kind: PaperKind, for format: PaperFormat) -> PaperLayout? {
    let sheets: [PaperSheet]
    switch kind {
    case .label: sheets = [labelSheet]
    case .returnLabel: sheets = [returnSheet]
    case .cn22: sheets = cn22Sheets
    case .cn23: sheets = cn23Sheets(for: format)
    case .invoice: sheets = invoiceSheets
    case .packingList: sheets = packingSheets
    case .pickList, .manifest: return nil
    }
    return PaperLayout(kind: kind, sheets: sheets)
  }
}

extension PaperLayout {
  /// The paper as lines of text, from above to below and from left to right: what stands beside one another stands in
  /// one line.
  public var plainText: String {
    var pages: [String] = []
    for sheet in sheets {
      var rows: [(y: Int, cells: [(x: Int, text: String)])] = []
      for text in sheet.texts.sorted(by: { ($0.frame.y, $0.frame.x) < ($1.frame.y, $1.frame.x) }) {
        let cell = (x: text.frame.x, text: text.content.split(separator: "\n").joined(separator: ", "))
        if let last = rows.indices.last, text.frame.y - rows[last].y < 20 {
          rows[last].cells.append(cell)
        } else {
          rows.append((text.frame.y, [cell]))
        }
      }
      pages.append(
        rows.map { row in row.cells.sorted { $0.x < $1.x }.map(\.text).joined(separator: "  ") }
          .joined(separator: "\n"))
    }
    return pages.joined(separator: "\n\u{C}\n") + "\n"
  }
}
