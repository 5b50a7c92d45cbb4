public import Domain
public import Store

/// What a handheld asks of the store, answered one after another: behind a screen on a thread of its own, of a script
/// at once.
struct ScanWorker {
  let store: Store
  let actor: Actor
  let words: Words
  let token: String
  let now: @Sendable () -> Instant
  private(set) var desk: RunDesk?
  /// The clock on the house's wall.
  var zone = Zone.utc
  /// Where whoever holds the scanner takes in deliveries, or returns, and does nothing else.
  var scenario: String?

  init(_ store: Store, _ actor: Actor, _ words: Words, token: String, now: @escaping @Sendable () -> Instant) {
    self.store = store
    self.actor = actor
    self.words = words
    self.token = token
    self.now = now
  }

  /// Walks that are open, orders that wait to be packed, the most urgent first, and purchases and returns that are
  /// expected.
  func choices() throws -> [ScanChoice] {
    try store.connection.readNow { reader in
      let open = try RunTable.open(in: reader)
      let runs = open.filter { ![PackRun.word, ReceiveRun.word, ReturnRun.word].contains($0.scenario) }.map { run in
        ScanChoice(
          aim: .run(run.id), scenario: run.work,
          text: "\(run.number)\(run.zone.isEmpty ? "" : " " + run.zone)\(whose(run))", isMine: isMine(run))
      }
      let tables = Dictionary(
        open.compactMap { run in run.scenario == PackRun.word ? run.fulfilmentId.map { ($0, run) } : nil }
      ) { first, _ in first }
      let packing = try FulfilmentReport.waiting([.picked, .packing], limit: 50, in: reader).map { waiting in
        let table = tables[waiting.id]
        return ScanChoice(
          aim: .pack(fulfilment: waiting.id), scenario: PackRun.word,
          text: waiting.order + (table.map(whose) ?? ""), isMine: table.map(isMine) ?? false)
      }
      let expected = try DockRun.expected(limit: 50, in: reader).map { delivery in
        ScanChoice(
          aim: .receive(purchase: delivery.purchase), scenario: ReceiveRun.word,
          text: "\(delivery.number) \(delivery.supplier)")
      }
      let returns = try ReturnDock.expected(limit: 50, in: reader).map { awaited in
        ScanChoice(
          aim: .takeBack(returned: awaited.id), scenario: ReturnRun.word, text: "\(awaited.number) \(awaited.order)")
      }
      let all = (runs + packing + expected + returns).filter { scenario ?? $0.scenario == $0.scenario }
      // What this person was on, or was handed, comes first.
      return all.filter(\.isMine) + all.filter { !$0.isMine }
    }
  }

  private func isMine(_ run: RunRecord) -> Bool { run.owner == actor.name }

  private func whose(_ run: RunRecord) -> String {
    isMine(run) ? " " + words.say("YOURS", "我的") : run.owner.map { " " + $0 } ?? ""
  }

  /// What a scanned or typed word means where a walk is chosen: a walk, a cart's order, an order to be packed, a
  /// purchase or a return that comes in.
  func aim(_ word: String) throws -> ScanChoice.Aim? {
    try store.connection.readNow { reader in
      if scenario == ReturnRun.word { return try ReturnDock.find(word, in: reader).map { .takeBack(returned: $0) } }
      if scenario == ReceiveRun.word { return try DockRun.find(word, in: reader).map { .receive(purchase: $0) } }
      if word.uppercased().hasPrefix("R-"), let run = try FulfilmentNames.find("runs", word, in: reader) {
        return .run(run)
      }
      if let fulfilment = try FulfilmentReport.toPack(word, in: reader) { return .pack(fulfilment: fulfilment) }
      if let purchase = try DockRun.find(word, in: reader) { return .receive(purchase: purchase) }
      if let returned = try ReturnDock.find(word, in: reader) { return .takeBack(returned: returned) }
      return try FulfilmentNames.find("runs", word, in: reader).map(ScanChoice.Aim.run)
    }
  }

  mutating func open(_ aim: ScanChoice.Aim, takesOver: Bool) throws -> ScanPlace {
    leave()
    var desk =
      switch aim {
      case .run(let id):
        try RunDesk(store, run: id, as: actor, token: token, takesOver: takesOver, now: now())
      case .pack(let fulfilment):
        if takesOver, let run = try packing(fulfilment) {
          try RunDesk(store, run: run, as: actor, token: token, takesOver: true, now: now())
        } else {
          try RunDesk(store, packing: fulfilment, as: actor, token: token, now: now())
        }
      case .receive(let purchase):
        if takesOver, let run = try store.connection.readNow({ try DockRun.walk(of: purchase, in: $0) }) {
          try RunDesk(store, run: run, as: actor, token: token, takesOver: true, now: now())
        } else {
          try RunDesk(store, receiving: purchase, as: actor, token: token, now: now())
        }
      case .takeBack(let returned):
        if takesOver, let run = try store.connection.readNow({ try ReturnDock.walk(of: returned, in: $0) }) {
          try RunDesk(store, run: run, as: actor, token: token, takesOver: true, now: now())
        } else {
          try RunDesk(store, returning: returned, as: actor, token: token, now: now())
        }
      }
    desk.zone = zone
    self.desk = desk
    return ScanPlace(desk)
  }

  /// The walk of whoever has an order on the table.
  private func packing(_ fulfilment: Int64) throws -> Int64? {
    try store.connection.readNow { reader in
      try RunTable.open(PackRun.word, in: reader).first { $0.fulfilmentId == fulfilment }?.id
    }
  }

  mutating func take(_ event: ScanEvent) throws -> (RunDesk.Answer, ScanPlace)? {
    guard var desk else { return nil }
    let answer = try desk.take(event, now: now())
    self.desk = desk
    return (answer, ScanPlace(desk))
  }

  /// At hang-up too, where nobody is left to tell that it went wrong: the lease ends by itself then.
  mutating func leave() {
    try? desk?.leave()
    desk = nil
  }

  /// A refusal as the screen says it.
  func text(_ error: any Error) -> String {
    switch error {
    case let refusal as ActionRefusal: words.refused(refusal)
    case let error as StoreError: words.storeError(error)
    default: words(.unknownTrouble("\(error)"))
    }
  }
}

/// A handheld without a screen: a line in, a verdict out, so that a recorded walk is a test and a screen reader hears
/// what others see.
public struct ScanTalk {
  private var worker: ScanWorker
  /// How the scanner that sends the lines is set.
  private let settings: ScannerSettings
  /// Events that were refused though nobody expected it, or accepted though somebody did.
  public private(set) var surprises = 0
  public private(set) var refusals = 0

  public init(
    _ store: Store, as actor: Actor, language: Language, token: String, zone: Zone = .utc,
    settings: ScannerSettings = ScannerSettings(), now: @escaping @Sendable () -> Instant
  ) {
    self.settings = settings
    worker = ScanWorker(store, actor, Words(language: language), token: token, now: now)
    worker.zone = zone
  }

  /// Opens a walk, or an order at the packing table, by what it is called; the first prompt.
  public mutating func open(_ word: String, of scenario: String? = nil, takesOver: Bool) throws -> [String] {
    worker.scenario = scenario
    guard let aim = try worker.aim(word) else {
      let kinds = [ReceiveRun.word: "purchases", ReturnRun.word: "returns"]
      throw ActionRefusal.noSuchRecord(kind: scenario.flatMap { kinds[$0] } ?? "runs", word)
    }
    return lines(try worker.open(aim, takesOver: takesOver))
  }

  /// Walks to choose from, of one scenario or of all.
  public func choices(of scenario: String? = nil) throws -> [String] {
    try worker.choices().filter { scenario ?? $0.scenario == $0.scenario }.map {
      worker.words.scenario($0.scenario) + " " + $0.text
    }
  }

  /// One line of a script; nothing for a remark.
  public mutating func take(_ text: String) throws -> [String] {
    guard let line = ScanScript.line(text), worker.desk != nil else { return [] }
    guard case .scan(let code, known: []) = line.event else { return try take(line.event, line, text) }
    // As the handheld's screen takes what its scanner sends.
    return try ScannerSettings.codes(in: code).map(settings.unwrapped).flatMap { try take(.scan($0), line, text) }
  }

  private mutating func take(_ event: ScanEvent, _ line: ScanScript.Line, _ text: String) throws -> [String] {
    guard let (answer, place) = try worker.take(event) else { return [] }
    let word: String?
    let said: String
    switch answer {
    case .taken(.accepted): (word, said) = (nil, "OK")
    case .taken(.refused(let refusal)): (word, said) = (refusal.name, worker.words.refused(refusal))
    case .refused(let refusal): (word, said) = (refusal.code, worker.words.refused(refusal))
    case .news(let notices): (word, said) = ("news", notices.map(worker.words.notice).joined(separator: " "))
    }
    if word != nil { refusals += 1 }
    if word != line.refusal { surprises += 1 }
    let mark = word == nil ? "✓" : "✗"
    return ["\(mark) \(text.prefix(60)): \(said)\(word.map { " [\($0)]" } ?? "")"] + lines(place)
  }

  public var isDone: Bool { worker.desk?.isDone ?? true }

  public mutating func leave() { worker.leave() }

  private func lines(_ place: ScanPlace) -> [String] {
    let words = worker.words
    if place.isDone { return ["  \(place.number) \(words.prompt(place.step))"] }
    let facts = place.step.facts.map(words.line).filter { !$0.label.isEmpty }.map { "\($0.label) \($0.text)" }
    return ["  \(words.prompt(place.step))> \(facts.joined(separator: " · "))"]
  }
}
