internal import Domain

extension ActionTable {
  static let delayActions: [ActionDefinition] =
    alertActions + missingActions + claimActions + resendActions + divertingActions

  /// What people do about warnings; they end by themselves.
  private static let alertActions: [ActionDefinition] = [
    ActionDefinition(
      "acknowledgeAlert", on: "alerts", right: .shipOrders,
      help: "Notes that you have seen a warning and see to it; it stays open until its cause is gone."
    ) { work, arguments in
      let alert = try Alert(work, arguments)
      if let by = alert.acknowledgedBy { throw ActionRefusal.claim(.acknowledgedAlready(alert.number, by: by)) }
      let task = FulfilmentWork(work)
      try task.rows.update(
        .alerts, alert.id,
        ["acknowledged_by": .text(work.actor.name), "acknowledged_at": .number(work.now.milliseconds)])
      try task.commit("acknowledgeAlert", "alerts", alert.id)
      return alert.id
    },
    ActionDefinition(
      "tellCustomer", on: "alerts",
      [
        ActionField("language", .choice(DelayLetter.Language.allCases.map(\.rawValue))),
        ActionField("subject", .text(limit: 200)), ActionField("text", .longText(limit: 4000)),
      ], right: .editOrders,
      help: "Writes to the parcel's customer: a draft that fits the warning, in English or Chinese by their country, "
        + "or your own words. Undone as long as it has not been sent."
    ) { work, arguments in
      let alert = try Alert(work, arguments)
      if let at = alert.toldAt { throw ActionRefusal.claim(.toldAlready(alert.number, at: at)) }
      try Letters.write(about: alert, arguments, work)
      return alert.id
    },
    ActionDefinition(
      "claimAlert", on: "alerts", claimFields, right: .shipOrders,
      help: "Opens a claim for the parcel that a warning is about."
    ) { work, arguments in
      let alert = try Alert(work, arguments)
      return try Claims.open(alert.parcel, alert.cause.claim, "claimAlert", arguments, work)
    },
  ]

  private static let missingActions: [ActionDefinition] = [
    ActionDefinition(
      "reportMissing", on: "parcels", [ActionField("since", .date)], right: .editOrders,
      help: "Notes that the customer says a parcel is not there, whatever its carrier says."
    ) { work, arguments in
      let parcel = try Parcel(work, arguments)
      if try MissingReports.open(parcel.id, in: work.writer) != nil { throw ActionRefusal.order(.unchanged) }
      guard try work.writer.integer("SELECT shipped_at FROM parcels WHERE id = \(parcel.id)") != nil else {
        throw ActionRefusal.claim(.notShipped(parcel: parcel.number))
      }
      let since = try arguments.date("since", now: work.now) ?? work.now
      let task = FulfilmentWork(work)
      try task.rows.insert(
        .missingReports,
        [
          "parcel_id": .number(parcel.id), "said_at": .number(min(since, work.now).milliseconds),
          "made_by": .text(work.actor.name),
        ])
      try task.commit("reportMissing", "parcels", parcel.id)
      return parcel.id
    },
    ActionDefinition(
      "reportFound", on: "parcels", right: .editOrders,
      help: "Notes that the customer has the parcel after all."
    ) { work, arguments in
      let parcel = try Parcel(work, arguments)
      guard let report = try MissingReports.open(parcel.id, in: work.writer) else {
        throw ActionRefusal.claim(.noMissing(parcel: parcel.number))
      }
      let task = FulfilmentWork(work)
      try task.rows.update(.missingReports, report, ["ended_at": .number(work.now.milliseconds)])
      try task.commit("reportFound", "parcels", parcel.id)
      return parcel.id
    },
  ]
}

enum MissingReports {
  static func open(_ parcel: Int64, in reader: any Reader) throws -> Int64? {
    try reader.integer("SELECT MIN(id) FROM missing_reports WHERE parcel_id = \(parcel) AND ended_at IS NULL")
  }
}

/// A warning as actions see it: one that is still open.
struct Alert {
  var id: Int64
  var number: String
  var parcel: Int64
  var order: Int64
  var cause: DelayCause
  var acknowledgedBy: String?
  var toldAt: Instant?

  init(_ work: Work, _ arguments: ActionArguments) throws {
    let id = try arguments.subject()
    let found = try work.writer.first(
      """
      SELECT number, parcel_id, order_id, cause, acknowledged_by, told_at, closed_at
      FROM alerts
      WHERE id = \(id)
      """
    ) { row in
      (
        Alert(
          id: id, number: row.text(0), parcel: row.integer(1), order: row.integer(2),
          cause: DelayCause(rawValue: row.text(3)) ?? .slip, acknowledgedBy: row.optionalText(4),
          toldAt: row.optionalInstant(5)),
        isClosed: !row.isNull(6)
      )
    }
    guard let found else { throw ActionRefusal.noSuchRecord(kind: "alerts", String(id)) }
    if found.isClosed { throw ActionRefusal.claim(.alertEnded(found.0.number)) }
    self = found.0
  }

  private init(
    id: Int64, number: String, parcel: Int64, order: Int64, cause: DelayCause, acknowledgedBy: String?, toldAt: Instant?
  ) {
    self.id = id
    self.number = number
    self.parcel = parcel
    self.order = order
    self.cause = cause
    self.acknowledgedBy = acknowledgedBy
    self.toldAt = toldAt
  }
}

/// Messages to customers about their parcels. Their words stand in a table of their own, which an erasure empties; the
/// journal and the outbox name them by number.
enum Letters {
  static let topic = "customer.message"

  static func write(about alert: Alert, _ arguments: ActionArguments, _ work: Work) throws {
    let order = try work.writer.first(
      "SELECT number, customer_id, COALESCE(country, '') FROM orders WHERE id = \(alert.order)"
    ) { (number: $0.text(0), customer: $0.optionalInteger(1), country: $0.text(2)) }
    guard let order, let customer = order.customer else {
      throw ActionRefusal.claim(.noCustomer(order: order?.number ?? ""))
    }
    let language: DelayLetter.Language = arguments.choice("language") ?? .init(country: order.country)
    let expected = try work.writer.first(
      """
      SELECT CASE WHEN w.eta80_at > w.eta50_at THEN w.eta80_at END, l.tracking
      FROM delay_watches AS w
      LEFT JOIN labels AS l ON l.parcel_id = w.parcel_id AND l.voided_at IS NULL
      WHERE w.parcel_id = \(alert.parcel)
      """
    ) { (by: $0.optionalInstant(0), tracking: $0.optionalText(1)) }
    // A day that has passed by now is no promise, and one for half and for four of five alike was a guess.
    let by = expected?.by.flatMap { $0 > work.now ? $0 : nil }
    var letter = DelayLetter(
      alert.cause, order: order.number, tracking: expected?.tracking ?? "", by: by, in: language)
    if let subject = arguments.text("subject"), !subject.isEmpty { letter.subject = subject }
    if let text = arguments.text("text"), !text.isEmpty { letter.text = text }
    let task = FulfilmentWork(work)
    try task.rows.update(
      .alerts, alert.id, ["told_by": .text(work.actor.name), "told_at": .number(work.now.milliseconds)])
    let entry = try task.commit("tellCustomer", "alerts", alert.id)
    let id = (try work.writer.integer("SELECT MAX(id) FROM letters") ?? 0) + 1
    try work.writer.run(
      """
      INSERT INTO letters (id, seq, alert_id, order_id, language, subject, body, written_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(id), .integer(entry), .integer(alert.id), .integer(alert.order), .text(language.rawValue),
        .text(letter.subject), .text(letter.text), .integer(work.now.milliseconds),
      ])
    try work.tellOutside(
      topic, .map(["letter": .number(id), "customer": .number(customer), "order": .text(order.number)]))
  }

  /// Takes a message back that an undone entry left; one that has gone out stays said.
  static func withdraw(_ entry: JournalEntry, _ work: Work) throws -> [FieldChange] {
    if let original = entry.undoes, entry.action == "undo",
      try JournalTable.entry(original, in: work.writer)?.action == "tellCustomer"
    {
      // Its words are gone: it is written anew.
      throw ActionRefusal.notUndoable(action: "tellCustomer")
    }
    guard entry.action == "tellCustomer" else { return [] }
    let sent = try work.writer.first(
      "SELECT sent_at FROM outbox WHERE seq = \(entry.seq) AND topic = \(topic) AND sent_at IS NOT NULL"
    ) { $0.integer(0) }
    if let sent { return [FieldChange(field: "sentAt", before: .null, after: .number(sent))] }
    try work.writer.run("DELETE FROM outbox WHERE seq = ? AND topic = ?", [.integer(entry.seq), .text(topic)])
    try work.writer.run("DELETE FROM letters WHERE seq = ?", [.integer(entry.seq)])
    return []
  }

  /// What was written to a person is emptied, and what has not gone out never goes.
  static func erase(customer: Int64, in writer: any Writer) throws {
    try writer.run(
      """
      DELETE FROM outbox
      WHERE topic = ? AND sent_at IS NULL AND seq IN (
        SELECT seq FROM letters WHERE order_id IN (SELECT id FROM orders WHERE customer_id = ?))
      """, [.text(topic), .integer(customer)])
    try writer.run(
      "UPDATE letters SET subject = '', body = '' WHERE order_id IN (SELECT id FROM orders WHERE customer_id = ?)",
      [.integer(customer)])
  }
}

extension DelayCause {
  /// What is claimed of a parcel with such a warning.
  var claim: ClaimCause {
    switch self {
    case .notReceived, .doubtfulDelivery: .notReceived
    case .lostSuspected, .silent, .notPickedUp: .lost
    case .legOverrun, .slip, .customs, .attemptFailed, .pickupExpiring, .returning, .unknownCode: .late
    }
  }
}
