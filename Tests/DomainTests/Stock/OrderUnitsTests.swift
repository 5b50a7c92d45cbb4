import Domain
import TestSupport
import Testing

/// Of each line of an order there are always as many units as were ordered.
@Suite struct OrderUnitsTests {
  private func line(_ id: Int64, _ quantity: Int64, variant: Int64? = 1, fulfilled: Int64 = 0) -> OrderLine {
    OrderLine(
      id: id, position: Int(id), sku: "S", title: "", quantity: quantity, unitPrice: 0, amount: 0,
      fulfilledQuantity: fulfilled, variantId: variant)
  }

  private func share(_ line: Int64, _ quantity: Int64, from warehouse: Int64 = 9) -> Routing.Share {
    .init(warehouseId: warehouse, lineId: line, variantId: 1, quantity: quantity)
  }

  @Test func `A line waits, is promised in part, and given back whole`() {
    var units = OrderUnits(orderId: 1, units: [])
    units.cover([line(1, 5)])
    #expect(units.count(.backordered) == 5)
    units.reserve([share(1, 3)])
    #expect(units.count(.reserved) == 3)
    #expect(units.count(.backordered) == 2)
    units.release()
    #expect(units.units.map(\.quantity) == [5])
  }

  @Test func `A line that shrinks gives up what waits before what is promised`() {
    var units = OrderUnits(orderId: 1, units: [])
    units.cover([line(1, 5)])
    units.reserve([share(1, 3)])
    units.cover([line(1, 4)])
    #expect([units.count(.reserved), units.count(.backordered)] == [3, 1])
    units.cover([line(1, 2)])
    #expect([units.count(.reserved), units.count(.backordered)] == [2, 0])
    units.cover([])
    #expect(units.isEmpty)
  }

  @Test func `What was shipped before the ledger began is not asked for again`() {
    var units = OrderUnits(orderId: 1, units: [])
    units.cover([line(1, 5, fulfilled: 2)])
    #expect([units.count(.shipped), units.count(.backordered)] == [2, 3])
    #expect(units.wants([line(1, 5)]).map(\.quantity) == [3])
  }

  @Test func `Units off the shelf stay what they are when the order is cancelled`() {
    var units = OrderUnits(orderId: 1, units: [])
    units.cover([line(1, 2)])
    units.reserve([share(1, 2)])
    units.move(1, from: .reserved) { $0.state = .picked }
    units.cancel()
    #expect([units.count(.picked), units.count(.cancelled)] == [1, 1])
  }

  @Test func `What the journal keeps of units is put back as it was`() throws {
    var units = OrderUnits(orderId: 7, units: [])
    units.cover([line(1, 5, fulfilled: 1), line(2, 3)])
    units.reserve([share(1, 3), share(2, 1, from: 8)])
    #expect(OrderUnits(orderId: 7, plain: units.plain)?.plain == units.plain)
    #expect(OrderUnits(orderId: 7, plain: .text("x")) == nil)
    #expect(OrderUnits(orderId: 7, plain: .list([.map(["line": .text("x")])])) == nil)
  }

  @Test func `No step loses or makes a unit`() {
    var dice = Dice(seed: 21)
    for _ in 0..<2000 {
      var lines = (1...Int64(dice.roll(1...3))).map { line($0, Int64(dice.roll(1...6))) }
      var units = OrderUnits(orderId: 1, units: [])
      units.cover(lines)
      for _ in 0..<dice.roll(1...12) {
        switch dice.roll(0...6) {
        case 0: units.reserve(units.wants(lines).map { share($0.lineId, Int64(dice.roll(1...Int($0.quantity)))) })
        case 1: units.release()
        case 2: units.move(Int64(dice.roll(1...4)), from: .reserved) { $0.state = .picked }
        case 3: units.move(Int64(dice.roll(1...4)), from: .picked) { $0.state = .packed }
        case 4: units.move(Int64(dice.roll(1...4)), from: .packed) { $0.state = .shipped }
        case 5:
          let index = dice.roll(0...(lines.count - 1))
          lines[index].quantity = Int64(dice.roll(1...8))
          units.cover(lines)
        default:
          units.cancel()
          units.revive()
        }
        for line in lines {
          let all = units.units.filter { $0.lineId == line.id }
          let gone = [UnitState.picked, .packed, .shipped].reduce(0) { $0 + units.count($1, line: line.id) }
          #expect(all.reduce(0) { $0 + $1.quantity } == max(line.quantity, gone))
          #expect(all.allSatisfy { $0.quantity > 0 })
          #expect(all.allSatisfy { $0.state != .reserved || $0.warehouseId != nil })
        }
      }
    }
  }
}
