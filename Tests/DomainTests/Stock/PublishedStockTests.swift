import Domain
import TestSupport
import Testing

/// What a channel is told that it may sell: never more than can be promised less the buffer, and the newest wish alone.
@Suite struct PublishedStockTests {
  private static let now = Instant(milliseconds: 1_000)

  private func one(buffer: Int64 = 0, cap: Int64? = nil) -> PublishedStock {
    PublishedStock(id: 1, accountId: 1, variantId: 1, sku: "MUG", buffer: buffer, cap: cap)
  }

  private static let table: [(available: Int64, buffer: Int64, cap: Int64?, told: Int64)] = [
    (10, 0, nil, 10), (10, 3, nil, 7), (10, 3, 5, 5), (2, 3, nil, 0), (3, 3, 5, 0), (0, 0, nil, 0), (-4, 0, nil, 0),
    (10, 0, 0, 0), (.max, 0, nil, PublishedStock.most), (.min, 5, 9, 0),
  ]

  @Test(arguments: table.indices)
  func `What is told is what can be promised less the buffer, within nought and the cap`(row: Int) {
    let (available, buffer, cap, told) = Self.table[row]
    #expect(PublishedStock.quantity(available: available, buffer: buffer, cap: cap) == told)
  }

  @Test func `A wish is told anew only where the quantity is another`() {
    var one = one(buffer: 2, cap: 5)
    #expect(one.follow(4, at: Self.now) == true)
    #expect(one.desired == .init(quantity: 2, sequence: 1, at: Self.now))
    #expect(one.follow(4, at: Self.now) == false)
    #expect(one.follow(9, at: Self.now) == true)
    // Above the cap nothing changes for the channel.
    #expect(one.follow(90, at: Self.now) == false)
    #expect(one.desired.sequence == 2)
    one.isStopped = true
    #expect(one.follow(90, at: Self.now) == true)
    #expect(one.desired.quantity == 0)
  }

  @Test func `An answer to an older wish than one that is answered is put aside`() {
    var one = one()
    var wishes: [PublishedStock.Wish] = []
    for quantity in [5, 3, 8] as [Int64] {
      _ = one.follow(quantity, at: Self.now)
      wishes.append(one.desired)
      #expect(one.push(one.desired, at: Self.now) == true)
    }
    #expect(one.push(wishes[0], at: Self.now) == false)
    #expect(one.acknowledge(wishes[1], at: Self.now) == true)
    #expect(one.acknowledge(wishes[0], at: Self.now) == false)
    #expect(one.acknowledge(wishes[1], at: Self.now) == false)
    #expect(one.acknowledged?.quantity == 3)
    #expect(one.refuse(2, saying: "too many") == false)
    #expect(one.refuse(3, saying: "unknown SKU") == true)
    #expect(one.acknowledge(wishes[2], at: Self.now) == true)
    #expect(one.refusal.isEmpty)
    #expect(one.acknowledge(.init(quantity: 1, sequence: 4, at: Self.now), at: Self.now) == false, "it was never told")
  }

  @Test(arguments: 1...40)
  func `Whatever comes in whatever order, no number runs before the one it follows`(seed: Int) {
    var dice = Dice(seed: UInt64(seed) * 31)
    var one = one(buffer: Int64(dice.roll(0...4)), cap: dice.roll(0...1) == 0 ? nil : Int64(dice.roll(0...9)))
    var available: Int64 = 0
    var told: [Int64: Int64] = [:]
    _ = one.follow(available, at: Self.now)
    for _ in 0..<200 {
      switch dice.roll(0...4) {
      case 0, 1:
        available = Int64(dice.roll(0...12))
        _ = one.follow(available, at: Self.now)
      case 2:
        let wish = dice.roll(0...3) == 0 ? .init(quantity: 99, sequence: one.desired.sequence - 1) : one.desired
        if one.push(wish, at: Self.now) { told[wish.sequence] = wish.quantity }
      case 3:
        // Any that it was ever told, and one that it was not.
        let sequence = dice.pick(told.keys.sorted() + [one.desired.sequence + 1])
        _ = one.acknowledge(.init(quantity: told[sequence] ?? 0, sequence: sequence), at: Self.now)
      default: _ = one.refuse(Int64(dice.roll(0...Int(one.desired.sequence))), saying: "no")
      }
      #expect(one.desired.quantity <= max(0, available - one.buffer))
      #expect(one.desired.quantity >= 0 && one.desired.quantity <= one.cap ?? .max)
      #expect(one.pushed?.sequence ?? 0 <= one.desired.sequence)
      #expect(one.acknowledged?.sequence ?? 0 <= one.pushed?.sequence ?? 0)
      if let taken = one.acknowledged { #expect(told[taken.sequence] == taken.quantity) }
      if !one.isUnsent { #expect(one.pushed?.quantity == one.desired.quantity || one.pushed?.quantity == 99) }
    }
  }
}
