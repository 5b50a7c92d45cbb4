/// What a code was found to name.
public enum ScanSubject: Hashable, Sendable {
  case location(String)
  /// A pack of so many units.
  case product(sku: String, packQuantity: Int64)
  case lot(String)
  case bin(String)
  case cart(String)
  case order(String)
  case box(String)

  public var kind: CodeKind {
    switch self {
    case .location: .location
    case .product: .product
    case .lot: .lot
    case .bin: .bin
    case .cart: .cart
    case .order: .order
    case .box: .box
    }
  }

  /// The name that people know it by.
  public var name: String {
    switch self {
    case .location(let name), .lot(let name), .bin(let name), .cart(let name), .order(let name), .box(let name): name
    case .product(let sku, _): sku
    }
  }
}

/// What comes to a scanner's screen.
public enum ScanEvent: Hashable, Sendable {
  /// As the scanner sent it. `known`: what the shop knows the code to be, beyond what belongs to the run, so that a
  /// wrong product is named and not called unknown.
  case scan(String, known: [ScanSubject] = [])
  case key(ScanKey)
  case number(Int64)
  /// Typed, or sent by a scanner over a line so slow that it looks typed; `known` as of a scan.
  case text(String, known: [ScanSubject] = [])
  case answer(Bool)
  /// Something happened elsewhere that this run must know.
  case notice(ScanNotice)
}

/// News from outside the run.
public enum ScanNotice: Hashable, Sendable {
  case locationClosed(String)
  case orderCancelled(String)
  /// The order is on hold: what of it is on the shelf waits.
  case orderHeld(String)
  /// The order is open, and goods here are promised to it no more: somebody counted, or gave them to another.
  case orderLost(String)
  /// Another person goes on with the run.
  case takenOver(by: String)
  /// The wave is over; nothing more is to be done.
  case ended
}

/// Whether the event did something, and how the screen says so.
public enum ScanVerdict: Hashable, Sendable {
  case accepted
  case refused(ScanRefusal)

  public var signal: ScanSignal {
    self == .accepted ? .good : .bad
  }
}

/// What is heard and seen; bells may be muted, so an error flashes as well and has its word.
public struct ScanSignal: Hashable, Sendable {
  public var bells: Int
  public var flashes: Bool

  public init(bells: Int, flashes: Bool) {
    self.bells = bells
    self.flashes = flashes
  }

  public static let good = ScanSignal(bells: 1, flashes: false)
  public static let bad = ScanSignal(bells: 3, flashes: true)
}
