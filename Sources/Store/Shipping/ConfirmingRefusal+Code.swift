internal import Domain

extension ConfirmingRefusal {
  /// One stable word, with what it hangs on behind a colon.
  var code: String {
    switch self {
    case .noSuchLine(_, let line): "noSuchLineToConfirm:\(line)"
    case .notShipped(let line, _, _): "notShipped:\(line)"
    case .notSoMany(let line, _, _): "notSoManyToConfirm:\(line)"
    case .nothingToConfirm(let order): "nothingToConfirm:\(order)"
    case .badTracking(let text): "badTracking:\(text)"
    case .cancelled(let order): "cancelledToConfirm:\(order)"
    case .nothingRefused(let order): "nothingRefused:\(order)"
    case .alreadyWritten(let order): "alreadyWritten:\(order)"
    }
  }

  /// The refusal that a code stands for, as far as it can be said in words; nil for one of another program.
  init?(_ word: String, _ rest: String) {
    switch word {
    case "noSuchLineToConfirm": self = .noSuchLine(order: "", line: rest)
    case "nothingToConfirm": self = .nothingToConfirm(order: rest)
    case "badTracking": self = .badTracking(rest)
    case "cancelledToConfirm": self = .cancelled(order: rest)
    case "nothingRefused": self = .nothingRefused(order: rest)
    case "alreadyWritten": self = .alreadyWritten(order: rest)
    default: return nil
    }
  }
}
