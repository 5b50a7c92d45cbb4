internal import Domain
internal import Exchange
internal import Store

/// How a fulfilment's carrier came about: who chose the way, by what it was weighed, and what was refused.
enum WayReason {
  /// nil where the carrier stands as the order asked for it.
  static func rule(of fulfilment: Int64, in reader: any Reader) throws -> String? {
    guard let chosen = try ChosenWay.of(fulfilment: fulfilment, in: reader) else { return nil }
    let by =
      switch chosen.by {
      case .rule: "the cheapest by cost, lateness and loss"
      case .person: "chosen by \(chosen.actor)"
      case .plan: "switched by a fall-back plan"
      }
    var parts = [
      "\(chosen.service) of \(chosen.carrier), \(by), \(RecordOutput.plain(.time(chosen.at)))",
      "billed \(chosen.billedGrams) g, \(chosen.cost.withCode), "
        + "\(chosen.days.p50)–\(chosen.days.p80) days",
    ]
    let told = chosen.explanation.map ?? [:]
    for way in told["ways"]?.list ?? [] {
      guard let way = way.map else { continue }
      func word(_ name: String) -> String { way[name]?.text ?? "" }
      let waits = way["waits"]?.number ?? 0
      parts.append(
        "\(word("service")): cost \(word("cost")) + late \(word("lateness")) + loss \(word("loss")) = "
          + "\(word("score")) \(word("currency"))"
          + (waits == 0
            ? ""
            : ", leaves \(waits == 1 ? "a day" : "\(waits) days") later: "
              + (word("waitsFor") == "weekend" ? "nothing leaves at the weekend" : "the cut-off is over")))
    }
    let refused = (told["refused"]?.map ?? [:]).sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { "\($0.key) \($0.value.number ?? 0)" }
    if !refused.isEmpty { parts.append("not open: \(refused.joined(separator: ", "))") }
    return parts.joined(separator: "; ")
  }
}
