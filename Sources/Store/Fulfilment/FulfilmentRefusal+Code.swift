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
    case .notAtStage(let number, _, _): "notAtStage:\(number)"
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
}
