internal import Domain
internal import Exchange
internal import Store

/// What is between shelf and carrier as the command line shows it.
extension RecordOutput {
  static func fulfilment(
    _ kind: Kind, _ id: Int64, mayReadPersonal: Bool, in reader: any Reader
  ) throws -> [(key: String, value: JSONOutput)] {
    switch kind {
    case .waves: if let report = try WaveReport(of: id, in: reader) { return wave(report) }
    case .runs: if let report = try WalkReport(of: id, in: reader) { return walk(report) }
    case .alerts: if let report = try AlertReport(of: id, in: reader) { return alert(report) }
    case .claims: if let report = try ClaimReport(of: id, in: reader) { return claim(report) }
    case .lanes: if let report = try LaneReport(of: id, now: Process.now(), in: reader) { return lane(report) }
    case .manifests: if let report = try ManifestReport(of: id, in: reader) { return manifest(report) }
    case .fulfilments: if let report = try ShipmentReport(of: id, in: reader) { return shipment(report) }
    case .parcels:
      if let fulfilment = try ShipmentReport.fulfilment(ofParcel: id, in: reader),
        let report = try ShipmentReport(of: fulfilment, in: reader),
        let parcel = report.parcels.first(where: { $0.id == id })
      {
        return [("order", .text(report.order)), ("fulfilment", .text(report.number))] + self.parcel(parcel)
      }
    case .shipments:
      if let report = try JourneyReport(of: id, in: reader) {
        return journey(report, mayReadPersonal: mayReadPersonal)
      }
    case .trackingEvents:
      if let told = try TrackingEventOwners.event(id, in: reader) {
        return event(told, mayReadPersonal: mayReadPersonal)
      }
    case .consolidations: if let report = try ConsolidationReport(of: id, in: reader) { return consolidation(report) }
    default: break
    }
    throw ActionRefusal.noSuchRecord(kind: kind.rawValue, String(id))
  }

  private static func wave(_ report: WaveReport) -> [(key: String, value: JSONOutput)] {
    let wave = report.wave
    return [
      ("number", .text(wave.number)), ("state", .text(report.state.rawValue)), ("warehouse", .text(report.warehouse)),
      ("channel", .text(orNull: report.channel)), ("sentence", .text(report.sentence)),
      ("carrier", .text(report.carrier)), ("cutOff", .time(orNull: report.cutOff)),
      ("grouping", .text(wave.grouping.rawValue)), ("perRun", .integer(wave.perRun)),
      ("plannedBy", .text(report.plannedBy)), ("plannedAt", .time(wave.plannedAt)),
      ("releasedAt", .time(orNull: wave.releasedAt)), ("cancelledAt", .time(orNull: wave.cancelledAt)),
      (
        "orders",
        .list(
          report.parts.map { part in
            [
              "order": .text(part.order), "fulfilment": .text(part.number), "stage": .text(part.stage.rawValue),
              "units": .integer(part.units), "picked": .integer(part.picked), "short": .flag(part.isShort),
              "shipBy": .time(orNull: part.shipBy),
            ]
          })
      ),
      (
        "walks",
        .list(
          report.walks.map { walk in
            [
              "number": .text(walk.number), "who": .text(orNull: walk.actor), "units": .integer(walk.units),
              "picked": .integer(walk.picked), "short": .integer(walk.short), "zone": .text(walk.zone),
              "over": .flag(walk.isOver),
            ]
          })
      ),
    ]
  }

  private static func walk(_ report: WalkReport) -> [(key: String, value: JSONOutput)] {
    let run = report.run
    return [
      ("number", .text(run.number)), ("scenario", .text(run.work)),
      // Its name before; scripts may still ask for it.
      ("work", .text(run.work)),
      ("who", .text(orNull: run.lease?.actor ?? run.givenTo)), ("wave", .text(orNull: report.wave)),
      ("order", .text(orNull: report.order)), ("warehouse", .text(report.warehouse)), ("zone", .text(run.zone)),
      ("cart", .text(run.cart)), ("startedAt", .time(orNull: run.startedAt)), ("over", .flag(run.isOver)),
      (
        "steps",
        .list(
          report.steps.map { step in
            [
              "from": .text(orNull: step.from), "place": .text(step.place), "sku": .text(step.sku),
              "title": .text(step.title),
              "lot": .text(orNull: step.lot), "units": .integer(step.quantity), "done": .integer(step.done),
              "short": .integer(step.short), "order": .text(orNull: step.order), "bin": .text(step.bin),
              "reason": .text(orNull: step.reason),
            ]
          })
      ),
      (
        "scans",
        .list(
          report.scans.map { scan in
            [
              "at": .time(scan.at), "who": .text(scan.actor), "event": .text(scan.event),
              "refusal": .text(scan.refusal),
            ]
          })
      ),
    ]
  }

  private static func shipment(_ report: ShipmentReport) -> [(key: String, value: JSONOutput)] {
    [
      ("number", .text(report.number)), ("order", .text(report.order)), ("stage", .text(report.stage.rawValue)),
      ("wave", .text(orNull: report.wave)), ("warehouse", .text(report.warehouse)),
      ("carrier", .text(report.carrier)), ("shipBy", .time(orNull: report.shipBy)), ("short", .flag(report.isShort)),
      (
        "units",
        .list(
          report.units.map { unit in
            ["sku": .text(unit.sku), "state": .text(unit.state.rawValue), "quantity": .integer(unit.quantity)]
          })
      ),
      ("parcels", .list(report.parcels.map { .object(parcel($0)) })),
      (
        "loose",
        .list(report.loose.map { ["sku": .text($0.sku), "quantity": .integer($0.quantity)] })
      ),
      ("boxThatFits", .text(orNull: report.choice.box?.code)),
    ]
  }

  private static func parcel(_ parcel: ShipmentReport.Parcel) -> [(key: String, value: JSONOutput)] {
    [
      ("number", .text(parcel.number)), ("state", .text(parcel.state.rawValue)), ("box", .text(orNull: parcel.box)),
      ("grams", .integer(orNull: parcel.grams)), ("expectedGrams", .integer(orNull: parcel.expectedGrams)),
      ("carrier", .text(orNull: parcel.carrier)), ("tracking", .text(orNull: parcel.tracking)),
      ("manifest", .text(orNull: parcel.manifest)), ("packedBy", .text(parcel.packedBy)),
      ("shippedAt", .time(orNull: parcel.shippedAt)),
      (
        "contents",
        .list(
          parcel.contents.map { content in
            ["sku": .text(content.sku), "quantity": .integer(content.quantity), "lot": .text(orNull: content.lot)]
          })
      ),
    ]
  }

  private static func manifest(_ report: ManifestReport) -> [(key: String, value: JSONOutput)] {
    [
      ("number", .text(report.number)), ("state", .text(report.state.rawValue)), ("carrier", .text(report.carrier)),
      ("warehouse", .text(report.warehouse)), ("madeBy", .text(report.madeBy)), ("madeAt", .time(report.madeAt)),
      ("shippedAt", .time(orNull: report.shippedAt)), ("grams", .integer(report.grams)),
      (
        "parcels",
        .list(
          report.parcels.map { parcel in
            [
              "number": .text(parcel.number), "order": .text(parcel.order), "tracking": .text(parcel.tracking),
              "grams": .integer(orNull: parcel.grams), "country": .text(orNull: parcel.country),
            ]
          })
      ),
    ]
  }
}
