internal import Domain

extension WayRefusal {
  /// One stable word, with what it hangs on behind a colon.
  var code: String {
    switch self {
    case .codeTaken(let code): "codeTaken:\(code)"
    case .notClosed(let code): "notClosed:\(code)"
    case .noServices: "noServices"
    case .noWay(let number, _): "noWay:\(number)"
    case .notOpen(_, let service, let reasons): "notOpen:\(service):" + reasons.map(\.code).joined(separator: ",")
    case .unknownCarrier(let carrier, _): "unknownCarrier:\(carrier)"
    case .alreadyChosen(_, let service): "alreadyChosen:\(service)"
    case .noCountry(let number): "noCountry:\(number)"
    case .nothingSwitches(let number): "nothingSwitches:\(number)"
    case .notTried(let number): "notTried:\(number)"
    case .noServiceOf(let alert, _): "noServiceOf:\(alert)"
    case .sameService(let code): "sameService:\(code)"
    }
  }

  /// The refusal that a code stands for, as far as it can be said in words; nil for one of another program.
  init?(_ word: String, _ rest: String) {
    switch word {
    case "codeTaken": self = .codeTaken(rest)
    case "notClosed": self = .notClosed(rest)
    case "noServices": self = .noServices
    case "noWay": self = .noWay(rest, [])
    case "noCountry": self = .noCountry(rest)
    case "nothingSwitches": self = .nothingSwitches(rest)
    case "notTried": self = .notTried(rest)
    case "sameService": self = .sameService(rest)
    default: return nil
    }
  }
}
