import Domain
import TestSupport

/// Sentences as they might come, from values that the fixture has and from some that it has not.
struct RandomSentence {
  var dice: Dice
  let kind: Kind
  let now: Instant

  /// Without batches, which the fixture has none of.
  private var fields: [Field] { kind.fields.filter { !["batch", "result", "mergedInto"].contains($0.id) } }

  mutating func sentence() -> Sentence {
    let parts = (0..<dice.roll(1...2)).map { _ in condition(depth: 2) }
    var sort: [SortKey] = []
    if dice.roll(0...2) > 0 {
      for _ in 0..<dice.roll(1...2) {
        let field = dice.pick(fields.filter(\.isSortable))
        sort.append(SortKey(field, descending: dice.isHeads()))
      }
    }
    return Sentence(kind: kind, condition: Condition.all(parts).normalised, sort: sort)
  }

  private mutating func condition(depth: Int) -> Condition {
    switch dice.roll(0...(depth > 0 ? 9 : 6)) {
    case 0, 1: .text(text())
    case 7: .not(condition(depth: depth - 1))
    case 8: .any((0..<dice.roll(2...3)).map { _ in condition(depth: depth - 1) })
    case 9: .all((0..<2).map { _ in condition(depth: depth - 1) })
    default:
      fieldCondition(dice.pick(fields))
    }
  }

  private mutating func fieldCondition(_ field: Field) -> Condition {
    .field(field, (0..<(dice.roll(0...3) == 0 ? 2 : 1)).map { _ in test(field) })
  }

  private var isOfStock: Bool { ![Kind.orders, .lines, .products, .variants, .customers].contains(kind) }

  private var isOfFulfilment: Bool {
    [
      .waves, .fulfilments, .runs, .parcels, .manifests, .alerts, .claims, .lanes, .shipments, .consolidations,
      .trackingEvents,
    ].contains(kind)
  }

  private mutating func text() -> String {
    let numbers = ["AMZ-DE-", "amz-de-ab", "AMZ-902-3159896", "shop-ä-3", "SHOP- anna", "AMZ-"]
    if [.orders, .parcels, .shipments].contains(kind), dice.roll(0...5) == 0 { return "lx88877\(dice.roll(1...30))" }
    return dice.pick(
      [
        "anna", "an", "A", "王", "王伟", "blue", "blue mug", "kowal", "9896", "zzz", "köln", "b00", "C-1", "1234567",
        "mug 蓝", "  ", "ab", "4006381",
      ] + (kind == .orders || kind == .lines ? numbers : []) + (isOfStock ? ["blue", "mug", "sz", "shelf"] : [])
        + (isOfFulfilment ? ["dhl", "yanwen", "燕文", "W-3", "M-2", "m-3"] : []))
  }

  private mutating func test(_ field: Field) -> FieldTest {
    let chance = dice.roll(0...11)
    if chance == 0 { return .absent }
    if chance == 1 { return .present }
    switch field.type {
    case .text, .texts: return .words(text())
    case .code, .codes, .person:
      if field.type == .person, dice.roll(0...3) == 0 { return .me }
      let code = dice.pick(
        [
          "AB-1", "ab-2", "ä-3", "x", "vip", "GRÖSSE", "größe", "de", "FR", "eur", "amz", "AMZ-DE", "anna", "blue-3",
          "C-7", "691110", "zh-hans", "amz-de-ab-1-5", "AB-1-5", "10115", "12-3", "4006381107", "jpy",
        ]
          + (isOfStock
            ? [
              "supplier", "SZ", "de", "ä-3", "sz-ab-9", "ab-1/2", "root", "ROOT", "acme", "de", "ab-1", "PO-3", "po-12",
              "all",
            ] : [])
          + (isOfFulfilment ? ["W-3", "w-4", "M-2", "P-7", "F-1", "R-1", "1z999", "dhl", "W-03"] : []))
      return dice.roll(0...2) == 0 ? .codeBegins(String(code.prefix(dice.roll(1...3)))) : .code(code)
    case .choice(let words), .choices(let words): return .choice(dice.pick(words))
    case .flag: return .flag(dice.isHeads())
    case .number: return .number(span { Int64($0.roll(-2...300) % ($0.isHeads() ? 5 : 301)) })
    case .money:
      return .amount(
        span { Amount(units: Int64($0.roll(-10...9000)), decimals: $0.roll(0...3)) },
        dice.pick([nil, nil, .euro, .yen, Currency("KWD")]))
    case .instant:
      let now = now
      return .moment(
        span { dice in
          if dice.roll(0...3) == 0 { return .relative(dice.pick(RelativeDate.allCases)) }
          let at = dice.roll(0...2) == 0 ? Instant(seconds: 1_789_900_001) : now.adding(milliseconds: -86_400_000 * 20)
          return .calendar(at.civil(), dice.pick(DatePrecision.allCases))
        })
    case .age: return .age(span { Age(Int64($0.roll(0...40)), $0.pick(AgeUnit.allCases)) })
    }
  }

  private mutating func span<Value: Hashable & Sendable>(_ value: (inout Dice) -> Value) -> Span<Value> {
    switch dice.roll(0...5) {
    case 0: .equal(value(&dice))
    case 1: .above(value(&dice))
    case 2: .atLeast(value(&dice))
    case 3: .below(value(&dice))
    case 4: .atMost(value(&dice))
    default: .between(value(&dice), value(&dice))
    }
  }
}
