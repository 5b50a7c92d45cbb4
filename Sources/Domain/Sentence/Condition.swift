/// Which rows a sentence means, as it was written: words such as `today` and `me` stand in it unresolved, so that a
/// saved view means the same tomorrow and to somebody else.
public indirect enum Condition: Hashable, Sendable {
  /// All of them; none at all: every row.
  case all([Condition])
  /// At least one of them.
  case any([Condition])
  case not(Condition)
  /// Free text, found in whatever a row is searched by.
  case text(String)
  /// One of the tests holds.
  case field(Field, [FieldTest])

  public static let everything = Condition.all([])

  /// Without groups of one, groups inside groups of the same sort, and double negation: the form that parsing gives.
  public var normalised: Condition {
    switch self {
    case .text, .field: return self
    case .not(let inner):
      if case .not(let twice) = inner.normalised { return twice }
      return .not(inner.normalised)
    case .all(let parts):
      let flat = parts.map(\.normalised).flatMap { part in
        if case .all(let inner) = part { inner } else { [part] }
      }
      return flat.count == 1 ? flat[0] : .all(flat)
    case .any(let parts):
      let flat = parts.map(\.normalised).flatMap { part in
        if case .any(let inner) = part { inner } else { [part] }
      }
      return flat.count == 1 ? flat[0] : .any(flat)
    }
  }
}

/// What is asked of one field.
public enum FieldTest: Hashable, Sendable {
  /// `none`.
  case absent
  /// `any`.
  case present
  /// Of texts: all these words.
  case words(String)
  case code(String)
  /// `AB*`.
  case codeBegins(String)
  /// Whoever asks.
  case me
  /// The word of a choice, spelt as its list spells it.
  case choice(String)
  case flag(Bool)
  case number(Span<Int64>)
  /// Without a currency the amount is compared in each row's own.
  case amount(Span<Amount>, Currency?)
  case moment(Span<DateWord>)
  case age(Span<Age>)
}

/// A value, or a side of it: `5`, `>5`, `>=5`, `<5`, `<=5`, `5..9` with both ends.
public enum Span<Value: Hashable & Sendable>: Hashable, Sendable {
  case equal(Value)
  case above(Value)
  case atLeast(Value)
  case below(Value)
  case atMost(Value)
  case between(Value, Value)
}

/// A decimal as it was written: `12.50` is 1250 with 2 decimals.
public struct Amount: Hashable, Sendable {
  public var units: Int64
  /// 0 to 6.
  public var decimals: Int

  public init(units: Int64, decimals: Int) {
    self.units = units
    self.decimals = decimals
  }
}

extension Amount {
  /// In millionths, for comparing; a hundred digits too far out stays where it is.
  var scaled: Int64 {
    (decimals..<6).reduce(units) { units, _ in
      let (product, overflow) = units.multipliedReportingOverflow(by: 10)
      return overflow ? (units < 0 ? Int64.min : Int64.max) : product
    }
  }
}

/// A length of time as it was written: `24h`, `2mo`.
public struct Age: Hashable, Sendable {
  public var count: Int64
  public var unit: AgeUnit

  public init(_ count: Int64, _ unit: AgeUnit) {
    self.count = count
    self.unit = unit
  }
}

/// `d` is 24 hours and `w` seven of them; `mo` and `y` go by the calendar of the zone.
public enum AgeUnit: String, Hashable, Sendable, CaseIterable {
  case minutes = "m"
  case hours = "h"
  case days = "d"
  case weeks = "w"
  case months = "mo"
  case years = "y"
}

/// A stretch of the calendar: `2026`, `2026-09`, `2026-09-22`, `2026-09-22T15:04`, `today`, `lastweek`.
public enum DateWord: Hashable, Sendable {
  case calendar(CivilTime, DatePrecision)
  case relative(RelativeDate)
}

public enum DatePrecision: Hashable, Sendable, CaseIterable {
  case year, month, day, minute, second
}

/// Weeks begin on Monday (ISO 8601).
public enum RelativeDate: String, Hashable, Sendable, CaseIterable {
  case now, today, yesterday, tomorrow
  case thisweek, lastweek, nextweek, thismonth, lastmonth, nextmonth, thisyear, lastyear
}
