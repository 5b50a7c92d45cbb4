#if PostgreSQL
  internal import Dispatch
  internal import Synchronization

  /// Asks the journal's head twice a second: a server has no file to watch, and a notification would be dropped by a
  /// pooler that changes servers between transactions. A server that does not answer is a hint, too.
  final class HeadWatch: StoreWatch, @unchecked Sendable {
    // Written once, before anybody else sees this object.
    private let timer: any DispatchSourceTimer

    static let milliseconds = 500

    /// `head` is asked on the watch's own queue.
    init(
      head: @escaping @Sendable () throws -> Int64, onTick: @escaping @Sendable () -> Void,
      onHint: @escaping @Sendable () -> Void
    ) {
      let timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "portolan.watch", qos: .utility))
      let known = Mutex<Int64?>(nil)
      let asked = Atomic(0)
      timer.schedule(
        deadline: .now() + .milliseconds(HeadWatch.milliseconds), repeating: .milliseconds(HeadWatch.milliseconds),
        leeway: .milliseconds(50))
      timer.setEventHandler {
        let now = try? head()
        let isNew = known.withLock { known in
          defer { known = now }
          return now == nil || known != now
        }
        if isNew { onHint() }
        if asked.add(1, ordering: .relaxed).newValue % (30_000 / HeadWatch.milliseconds) == 0 { onTick() }
      }
      self.timer = timer
      timer.activate()
    }

    deinit { timer.cancel() }
  }
#endif
