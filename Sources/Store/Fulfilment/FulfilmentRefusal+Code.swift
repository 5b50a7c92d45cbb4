internal import Domain

extension FulfilmentRefusal {
  /// One stable word, with what it hangs on behind a colon.
  var code: String {
    switch self {
    case .noPackingPlace(let warehouse): "noPackingPlace:\(warehouse)"
    case .nothingToPlan: "nothingToPlan"
    case .channelFull(let code, _, _): "channelFull:\(code)"
    case .channelNotOpen(let code, _): "channelNotOpen:\(code)"
    case .waveNotPlanned(let number, _): "waveNotPlanned:\(number)"
    case .waveUnderWay(let number, _): "waveUnderWay:\(number)"
    case .notAtStage(let number, let found, _): "notAtStage:\(number):\(found.rawValue)"
    case .runOver(let number): "runOver:\(number)"
    case .runTaken(let number, _, _): "runTaken:\(number)"
    case .leaseLost(let number, _): "leaseLost:\(number)"
    case .runUnderWay(let number): "runUnderWay:\(number)"
    case .nothingToDo(let number): "nothingToDo:\(number)"
    case .onHold(let order): "onHold:\(order)"
    case .toBeCounted(let sku, _): "toBeCounted:\(sku)"
    case .inCheck(let place, _): "inCheck:\(place)"
    case .throughChannel(let code, _): "throughChannel:\(code)"
    case .badSentence: "badSentence"
    case .notPromised(let order, _): "notPromised:\(order)"
    case .labelled(let parcel, _): "labelled:\(parcel)"
    case .noLabel(let parcel): "noLabel:\(parcel)"
    case .badTracking: "badTracking"
    case .parcelShipped(let parcel): "parcelShipped:\(parcel)"
    case .notShipped(let parcel): "notShipped:\(parcel)"
    case .nothingToShip: "nothingToShip"
    case .weightOutside(let parcel, _, _, _): "weightOutside:\(parcel)"
    case .notPicked(let sku, _, _): "notPicked:\(sku)"
    case .leftUnpacked(let units): "leftUnpacked:\(units)"
    case .tooSmall(let box): "tooSmall:\(box)"
    case .countDone(let number): "countDone:\(number)"
    case .noSuchNumber(let holder, _): "noSuchNumber:\(holder)"
    case .numberKnown(let holder, _): "numberKnown:\(holder)"
    case .alreadyIn(let member, _): "alreadyIn:\(member)"
    case .notIn(let member, _): "notIn:\(member)"
    case .consolidationClosed(let number): "consolidationClosed:\(number)"
    case .consolidationOpen(let number): "consolidationOpen:\(number)"
    case .goesInCircle(let member, _): "goesInCircle:\(member)"
    case .tooLargeFor(let member, _): "tooLargeFor:\(member)"
    case .unreadableRun(let number): "unreadableRun:\(number)"
    }
  }

  /// The refusal that a code stands for, as far as it can be said in words; nil for one of another program.
  init?(_ word: String, _ rest: String) {
    switch word {
    case "noPackingPlace": self = .noPackingPlace(warehouse: rest)
    case "nothingToPlan": self = .nothingToPlan
    case "notAtStage":
      let parts = rest.split(separator: ":").map(String.init)
      guard parts.count == 2, let found = FulfilmentStage(rawValue: parts[1]) else { return nil }
      self = .notAtStage(parts[0], found: found, expected: [])
    case "runOver": self = .runOver(rest)
    case "runUnderWay": self = .runUnderWay(rest)
    case "nothingToDo": self = .nothingToDo(rest)
    case "onHold": self = .onHold(order: rest)
    case "noLabel": self = .noLabel(parcel: rest)
    case "parcelShipped": self = .parcelShipped(rest)
    case "notShipped": self = .notShipped(rest)
    case "nothingToShip": self = .nothingToShip
    case "leftUnpacked": self = .leftUnpacked(Int64(rest) ?? 0)
    case "tooSmall": self = .tooSmall(box: rest)
    case "countDone": self = .countDone(rest)
    case "consolidationClosed": self = .consolidationClosed(rest)
    case "consolidationOpen": self = .consolidationOpen(rest)
    case "unreadableRun": self = .unreadableRun(rest)
    default: return nil
    }
  }
}
