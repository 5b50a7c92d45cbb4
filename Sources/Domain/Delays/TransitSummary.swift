/// Parcels that were handed over in one week: how long those took that have arrived, and how long the others have been
/// under way.
public struct TransitCohort: Hashable, Sendable {
  /// Weeks since 1970.
  public var week: Int64
  public var arrived: TransitHistogram
  public var underWay: TransitHistogram

  public init(week: Int64, arrived: TransitHistogram = .init(), underWay: TransitHistogram = .init()) {
    self.week = week
    self.arrived = arrived
    self.underWay = underWay
  }

  public static func week(of moment: Instant) -> Int64 {
    moment.milliseconds >= 0 ? moment.milliseconds / milliseconds : (moment.milliseconds + 1) / milliseconds - 1
  }

  static let milliseconds: Int64 = 7 * 86_400_000
}

/// How long a way takes now, out of what was seen: the newest weeks count most, and parcels that are still under way
/// count as taking longer than they have been. Without them the quick ones alone would tell, and promise too much.
public struct TransitSummary: Hashable, Sendable {
  /// Share of the mass in each slot, in time; what lies beyond the last one has not arrived in anybody's sight.
  private let mass: [Int64]
  private let total: Int64
  /// Parcels that had arrived, and those that had not, in the weeks that were looked at.
  public let arrived: Int64
  public let underWay: Int64
  public let weeks: Int64
  /// As many equally weighted parcels would be as sure.
  private let weight: Int64

  /// So many arrived parcels tell something of a way by themselves.
  public static let enough: Int64 = 30
  /// No parcel of a week older than a year tells anything.
  public static let widest: Int64 = 52
  /// Weeks that are looked at, where so many parcels of them have arrived: the shortest that has enough. Seasons come
  /// and go in weeks.
  static let windows: [(weeks: Int64, least: Int64)] = [(8, 80), (13, 60), (26, enough), (widest, 0)]

  /// What a week counts, by its age.
  static func weight(age: Int64) -> Int64 {
    let newest: [Int64] = [8, 8, 8, 6, 4, 3, 2]
    return age < 0 ? 0 : age < 7 ? newest[Int(age)] : 1
  }

  public init(_ cohorts: some Sequence<TransitCohort>, now: Instant) {
    let this = TransitCohort.week(of: now)
    let known = cohorts.filter { $0.week <= this && this - $0.week < TransitSummary.widest }
    var chosen = (cohorts: known, weeks: TransitSummary.widest)
    for window in TransitSummary.windows {
      let recent = known.filter { this - $0.week < window.weeks }
      chosen = (recent, window.weeks)
      if recent.reduce(0, { $0 + $1.arrived.total }) >= window.least { break }
    }
    self.init(chosen.cohorts, weeks: chosen.weeks, at: this)
  }

  private init(_ cohorts: [TransitCohort], weeks: Int64, at this: Int64) {
    var arrived = [Int64](repeating: 0, count: TransitHistogram.slots)
    var waiting = arrived
    var (count, open, sum, squares): (Int64, Int64, Int64, Int64) = (0, 0, 0, 0)
    for cohort in cohorts {
      let weight = TransitSummary.weight(age: this - cohort.week)
      for (slot, number) in cohort.arrived.counts {
        arrived[slot] += number * weight
        count += number
        sum += number * weight
        squares += number * weight * weight
      }
      for (slot, number) in cohort.underWay.counts {
        waiting[slot] += number * weight
        open += number
      }
    }
    self.arrived = count
    underWay = open
    self.weeks = weeks
    weight = squares > 0 ? sum * sum / squares : 0
    (mass, total) = TransitSummary.spread(arrived, waiting)
  }

  /// Each parcel under way hands its weight to those that took longer than it has been (Kaplan and Meier's estimate,
  /// in whole numbers).
  private static func spread(_ arrived: [Int64], _ waiting: [Int64]) -> (mass: [Int64], total: Int64) {
    var mass = [Int64](repeating: 0, count: arrived.count)
    var atRisk = arrived.reduce(0, +) + waiting.reduce(0, +)
    var weight: Int64 = 1 << 24
    var total: Int64 = 0
    for slot in arrived.indices {
      mass[slot] = arrived[slot] * weight
      total += mass[slot]
      atRisk -= arrived[slot]
      if waiting[slot] == 0 { continue }
      let left = atRisk - waiting[slot]
      if left <= 0 {
        // Nobody has been seen to take longer: what becomes of them is unknown.
        total += atRisk * weight
        break
      }
      weight = (weight * atRisk + left / 2) / left
      atRisk = left
    }
    return (mass, total)
  }

  /// Whether it tells something by itself.
  public var isEnough: Bool { arrived >= TransitSummary.enough }

  /// Hours in which so many of a hundred parcels arrive; nil where that is beyond what was seen. A share of few
  /// parcels is rounded up, so that it holds for the next one too.
  public func hours(percent: Int64) -> Int64? { hours(percent: percent, after: 0) }

  /// The same for a parcel that has been under way for so long already, from its start.
  public func hours(percent: Int64, after age: Int64) -> Int64? {
    guard total > 0, weight > 0 else { return nil }
    let (gone, left) = passed(age)
    if left <= 0 { return nil }
    // Next of n equally likely places: one more than there are.
    let share = min(left, left / 100 * percent + left / 100 * percent / weight + left % 100 * percent / 100)
    var missing = gone + share
    for slot in mass.indices where mass[slot] > 0 {
      if mass[slot] < missing {
        missing -= mass[slot]
        continue
      }
      let (over, upTo) = TransitHistogram.bounds(slot)
      let part = (missing * (upTo - over) + mass[slot] - 1) / mass[slot]
      return max(over + max(part, 1), age)
    }
    return nil
  }

  /// The mass of what arrived within so many hours, and of what did not.
  private func passed(_ age: Int64) -> (gone: Int64, left: Int64) {
    var gone: Int64 = 0
    for slot in mass.indices where mass[slot] > 0 {
      let (over, upTo) = TransitHistogram.bounds(slot)
      if upTo <= age {
        gone += mass[slot]
      } else if over < age {
        gone += mass[slot] / (upTo - over) * (age - over)
      }
    }
    return (gone, total - gone)
  }
}
