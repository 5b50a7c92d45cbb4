import Foundation
import Glibc
import Synchronization

/// A line between the program and a test's server: slow, silent or cut, also at the very statement that a test names.
public final class FaultyLine: Sendable {
  /// What befalls a statement, once.
  public enum Fault: Sendable {
    /// The server never hears it.
    case cutBefore
    /// The server does it; its answer is lost.
    case cutAfter
    /// Something happens to the server before it hears it.
    case before(@Sendable () -> Void)
    /// Something happens to the server when it has done it; the answer is lost.
    case after(@Sendable () -> Void)
  }

  private struct State {
    var delay = 0.0
    var isSilent = false
    var isRefusing = false
    var isCut = false
    var isEnded = false
    var faults: [(statement: String, fault: Fault)] = []
    var met = 0
  }

  private let state = Mutex(State())
  private let folder: URL
  private let listener: Int32
  private let server: String
  /// Wakes the thread that carries the bytes.
  private let wake: (read: Int32, write: Int32)

  /// The address of the server by this line, with the server's own schema and options.
  public let address: String

  /// A line to the server whose socket is in the folder; `schema` as in `TestEngine.place`.
  public init(to server: TestServer) throws {
    folder = URL(filePath: "/tmp").appending(path: "ln" + UUID().uuidString.prefix(8).lowercased())
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    self.server = server.folder.appending(path: ".s.PGSQL.5432").path
    address = "postgres://portolan@/postgres?host=\(folder.path)"
    listener = try Sockets.listening(folder.appending(path: ".s.PGSQL.5432").path)
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw TestServer.Trouble(description: "no pipe") }
    for end in ends { Sockets.keep(end) }
    wake = (ends[0], ends[1])
    let carrier = Carrier(self)
    Thread.detachNewThread { carrier.run() }
  }

  /// Ends the line; nobody gets through any more.
  public func end() {
    change { $0.isEnded = true }
    try? FileManager.default.removeItem(at: folder)
  }

  /// Seconds that each message takes to the server.
  public func slow(by seconds: Double) { change { $0.delay = seconds } }

  /// Whether nothing goes through, while nobody is told: what was sent arrives when it ends.
  public func silence(_ isSilent: Bool) { change { $0.isSilent = isSilent } }

  /// Whether who comes is turned away.
  public func refuse(_ isRefusing: Bool) { change { $0.isRefusing = isRefusing } }

  /// Cuts all that are connected.
  public func cut() { change { $0.isCut = true } }

  /// The next time that a statement which begins like this is sent, also through a cursor, this befalls it.
  public func once(_ statement: String, _ fault: Fault) { change { $0.faults.append((statement, fault)) } }

  /// How many of the faults have been met.
  public var met: Int { state.withLock { $0.met } }

  private func change(_ body: (inout State) -> Void) {
    state.withLock { body(&$0) }
    _ = write(wake.write, "!", 1)
  }

  private func takeFault(_ statement: String) -> Fault? {
    let isCursor = statement.hasPrefix("DECLARE ")
    let asked = isCursor ? statement.firstRange(of: " FOR ").map { statement[$0.upperBound...] } : nil
    return state.withLock { state in
      guard let index = state.faults.firstIndex(where: { (asked ?? statement[...]).hasPrefix($0.statement) }) else {
        return nil
      }
      state.met += 1
      return state.faults.remove(at: index).fault
    }
  }

  /// Carries the bytes, on a thread of its own.
  private final class Carrier: @unchecked Sendable {
    private let line: FaultyLine
    private var pairs: [Pair] = []

    init(_ line: FaultyLine) { self.line = line }

    func run() {
      while true {
        let state = line.state.withLock { state in
          defer { state.isCut = false }
          return state
        }
        if state.isEnded || state.isCut { closeAll() }
        if state.isEnded { break }
        let timeout = push(state)
        for pair in pairs where pair.isOver { pair.close() }
        pairs.removeAll { $0.isOver }
        wait(timeout, state)
      }
      close(line.listener)
      close(line.wake.read)
      close(line.wake.write)
    }

    private func closeAll() {
      for pair in pairs { pair.close() }
      pairs.removeAll()
    }

    /// Hands on what is due; milliseconds until more is.
    private func push(_ state: State) -> Int32 {
      guard !state.isSilent else { return -1 }
      let now = DispatchTime.now().uptimeNanoseconds
      var soonest: UInt64?
      for pair in pairs {
        pair.up.push(now)
        pair.down.push(now)
        if let due = pair.up.nextDue, due > now { soonest = min(soonest ?? due, due) }
      }
      return soonest.map { Int32(($0 - now) / 1_000_000) + 1 } ?? -1
    }

    private func wait(_ timeout: Int32, _ state: State) {
      var polls = [
        pollfd(fd: line.wake.read, events: Int16(POLLIN), revents: 0),
        pollfd(fd: line.listener, events: Int16(POLLIN), revents: 0),
      ]
      let now = DispatchTime.now().uptimeNanoseconds
      for pair in pairs {
        let waitsUp = !state.isSilent && (pair.up.nextDue ?? .max) <= now
        let waitsDown = !state.isSilent && pair.down.nextDue != nil
        polls.append(pollfd(fd: pair.client, events: Int16(POLLIN | (waitsDown ? POLLOUT : 0)), revents: 0))
        polls.append(pollfd(fd: pair.server, events: Int16(POLLIN | (waitsUp ? POLLOUT : 0)), revents: 0))
      }
      guard poll(&polls, nfds_t(polls.count), timeout) > 0 else { return }
      if polls[0].revents != 0 {
        var word = [UInt8](repeating: 0, count: 64)
        _ = read(line.wake.read, &word, word.count)
      }
      for (index, pair) in pairs.enumerated() {
        if polls[2 + 2 * index].revents & Int16(POLLIN | POLLHUP | POLLERR) != 0 { takeUp(pair) }
        if polls[3 + 2 * index].revents & Int16(POLLIN | POLLHUP | POLLERR) != 0 { takeDown(pair) }
      }
      if polls[1].revents != 0 { welcome() }
    }

    private func welcome() {
      let client = accept(line.listener, nil, nil)
      guard client >= 0 else { return }
      Sockets.keep(client)
      // As it is now: it may have been told something else while nobody came.
      guard !line.state.withLock({ $0.isRefusing }), let server = Sockets.connected(line.server) else {
        close(client)
        return
      }
      pairs.append(Pair(client: client, server: server))
    }

    private func takeUp(_ pair: Pair) {
      guard let bytes = Sockets.read(pair.client) else { return pair.finish() }
      let delay = line.state.withLock { $0.delay }
      let due = DispatchTime.now().uptimeNanoseconds + UInt64(delay * 1e9)
      for message in pair.requests.add(bytes) {
        if let statement = message.statement, let fault = line.takeFault(statement) {
          switch fault {
          case .cutBefore: return pair.finish()
          case .before(let happen): happen()
          case .cutAfter: pair.whenDone = {}
          case .after(let happen): pair.whenDone = happen
          }
        }
        if message.isSync {
          pair.syncs += 1
          if pair.whenDone != nil && pair.doneAt == nil { pair.doneAt = pair.syncs }
        }
        pair.up.add(message.bytes, due: due)
      }
    }

    private func takeDown(_ pair: Pair) {
      guard let bytes = Sockets.read(pair.server) else { return pair.finish() }
      for message in pair.answers.add(bytes) {
        if message.isReady { pair.ready += 1 }
        // The server is ready once by itself, when it has let us in.
        if let doneAt = pair.doneAt, pair.ready - 1 >= doneAt {
          pair.whenDone?()
          return pair.finish()
        }
        pair.down.add(message.bytes, due: 0)
      }
    }
  }

  /// Somebody who is connected.
  private final class Pair {
    let client: Int32
    let server: Int32
    let up: Held
    let down: Held
    var requests = Messages(beginsUntyped: true)
    var answers = Messages(beginsUntyped: false)
    var syncs = 0
    var ready = 0
    var whenDone: (() -> Void)?
    /// The number of the sync after which it is done.
    var doneAt: Int?
    private(set) var isOver = false

    init(client: Int32, server: Int32) {
      self.client = client
      self.server = server
      up = Held(server)
      down = Held(client)
    }

    func finish() {
      // Last words: why the server closes, say.
      if whenDone == nil { down.push(.max) }
      isOver = true
    }

    func close() {
      Glibc.close(client)
      Glibc.close(server)
    }
  }

  /// Bytes on their way.
  private final class Held {
    private let target: Int32
    private var pieces: [(bytes: [UInt8], due: UInt64)] = []

    init(_ target: Int32) { self.target = target }

    var nextDue: UInt64? { pieces.first?.due }

    func add(_ bytes: [UInt8], due: UInt64) {
      if !pieces.isEmpty && pieces[pieces.count - 1].due == due {
        pieces[pieces.count - 1].bytes += bytes
      } else {
        pieces.append((bytes, due))
      }
    }

    func push(_ now: UInt64) {
      while let piece = pieces.first, piece.due <= now {
        let sent = send(target, piece.bytes, piece.bytes.count, Int32(MSG_NOSIGNAL))
        if sent == piece.bytes.count {
          pieces.removeFirst()
        } else {
          if sent > 0 { pieces[0].bytes.removeFirst(sent) }
          return
        }
      }
    }
  }
}
