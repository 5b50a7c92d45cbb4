internal import Exchange

/// Rows on their way to a clipboard: CSV, or cells between tabs as a spreadsheet takes them when they are pasted;
/// formulas made harmless.
public enum CopiedTable {
  /// A line of titles, then a line for each row.
  public static func text(titles: [String], rows: [[String]], delimiter: Character = ",") -> String {
    let writer = CSVWriter(delimiter: delimiter)
    return rows.reduce(into: writer.line(titles)) { $0 += writer.line($1) }
  }
}
