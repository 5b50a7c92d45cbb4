import Domain
import Testing

/// What differs is told, and nothing else.
@Suite struct ChangedPartTests {
  private func line(_ position: Int64, _ sku: String, id: Int64 = 0, fulfilled: Int64 = 0) -> Plain {
    var map: [String: Plain] = [
      "position": .number(position), "sku": .text(sku), "fulfilled": .number(fulfilled), "variant": .number(position),
    ]
    if id != 0 { map["id"] = .number(id) }
    return .map(map)
  }

  private func told(_ field: String, _ before: Plain, _ after: Plain, dividing: Bool = true) -> [String] {
    FieldChange(field: field, before: before, after: after).parts(dividingMoney: dividing).map { part in
      let path = part.path.map { step in
        switch step {
        case .field(let name): name
        case .element(let name): "[\(name)]"
        }
      }
      return "\(path.joined(separator: " ")): \(part.before.number ?? -1) > \(part.after.number ?? -1)"
    }
  }

  @Test func `A part of an order that was sent is told by its line and the units`() {
    let before = Plain.list([line(1, "MUG", id: 7), line(2, "CUP", id: 8)])
    let after = Plain.list([line(1, "MUG", id: 7, fulfilled: 2), line(2, "CUP", id: 8)])
    #expect(told("lines", before, after) == ["lines [MUG] fulfilled: 0 > 2"])
    #expect(told("lines", after, before) == ["lines [MUG] fulfilled: 2 > 0"])
    #expect(told("lines", before, before) == [])
  }

  @Test func `Lines of one SKU are told apart by their place`() {
    let before = Plain.list([line(1, "MUG", id: 7), line(2, "MUG", id: 8)])
    let after = Plain.list([line(1, "MUG", id: 7), line(2, "MUG", id: 8, fulfilled: 1)])
    #expect(told("lines", before, after) == ["lines [MUG #2] fulfilled: 0 > 1"])
  }

  @Test func `Lines that came and went stand together, those that stayed are not named`() throws {
    let before = Plain.list([line(1, "MUG"), line(2, "CUP")])
    let after = Plain.list([line(1, "MUG"), line(2, "POT")])
    let parts = FieldChange(field: "lines", before: before, after: after).parts(dividingMoney: true)
    let part = try #require(parts.first)
    #expect(parts.count == 1 && part.path == [.field("lines")])
    #expect(part.before == .list([line(2, "CUP")]) && part.after == .list([line(2, "POT")]))
  }

  @Test func `What is only in another order is told whole`() {
    let before = Plain.list([line(1, "MUG"), line(2, "CUP")])
    let after = Plain.list([line(2, "CUP"), line(1, "MUG")])
    let parts = FieldChange(field: "images", before: before, after: after).parts(dividingMoney: true)
    #expect(parts == [ChangedPart(field: "images", before: before, after: after)])
  }

  @Test func `A variant's measure is told by its SKU, and sums part by part where that is asked for`() {
    func variant(_ grams: Int64) -> Plain {
      .map([
        "id": .number(3), "position": .number(1), "sku": .text("MUG-1"), "declared": .map(["grams": .number(grams)]),
      ])
    }
    #expect(
      told("variants", .list([variant(300)]), .list([variant(310)])) == ["variants [MUG-1] declared grams: 300 > 310"])
    let was = OrderMoney(currency: .euro, items: 200)
    let now = OrderMoney(currency: .euro, items: 200, shipping: 50)
    let change = FieldChange(field: "money", before: was.plain, after: now.plain)
    #expect(change.parts(dividingMoney: true).map(\.field) == ["shipping", "total"])
    #expect(change.parts(dividingMoney: true).first?.after == Money(minorUnits: 50, currency: .euro).plain)
    #expect(change.parts(dividingMoney: false).map(\.field) == ["money"])
  }
}

extension ChangedPart {
  fileprivate init(field: String, before: Plain, after: Plain) {
    self = FieldChange(field: field, before: .null, after: after).parts(dividingMoney: true)[0]
    self.before = before
  }
}
