internal import Domain

extension ActionTable {
  /// Units that are sold before the shop has them.
  static let pegActions: [ActionDefinition] = [
    ActionDefinition(
      "pegOrder", on: "orders", right: .allocateStock,
      help: "Promises an order what is coming or can be bought: units of purchases on their way first, then units that "
        + "suppliers promise, which are to be bought in time."
    ) { work, arguments in
      let order = try pegged(work, arguments)
      if order.state == .cancelled { throw ActionRefusal.stock(.cancelled(order: order.number)) }
      if !order.isToBeSent { throw ActionRefusal.stock(.notPaid(order: order.number)) }
      let before = try Allocating.units(of: order.id, in: work.writer)
      var after = before
      after.cover(order.lines)
      if after.count(.backordered) == 0 { throw ActionRefusal.stock(.nothingToAllocate(order: order.number)) }
      for variant in Set(after.units.filter { $0.state == .backordered }.map(\.variantId)).sorted() {
        try Pegging.peg(variant, of: &after, work)
      }
      if after.count(.pegged) == before.count(.pegged) {
        throw ActionRefusal.supply(.nothingPromised(order: order.number))
      }
      try Allocating.save(after.gathered, over: before, work)
      try work.append(action: "pegOrder", kind: "orders", subject: order.id, changes: [])
      return order.id
    },
    ActionDefinition(
      "unpegOrder", on: "orders", right: .allocateStock,
      help: "Lets an order wait for stock again in place of what is coming or to be bought."
    ) { work, arguments in
      let order = try pegged(work, arguments)
      let before = try Allocating.units(of: order.id, in: work.writer)
      if before.count(.pegged) == 0 { throw ActionRefusal.supply(.nothingPegged(order: order.number)) }
      var after = before
      after.move(Int64.max, from: .pegged) {
        $0.state = .backordered
        $0.purchaseLineId = nil
      }
      try Allocating.save(after.gathered, over: before, work)
      try work.append(action: "unpegOrder", kind: "orders", subject: order.id, changes: [])
      return order.id
    },
  ]

  private static func pegged(_ work: Work, _ arguments: ActionArguments) throws -> Order {
    let id = try arguments.subject()
    guard let order = try OrderTable.load(id, in: work.writer) else {
      throw ActionRefusal.noSuchRecord(kind: "orders", String(id))
    }
    if try OrderTable.isWithdrawn(id, in: work.writer) { throw ActionRefusal.withdrawn(kind: "orders", order.number) }
    return order
  }
}

extension Pegging {
  /// Pegs what waits of a variant: to purchases by the day they come, then to what suppliers promise.
  static func peg(_ variant: Int64, of units: inout OrderUnits, _ work: Work) throws {
    for coming in try SupplyFigures.incoming(of: variant, at: work.now, in: work.writer) where coming.free > 0 {
      units.move(coming.free, from: .backordered) {
        $0.variantId == variant
      } _: {
        $0.state = .pegged
        $0.purchaseLineId = coming.lineId
      }
    }
    let free = try free(variant, at: work.now, in: work.writer)
    units.move(free, from: .backordered) {
      $0.variantId == variant
    } _: {
      $0.state = .pegged
    }
  }
}
