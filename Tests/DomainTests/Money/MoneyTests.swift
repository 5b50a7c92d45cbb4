import Domain
import TestSupport
import Testing

@Suite struct MoneyTests {
  @Test(arguments: [("EUR", 2), ("USD", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("XXX", 2), ("cny", 2), ("VND", 0)])
  func `A currency knows its decimals`(code: String, decimals: Int) throws {
    #expect(try #require(Currency(code)).decimals == decimals)
  }

  @Test(arguments: ["", "EU", "EURO", "E1R", "ABC", "€", "ＥＵＲ", "EU R", "eur\0"])
  func `What ISO 4217 does not list is no currency`(code: String) {
    #expect(Currency(code) == nil)
  }

  @Test func `Every listed code is read back as itself and they are in order`() throws {
    for code in Currency.allCodes { #expect(try #require(Currency(code)).code == code) }
    #expect(Currency.allCodes == Currency.allCodes.sorted())
    #expect(Currency.allCodes.count > 160)
  }

  @Test(arguments: [
    ("12.3", "EUR", 1230), ("-0.5", "EUR", -50), ("7", "EUR", 700), (".5", "EUR", 50), ("5.", "EUR", 500),
    ("+1.00", "EUR", 100), ("1200", "JPY", 1200), ("0.005", "KWD", 5), ("1.005", "EUR", 101), ("1.0049999", "EUR", 100),
    ("-1.005", "EUR", -101), ("0.5", "JPY", 1), ("-0.4", "JPY", 0), ("0", "EUR", 0), ("00012.30", "EUR", 1230),
    ("92233720368547758.07", "EUR", Int64.max), ("1.00500000000000000000000001", "EUR", 101),
  ] as [(String, String, Int64)])
  func `A decimal is read in minor units`(text: String, code: String, units: Int64) throws {
    let currency = try #require(Currency(code))
    #expect(Money(amount: text, currency: currency)?.minorUnits == units)
  }

  @Test(arguments: [
    "", "-", "+", ".", "1,2", "1.2.3", "12 ", " 12", "1e3", "0x1", "--1", "1-", "１２", "NaN", "92233720368547758.08",
    "99999999999999999999", "12€",
  ])
  func `What is no plain decimal is refused`(text: String) {
    #expect(Money(amount: text, currency: .euro) == nil)
  }

  @Test(arguments: [
    (1230, "EUR", "12.30"), (-1230, "EUR", "-12.30"), (5, "EUR", "0.05"), (-5, "EUR", "-0.05"), (0, "EUR", "0.00"),
    (1200, "JPY", "1200"), (5, "KWD", "0.005"), (12345, "KWD", "12.345"), (Int64.max, "EUR", "92233720368547758.07"),
    (Int64.min, "EUR", "-92233720368547758.08"), (Int64.min, "JPY", "-9223372036854775808"),
  ] as [(Int64, String, String)])
  func `An amount is printed with its currency's decimals`(units: Int64, code: String, text: String) throws {
    #expect(Money(minorUnits: units, currency: try #require(Currency(code))).amount == text)
  }

  @Test func `Printed amounts are read back to the same minor unit`() throws {
    var dice = Dice(seed: 41)
    for _ in 0..<5000 {
      let currency = try #require(Currency(dice.pick(["EUR", "JPY", "KWD", "CLF"])))
      let money = Money(minorUnits: Int64(bitPattern: dice.next()) >> Int64(dice.roll(1...60)), currency: currency)
      #expect(Money(amount: money.amount, currency: currency) == money)
    }
  }

  @Test func `Equal parts add up to the whole and differ by one unit at most`() {
    var dice = Dice(seed: 7)
    for _ in 0..<5000 {
      let whole = Money(minorUnits: Int64(bitPattern: dice.next()) >> Int64(dice.roll(0...62)), currency: .euro)
      let parts = whole.split(into: dice.roll(1...40)).map(\.minorUnits)
      #expect(parts.reduce(0, +) == whole.minorUnits)
      #expect((parts.max() ?? 0) - (parts.min() ?? 0) <= 1)
    }
    #expect(Money(minorUnits: 100, currency: .euro).split(into: 3).map(\.minorUnits) == [34, 33, 33])
    #expect(Money(minorUnits: -100, currency: .euro).split(into: 3).map(\.minorUnits) == [-34, -33, -33])
    #expect(Money(minorUnits: Int64.min, currency: .euro).split(into: 1).map(\.minorUnits) == [Int64.min])
  }

  @Test func `Shares by weight add up to the whole and stay within one unit of the exact share`() throws {
    var dice = Dice(seed: 99)
    for _ in 0..<3000 {
      let whole = Int64(bitPattern: dice.next()) >> Int64(dice.roll(20...60))
      let weights = (0..<dice.roll(1...12)).map { _ in Int64(dice.roll(0...100_000)) }
      let total = weights.reduce(0, +)
      guard total > 0 else { continue }
      let shares = try Money(minorUnits: whole, currency: .euro).apportion(by: weights).map(\.minorUnits)
      #expect(shares.reduce(0, +) == whole)
      for (share, weight) in zip(shares, weights) {
        let exact = Double(whole) * Double(weight) / Double(total)
        #expect(abs(Double(share) - exact) <= 1 + abs(exact) * 1e-9)
        if weight == 0 { #expect(share == 0) }
      }
    }
  }

  @Test func `The greatest and the smallest sums are apportioned without a trap`() throws {
    for units in [Int64.max, Int64.min, Int64.min + 1] {
      for weights in [[1], [1, 1], [0, Int64.max], [3, 5, 7]] as [[Int64]] {
        let shares = try Money(minorUnits: units, currency: .euro).apportion(by: weights).map(\.minorUnits)
        #expect(shares.reduce(0, &+) == units)
      }
    }
  }

  @Test(arguments: [[], [0], [0, 0], [1, -1]] as [[Int64]])
  func `Weights that say nothing are refused`(weights: [Int64]) {
    #expect(throws: MoneyRefusal.noWeights) { try Money(minorUnits: 100, currency: .euro).apportion(by: weights) }
  }

  @Test func `Sums of two currencies and sums beyond 64 bits are refused`() throws {
    let big = Money(minorUnits: Int64.max, currency: .euro)
    let cent = Money(minorUnits: 1, currency: .euro)
    #expect(throws: MoneyRefusal.currenciesDiffer(.euro, .dollar)) { try cent.adding(.zero(.dollar)) }
    #expect(throws: MoneyRefusal.tooLarge) { try big.adding(cent) }
    let least = Money(minorUnits: .min, currency: .euro)
    #expect(throws: MoneyRefusal.tooLarge) { try Money.zero(.euro).subtracting(least) }
    #expect(throws: MoneyRefusal.tooLarge) { try big.times(2) }
    #expect(throws: MoneyRefusal.tooLarge) { try big.apportion(by: [Int64.max, 1]) }
    #expect(try cent.adding(cent).subtracting(cent).times(3).minorUnits == 3)
  }

  @Test(arguments: [
    (5, 2, 3, 2, 2, 3), (-5, 2, -3, -2, -2, -3), (7, 2, 4, 4, 3, 4), (-7, 2, -4, -4, -3, -4), (6, 2, 3, 3, 3, 3),
    (1, 3, 0, 0, 0, 1), (2, 3, 1, 1, 0, 1), (-1, 3, 0, 0, 0, -1), (-2, 3, -1, -1, 0, -1), (0, 9, 0, 0, 0, 0),
    (1, 2, 1, 0, 0, 1), (3, 2, 2, 2, 1, 2),
  ] as [(Int64, Int64, Int64, Int64, Int64, Int64)])
  func `Rounding follows its name`(over: Int64, by: Int64, halfUp: Int64, halfEven: Int64, down: Int64, up: Int64) {
    #expect(Rounding.halfUp.quotient(over, by) == halfUp)
    #expect(Rounding.halfEven.quotient(over, by) == halfEven)
    #expect(Rounding.down.quotient(over, by) == down)
    #expect(Rounding.up.quotient(over, by) == up)
  }

  @Test func `Rounding holds at the ends of 64 bits`() {
    #expect(Rounding.halfUp.quotient(Int64.max, 1) == Int64.max)
    #expect(Rounding.up.quotient(Int64.min, 1) == Int64.min)
    #expect(Rounding.halfUp.quotient(Int64.max, 2) == 4_611_686_018_427_387_904)
    #expect(Rounding.halfUp.quotient(Int64.min, Int64.max) == -1)
  }

  @Test(arguments: [("2.345", 235, 234, 234, 235), ("2.355", 236, 236, 235, 236), ("2.3451", 235, 235, 234, 235)])
  func `A decimal is rounded as asked`(text: String, halfUp: Int64, halfEven: Int64, down: Int64, up: Int64) {
    let read: (Rounding) -> Int64? = { Money(amount: text, currency: .euro, rounding: $0)?.minorUnits }
    #expect(read(.halfUp) == halfUp)
    #expect(read(.halfEven) == halfEven)
    #expect(read(.down) == down)
    #expect(read(.up) == up)
  }

  @Test func `An order's parts add up and a sum beyond 64 bits is said`() {
    var money = OrderMoney(currency: .euro, items: 1000, discount: 100, shipping: 50, tax: 30, other: 5)
    #expect(money.checkedTotal == 985)
    money.taxIncluded = true
    #expect(money.checkedTotal == 955)
    #expect(OrderMoney(currency: .euro, items: Int64.max, shipping: 1).checkedTotal == nil)
    #expect(OrderMoney(currency: .euro, items: 1, discount: Int64.min).checkedTotal == nil)
  }
}
