internal import Domain

extension ActionTable {
  /// Goods in boxes: packed, labelled, on their way.
  static let parcelActions: [ActionDefinition] = [
    ActionDefinition(
      "packParcel", on: "fulfilments",
      [
        ActionField("lines", .words), ActionField("box", .text(limit: 40)), ActionField("grams", .number),
      ], right: .shipOrders,
      help: "Puts picked goods into a parcel: all that is in none yet, or SKU*COUNT, #LINE*COUNT; a weight that does "
        + "not fit what is in it is refused."
    ) { work, arguments in
      let id = try arguments.subject()
      let task = FulfilmentWork(work)
      let packing = try Packing(task, id)
      let box = try arguments.text("box").flatMap { $0.isEmpty ? nil : $0 }
        .map { try Boxes.named($0, in: work.writer) }
      let contents = try contents(arguments, packing)
      if contents.isEmpty { throw ActionRefusal.fulfilment(.nothingToDo(packing.number)) }
      try packing.pack(contents, box: box, grams: try arguments.number("grams"))
      try task.commit("packParcel", "fulfilments", id)
      return id
    },
    ActionDefinition(
      "unpackParcel", on: "parcels", right: .shipOrders,
      help: "Takes a parcel apart again; one with a label keeps together until the label is void."
    ) { work, arguments in
      let parcel = try Parcel(work, arguments)
      try parcel.refuseShipped()
      if let tracking = try parcel.label()?.tracking {
        throw ActionRefusal.fulfilment(.labelled(parcel: parcel.number, tracking: tracking))
      }
      let task = FulfilmentWork(work)
      try parcel.open(try parcel.contents(), task)
      try task.commit("unpackParcel", "parcels", parcel.id)
      return parcel.id
    },
    ActionDefinition(
      "labelParcel", on: "parcels",
      [
        ActionField("carrier", .text(limit: 60)), ActionField("tracking", .text(limit: 60), required: true),
      ],
      right: .shipOrders,
      help: "Writes a label down: the carrier (that of the way chosen, where none is named) and its number. A parcel "
        + "has one label that counts, and none on a way that must not take it."
    ) { work, arguments in
      let parcel = try Parcel(work, arguments)
      try parcel.refuseShipped()
      try parcel.refuseHeld()
      try PickedLots.refuseUnsold(try parcel.contents(), in: work.writer)
      if let live = try parcel.label() {
        throw ActionRefusal.fulfilment(.labelled(parcel: parcel.number, tracking: live.tracking))
      }
      let tracking = (arguments.text("tracking") ?? "").filter { !$0.isWhitespace }
      if TrackingKey.of(tracking).isEmpty || !tracking.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) {
        throw ActionRefusal.fulfilment(.badTracking(arguments.text("tracking") ?? ""))
      }
      let task = FulfilmentWork(work)
      let carrier = try WayChoosing.label(parcel.id, arguments.text("carrier") ?? "", task)
      let label = try task.rows.insert(
        .labels,
        [
          "parcel_id": .number(parcel.id), "carrier": .text(carrier),
          "tracking": .text(tracking), "tracking_key": .text(FoldedText.fold(tracking)),
          "made_by": .text(work.actor.name), "made_at": .number(work.now.milliseconds),
          "address_revision": Plain(try PaperRules.addressRevision(of: parcel.order, in: work.writer)),
        ])
      try TrackingNumbers.link(
        tracking, carrier: carrier, role: .house, to: .parcel(parcel.id), label: label, task)
      task.touch(parcel.fulfilment)
      try task.commit("labelParcel", "parcels", parcel.id)
      return parcel.id
    },
    ActionDefinition(
      "voidLabel", on: "parcels", right: .shipOrders,
      help: "Makes a parcel's label void, so that another can be made, and takes the parcel off its carrier's list."
    ) { work, arguments in
      let parcel = try Parcel(work, arguments)
      try parcel.refuseShipped()
      guard let live = try parcel.label() else {
        throw ActionRefusal.fulfilment(.noLabel(parcel: parcel.number))
      }
      let task = FulfilmentWork(work)
      try task.rows.update(.labels, live.id, ["voided_at": .number(work.now.milliseconds)])
      try TrackingNumbers.void(label: live.id, task)
      try PaperRules.void(of: parcel.id, task)
      if parcel.manifest != nil { try task.rows.update(.parcels, parcel.id, ["manifest_id": .null]) }
      task.touch(parcel.fulfilment)
      try task.commit("voidLabel", "parcels", parcel.id)
      return parcel.id
    },
    ActionDefinition(
      "shipParcel", on: "parcels", right: .shipOrders,
      help: "Gives a labelled parcel to its carrier: its goods leave the books, and its channel is told."
    ) { work, arguments in
      let parcel = try Parcel(work, arguments)
      let task = FulfilmentWork(work)
      try parcel.ship(task)
      try task.commit("shipParcel", "parcels", parcel.id)
      return parcel.id
    },
  ]

  /// What is asked to go into a parcel, by the order's lines.
  private static func contents(_ arguments: ActionArguments, _ packing: Packing) throws -> [LineUnits] {
    var loose: [LineUnits] = []
    for row in try packing.wanted() {
      if let index = loose.firstIndex(where: { $0.line == row.lineId }) {
        loose[index].quantity += row.quantity
      } else {
        loose.append(LineUnits(line: row.lineId, quantity: row.quantity))
      }
    }
    let words = arguments.words("lines")
    if words.isEmpty { return loose }
    return try EnteredLines.counts(words, of: packing.order).compactMap { count in
      packing.order.lines.first { $0.position == count.position }
        .map { LineUnits(line: $0.id, quantity: count.quantity) }
    }
  }

  /// Lists for carriers: what they take along in one go.
  static let manifestActions: [ActionDefinition] = [
    ActionDefinition(
      "makeManifest", on: "manifests",
      [
        ActionField("warehouse", .record(kind: "locations"), required: true),
        ActionField("carrier", .text(limit: 60), required: true),
      ], right: .shipOrders, creates: true,
      help: "Puts all labelled parcels of a carrier at a warehouse on one list, to be signed at hand-over."
    ) { work, arguments in
      let warehouse = try LocationTable.named(arguments.text("warehouse") ?? "", in: work.writer)
      let carrier = arguments.text("carrier") ?? ""
      var parcels: [(id: Int64, fulfilment: Int64)] = []
      try work.writer.forEach(
        """
        SELECT p.id, p.fulfilment_id, l.carrier
        FROM parcels AS p
        JOIN labels AS l ON l.parcel_id = p.id AND l.voided_at IS NULL
        JOIN orders AS o ON o.id = p.order_id
        WHERE p.state = 'labelled' AND p.warehouse_id = \(warehouse.id) AND o.hold_mask = 0
          AND NOT \(CallingOff.isOff)
        ORDER BY p.id
        """
      ) { row in
        // However many of other carriers stand before them.
        if FoldedText.areAlike(row.text(2), carrier) { parcels.append((row.integer(0), row.integer(1))) }
        return parcels.count < Wave.mostOrders
      }
      if parcels.isEmpty { throw ActionRefusal.fulfilment(.nothingToShip) }
      let task = FulfilmentWork(work)
      let id = try task.rows.insert(
        .manifests,
        [
          "warehouse_id": .number(warehouse.id), "carrier": .text(carrier), "made_by": .text(work.actor.name),
          "made_at": .number(work.now.milliseconds),
        ])
      for parcel in parcels {
        try task.rows.update(.parcels, parcel.id, ["manifest_id": .number(id)])
        task.touch(parcel.fulfilment)
      }
      try task.commit("makeManifest", "manifests", id)
      return id
    },
    ActionDefinition(
      "shipManifest", on: "manifests", right: .shipOrders,
      help: "Gives all parcels of a carrier's list to it: their goods leave the books, and their channels are told."
    ) { work, arguments in
      let id = try arguments.subject()
      let number = try RecordNumber.of("manifests", id, in: work.writer)
      let parcels = try work.writer.all(
        "SELECT id FROM parcels WHERE manifest_id = \(id) AND shipped_at IS NULL ORDER BY id", { $0.integer(0) })
      if parcels.isEmpty { throw ActionRefusal.fulfilment(.nothingToDo(number)) }
      let task = FulfilmentWork(work)
      try task.rows.update(.manifests, id, ["shipped_at": .number(work.now.milliseconds)])
      let seq = try task.commit("shipManifest", "manifests", id)
      let batch = work.batch
      work.batch = seq
      defer { work.batch = batch }
      for parcel in parcels {
        let one = FulfilmentWork(work)
        try Parcel(work, parcel).ship(one)
        try one.commit("shipParcel", "parcels", parcel)
      }
      return id
    },
  ]
}

/// A parcel at work.
struct Parcel {
  let work: Work
  let id: Int64
  let number: String
  let fulfilment: Int64
  let order: Int64
  let manifest: Int64?
  let shippedAt: Instant?

  init(_ work: Work, _ arguments: ActionArguments) throws { try self.init(work, try arguments.subject()) }

  init(_ work: Work, _ id: Int64) throws {
    let row = try work.writer.first(
      "SELECT number, fulfilment_id, order_id, manifest_id, shipped_at FROM parcels WHERE id = \(id)"
    ) { ($0.text(0), $0.integer(1), $0.integer(2), $0.optionalInteger(3), $0.optionalInstant(4)) }
    guard let row else { throw ActionRefusal.noSuchRecord(kind: "parcels", String(id)) }
    self.work = work
    self.id = id
    (number, fulfilment, order, manifest, shippedAt) = row
  }

  func contents() throws -> [Packing.Loose] { try Packing.rows("parcel_id = \(id)", in: work.writer) }

  /// Takes it apart: its goods are loose again, and a label on it counts no more.
  func open(_ contents: [Packing.Loose], _ task: FulfilmentWork) throws {
    if let label = try label() {
      try task.rows.update(.labels, label.id, ["voided_at": .number(work.now.milliseconds)])
      try TrackingNumbers.void(label: label.id, task)
    }
    try PaperRules.void(of: id, task)
    for content in contents {
      try task.rows.update(.picks, content.id, ["parcel_id": .null])
      try task.change(unitsOf: order) { units in
        units.move(content.quantity, of: content.lineId, from: .packed, where: { $0.fulfilmentId == fulfilment }) {
          $0.state = .picked
        }
      }
    }
    try task.rows.delete(.parcels, id)
    task.touch(fulfilment)
  }

  /// The one that counts.
  func label() throws -> (id: Int64, carrier: String, tracking: String)? {
    try work.writer.first(
      "SELECT id, carrier, tracking FROM labels WHERE parcel_id = \(id) AND voided_at IS NULL"
    ) { (id: $0.integer(0), carrier: $0.text(1), tracking: $0.text(2)) }
  }

  func refuseShipped() throws {
    if shippedAt != nil { throw ActionRefusal.fulfilment(.parcelShipped(number)) }
  }

  func refuseHeld() throws {
    guard let order = try OrderTable.load(order, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: "orders", String(order))
    }
    try order.refuseCalledOff()
    if !order.holds.isEmpty { throw ActionRefusal.fulfilment(.onHold(order: order.number)) }
  }

  func ship(_ task: FulfilmentWork) throws {
    try refuseShipped()
    try refuseHeld()
    guard let label = try label() else { throw ActionRefusal.fulfilment(.noLabel(parcel: number)) }
    try PaperRules.refuseLacking(id, label: label.id, tracking: label.tracking, in: work.writer, at: work.now)
    try WayChoosing.refuseHazards(id, carrier: label.carrier, work)
    var counts: [Int64: Int64] = [:]
    let contents = try contents()
    try PickedLots.refuseUnsold(contents, in: work.writer)
    for content in contents {
      task.move(
        StockMove(
          variantId: content.variantId, lotId: content.lotId == 0 ? nil : content.lotId, owner: content.owner,
          quantity: content.quantity, from: content.atId, to: LocationTable.customer, reason: .shipment))
      let moved = try task.change(unitsOf: order) { units in
        units.move(content.quantity, of: content.lineId, from: .packed, where: { $0.fulfilmentId == fulfilment }) {
          $0.state = .shipped
        }
      }
      if moved < content.quantity {
        throw ActionRefusal.fulfilment(
          .notPicked(
            sku: try RecordNumber.of("variants", content.variantId, in: work.writer), asked: content.quantity,
            found: moved))
      }
      counts[content.lineId, default: 0] += content.quantity
    }
    try task.rows.update(.parcels, id, ["shipped_at": .number(work.now.milliseconds)])
    task.touch(fulfilment)
    let now = work.now
    let lines = try OrderTable.lines(of: order, in: work.writer).compactMap { line in
      counts[line.id].map { LineCount(position: line.position, quantity: $0) }
    }
    task.change(order: order, "shipParcel") { order in
      // Its channel may have said so before the parcel left.
      let left = lines.compactMap { count in
        order.lines.first { $0.position == count.position }.map {
          LineCount(position: count.position, quantity: min(count.quantity, order.openUnits(of: $0)))
        }
      }.filter { $0.quantity > 0 }
      return left.isEmpty ? order : try order.shipped(left, at: now)
    }
    task.confirm(
      ShippingConfirmation(
        orderId: order, lines: lines, carrier: label.carrier, trackingNumber: label.tracking, shippedAt: now))
  }
}
