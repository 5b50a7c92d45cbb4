internal import Domain
internal import Store

/// What looks at the made-up shop's orders as they come in.
enum DemoRules {
  private struct Rule {
    var name: String
    var sentence: String
    var effect: String
    var value: String
    var isOn: Bool
  }

  private static let rules = [
    Rule(
      name: "Dear parcels are looked at", sentence: "orders total>=150EUR", effect: "hold", value: "fraudRisk",
      isOn: true),
    Rule(name: "礼物加包装", sentence: "orders tag:gift,礼物", effect: "tag", value: "giftwrap", isOn: true),
    Rule(
      name: "EU out of Duisburg", sentence: "orders country:DE,AT,FR,NL,BE,IT,ES,PL", effect: "prefer", value: "DE",
      isOn: true),
    Rule(name: "Addresses in the US", sentence: "orders country:US", effect: "checkAddress", value: "", isOn: true),
    Rule(name: "Large orders", sentence: "orders quantity>=4", effect: "tag", value: "wholesale", isOn: true),
    // Tried out and not yet agreed on; and just written.
    Rule(name: "Brazil by hand", sentence: "orders country:BR", effect: "hold", value: "compliance", isOn: false),
    Rule(name: "Nothing bonded to Korea", sentence: "orders country:KR", effect: "forbid", value: "NB", isOn: false),
  ]

  /// Rules, tried out and switched on, and a look at the orders that wait.
  static func plan(_ director: DemoDirector) {
    let moment = director.ago(hours: 30)
    director.plan(moment) { director in
      for (index, rule) in rules.enumerated() {
        let id = try director.perform(
          "createRule", nil,
          ["name": rule.name, "sentence": rule.sentence, "effect": rule.effect, "value": rule.value], by: "dora",
          at: moment)
        if index == rules.count - 1 { continue }
        try director.perform("tryRule", id, by: "dora", at: moment.adding(milliseconds: 5 * DemoCalendar.minute))
        if rule.isOn {
          try director.perform("switchRuleOn", id, by: "dora", at: moment.adding(milliseconds: DemoCalendar.hour))
        }
      }
    }
    let review = director.ago(hours: 9.6)
    director.plan(review) { director in
      let waiting = try director.all(
        """
        SELECT id
        FROM orders
        WHERE status = 'paid' AND place_key IS NOT NULL AND hold_mask = 0 AND revised_at <= \(review)
        ORDER BY place_key DESC
        LIMIT 240
        """
      ) { $0.integer(0) }
      for id in waiting { try director.attempt("reviewOrder", id, by: "lena", at: review) }
    }
  }
}
