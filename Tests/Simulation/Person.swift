import Domain
import Foundation
import Store
import TestSupport

/// One of the people: does whatever the dice say, right things and wrong ones.
final class Person {
  let store: Store
  let actor: Actor
  let number: Int
  var dice: Dice
  private let plan: Plan
  private var report = Report()
  private var step = 0
  /// Entries of this person's own that can be taken back.
  private var entries: [Int64] = []
  private var last: (request: ActionRequest, entry: Int64?)?

  init(_ number: Int, of plan: Plan, at address: String) throws {
    self.number = number
    self.plan = plan
    dice = Dice(seed: UInt64(bitPattern: Int64(plan.seed)) &* 1_000_003 &+ UInt64(number + 1))
    store = try Store.open(Shop.url(address))
    actor = try store.connection.readNow { try Users.actor(named: Shop.admin, as: nil, in: $0) }
  }

  func work() throws {
    while step < plan.actions {
      step += 1
      do {
        try anything()
      } catch is ActionRefusal {
        // As it should be: that nothing changed by it is what the looks are for.
        report.refused += 1
      } catch let error as StoreError where error.mayBeTriedAgain {
        report.retries += 1
        usleep(20_000)
      }
    }
    FileHandle.standardOutput.write(try JSONEncoder().encode(report))
  }

  private func anything() throws {
    switch dice.roll(0...39) {
    case 0...7: try sell()
    case 8...10: try wave()
    case 11...18: try walk()
    case 19...21: try pack()
    case 22, 23: try label()
    case 24, 25: try ship()
    case 26, 27: try callOff()
    case 28: try divide()
    case 29...31: try back()
    case 32: try payBack()
    case 33...35: try buy()
    case 36: try carry()
    case 37: try hold()
    case 38: try again()
    default: try takeBack()
    }
  }

  // MARK: - Asking the shop

  /// Does it under a key of its own; now and then the answer is lost on the way, and it is asked for once more.
  @discardableResult
  func perform(_ action: String, _ subject: Int64? = nil, _ fields: [String: String] = [:]) throws -> Int64? {
    let request = ActionRequest(
      action, subject: subject, fields: fields, operationId: "\(number)-\(step)-\(report.done)-\(action)")
    let result = try store.perform(request, as: actor, now: Shop.now())
    report.done += 1
    report.actions[action, default: 0] += 1
    if let entry = result.entry { entries.append(entry) }
    last = (request, result.entry)
    return result.subject
  }

  /// The same once more, as after an answer that was lost.
  private func again() throws {
    guard let last else { return }
    let result = try store.perform(last.request, as: actor, now: Shop.now())
    if !result.isRepeat || result.entry != last.entry {
      report.wrong.append("\(last.request.operationId ?? "") was done twice")
    }
    report.repeats += 1
  }

  private func takeBack() throws {
    guard !entries.isEmpty else { return }
    let at = dice.isHeads() ? entries.count - 1 : dice.roll(0...(entries.count - 1))
    let undone = try store.undo(entry: entries[at], as: actor, now: Shop.now())
    report.actions["undo", default: 0] += 1
    report.done += 1
    entries.remove(at: at)
    if let redo = undone.undoEntry { entries.append(redo) }
  }

  func one(_ sql: SQL) throws -> Int64? {
    let all = try store.connection.readNow { try $0.all(sql) { $0.integer(0) } }
    return all.isEmpty ? nil : dice.pick(all)
  }

  func text(_ sql: SQL) throws -> String? { try store.connection.readNow { try $0.first(sql) { $0.text(0) } } }

  // MARK: - Orders

  private func sell() throws {
    let skus = Shop.skus.shuffled(using: &dice).prefix(dice.roll(1...2))
    let lines = skus.map { "\($0)*\(dice.roll(1...4))@10" }.joined(separator: ",")
    let buyer = dice.roll(1...4)
    let order = try perform(
      "enterOrder", nil,
      [
        "channel": "SHOP", "lines": lines, "name": "Anna \(buyer)", "email": "anna\(buyer)@example.com",
        "street": "Hauptstr. \(buyer)", "city": "Köln", "postcode": "50667", "country": "DE",
      ])
    try perform("confirmOrder", order)
    try perform("markPaid", order)
    try perform("allocateOrder", order)
    if dice.roll(0...2) == 0 { try perform("pegOrder", order) }
  }

  private func openOrder() throws -> Int64? {
    try one("SELECT id FROM orders WHERE state = 'open' AND fulfilment NOT IN ('shipped', 'delivered')")
  }

  private func callOff() throws {
    guard let order = try openOrder() else { return }
    switch dice.roll(0...7) {
    case 0: try perform("deallocateOrder", order)
    case 1, 2: try perform("allocateOrder", order)
    case 3: try perform("cancelUnits", order, ["lines": "#1*1"])
    case 4: try perform("restoreUnits", order, ["lines": "#1*1"])
    case 5: try perform("changeQuantity", order, ["lines": "#1*\(dice.roll(1...5))"])
    case 6: try perform("unpegOrder", order)
    default: try perform("cancelOrder", order)
    }
  }

  private func divide() throws {
    guard let order = try openOrder() else { return }
    if dice.isHeads() {
      try perform("splitOrder", order, ["lines": "#1*1"])
      return
    }
    let other = try one(
      """
      SELECT b.id
      FROM orders AS a
      JOIN orders AS b ON b.customer_id = a.customer_id AND b.id <> a.id AND b.state = 'open'
      WHERE a.id = \(order)
      """)
    guard let other, let named = try text("SELECT number FROM orders WHERE id = \(other)") else { return }
    try perform("mergeOrders", order, ["with": named])
  }

  private func hold() throws {
    guard let order = try openOrder() else { return }
    try perform(dice.isHeads() ? "holdOrder" : "releaseOrder", order, ["reason": "fraudRisk"])
  }

  // MARK: - After the sale

  private func back() throws {
    if dice.roll(0...2) == 0 {
      guard let order = try one("SELECT order_id FROM allocations WHERE state = 'shipped'") else { return }
      try perform("requestReturn", order, ["reason": dice.isHeads() ? "damaged" : "unwanted", "authorised": "yes"])
      return
    }
    guard let goods = try one("SELECT id FROM returns") else { return }
    switch dice.roll(0...11) {
    case 10, 11: try open(returned: goods)
    case 0: try perform("authoriseReturn", goods)
    case 1, 2: try perform("receiveReturn", goods)
    case 3, 4: try perform("acceptReturn", goods)
    case 5: try perform("refuseReturn", goods, ["note": "used"])
    case 6: try perform("putAwayReturn", goods, ["goods": "restock", "to": dice.pick(Shop.bins)])
    case 7: try perform("refundReturn", goods)
    case 8: try perform("exchangeReturn", goods, ["lines": "\(dice.pick(Shop.skus))*1"])
    default: try perform(dice.isHeads() ? "cancelReturn" : "settleShort", goods)
    }
  }

  private func payBack() throws {
    guard let order = try one("SELECT id FROM orders") else { return }
    if dice.isHeads() {
      try perform("refundOrder", order, ["amount": "\(dice.roll(1...30)) EUR"])
    } else if let refund = try text("SELECT number FROM refunds WHERE order_id = \(order)") {
      try perform(dice.isHeads() ? "confirmRefund" : "cancelRefund", order, ["refund": refund])
    }
  }

  // MARK: - Buying

  private func buy() throws {
    switch dice.roll(0...8) {
    case 0, 1:
      guard let supplier = try one("SELECT id FROM suppliers") else { return }
      let code = try text("SELECT code FROM suppliers WHERE id = \(supplier)") ?? ""
      let lines = "\(dice.pick(Shop.skus))=\(dice.roll(2...12))"
      let purchase = try perform("createPurchase", nil, ["supplier": code, "warehouse": "SZ", "lines": lines])
      try perform("orderPurchase", purchase)
    case 2, 3:
      guard
        let purchase = try one("SELECT id FROM purchases WHERE state IN ('ordered', 'confirmed', 'partlyReceived')"),
        let sku = try text(
          """
          SELECT v.sku
          FROM purchase_lines AS l
          JOIN variants AS v ON v.id = l.variant_id
          WHERE l.purchase_id = \(purchase)
          """)
      else { return }
      let damaged = dice.roll(0...4) == 0 ? "1" : "0"
      try perform(
        "receivePurchase", purchase,
        ["sku": sku, "quantity": "\(dice.roll(1...6))", "damaged": damaged, "to": "SZ-DOCK", "damagedTo": "SZ-DOCK"])
    case 4:
      guard let purchase = try one("SELECT id FROM purchases") else { return }
      try perform(dice.isHeads() ? "closePurchase" : "cancelPurchase", purchase)
    default:
      guard let receipt = try one("SELECT id FROM receipts WHERE state <> 'settled'") else { return }
      switch dice.roll(0...4) {
      case 0: try perform("sampleReceipt", receipt)
      case 1: try perform("judgeReceipt", receipt, ["looked": "3", "defects": "\(dice.roll(0...1))"])
      case 2: try perform("rejectReceipt", receipt, ["quantity": "1"])
      default: try perform("releaseReceipt", receipt, ["to": dice.pick(Shop.bins)])
      }
    }
  }
}
