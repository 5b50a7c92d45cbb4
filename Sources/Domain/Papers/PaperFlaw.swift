/// What is wrong with a parcel's papers, by line and field, so that somebody can mend it.
public struct PaperFlaw: Hashable, Sendable {
  public enum Field: String, Hashable, Sendable, CaseIterable {
    case hsCode, origin, name, quantity, netGrams, value, currency, lines
    case total, grossGrams
    case senderName, senderAddress, senderCountry
    case receiverName, receiverAddress, receiverCountry, receiverPhone
  }

  public enum Fault: Hashable, Sendable {
    case missing
    /// Digits that customs can do nothing with.
    case notAnHSCode(String)
    case unknownCountry(String)
    /// Customs reads Latin letters.
    case notLatin(String)
    case notPositive(Int64)
    case otherCurrency(Currency, expected: Currency)
    case sumDiffers(lines: Money, total: Money)
    case netAboveGross(net: Int64, gross: Int64)
    case belowPaid(declared: Money, paid: Money)
    case tooLarge
    /// The receiver's data were erased.
    case erased
  }

  /// 1, 2, 3 …; nil for what is of the whole parcel.
  public var line: Int?
  public var sku: String?
  public var field: Field
  public var fault: Fault
  /// Whether it may go out with it: somebody said why.
  public var isRemark: Bool

  public init(line: Int? = nil, sku: String? = nil, _ field: Field, _ fault: Fault, isRemark: Bool = false) {
    self.line = line
    self.sku = sku
    self.field = field
    self.fault = fault
    self.isRemark = isRemark
  }
}

extension Declaration {
  /// Everything that customs would send back, in the order of the lines.
  public var flaws: [PaperFlaw] {
    var flaws: [PaperFlaw] = []
    if lines.isEmpty { flaws.append(PaperFlaw(.lines, .missing)) }
    for (index, line) in lines.enumerated() { flaws += line.flaws(at: index + 1, in: currency) }
    flaws += sumFlaws
    if let gross = grossGrams {
      if gross <= 0 {
        flaws.append(PaperFlaw(.grossGrams, .notPositive(gross)))
      } else if let net = netGrams, net > gross {
        flaws.append(PaperFlaw(.grossGrams, .netAboveGross(net: net, gross: gross)))
      }
      if netGrams == nil, !lines.contains(where: { $0.netGrams == nil }) {
        flaws.append(PaperFlaw(.netGrams, .tooLarge))
      }
    } else {
      flaws.append(PaperFlaw(.grossGrams, .missing))
    }
    return flaws
  }

  private var sumFlaws: [PaperFlaw] {
    if total.currency != currency {
      return [PaperFlaw(.total, .otherCurrency(total.currency, expected: currency))]
    }
    var sum = Money.zero(currency)
    for line in lines {
      // What a line itself lacks is said there.
      guard let value = line.value, value.currency == currency else { return [] }
      guard let more = try? sum.adding(value) else { return [PaperFlaw(.total, .tooLarge)] }
      sum = more
    }
    return sum == total ? [] : [PaperFlaw(.total, .sumDiffers(lines: sum, total: total))]
  }
}

extension Declaration.Line {
  func flaws(at position: Int, in currency: Currency) -> [PaperFlaw] {
    var flaws: [PaperFlaw] = []
    func add(_ field: PaperFlaw.Field, _ fault: PaperFlaw.Fault, isRemark: Bool = false) {
      flaws.append(PaperFlaw(line: position, sku: sku, field, fault, isRemark: isRemark))
    }
    if hsCode.isEmpty {
      add(.hsCode, .missing)
    } else if !(6...10).contains(hsCode.utf8.count) || !hsCode.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) {
      add(.hsCode, .notAnHSCode(hsCode))
    }
    if origin.isEmpty {
      add(.origin, .missing)
    } else if Countries.englishName(origin) == nil {
      add(.origin, .unknownCountry(origin))
    }
    if name.allSatisfy(\.isWhitespace) {
      add(.name, .missing)
    } else if !PaperText.isLatin(name) {
      add(.name, .notLatin(name))
    }
    if quantity <= 0 { add(.quantity, .notPositive(quantity)) }
    if let netGrams {
      if netGrams <= 0 { add(.netGrams, .notPositive(netGrams)) }
    } else {
      add(.netGrams, .missing)
    }
    guard let value else {
      add(.value, .missing)
      return flaws
    }
    if value.currency != currency {
      add(.currency, .otherCurrency(value.currency, expected: currency))
    } else if value.minorUnits <= 0 {
      add(.value, .notPositive(value.minorUnits))
    } else if let paid, paid.currency == value.currency, value.minorUnits < paid.minorUnits {
      add(.value, .belowPaid(declared: value, paid: paid), isRemark: !reason.isEmpty)
    }
    return flaws
  }
}
