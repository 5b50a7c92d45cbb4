extension Money {
  /// Equal parts that add up to the whole: the odd minor units go to the first parts (100 in three: 34, 33, 33).
  ///
  /// `parts` is at least 1.
  public func split(into parts: Int) -> [Money] {
    precondition(parts >= 1, "a sum is split into at least one part")
    let (each, rest) = minorUnits.quotientAndRemainder(dividingBy: Int64(parts))
    let odd = rest < 0 ? Int64(-1) : 1
    let count = Int(rest.magnitude)
    return (0..<parts).map { index in
      Money(minorUnits: index < count ? each + odd : each, currency: currency)
    }
  }

  /// Parts in proportion to `weights` that add up to the whole, by the largest remainder
  /// (ties to the earlier part): freight over lines, a discount over items.
  ///
  /// Refused when no weight is positive or one is negative.
  public func apportion(by weights: [Int64]) throws(MoneyRefusal) -> [Money] {
    guard weights.allSatisfy({ $0 >= 0 }) else { throw .noWeights }
    var total: Int64 = 0
    for weight in weights {
      let (sum, overflow) = total.addingReportingOverflow(weight)
      if overflow { throw .tooLarge }
      total = sum
    }
    guard total > 0 else { throw .noWeights }
    // 128 bits: a sum near the limit times a weight still has its exact remainder.
    var shares: [(units: UInt64, remainder: UInt64)] = []
    var given: UInt64 = 0
    for weight in weights {
      let product = minorUnits.magnitude.multipliedFullWidth(by: weight.magnitude)
      let (quotient, remainder) = total.magnitude.dividingFullWidth(product)
      shares.append((quotient, remainder))
      given += quotient
    }
    let left = Int(minorUnits.magnitude - given)
    let order = shares.indices.sorted { a, b in
      shares[a].remainder == shares[b].remainder ? a < b : shares[a].remainder > shares[b].remainder
    }
    for index in order.prefix(left) { shares[index].units += 1 }
    // As bits, because the magnitude of the smallest sum is one more than the greatest sum.
    return shares.map { share in
      let units = Int64(bitPattern: share.units)
      return Money(minorUnits: minorUnits < 0 ? 0 &- units : units, currency: currency)
    }
  }
}
