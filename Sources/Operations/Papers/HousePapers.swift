public import Domain
public import Store

/// Papers of more than one parcel, made of what is so at the moment and kept by nobody.
public enum HousePapers {
  /// What a carrier signs for; nil where there is no such list.
  public static func manifest(_ id: Int64, in reader: any Reader) throws -> PaperLayout? {
    guard let report = try ManifestReport(of: id, in: reader) else { return nil }
    let sender = try LocationTable.find(code: report.warehouse, in: reader).flatMap {
      try SenderTable.sender(of: $0.id, in: reader)
    }
    return ManifestPaper(
      number: report.number, carrier: report.carrier, warehouse: report.warehouse,
      sender: sender?.party ?? PaperParty(name: report.warehouse),
      parcels: report.parcels.map {
        ManifestPaper.Parcel(
          number: $0.number, order: $0.order, tracking: $0.tracking, country: $0.country ?? "", grams: $0.grams)
      }, madeAt: report.madeAt
    ).layout
  }

  /// A walk on paper; nil where there is none.
  public static func pickList(_ id: Int64, at now: Instant, in reader: any Reader) throws -> PaperLayout? {
    guard let report = try WalkReport(of: id, in: reader) else { return nil }
    var codes: [String: String] = [:]
    for step in report.steps where codes[step.sku] == nil {
      codes[step.sku] = try PaperTable.barcode(of: step.sku, in: reader)
    }
    return PickListPaper(
      number: report.run.number, warehouse: report.warehouse, wave: report.wave ?? "",
      steps: report.steps.map { step in
        PickListPaper.Step(
          place: step.place, sku: step.sku, title: step.title, lot: step.lot ?? "", barcode: codes[step.sku] ?? "",
          quantity: step.quantity, order: step.order ?? "", bin: step.bin)
      }, madeAt: report.run.startedAt ?? now
    ).layout
  }
}
