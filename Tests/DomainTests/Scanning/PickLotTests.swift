import Domain
import Testing

@Suite struct PickLotTests {
  static let label = "]C10104006381333931"

  static func run(_ lot: LotRule, quantity: Int64 = 2) throws -> PickRun {
    let run = try PickRunTests.run([PickRunTests.task(1, quantity: quantity, lot: lot)])
    return played(run, [.scan("A-01")]).run
  }

  @Test func `A label with its lot asks for no lot`() throws {
    let (run, effects) = played(
      try Self.run(.this("L7")), [.scan(Self.label + "10l7"), .scan(Self.label + "10L7"), .scan("B1")])
    #expect(effects.contains(.picked(task: 1, quantity: 2, lot: "L7", bin: "B1")))
    #expect(run.phase == .unloading)
  }

  @Test func `A label without a lot asks for it, scanned or typed`() throws {
    let (asked, _) = played(try Self.run(.this("L7")), [.scan(PickRunTests.mug)])
    #expect(asked.step.prompt == .lot)
    for event in [ScanEvent.scan("L7"), .scan("]C110L7"), .scan("10L7"), .text(" l7 ")] {
      #expect(played(asked, [event]).run.hand.lot == "L7")
    }
    #expect(refusal(asked, .scan("L8")) == .wrongLot(expected: "L7", found: "L8"))
    #expect(refusal(asked, .text("L8")) == .wrongLot(expected: "L7", found: "L8"))
    #expect(
      refusal(asked, .scan("A-01")) == .codeOfAnotherKind(expected: [.lot], found: .location))
    #expect(refusal(asked, .text("  ")) == .unreadable(.empty))
  }

  @Test func `A wrong lot is said apart from a wrong product`() throws {
    let run = try Self.run(.this("L7"))
    #expect(refusal(run, .scan(Self.label + "10L8")) == .wrongLot(expected: "L7", found: "L8"))
  }

  @Test func `Any lot is written down and the units of one pick have one`() throws {
    let (first, _) = played(try Self.run(.any), [.scan(Self.label + "10L8")])
    #expect(refusal(first, .scan(Self.label + "10L9")) == .wrongLot(expected: "L8", found: "L9"))
    let (_, effects) = played(first, [.answer(true), .scan("B1")])
    #expect(effects.contains(.picked(task: 1, quantity: 1, lot: "L8", bin: "B1")))
    let (asked, _) = played(try Self.run(.any), [.scan(PickRunTests.mug)])
    #expect(refusal(asked, .scan("10L9")) == .ambiguousCode(["L9", "10L9"]))
  }

  @Test func `Another lot is confirmed by a second scan and the product is proved anew`() throws {
    let (proposed, _) = played(try Self.run(.this("L7")), [.key(.f4), .scan("L8")])
    #expect(proposed.step.prompt == .confirmation)
    #expect(proposed.step.facts.contains(.confirms(.otherLot)))
    #expect(refusal(proposed, .scan("L9")) == .wrongLot(expected: "L8", found: "L9"))
    let (changed, effects) = played(proposed, [.scan("L8")])
    #expect(effects == [.lotChanged(task: 1, from: .this("L7"), to: "L8")])
    #expect(changed.step.prompt == .product)
    #expect(played(changed, [.scan(Self.label + "10L8")]).run.hand.lot == "L8")
    let run = try Self.run(.this("L7"))
    #expect(played(run, [.key(.f4), .scan("L7")]).run.phase == .product)
  }

  @Test(arguments: [("261121", false), ("261120", true), ("261100", false), ("261000", true)])
  func `What has expired is not picked`(date: String, isRefused: Bool) throws {
    let run = try Self.run(.none)
    let found = refusal(run, .scan(Self.label + "17" + date))
    #expect((found?.name == "expired") == isRefused)
    #expect((found == nil) == !isRefused)
  }

  @Test func `A parcel's label counts what is in it`() throws {
    let parcel = "]C100106141411234567897020400638133393137"
    let (twelve, eleven) = (try Self.run(.none, quantity: 12), try Self.run(.none, quantity: 11))
    #expect(played(twelve, [.scan(parcel + "12")]).run.phase == .bin)
    #expect(refusal(eleven, .scan(parcel + "12")) == .wrongPack(holds: 12, left: 11))
    #expect(refusal(eleven, .scan(parcel + "0"))?.name == "unknownCode")
  }
}
