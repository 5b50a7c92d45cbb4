/// A British postcode, or its beginning, in its parts: `PA20 8BT` is area PA, district 20, inward code 8BT. The inward
/// code is always the last three characters, whether a blank stands before it or not; so `PA2 0AA` is of district 2.
struct BritishPostcode: Hashable, Sendable {
  let area: [UInt8]
  let district: Int?
  /// Of `EC1A` and `W1A`; 0 where the district has none.
  let suffix: UInt8
  let inward: [UInt8]

  /// nil for what is none. Letters in upper case and digits, without blanks.
  init?(_ plain: [UInt8]) {
    var outward = plain[...]
    let last = plain.suffix(3).map { BritishPostcode.isDigit($0) }
    let isWhole = plain.count >= 5 && last == [true, false, false]
    if isWhole { outward = plain.dropLast(3) }
    inward = isWhole ? Array(plain.suffix(3)) : []
    area = Array(outward.prefix { !BritishPostcode.isDigit($0) })
    let digits = outward.dropFirst(area.count).prefix { BritishPostcode.isDigit($0) }
    let rest = outward.dropFirst(area.count + digits.count)
    guard (1...2).contains(area.count), digits.count <= 2, rest.count <= 1, rest.isEmpty || !digits.isEmpty,
      !isWhole || !digits.isEmpty
    else { return nil }
    district = digits.isEmpty ? nil : digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    suffix = rest.first ?? 0
  }

  /// Great Britain, its crown's islands: all of one system.
  static func isUsed(in country: String) -> Bool { ["GB", "GG", "JE", "IM"].contains(country) }

  /// Where this postcode stands to a bound, as far as the bound tells: before it, in it or behind it; nil where this
  /// one tells less.
  func stands(to bound: BritishPostcode) -> Int? {
    if area != bound.area { return area.lexicographicallyPrecedes(bound.area) ? -1 : 1 }
    guard let wanted = bound.district else { return 0 }
    guard let district else { return nil }
    if district != wanted { return district < wanted ? -1 : 1 }
    if bound.suffix == 0 && bound.inward.isEmpty { return 0 }
    if suffix != bound.suffix { return suffix < bound.suffix ? -1 : 1 }
    if bound.inward.isEmpty { return 0 }
    if inward.isEmpty { return nil }
    if inward == bound.inward { return 0 }
    return inward.lexicographicallyPrecedes(bound.inward) ? -1 : 1
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
