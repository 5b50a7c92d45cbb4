internal import Domain

/// Which parcels stand in the warehouse's books one by one: all of the recent days, and of a longer past, where one is
/// wanted, every so-many-th.
struct DemoBooks {
  /// Recent days, and how many parcels there are at most in each of the two times.
  private static let days = 14
  private static let most = 12_000

  /// From when on all parcels are there.
  let recent: Instant
  /// From when on there are any.
  let beginning: Instant
  private let every: Int

  init(orders: Int, until: Instant, past: DemoParcels? = nil) {
    // At the end of a shop's time half as many orders again come a day as they do on average.
    let perDay = max(1, orders * 3 / 2 / DemoCalendar.days(orders))
    let days = min(DemoBooks.days, max(1, DemoBooks.most / perDay))
    recent = until.adding(milliseconds: -Int64(days) * DemoCalendar.day)
    let wanted = min(past?.days ?? days, DemoCalendar.days(orders))
    beginning = min(recent, until.adding(milliseconds: -Int64(wanted) * DemoCalendar.day))
    let most = max(1, past?.most ?? DemoBooks.most)
    every = max(1, (orders + most - 1) / most)
  }

  /// Whether they tell of a parcel of the order that was placed as the so-many-th.
  func have(_ parcel: DemoParcel, order: Int) -> Bool {
    parcel.packedAt >= recent || (parcel.packedAt >= beginning && order % every == 0)
  }
}
