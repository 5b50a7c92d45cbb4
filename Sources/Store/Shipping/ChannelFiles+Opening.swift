internal import Domain

extension ChannelFiles {
  /// Where a file is about to be written, by whom, and in which of their attempts.
  struct Place {
    var folder: String
    var holder: String
    var attempt: String
  }

  /// Notes a file that is about to be written, under the next number, `AMZ-DE-shipping-20260922150400-17.txt`, and the
  /// name of its half-written self.
  static func open(
    _ about: String, for account: Account, _ format: (id: String, ending: String), _ place: Place, at now: Instant,
    in writer: any Writer
  ) throws -> (id: Int64, name: String, half: String) {
    let id = (try writer.integer("SELECT MAX(id) FROM channel_files") ?? 0) + 1
    let civil = now.civil()
    let stamp = (civil.dateText + civil.clockText).filter(\.isNumber)
    let name = "\(account.code)-\(about)-\(stamp)-\(id).\(format.ending)"
    let half = ".\(name).\(place.attempt).half"
    try writer.run(
      """
      INSERT INTO channel_files (id, account_id, format, name, folder, half, holder, records, made_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(id), .integer(account.id), .text(format.id), .text(name), .text(place.folder), .text(half),
        .text(place.holder), .integer(0), .integer(now.milliseconds),
      ])
    return (id, name, half)
  }
}
