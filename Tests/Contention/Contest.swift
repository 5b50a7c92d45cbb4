import Domain
import Foundation
import Store
import TestSupport

/// The shop, the processes, and what must be true when they have ended.
struct Contest {
  private let plan: Plan
  private let address: String
  private let straight: String

  init(_ plan: Plan, at address: String, straight: String) {
    self.plan = plan
    self.address = address
    self.straight = straight
  }

  /// Whether nothing was wrong.
  func run() throws -> Bool {
    let store = try makeShop()
    let before = try head(store)
    let begun = Date()
    var wrong: [String] = []
    let reports = try runProcesses(&wrong)
    let seconds = Date().timeIntervalSince(begun)
    wrong += reports.flatMap(\.wrong)
    wrong += try judge(reports, store, entries: try head(store) - before)
    wrong += try Claims.judge(reports.map(\.claims), messages: plan.messages, in: store)
    wrong += try store.examine().findings.map { "doctor: \($0.check): \($0.text)" }
    say(reports, seconds, wrong)
    return wrong.isEmpty
  }

  private func makeShop() throws -> Store {
    let store = try Store.create(Shop.url(straight), admin: Shop.admin, at: Shop.now())
    let actor = Actor(name: Shop.admin, rights: Set(Right.allCases))
    func perform(_ action: String, _ subject: Int64? = nil, _ fields: [String: String] = [:]) throws -> ActionResult {
      try store.perform(ActionRequest(action, subject: subject, fields: fields), as: actor, now: Shop.now())
    }
    _ = try perform("addAccount", nil, ["code": "SHOP", "channel": "own", "currency": "EUR"])
    for _ in 0..<plan.orders {
      let made = try perform("enterOrder", nil, ["channel": "SHOP", "lines": "MUG@5"])
      _ = try perform("confirmOrder", made.subject)
    }
    try Claims.fill(store, with: plan.messages)
    return store
  }

  private func head(_ store: Store) throws -> Int64 {
    try store.connection.readNow { try $0.integer("SELECT COALESCE(MAX(seq), 0) FROM journal") ?? 0 }
  }

  private func runProcesses(_ wrong: inout [String]) throws -> [Report] {
    let crew = try Crew("contention", at: address, plan.words)
    defer { crew.disband() }
    let running = try (0..<plan.processes).map { try crew.start($0) }
    var reports: [Report] = []
    for member in running {
      if let report = try member.report(Report.self) {
        reports.append(report)
      } else {
        wrong.append("process \(member.number) ended with \(member.process.terminationStatus)")
      }
    }
    return reports
  }

  private func judge(_ reports: [Report], _ store: Store, entries: Int64) throws -> [String] {
    var wrong: [String] = []
    let hadRetries = reports.contains { $0.retries > 0 }
    let done = reports.reduce(0) { $0 + $1.done }
    if !hadRetries && entries != Int64(done) {
      wrong.append("\(done) changes were acknowledged, the journal has \(entries)")
    }
    let kept = try store.connection.readNow { reader in
      try reader.integer("SELECT COUNT(*) FROM operations WHERE seq IS NOT NULL") ?? -1
    }
    if entries != kept { wrong.append("\(kept) intents were carried out, the journal has \(entries)") }

    // Who carried out a shared intent: one process, though many had it. Where an answer was lost it may be nobody's.
    let intents = reports.flatMap(\.intents)
    if Set(intents).count != intents.count { wrong.append("a shared intent was carried out twice") }
    let written = try store.connection.readNow { reader in
      try reader.integer("SELECT COUNT(*) FROM journal WHERE action = 'noteOrder'") ?? -1
    }
    let known = try store.connection.readNow { reader in
      try reader.integer("SELECT COUNT(*) FROM operations WHERE id >= 'shared-' AND id < 'shared.'") ?? -1
    }
    if written != known { wrong.append("\(known) shared intents wrote \(written) notes") }
    if !hadRetries && Int64(intents.count) != known {
      wrong.append("\(intents.count) processes carried out \(known) shared intents")
    }

    for id in 1...Int64(plan.orders) {
      guard let order = try store.connection.readNow({ try OrderTable.load(id, in: $0) }) else {
        wrong.append("order \(id) is gone")
        continue
      }
      let tags = Set(reports.indices.filter { reports[$0].tagged.contains(id) }.map(Plan.tag(of:)))
      if reports.count == plan.processes && Set(order.tags) != tags {
        wrong.append("order \(id) has the tags \(order.tags.sorted()) and must have \(tags.sorted())")
      }
      let holds = reports.reduce(0) { $0 + ($1.holds[id] ?? 0) }
      if reports.count == plan.processes && holds != order.holds.count {
        wrong.append("order \(id) has \(order.holds.count) holds and must have \(holds)")
      }
    }
    return wrong
  }

  private func say(_ reports: [Report], _ seconds: Double, _ wrong: [String]) {
    let times = reports.flatMap(\.times).sorted()
    func time(_ part: Double) -> Double {
      times.isEmpty ? 0 : Double(times[min(times.count - 1, Int(Double(times.count) * part))]) / 1000
    }
    let done = reports.reduce(0) { $0 + $1.done }
    let facts: [String: Any] = [
      "processes": plan.processes, "actions": plan.processes * plan.actions, "orders": plan.orders, "done": done,
      "refused": reports.reduce(0) { $0 + $1.refused }, "repeats": reports.reduce(0) { $0 + $1.repeats },
      "sent": reports.reduce(0) { $0 + $1.claims.sent.count },
      "dropped": reports.reduce(0) { $0 + $1.claims.dropped }, "late": reports.reduce(0) { $0 + $1.claims.late },
      "retries": reports.reduce(0) { $0 + $1.retries }, "seconds": seconds,
      "perSecond": seconds > 0 ? Double(done) / seconds : 0, "medianMs": time(0.5), "p99Ms": time(0.99),
      "slowestMs": time(1), "wrong": Array(wrong.prefix(20)),
    ]
    guard let data = try? JSONSerialization.data(withJSONObject: facts, options: .sortedKeys) else { return }
    FileHandle.standardOutput.write(data + Data("\n".utf8))
  }
}
