internal import Domain

extension ClaimRefusal {
  /// One stable word, with what it hangs on behind a colon.
  var code: String {
    switch self {
    case .transition(let from, _, _): "wrongClaim:\(from)"
    case .tooLate(let number, _): "claimTooLate:\(number)"
    case .amount: "claimAmount"
    case .otherCurrency(let currency, _): "claimCurrency:\(currency.code)"
    case .openAlready(let number): "claimOpen:\(number)"
    case .notShipped(let parcel): "notShipped:\(parcel)"
    case .noCarrier(let parcel): "noCarrier:\(parcel)"
    case .alertEnded(let number): "alertEnded:\(number)"
    case .toldAlready(let number, _): "toldAlready:\(number)"
    case .acknowledgedAlready(let number, _): "acknowledgedAlready:\(number)"
    case .noCustomer(let order): "noCustomer:\(order)"
    case .noMissing(let parcel): "noMissing:\(parcel)"
    case .resentAlready(let parcel, _): "resentAlready:\(parcel)"
    }
  }

  /// The refusal that a code stands for, as far as it can be said in words; nil for one of another program.
  init?(_ word: String, _ rest: String) {
    switch word {
    case "wrongClaim": self = .transition(from: rest, event: "", fits: [])
    case "claimOpen": self = .openAlready(rest)
    case "noCarrier": self = .noCarrier(parcel: rest)
    case "alertEnded": self = .alertEnded(rest)
    case "noCustomer": self = .noCustomer(order: rest)
    case "noMissing": self = .noMissing(parcel: rest)
    default: return nil
    }
  }
}
