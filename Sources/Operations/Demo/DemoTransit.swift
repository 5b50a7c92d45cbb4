internal import Domain

/// How long made-up parcels are under way: most about as long as always, some much longer, all of them longer before
/// Christmas, around the Spring Festival, and while their carrier has trouble.
enum DemoTransit {
  /// Milliseconds from the hand-over to the receiver's door.
  static func milliseconds(_ way: DemoWay, to country: String, from moment: Instant, _ random: inout DemoRandom)
    -> Int64
  {
    // Six throws added up lie nearly as the bell curve does.
    var bell = -3.0
    for _ in 0..<6 { bell += random.fraction() }
    var days = Double(way.median) / 10 * power(bell * 1.414 * Double(way.spread) / 100) * distance(country)
    let tail = random.below(1000)
    let more = random.fraction()
    // Held by the customs, sent the wrong way, tried in vain.
    if tail < 34 { days *= 1.5 + 1.6 * more }
    days *= season(moment) * trouble(way, moment)
    return Int64(max(0.8, days) * 1440) * DemoCalendar.minute
  }

  /// The exponential, by sums and products alone, so that each machine has the same.
  private static func power(_ exponent: Double) -> Double {
    var base = 1 + exponent / 1024
    for _ in 0..<10 { base *= base }
    return base
  }

  private static func distance(_ country: String) -> Double {
    switch country {
    case "BR", "MX", "UA", "KZ", "IL", "SA", "AE": 1.35
    case "GR", "PT", "SE", "PL", "CZ", "IE", "TR", "CA", "AU": 1.12
    case "SG", "CN", "TW": 0.85
    default: 1
    }
  }

  /// The peak before Christmas and the weeks around the Spring Festival.
  static func season(_ moment: Instant) -> Double {
    let civil = moment.civil()
    let day = civil.month * 100 + civil.day
    if day >= 1115 && day <= 1226 { return 1.16 }
    return day >= 122 && day <= 215 ? 1.12 : 1
  }

  /// Each carrier has ten bad days about three times a year; which they are follows from its name.
  static func trouble(_ way: DemoWay, _ moment: Instant) -> Double {
    let name = way.carrier.utf8.reduce(UInt64(7)) { ($0 &* 131 &+ UInt64($1)) % 997 }
    let day = moment.seconds / 86_400
    return (day + Int64(name)) % 121 < 10 ? 1.45 : 1
  }
}
