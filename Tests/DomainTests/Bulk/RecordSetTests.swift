import Domain
import TestSupport
import Testing

struct RecordSetTests {
  @Test func `A set of ids does what a set of numbers does`() {
    var dice = Dice(seed: 11)
    var bits = RecordSet()
    var plain: Set<Int64> = []
    for _ in 0..<4_000 {
      let id = Int64(dice.roll(-20...9_000))
      switch dice.roll(0...2) {
      case 0: #expect(bits.remove(id) == (plain.remove(id) != nil))
      default: #expect(bits.insert(id) == plain.insert(id).inserted)
      }
      #expect(bits.contains(id) == plain.contains(id))
    }
    #expect(bits.count == Int64(plain.count))
    #expect(bits.ids == plain.sorted())
    let other = Set((0..<3_000).map { _ in Int64(dice.roll(0...20_000)) })
    #expect(bits.countInCommon(with: RecordSet(other)) == Int64(plain.intersection(other).count))
    var joined = bits
    joined.formUnion(RecordSet(other))
    #expect(joined == RecordSet(plain.union(other)))
    var less = bits
    less.subtract(RecordSet(other))
    #expect(less == RecordSet(plain.subtracting(other)))
    var turned = bits
    turned.formSymmetricDifference(RecordSet(other))
    #expect(turned == RecordSet(plain.symmetricDifference(other)))
    #expect(turned.count == Int64(plain.symmetricDifference(other).count))
  }

  @Test func `Ids come in order, part by part`() {
    let set = RecordSet([5, 4_095, 4_096, 9_000, 1_000_000])
    #expect(set.ids(after: nil, limit: 2) == [5, 4_095])
    #expect(set.ids(after: 4_095, limit: 2) == [4_096, 9_000])
    #expect(set.ids(after: 9_000, limit: 9) == [1_000_000])
    #expect(set.ids(after: 1_000_000, limit: 9) == [])
  }
}
