internal import Console
internal import Domain
internal import Exchange
internal import Store

/// What is told of the ways of a parcel.
struct QuoteOutput {
  let ways: Ways
  let choice: WayChoice
  let wish: QuoteWish
  /// Of a parcel that is there.
  let number: String?
  /// So many of each are told; nil: all.
  var limit: Int?

  private var told: ArraySlice<WayChoice.Way> { choice.ways.prefix(max(0, limit ?? Int.max)) }
  private var toldRefused: ArraySlice<WayChoice.Refused> { choice.refused.prefix(max(0, limit ?? Int.max)) }

  var json: JSONOutput {
    .object([
      ("number", .text(orNull: number)), ("to", .text(wish.place.country)),
      ("postcode", .text(wish.place.postcodeText)), ("grams", .integer(orNull: wish.measures.grams)),
      ("hazards", .list(wish.hazards.sorted.map { .text($0.code) })),
      ("promisedDays", .integer(orNull: wish.promisedDays.map(Int64.init))),
      ("open", .integer(Int64(choice.ways.count))), ("notOpen", .integer(Int64(choice.refused.count))),
      ("ways", .list(told.map(way))),
      (
        "refused",
        .list(
          toldRefused.map { refused in
            [
              "service": .text(refused.service),
              "reasons": .list(
                refused.reasons.map { ["code": .text($0.code), "message": .text(Said.text($0))] }),
            ]
          })
      ),
      ("latenessPerDay", .money(ways.settings.weights.latenessPerDay)),
      ("lossPercent", .integer(ways.settings.weights.lossPercent)),
    ])
  }

  private func way(_ way: WayChoice.Way) -> JSONOutput {
    let quote = way.quote
    return .object([
      ("service", .text(quote.service)), ("carrier", .text(ways.service(quote.service)?.service.carrier ?? "")),
      ("zone", .text(quote.zone)), ("billableGrams", .integer(quote.weight.grams)),
      ("volumetricGrams", .integer(orNull: quote.weight.volumetricGrams)), ("estimate", .flag(quote.isEstimate)),
      (
        "lines",
        .list(
          quote.lines.map { ["name": .text($0.name), "cost": .money($0.cost), "price": .money($0.price)] })
      ),
      ("cost", .money(quote.cost)), ("price", .money(quote.price)),
      (
        "days", ["p50": .integer(Int64(quote.days.p50)), "p80": .integer(Int64(quote.days.p80))]
      ),
      ("arrival", ["p50": .text(arrival(quote.days.p50)), "p80": .text(arrival(quote.days.p80))]),
      ("missesCutOff", .flag(quote.missesCutOff)), ("waitDays", .integer(Int64(quote.waitDays))),
      ("lateness", .money(way.lateness)), ("loss", .money(way.loss)),
      ("score", .money(way.score)),
    ])
  }

  private func arrival(_ days: Int) -> String {
    wish.at.adding(milliseconds: Int64(days) * 86_400_000).civil().dateText
  }

  func say() {
    if choice.ways.isEmpty { Output.line("No way is open\(number.map { " to \($0)" } ?? "").") }
    for (index, way) in told.enumerated() {
      let quote = way.quote
      let carrier = ways.service(quote.service)?.service.carrier ?? ""
      Output.line(
        "\(index + 1). \(quote.service)  \(quote.cost.withCode)  \(quote.days.p50)–\(quote.days.p80) days: "
          + "\(arrival(quote.days.p50)), four of five by \(arrival(quote.days.p80))")
      Output.line("   \(carrier), zone \(quote.zone), billed \(quote.weight.grams) g\(weighed(quote))")
      let lines = quote.lines.map { "\($0.name) \($0.cost.withCode)" }.joined(separator: " + ")
      let price = quote.price == quote.cost ? "" : "; billed on \(quote.price.withCode)"
      Output.line("   \(lines)\(price)")
      Output.line(
        "   cost \(way.cost.amount) + late \(way.lateness.amount) + loss \(way.loss.amount) = \(way.score.withCode)"
          + (quote.missesCutOff
            ? "; \(quote.wait == .weekend ? "nothing leaves at the weekend" : "today's cut-off is over"): it leaves "
              + "\(quote.waitDays == 1 ? "a day" : "\(quote.waitDays) days") later"
            : ""))
    }
    if !choice.refused.isEmpty { Output.line("Not open:") }
    for refused in toldRefused {
      Output.line("   \(refused.service): \(refused.reasons.map { Said.text($0) }.joined(separator: "; "))")
    }
    if !ways.settings.isSet {
      Output.line(
        "Nobody has said what a day late costs: \(ways.settings.weights.latenessPerDay.withCode) was taken; "
          + "portolan do setWayWeights latenessPerDay=… says it.")
    }
  }

  private func weighed(_ quote: Quote) -> String {
    var told = quote.weight.grams == quote.weight.actualGrams ? "" : ", weighed \(quote.weight.actualGrams) g"
    if let volume = quote.weight.volumetricGrams { told += ", by volume \(volume) g" }
    if quote.isEstimate { told += "; an estimate: its sides are not known" }
    return told
  }
}
