internal import Domain

/// Somebody who buys: made afresh from a running number whenever an order is theirs, so that nobody need be remembered.
struct DemoBuyer {
  /// Which of the channels they buy at.
  var channel: Int
  var card: Card
  /// The channel's name for them; empty where it gives none.
  var id: String

  init(_ index: Int, seed: UInt64, world: DemoWorld) {
    var random = DemoRandom(seed: seed, stream: 1_000_003 &+ UInt64(index))
    channel = random.weighted(world.channelShares)
    let place = world.channels[channel]
    let country = place.countries[random.weighted(world.countryShares[channel])].0
    let culture = world.cultures[country] ?? world.fallback
    let given = random.pick(culture.given)
    let family = random.pick(culture.family)
    let name = culture.joinsNames ? family + given : given + " " + family
    card = Card(name: name.contains("_") ? String(name.map { $0 == "_" ? " " : $0 }) : name, country: country)
    let city = random.pick(culture.cities, or: ("", "", ""))
    card.city = city.city
    card.region = city.region
    card.postcode = random.filled(city.postcode)
    card.lines = [DemoBuyer.street(random.pick(culture.streets), number: random.within(1...240))]
    if random.chance(400) { card.company = random.pick(world.companies) }
    if place.mail.isEmpty || random.chance(4500) { card.phone = random.filled(culture.phone) }
    if place.mail.isEmpty {
      let word = culture.isLatin ? FoldedText.fold(given + "." + family) : "buyer"
      card.email =
        word + String(index % 9973) + DemoNumbers.code(index, 3).lowercased() + "@example."
        + (index % 3 == 0 ? "org" : "com")
    } else {
      card.email =
        DemoNumbers.code(Int(truncatingIfNeeded: random.next() >> 1), 10).lowercased()
        + DemoNumbers.code(index, 5).lowercased() + "@" + place.mail
    }
    id = place.mail.isEmpty && place.channel != "own" ? "u" + String(10_000_000 + index) : ""
  }

  private static func street(_ pattern: String, number: Int) -> String {
    guard let place = pattern.firstIndex(of: "$") else { return pattern }
    return pattern[..<place] + String(number) + pattern[pattern.index(after: place)...]
  }
}

extension DemoRandom {
  /// Which of the shares, given as running sums, a throw falls into.
  mutating func weighted(_ sums: [Int]) -> Int {
    let throwed = below(sums.last ?? 1)
    return sums.firstIndex { throwed < $0 } ?? 0
  }

  /// The pattern with a digit for each `#` and a letter for each `@`.
  mutating func filled(_ pattern: String) -> String {
    var bytes = Array(pattern.utf8)
    for index in bytes.indices {
      if bytes[index] == 0x23 { bytes[index] = 0x30 + UInt8(below(10)) }
      if bytes[index] == 0x40 { bytes[index] = 0x41 + UInt8(below(26)) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// What does not change while a shop is made.
struct DemoWorld {
  let channels = DemoChannel.all
  let cultures = DemoCulture.all
  let fallback = DemoCulture("Alex", "Smith", "$ Main St", "Springfield/IL/627##", "+1 ### 555 01##")
  /// Running sums.
  let channelShares: [Int]
  let countryShares: [[Int]]
  let companies = [
    "Blumen Weiß GmbH", "O'Hara & Sons Ltd", "株式会社青葉", "Café Lumière SARL", "ООО Ромашка", "شركة النور", "深圳市云帆贸易有限公司",
  ]

  init() {
    channelShares = DemoWorld.sums(channels.map(\.weight))
    countryShares = channels.map { DemoWorld.sums($0.countries.map(\.1)) }
  }

  private static func sums(_ shares: [Int]) -> [Int] {
    var sum = 0
    return shares.map { share in
      sum += share
      return sum
    }
  }
}
