internal import Domain
internal import Exchange
internal import Store

/// Stock as the command line shows it.
extension RecordOutput {
  /// What can be promised of a variant, by warehouse, and where it stands.
  static func stock(_ report: StockReport) -> [(key: String, value: JSONOutput)] {
    [
      ("available", .integer(report.available)),
      ("availability", .list(report.offers.map(offer))),
      ("stock", .list(report.standings.map(standing))), ("mirrors", .list(report.mirrors.map(mirror))),
      ("channels", .list(report.channels.map(channel))),
    ]
  }

  private static func mirror(_ mirror: StockReport.Mirror) -> JSONOutput {
    [
      "channel": .text(mirror.account), "location": .text(mirror.location), "available": .integer(mirror.available),
      "buckets": .object(
        StockBucket.allCases.compactMap { bucket in
          mirror.buckets[bucket].map { (key: bucket.rawValue, value: .integer($0)) }
        }), "toldAt": .time(mirror.toldAt),
    ]
  }

  /// All of a SKU's stock: what can be promised, where it stands, whom it is promised to, how it came to be so.
  static func stock(of variant: Int64, at now: Instant, in reader: any Reader) throws -> [(
    key: String, value: JSONOutput
  )] {
    guard let report = try StockReport(of: variant, at: now, in: reader) else {
      throw ActionRefusal.noSuchRecord(kind: "variants", String(variant))
    }
    return [
      ("sku", .text(report.sku)), ("product", .text(report.product)), ("title", .text(report.title)),
    ] + stock(report) + [
      ("promised", .list(report.promises.map(promise))), ("moves", .list(report.lines.map(line))),
    ]
  }

  static func offer(_ offer: StockReport.Offer) -> JSONOutput {
    let figures = offer.figures
    return [
      "warehouse": .text(offer.warehouse.code), "onHand": .integer(figures.onHand),
      "blocked": .integer(figures.blocked), "uncounted": .integer(figures.uncounted),
      "promised": .integer(figures.reserved),
      "available": .integer(figures.free), "short": .integer(figures.short),
      "elsewhere": .integer(figures.elsewhere),
    ]
  }

  private static func standing(_ standing: StockReport.Standing) -> JSONOutput {
    [
      "location": .text(standing.place.code), "quantity": .integer(standing.quantity),
      "use": .text(standing.place.use.rawValue), "kind": .text(standing.place.type.rawValue),
      "lot": .text(orNull: standing.lot?.code), "lotStatus": .text(orNull: standing.lot?.status.rawValue),
      "expiresAt": .time(orNull: standing.lot?.expiresAt), "owner": .text(standing.owner),
    ]
  }

  static func channel(_ channel: StockReport.Channel) -> JSONOutput {
    let one = channel.published
    func wish(_ wish: PublishedStock.Wish?) -> JSONOutput {
      wish.map { ["quantity": .integer($0.quantity), "sequence": .integer($0.sequence), "at": .time($0.at)] } ?? .null
    }
    return [
      "channel": .text(channel.account), "sku": .text(one.sku), "buffer": .integer(one.buffer),
      "cap": one.cap.map(JSONOutput.integer) ?? .null, "stopped": .flag(one.isStopped),
      "available": .integer(one.available), "desired": wish(one.desired), "pushed": wish(one.pushed),
      "acknowledged": wish(one.acknowledged), "refused": .text(one.refusal),
    ]
  }

  private static func promise(_ promise: StockReport.Promise) -> JSONOutput {
    [
      "order": .text(promise.order), "state": .text(promise.state.rawValue), "quantity": .integer(promise.quantity),
      "warehouse": .text(orNull: promise.warehouse),
    ]
  }

  private static func line(_ line: StockReport.Line) -> JSONOutput {
    [
      "at": .time(line.movedAt), "quantity": .integer(line.quantity), "from": .text(line.from), "to": .text(line.to),
      "reason": .text(line.reason.rawValue), "lot": .text(orNull: line.lot), "actor": .text(line.actor),
      "change": .integer(line.change), "balance": .integer(line.balance),
    ]
  }

  static func location(_ id: Int64, in reader: any Reader) throws -> [(key: String, value: JSONOutput)] {
    guard let report = try PlaceReport(of: id, in: reader) else {
      throw ActionRefusal.noSuchRecord(kind: "locations", String(id))
    }
    let place = report.place
    return [
      ("code", .text(place.code)), ("name", .text(place.name)), ("kind", .text(place.type.rawValue)),
      ("role", .text(place.role.rawValue)), ("warehouse", .text(report.warehouse)), ("use", .text(place.use.rawValue)),
      ("sequence", .integer(place.sequence)), ("country", .text(orNull: place.country)),
      ("shipsTo", .list(place.shipsTo.map(JSONOutput.text))), ("priority", .integer(place.priority)),
      ("closed", .flag(place.isClosed)), ("version", .integer(place.version)),
      ("mirroredAt", .time(orNull: place.mirroredAt)),
      (
        "stock",
        .list(
          report.standings.map {
            [
              "sku": .text($0.sku), "quantity": .integer($0.quantity), "lot": .text(orNull: $0.lot),
              "owner": .text($0.owner),
            ]
          })
      ),
    ]
  }

  /// How far each unit of an order is on its way, line by line.
  static func units(of order: Order, in reader: any Reader) throws -> JSONOutput {
    .list(
      try AllocationTable.units(of: order.id, in: reader).map { unit in
        let line = order.lines.first { $0.id == unit.lineId }
        return [
          "line": .integer(orNull: line.map { Int64($0.position) }),
          "sku": .text(try RecordNumber.of("variants", unit.variantId, in: reader)),
          "quantity": .integer(unit.quantity), "state": .text(unit.state.rawValue),
          "warehouse": .text(orNull: try unit.warehouseId.map { try RecordNumber.of("locations", $0, in: reader) }),
        ]
      })
  }
}
