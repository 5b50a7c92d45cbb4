import Domain

/// Names of columns, made comparable.
enum ColumnNames {
  /// Lower case, without blanks at the ends and the mark of UTF-8, inner blanks single.
  static func tight(_ name: String) -> String {
    var out = ""
    var gap = false
    for scalar in name.lowercased().unicodeScalars {
      switch scalar.value {
      case 0xfeff, 0x200b: continue
      case 0x20, 0x09, 0x0a, 0x0d, 0xa0, 0x3000: gap = !out.isEmpty
      default:
        if gap { out += " " }
        gap = false
        out.unicodeScalars.append(scalar)
      }
    }
    return out
  }

  /// Besides, `_`, `-` and `.` are blanks and full-width brackets are plain: `order_id`, `Order-ID` and `order id` are
  /// one.
  static func loose(_ name: String) -> String {
    var plain = ""
    for scalar in name.unicodeScalars {
      switch scalar.value {
      case 0x5f, 0x2d, 0x2e, 0x3a: plain += " "
      case 0xff08: plain += "("
      case 0xff09: plain += ")"
      default: plain.unicodeScalars.append(scalar)
      }
    }
    return tight(plain)
  }

  /// `Order Total, USD` → `Order Total` and USD; also `Amount (EUR)`, `Price [GBP]`.
  static func withoutCurrency(_ name: String) -> (String, Currency)? {
    guard let cut = name.lastIndex(where: { $0 == "," || $0 == "(" || $0 == "[" }) else { return nil }
    let code = name[name.index(after: cut)...].filter { $0.isLetter }
    guard let currency = Currency(code) else { return nil }
    return (String(name[..<cut]), currency)
  }

  static func split(_ names: String) -> [String] { names.split(separator: "|").map(String.init) }
}

/// Which record of a file is its header, and how surely it is of one layout.
struct HeaderMatch {
  var score = 0
  var index = 0

  /// The best header for these marks among the first records.
  static func best(
    _ records: [[String]], key: [String], marks: [String], needed: Int, forbids: [String], known: Set<String>
  )
    -> HeaderMatch
  {
    var best = HeaderMatch()
    for (index, record) in records.enumerated() where record.count > 1 {
      let names = Set(record.map(ColumnNames.tight))
      let loose = Set(record.map { ColumnNames.loose(ColumnNames.withoutCurrency($0)?.0 ?? $0) })
      if !key.isEmpty, !key.contains(where: { loose.contains(ColumnNames.loose($0)) }) { continue }
      if forbids.contains(where: { names.contains(ColumnNames.tight($0)) }) { continue }
      let found = marks.filter { names.contains(ColumnNames.tight($0)) }.count
      if found < needed { continue }
      let share = loose.intersection(known).count * 30 / max(loose.count, 1)
      let score = min(99, 60 + min(found * 2, 9) + share)
      if score > best.score { best = HeaderMatch(score: score, index: index) }
    }
    return best
  }
}

extension OrderLayout {
  /// How surely the sample is of this layout, and where its header stands.
  func match(_ records: [[String]]) -> HeaderMatch {
    var known: Set<String> = []
    for names in columns.values {
      for name in ColumnNames.split(names) { known.insert(ColumnNames.loose(name)) }
    }
    var match = HeaderMatch.best(
      records, key: ColumnNames.split(columns[.externalId] ?? ""), marks: ColumnNames.split(marks),
      needed: marksNeeded, forbids: ColumnNames.split(forbids), known: known)
    if match.score > 0 { match.score = max(match.score - handicap, 1) }
    return match
  }

  /// This layout as a format of the registry.
  var format: Format {
    let layout = self
    return Format(
      id: id, title: title, kinds: ["orders"], goesOut: goesOut,
      recognise: { layout.match($0.records).score },
      makeReader: { TableReader(OrderTableMapper(layout: layout, context: $0)) })
  }
}
