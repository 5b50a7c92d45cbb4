/// How a carrier makes the weight that it bills out of scales and sides.
public struct WeightRule: Hashable, Sendable {
  /// Up to this weight (none: any), weights are rounded up to whole steps.
  public struct Step: Hashable, Sendable {
    public var upToGrams: Int64?
    public var stepGrams: Int64

    public init(upToGrams: Int64? = nil, stepGrams: Int64) {
      self.upToGrams = upToGrams
      self.stepGrams = stepGrams
    }
  }

  /// Cubic centimetres that are billed as a kilogram (5000, 6000, 8000); nil where size does not matter.
  public var divisor: Int64?
  /// How much of what the volumetric weight has over the actual one is billed: 100, or 50 where it is shared (分抛).
  public var excessPercent: Int64
  /// Only a volumetric weight above so many percent of the actual one counts: 100, or 200 for "up to twice is free".
  public var countsAbovePercent: Int64
  /// Ascending; the first that reaches up to the weight rounds it.
  public var steps: [Step]
  public var minimumGrams: Int64

  public init(
    divisor: Int64? = nil, excessPercent: Int64 = 100, countsAbovePercent: Int64 = 100, steps: [Step] = [],
    minimumGrams: Int64 = 0
  ) {
    self.divisor = divisor
    self.excessPercent = excessPercent
    self.countsAbovePercent = countsAbovePercent
    self.steps = steps
    self.minimumGrams = minimumGrams
  }

  /// The billed weight of a parcel; `isEstimate` where its sides were needed and are unknown.
  public func billable(_ measures: Measures) throws(QuoteRejection) -> BillableWeight {
    guard let actual = measures.grams, actual > 0 else { throw .weightUnknown }
    let volumetric = try volumetricGrams(measures)
    var grams = actual
    if let volumetric, counts(volumetric, against: actual) {
      let (share, overflow) = (volumetric - actual).multipliedReportingOverflow(by: excessPercent)
      guard !overflow, let excess = Rounding.up.quotient(share, 100) else { throw .tooLarge }
      grams = actual + excess
    }
    grams = max(grams, minimumGrams)
    let rounded = try round(grams)
    return BillableWeight(
      actualGrams: actual, volumetricGrams: volumetric, grams: rounded,
      isEstimate: divisor != nil && volumetric == nil)
  }

  private func counts(_ volumetric: Int64, against actual: Int64) -> Bool {
    guard volumetric > actual else { return false }
    let (left, one) = volumetric.multipliedReportingOverflow(by: 100)
    let (right, other) = actual.multipliedReportingOverflow(by: countsAbovePercent)
    return one || other || left > right
  }

  /// Cubic millimetres by cubic centimetres a kilogram are grams.
  private func volumetricGrams(_ measures: Measures) throws(QuoteRejection) -> Int64? {
    guard let divisor, divisor > 0, let volume = try measures.cubicMillimetres() else { return nil }
    guard let grams = Rounding.up.quotient(volume, divisor) else { throw .tooLarge }
    return grams
  }

  private func round(_ grams: Int64) throws(QuoteRejection) -> Int64 {
    let step = steps.first { $0.upToGrams.map { grams <= $0 } ?? true }?.stepGrams ?? 1
    guard step > 1 else { return grams }
    guard let count = Rounding.up.quotient(grams, step) else { throw .tooLarge }
    let (rounded, overflow) = count.multipliedReportingOverflow(by: step)
    if overflow { throw .tooLarge }
    return rounded
  }
}

/// The weight that is billed, and what it came from.
public struct BillableWeight: Hashable, Sendable {
  public var actualGrams: Int64
  /// nil where size does not matter or is unknown.
  public var volumetricGrams: Int64?
  public var grams: Int64
  /// Whether the sides are unknown and would have counted.
  public var isEstimate: Bool
}

extension Measures {
  /// Longest first; nil where one is unknown.
  public var sidesLongestFirst: [Int64]? {
    guard let lengthMillimetres, let widthMillimetres, let heightMillimetres,
      min(lengthMillimetres, widthMillimetres, heightMillimetres) > 0
    else { return nil }
    return [lengthMillimetres, widthMillimetres, heightMillimetres].sorted(by: >)
  }

  func cubicMillimetres() throws(QuoteRejection) -> Int64? {
    guard let sides = sidesLongestFirst else { return nil }
    var volume: Int64 = 1
    for side in sides {
      let (product, overflow) = volume.multipliedReportingOverflow(by: side)
      if overflow { throw .tooLarge }
      volume = product
    }
    return volume
  }
}
