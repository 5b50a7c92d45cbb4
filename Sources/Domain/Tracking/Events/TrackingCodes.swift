/// What the carriers' codes mean. A carrier is a block of lines: `@name`, then `status=code|code…`, then
/// `?reason=code|code…`; a code of several statuses is listed under each, the one that promises least first.
///
/// Facts: the maps of the open shipping gateway karrio and its community (2026), and what their samples show.
public enum TrackingCodes {
  /// The meanings of a code at a carrier, the most careful first; empty for one that nobody told us. Case and zeros
  /// before a number do not matter; our own status words are codes of every carrier.
  public static func statuses(of code: String, carrier: String) -> [TrackingStatus] {
    let table = tables[alias(carrier)]
    let key = folded(code)
    if let found = table?.statuses[key] { return found }
    if let found = table?.statuses[withoutZeros(key)] { return found }
    return TrackingStatus(word: code).map { [$0] } ?? []
  }

  /// Why, where the code says so.
  public static func reason(of code: String, carrier: String) -> TrackingReason? {
    let table = tables[alias(carrier)]
    let key = folded(code)
    return table?.reasons[key] ?? table?.reasons[withoutZeros(key)]
  }

  /// Carriers with a table.
  public static var carriers: [String] { tables.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }

  private struct Table: Sendable {
    var statuses: [String: [TrackingStatus]] = [:]
    var reasons: [String: TrackingReason] = [:]
  }

  private static let tables: [String: Table] = {
    var tables: [String: Table] = [:]
    for text in [aggregators, carriersAtoC, carriersDtoL, carriersMtoZ] { read(text, into: &tables) }
    // One system, two names: Colissimo is La Poste's parcel.
    if let post = tables["laposte"] {
      tables["colissimo", default: Table()].statuses.merge(post.statuses) { own, _ in own }
      tables["colissimo", default: Table()].reasons.merge(post.reasons) { own, _ in own }
    }
    return tables
  }()

  private static func read(_ text: String, into tables: inout [String: Table]) {
    var carrier = ""
    for line in text.split(separator: "\n") {
      if line.hasPrefix("@") {
        carrier = String(line.dropFirst())
        continue
      }
      guard let sign = line.firstIndex(of: "=") else { continue }
      let word = line[..<sign]
      for code in line[line.index(after: sign)...].split(separator: "|") {
        let key = folded(String(code))
        if word.hasPrefix("?") {
          // The first reason told is kept: the later ones are wider.
          guard let reason = TrackingReason(rawValue: String(word.dropFirst())) else { continue }
          if tables[carrier]?.reasons[key] == nil { tables[carrier, default: Table()].reasons[key] = reason }
        } else if let status = TrackingStatus(rawValue: String(word)) {
          tables[carrier, default: Table()].statuses[key, default: []].append(status)
        }
      }
    }
  }

  /// The name under which a carrier's table stands.
  static func alias(_ carrier: String) -> String {
    switch carrier {
    case "canada_post": "canadapost"
    case "australia_post": "australiapost"
    case "royal_mail": "royalmail"
    case "dhl": "dhl_express"
    default: carrier
    }
  }

  private static func folded(_ code: String) -> String {
    String(decoding: code.utf8.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }, as: UTF8.self)
  }

  private static func withoutZeros(_ code: String) -> String {
    let rest = code.drop { $0 == "0" }
    return rest.isEmpty ? code : String(rest)
  }
}
