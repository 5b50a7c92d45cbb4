/// Tells a scanner that types from a person: six or more code characters, not all equal, at most 30 ms apart, then
/// Enter or Tab (or a configured prefix before). Shorter ones are codes too where they look like one: `A-1`, `PO-15`
/// would otherwise be keys that change something. A pure value: times come in, in milliseconds of any steady clock.
public struct ScanLexer: Sendable {
  public enum Event: Hashable, Sendable {
    /// Act on this key.
    case key(Key)
    /// Act on this key at once; it may still prove to belong to a scan.
    case provisional(Key)
    /// The last so many provisional keys belonged to a scan: undo what they did.
    case takeBack(Int)
    case scan(String)
  }

  public static let gapMilliseconds: Int64 = 30
  /// A key that begins a burst may be told to wait no longer than this: over a line a scan comes in one read, and
  /// from a keyboard wedge its next character comes within a few milliseconds.
  public static let shortGapMilliseconds: Int64 = 4
  public static let leastCharacters = 6
  public static let mostCharacters = 512
  /// So few are a code where a digit stands beside a capital or a dash.
  public static let leastOfShortCode = 3

  /// Characters that a scanner is set to send before each code; then any length counts.
  public var prefixes: [String]
  /// What it sends behind each code: no part of what tells a short code.
  public var suffixes: [String]
  private var burst: [Character] = []
  private var held: [Key] = []
  private var provisional = 0
  private var lastAt: Int64 = 0
  /// How long what is held waits for the next key.
  private var patience = ScanLexer.gapMilliseconds

  public init(prefixes: [String] = [], suffixes: [String] = []) {
    self.prefixes = prefixes
    self.suffixes = suffixes
  }

  /// When `expire` must be called, if nothing comes before.
  public var deadline: Int64? { held.isEmpty ? nil : lastAt + patience }

  /// Whether a key that comes now would belong to the burst before it.
  public func continues(at now: Int64) -> Bool { !burst.isEmpty && now - lastAt <= ScanLexer.gapMilliseconds }
  /// Whether the burst so far holds a digit, as nearly every printed code does.
  public var hasDigit: Bool { burst.contains { $0.isWholeNumber } }

  /// The burst is no scan, whatever comes next: what was held is handed over.
  public mutating func forget() -> [Event] { close() }

  /// `actsAtOnce` is true for keys that only move, and for letters typed into a field: whatever can be taken back.
  /// `waitsBriefly`: as the first of a burst the key is held for the short gap; the next one brings back the long one.
  public mutating func take(_ key: Key, at now: Int64, actsAtOnce: Bool, waitsBriefly: Bool = false) -> [Event] {
    var events = now - lastAt > ScanLexer.gapMilliseconds ? close() : []
    lastAt = now
    patience = waitsBriefly && burst.isEmpty ? ScanLexer.shortGapMilliseconds : ScanLexer.gapMilliseconds
    if let character = ScanLexer.codeCharacter(key), burst.count < ScanLexer.mostCharacters {
      burst.append(character)
      if actsAtOnce && held.isEmpty {
        provisional += 1
        events.append(.provisional(key))
      } else {
        held.append(key)
      }
      return events
    }
    if (key == .enter || key == .tab), let code = scannedCode {
      if provisional > 0 { events.append(.takeBack(provisional)) }
      clear()
      return events + [.scan(code)]
    }
    return events + close() + [.key(key)]
  }

  /// Silence: what was held was typed by hand.
  public mutating func expire(at now: Int64) -> [Event] {
    now - lastAt >= patience ? close() : []
  }

  private var scannedCode: String? {
    let text = String(burst)
    let fitting = prefixes.filter { !$0.isEmpty && text.hasPrefix($0) && text.count > $0.count }
    if let prefix = fitting.max(by: { $0.count < $1.count }) { return String(text.dropFirst(prefix.count)) }
    if burst.count < ScanLexer.leastCharacters {
      let end = suffixes.first { !$0.isEmpty && text.hasSuffix($0) }?.count ?? 0
      return isShort(burst.dropLast(end)) ? text : nil
    }
    guard let first = burst.first else { return nil }
    return burst.allSatisfy { $0 == first } ? nil : text
  }

  /// A digit beside a capital or a dash: neither a key held down nor a number is one, nor what was typed ahead, `q12`.
  private func isShort(_ code: ArraySlice<Character>) -> Bool {
    if ScanLexer.isPlace(code) { return true }
    guard code.count >= ScanLexer.leastOfShortCode, code.contains(where: \.isWholeNumber) else { return false }
    let beside = code.contains { $0.isUppercase || $0 == "-" }
    return beside && code.allSatisfy { $0.isLetter || $0.isNumber || "-._".contains($0) }
  }

  /// `SZ-QC`: places whose code has no digit.
  private static func isPlace(_ code: ArraySlice<Character>) -> Bool {
    let parts = code.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count > 1
      && parts.allSatisfy { $0.count > 1 && $0.allSatisfy { $0.isASCII && ($0.isUppercase || $0.isWholeNumber) } }
  }

  private mutating func close() -> [Event] {
    let events = held.map { Event.key($0) }
    clear()
    return events
  }

  private mutating func clear() {
    burst.removeAll(keepingCapacity: true)
    held.removeAll(keepingCapacity: true)
    provisional = 0
  }

  /// Letters, digits and signs of printed codes; GS (Ctrl-]) parts the fields of GS1 codes.
  private static func codeCharacter(_ key: Key) -> Character? {
    switch key {
    case .character(let character):
      guard let byte = character.asciiValue, byte >= 0x20, byte < 0x7F else { return nil }
      return character
    case .control("]"): return "\u{1D}"
    default: return nil
    }
  }
}
