import Domain
import TestSupport
import Testing

@testable import Store

/// Walks that somebody has left, and release channels.
@Suite struct LeftWalkTests {
  /// Who is said to have the walk, to somebody who asks for it.
  private func takenBy(_ shop: Shop, _ actor: Domain.Actor) throws -> String? {
    do {
      _ = try shop.desk(1, as: actor, token: "gun-e")
      return nil
    } catch let refusal as ActionRefusal {
      guard case .fulfilment(.runTaken("R-1", let by, _)) = refusal else { throw refusal }
      return by
    }
  }

  @Test func `A walk that was left stays its person's, and a colleague is asked`() throws {
    let shop = try Shop()
    try shop.warehouse()
    try shop.receive(5, of: try shop.variant(ofNew: "MUG"), at: "SZ-A-01")
    _ = try shop.promised("1", [("MUG", 2)])
    try shop.releasedWave()
    for name in ["bob", "eve"] { try shop.perform("addUser", fields: ["name": name, "roles": "picker"]) }
    let bob = try shop.store.connection.readNow { try Users.actor(named: "bob", as: nil, in: $0) }
    let eve = try shop.store.connection.readNow { try Users.actor(named: "eve", as: nil, in: $0) }
    var his = try shop.desk(1, as: bob, token: "gun-b")
    #expect(try shop.play("SZ-A-01", on: &his) == [])
    // The line is cut: nobody says good-bye, and the lease runs out.
    try shop.tamper("UPDATE runs SET lease_until = 1")
    #expect(try takenBy(shop, eve) == "bob")
    #expect(try shop.desk(1, as: bob, token: "gun-c").step.prompt == .product)
    try shop.store.leaveRun(1, token: "gun-c")
    let left = try #require(try shop.openRuns().first)
    #expect(left.owner == "bob" && left.isLeft)
    #expect(try takenBy(shop, eve) == "bob")
    #expect(try shop.desk(1, as: eve, token: "gun-e", takesOver: true).step.prompt == .product)
    #expect(try shop.openRuns().first?.owner == "eve")
    #expect(try shop.findings() == [])
  }

  @Test func `A channel's sentence is refused where it cannot be read, and full channels keep their orders`() throws {
    let shop = try Shop()
    try shop.warehouse()
    try shop.receive(5, of: try shop.variant(ofNew: "MUG"), at: "SZ-A-01")
    let refused = try #require(throws: ActionRefusal.self) {
      try shop.perform("createChannel", fields: ["code": "T", "sentence": "bogus:1"])
    }
    guard case .fulfilment(.badSentence("bogus:1", _)) = refused else {
      Issue.record("\(refused)")
      return
    }
    try shop.perform("createChannel", fields: ["code": "ALL", "limit": "1", "priority": "1"])
    try shop.perform("createChannel", fields: ["code": "REST", "priority": "2"])
    _ = try (1...2).map { try shop.promised("\($0)", [("MUG", 1)]) }
    #expect(throws: ActionRefusal.fulfilment(.throughChannel("ALL", orders: 2))) {
      try shop.perform("planWave", fields: ["warehouse": "SZ", "channel": "REST"])
    }
    try shop.perform("planWave", fields: ["warehouse": "SZ", "channel": "ALL"])
    #expect(throws: ActionRefusal.fulfilment(.channelFull("ALL", limit: 1, atWork: 1))) {
      try shop.perform("planWave", fields: ["warehouse": "SZ"])
    }
    let bad = try #require(throws: ActionRefusal.self) {
      try shop.perform("planWave", fields: ["warehouse": "SZ", "sentence": "bogus:1"])
    }
    guard case .fulfilment(.badSentence) = bad else {
      Issue.record("\(bad)")
      return
    }
  }
}
