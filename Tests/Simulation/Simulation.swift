import Domain
import Foundation
import Store
import TestSupport

/// The people, who is killed, and what must hold meanwhile and afterwards.
struct Simulation {
  private let plan: Plan
  private let address: String

  init(_ plan: Plan, at address: String) {
    self.plan = plan
    self.address = address
  }

  /// Whether nothing was wrong.
  func run() throws -> Bool {
    let store = try Shop.make(at: address)
    let judge = try Judge(store)
    let crew = try Crew("simulation", at: address, plan.words)
    defer { crew.disband() }
    var dice = Dice(seed: UInt64(bitPattern: Int64(plan.seed)) &* 7919 &+ 1)
    let begun = Date()
    var running = try (0..<plan.processes).map { try crew.start($0) }
    var (next, killed, looks) = (plan.processes, 0, 0)
    var wrong: [String] = []
    var reports: [Report] = []
    while !running.isEmpty {
      usleep(UInt32(dice.roll(20...200)) * 1_000)
      wrong += try judge.look()
      looks += 1
      if killed < plan.kills, dice.roll(0...2) == 0 {
        let victim = running.remove(at: dice.roll(0...(running.count - 1)))
        if victim.process.isRunning {
          kill(victim.process.processIdentifier, SIGKILL)
          victim.process.waitUntilExit()
          killed += 1
          running.append(try crew.start(next))
          next += 1
          continue
        }
        running.append(victim)
      }
      for (index, person) in running.enumerated().reversed() where !person.process.isRunning {
        running.remove(at: index)
        if let report = try person.report(Report.self) {
          reports.append(report)
        } else {
          wrong.append("person \(person.number) ended with \(person.process.terminationStatus)")
        }
      }
      // What is wrong stays wrong: one look at it is enough.
      if wrong.count > 20 { break }
    }
    for person in running { kill(person.process.processIdentifier, SIGKILL) }
    let seconds = Date().timeIntervalSince(begun)
    wrong += reports.flatMap(\.wrong)
    wrong += try judge.look() + judge.lookAtTheEnd()
    wrong += try store.examine().findings.map { "doctor: \($0.check): \($0.text)" }
    say(reports, killed, looks, seconds, wrong)
    return wrong.isEmpty
  }

  private func say(_ reports: [Report], _ killed: Int, _ looks: Int, _ seconds: Double, _ wrong: [String]) {
    let done = reports.reduce(0) { $0 + $1.done }
    var actions: [String: Int] = [:]
    for report in reports { actions.merge(report.actions) { $0 + $1 } }
    let facts: [String: Any] = [
      "processes": plan.processes, "done": done, "refused": reports.reduce(0) { $0 + $1.refused },
      "repeats": reports.reduce(0) { $0 + $1.repeats }, "retries": reports.reduce(0) { $0 + $1.retries },
      "killed": killed, "looks": looks, "seed": plan.seed, "perSecond": Int(Double(done) / max(seconds, 0.001)),
      "actions": actions, "wrong": Array(Set(wrong)).sorted(),
    ]
    do {
      let text = try JSONSerialization.data(withJSONObject: facts, options: [.sortedKeys])
      FileHandle.standardOutput.write(text + Data("\n".utf8))
    } catch {
      FileHandle.standardError.write(Data("simulation: \(error)\n".utf8))
    }
  }
}
