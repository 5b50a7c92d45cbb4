internal import Exchange

/// Rows on their way to a clipboard: CSV as a spreadsheet takes it, formulas made harmless.
public enum CopiedTable {
  /// A line of titles, then a line for each row.
  public static func text(titles: [String], rows: [[String]]) -> String {
    let writer = CSVWriter()
    return rows.reduce(into: writer.line(titles)) { $0 += writer.line($1) }
  }
}
