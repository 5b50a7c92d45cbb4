internal import Dispatch
internal import Domain
internal import Operations
internal import Store
internal import Terminal

/// Runs effects off the main actor. Of what can be outdated, only the newest runs: a newer page of a list interrupts
/// the older one's statement, a newer count the older count.
@MainActor
final class EffectRunner {
  private enum Slot: Hashable {
    case page(PaneName)
    case count(PaneName)
    case record
    case raw
    case find
    case rank(PaneName)
    case suggest
    case values(Field)
    case savedViews
    case present
    case shelf
    case news
    case changes
  }

  private let desk: Desk
  private let post: @MainActor (Message) -> Void
  private var tasks: [Slot: Task<Void, Never>] = [:]
  /// Writes wait for the write gate here, in order, never on a thread that answers keys.
  private let writing = DispatchQueue(label: "portolan.console.write")
  private let counting: ViewCounting
  private var mark: Int64?
  /// The journal's newest entry: what people had open is kept without one, and nobody need read anything again.
  private var head: Int64?
  private var watch: ChangeWatch?
  /// The recurring work must not stand before what the user does.
  private let duties = DispatchQueue(label: "portolan.console.duties", qos: .utility)

  init(_ desk: Desk, post: @escaping @MainActor (Message) -> Void) {
    self.desk = desk
    self.post = post
    counting = ViewCounting(desk, post: post)
  }

  func run(_ effect: Effect) {
    switch effect {
    case .page(let request): read(effect, in: .page(request.pane))
    case .groups(let pane, _, _): read(effect, in: .page(pane))
    case .count(let pane, _, _):
      counting.hold()
      read(effect, in: .count(pane))
    case .viewing(.counts(let sentences)): counting.want(sentences)
    case .viewing(.shelf): read(effect, in: .shelf)
    case .viewing(.nextNews), .viewing(.seeAll): read(effect, in: .news)
    case .record: read(effect, in: .record)
    case .raw: read(effect, in: .raw)
    case .find: read(effect, in: .find)
    case .rank(let pane, _, _, _): read(effect, in: .rank(pane))
    case .suggest: read(effect, in: .suggest)
    case .values(let field): read(effect, in: .values(field))
    case .savedViews: read(effect, in: .savedViews)
    case .present: read(effect, in: .present)
    case .perform, .planUndo, .undo: write(effect)
    case .bell, .suspend, .saveSession, .quit: break
    }
  }

  private func read(_ effect: Effect, in slot: Slot) {
    tasks[slot]?.cancel()
    let desk = desk
    tasks[slot] = Task { [post] in
      let message: Message?
      do {
        message = try await desk.store.connection.read { try desk.reading(effect, in: $0) }
      } catch is CancellationError {
        message = nil
      } catch {
        message = Task.isCancelled ? nil : desk.failure(of: effect, Trouble(error))
      }
      if let message, !Task.isCancelled { post(message) }
      if case .count = slot, !Task.isCancelled { self.counting.release() }
      // Counting a wide text filter lists its matches: up to ten megabytes that nobody needs any more.
      if case .count = slot { Task.detached(priority: .background) { TerminalSession.returnFreeMemory() } }
    }
  }

  private func write(_ effect: Effect) {
    let desk = desk
    writing.async { [weak self] in
      let message = desk.answer(to: effect) { body in try desk.store.connection.readNow { try body($0) } }
      Task { @MainActor in
        if let message { self?.post(message) }
      }
    }
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
    mark = try? desk.store.connection.changeMark()
    head = try? desk.store.connection.readNow { try Views.head(in: $0) }
    watch = ChangeWatch(
      path: desk.store.url.path,
      onTick: { [weak self] in Task { @MainActor in self?.lookForDuties() } },
      onHint: { [weak self] in Task { @MainActor in self?.lookForChange() } })
    lookForDuties()
  }

  /// Does the recurring work that is due, at the start and on the watch's own slow tick: one read where nothing is due.
  private func lookForDuties() {
    guard !desk.readOnly else { return }
    let desk = desk
    duties.async {
      // What cannot be done now (the disk is full, another process writes) is still due at the next tick.
      _ = try? Duty.runDue(in: desk.store, as: desk.actor, now: desk.now())
      // The look has brought pages of the program back that a console at rest does not need.
      TerminalSession.forgetProgramPages()
    }
  }

  /// Asks the store's mark, at most five times a second however often hints come.
  private func lookForChange() {
    guard tasks[.changes] == nil else { return }
    let connection = desk.store.connection
    let last = mark
    tasks[.changes] = Task { [weak self] in
      let found = await Task.detached {
        Result {
          let mark = try connection.changeMark()
          return (mark, mark == last ? nil : try connection.readNow { try Views.head(in: $0) })
        }
      }.value
      guard let self else { return }
      switch found {
      case .success((let mark, let head?)):
        self.mark = mark
        if head != self.head { self.post(.changed) }
        self.head = head
        try? await Task.sleep(for: .milliseconds(200))
        self.tasks[.changes] = nil
        // Hints of the pause were not answered.
        self.lookForChange()
      case .success: self.tasks[.changes] = nil
      case .failure(let error):
        self.tasks[.changes] = nil
        self.post(.lost(Trouble(error)))
      }
    }
  }

  func stop() {
    watch = nil
    counting.stop()
    for task in tasks.values { task.cancel() }
  }
}
