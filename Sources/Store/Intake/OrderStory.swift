public import Domain

/// One thing that had happened to an order before it came into this store: its own journal entry.
public struct OrderStage: Hashable, Sendable {
  /// The id of the action that would have done it.
  public var action: String
  public var occurredAt: Instant
  /// A user's name, or `import` for what a channel or a carrier reported.
  public var actor: String
  /// `{"field":[before,after],…}` with its fields in the order of their bytes, as the journal keeps it.
  public var changes: String

  public init(action: String, occurredAt: Instant, actor: String, changes: String) {
    self.action = action
    self.occurredAt = occurredAt
    self.actor = actor
    self.changes = changes
  }
}

/// An order that comes in with its past: how it stands today, how it began, and what has happened between.
public struct OrderStory: Hashable, Sendable {
  /// As it stands today.
  public var order: IncomingOrder
  public var holds: [Hold]
  public var assignee: String?
  /// As it stood when it was placed.
  public var firstStatus: OrderStatus
  /// In the order in which they happened.
  public var stages: [OrderStage]

  public init(
    order: IncomingOrder, holds: [Hold] = [], assignee: String? = nil, firstStatus: OrderStatus,
    stages: [OrderStage] = []
  ) {
    self.order = order
    self.holds = holds
    self.assignee = assignee
    self.firstStatus = firstStatus
    self.stages = stages
  }
}

/// A story and the place of its intake, with what can be worked out before the store is asked.
public struct PlacedStory: Sendable {
  let story: OrderStory
  let place: Int
  let body: BodyDigest

  public init(_ story: OrderStory, at place: Int) {
    self.story = story
    self.place = place
    body = BodyDigest(story.order.raw)
  }
}

extension Intake {
  /// Takes in orders of several accounts with their past, all in one transaction, in the order given: each story goes
  /// through the intake of its account, in the same way as an order of a file. A known order is taken as a newer or an
  /// older revision would be, and its stages are not told again. A thrown error leaves nothing of them.
  public static func take(
    _ stories: [OrderStory], through intakes: [Intake], at places: [Int], in store: Store, now: Instant
  ) throws {
    precondition(stories.count == places.count, "each story has the place of its intake")
    var pairs = zip(stories, places).makeIterator()
    _ = try take(through: intakes, in: store, now: now, pace: nil) { pairs.next().map { PlacedStory($0, at: $1) } }
  }

  /// As many of them as one transaction has time for, one at least, in the order in which the closure hands them on; it
  /// must not wait. How many there were. A thrown error leaves nothing of them.
  public static func take(
    through intakes: [Intake], in store: Store, now: Instant, from next: () throws -> PlacedStory?
  ) throws -> Int {
    try take(through: intakes, in: store, now: now, pace: intakes.first?.pace, from: next)
  }

  private static func take(
    through intakes: [Intake], in store: Store, now: Instant, pace: WritePace?, from next: () throws -> PlacedStory?
  ) throws -> Int {
    guard let first = intakes.first else { return 0 }
    let batches = intakes.map(\.batch)
    let lookahead = first.lookahead
    do {
      return try store.connection.writeNow(pace: pace) { writer in
        let work = Work(writer, actor: first.actor, now: now, reason: "", batch: nil)
        try work.begin()
        for intake in intakes { try intake.beginTransaction(in: writer) }
        let numbers = IntakeNumbers()
        let foresight = IntakeForesight()
        for intake in intakes {
          intake.numbers = numbers
          intake.foresight = foresight
        }
        var count = 0
        while count == 0 || pace?.isOver != true, let earliest = try next() {
          var some = [earliest]
          while some.count < lookahead, let placed = try next() { some.append(placed) }
          if lookahead > 0 {
            for (place, stories) in Dictionary(grouping: some, by: \.place) {
              try intakes[place].lookAhead(at: stories.map(\.story.order), in: writer)
            }
          }
          for placed in some {
            let story = placed.story
            _ = try intakes[placed.place].take(story.order, placed.body, work, story: story)
          }
          count += some.count
        }
        try work.finish()
        return count
      }
    } catch {
      for (intake, batch) in zip(intakes, batches) { intake.goBack(to: batch, notes: intake.notes.count) }
      throw error
    }
  }

  /// The stages' entries: each stands by itself, so that its actor can undo it.
  func tell(_ story: OrderStory, of id: Int64, _ work: Work) throws {
    if story.stages.isEmpty { return }
    let batch = work.batch
    work.batch = nil
    defer { work.batch = batch }
    for stage in story.stages {
      try work.append(
        action: stage.action, kind: "orders", subject: id, changesJSON: stage.changes, occurredAt: stage.occurredAt,
        by: stage.actor)
    }
  }
}
