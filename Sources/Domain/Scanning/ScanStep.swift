/// What a code stands for in a warehouse.
public enum CodeKind: String, Hashable, Sendable, CaseIterable {
  case location, product, lot, bin, cart, order, box
}

/// What a screen asks for: one thing at a time.
public enum ScanPrompt: String, Hashable, Sendable, CaseIterable {
  case cart, location, product, lot, expiry, quantity, bin
  /// "Is the place empty now?"
  case zeroCheck
  /// A number from a list of reasons.
  case reason
  /// The same code once more, before something that is hard to take back.
  case confirmation
  case unloading
  case order, box
  /// In what state it came back: a number from a list.
  case condition
  /// A code that nobody announced.
  case unexpected
  /// Grams on the scale.
  case weight
  case done
}

/// The keys of a handheld that mean something on a scanner's screen.
public enum ScanKey: String, Hashable, Sendable, CaseIterable {
  case f2, f3, f4, f7, f8
}

/// What such a key does on the screen where it is pressed.
public enum ScanAct: String, Hashable, Sendable, CaseIterable {
  /// Later; still to be done.
  case skip
  /// Fewer are there than should be.
  case short
  case otherLot
  case back
  case fullBin
  /// What is counted just now is broken.
  case damaged
  /// Nothing more is here, or comes.
  case finish
  /// This box is full, the next one.
  case nextBox
  /// Take the last unit out again.
  case takeOut
  /// For somebody who looks into it.
  case setAside
  /// Another place than the one that was proposed.
  case elsewhere
  /// Nobody announced it, and it is here.
  case unexpected
}

/// One step of a scenario, as data: what it asks, what it takes, what the keys mean there and what the screen shows.
public struct ScanStep: Hashable, Sendable {
  public var prompt: ScanPrompt
  /// The kinds of code that may be scanned; none where nothing is scanned.
  public var accepts: [CodeKind]
  /// Whether a number may be typed.
  public var takesNumber: Bool
  /// Whether words may be typed that are no code: a lot that no label bears.
  public var takesText: Bool
  /// Whether yes and no are answers.
  public var takesAnswer: Bool
  public var keys: [ScanKey: ScanAct]
  /// In the order in which a small screen shows them.
  public var facts: [ScanFact]

  public init(
    _ prompt: ScanPrompt, accepts: [CodeKind] = [], takesNumber: Bool = false, takesText: Bool = false,
    takesAnswer: Bool = false, keys: [ScanKey: ScanAct] = [:], facts: [ScanFact] = []
  ) {
    self.prompt = prompt
    self.accepts = accepts
    self.takesNumber = takesNumber
    self.takesText = takesText
    self.takesAnswer = takesAnswer
    self.keys = keys
    self.facts = facts
  }
}

/// What a screen shows beside its prompt.
public enum ScanFact: Hashable, Sendable {
  /// The so-manieth of so many.
  case progress(Int, of: Int)
  case cart(String)
  case location(String)
  /// Where goods that are carried stand now.
  case source(String)
  case product(sku: String)
  case lot(String)
  case quantity(Int64, of: Int64)
  /// A count without what is expected, which a blind count does not tell.
  case counted(Int64)
  /// Where it goes; nil: any that is free.
  case bin(String?)
  case order(String)
  case box(String)
  /// What lies on the table fits into none of the boxes.
  case noBoxFits
  case weight(expectedGrams: Int64, toleranceGrams: Int64)
  /// What the confirmation is for.
  case confirms(ScanAct)
  /// The reasons, numbered from 1.
  case reasons([ShortReason])
  /// Units of a product that are still to come.
  case awaited(sku: String, Int64)
  /// Units that nobody announced.
  case unexpected(Int64)
  /// The states in which goods come back, numbered from 1.
  case conditions([ReturnCondition])
}

/// Why fewer were taken than were meant.
public enum ShortReason: String, Hashable, Sendable, CaseIterable {
  case notFound, fewer, damaged, wrongGoods, expired
  /// Nobody gets there, or the place is closed.
  case blocked
}
