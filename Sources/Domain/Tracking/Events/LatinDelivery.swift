/// "Delivered" in a sentence of Latin letters: whom the words before and behind it name.
struct LatinDelivery {
  /// Of the same sentence, lower case.
  let before: [Word]
  let after: [Word]
  let phrase: String
  /// What ends the sentence.
  let end: Unicode.Scalar?

  struct Word: Hashable {
    var text: String
    /// Whether a comma, a dash, a bracket or their like stands before it.
    var isApart: Bool
  }

  init(before: String, phrase: String, after: String, end: Unicode.Scalar?) {
    self.before = LatinDelivery.words(before)
    self.after = LatinDelivery.words(after)
    self.phrase = phrase
    self.end = end
  }

  var claim: DeliveryClaim {
    if isAsked || isMistake || isOfNotice || isMissingProof { return .nobody }
    if LatinPlan(before: before, phrase: phrase, after: after).isOnlyPlanned { return .nobody }
    if before.last.map({ ["being", "nearly", "almost", "nor"].contains($0.text) }) ?? false { return .nobody }
    if isInPart { return .part }
    if before.indices.contains(where: { isReturn($0) }) { return .sender }
    if hasForeignSender { return .sender }
    // Whoever fetched it has it, wherever that was.
    if zip(after, after.dropFirst()).contains(where: { $0.text == "picked" && $1.text == "up" }) { return .customer }
    for words in places(in: after) + (LatinDelivery.verbLast.contains(phrase) ? places(in: before) : []) {
      if let claim = LatinDelivery.holder(words) { return claim }
    }
    // "Delivery to the sender completed."
    if let place = places(in: before).last, LatinDelivery.holder(place) == .sender { return .sender }
    return .customer
  }

  /// A question tells nothing: it begins like one, or runs on to its mark without a pause.
  private var isAsked: Bool {
    guard end == "?" || end == "\u{FF1F}" else { return false }
    return (before.first.map { LatinDelivery.askers.contains($0.text) } ?? false) || !after.contains(where: \.isApart)
  }

  private var isMistake: Bool {
    let near = after.prefix(5).map(\.text)
    let isAfter =
      near.contains("erroneously") || near.contains("mistakenly") || near.starts(with: ["incorrectly"])
      || zip(near, near.dropFirst()).contains { ["in error", "by mistake", "by error"].contains("\($0) \($1)") }
    let wrongly = ["erroneously", "mistakenly", "wrongly", "incorrectly", "falsely"]
    return isAfter || before.suffix(3).contains { wrongly.contains($0.text) }
  }

  /// A message, a card or data that reached somebody is no parcel.
  private var isOfNotice: Bool {
    let subject = before.last { !LatinDelivery.auxiliaries.contains($0.text) && !$0.text.hasSuffix("ly") }
    return subject.map { LatinDelivery.notices.contains($0.text) } ?? false
  }

  private var isMissingProof: Bool {
    guard !phrase.hasSuffix("delivered") else { return false }
    let missing: Set = [
      "not", "unavailable", "pending", "requested", "required", "missing", "failed", "isn't", "awaited", "date",
    ]
    return after.prefix(4).contains { missing.contains($0.text) }
  }

  private var isInPart: Bool {
    if before.suffix(2).contains(where: { ["partially", "partly", "part", "partial"].contains($0.text) }) {
      return true
    }
    return after.starts(with: [Word(text: "in", isApart: false), Word(text: "part", isApart: false)])
      || after.first?.text == "partially" || after.first?.text == "partly"
  }

  /// What was on its way back arrived where it came from. A return receipt is a paper for the sender.
  private func isReturn(_ index: Int) -> Bool {
    guard before[index].text.hasPrefix("return") || before[index].text == "rücksendung" else { return false }
    return !(index + 1 < before.count && before[index + 1].text == "receipt")
  }

  private var hasForeignSender: Bool {
    let all = before + after
    return all.indices.contains { index in
      guard LatinDelivery.foreignSenders.contains(where: { all[index].text.hasSuffix($0) }) else { return false }
      return all[max(0, index - 2)..<index].contains { ["an", "zum", "beim", "à", "au", "al"].contains($0.text) }
    }
  }

  /// What stands behind each "to" and "at", up to the next turn of the sentence.
  private func places(in words: [Word]) -> [[String]] {
    var places: [[String]] = []
    for (index, word) in words.enumerated() where LatinDelivery.prepositions.contains(word.text) {
      // Behind a pause only what follows at once still belongs to it: "Delivered, to original sender".
      if words[..<index].dropFirst().contains(where: \.isApart) || word.isApart && index > 0 { break }
      var place: [String] = []
      for next in words[(index + 1)...].prefix(8) {
        if next.isApart || LatinDelivery.turns.contains(next.text) { break }
        place.append(next.text)
      }
      if !place.isEmpty { places.append(place) }
    }
    return places
  }

  /// Who such a place is, by its last word: an "Airport Hotel" is no airport. nil where it may be the customer's.
  private static func holder(_ place: [String]) -> DeliveryClaim? {
    let bare = place.map { $0.hasSuffix("'s") ? String($0.dropLast(2)) : $0 }
    if bare.contains(where: { senders.contains($0) }) { return .sender }
    guard let last = bare.last else { return nil }
    if receivers.contains(last) { return .customer }
    if pickupPoints.contains(last) { return .pickupPoint }
    if carriers.contains(last) { return .carrier }
    let kind = bare.dropLast().last ?? ""
    if ["office", "center", "centre", "unit", "point"].contains(last) {
      if last == "point", !["entry", "transit", "exchange"].contains(kind) { return .pickupPoint }
      return ofCarriers.contains(kind) ? .carrier : nil
    }
    return nil
  }

  private static func words(_ text: String) -> [Word] {
    var words: [Word] = []
    var current = ""
    var isApart = false
    var next = false
    func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
      scalar == "'" || scalar == "-" || scalar == "/" || scalar.properties.isAlphabetic
        || (0x30...0x39).contains(scalar.value)
    }
    for scalar in text.unicodeScalars {
      if isOfWord(scalar) {
        if current.isEmpty { isApart = next }
        current.unicodeScalars.append(scalar)
        next = false
        continue
      }
      if !current.isEmpty { words.append(Word(text: current, isApart: isApart)) }
      current = ""
      if scalar != " " && scalar != "\"" && scalar != "." { next = true }
    }
    if !current.isEmpty { words.append(Word(text: current, isApart: isApart)) }
    // A dash of its own is a pause, no word.
    return words.reduce(into: []) { kept, word in
      if word.text.contains(where: { $0 != "-" && $0 != "/" && $0 != "'" }) {
        let follows = !kept.isEmpty && kept[kept.count - 1].text.isEmpty
        if follows { kept.removeLast() }
        kept.append(Word(text: word.text, isApart: word.isApart || follows))
      } else {
        kept.append(Word(text: "", isApart: true))
      }
    }.filter { !$0.text.isEmpty }
  }

  private static let askers: Set<String> = [
    "has", "have", "was", "were", "is", "are", "did", "do", "does", "when", "why", "where", "what", "how", "can",
    "will",
    "who", "hasn't", "wasn't", "isn't",
  ]
  private static let auxiliaries: Set<String> = [
    "has", "have", "had", "been", "was", "were", "is", "are", "now", "already", "just",
  ]
  private static let notices: Set<String> = [
    "message", "sms", "email", "e-mail", "mail", "notification", "notifications", "notice", "reminder", "data",
    "information", "invoice", "code", "pin", "alert", "card", "link", "paperwork", "documents", "pre-alert",
  ]
  private static let prepositions: Set<String> = [
    "to", "at", "into", "onto", "with", "an", "im", "in", "bei", "beim", "au", "en", "à", "al", "zum",
  ]
  private static let turns: Set<String> = [
    "for", "by", "at", "in", "on", "from", "with", "near", "and", "who", "which", "that", "awaiting", "due", "after",
    "of", "via", "as", "to", "into", "because", "where", "while", "is", "was", "ready", "until",
  ]
  /// In German the place stands before the deed.
  private static let verbLast: Set<String> = ["zugestellt"]
  private static let senders: Set<String> = [
    "sender", "senders", "shipper", "shippers", "consignor", "seller", "merchant", "vendor", "return", "returns",
    "originator",
  ]
  private static let receivers: Set<String> = [
    "consignee", "customer", "recipient", "receiver", "addressee", "individual", "buyer", "neighbour", "neighbor",
    "resident", "reception", "receptionist", "you",
  ]
  private static let foreignSenders = ["absender", "versender", "expéditeur", "remitente", "mittente"]
  private static let pickupPoints: Set<String> = [
    "shop", "parcelshop", "paketshop", "store", "servicepoint", "pickup", "pick-up", "collection", "packstation",
    "outlet", "kiosk", "counter", "filiale", "pudo", "relais",
  ]
  private static let carriers: Set<String> = [
    "airline", "airlines", "carrier", "carriers", "courier", "partner", "partners", "depot", "warehouse", "facility",
    "hub", "terminal", "airport", "port", "seaport", "station", "post", "customs", "broker", "forwarder",
    "consolidator", "handler", "handlers", "driver", "vehicle", "van", "plane", "aircraft", "vessel", "contractor",
    "subcontractor", "network", "branch", "gateway", "provider", "linehaul", "line-haul", "dhl", "ups", "usps", "fedex",
    "dpd", "gls", "hermes", "evri", "tnt", "zustellbasis",
  ]
  /// Whose offices and centres are on the way, not at its end.
  private static let ofCarriers: Set<String> = [
    "post", "postal", "delivery", "sorting", "sort", "distribution", "exchange", "customs", "logistics", "processing",
    "transit", "parcel", "mail", "carrier", "courier", "operations", "dispatch", "entry",
  ]
}
