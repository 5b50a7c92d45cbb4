/// Which numbers of the journal are moments: they are kept as bare milliseconds, and nobody reads those.
public enum JournalMoment {
  /// The moment behind a field's number; nil where the number counts something. `field` may be a row's column
  /// (`runs/7/done_at`).
  public static func of(_ number: Int64, field: String) -> Instant? {
    let name = field.split(separator: "/").last.map(String.init) ?? field
    guard number >= earliest, names.contains(name) || endings.contains(where: name.hasSuffix) else { return nil }
    return Instant(milliseconds: number)
  }

  private static let endings = [
    "At", "By", "From", "Until", "To", "_at", "_by", "_from", "_until", "_to",
  ]
  private static let names: Set<String> = ["at", "since", "until", "cutOff", "cut_off"]
  /// 1973: whatever a shop counts is less.
  private static let earliest: Int64 = 100_000_000_000
}
