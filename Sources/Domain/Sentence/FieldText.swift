/// A value as text for columns and exports, the same in every locale.
public enum FieldText {
  /// Amounts with their decimals (and behind them the code, where asked), moments in ISO 8601 UTC, sets joined by
  /// commas, flags as `yes` and `no`; an absent value is empty.
  public static func text(_ value: FieldValue, withCurrency: Bool = false) -> String {
    switch value {
    case .null: ""
    case .text(let text): text
    case .texts(let texts): texts.joined(separator: ", ")
    case .number(let number): String(number)
    case .money(let units, let currency):
      Money(minorUnits: units, currency: currency).amount + (withCurrency ? " " + currency.code : "")
    case .instant(let instant): instant.iso8601
    case .flag(let flag): flag ? "yes" : "no"
    }
  }

  /// On the wall clock of a zone: `2026-09-22 15:04`.
  public static func wallClock(_ instant: Instant, in zone: Zone) -> String {
    let civil = instant.civil(offsetSeconds: zone.offsetSeconds(at: instant))
    return "\(civil.dateText) \(civil.clockText.prefix(5))"
  }

  /// The time between two moments in its two largest units: `3d 4h`, `4h 12m`, `12m`; what lies ahead has a minus sign.
  public static func age(from moment: Instant, to now: Instant) -> String {
    let (difference, overflow) = now.milliseconds.subtractingReportingOverflow(moment.milliseconds)
    return age(milliseconds: overflow ? (now < moment ? Int64.min : Int64.max) : difference)
  }

  /// A length of time: `3d 4h`, `4h 12m`, `12m`.
  public static func age(milliseconds: Int64) -> String {
    let minutes = milliseconds.magnitude / 60_000
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60)
    let sign = milliseconds < 0 && minutes > 0 ? "-" : ""
    if days > 0 { return sign + (hours > 0 ? "\(days)d \(hours)h" : "\(days)d") }
    if hours > 0 { return sign + (rest > 0 ? "\(hours)h \(rest)m" : "\(hours)h") }
    return sign + "\(rest)m"
  }
}
