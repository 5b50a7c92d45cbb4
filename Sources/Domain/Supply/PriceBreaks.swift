/// What one unit costs, by how many are bought at once (阶梯价).
public struct PriceBreaks: Hashable, Sendable {
  public struct Step: Hashable, Sendable {
    /// From so many units on.
    public var from: Int64
    /// Minor units of the supplier's currency.
    public var unitPrice: Int64

    public init(from: Int64, unitPrice: Int64) {
      self.from = from
      self.unitPrice = unitPrice
    }
  }

  /// By rising quantity.
  public let steps: [Step]

  public static let limit = 20

  /// nil where two steps begin at the same quantity, one begins below a unit, or a price is below nought.
  public init?(_ steps: [Step]) {
    let sorted = steps.sorted { $0.from < $1.from }
    guard steps.count <= PriceBreaks.limit, Set(steps.map(\.from)).count == steps.count,
      steps.allSatisfy({ $0.from >= 1 && $0.from <= StockMove.limit && $0.unitPrice >= 0 })
    else { return nil }
    self.steps = sorted
  }

  public static let none = PriceBreaks()

  private init() { steps = [] }

  /// The price of one unit where so many are bought; nil below the first step.
  public func unitPrice(for quantity: Int64) -> Int64? { steps.last { $0.from <= quantity }?.unitPrice }

  /// What `quantity` costs; nil below the first step and beyond 64 bits.
  public func cost(of quantity: Int64) -> Int64? {
    guard let price = unitPrice(for: quantity) else { return nil }
    let (cost, overflow) = price.multipliedReportingOverflow(by: quantity)
    return overflow ? nil : cost
  }

  /// The step above `quantity` at which the whole costs no more than `quantity` does now; nil where there is none.
  public func cheaperWhole(than quantity: Int64) -> Step? {
    guard let now = cost(of: quantity) else { return nil }
    return steps.first { step in
      guard step.from > quantity, let whole = cost(of: step.from) else { return false }
      return whole <= now
    }
  }
}

extension PriceBreaks {
  /// As the store keeps it: `1:250,100:220`.
  public var plainText: String { steps.map { "\($0.from):\($0.unitPrice)" }.joined(separator: ",") }

  public init?(plainText: String) {
    var steps: [Step] = []
    for part in plainText.split(separator: ",") {
      let pair = part.split(separator: ":", omittingEmptySubsequences: false)
      guard pair.count == 2, let from = Int64(pair[0]), let price = Int64(pair[1]) else { return nil }
      steps.append(Step(from: from, unitPrice: price))
    }
    self.init(steps)
  }

  /// As people write and read it: `1=2.50 100=2.20`.
  public func text(in currency: Currency) -> String {
    steps.map { "\($0.from)=\(Money(minorUnits: $0.unitPrice, currency: currency).amount)" }.joined(separator: " ")
  }

  /// A single price without a quantity is the price from one unit on.
  public init?(typed text: String, in currency: Currency) {
    var steps: [Step] = []
    for part in text.split(whereSeparator: { $0 == " " || $0 == "," || $0 == ";" || $0 == "，" || $0 == "；" }) {
      let pair = part.split(separator: "=", omittingEmptySubsequences: false)
      guard let amount = pair.last, let price = Money(exactly: amount, currency: currency) else { return nil }
      switch pair.count {
      case 1: steps.append(Step(from: 1, unitPrice: price.minorUnits))
      case 2:
        guard let from = Int64(pair[0]) else { return nil }
        steps.append(Step(from: from, unitPrice: price.minorUnits))
      default: return nil
      }
    }
    self.init(steps)
  }
}
