internal import Domain
internal import Store

/// Goods of the made-up shop that come back, each return as far as it has got.
struct DemoReturns {
  private struct Step {
    var action: String
    var by: String
    /// Hours after the return was asked for.
    var after: Double
    var fields: [String: String] = [:]
    var reason = ""
  }

  private struct Story {
    var reason: String
    var steps: [Step]
    /// Hours ago.
    var asked: Double
    var note = ""
    var isAuthorised = true
  }

  private static func came(_ after: Double, by picker: String = "aylin") -> [Step] {
    [
      Step(action: "sendReturn", by: "marco", after: after * 0.3, fields: ["tracking": "RT{serial}"]),
      Step(action: "receiveReturn", by: picker, after: after),
    ]
  }

  private static func paid(_ after: Double, fields: [String: String] = [:]) -> [Step] {
    [
      Step(action: "refundReturn", by: DemoHouse.finance, after: after, fields: fields),
      Step(action: "confirmRefund", by: DemoHouse.finance, after: after + 20),
    ]
  }

  private static let accepted = Step(action: "acceptReturn", by: "zhou", after: 172)
  private static func away(_ goods: String, _ after: Double, to: String = "") -> Step {
    Step(action: "putAwayReturn", by: "zhou", after: after, fields: ["goods": goods, "to": to])
  }

  private static let stories: [Story] = [
    Story(reason: "changedMind", steps: [], asked: 3, note: "Wants another colour", isAuthorised: false),
    Story(reason: "wrongSize", steps: [], asked: 11, isAuthorised: false),
    Story(reason: "notAsDescribed", steps: [], asked: 26, note: "照片和实物颜色不同", isAuthorised: false),
    Story(reason: "changedMind", steps: [], asked: 40),
    Story(reason: "defective", steps: [], asked: 52, note: "Does not charge"),
    Story(reason: "wrongItem", steps: Array(came(20).prefix(1)), asked: 70),
    Story(reason: "changedMind", steps: Array(came(30).prefix(1)), asked: 96),
    Story(reason: "tooLate", steps: Array(came(30).prefix(1)), asked: 130),
    Story(reason: "wrongSize", steps: came(160), asked: 168),
    Story(
      reason: "damaged", steps: came(160, by: "tomasz"), asked: 175, note: "Box crushed, photographs in the ticket"),
    Story(
      reason: "defective",
      steps: came(150) + [
        Step(
          action: "questionReturn", by: "zhou", after: 168, fields: ["note": "Serial number is not ours; ask the buyer"]
        )
      ], asked: 190),
    Story(reason: "changedMind", steps: came(160) + [accepted], asked: 196),
    Story(reason: "wrongSize", steps: came(160) + [accepted, away("restock", 175, to: "bin")], asked: 210),
    Story(reason: "damaged", steps: came(160) + [accepted] + paid(200), asked: 236),
    Story(
      reason: "changedMind", steps: came(160) + [accepted] + paid(190) + [away("restock", 215, to: "bin")], asked: 260),
    Story(
      reason: "wrongItem", steps: came(160) + [accepted] + paid(180) + [away("restock", 185, to: "bin")], asked: 290),
    Story(reason: "defective", steps: came(160) + [accepted] + paid(182) + [away("supplier", 200)], asked: 300),
    Story(reason: "damaged", steps: came(160) + [accepted] + paid(182) + [away("scrap", 190)], asked: 310),
    Story(
      reason: "changedMind",
      steps: came(160) + [
        Step(action: "refuseReturn", by: "zhou", after: 172, fields: ["note": "Worn, seal broken"]),
        away("sendBack", 196),
      ], asked: 316),
    Story(
      reason: "changedMind", steps: [Step(action: "declineReturn", by: "lena", after: 5, reason: "30 天已过")], asked: 200,
      isAuthorised: false),
    Story(reason: "changedMind", steps: [Step(action: "expireReturn", by: "marco", after: 280)], asked: 320),
    Story(reason: "other", steps: [Step(action: "cancelReturn", by: "yuki", after: 30)], asked: 240),
    Story(
      reason: "undeliverable",
      steps: Array(came(60).prefix(1)) + [Step(action: "loseReturn", by: "marco", after: 250)], asked: 300),
    Story(
      reason: "defective",
      steps: [
        Step(action: "leaveWithBuyer", by: "dora", after: 8, reason: "Sending it back costs more than it is worth")
      ]
        + paid(30), asked: 150),
    Story(
      reason: "wrongItem",
      steps: came(160) + [accepted, Step(action: "refundReturn", by: DemoHouse.finance, after: 200)],
      asked: 212),
    Story(
      reason: "damaged",
      steps: came(160) + [accepted, Step(action: "refundReturn", by: DemoHouse.finance, after: 200)]
        + [Step(action: "failRefund", by: DemoHouse.finance, after: 220)], asked: 250),
  ]

  /// Returns of orders that arrived before the recent weeks, so that none of their parcels is still to be told of.
  static func plan(_ director: DemoDirector, before moment: Instant) throws {
    let orders = try director.all(
      """
      SELECT o.id
      FROM orders AS o
      WHERE o.status = 'delivered' AND o.unmapped = 0 AND o.place_key IS NOT NULL
        AND o.revised_at < \(min(moment, director.ago(days: 13.6)))
      ORDER BY o.place_key DESC
      LIMIT 400
      """
    ) { $0.integer(0) }
    var random = DemoRandom(seed: director.seed, stream: 7)
    let step = max(1, min(9, orders.count / max(1, stories.count)))
    for (index, story) in stories.enumerated() {
      let place = index * step + random.below(step)
      guard place < orders.count else { break }
      plan(story, of: orders[place], serial: 70_010_001 + index * 37, director)
    }
  }

  private static func plan(_ story: Story, of order: Int64, serial: Int, _ director: DemoDirector) {
    let asked = director.ago(hours: story.asked)
    director.plan(asked) { director in
      let done = try director.attempt(
        "requestReturn", order,
        ["reason": story.reason, "authorised": story.isAuthorised ? "yes" : "no", "note": story.note],
        by: DemoHouse.agents[serial % DemoHouse.agents.count], at: asked)
      if done == nil { return }
      let id = try director.all("SELECT MAX(id) FROM returns WHERE order_id = \(order)") { $0.integer(0) }.first
      guard let id else { return }
      for step in story.steps {
        let moment = asked.adding(milliseconds: Int64(step.after * 60) * DemoCalendar.minute)
        if moment > director.until { break }
        director.plan(moment) { try take(step, of: id, order, serial: serial, at: moment, $0) }
      }
    }
  }

  private static func take(
    _ step: Step, of id: Int64, _ order: Int64, serial: Int, at moment: Instant, _ director: DemoDirector
  ) throws {
    var fields = step.fields
    if fields["tracking"] != nil {
      let body = String(serial)
      fields["tracking"] = "RR\(body)\(DemoCheck.s10(body))DE"
    }
    if fields["to"] == "bin" {
      let bins = director.places.bins[DemoPlaces.home] ?? []
      fields["to"] = bins.isEmpty ? "" : director.places.code(bins[serial % bins.count])
    }
    if ["confirmRefund", "failRefund"].contains(step.action) {
      let number = try director.all("SELECT number FROM refunds WHERE return_id = \(id) ORDER BY id DESC") {
        $0.text(0)
      }.first
      guard let number else { return }
      try director.attempt(step.action, order, ["refund": number], by: step.by, at: moment, reason: step.reason)
      return
    }
    try director.attempt(step.action, id, fields, by: step.by, at: moment, reason: step.reason)
  }
}
