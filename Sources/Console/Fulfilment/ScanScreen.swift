internal import Domain
internal import Store
internal import Terminal

/// A handheld's screen: one prompt at a time, input on the bottom line, a scan needs no other key.
///
/// Pure, as the console is: messages in, what is to be done out, and the frame is a function of it. Made for 20×16 and
/// 40×8; a larger screen shows the same with more room.
struct ScanScreen: Sendable {
  /// What stands on the line above the prompt.
  struct Said: Hashable, Sendable {
    var text: String
    var signal: ScanSignal
  }

  enum Message: Sendable {
    case key(Key, at: Int64)
    case choices([ScanChoice])
    case opened(ScanPlace)
    /// `place`: where the walk stands now.
    case answered(RunDesk.Answer, ScanPlace)
    case failed(String)
    /// The flash of an error is over.
    case calm
  }

  enum Effect: Hashable, Sendable {
    case list
    case open(ScanChoice.Aim, takesOver: Bool)
    case find(String)
    case take(ScanEvent)
    case leave
    case bells(Int)
    case quit
  }

  let words: Words
  var size: Size
  /// nil: the list of walks.
  var place: ScanPlace?
  var choices: [ScanChoice] = []
  /// The first of them on the screen: there are more than a small one has room for.
  private(set) var firstChoice = 0
  var said: Said?
  var isFlashing = false
  var typed = ""
  /// What was asked for while a colleague is on it: Y takes it over.
  var contested: ScanChoice.Aim?
  /// As it is asked, for as long as nobody has answered.
  private var question = ""
  private var aim: ScanChoice.Aim?
  private var pad: ScanPad
  private var queue: ScanQueue
  /// How this handheld's scanner is set.
  private let settings: ScannerSettings

  init(words: Words, size: Size, settings: ScannerSettings = ScannerSettings()) {
    self.words = words
    self.size = size
    self.settings = settings
    pad = ScanPad(settings.prefixes)
    queue = ScanQueue(settings)
  }

  mutating func update(_ message: Message) -> [Effect] {
    switch message {
    case .key(let key, let now): return take(key, now)
    case .choices(let list):
      choices = list
      if firstChoice >= list.count { firstChoice = 0 }
      return []
    case .opened(let opened):
      place = opened
      said = nil
      contested = nil
      return settle(accepted: true)
    case .answered(let answer, let now):
      place = now
      return answered(answer)
    case .failed(let text):
      if contested != nil { return askAgain() + settle(accepted: false) }
      return complain(text) + settle(accepted: false)
    case .calm:
      isFlashing = false
      return []
    }
  }

  /// A colleague has the walk: that is asked about, not only said.
  mutating func contest(_ text: String) -> [Effect] {
    contested = aim
    question = text + " Y/N"
    return complain(question)
  }

  /// Whatever else comes while a question is open is said to wait for its answer, and does nothing.
  private mutating func askAgain() -> [Effect] {
    complain(words.say("ANSWER FIRST: ", "请先回答：") + question)
  }

  private mutating func answered(_ answer: RunDesk.Answer) -> [Effect] {
    switch answer {
    case .taken(.accepted):
      said = Said(text: place?.isDone == true ? words.say("ALL DONE", "全部完成") : "OK", signal: .good)
      isFlashing = false
      return [.bells(1)] + settle(accepted: true)
    case .taken(.refused(let refusal)): return complain(words.refused(refusal)) + settle(accepted: false)
    case .refused(let refusal):
      let effects = complain(words.refused(refusal) + wayOut(of: refusal)) + settle(accepted: false)
      guard case .fulfilment(.leaseLost) = refusal else { return effects }
      place = nil
      return effects + [.list]
    case .news(let notices):
      return complain(notices.map(words.notice).joined(separator: " ")) + settle(accepted: false)
    }
  }

  /// What to do with a lot that may not be sold: at the shelf, and at the packing table.
  private func wayOut(of refusal: ActionRefusal) -> String {
    guard case .stock(.notSellable) = refusal else { return "" }
    if place?.scenario == PackRun.word { return words.say(" F2: set it aside.", " F2 搁置。") }
    return words.say(" F3: short, F4: another lot.", " F3 缺货，F4 换批。")
  }

  private mutating func complain(_ text: String) -> [Effect] {
    said = Said(text: text, signal: .bad)
    isFlashing = true
    return [.bells(ScanSignal.bad.bells)]
  }

  /// The store has answered: the next scan that waits, or none after an error.
  private mutating func settle(accepted: Bool) -> [Effect] {
    queue.finished(accepted: accepted).compactMap { outcome in
      if case .process(let entry) = outcome { return .take(event(entry)) }
      if case .dropped(_, let drop) = outcome { said?.text += " · " + words.dropped(drop) }
      return nil
    }
  }

  private mutating func take(_ key: Key, _ now: Int64) -> [Effect] {
    switch key {
    case .resize(let size):
      self.size = size
      return []
    case .hangup: return [.leave, .quit]
    case .function(let number):
      clearTyped()
      if contested != nil { return askAgain() }
      if place == nil, number == 2 { return turnChoices() }
      guard let scanKey = ScanKey(rawValue: "f\(number)"), place != nil else { return [] }
      return ask(.key(scanKey))
    case .pageDown where place == nil: return contested == nil ? turnChoices() : askAgain()
    case .escape: return goBack()
    case .control("c"): return [.leave, .quit]
    case .scan(let code): return scanned(code, now)
    default: break
    }
    switch pad.take(key, at: now) {
    case .nothing: return []
    case .typing(let text):
      typed = text
      return []
    case .scanned(let code):
      typed = ""
      return scanned(code, now)
    case .short(let text):
      typed = ""
      guard contested == nil, place != nil else { return entered(text) }
      return queued(text, now, mayBeTyped: true)
    case .entered(let text):
      typed = ""
      return entered(text)
    }
  }

  /// The next walks that the screen has room for; behind the last the first again.
  private mutating func turnChoices() -> [Effect] {
    said = nil
    firstChoice += choiceTexts(.standard).count
    if firstChoice >= choices.count { firstChoice = 0 }
    return []
  }

  private mutating func clearTyped() {
    typed = ""
    pad = ScanPad(settings.prefixes)
  }

  /// First what is typed goes, then the walk is left, then the screen.
  private mutating func goBack() -> [Effect] {
    if !typed.isEmpty {
      clearTyped()
      return []
    }
    contested = nil
    said = nil
    isFlashing = false
    guard place != nil else { return [.leave, .quit] }
    place = nil
    return [.leave, .list]
  }

  private mutating func scanned(_ code: String, _ now: Int64) -> [Effect] {
    let codes = ScannerSettings.codes(in: code).map(settings.unwrapped)
    if contested != nil { return askAgain() }
    guard place != nil else { return codes.prefix(1).map { .find(ScanScreen.plain($0)) } }
    return codes.flatMap { queued($0, now) }
  }

  private mutating func queued(_ code: String, _ now: Int64, mayBeTyped: Bool = false) -> [Effect] {
    switch queue.take(code, at: now, mayBeTyped: mayBeTyped) {
    case .process(let entry): [.take(event(entry))]
    case .queued: []
    case .dropped(_, .duplicate): []
    case .dropped(_, let drop): complain(words.dropped(drop))
    }
  }

  /// What comes at once and is short is a cart's bin where a code is asked, and three units where a number is.
  private func event(_ entry: ScanQueue.Entry) -> ScanEvent {
    guard entry.mayBeTyped, let place, !place.isDone else { return .scan(entry.code) }
    let event = place.step.event(typed: entry.code)
    if case .text = event, !place.step.takesText { return .scan(entry.code) }
    return event
  }

  /// Where no walk reads it, AIM's letters are none of the code.
  static func plain(_ code: String) -> String {
    code.hasPrefix("]") && code.count > 3 ? String(code.dropFirst(3)) : code
  }

  private mutating func entered(_ text: String) -> [Effect] {
    if let contested {
      let takesOver = ["y", "yes", "是"].contains(text.lowercased())
      guard takesOver || ["n", "no", "否"].contains(text.lowercased()) else { return askAgain() }
      self.contested = nil
      said = nil
      isFlashing = false
      return takesOver ? [.open(contested, takesOver: true)] : []
    }
    guard let place else {
      if let number = Int(text), choices.indices.contains(number - 1) {
        aim = choices[number - 1].aim
        return [.open(choices[number - 1].aim, takesOver: false)]
      }
      return text.isEmpty ? [.list] : [.find(text)]
    }
    if place.isDone {
      self.place = nil
      said = nil
      return [.leave, .list]
    }
    return text.isEmpty ? [] : ask(place.step.event(typed: text))
  }

  /// A key or a number goes behind the scans that wait.
  private mutating func ask(_ event: ScanEvent) -> [Effect] {
    if queue.isBusy { return complain(words.say("WAIT", "请稍候")) }
    queue.hold()
    return [.take(event)]
  }

  mutating func aim(at aim: ScanChoice.Aim) { self.aim = aim }
}

/// Where a walk stands, as the screen needs it.
struct ScanPlace: Hashable, Sendable {
  var number: String
  var scenario: String
  var step: ScanStep
  var isDone: Bool

  init(_ desk: RunDesk) {
    number = desk.run.number
    scenario = desk.run.work
    step = desk.step
    isDone = desk.isDone
  }
}

/// A walk that somebody may take, an order to be packed, or a delivery or a return that comes in.
struct ScanChoice: Hashable, Sendable {
  enum Aim: Hashable, Sendable {
    case run(Int64)
    case pack(fulfilment: Int64)
    case receive(purchase: Int64)
    case takeBack(returned: Int64)
  }

  var aim: Aim
  var scenario: String
  var text: String
  /// Whether it is of whoever looks at the list: it comes first.
  var isMine = false
}

/// Tells what a scanner typed from what a person did: a burst of six and more with Enter behind it is a scan.
struct ScanPad: Sendable {
  enum Outcome: Hashable, Sendable {
    case nothing
    case typing(String)
    case scanned(String)
    /// Came at once with its Enter as a scan does, and is as short as what people type: `B25`, `12`.
    case short(String)
    case entered(String)
  }

  /// What stands before each code of the scanner; what begins so is a scan however slow the line is.
  private let prefixes: [String]
  private var text = ""
  private var lastAt: Int64 = 0
  /// Where the last burst begins: what stands before it was typed, or pasted.
  private var burstStart = 0

  /// A scanner's gap between two characters, in milliseconds.
  static let gap: Int64 = 30
  static let leastCharacters = 6

  init(_ prefixes: [String] = []) { self.prefixes = prefixes.filter { !$0.isEmpty } }

  mutating func take(_ key: Key, at now: Int64) -> Outcome {
    switch key {
    case .character(let character):
      if !text.isEmpty && now - lastAt > ScanPad.gap { burstStart = text.count }
      if text.count < ScanText.longest { text.append(character) }
      lastAt = now
      return .typing(text)
    case .paste(let pasted):
      text += String(pasted.prefix(ScanText.longest - min(text.count, ScanText.longest)))
      burstStart = text.count
      return .typing(text)
    case .backspace:
      if !text.isEmpty { text.removeLast() }
      burstStart = text.count
      return .typing(text)
    case .control("u"):
      self = ScanPad(prefixes)
      return .typing("")
    case .enter, .tab:
      let whole = text
      // A key that somebody touched before the scan is no part of the code.
      let burst = String(whole.dropFirst(burstStart))
      let isWarm = now - lastAt <= ScanPad.gap
      self = ScanPad(prefixes)
      if isWarm, burst.count >= ScanPad.leastCharacters || isMarked(burst) { return .scanned(burst) }
      if isMarked(whole) { return .scanned(whole) }
      return isWarm && !whole.isEmpty && burst.count == whole.count ? .short(whole) : .entered(whole)
    default: return .nothing
    }
  }

  private func isMarked(_ code: String) -> Bool {
    prefixes.contains { code.utf8.starts(with: $0.utf8) && code.utf8.count > $0.utf8.count }
  }
}
