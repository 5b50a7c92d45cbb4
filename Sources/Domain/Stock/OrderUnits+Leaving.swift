extension Order {
  /// Whether nothing of it is to be sent any more: it is called off, done with, or its money went back in full.
  public var wantsNothing: Bool {
    state == .closed || isCalledOff || isPaidBack
  }

  /// Whether what was fetched for it goes back to its shelf: it is cancelled, or its money went back in full and its
  /// channel has not sent it already.
  public var isCalledOff: Bool {
    state == .cancelled || isPaidBack && ![.shipped, .delivered, .returned].contains(fulfilment)
  }

  private var isPaidBack: Bool { payment == .refunded || payment == .voided }
}

extension OrderUnits {
  /// Units that left without a parcel of ours, by hand or by their channel's word: of each line no more go on waiting
  /// than are still to be sent. The promised ones go first and are given back, for their goods leave the shelf with
  /// them; what is off the shelf already leaves with its parcel.
  public mutating func sendElsewhere(_ order: Order, _ lines: [OrderLine]) -> [Allocation] {
    let waiting: [UnitState] = [.reserved, .pegged, .backordered]
    var goods: [Allocation] = []
    for line in lines where line.quantity > 0 {
      let active = (waiting + [.picked, .packed]).reduce(0) { $0 + count($1, line: line.id) }
      var left = active - order.openUnits(of: line)
      for state in waiting where left > 0 {
        left -= move(left, of: line.id, from: state) { unit in
          if state == .reserved { goods.append(unit) }
          unit.state = .shipped
          unit.fulfilmentId = nil
          unit.purchaseLineId = nil
        }
      }
    }
    self = gathered
    return goods
  }

  /// Units of a line that somebody has in the hand: fetched from the shelf, in a parcel perhaps.
  public func inHand(line: Int64) -> Int64 { count(.picked, line: line) + count(.packed, line: line) }
}
