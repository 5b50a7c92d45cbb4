/// Why something cannot be done with carriers, services and ways: facts with their evidence.
public enum WayRefusal: Error, Hashable, Sendable {
  case codeTaken(String)
  case notClosed(String)
  /// The shop has no service at all.
  case noServices
  /// No way is open to a parcel: those that could have been, with what speaks against each.
  case noWay(String, [WayChoice.Refused])
  /// The way that is asked for is not open to it.
  case notOpen(String, service: String, [QuoteRejection])
  /// Nobody knows whether a carrier that the shop has no services of takes such goods.
  case unknownCarrier(String, hazards: [Hazard])
  case alreadyChosen(String, service: String)
  /// Where the parcel goes is not known.
  case noCountry(String)
  /// Nothing that waits would go another way.
  case nothingSwitches(String)
  /// A plan is applied once it was tried out.
  case notTried(String)
  case sameService(String)
  /// A late parcel went by a carrier that the shop has no services of: nothing waits to go that way.
  case noServiceOf(alert: String, carrier: String)
}

extension QuoteRejection {
  /// One stable word for scripts, and for what is kept.
  public var code: String {
    switch self {
    case .closed: "closed"
    case .wrongOrigin: "wrongOrigin"
    case .noSheet: "noSheet"
    case .notServed: "notServed"
    case .weightUnknown: "weightUnknown"
    case .sidesUnknown: "sidesUnknown"
    case .tooHeavy: "tooHeavy"
    case .tooLight: "tooLight"
    case .sideTooLong: "sideTooLong"
    case .girthTooLong: "girthTooLong"
    case .sidesTooLong: "sidesTooLong"
    case .valueTooHigh: "valueTooHigh"
    case .hazard: "hazard"
    case .lacks: "lacks"
    case .noBracket: "noBracket"
    case .tooSlow: "tooSlow"
    case .noExchange: "noExchange"
    case .tooLarge: "tooLarge"
    }
  }

  /// Whether it says only that something was not measured or not told, and so nothing of the parcel itself.
  public var isIgnorance: Bool {
    switch self {
    case .weightUnknown, .sidesUnknown, .noExchange: true
    default: false
    }
  }
}
