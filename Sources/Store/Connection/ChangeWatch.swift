internal import Dispatch
internal import Glibc
internal import Synchronization

/// Says when another process may have committed: inotify on the store's folder (silent at rest), with a slow tick as a
/// safety net. What changed is for the caller to ask; nothing is read here.
final class ChangeWatch: StoreWatch, @unchecked Sendable {
  // Both are written once, before anybody else sees this object.
  private let source: any DispatchSourceRead
  private let timer: any DispatchSourceTimer

  /// How long nobody listens once something has been heard.
  private static let rest = DispatchTimeInterval.milliseconds(100)
  /// What was touched last may become a commit later, when the disk has it, and that touches no file: who hears of it
  /// asks again.
  private static let echoes: [DispatchTimeInterval] = [.milliseconds(200), .milliseconds(800), .seconds(3)]

  /// `onHint` is called on a queue of its own, ten times a second at most, 20 ms behind what it tells and a few times
  /// more when all is still. nil where inotify is not to be had, or the store is not a file. `onTick` is called every
  /// half minute, whatever happened.
  init?(
    path: String, onTick: @escaping @Sendable () -> Void = {}, onHint: @escaping @Sendable () -> Void
  ) {
    let descriptor = inotify_init1(Int32(IN_NONBLOCK) | Int32(IN_CLOEXEC))
    guard descriptor >= 0 else { return nil }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let name = parts.last.map(String.init) ?? path
    let folder = parts.count > 1 ? parts.dropLast().joined(separator: "/") : "."
    let events = IN_MODIFY | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF | IN_MOVE_SELF
    guard inotify_add_watch(descriptor, folder.isEmpty ? "/" : folder, UInt32(events)) >= 0 else {
      close(descriptor)
      return nil
    }
    let queue = DispatchQueue(label: "portolan.watch", qos: .utility)
    // A source may be told to rest and to go on from any thread.
    nonisolated(unsafe) let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
    self.source = source
    timer = DispatchSource.makeTimerSource(queue: queue)
    let wantedPaths = [path + "-wal", path]
    // The folder itself has no name in its events.
    let wanted = [Array((name + "-wal").utf8), Array(name.utf8), []]
    let news = News()
    source.setEventHandler {
      var touched = false
      var buffer = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        if count <= 0 { break }
        touched = touched || ChangeWatch.names(in: buffer[..<count]).contains { wanted.contains($0) }
      }
      // An import touches it thousands of times a second. What is not read yet the kernel keeps as one event.
      source.suspend()
      queue.asyncAfter(deadline: .now() + ChangeWatch.rest) { source.resume() }
      guard touched else { return }
      let number = news.next()
      // One commit touches the file several times: the first hint waits for the rest.
      queue.asyncAfter(deadline: .now() + .milliseconds(20)) { onHint() }
      for echo in ChangeWatch.echoes {
        queue.asyncAfter(deadline: .now() + echo) { if news.newest == number { onHint() } }
      }
    }
    source.setCancelHandler { close(descriptor) }
    timer.schedule(deadline: .now() + 30, repeating: 30, leeway: .seconds(5))
    // Where a file system tells nothing, its files still show what was written; a console at rest is woken no further.
    var known = FileFacts.lastWritten(wantedPaths)
    timer.setEventHandler {
      let now = FileFacts.lastWritten(wantedPaths)
      if now != known { onHint() }
      known = now
      onTick()
    }
    source.activate()
    timer.activate()
  }

  deinit {
    source.cancel()
    timer.cancel()
  }

  /// The file names of a buffer of `struct inotify_event`: 16 bytes of head, then a name padded with noughts.
  static func names(in buffer: ArraySlice<UInt8>) -> [[UInt8]] {
    var names: [[UInt8]] = []
    var offset = buffer.startIndex
    while offset + 16 <= buffer.endIndex {
      let length = (0..<4).reduce(0) { $0 | Int(buffer[offset + 12 + $1]) << (8 * $1) }
      let end = min(offset + 16 + length, buffer.endIndex)
      names.append(Array(buffer[(offset + 16)..<end].prefix { $0 != 0 }))
      offset = end
    }
    return names
  }
}

/// How many times something was heard.
private final class News: Sendable {
  private let count = Mutex(0)

  var newest: Int { count.withLock { $0 } }

  func next() -> Int {
    count.withLock { count in
      count += 1
      return count
    }
  }
}
