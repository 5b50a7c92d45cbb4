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

  private struct Running {
    var number: Int
    var process: Process
    var output: URL
  }

  /// Whether nothing was wrong.
  func run() throws -> Bool {
    let store = try Shop.make(at: address)
    let judge = try Judge(store)
    let folder = FileManager.default.temporaryDirectory.appending(path: "simulation-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }

    var dice = Dice(seed: UInt64(bitPattern: Int64(plan.seed)) &* 7919 &+ 1)
    let begun = Date()
    var running = try (0..<plan.processes).map { try start($0, folder) }
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
          running.append(try start(next, folder))
          next += 1
          continue
        }
        running.append(victim)
      }
      for (index, person) in running.enumerated().reversed() where !person.process.isRunning {
        running.remove(at: index)
        if person.process.terminationStatus == 0 {
          reports.append(try JSONDecoder().decode(Report.self, from: Data(contentsOf: person.output)))
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

  private func start(_ number: Int, _ folder: URL) throws -> Running {
    let process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = [address, "--number", "\(number)"] + plan.words
    let output = folder.appending(path: "\(number)")
    try Data().write(to: output)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return Running(number: number, process: process, output: output)
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
