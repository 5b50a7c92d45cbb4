import Dispatch
import Synchronization

/// What SQLite says of its own pages and references, asked beside all other checks: it takes as long as they do.
///
/// PostgreSQL checks its pages (`data_checksums`) and its references itself.
final class PageCheck: Sendable {
  private let answer = Mutex<Result<[Examination.Finding], any Error>?>(nil)
  private let isDone = DispatchSemaphore(value: 0)

  init(_ connection: any Connection) {
    DispatchQueue.global().async { [self] in
      let found = Result { try connection.readNow { try PageCheck.findings($0) } }
      answer.withLock { $0 = found }
      isDone.signal()
    }
  }

  /// Waits for the answer; to be asked once.
  func findings() throws -> [Examination.Finding] {
    isDone.wait()
    return try answer.withLock { $0 }?.get() ?? []
  }

  private static func findings(_ reader: any Reader) throws -> [Examination.Finding] {
    guard reader.dialect == .sqlite else { return [] }
    var found: [Examination.Finding] = []
    try reader.forEach("PRAGMA integrity_check(20)") { row in
      if row.text(0) != "ok" { found.append(.init(check: "engine", text: row.text(0), isDerived: false)) }
      return true
    }
    try reader.forEach("PRAGMA foreign_key_check") { row in
      found.append(
        .init(check: "engine", text: "a row of \(row.text(0)) refers to no row of \(row.text(2))", isDerived: false))
      return found.count < 100
    }
    return found
  }
}
