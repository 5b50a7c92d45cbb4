/// Which papers a parcel needs on its way, and why.
public struct PaperSet: Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    /// No customs border is crossed.
    case inland
    case belowLine(SpecialDrawingRight)
    case atLine(SpecialDrawingRight)
    /// Nobody told what an SDR is worth in that currency: the fuller form is right for any value.
    case noRate(Currency)
    /// The value is not known yet.
    case noValue
    case courier
    /// The country is not known: what customs there asks for is not either.
    case unknownCountry(String)
  }

  /// What customs must have; empty inland.
  public private(set) var kinds: [PaperKind]
  public private(set) var reason: Reason

  public var isAbroad: Bool { reason != .inland }

  /// `byCourier`: an express carrier, who clears by an invoice; else the posts' forms go with it.
  public init(
    from: CustomsBorder.Place, to: CustomsBorder.Place, value: Money?, byCourier: Bool, rate: SpecialDrawingRight?
  ) {
    switch CustomsBorder.lies(between: from, and: to) {
    case false:
      (kinds, reason) = ([], .inland)
      return
    case nil:
      let unknown = Countries.englishName(to.country) == nil ? to.country : from.country
      (kinds, reason) = ([.cn23, .invoice], .unknownCountry(unknown))
      return
    default: break
    }
    if byCourier {
      (kinds, reason) = ([.invoice], .courier)
      return
    }
    guard let value else {
      (kinds, reason) = ([.cn23], .noValue)
      return
    }
    guard let rate, let reaches = rate.reachesLine(value) else {
      (kinds, reason) = ([.cn23], .noRate(value.currency))
      return
    }
    (kinds, reason) = reaches ? ([.cn23, .invoice], .atLine(rate)) : ([.cn22], .belowLine(rate))
  }
}

/// A parcel with all that its papers say.
public struct PaperParcel: Hashable, Sendable {
  public var number: String
  public var order: String
  public var carrier: String
  public var tracking: String
  public var box: String?
  /// Millimetres; empty where nobody measured.
  public var sides: [Int64]
  public var sender: PaperSender
  public var receiver: PaperParty
  public var declaration: Declaration
  public var set: PaperSet
  public var madeAt: Instant
  public var isErased: Bool

  public init(
    number: String, order: String, carrier: String = "", tracking: String = "", box: String? = nil, sides: [Int64] = [],
    sender: PaperSender, receiver: PaperParty, declaration: Declaration, set: PaperSet, madeAt: Instant,
    isErased: Bool = false
  ) {
    self.number = number
    self.order = order
    self.carrier = carrier
    self.tracking = tracking
    self.box = box
    self.sides = sides
    self.sender = sender
    self.receiver = receiver
    self.declaration = declaration
    self.set = set
    self.madeAt = madeAt
    self.isErased = isErased
  }

  /// What keeps the set from being whole and consistent, and remarks about what somebody answered for; inland nothing
  /// but the address matters.
  public var flaws: [PaperFlaw] {
    if isErased { return [PaperFlaw(.receiverName, .erased)] }
    var flaws: [PaperFlaw] = []
    if sender.party.name.isEmpty && sender.party.company.isEmpty { flaws.append(PaperFlaw(.senderName, .missing)) }
    if sender.party.lines.isEmpty { flaws.append(PaperFlaw(.senderAddress, .missing)) }
    flaws += PaperParcel.countryFlaws(sender.party.country, .senderCountry)
    if receiver.name.isEmpty && receiver.company.isEmpty { flaws.append(PaperFlaw(.receiverName, .missing)) }
    if receiver.lines.isEmpty && receiver.city.isEmpty { flaws.append(PaperFlaw(.receiverAddress, .missing)) }
    flaws += PaperParcel.countryFlaws(receiver.country, .receiverCountry)
    return set.isAbroad ? flaws + declaration.flaws : flaws
  }

  /// The sender's number in the import one-stop shop, where this parcel can come under it; nobody else is shown it.
  public var ioss: String {
    let place = CustomsBorder.Place(country: receiver.country, postcode: receiver.postcode)
    guard set.isAbroad, CustomsBorder.takesIOSS(place) else { return "" }
    let most = CustomsBorder.mostWithIOSS
    let isDearer = declaration.total.currency == most.currency && declaration.total.minorUnits > most.minorUnits
    return isDearer ? "" : sender.ioss
  }

  /// Whether nothing stands against printing it for customs.
  public var isWhole: Bool { flaws.allSatisfy(\.isRemark) }

  private static func countryFlaws(_ country: String, _ field: PaperFlaw.Field) -> [PaperFlaw] {
    if country.isEmpty { return [PaperFlaw(field, .missing)] }
    return Countries.englishName(country) == nil ? [PaperFlaw(field, .unknownCountry(country))] : []
  }
}

extension PaperParcel {
  /// What stands on a paper of this kind, as one text: while it is the same, the paper is right. The time of printing
  /// is no part of it.
  public func imprint(_ kind: PaperKind) -> String {
    var words = [number, order, carrier, tracking, kind.rawValue]
    let from = sender.party
    words += [from.name, from.company, from.localName] + from.lines + [from.placeLine, from.country, from.phone]
    words +=
      [receiver.name, receiver.company] + receiver.lines + [receiver.placeLine, receiver.country, receiver.phone]
    if kind.isForCustoms || kind == .packingList {
      words += [sender.eori, sender.vat, ioss, sender.signer, receiver.taxId, receiver.email]
      words += [declaration.category.rawValue, declaration.total.withCode, declaration.incoterm, declaration.comments]
      words += [declaration.grossGrams.map(kilograms) ?? "", declaration.freight?.withCode ?? ""]
      for line in declaration.lines {
        words += [line.sku, line.name, line.material, String(line.quantity), line.hsCode, line.origin]
        words += [line.netGrams.map(kilograms) ?? "", line.value?.withCode ?? ""]
      }
    }
    return words.joined(separator: "\u{1F}")
  }
}
