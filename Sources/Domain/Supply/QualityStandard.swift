/// How goods of a supplier are looked at before they may be sold.
public enum QualityStandard: Hashable, Sendable {
  /// Trusted: nothing is looked at.
  case none
  /// Every unit is.
  case all
  /// A sample by an acceptance quality limit, in hundredths of a percent: 250 is AQL 2.5.
  case acceptanceLimit(Int)
  /// Always so many units, of which so many may be bad.
  case fixed(sample: Int64, accept: Int64)

  /// As it is typed, kept and shown: `unchecked`, `all`, `aql2.5`, `32/1`.
  public var text: String {
    switch self {
    case .none: "unchecked"
    case .all: "all"
    case .acceptanceLimit(let hundredths):
      "aql" + (SamplingPlan.limits.first { $0.hundredths == hundredths }?.text ?? String(hundredths))
    case .fixed(let sample, let accept): "\(sample)/\(accept)"
    }
  }

  public init?(_ text: String) {
    let word = FoldedText.fold(text)
    // As a Chinese screen shows them too, for whoever types what stands there.
    if ["unchecked", "none", "免检"].contains(word) {
      self = .none
      return
    }
    if ["all", "全检"].contains(word) {
      self = .all
      return
    }
    if word.hasPrefix("aql") {
      let number = word.dropFirst(3).drop { $0 == " " }
      guard let limit = SamplingPlan.limits.first(where: { $0.text == number }) else { return nil }
      self = .acceptanceLimit(limit.hundredths)
      return
    }
    let pair = word.split(separator: "/", omittingEmptySubsequences: false).map { Int64($0) }
    guard pair.count == 2, let sample = pair[0], let accept = pair[1], sample >= 1, sample <= StockMove.limit,
      accept >= 0, accept < sample
    else { return nil }
    self = .fixed(sample: sample, accept: accept)
  }

  /// What is to be looked at of `quantity` units; nil where nothing is.
  public func plan(for quantity: Int64) -> SamplingPlan? {
    switch self {
    case .none: nil
    // The units that are found bad go back by themselves: no number of them condemns the others.
    case .all: SamplingPlan(sample: quantity, accept: quantity)
    case .acceptanceLimit(let hundredths): SamplingPlan(lot: quantity, hundredths: hundredths)
    case .fixed(let sample, let accept): SamplingPlan(sample: min(sample, quantity), accept: accept)
    }
  }
}

/// How many units are looked at, and how many of them may be bad.
///
/// Source of the numbers: ISO 2859-1 (the same as ANSI/ASQ Z1.4), general inspection level II, single sampling, normal
/// inspection.
public struct SamplingPlan: Hashable, Sendable {
  public var sample: Int64
  /// With one bad unit more the lot is refused.
  public var accept: Int64

  public init(sample: Int64, accept: Int64) {
    self.sample = sample
    self.accept = accept
  }

  public var reject: Int64 { accept + 1 }

  public init?(lot: Int64, hundredths: Int) {
    guard let column = SamplingPlan.limits.first(where: { $0.hundredths == hundredths }) else { return nil }
    let letter = SamplingPlan.lots.firstIndex { lot <= $0 } ?? SamplingPlan.lots.count
    // Each column of the table is the same run of numbers, one letter further down: 0, an arrow up, an arrow down,
    // 1, 2, 3, 5 … 21. An arrow takes the next plan that has numbers, with its own sample.
    let behind = letter - column.first
    let (row, accept): (Int, Int64) =
      switch behind {
      case ...1: (column.first, 0)
      case 2, 3: (column.first + 3, 1)
      default: (min(letter, column.first + 2 + SamplingPlan.accepts.count), SamplingPlan.accept(behind - 3))
      }
    let sample = SamplingPlan.samples[min(row, SamplingPlan.samples.count - 1)]
    // What would take more than there is means: look at all.
    self.init(sample: min(sample, lot), accept: accept)
  }

  /// The largest lot of each code letter, A to P; beyond them it is Q.
  private static let lots: [Int64] = [
    8, 15, 25, 50, 90, 150, 280, 500, 1200, 3200, 10_000, 35_000, 150_000, 500_000,
  ]
  private static let samples: [Int64] = [2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250]
  private static let accepts: [Int64] = [1, 2, 3, 5, 7, 10, 14, 21]

  private static func accept(_ index: Int) -> Int64 { accepts[min(index, accepts.count - 1)] }

  struct Limit {
    var hundredths: Int
    var text: String
    /// The code letter, counted from A, whose sample may hold no bad unit.
    var first: Int
  }

  static let limits: [Limit] = [
    Limit(hundredths: 10, text: "0.10", first: 9), Limit(hundredths: 15, text: "0.15", first: 8),
    Limit(hundredths: 25, text: "0.25", first: 7), Limit(hundredths: 40, text: "0.40", first: 6),
    Limit(hundredths: 65, text: "0.65", first: 5), Limit(hundredths: 100, text: "1.0", first: 4),
    Limit(hundredths: 150, text: "1.5", first: 3), Limit(hundredths: 250, text: "2.5", first: 2),
    Limit(hundredths: 400, text: "4.0", first: 1), Limit(hundredths: 650, text: "6.5", first: 0),
  ]

  /// The standards that can be named, for a form.
  public static let names: [String] = limits.map { "aql" + $0.text }
}
