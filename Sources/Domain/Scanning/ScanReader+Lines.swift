extension ScanReader {
  /// How codes were read goes with the run, so that its log replays alike after the shop has set its scanners anew.
  func write(to lines: inout ScanLines) {
    var fields = [today.dateText, settings.codeIdPlace.rawValue]
    fields += [String(settings.longestScan), String(settings.duplicateMilliseconds), String(settings.longestQueue)]
    fields += ScanLines.fields(settings.prefixes) + ScanLines.fields(settings.suffixes)
    fields += ScanLines.fields(settings.separatorSubstitutes)
    let ids = settings.codeIds.sorted { FoldedText.precedes($0.key, $1.key) }
    fields += ScanLines.fields(ids.flatMap { [$0.key, $0.value.rawValue] })
    lines.write("reader", fields)
  }

  init(from lines: inout ScanLines) throws(ScanTextFault) {
    try lines.open("reader")
    let day = try lines.string()
    guard let today = CivilTime(isoDate: day) else {
      throw .line(lines.lineNumber, expected: "a date", found: String(day.prefix(40)))
    }
    var settings = ScannerSettings(codeIdPlace: try lines.named())
    settings.longestScan = Int(clamping: try lines.integer())
    settings.duplicateMilliseconds = try lines.integer()
    settings.longestQueue = Int(clamping: try lines.integer())
    settings.prefixes = try lines.list()
    settings.suffixes = try lines.list()
    settings.separatorSubstitutes = try lines.list()
    let ids = try lines.list()
    for index in stride(from: 0, to: ids.count - 1, by: 2) {
      guard let symbology = Symbology(rawValue: ids[index + 1]) else {
        throw .line(lines.lineNumber, expected: "a symbology", found: String(ids[index + 1].prefix(40)))
      }
      settings.codeIds[ids[index]] = symbology
    }
    self.init(settings, today: today)
  }
}

extension CivilTime {
  /// `2026-11-21`.
  init?(isoDate text: String) {
    let parts = text.utf8.split(separator: 0x2D, omittingEmptySubsequences: false).map { Int(String(Substring($0))) }
    guard text.utf8.count == 10, parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2] else {
      return nil
    }
    self.init(year: year, month: month, day: day)
  }
}
