internal import Domain
internal import Exchange
internal import Store

/// Carriers come twice a day: lists of what they take along, and what the channels are then told.
enum DemoHandOver {
  static func plan(_ director: DemoDirector, from beginning: Instant) {
    var moment = DemoParcel.handOver(after: beginning.adding(milliseconds: -11 * DemoCalendar.minute))
    while moment <= director.until {
      let time = moment
      director.plan(time.adding(milliseconds: -2 * DemoCalendar.minute)) { try lists($0, at: time) }
      let told = time.adding(milliseconds: 40 * DemoCalendar.minute)
      if told <= director.until { director.plan(told) { try tell($0, at: told) } }
      moment = DemoParcel.handOver(after: moment)
    }
    // One list is written before its carrier comes.
    let last = director.ago(hours: 0.3)
    director.plan(last) { director in
      if let first = try waiting(director).first {
        try director.attempt(
          "makeManifest", nil, ["warehouse": first.warehouse, "carrier": first.carrier], by: "tomasz", at: last)
      }
    }
  }

  private static func waiting(_ director: DemoDirector) throws -> [(warehouse: String, carrier: String)] {
    try director.all(
      """
      SELECT w.code, l.carrier
      FROM parcels AS p
      JOIN labels AS l ON l.parcel_id = p.id AND l.voided_at IS NULL
      JOIN locations AS w ON w.id = p.warehouse_id
      WHERE p.state = 'labelled'
      GROUP BY w.code, l.carrier
      ORDER BY w.code, l.carrier
      """
    ) { ($0.text(0), $0.text(1)) }
  }

  private static func lists(_ director: DemoDirector, at moment: Instant) throws {
    for (index, wait) in try waiting(director).enumerated() {
      let picker = DemoHouse.pickers[index % DemoHouse.pickers.count]
      let list = try director.attempt(
        "makeManifest", nil, ["warehouse": wait.warehouse, "carrier": wait.carrier], by: picker,
        at: moment.adding(milliseconds: -2 * DemoCalendar.minute))
      guard let list else { continue }
      director.plan(moment) { try $0.attempt("shipManifest", list, by: picker, at: moment) }
    }
  }

  /// The channels' files, and their answers: nearly all is taken.
  private static func tell(_ director: DemoDirector, at moment: Instant) throws {
    let files = try ChannelFiles.plan(
      limit: 5000, forMilliseconds: 30 * DemoCalendar.minute, holder: "demo", folder: "outgoing", attempt: "demo",
      at: moment, in: director.store
    ) { account in
      let format = ShippingFormats.of(channel: account.channel)
      return (id: format.id, ending: format.ending)
    }
    for file in files {
      guard let format = ShippingFormats.named(file.format) else { continue }
      let records = format.records(of: file.parcels)
      let isNoted = try ChannelFiles.note(file, records: records, as: director.admin, at: moment, in: director.store)
      if !isNoted { continue }
      try ChannelFiles.deliver(file.id, at: moment, in: director.store)
      let answered = moment.adding(milliseconds: 50 * DemoCalendar.minute)
      if answered > director.until { continue }
      director.plan(answered) { try answer(file.id, records.map(\.record), at: answered, $0) }
    }
  }

  private static func answer(_ file: Int64, _ records: [Int], at moment: Instant, _ director: DemoDirector) throws {
    let sent = try director.store.connection.readNow { try ChannelFiles.newest(limit: 60, in: $0) }
      .first { $0.id == file }
    guard let sent else { return }
    var answers = [ChannelAnswer(.accepted, record: 0, line: 1)]
    // One file in thirty has a parcel that its channel does not know.
    if file % 30 == 7, let record = records.max() {
      var refusal = ChannelAnswer(.refused, record: record, line: 2)
      (refusal.code, refusal.reason) = ("18028", "The carrier code is not one of those that this market knows.")
      answers.insert(refusal, at: 0)
    }
    _ = try Answering.apply(answers, to: sent, as: director.admin, at: moment, in: director.store)
  }
}
