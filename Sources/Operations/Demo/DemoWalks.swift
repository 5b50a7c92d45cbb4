internal import Domain
internal import Store

/// The walks of one wave with their pickers, and the packing table behind them.
struct DemoWalks {
  enum Packs {
    case all, most
  }

  private let director: DemoDirector
  private let wave: Int64
  private let start: Instant
  private let runs: [Int64]

  init(_ director: DemoDirector, wave: Int64, from start: Instant) throws {
    self.director = director
    self.wave = wave
    self.start = start
    runs = try director.all("SELECT id FROM runs WHERE wave_id = \(wave) ORDER BY id") { $0.integer(0) }
  }

  /// Walks to the end, and packs what was fetched.
  func work(by pickers: [String], packs: Packs, isShort: Bool = false) {
    for (hand, picker) in pickers.enumerated() {
      let own = runs.enumerated().filter { $0.offset % pickers.count == hand }.map(\.element)
      goOn(own[...], by: picker, hand, packs, isShort: isShort && hand == 0, at: start)
    }
  }

  /// One walk after the other; what a walk has fetched is packed while the next one is walked.
  private func goOn(
    _ runs: ArraySlice<Int64>, by picker: String, _ hand: Int, _ packs: Packs, isShort: Bool, at moment: Instant
  ) {
    guard let run = runs.first else { return }
    director.plan(moment) { director in
      let walk = DemoWalk(director, run: run, by: picker, cart: hand, isShort: isShort)
      try walk.begin(at: moment) { last in
        let ready = last.adding(milliseconds: 5 * DemoCalendar.minute)
        director.plan(ready) { _ in try pack(packs, at: ready, by: picker) }
        goOn(
          runs.dropFirst(), by: picker, hand, packs, isShort: false,
          at: last.adding(milliseconds: 2 * DemoCalendar.minute))
      }
    }
  }

  /// Some are begun and half done, one is handed to a colleague, the others wait.
  func begin(by pickers: [String]) {
    for (hand, picker) in pickers.enumerated() where hand < runs.count {
      let run = runs[hand]
      director.plan(start) { director in
        try DemoWalk(director, run: run, by: picker, cart: hand + 3, scans: hand == 0 ? 8 : 5).begin(at: start)
      }
    }
    if runs.count > pickers.count + 1 {
      let at = start.adding(milliseconds: 8 * DemoCalendar.minute)
      director.plan(at) { try $0.attempt("handOverRun", runs[pickers.count], ["to": "tomasz"], by: "dora", at: at) }
    }
  }

  /// Boxes and labels; of `most`, some stand packed without a label, and the last are still loose.
  private func pack(_ packs: Packs, at moment: Instant, by packer: String) throws {
    let picked = try director.all(
      """
      SELECT f.id, o.country, o.tags
      FROM fulfilments AS f
      JOIN orders AS o ON o.id = f.order_id
      WHERE f.wave_id = \(wave) AND f.stage = 'picked'
      ORDER BY f.id
      """
    ) { (id: $0.integer(0), country: $0.optionalText(1) ?? "", tags: $0.text(2)) }
    let most = packs == .all ? picked.count : picked.count - max(1, picked.count / 4)
    for (index, one) in picked.prefix(max(0, most)).enumerated() {
      let at = moment.adding(milliseconds: Int64(index) * 3 * DemoCalendar.minute)
      director.plan(at) { director in
        guard try director.attempt("packParcel", one.id, try box(for: one.id), by: packer, at: at) != nil else {
          return
        }
        if packs == .most && index % 5 == 4 { return }
        try label(one.id, one.country, isExpress: one.tags.contains("express"), by: packer, at: at)
      }
    }
  }

  private func label(_ fulfilment: Int64, _ country: String, isExpress: Bool, by packer: String, at moment: Instant)
    throws
  {
    let parcels = try director.all(
      """
      SELECT p.id, l.code
      FROM parcels AS p
      JOIN locations AS l ON l.id = p.warehouse_id
      WHERE p.fulfilment_id = \(fulfilment)
      ORDER BY p.id
      """
    ) { (id: $0.integer(0), warehouse: $0.text(1)) }
    for parcel in parcels {
      // A way out of the warehouse where the parcel stands.
      var random = DemoRandom(seed: director.seed, stream: 8_000_000 &+ UInt64(parcel.id))
      var way = DemoWay.of(country: country, isExpress: isExpress, draw: random.next())
      for _ in 0..<40 where way.warehouse != parcel.warehouse {
        way = DemoWay.of(country: country, isExpress: isExpress, draw: random.next())
      }
      try director.attempt(
        "labelParcel", parcel.id,
        ["carrier": way.carrier, "tracking": way.number(6_000_000 + Int(parcel.id), salt: director.seed)], by: packer,
        at: moment.adding(milliseconds: DemoCalendar.minute))
    }
  }

  private func box(for fulfilment: Int64) throws -> [String: String] {
    let known = try director.store.connection.readNow { try BoxedGoods.loose(of: fulfilment, in: $0) }
    var fields: [String: String] = [:]
    if let grams = known.grams { fields["grams"] = String(grams + grams / 120) }
    if let box = known.box { fields["box"] = box }
    return fields
  }
}
