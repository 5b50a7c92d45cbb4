internal import Domain
internal import Store
internal import Terminal

extension DetailWriter {
  func head(_ record: LocationRecord) -> [DetailLine] {
    let place = record.report.place
    var title = DetailLine(place.code, .title)
    if !place.name.isEmpty { title.pieces.append(.init(text: "  " + place.name, role: .text)) }
    if place.isClosed { title.pieces.append(.init(text: "  " + words(.closedPlace), role: .danger)) }
    let isWarehouse = place.role == .warehouse
    let sendsTo = place.shipsTo.isEmpty ? words(.shipsEverywhere) : words.list(place.shipsTo)
    return [title]
      + facts([
        (words.title(.location(.warehouse)), isWarehouse ? "" : record.report.warehouse),
        (words.title(.location(.kind)), words.locationKind(place.type)),
        (words.title(.location(.role)), words.locationRole(place.role)),
        (words.title(.location(.use)), place.type.isOwn ? words.use(place.use) : ""),
        (words.title(.location(.sequence)), place.sequence == 0 ? "" : String(place.sequence)),
        (words.title(.location(.country)), place.country ?? ""),
        (words.recordField("shipsTo"), isWarehouse && place.type.isOwn ? sendsTo : ""),
        (words.title(.location(.priority)), place.priority == 0 ? "" : String(place.priority)),
        (words.recordField("mirroredAt"), date(place.mirroredAt)),
      ])
  }

  func page(_ tab: DetailTab, of record: LocationRecord) -> [DetailLine] {
    switch tab {
    case .place: contents(record.report)
    case .history: history(record.history)
    case .lines, .addresses, .money, .variants, .customs, .translations, .images, .card, .orders, .raw, .stock, .ledger,
      .promised, .returned, .refunds, .rule, .ways, .sheets, .zones, .plans, .walks, .parcels, .scans, .journey,
      .numbers,
      .delay, .letters:
      []
    }
  }

  private func contents(_ report: PlaceReport) -> [DetailLine] {
    if report.standings.isEmpty { return [DetailLine(words(.emptyPlace), .dim)] }
    return report.standings.map { standing in
      var line = DetailLine(standing.sku, .accent)
      line.pieces.append(.init(text: "  " + words.number(standing.quantity), role: .money))
      line.pieces.append(.init(text: "  " + standing.title, role: .text))
      if let lot = standing.lot { line.pieces.append(.init(text: "  " + lot, role: .dim)) }
      if !standing.owner.isEmpty { line.pieces.append(.init(text: "  " + standing.owner, role: .dim)) }
      return line
    } + (report.standings.count == PlaceReport.limit ? [DetailLine("…", .dim)] : [])
  }
}
