/// A sentence that looks at orders as they come in or are paid, and what is done to those that it finds.
public struct ReviewRule: Hashable, Sendable {
  public var id: Int64
  public var version: Int64
  public var name: String
  /// Rules look at an order one after the other, the least place first.
  public var place: Int64
  public var isActive: Bool
  public var moment: RuleMoment
  /// Of kind `orders`.
  public var sentence: String
  public var effect: RuleEffect
  /// What the effect needs: a hold's reason, a tag, a warehouse's code, a sentence of kind `lines`; empty where it
  /// needs nothing.
  public var value: String
  /// What it would have caught of how many past orders, when it was tried out as it is now; nil where it never was.
  public var trial: RuleTrial?

  public init(
    id: Int64, version: Int64 = 1, name: String, place: Int64, isActive: Bool = false, moment: RuleMoment = .both,
    sentence: String, effect: RuleEffect, value: String, trial: RuleTrial? = nil
  ) {
    self.id = id
    self.version = version
    self.name = name
    self.place = place
    self.isActive = isActive
    self.moment = moment
    self.sentence = sentence
    self.effect = effect
    self.value = value
    self.trial = trial
  }
}

/// `would have caught 132 of 1,000`
public struct RuleTrial: Hashable, Sendable {
  public var at: Instant
  public var caught: Int64
  public var of: Int64

  public init(at: Instant, caught: Int64, of: Int64) {
    self.at = at
    self.caught = caught
    self.of = of
  }
}

public enum RuleMoment: String, Hashable, Sendable, CaseIterable {
  case comesIn, isPaid, both

  public func includes(_ moment: RuleMoment) -> Bool { self == .both || self == moment }
}

public enum RuleEffect: String, Hashable, Sendable, CaseIterable {
  case hold, tag
  /// Stock is promised out of this warehouse before others, or never.
  case prefer, forbid
  /// Lines that a second sentence finds go into an order of their own.
  case split
  /// Held where the address has something that a carrier would send back.
  case checkAddress
}

/// Why a rule does not take a change: facts with their evidence, worded elsewhere.
public enum RuleRefusal: Error, Hashable, Sendable {
  case emptyName
  case nameTaken(String)
  /// A sentence that cannot be read, or is of another kind.
  case badSentence(String)
  case wrongKind(expected: Kind)
  case badValue(effect: RuleEffect, found: String)
  /// It is tried out on past orders before it is switched on.
  case notTried(String)
  case alreadyOn(String)
  case alreadyOff(String)
  case unchanged
}

extension ReviewRule: Journalled {
  public var snapshot: [String: Plain] {
    [
      "name": .text(name), "place": .number(place), "active": .flag(isActive), "moment": .text(moment.rawValue),
      "sentence": .text(sentence), "effect": .text(effect.rawValue), "value": .text(value),
      "trial": trial.map {
        .map(["at": Plain($0.at), "caught": .number($0.caught), "of": .number($0.of)])
      } ?? .null,
    ]
  }

  public func with(_ field: String, _ value: Plain) -> ReviewRule? {
    var rule = self
    switch field {
    case "name": rule.name = value.text ?? ""
    case "place": rule.place = value.number ?? 0
    case "active": rule.isActive = value.flag ?? false
    case "moment": rule.moment = value.text.flatMap(RuleMoment.init(rawValue:)) ?? .both
    case "sentence": rule.sentence = value.text ?? ""
    case "effect":
      guard let effect = value.text.flatMap(RuleEffect.init(rawValue:)) else { return nil }
      rule.effect = effect
    case "value": rule.value = value.text ?? ""
    case "trial":
      rule.trial = value.map.flatMap { map in
        guard let at = map["at"]?.instant, let caught = map["caught"]?.number, let of = map["of"]?.number else {
          return nil
        }
        return RuleTrial(at: at, caught: caught, of: of)
      }
    default: return nil
    }
    return rule
  }
}
