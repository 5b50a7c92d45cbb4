public import Domain

/// What a marketplace's status word says on each of the three axes; nil: nothing.
public struct StatusMeaning: Hashable, Sendable {
  public var state: OrderState?
  public var payment: PaymentState?
  public var fulfilment: FulfilmentState?
  /// Why the source keeps the order waiting; nil: it does not.
  public var hold: HoldReason?

  /// `open/paid/shipped`, `-` for an axis of which it says nothing, and a hold's reason where it waits:
  /// `open/unpaid/unfulfilled/awaitingPayment`; nil where a word is unknown.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3 || parts.count == 4 else { return nil }
    if parts.count == 4 {
      guard let hold = HoldReason(rawValue: parts[3]) else { return nil }
      self.hold = hold
    }
    if parts[0] != "-" {
      guard let state = OrderState(rawValue: parts[0]) else { return nil }
      self.state = state
    }
    if parts[1] != "-" {
      guard let payment = PaymentState(rawValue: parts[1]) else { return nil }
      self.payment = payment
    }
    if parts[2] != "-" {
      guard let fulfilment = FulfilmentState(rawValue: parts[2]) else { return nil }
      self.fulfilment = fulfilment
    }
  }
}

/// The status words of one column of one marketplace. Words are compared without case; `_`, `-` and blanks are alike.
struct StatusWords: Sendable {
  private(set) var meanings: [String: StatusMeaning] = [:]
  /// Entries that could not be read: a test holds this empty.
  private(set) var mistakes: [String] = []

  /// Words parted by `|` → meaning.
  init(_ entries: KeyValuePairs<String, String> = [:]) {
    for (words, meaning) in entries { add(words, meaning) }
  }

  @discardableResult
  mutating func add(_ words: String, _ meaning: String) -> Bool {
    guard let meaning = StatusMeaning(meaning) else {
      mistakes.append(meaning)
      return false
    }
    for word in words.split(separator: "|") { meanings[Self.folded(String(word))] = meaning }
    return true
  }

  /// The layout's own words first, then those that many shops use, in the languages that marketplaces export in.
  subscript(word: String) -> StatusMeaning? {
    let folded = Self.folded(word)
    return meanings[folded] ?? UsualStatusWords.words.meanings[folded]
  }

  static func folded(_ word: String) -> String {
    var out = ""
    for character in word.lowercased() {
      let isGap = character == " " || character == "_" || character == "-" || character == "\u{a0}"
      if !isGap { out.append(character) }
    }
    return out
  }
}
