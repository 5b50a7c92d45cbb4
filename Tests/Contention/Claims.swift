import Domain
import Foundation
import Store
import TestSupport

/// Many processes that send what waits in the outbox: each message is sent once, nobody has what another's lease holds,
/// and what somebody died over is sent by another.
struct Claims {
  private static let leaseMilliseconds: Int64 = 400

  struct Report: Codable {
    /// Messages that this process said were sent, and was believed.
    var sent: [Int64] = []
    /// Each claim: the message, and from when until when it was ours by the store's clock.
    var held: [Held] = []
    /// Messages that it left lying, as if it had died over them.
    var dropped = 0
    /// Messages that it wanted to call sent after its lease.
    var late = 0
  }

  struct Held: Codable {
    var message: Int64
    var from: Int64
    var until: Int64
  }

  static func fill(_ store: Store, with messages: Int) throws {
    try store.connection.writeNow { writer in
      for number in 0..<messages {
        try writer.run(
          "INSERT INTO outbox (seq, topic, payload, not_before) VALUES (?, ?, ?, ?)",
          [.integer(1), .text("channel.test"), .text("{\"number\":\(number)}"), .integer(0)])
      }
    }
  }

  /// One process: until nothing waits. Some it sends too late, some it leaves lying.
  static func work(_ number: Int, in store: Store) throws -> Report {
    var dice = Dice(seed: UInt64(number + 1))
    var report = Report()
    while try store.connection.readNow(Outbox.waiting) > 0 {
      let claimed = try Outbox.claim(limit: 5, forMilliseconds: leaseMilliseconds, in: store)
      if claimed.isEmpty { usleep(20_000) }
      for message in claimed {
        let end = message.leaseEnd.milliseconds
        report.held.append(Held(message: message.id, from: end - leaseMilliseconds, until: end))
        let chance = dice.roll(1...20)
        if chance == 1 {
          report.dropped += 1
          continue
        }
        if chance == 2 { usleep(UInt32(leaseMilliseconds + 100) * 1000) }
        if try Outbox.markSent(message, in: store) { report.sent.append(message.id) } else { report.late += 1 }
      }
    }
    return report
  }

  /// What is wrong with what the processes did together.
  static func judge(_ reports: [Report], messages: Int, in store: Store) throws -> [String] {
    var wrong: [String] = []
    let sent = reports.flatMap(\.sent)
    if Set(sent).count != sent.count { wrong.append("a message was sent twice") }
    if sent.count != messages { wrong.append("\(sent.count) of \(messages) messages were sent") }
    let left = try store.connection.readNow(Outbox.waiting)
    if left != 0 { wrong.append("\(left) messages wait still") }
    for (message, claims) in Dictionary(grouping: reports.flatMap(\.held), by: \.message) {
      let inOrder = claims.sorted { $0.from < $1.from }
      for (earlier, later) in zip(inOrder, inOrder.dropFirst()) where later.from < earlier.until {
        wrong.append("message \(message) was given away \(earlier.until - later.from) ms before its lease ended")
      }
    }
    return wrong
  }
}
