/// Words that begin a row of sums below a table.
enum SumWords {
  static func contains(_ cell: Cell) -> Bool {
    guard cell.bytes.count >= 3, cell.bytes.count <= 32 else { return false }
    // Numbers of orders nearly always hold a digit: nothing to look up for them.
    for byte in cell.bytes where byte >= 0x30 && byte <= 0x39 { return false }
    return words.contains(ColumnNames.loose(cell.text))
  }

  private static let words: Set<String> = {
    let words = """
      total|totals|grand total|subtotal|sub total|sum|overall total|summe|gesamt|gesamtsumme|zwischensumme|insgesamt|\
      somme|total général|total general|sous total|totaal|totale|totales|suma|razem|łącznie|soma|итого|合计|总计|小计|共计|\
      合計|総計|小計
      """
    return Set(words.split(separator: "|").map(String.init))
  }()
}
