internal import Domain
internal import Store
internal import Terminal

/// Writes what the pages of records have in common: history, raw text, labelled values.
struct DetailWriter {
  let text: CellText
  let width: Int

  var words: Words { text.words }

  func wrapped(_ content: String, _ role: Role = .text, indent: Int = 0) -> [DetailLine] {
    TextWrap.lines(content, columns: max(width - indent, 4)).map { DetailLine($0, role, indent: indent) }
  }

  func labelled(_ label: String, _ value: String, _ role: Role = .text, indent: Int = 0) -> [DetailLine] {
    if value.isEmpty { return [] }
    let policy = WidthPolicy.standard
    let room = width - indent - policy.columns(of: label) - 2
    if room > 8, policy.columns(of: value) <= room, !value.contains(where: \.isNewline) {
      return [DetailLine(label: label, value, role, indent: indent)]
    }
    return [DetailLine(label + ":", .header, indent: indent)] + wrapped(value, role, indent: indent + 2)
  }

  /// Facts beside each other, as many in a line as fit.
  func facts(_ pairs: [(String, String)], indent: Int = 0) -> [DetailLine] {
    var lines: [DetailLine] = []
    var used = 0
    for (label, value) in pairs where !value.isEmpty {
      let columns = WidthPolicy.standard.columns(of: label + ": " + value)
      if used > 0 && used + columns + 3 <= width - indent {
        lines[lines.count - 1].pieces += [
          .init(text: "   ", role: .text), .init(text: label, role: .header), .init(text: ": ", role: .dim),
          .init(text: value, role: .text),
        ]
        used += columns + 3
      } else {
        lines.append(DetailLine(label: label, value, indent: indent))
        used = columns
      }
    }
    return lines
  }

  // MARK: Narrow screens

  /// The lines as they fit: a piece that has no room begins the next line, a little behind the first.
  func fitted(_ lines: [DetailLine]) -> [DetailLine] { lines.flatMap(fitted) }

  private func fitted(_ line: DetailLine) -> [DetailLine] {
    let policy = WidthPolicy.standard
    var room = max(width - line.indent, 4)
    let columns = line.pieces.map { policy.columns(of: $0.text) }
    if columns.reduce(0, +) <= room { return [line] }
    let indent = min(line.indent + 2, max(width / 4, 0))
    var lines: [DetailLine] = []
    var current = line
    current.pieces = []
    var used = 0
    func next() {
      lines.append(current)
      current.pieces = []
      (current.indent, current.isOpened) = (indent, false)
      room = max(width - indent, 4)
      used = 0
    }
    for (piece, wide) in zip(line.pieces, columns) {
      if used + wide <= room {
        current.pieces.append(piece)
        used += wide
        continue
      }
      if used > 0 { next() }
      for (row, part) in TextWrap.lines(String(piece.text.drop { $0 == " " }), columns: room).enumerated() {
        if row > 0 { next() }
        current.pieces = [.init(text: part, role: piece.role, link: piece.link)]
        used = policy.columns(of: part)
      }
    }
    if used > 0 { next() }
    return lines
  }

  func date(_ instant: Instant?) -> String { instant.map { text.date($0) } ?? "" }

  // MARK: History

  /// Who, when, what from what to what, and why; the newest first.
  func history(_ entries: [JournalEntry]) -> [DetailLine] {
    if entries.isEmpty { return [DetailLine(words(.noHistory), .dim)] }
    var lines: [DetailLine] = []
    for entry in entries {
      var head = DetailLine(text.date(entry.recordedAt), .dim)
      head.pieces.append(.init(text: "  " + entry.actor, role: .accent))
      if let real = entry.onBehalfOf { head.pieces.append(.init(text: " " + words(.onBehalfOf(real)), role: .dim)) }
      head.pieces.append(.init(text: "  " + words.action(entry.action), role: .title))
      if !entry.reason.isEmpty {
        head.pieces.append(.init(text: "  " + words(.because(entry.reason)), role: .text))
      }
      lines.append(head)
      for change in entry.changes {
        for part in words.parts(change, zone: text.viewer.zone) {
          let isNew = change.before == .null
          let line = isNew ? "\(part.label): \(part.after)" : "\(part.label): \(part.before) > \(part.after)"
          lines += wrapped(String(line.prefix(2000)), indent: 4)
        }
      }
    }
    return lines
  }

  // MARK: Raw

  func raw(_ records: [RawRecord]?) -> [DetailLine] {
    guard let records else { return [DetailLine(words(.loading), .dim)] }
    if records.isEmpty { return [DetailLine(words(.noRaw), .dim)] }
    var lines: [DetailLine] = []
    var room = DetailPane.rawLimit
    for record in records.prefix(20) {
      var head = words(.rawHead(format: record.format, at: text.date(record.revisedAt)))
      if record.isWithdrawn { head += "  " + words(.withdrawn) }
      lines.append(DetailLine(head, .header))
      guard let body = record.body else {
        lines.append(DetailLine(words(.rawErased), .dim))
        continue
      }
      let shown = body.utf8.count > room ? String(decoding: Array(body.utf8.prefix(room)), as: UTF8.self) : body
      room -= shown.utf8.count
      lines += wrapped(shown)
      if shown.utf8.count < body.utf8.count {
        lines.append(DetailLine(words(.rawCut(shown.utf8.count)), .warning))
        break
      }
      lines.append(.blank)
    }
    return lines
  }
}
