import Domain
import Foundation
import Store
import TestSupport

/// One of the processes: does its actions on whatever order the dice say, and keeps account of what must be true.
final class Worker {
  private let number: Int
  private let plan: Plan
  private let address: String
  private var dice: Dice
  private var report = Report()
  private var mine: Set<Int64> = []
  private var opened: (store: Store, actor: Actor)?

  init(_ number: Int, of plan: Plan, at address: String) throws {
    self.number = number
    self.plan = plan
    self.address = address
    dice = Dice(seed: UInt64(bitPattern: Int64(plan.seed)) &* 1_000_003 &+ UInt64(number + 1))
  }

  func run() throws {
    let orders = Array(1...Int64(plan.orders))
    let own = orders.filter { plan.mayTag(number, $0) }
    var last: (request: ActionRequest, entry: Int64?)?
    for step in 0..<plan.actions {
      let order = dice.pick(orders)
      let operation = "\(number)-\(step)"
      switch dice.roll(1...10) {
      case 1...5 where !own.isEmpty:
        let order = dice.pick(own)
        let isTagged = mine.contains(order)
        let request = ActionRequest(
          isTagged ? "untagOrder" : "tagOrder", subject: order, fields: ["tag": Plan.tag(of: number)],
          operationId: operation)
        // Nobody else has this tag: nothing but a lost or doubled change can stand in the way.
        guard let result = try send(request, mayBeRefused: false) else { continue }
        if isTagged { mine.remove(order) } else { mine.insert(order) }
        last = (request, result.entry)
      case 6...7:
        let intent = dice.roll(0...(plan.sharedIntents - 1))
        // The same from whoever has it.
        let request = ActionRequest(
          "noteOrder", subject: orders[intent % orders.count], fields: ["note": "intent \(intent)"],
          operationId: "shared-\(intent)")
        if let result = try send(request, mayBeRefused: false), !result.isRepeat { report.intents.append(intent) }
      case 8...9:
        let request = ActionRequest(
          "holdOrder", subject: order, fields: ["reason": "fraudRisk"], operationId: operation)
        if try send(request, mayBeRefused: true) != nil {
          report.holds[order, default: 0] += 1
        } else {
          let release = ActionRequest(
            "releaseOrder", subject: order, fields: ["reason": "fraudRisk"], operationId: operation + "r")
          if try send(release, mayBeRefused: true) != nil { report.holds[order, default: 0] -= 1 }
        }
      default:
        guard let last else { continue }
        // As after an answer that was lost.
        let result = try send(last.request, mayBeRefused: false)
        if result?.isRepeat != true || result?.entry != last.entry {
          report.wrong.append("\(last.request.operationId ?? "") again wrote \(result?.entry ?? -1)")
        }
      }
    }
    report.tagged = mine.sorted()
    if plan.messages > 0 { report.claims = try Claims.work(number, in: open().store) }
    FileHandle.standardOutput.write(try JSONEncoder().encode(report))
  }

  /// Performs it, again and again under its operation id while the store is out of reach; nil where it was refused.
  private func send(_ request: ActionRequest, mayBeRefused: Bool) throws -> ActionResult? {
    let end = Date().addingTimeInterval(Double(plan.patience))
    let isNew = request.operationId?.hasPrefix("shared-") == false
    var tries = 0
    while true {
      let begun = DispatchTime.now().uptimeNanoseconds
      do {
        let (store, actor) = try open()
        let result = try store.perform(request, as: actor, now: Shop.now())
        if report.times.count < 500 || dice.roll(0...15) == 0 {
          report.times.append(Int((DispatchTime.now().uptimeNanoseconds - begun) / 1000))
        }
        if result.isRepeat && (tries == 0 || !isNew) {
          report.repeats += 1
        } else {
          // A repeat of what this process has sent before is its own change, whose answer was lost.
          report.done += 1
        }
        return result
      } catch let error as StoreError where error.mayBeTriedAgain && Date() < end {
        tries += 1
        report.retries += 1
        usleep(50_000)
      } catch let refusal as ActionRefusal {
        if !mayBeRefused { report.wrong.append("\(request.operationId ?? "") \(request.action): \(refusal)") }
        report.refused += 1
        return nil
      }
    }
  }

  private func open() throws -> (store: Store, actor: Actor) {
    if let opened { return opened }
    let store = try Store.open(Shop.url(address))
    let actor = try store.connection.readNow { try Users.actor(named: Shop.admin, as: nil, in: $0) }
    opened = (store, actor)
    return (store, actor)
  }
}
