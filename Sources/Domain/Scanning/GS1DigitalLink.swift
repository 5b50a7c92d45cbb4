/// The elements of a web address on a label (GS1 Digital Link): `https://shop.example/01/09506000134352/10/AB`.
///
/// Goods for shops bear such QR codes more and more; people's telephones open them, and a scanner reads the item.
public enum GS1DigitalLink {
  /// nil where the text is no address, or one that names no item, parcel or place.
  public static func elements(of text: String, inYear year: Int) throws(ScanFault) -> [GS1Element]? {
    let bytes = Array(text.utf8)
    let scheme = ["https://", "http://"].first { scheme in
      bytes.prefix(scheme.utf8.count).map { $0 | 0x20 }.elementsEqual(scheme.utf8.map { $0 | 0x20 })
    }
    guard let scheme else { return nil }
    let address = bytes[scheme.utf8.count...].prefix { $0 != UInt8(ascii: "#") }
    let halves = address.split(separator: UInt8(ascii: "?"), maxSplits: 1, omittingEmptySubsequences: false)
    guard let path = halves.first else { return nil }
    // The first segment is the host.
    let segments = path.split(separator: UInt8(ascii: "/")).dropFirst()
    let words = segments.map { String(decoding: $0, as: UTF8.self) }
    guard let start = words.indices.first(where: { primaryKeys.contains(words[$0]) && $0 + 1 < words.count }) else {
      return nil
    }
    var elements: [GS1Element] = []
    for at in stride(from: start, to: words.count - 1, by: 2) {
      guard let identifier = GS1Identifier.named(words[at]) else {
        throw .unknownIdentifier(String(words[at].prefix(6)), position: at)
      }
      try append(identifier, Array(segments[segments.startIndex + at + 1]), to: &elements, year)
    }
    for pair in halves.dropFirst().joined().split(whereSeparator: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: ";") }
    ) {
      let sides = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      // Words that are no identifiers are the shop's own.
      guard sides.count == 2, let identifier = GS1Identifier.named(String(decoding: sides[0], as: UTF8.self)) else {
        continue
      }
      try append(identifier, Array(sides[1]), to: &elements, year)
    }
    return elements
  }

  /// Identifiers of things, which begin an address's path.
  private static let primaryKeys: Set<String> = [
    "00", "01", "253", "255", "401", "402", "414", "417", "8003", "8004", "8006", "8010", "8013", "8017", "8018",
  ]

  private static func append(
    _ identifier: GS1Identifier, _ escaped: [UInt8], to elements: inout [GS1Element], _ year: Int
  ) throws(ScanFault) {
    var value = unescaped(escaped)
    // Older addresses bear the item's number as it is printed.
    if identifier.code == "01", [8, 12, 13].contains(value.count) {
      value = Array(repeating: UInt8(ascii: "0"), count: 14 - value.count) + value
    }
    try GS1Elements.append(identifier, value[...], at: 0, to: &elements, inYear: year)
  }

  /// `%2F` is `/`; what is no escape stays.
  private static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if bytes[at] == UInt8(ascii: "%"), at + 2 < bytes.count, let high = hexValue(bytes[at + 1]),
        let low = hexValue(bytes[at + 2])
      {
        result.append(high << 4 | low)
        at += 3
      } else {
        result.append(bytes[at])
        at += 1
      }
    }
    return result
  }

  private static func hexValue(_ byte: UInt8) -> UInt8? {
    if byte.isDigit { return byte - 0x30 }
    let lower = byte | 0x20
    return (0x61...0x66).contains(lower) ? lower - 0x61 + 10 : nil
  }
}
