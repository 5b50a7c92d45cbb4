import Domain
import TestSupport
import Testing

/// Makes sentences of every shape by chance.
struct SentenceMaker {
  var dice: Dice
  static let words = [
    "mug", "blue mug", "or", "and", "orders", "none", "any", "me", "蓝色", "a\"b", "a\\b", "x\\", "@urgent", "-5",
    "status:paid", "(a)",
    "a,b", "1..5", "*x", "x*", "ＡＢ：", "“q”", "\u{301}x", "a\u{200D}b", "\u{202E}x", "sort:age", "5>4", "a b\tc\nd",
    "ÜNAL", "1/2_3-4.5+6&7",
  ]

  mutating func sentence() -> Sentence {
    let kind = dice.pick(Kind.allCases)
    let parts = (0..<dice.roll(0...4)).map { _ in condition(kind, depth: 3) }
    let sortable = kind.fields.filter(\.isSortable)
    let sort = (0..<dice.roll(0...2)).map { _ in SortKey(dice.pick(sortable), descending: dice.isHeads()) }
    var keys: [SortKey] = []
    for key in sort where !keys.contains(where: { $0.field == key.field }) { keys.append(key) }
    var columns: [Field] = []
    for _ in 0..<dice.roll(0...3) {
      let field = dice.pick(kind.fields)
      if !columns.contains(field) { columns.append(field) }
    }
    let groups = kind.fields.filter(\.isGroupable)
    return Sentence(
      kind: kind, condition: Condition.all(parts).normalised, sort: keys, columns: columns,
      group: dice.isHeads() && !groups.isEmpty ? dice.pick(groups) : nil)
  }

  mutating func condition(_ kind: Kind, depth: Int) -> Condition {
    switch depth == 0 ? dice.roll(3...9) : dice.roll(0...9) {
    case 0: return .all((0..<dice.roll(1...3)).map { _ in condition(kind, depth: depth - 1) })
    case 1: return .any((0..<dice.roll(1...3)).map { _ in condition(kind, depth: depth - 1) })
    case 2: return .not(condition(kind, depth: depth - 1))
    case 3, 4: return .text(dice.pick(Self.words))
    default:
      let field = dice.pick(kind.fields)
      return .field(field, (0..<dice.roll(1...3)).map { _ in test(field) })
    }
  }

  mutating func test(_ field: Field) -> FieldTest {
    switch dice.roll(0...9) {
    case 0: return .absent
    case 1: return .present
    default: break
    }
    if field.vocabulary == .countries || field.vocabulary == .currencies {
      return .code(dice.pick(field.vocabulary == .countries ? ["DE", "JP", "Narnia x"] : ["EUR", "CNY", "doubloon"]))
    }
    switch field.type {
    case .text, .texts: return .words(dice.pick(Self.words))
    case .code, .codes: return dice.isHeads() ? .code(dice.pick(Self.words)) : .codeBegins(dice.pick(Self.words))
    case .person: return dice.isHeads() ? .me : .code(dice.pick(Self.words))
    case .choice(let words), .choices(let words): return .choice(dice.pick(words))
    case .flag: return .flag(dice.isHeads())
    case .number: return .number(span { dice in Int64(bitPattern: dice.next()) >> Int64(dice.roll(0...60)) })
    case .money:
      return .amount(
        span { dice in Amount(units: Int64(dice.roll(-99_999...99_999)), decimals: dice.roll(0...4)) },
        dice.isHeads() ? dice.pick([Currency.euro, .yen, .dollar]) : nil)
    case .age: return .age(span { dice in Age(Int64(dice.roll(0...999)), dice.pick(AgeUnit.allCases)) })
    case .instant:
      return .moment(
        span { dice in
          if dice.isHeads() { return .relative(dice.pick(RelativeDate.allCases)) }
          let precision = dice.pick(DatePrecision.allCases)
          let place = DatePrecision.allCases.firstIndex(of: precision) ?? 0
          let parts = [dice.roll(1...9999), dice.roll(1...12), dice.roll(1...28), dice.roll(0...23), dice.roll(0...59)]
          let civil = CivilTime(
            year: parts[0], month: place > 0 ? parts[1] : 1, day: place > 1 ? parts[2] : 1,
            hour: place > 2 ? parts[3] : 0, minute: place > 2 ? parts[4] : 0, second: place > 3 ? parts[3] : 0)
          return civil.map { .calendar($0, precision) } ?? .relative(.today)
        })
    }
  }

  private mutating func span<Value>(_ value: (inout Dice) -> Value) -> Span<Value> {
    switch dice.roll(0...5) {
    case 0: .equal(value(&dice))
    case 1: .above(value(&dice))
    case 2: .atLeast(value(&dice))
    case 3: .below(value(&dice))
    case 4: .atMost(value(&dice))
    default:
      {
        let (low, high) = SentenceMaker.inOrder(value(&dice), value(&dice))
        return .between(low, high)
      }()
    }
  }

  /// A range that ends before it begins is refused, so none is made.
  private static func inOrder<Value>(_ a: Value, _ b: Value) -> (Value, Value) {
    switch (a, b) {
    case (let low as Int64, let high as Int64): return low <= high ? (a, b) : (b, a)
    case (let low as Amount, let high as Amount):
      func scaled(_ amount: Amount) -> Int64 { (amount.decimals..<6).reduce(amount.units) { units, _ in units * 10 } }
      return scaled(low) <= scaled(high) ? (a, b) : (b, a)
    case (let low as DateWord, let high as DateWord):
      if case .relative = low, case .relative = high {
        let day = Instant(seconds: 1_735_689_600)
        return low.period(at: day, in: .utc).start <= high.period(at: day, in: .utc).start ? (a, b) : (b, a)
      }
      guard case .calendar(let first, _) = low, case .calendar(let last, _) = high else { return (a, b) }
      return Instant(first) <= Instant(last) ? (a, b) : (b, a)
    case (let low as Age, let high as Age): return minutes(low) <= minutes(high) ? (a, b) : (b, a)
    default: return (a, b)
    }
  }

  /// As months and years are long on the average.
  private static func minutes(_ age: Age) -> Double {
    let unit: Double =
      switch age.unit {
      case .minutes: 1
      case .hours: 60
      case .days: 1440
      case .weeks: 10_080
      case .months: 43_829
      case .years: 525_949
      }
    return Double(age.count) * unit
  }
}

@Suite struct SentenceRoundTripTests {
  @Test func `Whatever is printed is read back as the same sentence`() throws {
    var maker = SentenceMaker(dice: Dice(seed: 2026))
    var longest = 0
    for _ in 0..<5000 {
      let sentence = maker.sentence()
      let text = sentence.description
      longest = max(longest, text.utf8.count)
      let back = Result { () throws(SentenceError) in try Sentence(text) }
      switch back {
      case .success(let again):
        if again != sentence || again.description != text {
          Issue.record("\(text)\nwas read as\n\(again)")
          return
        }
      case .failure(let error):
        switch error.fault {
        case .tooManyTerms, .tooLong: continue
        default:
          Issue.record("\(text)\n\(error.range) \(error.message)")
          return
        }
      }
    }
    #expect(longest > 300)
  }

  @Test func `Chance never makes the parser or the completion fall over`() {
    var dice = Dice(seed: 11)
    let pieces = [
      "orders", " ", "status", ":", "paid", ",", "..", ">", "=", "!", "-", "(", ")", "\"", "\\", "@", "or", "sort",
      "cols", "５", "：", "，", "“",
      "total", "€", "5", "age", "24h", "today", "*", "蓝", "\u{301}", "👍", "\0", "\r\n", "none", "\u{202E}",
      "9999999999999999999",
    ]
    for _ in 0..<20_000 {
      let text = (0..<dice.roll(0...12)).map { _ in dice.pick(pieces) }.joined()
      do {
        let sentence = try Sentence(text, kind: dice.isHeads() ? .orders : nil)
        #expect((try? Sentence(sentence.description)) == sentence, "\(text.debugDescription)")
      } catch {
        let range = error.range
        #expect(range.lowerBound >= 0 && range.upperBound <= text.count, "\(text.debugDescription) \(error)")
      }
      for completion in Sentence.completions(text, cursor: dice.roll(-1...14), kind: .orders, views: ["urgent"]) {
        #expect(completion.range.upperBound <= text.count)
      }
    }
  }
}
