internal import Domain
internal import Store

/// One purchase of the made-up shop, from its draft to as far as it has come.
struct DemoPurchase {
  enum Course {
    case closed, closedShort, cancelled, received, partly, inCheck, late, placed
  }

  var supplier: String
  var lines: [(sku: String, quantity: Int)]
  var course: Course
  /// Days ago.
  var ordered: Double
  /// Days from the order to the dock, by the supplier's word; nil: they have not said.
  var promised: Double?

  private var warehouse: String { supplier.hasPrefix("DU-") ? "DE" : DemoPlaces.home }

  func plan(_ director: DemoDirector) {
    let start = director.ago(days: ordered)
    director.plan(start) { director in
      let made = try director.perform(
        "createPurchase", nil,
        [
          "supplier": supplier, "warehouse": warehouse,
          "lines": lines.map { "\($0.sku)=\($0.quantity)" }.joined(separator: ","),
          "note": course == .late ? "催过两次，工厂说下周发" : "",
        ], by: "chen", at: start)
      guard let made else { return }
      let sent = after(start, hours: 2)
      guard try director.attempt("orderPurchase", made, by: "chen", at: sent) != nil else { return }
      if let promised {
        let word = director.day(Int64((promised - ordered).rounded(.down)))
        director.plan(after(start, hours: 20)) {
          try $0.perform("confirmPurchase", made, ["promised": word], by: "chen", at: after(start, hours: 20))
        }
      }
      goOn(made, start, director)
    }
  }

  private func after(_ moment: Instant, hours: Double) -> Instant {
    moment.adding(milliseconds: Int64(hours * 60) * DemoCalendar.minute)
  }

  private func goOn(_ purchase: Int64, _ start: Instant, _ director: DemoDirector) {
    let arrival = after(start, hours: (promised ?? 9) * 24 + 7)
    switch course {
    case .placed, .late: return
    case .cancelled:
      director.plan(after(start, hours: 52)) {
        try $0.perform(
          "cancelPurchase", purchase, by: "chen", at: after(start, hours: 52), reason: "工厂停产两周，改向另一家下单")
      }
    case .closed, .closedShort, .received, .partly, .inCheck:
      for (index, line) in lines.enumerated() where course != .partly || index % 2 == 0 {
        let moment = after(arrival, hours: Double(index) / 4)
        director.plan(moment) { try receive(line, index, of: purchase, at: moment, $0) }
      }
      director.plan(after(arrival, hours: 26)) { director in
        try check(purchase, at: after(arrival, hours: 26), director)
      }
      if course == .closed || course == .closedShort {
        director.plan(after(arrival, hours: 75)) {
          try $0.attempt(
            "closePurchase", purchase, by: "chen", at: after(arrival, hours: 75),
            reason: course == .closedShort ? "The rest is out of production" : "")
        }
      }
    }
  }

  /// At the dock: some crates are short, some units broken.
  private func receive(
    _ line: (sku: String, quantity: Int), _ index: Int, of purchase: Int64, at moment: Instant,
    _ director: DemoDirector
  ) throws {
    let isLast = index == lines.count - 1
    let came = course == .closedShort && isLast ? line.quantity * 7 / 10 : line.quantity
    let damaged = index % 3 == 1 && warehouse == DemoPlaces.home ? max(1, came / 60) : 0
    var fields = ["sku": line.sku, "quantity": String(came - damaged)]
    if damaged > 0 {
      fields["damaged"] = String(damaged)
      fields["damagedTo"] = DemoPlaces.damaged
    }
    if try director.attempt("receivePurchase", purchase, fields, by: "tomasz", at: moment) != nil { return }
    // What is kept by lots comes with one.
    fields["lot"] = "PO\(purchase)-\(index + 1)"
    fields["expires"] = director.day(330 + Int64(index) * 21)
    try director.attempt("receivePurchase", purchase, fields, by: "tomasz", at: moment)
  }

  /// In the inspector's hands: most passes; how far it has come follows from the purchase.
  private func check(_ purchase: Int64, at moment: Instant, _ director: DemoDirector) throws {
    let receipts = try director.all(
      "SELECT id FROM receipts WHERE purchase_id = \(purchase) AND state <> 'settled' ORDER BY id"
    ) { $0.integer(0) }
    for (index, receipt) in receipts.enumerated() {
      let time = after(moment, hours: Double(index) / 3)
      director.plan(time) { try inspect(receipt, index, at: time, $0) }
    }
  }

  /// One delivery of a SKU: the newest purchase has some in every state that there is.
  private func inspect(_ receipt: Int64, _ index: Int, at time: Instant, _ director: DemoDirector) throws {
    let state = course == .inCheck ? index % 5 : course == .partly ? 1 + index : course == .received ? index / 5 : 5
    if course == .inCheck && state == 0 { return }
    try director.attempt("sampleReceipt", receipt, by: "chen", at: time)
    if course == .inCheck && state == 1 { return }
    let plan = try director.all("SELECT sample, accept FROM receipts WHERE id = \(receipt)") {
      (sample: $0.integer(0), accept: $0.integer(1))
    }.first
    let fails = (course == .inCheck && state >= 3) || (course == .partly && state == 3)
    let sample = plan?.sample ?? 0
    let defects = fails ? min(sample, (plan?.accept ?? 0) + 1 + Int64(index % 2)) : 0
    if sample > 0 {
      try director.attempt(
        "judgeReceipt", receipt, ["looked": String(sample), "defects": String(defects)], by: "chen",
        at: after(time, hours: 0.2))
    }
    if course == .inCheck && state == 4 {
      try director.attempt(
        "concedeReceipt", receipt, by: "dora", at: after(time, hours: 0.3),
        reason: "Scratches on the box only; sold with a discount")
    }
    let stays = course == .inCheck || (course == .partly && state > 1) || (course == .received && state == 1)
    if stays { return }
    let released = after(time, hours: 0.6)
    director.plan(released) {
      try $0.attempt("releaseReceipt", receipt, ["to": bin(index, $0)], by: "chen", at: released)
    }
  }

  private func bin(_ index: Int, _ director: DemoDirector) -> String {
    let bins = director.places.bins[warehouse] ?? []
    return bins.isEmpty ? "" : director.places.code(bins[(Int(ordered) * 5 + index * 3) % bins.count])
  }
}
