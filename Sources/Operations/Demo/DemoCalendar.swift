internal import Domain

/// When the made-up orders were placed: more each month, few at night, the last just before `until`.
struct DemoCalendar {
  private let first: Double
  private let last: Double
  private let orders: Int
  let until: Instant

  static let day: Int64 = 86_400_000
  static let hour: Int64 = 3_600_000
  static let minute: Int64 = 60_000

  /// Three years for a million orders, a month for a thousand, four days for ten.
  static func days(_ orders: Int) -> Int {
    var days = 4
    while days < 1096 && days * days * 10 < orders * 12 { days += 1 }
    return days
  }

  init(orders: Int, until: Instant) {
    self.orders = max(1, orders)
    self.until = until
    let days = Int64(DemoCalendar.days(orders))
    last = DemoCalendar.busyTime(until.adding(milliseconds: -5 * DemoCalendar.minute))
    first = DemoCalendar.busyTime(until.adding(milliseconds: -days * DemoCalendar.day))
  }

  /// The moment of order number `index`, later than that of the one before.
  func moment(_ index: Int, _ random: inout DemoRandom) -> Instant {
    let share = (Double(index) + random.fraction()) / Double(orders)
    // The inverse of x/2 + x²/2: the trade triples over the years.
    let x = -0.5 + (0.25 + 2 * share).squareRoot()
    let busy = first + (last - first) * x
    let day = busy.rounded(.down)
    let part = (busy - day) * 1000
    var hour = 0
    while hour < 23 && Double(DemoCalendar.shares[hour + 1]) <= part { hour += 1 }
    let from = Double(DemoCalendar.shares[hour])
    let within = (part - from) / (Double(DemoCalendar.shares[hour + 1]) - from)
    return Instant(seconds: Int64(day) * 86_400 + Int64(hour) * 3600 + Int64(within * 3600))
  }

  /// Days since 1970 whose parts pass quickly at night and slowly in the evening.
  private static func busyTime(_ instant: Instant) -> Double {
    let day = instant.seconds / 86_400
    let rest = Double(instant.seconds - day * 86_400) / 3600
    let hour = min(23, Int(rest))
    let from = Double(shares[hour])
    return Double(day) + (from + (Double(shares[hour + 1]) - from) * (rest - Double(hour))) / 1000
  }

  /// Thousandths of a day's orders that came before each hour (UTC).
  private static let shares = [
    0, 25, 44, 58, 69, 79, 91, 108, 132, 164, 202, 243, 286, 330, 375, 421, 469, 520, 575, 634, 697, 762, 827, 900,
    1000,
  ]
}
