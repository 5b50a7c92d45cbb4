internal import Domain
internal import Store
internal import Terminal

extension DetailWriter {
  func head(_ record: WayRecord) -> [DetailLine] {
    switch record.sheet {
    case .carrier(let report): head(report)
    case .service(let report): head(report)
    case .sheet(let report): head(report)
    }
  }

  func page(_ tab: DetailTab, of record: WayRecord) -> [DetailLine] {
    switch (record.sheet, tab) {
    case (_, .history): history(record.history)
    case (_, .plans): plans(of: record)
    case (.carrier(let report), .ways): services(report)
    case (.service(let report), .ways): zones(report.body, report.currency)
    case (.service(let report), .sheets): sheets(report)
    case (.sheet(let report), .zones): zones(report.body, report.line.currency)
    default: []
    }
  }

  private func named(_ code: String, _ closed: String?) -> DetailLine {
    var title = DetailLine(code, .title)
    if let closed {
      title.pieces.append(.init(text: "  " + words.way(.wayClosed(closed)), role: .danger))
    } else {
      title.pieces.append(.init(text: "  " + words.way(.wayOpen), role: .success))
    }
    return title
  }

  // MARK: Heads

  private func head(_ report: CarrierReport) -> [DetailLine] {
    [named(report.code, report.closedBecause)]
      + facts([
        (words.title(.carrier(.name)), report.name),
        (words.title(.carrier(.services)), words.number(Int64(report.services.count))),
      ])
  }

  private func head(_ report: ServiceReport) -> [DetailLine] {
    let service = report.known.service
    let limits = service.limits
    let hazards = limits.allowedHazards.sorted.map(words.hazard)
    let features = ShippingService.Feature.allCases.filter(service.features.contains).map(words.feature)
    let origins = service.origins.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let carrier = report.carrierName.isEmpty ? service.carrier : "\(service.carrier)  \(report.carrierName)"
    var pairs: [(String, String)] = []
    pairs.append((words.title(.service(.carrier)), carrier))
    pairs.append((words.title(.service(.name)), service.name))
    pairs.append((words.title(.service(.waiting)), report.waiting == 0 ? "" : words.number(report.waiting)))
    pairs.append((words.title(.service(.features)), words.list(features)))
    pairs.append((words.title(.service(.hazards)), hazards.isEmpty ? words.way(.noHazards) : words.list(hazards)))
    pairs.append((words.title(.service(.minGrams)), measure(limits.minimumGrams, "g")))
    pairs.append((words.title(.service(.maxGrams)), measure(limits.maximumGrams, "g")))
    pairs.append((words.recordField("longestSide"), measure(limits.longestSideMillimetres, "mm")))
    pairs.append((words.recordField("girth"), measure(limits.girthMillimetres, "mm")))
    pairs.append((words.recordField("sumOfSides"), measure(limits.sumOfSidesMillimetres, "mm")))
    let value = limits.highestValue.map { $0.withCode } ?? ""
    pairs.append((words.recordField("valueLimit"), value))
    pairs.append((words.title(.service(.origins)), words.list(origins)))
    pairs.append((words.title(.service(.cutOff)), service.cutOffMinute.map(WayCodes.time) ?? ""))
    let loss = service.lossBasisPoints
    pairs.append((words.title(.service(.lossPoints)), loss == 0 ? "" : words.number(loss)))
    return [named(service.code, service.closedBecause)] + facts(pairs)
  }

  private func measure(_ value: Int64?, _ unit: String) -> String {
    value.map { "\(words.number($0)) \(unit)" } ?? ""
  }

  private func head(_ report: SheetReport) -> [DetailLine] {
    let line = report.line
    var title = DetailLine(line.number, .title)
    title.pieces.append(.init(text: "  \(line.service)", role: .accent))
    title.pieces.append(
      .init(
        text: "  \(words.sheetState(line.state(at: text.viewer.now)))", role: role(of: line.state(at: text.viewer.now)))
    )
    let rule = report.body.weight
    let steps: [String] = rule.steps.map { step in
      step.upToGrams.map { "≤ \(words.number($0)) g: \(words.number(step.stepGrams)) g" }
        ?? "\(words.number(step.stepGrams)) g"
    }
    var pairs: [(String, String)] = []
    pairs.append((words.title(.sheet(.validFrom)), wayDate(line.validFrom)))
    pairs.append((words.title(.sheet(.validUntil)), date(line.validUntil)))
    pairs.append((words.title(.sheet(.currency)), line.currency))
    pairs.append((words.way(.wayDivisor), rule.divisor.map { words.number($0) } ?? ""))
    pairs.append((words.way(.wayShared), rule.excessPercent == 100 ? "" : "\(rule.excessPercent) %"))
    pairs.append((words.way(.waySteps), words.list(steps)))
    pairs.append((words.way(.wayMinimum), rule.minimumGrams == 0 ? "" : "\(words.number(rule.minimumGrams)) g"))
    pairs.append((words.title(.sheet(.source)), line.source))
    pairs.append((words.title(.sheet(.takenAt)), wayDate(line.takenAt)))
    return [title] + facts(pairs)
  }

  private func role(of state: SheetState) -> Role {
    switch state {
    case .coming: .info
    case .valid: .success
    case .over: .dim
    }
  }

  private func wayDate(_ at: Instant) -> String { text.date(at) }

  // MARK: Pages

  private func services(_ report: CarrierReport) -> [DetailLine] {
    if report.services.isEmpty { return [DetailLine(words.way(.noWays), .dim)] }
    return report.services.map { known in
      var line = DetailLine(known.service.code, .accent)
      line.pieces.append(.init(text: "  " + known.service.name, role: .text))
      if let because = known.service.closedBecause {
        line.pieces.append(.init(text: "  " + words.way(.wayClosed(because)), role: .danger))
      }
      return line
    }
  }

  private func sheets(_ report: ServiceReport) -> [DetailLine] {
    if report.sheets.isEmpty { return [DetailLine(words.way(.noSheets), .dim)] }
    return report.sheets.map { sheet in
      var line = DetailLine(sheet.number, .accent)
      let until = sheet.validUntil.map(wayDate) ?? "…"
      line.pieces.append(.init(text: "  \(wayDate(sheet.validFrom)) – \(until)", role: .text))
      let state = sheet.state(at: text.viewer.now)
      line.pieces.append(.init(text: "  \(words.sheetState(state))", role: role(of: state)))
      line.pieces.append(.init(text: "  \(sheet.currency)  \(sheet.source)", role: .dim))
      return line
    }
  }

  /// Each zone with where it is, how long it takes and what it costs.
  private func zones(_ body: RateBody?, _ currency: String) -> [DetailLine] {
    guard let body, !body.zones.isEmpty else { return [DetailLine(words.way(.noSheets), .dim)] }
    let money = Currency(currency) ?? .none
    var lines: [DetailLine] = []
    for zone in body.zones {
      var line = DetailLine(zone.name, .accent)
      line.pieces.append(.init(text: "  \(zone.days.p50)–\(zone.days.p80) \(words.say("d", "天"))", role: .info))
      let places = zone.places.prefix(8).map(\.text) + (zone.places.count > 8 ? ["… \(zone.places.count)"] : [])
      line.pieces.append(.init(text: "  " + places.joined(separator: ", "), role: .text))
      lines.append(line)
      for bracket in zone.brackets {
        lines.append(
          DetailLine("  \(bracket.overGrams)–\(bracket.upToGrams) g  \(words.tariff(bracket.cost, money))", .text))
      }
    }
    for surcharge in body.surcharges {
      lines.append(DetailLine("\(words.surchargeName(surcharge.name))  \(words.surcharge(surcharge, money))", .warning))
    }
    return lines
  }

  /// The ways of what is to be sent, the best first, then the others with what speaks against them.
  func ways(_ report: WaysReport?) -> [DetailLine] {
    guard let report else { return [DetailLine(words.way(.noWays), .dim)] }
    var lines: [DetailLine] = []
    if report.choice.ways.isEmpty { lines.append(DetailLine(words.way(.noWayOpen), .danger)) }
    for (index, way) in report.choice.ways.enumerated() {
      let quote = way.quote
      let isChosen = quote.service == report.chosen?.service
      var line = DetailLine("\(isChosen ? "●" : " ") \(index + 1) \(quote.service)", isChosen ? .title : .accent)
      line.pieces.append(.init(text: "  \(quote.cost.withCode)", role: .text))
      line.pieces.append(.init(text: "  \(quote.days.p50)–\(quote.days.p80) \(words.say("d", "天"))", role: .info))
      line.pieces.append(
        .init(text: "  \(words.number(quote.weight.grams)) g\(quote.isEstimate ? " ?" : "")", role: .dim))
      if !way.lateness.isZero {
        line.pieces.append(.init(text: "  + \(way.lateness.amount) \(words.way(.wayLate))", role: .warning))
      }
      if !way.loss.isZero {
        line.pieces.append(.init(text: "  + \(way.loss.amount) \(words.way(.wayLoss))", role: .dim))
      }
      lines.append(line)
    }
    if let chosen = report.chosen, !report.choice.ways.contains(where: { $0.quote.service == chosen.service }) {
      lines.append(DetailLine("● \(chosen.service)  \(words.way(.wayNoMore))", .danger))
    }
    for refused in report.choice.refused {
      var line = DetailLine("× \(refused.service)", .dim)
      line.pieces.append(
        .init(text: "  " + refused.reasons.map(words.rejection).joined(separator: words.way(.between)), role: .dim))
      lines.append(line)
    }
    return lines
  }
}
