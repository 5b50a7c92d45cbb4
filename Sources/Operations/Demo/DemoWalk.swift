internal import Domain
internal import Store

/// One walk of a picker, scan by scan, each at its own time.
final class DemoWalk {
  private let director: DemoDirector
  private let run: Int64
  private let picker: String
  private let cart: Int
  /// Scans until the handheld is laid aside.
  private var left: Int
  /// Whether the first shelf is found empty.
  private var isShort: Bool
  private var desk: RunDesk?
  private var end: (Instant) throws -> Void = { _ in }

  /// Between two scans.
  private static let pause: Int64 = 11_000

  init(_ director: DemoDirector, run: Int64, by picker: String, cart: Int, scans: Int = 2000, isShort: Bool = false) {
    self.director = director
    self.run = run
    self.picker = picker
    self.cart = cart
    self.isShort = isShort
    left = scans
  }

  private var token: String { "demo-\(run)" }

  /// `end` is told when the last scan was.
  func begin(at moment: Instant, _ end: @escaping (Instant) throws -> Void = { _ in }) throws {
    self.end = end
    do {
      desk = try RunDesk(
        director.store, run: run, as: director.actor(picker), token: token, cart: "CART-\(cart + 1)", now: moment)
    } catch is ActionRefusal {
      // What it was to fetch is called off meanwhile.
      return try end(moment)
    }
    goOn(after: moment)
  }

  private func goOn(after moment: Instant) {
    let at = moment.adding(milliseconds: DemoWalk.pause)
    director.plan(at) { _ in try self.scan(at: at) }
  }

  private func scan(at moment: Instant) throws {
    guard let step = desk?.step, desk?.isDone == false, left > 0, moment <= director.until,
      let event = event(at: step)
    else { return try layAside(at: moment) }
    left -= 1
    if case .refused = try desk?.take(event, now: moment) { return try layAside(at: moment) }
    goOn(after: moment)
  }

  private func layAside(at moment: Instant) throws {
    if desk != nil { try director.store.layAsideRun(run, token: token) }
    desk = nil
    try end(moment)
  }

  /// The shelf is empty: F3, the first of the reasons, and the place once more.
  private func event(at step: ScanStep) -> ScanEvent? {
    if step.prompt == .reason { return .number(1) }
    if isShort, step.prompt == .product, step.keys[.f3] == .short {
      isShort = false
      return .key(.f3)
    }
    return DemoScanner.event(at: step)
  }
}

/// What somebody who does everything right scans.
enum DemoScanner {
  static func event(at step: ScanStep) -> ScanEvent? {
    func fact<T>(_ pick: (ScanFact) -> T?) -> T? { step.facts.lazy.compactMap(pick).first }
    func order() -> String? { fact { if case .order(let order) = $0 { order } else { nil } } }
    switch step.prompt {
    case .cart: return fact { if case .cart(let cart) = $0 { .scan(cart) } else { nil } }
    case .location: return fact { if case .location(let place) = $0 { .scan(place) } else { nil } }
    case .product: return fact { if case .product(let sku) = $0 { .scan(sku) } else { nil } }
    case .lot: return fact { if case .lot(let lot) = $0 { .text(lot) } else { nil } }
    case .quantity: return fact { if case .quantity(_, let of) = $0 { .number(of) } else { nil } }
    case .bin: return fact { if case .bin(let bin) = $0 { .scan(bin ?? "TOTE-\(order() ?? "")") } else { nil } }
    case .zeroCheck, .unloading, .condition: return .answer(true)
    case .order: return order().map { .scan($0) }
    case .confirmation: return fact { if case .location(let place) = $0 { .scan(place) } else { nil } }
    case .box, .weight, .reason, .expiry, .unexpected, .done: return nil
    }
  }
}
