/// Whether a sentence of Latin letters only plans a delivery: it will be, is wished, estimated, agreed or still open.
struct LatinPlan {
  let before: [LatinDelivery.Word]
  let phrase: String
  let after: [LatinDelivery.Word]

  var isOnlyPlanned: Bool { isPlannedBefore || isPlannedBehind }

  /// A plan stands ahead, and nothing between it and the deed says that it was done.
  private var isPlannedBefore: Bool {
    guard let plan = before.indices.last(where: isPlan) else { return false }
    // "Scheduled for Monday, was delivered" is done; "should have been delivered" is not.
    return LatinPlan.plans.contains(before[plan].text)
      || !before[(plan + 1)...].contains { LatinPlan.past.contains($0.text) }
  }

  private func isPlan(_ place: Int) -> Bool {
    let word = before[place].text
    let previous = place > 0 ? before[place - 1].text : ""
    // "As requested" was done, and "heute Morgen" is past.
    if ["as", "per", "heute", "gestern", "this"].contains(previous) { return false }
    // "Est" is French for "is" and English for "estimated".
    if word == "est" { return phrase == "delivered" }
    return LatinPlan.plans.contains(word) || LatinPlan.stems.contains(where: word.hasPrefix)
  }

  /// "Delivered to you soon", "delivered by Friday", "delivered (estimated)".
  private var isPlannedBehind: Bool {
    // Behind "signed for by" stands a name.
    if phrase.hasSuffix("by") { return false }
    for (index, word) in after.prefix(8).enumerated() {
      let isAside = word.isApart && (index > 0 || ["if", "unless", "once", "until"].contains(word.text))
      if isAside && !LatinPlan.estimates.contains(word.text) { return false }
      if LatinPlan.later.contains(word.text) || LatinPlan.estimates.contains(word.text) {
        // "Delivered as expected", "as requested" were done.
        return !(index > 0 && ["as", "than"].contains(after[index - 1].text))
      }
      guard index + 1 < after.count else { continue }
      let next = after[index + 1].text
      let pair = "\(word.text) \(next)"
      if ["next week", "next month", "next day", "this week", "any day", "per appointment"].contains(pair) {
        return true
      }
      if word.text == "by", LatinPlan.isDay(next) { return true }
      if word.text == "within" || word.text == "in", next.first?.isNumber ?? false, index + 2 < after.count,
        ["day", "days", "hour", "hours", "business", "working", "weeks", "week"].contains(after[index + 2].text)
      {
        return true
      }
    }
    return false
  }

  private static func isDay(_ word: String) -> Bool {
    ["today", "noon", "tonight", "end", "close"].contains(word)
      || ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].contains {
        word == $0 || word.hasPrefix($0) && word.hasSuffix("day")
      }
  }

  private static let plans: Set<String> = [
    // English
    "will", "shall", "would", "should", "could", "may", "might", "must", "can", "won't", "going", "gonna", "eta",
    "to-be", "likely", "hopefully", "soon", "shortly", "tomorrow", "upcoming", "aim", "aims", "want", "wants",
    "wanted", "wish", "wishes", "hope", "hopes", "ask", "asks", "asked", "prefer", "prefers", "ready",
    "needs", "need", "waiting", "pending", "attempting", "trying", "wishing", "subject",
    // German
    "wird", "werden", "soll", "sollen", "sollte", "sollten", "kann", "können", "könnte", "muss", "müssen", "darf",
    "dürfte", "möchte", "will", "wünscht", "würde", "demnächst", "morgen", "übermorgen", "bald", "termin",
    "wunschtermin", "in-kürze",
    // French
    "sera", "seront", "serait", "doit", "doivent", "devrait", "peut", "peuvent", "pourra", "pourrait", "va", "vont",
    "souhaite", "demain", "bientôt", "prochainement",
    // Spanish
    "será", "serán", "sería", "debe", "deben", "debería", "puede", "pueden", "podrá", "podría", "van", "desea",
    "quiere",
    "solicita", "mañana", "pronto", "próximamente",
    // Italian
    "sarà", "saranno", "sarebbe", "verrà", "verranno", "deve", "devono", "dovrebbe", "può", "possono", "potrà", "sia",
    "domani", "presto", "prossimamente", "essere",
    // Portuguese
    "serão", "seria", "deverá", "deveria", "pode", "podem", "poderá", "vai", "vão", "quer", "amanhã", "breve",
    "brevemente", "seja", "ser",
    // Dutch, Polish, Swedish beside foreign words
    "zal", "zullen", "moet", "zostanie", "kommer",
  ]
  /// Words of estimates, appointments and requests, in all their endings.
  private static let stems = [
    "expect", "schedul", "reschedul", "estimat", "anticipat", "predict", "promis", "plann", "arrang", "appoint",
    "request", "intend", "booked", "booking", "forecast", "commit",
    "voraussicht", "geplant", "erwart", "vorgesehen", "vereinbar", "angekünd", "gewünscht", "geschätzt",
    "prévu", "estimé", "programm", "souhait", "demand", "rendez",
    "previst", "estimad", "programad", "esperad", "solicitad", "acordad", "concertad",
    "stimat", "programmat", "atteso", "attesa", "richiest", "concordat", "agendad", "planificad",
  ]
  private static let past: Set<String> = [
    "was", "were", "been", "has", "have", "had", "now", "wurde", "wurden", "ist", "est", "été", "fue", "sido", "ha",
    "è", "stato", "stata", "foi", "successfully", "erfolgreich",
  ]
  private static let later: Set<String> = [
    "soon", "shortly", "tomorrow", "later", "asap", "mañana", "pronto", "morgen", "demnächst", "demain", "bientôt",
    "domani", "presto", "amanhã", "if", "unless", "once", "until", "provided", "pending", "subject", "eventually",
  ]
  private static let estimates: Set<String> = [
    "estimated", "estimate", "expected", "scheduled", "planned", "eta", "est", "tbc", "tbd", "anticipated",
  ]
}
