internal import Domain
internal import Store

/// Has the people of the made-up shop do what they did, in the order of time: each by the action that does it.
final class DemoDirector {
  typealias Deed = (DemoDirector) throws -> Void

  let store: Store
  /// Who fills the shop.
  let admin: Actor
  let places: DemoPlaces
  let seed: UInt64
  let until: Instant
  private var actors: [String: Actor] = [:]
  /// The latest first.
  private var deeds: [(at: Instant, number: Int, body: Deed)] = []
  private var planned = 0

  init(_ store: Store, _ places: DemoPlaces, as admin: Actor, seed: UInt64, until: Instant) {
    self.store = store
    self.admin = admin
    self.places = places
    self.seed = seed
    self.until = until
  }

  /// So many hours before the shop's today.
  func ago(hours: Double) -> Instant {
    until.adding(milliseconds: -Int64(hours * 3600) * 1000)
  }

  func ago(days: Double) -> Instant { ago(hours: days * 24) }

  /// `2026-09-22`, so many days from the shop's today.
  func day(_ days: Int64) -> String {
    until.adding(milliseconds: days * DemoCalendar.day).civil().dateText
  }

  /// Has something done at a time; what is planned for one moment is done in the order in which it was planned.
  func plan(_ moment: Instant, _ body: @escaping Deed) {
    let place = deeds.firstIndex { $0.at <= moment } ?? deeds.endIndex
    deeds.insert((moment, planned, body), at: place)
    planned += 1
  }

  /// When the next deed is due; nil where none is left.
  var next: Instant? { deeds.last?.at }

  func act() throws { try deeds.popLast()?.body(self) }

  func actor(_ name: String) throws -> Actor {
    if let known = actors[name] { return known }
    let actor = try store.connection.readNow { try Users.actor(named: name, as: nil, in: $0) }
    actors[name] = actor
    return actor
  }

  /// Does it; what it was done to, or made.
  @discardableResult
  func perform(
    _ action: String, _ subject: Int64? = nil, _ fields: [String: String] = [:], by name: String, at moment: Instant,
    reason: String = ""
  ) throws -> Int64? {
    try store.perform(
      ActionRequest(action, subject: subject, fields: fields, reason: reason), as: actor(name), now: moment
    ).subject
  }

  /// The same where the shop may say no, as it does to people: nil then, and nothing is changed.
  @discardableResult
  func attempt(
    _ action: String, _ subject: Int64? = nil, _ fields: [String: String] = [:], by name: String, at moment: Instant,
    reason: String = ""
  ) throws -> Int64? {
    do {
      return try perform(action, subject, fields, by: name, at: moment, reason: reason)
    } catch is ActionRefusal {
      return nil
    }
  }

  func all<T>(_ sql: SQL, _ row: (any Columns) throws -> T) throws -> [T] {
    try store.connection.readNow { try $0.all(sql, row) }
  }
}

extension DemoDirector {
  /// Tells everything in the order of time: what stood where, what was packed and arrived, and what people did.
  func tell(_ stock: inout DemoStock, _ sequels: DemoSequels) throws {
    let past = StockPast(store: store, actor: admin, now: until)
    let parcels = try ParcelPast(store: store, actor: admin)
    var pending = stock.next()
    var stages = sequels.stages[...]
    while true {
      let times = [pending?.occurredAt, stages.first?.at, next]
      guard let earliest = times.compactMap({ $0 }).min() else { return }
      if next == earliest {
        try act()
      } else if let stage = stages.first, stage.at == earliest {
        let end = [pending?.occurredAt, next].compactMap { $0 }.min() ?? until
        _ = try parcels.take {
          guard let stage = stages.first, stage.at <= max(end, earliest) else { return nil }
          stages.removeFirst()
          return stage.stage
        }
      } else {
        let end = [stages.first?.at, next].compactMap { $0 }.min() ?? until
        _ = try past.take {
          guard let stage = pending, stage.occurredAt <= max(end, earliest) else { return nil }
          pending = stock.next()
          return stage
        }
      }
    }
  }
}
