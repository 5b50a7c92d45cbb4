import Domain
import Foundation
import Store

/// How many do how much.
struct Plan {
  var processes: Int
  var actions: Int
  var orders: Int
  var seed: Int
  /// Seconds that an action is tried for while the store is out of reach.
  var patience: Int
  /// Messages in the outbox, which the processes claim and send when they have done their actions.
  var messages: Int

  var words: [String] {
    [
      "--processes", "\(processes)", "--actions", "\(actions)", "--orders", "\(orders)", "--seed", "\(seed)",
      "--patience", "\(patience)", "--messages", "\(messages)",
    ]
  }

  /// Intents that several processes have, each of which must happen once.
  var sharedIntents: Int { max(1, processes * actions / 20) }

  /// The tag that this process alone puts on orders and takes off.
  static func tag(of process: Int) -> String { "worker\(process)" }

  /// An order has fifty tags at most; so each process tags a part of the orders only.
  func mayTag(_ process: Int, _ order: Int64) -> Bool {
    let parts = (processes + 39) / 40
    return (process + Int(order)) % parts == 0
  }
}

/// What a process says at its end.
struct Report: Codable {
  /// Actions that changed something and wrote the journal.
  var done = 0
  /// Actions that the shop's rules refused: held already, not held.
  var refused = 0
  /// Intents that somebody had carried out before.
  var repeats = 0
  /// Times that the store was out of reach and the same intent was sent again.
  var retries = 0
  /// Orders that bear the process's own tag.
  var tagged: [Int64] = []
  /// Holds placed less holds released, by order.
  var holds: [Int64: Int] = [:]
  /// Shared intents that this process carried out.
  var intents: [Int] = []
  /// What it sent of the outbox.
  var claims = Claims.Report()
  /// What was not as it must be.
  var wrong: [String] = []
  /// How long actions took, in microseconds, a few hundred of them.
  var times: [Int] = []
}

enum Shop {
  static let admin = "contest"

  static func now() -> Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

  static func url(_ address: String) throws -> StoreURL {
    guard let url = StoreURL(address) else { throw StoreError.missing(path: address) }
    return url
  }
}
