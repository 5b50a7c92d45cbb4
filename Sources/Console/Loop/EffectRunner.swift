internal import Dispatch
internal import Domain
internal import Operations
internal import Store
internal import Terminal

/// Runs effects off the main thread. Of what can be outdated, only the newest runs: a newer page of a list interrupts
/// the older one's statement, a newer count the older count.
///
/// On queues of its own: Swift's shared threads would be two hops more for each read, and once one of them has run,
/// libdispatch wakes up every second to look after them.
@MainActor
final class EffectRunner {
  private enum Slot: Hashable {
    case page(PaneName)
    case count(PaneName)
    case record
    case preview
    case raw
    case find
    case rank(PaneName)
    case suggest
    case values(Field)
    case savedViews
    case present
    case shelf
    case news
    case holders

    /// The list whose page goes before.
    var followed: PaneName? {
      switch self {
      case .count(let pane), .rank(let pane): pane
      case .page, .record, .preview, .raw, .find, .suggest, .values, .savedViews, .present, .holders, .shelf,
        .news:
        nil
      }
    }
  }

  private let desk: Desk
  private let post: @MainActor (Message) -> Void
  /// What reads at the moment; a queue for each, the store lets two of them read at once.
  private var reading: [Slot: Interruption] = [:]
  private var queues: [Slot: DispatchQueue] = [:]
  /// Counts and ranks, which begin a moment after their list's page has come: the page is what somebody waits for, and
  /// reading a million index entries beside it takes the processor that paints it.
  private var followers: [Slot: Effect] = [:]
  /// Writes wait for the write gate here, in order, never on a thread that answers keys.
  private let writing = DispatchQueue(label: "portolan.console.write")
  private let files = DispatchQueue(label: "portolan.console.files")
  private let bulk: BulkRunner
  private let counting: ViewCounting
  private var mark: Int64?
  /// The journal's newest entry: what people had open is kept without one, and nobody need read anything again.
  private var head: Int64?
  private var watch: (any StoreWatch)?
  /// What nobody waits for must not stand before what the person does: looks at the store, recurring work.
  private let behind = DispatchQueue(label: "portolan.console.behind", qos: .utility)
  /// A look at the store's mark is under way, or its pause; and whether a hint came meanwhile.
  private var isLooking = false
  private var isHinted = false
  /// The store's server did not answer when it was asked last.
  private var isLost = false
  private var readsBehind: ReadsBehind?
  private var owesMemory = false
  private var hasDoneDuties = false

  /// So long after the page: it is painted by then, and the next key is often there.
  private static let followMilliseconds = 15

  /// The terminal takes less than the console could send.
  var isSlowLine = false
  /// Which of the previews that wait for the selection to come to rest is still wanted.
  private var previewNumber = 0

  init(_ desk: Desk, post: @escaping @MainActor (Message) -> Void) {
    self.desk = desk
    self.post = post
    bulk = BulkRunner(desk, post: post)
    counting = ViewCounting(desk, post: post)
  }

  /// Begins what one turn of the loop wants. Of several reads that answer the same question, only the last.
  func run(_ effects: [Effect]) {
    for (index, effect) in effects.enumerated() {
      switch effect {
      case .themes, .keepSettings:
        handle(effect)
        continue
      case .bulk(let effect):
        bulk.run(effect)
        continue
      case .viewing(.counts(let sentences)):
        counting.want(sentences)
        continue
      default: break
      }
      guard let slot = EffectRunner.slot(of: effect) else {
        write(effect)
        continue
      }
      if effects[(index + 1)...].contains(where: { EffectRunner.slot(of: $0) == slot }) { continue }
      read(effect, in: slot)
    }
  }

  /// What an effect is the newest answer to; nil for what must be done, and done in order.
  private static func slot(of effect: Effect) -> Slot? {
    switch effect {
    case .page(let request): .page(request.pane)
    case .groups(let pane, _, _): .page(pane)
    case .count(let pane, _, _): .count(pane)
    case .record(let request) where request.purpose == .preview: .preview
    case .record: .record
    case .raw: .raw
    case .find: .find
    case .rank(let pane, _, _, _): .rank(pane)
    case .suggest: .suggest
    case .values(let field): .values(field)
    case .savedViews: .savedViews
    case .present: .present
    case .holders: .holders
    case .viewing(.shelf): .shelf
    case .viewing(.nextNews), .viewing(.seeAll): .news
    case .viewing(.counts): nil
    case .perform, .planUndo, .undo, .bulk, .edit, .themes, .keepSettings, .use, .terminal,
      .bell, .suspend, .saveSession, .quit:
      nil
    }
  }

  private func read(_ effect: Effect, in slot: Slot) {
    reading[slot]?.interrupt()
    if case .count = slot { counting.hold() }
    if slot == .preview { return awaitRest(effect) }
    guard let pane = slot.followed else { return begin(effect, in: slot) }
    followers[slot] = effect
    beginFollowers(of: pane)
  }

  /// Nobody waits for a preview, and the next key makes it needless.
  private func awaitRest(_ effect: Effect) {
    previewNumber += 1
    let number = previewNumber
    let moment = DispatchTime.now() + .milliseconds(Pace.preview(onSlowLine: isSlowLine))
    DispatchQueue.main.asyncAfter(deadline: moment) { [weak self] in
      MainActor.assumeIsolated {
        guard let self, self.previewNumber == number else { return }
        self.begin(effect, in: .preview)
      }
    }
  }

  private func beginFollowers(of pane: PaneName) {
    guard followers.keys.contains(where: { $0.followed == pane }) else { return }
    let moment = DispatchTime.now() + .milliseconds(EffectRunner.followMilliseconds)
    DispatchQueue.main.asyncAfter(deadline: moment) { [weak self] in
      MainActor.assumeIsolated {
        guard let self, self.reading[.page(pane)] == nil else { return }
        for (slot, effect) in self.followers where slot.followed == pane {
          self.followers[slot] = nil
          self.begin(effect, in: slot)
        }
      }
    }
  }

  private func begin(_ effect: Effect, in slot: Slot) {
    let interruption = Interruption()
    reading[slot] = interruption
    let queue = queues[slot] ?? DispatchQueue(label: "portolan.console.read")
    queues[slot] = queue
    let desk = desk
    queue.async { [weak self] in
      if interruption.isInterrupted { return }
      let connection = desk.store.connection
      let message = desk.answer(to: effect) { body in try connection.readNow(until: interruption, body) }
      EffectRunner.onMain { self?.finish(slot, interruption, message) }
    }
  }

  private func finish(_ slot: Slot, _ interruption: Interruption, _ message: Message?) {
    // A newer question has taken the place of this one.
    guard reading[slot] === interruption else { return }
    reading[slot] = nil
    if case .page(let pane) = slot { beginFollowers(of: pane) }
    // Counting a wide text filter lists its matches: up to ten megabytes that nobody needs any more.
    if case .count = slot {
      owesMemory = true
      counting.release()
    }
    if let message { post(message) }
  }

  /// The person's own files, in order, so that the last choice is the one that is kept.
  private func handle(_ effect: Effect) {
    let desk = desk
    files.async { [weak self] in
      let message = desk.ownFiles(effect)
      EffectRunner.onMain { if let message { self?.post(message) } }
    }
  }

  private func write(_ effect: Effect) {
    let desk = desk
    writing.async { [weak self] in
      let message = desk.answer(to: effect) { body in try desk.store.connection.readNow { try body($0) } }
      EffectRunner.onMain { if let message { self?.post(message) } }
    }
  }

  private nonisolated static func onMain(_ body: @escaping @MainActor () -> Void) {
    DispatchQueue.main.async { MainActor.assumeIsolated(body) }
  }

  /// Keeps what is open; with `waits` before it comes back, because the program ends.
  func keep(_ write: @escaping @Sendable (Desk) throws -> Void, waits: Bool) {
    let desk = desk
    // A store that cannot be written to now keeps what it kept before, and is asked again in a few seconds.
    if waits { writing.sync { try? write(desk) } } else { writing.async { try? write(desk) } }
  }

  // MARK: Changes

  /// Begins to notice what others commit.
  func watchChanges() {
    // Of a server, which may be far, the watch's first look tells both; keys do not wait for it.
    if desk.store.url.isFile {
      mark = try? desk.store.connection.changeMark()
      head = try? desk.store.connection.readNow { try Views.head(in: $0) }
    }
    watch = desk.store.connection.watch(
      onTick: { [weak self] in EffectRunner.onMain { self?.lookForDuties() } },
      onHint: { [weak self] in EffectRunner.onMain { self?.lookForChange() } })
  }

  /// Nobody has done anything for a while: time for what can wait.
  func rest() {
    if owesMemory {
      owesMemory = false
      behind.async { TerminalSession.returnFreeMemory() }
    }
    if !hasDoneDuties { lookForDuties() }
  }

  /// Does the recurring work that is due, at the first rest and on the watch's own slow tick: one read where nothing is
  /// due. Not at the start, where it would stand in the way of the first keys.
  private func lookForDuties() {
    hasDoneDuties = true
    guard !desk.readOnly else { return }
    let desk = desk
    behind.async {
      // What cannot be done now (the disk is full, another process writes) is still due at the next tick.
      _ = try? Duty.runDue(in: desk.store, as: desk.actor, now: desk.now(), haste: .resting)
      // The look has brought pages of the program back that a console at rest does not need.
      TerminalSession.forgetProgramPages()
    }
  }

  /// Asks the store's mark, at most five times a second however often hints come, on a slow line every two seconds.
  private func lookForChange() {
    isHinted = true
    guard !isLooking else { return }
    isHinted = false
    isLooking = true
    let connection = desk.store.connection
    let last = mark
    let now = desk.now()
    behind.async { [weak self] in
      let replica = try? connection.readsBehind(at: now)
      EffectRunner.onMain { self?.tell(replica) }
      let found = Result {
        let mark = try connection.changeMark()
        return (mark: mark, head: mark == last ? nil : try connection.readNow { try Views.head(in: $0) })
      }
      EffectRunner.onMain { self?.takeMark(found) }
    }
  }

  /// Said when it is to be read differently.
  private func tell(_ replica: ReadsBehind?) {
    let shown = replica?.inSeconds
    if shown != readsBehind { post(.readsBehind(shown)) }
    readsBehind = shown
  }

  private func takeMark(_ found: Result<(mark: Int64, head: Int64?), any Error>) {
    if case .success = found, isLost {
      isLost = false
      post(.foundAgain)
    }
    switch found {
    case .success((let new, let newest?)):
      mark = new
      if newest != head { post(.changed) }
      head = newest
      let pause = DispatchTime.now() + .milliseconds(Pace.liveTick(onSlowLine: isSlowLine))
      DispatchQueue.main.asyncAfter(deadline: pause) { [weak self] in
        // Hints of the pause were not answered.
        MainActor.assumeIsolated { self?.lookAgain(always: true) }
      }
    case .success: lookAgain(always: false)
    case .failure(let error):
      isLooking = false
      // Said once; whoever watches goes on asking.
      if !isLost { post(.lost(Trouble(error))) }
      isLost = (error as? StoreError)?.isLost ?? false
      if isLost {
        // The watch may not have seen what this look has.
        DispatchQueue.main.asyncAfter(deadline: .now() + .milliseconds(500)) { [weak self] in
          MainActor.assumeIsolated { self?.lookForChange() }
        }
      }
    }
  }

  /// Somebody else has found that the server does not answer: it is asked until it does.
  func seekStore() {
    guard !isLost else { return }
    isLost = true
    lookForChange()
  }

  private func lookAgain(always: Bool) {
    isLooking = false
    if always || isHinted { lookForChange() }
  }

  func stop() {
    watch = nil
    counting.stop()
    bulk.stop()
    for interruption in reading.values { interruption.interrupt() }
  }
}
