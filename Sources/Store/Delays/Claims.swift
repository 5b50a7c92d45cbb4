public import Domain

extension ActionTable {
  static let claimFields = [
    ActionField("cause", .choice(ClaimCause.allCases.map(\.rawValue))), ActionField("amount", .money),
    ActionField("insurer", .text(limit: 80)), ActionField("fileBy", .date),
  ]

  /// What is asked of carriers and insurers, step by step.
  static let claimActions: [ActionDefinition] = [
    ActionDefinition(
      "openClaim", on: "parcels", claimFields, right: .shipOrders,
      help: "Opens a claim for a parcel that was lost, damaged or late: for what its goods were sold for, unless "
        + "another amount is given; against its carrier, or an insurer."
    ) { work, arguments in
      try Claims.open(try arguments.subject(), nil, "openClaim", arguments, work)
      return try arguments.subject()
    },
    ActionDefinition(
      "fileClaim", on: "claims", [ActionField("reference", .text(limit: 80))], right: .shipOrders,
      help: "Notes that a claim was sent, with their number for it; again where a refusal is not taken."
    ) { work, arguments in
      try Claims.change("fileClaim", arguments, work) { claim throws(ClaimRefusal) in
        try claim.filed(reference: arguments.text("reference"), now: work.now)
      }
    },
    ActionDefinition(
      "acceptClaim", on: "claims", [ActionField("amount", .money)], right: .shipOrders,
      help: "Notes that they will pay: all that was asked, unless an amount is given."
    ) { work, arguments in
      let claim = try Claims.load(try arguments.subject(), in: work.writer)
      let amount = try arguments.money("amount", currency: claim.asked.currency) ?? claim.asked.minorUnits
      return try Claims.change("acceptClaim", arguments, work) { claim throws(ClaimRefusal) in
        try claim.accepted(Money(minorUnits: amount, currency: claim.asked.currency))
      }
    },
    ActionDefinition(
      "refuseClaim", on: "claims", right: .shipOrders, help: "Notes that they will not pay; fileClaim asks again."
    ) { work, arguments in
      try Claims.change("refuseClaim", arguments, work) { claim throws(ClaimRefusal) in try claim.refused() }
    },
    ActionDefinition(
      "settleClaim", on: "claims", right: .settlePayments, help: "Notes that the money of an accepted claim has come."
    ) { work, arguments in
      try Claims.change("settleClaim", arguments, work) { claim throws(ClaimRefusal) in try claim.paid(now: work.now) }
    },
    ActionDefinition(
      "closeClaim", on: "claims", right: .shipOrders, help: "Ends a claim of which nothing more comes."
    ) { work, arguments in
      try Claims.change("closeClaim", arguments, work) { claim throws(ClaimRefusal) in try claim.closed(now: work.now) }
    },
  ]
}

/// Claims in the store.
public enum Claims {
  static func load(_ id: Int64, in reader: any Reader) throws -> Claim {
    guard let claim = try find(id, in: reader) else { throw ActionRefusal.noSuchRecord(kind: "claims", String(id)) }
    return claim
  }

  public static func find(_ id: Int64, in reader: any Reader) throws -> Claim? {
    try reader.first("\(columns) WHERE id = \(id)", claim)
  }

  /// A parcel's claims, oldest first.
  public static func of(parcel: Int64, in reader: any Reader) throws -> [Claim] {
    try reader.all("\(columns) WHERE parcel_id = \(parcel) ORDER BY id", claim)
  }

  private static let columns: SQL = """
    SELECT id, number, parcel_id, carrier, insurer, cause, state, currency, asked, granted, opened_at, file_by,
      filed_at, answer_by, ended_at, reference
    FROM claims
    """

  private static func claim(_ row: any Columns) -> Claim {
    let currency = Currency(row.text(7)) ?? .none
    return Claim(
      id: row.integer(0), number: row.text(1), parcelId: row.integer(2), carrier: row.text(3), insurer: row.text(4),
      cause: ClaimCause(rawValue: row.text(5)) ?? .lost, state: ClaimState(rawValue: row.text(6)) ?? .draft,
      asked: Money(minorUnits: row.integer(8), currency: currency),
      granted: row.optionalInteger(9).map { Money(minorUnits: $0, currency: currency) }, openedAt: row.instant(10),
      fileBy: row.instant(11), filedAt: row.optionalInstant(12), answerBy: row.optionalInstant(13),
      endedAt: row.optionalInstant(14), reference: row.text(15))
  }

  @discardableResult
  static func open(
    _ parcel: Int64, _ usual: ClaimCause?, _ action: String, _ arguments: ActionArguments, _ work: Work
  ) throws -> Int64 {
    let writer = work.writer
    let head = try writer.first(
      """
      SELECT p.number, p.order_id, p.shipped_at, o.currency, COALESCE(l.carrier, '')
      FROM parcels AS p
      JOIN orders AS o ON o.id = p.order_id
      LEFT JOIN labels AS l ON l.parcel_id = p.id AND l.voided_at IS NULL
      WHERE p.id = \(parcel)
      """
    ) { row in
      (
        number: row.text(0), order: row.integer(1), shipped: row.optionalInstant(2), currency: row.text(3),
        carrier: row.text(4)
      )
    }
    guard let head else { throw ActionRefusal.noSuchRecord(kind: "parcels", String(parcel)) }
    guard let shipped = head.shipped else { throw ActionRefusal.claim(.notShipped(parcel: head.number)) }
    if head.carrier.isEmpty { throw ActionRefusal.claim(.noCarrier(parcel: head.number)) }
    if let known = try of(parcel: parcel, in: writer).first(where: { !$0.state.isEnd }) {
      throw ActionRefusal.claim(.openAlready(known.number))
    }
    let currency = Currency(head.currency) ?? .none
    let amount = try arguments.money("amount", currency: currency) ?? value(of: parcel, in: writer)
    if amount <= 0 {
      throw ActionRefusal.badField(
        "amount", found: arguments.text("amount") ?? "", expected: .amount(currency))
    }
    let cause: ClaimCause = arguments.choice("cause") ?? usual ?? .lost
    let fileBy = try arguments.date("fileBy", now: work.now) ?? shipped.adding(hours: Claim.filingDays * 24)
    if arguments.text("fileBy") != nil, fileBy < work.now {
      throw ActionRefusal.badField(
        "fileBy", found: arguments.text("fileBy") ?? "", expected: .timeToCome)
    }
    let task = FulfilmentWork(work)
    let id = try task.rows.insert(
      .claims,
      [
        "parcel_id": .number(parcel), "order_id": .number(head.order), "carrier": .text(head.carrier),
        "insurer": .text(arguments.text("insurer") ?? ""), "cause": .text(cause.rawValue),
        "state": .text(ClaimState.draft.rawValue), "currency": .text(currency.code), "asked": .number(amount),
        "opened_by": .text(work.actor.name), "opened_at": .number(work.now.milliseconds),
        "file_by": .number(fileBy.milliseconds), "reference": .text(""),
      ])
    try task.commit(action, "claims", id)
    return id
  }

  /// What the goods of a parcel were sold for, in minor units of the order's currency.
  private static func value(of parcel: Int64, in reader: any Reader) throws -> Int64 {
    try reader.integer(
      """
      SELECT CAST(COALESCE(SUM(k.quantity * l.unit_price), 0) AS BIGINT)
      FROM picks AS k
      JOIN order_lines AS l ON l.id = k.line_id
      WHERE k.parcel_id = \(parcel)
      """) ?? 0
  }

  static func change(
    _ action: String, _ arguments: ActionArguments, _ work: Work, _ step: (Claim) throws(ClaimRefusal) -> Claim
  ) throws -> Int64 {
    let id = try arguments.subject()
    let old = try load(id, in: work.writer)
    let new: Claim
    do {
      new = try step(old)
    } catch {
      throw ActionRefusal.claim(error)
    }
    let task = FulfilmentWork(work)
    try task.rows.update(
      .claims, id,
      [
        "state": .text(new.state.rawValue), "granted": Plain(new.granted?.minorUnits), "filed_at": Plain(new.filedAt),
        "answer_by": Plain(new.answerBy), "ended_at": Plain(new.endedAt), "reference": .text(new.reference),
      ])
    try task.commit(action, "claims", id)
    return id
  }
}
