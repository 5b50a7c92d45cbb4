internal import Domain

/// Refuses rows that come behind a page that is full already by a look at their bytes: of a million rows nearly all.
/// What it lets through may be behind the page too.
struct PageGate {
  private enum Worst {
    case none, absent
    case text([UInt8])
    case number(Int64)
  }

  private let isText: Bool
  private let descends: Bool
  /// Whether rows without the value come first.
  private let absentFirst: Bool
  private let idDescends: Bool
  private var worst = Worst.none
  private var worstId: Int64 = 0

  /// nil where the first column of the keys does not tell enough.
  init?(_ order: ViewOrder, _ keys: SortKeyReader, backwards: Bool) {
    guard keys.isOneText || order.isOfLineMoney, let descending = order.directions.first else { return nil }
    isText = keys.isOneText
    descends = descending != backwards
    absentFirst = backwards
    idDescends = order.idDescending != backwards
  }

  mutating func close(behind row: PlacedRow) {
    worstId = row.id
    switch row.keys.first {
    case .text(let text): worst = .text(Array(text.utf8))
    case .integer(let number): worst = .number(number)
    default: worst = .absent
    }
  }

  func refuses(_ row: any Columns) -> Bool {
    switch worst {
    case .none: return false
    case .number(let worst):
      // What is equal is told by the currency.
      let number = row.integer(1)
      return descends ? number < worst : number > worst
    case .absent:
      let isAbsent = row.isNull(1) || row.withUTF8(1) { $0.isEmpty }
      return isAbsent ? isBehindById(row) : isText && absentFirst
    case .text(let worst):
      if row.isNull(1) { return !absentFirst }
      return row.withUTF8(1) { bytes in
        if bytes.isEmpty { return !absentFirst }
        guard let order = PageGate.compare(bytes, worst) else { return false }
        if order == 0 { return isBehindById(row) }
        return descends ? order < 0 : order > 0
      }
    }
  }

  private func isBehindById(_ row: any Columns) -> Bool {
    let id = row.integer(0)
    return idDescends ? id < worstId : id > worstId
  }

  /// The folded form of `raw` against a folded text; nil where more than ASCII has a say.
  private static func compare(_ raw: UnsafeBufferPointer<UInt8>, _ folded: [UInt8]) -> Int? {
    let count = min(raw.count, folded.count)
    for index in 0..<count {
      let byte = raw[index]
      if byte >= 0x80 { return nil }
      let letter = byte >= 0x41 && byte <= 0x5A ? byte + 32 : byte
      if letter != folded[index] { return letter < folded[index] ? -1 : 1 }
    }
    if raw.count > count { return raw[count] < 0x80 ? 1 : nil }
    return raw.count < folded.count ? -1 : 0
  }
}
