internal import Domain
internal import Store

/// What the made-up warehouse works with, and what is going on in it today.
enum DemoFloor {
  /// Boxes, release channels and how full picking bins are kept.
  static func furnish(_ director: DemoDirector) throws {
    let moment = director.ago(days: 76)
    let boxes = [
      ("S1", 230, 160, 60, 60), ("S2", 300, 220, 100, 110), ("M1", 350, 250, 150, 190), ("M2", 450, 350, 180, 310),
      ("L1", 600, 400, 300, 620), ("MAIL", 250, 180, 30, 25), ("TUBE", 650, 140, 140, 260),
    ]
    for (code, length, width, height, grams) in boxes {
      try director.perform(
        "createBox", nil,
        [
          "code": code, "length": String(length), "width": String(width), "height": String(height),
          "emptyGrams": String(grams), "mostGrams": String(code == "MAIL" ? 2000 : 30_000),
        ], by: "dora", at: moment)
    }
    let old = try director.perform(
      "createBox", nil, ["code": "XL-OLD", "length": "800", "width": "600", "height": "500", "emptyGrams": "1400"],
      by: "dora", at: moment)
    try director.perform("closeBox", old, by: "dora", at: director.ago(days: 40))
    for (code, sentence, priority, limit) in [
      ("EXPRESS", "orders tag:express", "1", "60"), ("AMAZON", "orders channel:amazon", "2", "200"),
      ("REST", "orders", "9", "300"),
    ] {
      try director.perform(
        "createChannel", nil, ["code": code, "sentence": sentence, "priority": priority, "limit": limit], by: "dora",
        at: moment)
    }
    let asleep = try director.perform(
      "createChannel", nil, ["code": "WHOLESALE", "sentence": "orders tag:b2b", "priority": "5"], by: "dora", at: moment
    )
    try director.perform("editChannel", asleep, ["state": "asleep"], by: "dora", at: director.ago(days: 20))
  }

  /// Bins of what sells best are kept so full.
  static func planLevels(_ director: DemoDirector) {
    let moment = director.ago(days: 12)
    director.plan(moment) { director in
      let bins = Set(director.places.bins[DemoPlaces.home] ?? [])
      let full = try director.all(
        """
        SELECT q.location_id, v.sku, q.quantity
        FROM quants AS q
        JOIN variants AS v ON v.id = q.variant_id
        WHERE q.lot_id = 0 AND q.quantity BETWEEN 4 AND 60
        ORDER BY q.variant_id, q.location_id
        LIMIT 4000
        """
      ) { (bin: $0.integer(0), sku: $0.text(1), there: $0.integer(2)) }
      for (index, row) in full.filter({ bins.contains($0.bin) }).prefix(24).enumerated() {
        // Of every third there is less than there should be.
        let least = index % 3 == 0 ? row.there + 6 : max(2, row.there / 2)
        try director.attempt(
          "setBinLevel", row.bin, ["sku": row.sku, "least": String(least), "most": String(least + 24)], by: "dora",
          at: moment)
      }
    }
  }

  /// Today: waves planned, let in, walked, packed and handed over, one after the other.
  static func planToday(_ director: DemoDirector) {
    func at(_ hours: Double, _ body: @escaping (DemoDirector, Instant) throws -> Void) {
      let moment = director.ago(hours: hours)
      director.plan(moment) { try body($0, moment) }
    }
    for hours in [9.4, 7, 4, 1.8] {
      at(hours) { director, moment in
        try director.store.allocateWaiting(as: director.actor("dora"), now: moment, quietSince: moment)
      }
    }
    // The night's first wave is done and gone.
    at(9) { director, moment in
      try wave(director, moment, "SZ", limit: 9, grouping: "cluster") { wave in
        try DemoWalks(director, wave: wave, from: moment.adding(milliseconds: 20 * DemoCalendar.minute))
          .work(by: ["aylin", "tomasz"], packs: .all)
      }
    }
    at(6.5) { director, moment in
      try wave(director, moment, "DE", limit: 6, grouping: "batch") { wave in
        try DemoWalks(director, wave: wave, from: moment.adding(milliseconds: 20 * DemoCalendar.minute))
          .work(by: ["zhou"], packs: .all)
      }
    }
    // Of the second some is packed, some stands at the table, and something was not found.
    at(3.6) { director, moment in
      try wave(director, moment, "SZ", limit: 10, grouping: "batch") { wave in
        try DemoWalks(director, wave: wave, from: moment.adding(milliseconds: 15 * DemoCalendar.minute))
          .work(by: ["tomasz", "aylin"], packs: .most, isShort: true)
      }
    }
    // Of the third some walk, and some walks wait.
    at(1.4) { director, moment in
      try wave(director, moment, "SZ", limit: 14, grouping: "cluster", perRun: 3) { wave in
        try DemoWalks(director, wave: wave, from: moment.adding(milliseconds: 25 * DemoCalendar.minute))
          .begin(by: ["zhou", "aylin"])
      }
    }
    at(1.1) { director, moment in
      if let wave = try planned(director, moment, "NB", limit: 6, grouping: "discrete") {
        try director.attempt(
          "cancelWave", wave, by: "dora", at: moment.adding(milliseconds: 9 * DemoCalendar.minute),
          reason: "海关系统维护，今天不放行")
      }
    }
    at(0.8) { director, moment in
      _ = try planned(director, moment, "SZ", limit: 6, grouping: "cluster", channel: "REST")
      _ = try planned(director, moment, "SZ", limit: 12, grouping: "zone")
    }
    at(0.6) { director, moment in try carry(director, moment) }
  }

  /// Bins to be filled, goods to be put away, places to be counted.
  private static func carry(_ director: DemoDirector, _ moment: Instant) throws {
    let home = director.places.id(DemoPlaces.home)
    try director.attempt("planReplenishment", home, by: "dora", at: moment)
    try director.attempt("planPutAway", director.places.id(DemoPlaces.receiving), by: "dora", at: moment)
    let places = try director.all(
      """
      SELECT q.location_id, v.sku
      FROM quants AS q
      JOIN variants AS v ON v.id = q.variant_id
      JOIN locations AS l ON l.id = q.location_id
      WHERE l.warehouse_id = \(home) AND l.role = 'bin' AND l.use = 'picking' AND q.lot_id = 0 AND q.quantity > 2
      ORDER BY q.variant_id DESC, q.location_id
      LIMIT 5
      """
    ) { (bin: $0.integer(0), sku: $0.text(1)) }
    for place in places { try director.attempt("askCount", place.bin, ["sku": place.sku], by: "dora", at: moment) }
    let tasks = try director.all("SELECT id FROM count_tasks WHERE done_at IS NULL ORDER BY id") { $0.integer(0) }
    let counted = moment.adding(milliseconds: 8 * DemoCalendar.minute)
    if let first = tasks.dropFirst().first {
      director.plan(counted) {
        try $0.attempt("finishCount", first, ["counted": "3", "reason": "miscounted"], by: "zhou", at: counted)
      }
    }
    let planned = moment.adding(milliseconds: 12 * DemoCalendar.minute)
    director.plan(planned) { try $0.attempt("planCount", home, by: "dora", at: planned) }
  }

  private static func planned(
    _ director: DemoDirector, _ moment: Instant, _ warehouse: String, limit: Int, grouping: String, perRun: Int = 0,
    channel: String = ""
  ) throws -> Int64? {
    var fields = ["warehouse": warehouse, "limit": String(limit), "grouping": grouping, "channel": channel]
    if perRun > 0 { fields["perRun"] = String(perRun) }
    return try director.attempt("planWave", nil, fields, by: "dora", at: moment)
  }

  private static func wave(
    _ director: DemoDirector, _ moment: Instant, _ warehouse: String, limit: Int, grouping: String, perRun: Int = 0,
    channel: String = "", _ body: (Int64) throws -> Void
  ) throws {
    let made = try planned(
      director, moment, warehouse, limit: limit, grouping: grouping, perRun: perRun, channel: channel)
    guard let made else { return }
    let release = moment.adding(milliseconds: 6 * DemoCalendar.minute)
    if try director.attempt("releaseWave", made, by: "dora", at: release) != nil { try body(made) }
  }
}
