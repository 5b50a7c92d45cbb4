/// How a fraction of a minor unit is rounded; always named where it happens.
public enum Rounding: String, Hashable, Sendable, CaseIterable {
  /// Half away from nought, as invoices in most countries do: 2.5 → 3, −2.5 → −3.
  case halfUp
  /// Half to the even neighbour, as banks do: 2.5 → 2, 3.5 → 4.
  case halfEven
  /// Towards nought.
  case down
  /// Away from nought.
  case up

  /// `numerator / denominator` as a whole number; the denominator is positive.
  /// nil where the quotient leaves 64 bits.
  public func quotient(_ numerator: Int64, _ denominator: Int64) -> Int64? {
    precondition(denominator > 0, "a rounding divides by a positive number")
    let (whole, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    if rest == 0 { return whole }
    let away = numerator < 0 ? whole.subtractingReportingOverflow(1) : whole.addingReportingOverflow(1)
    let distance = rest.magnitude
    let other = denominator.magnitude - distance
    let goAway: Bool
    switch self {
    case .down: goAway = false
    case .up: goAway = true
    case .halfUp: goAway = distance >= other
    case .halfEven: goAway = distance == other ? whole % 2 != 0 : distance > other
    }
    if !goAway { return whole }
    return away.overflow ? nil : away.partialValue
  }
}
