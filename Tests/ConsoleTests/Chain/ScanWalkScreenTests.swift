import Domain
import Foundation
import Store
import Terminal
import TestSupport
import Testing

@testable import Console

/// The handheld's walks from their first step to their last: what is asked, what a wrong scan and F3 answer, on each
/// size of screen.
@Suite struct ScanWalkScreenTests {
  private static let sizes = [(20, 16), (40, 8), (80, 24), (120, 36)]
  private static let walks = ["pack", "putaway", "count", "receive"]

  /// A shop in which one walk of that kind waits.
  private func shop(_ walk: String) throws -> Shop {
    let shop = try Shop()
    try shop.chain()
    switch walk {
    case "pack":
      try shop.perform("voidLabel", 2)
      try shop.perform("unpackParcel", 2)
    case "putaway":
      try shop.perform("judgeReceipt", 1, ["looked": "5", "defects": "0"])
      try shop.perform("releaseReceipt", 1, ["to": "SZ-IN"])
      try shop.perform("planPutAway", try shop.id("SZ-IN", .locations))
    case "count":
      try shop.perform("askCount", try shop.id("SZ-A-01", .locations), ["sku": "MUG-5"])
      try shop.perform("askCount", try shop.id("SZ-A-01", .locations), ["sku": "MUG-4"])
      try shop.perform("planCount", try shop.id("SZ", .locations))
    default: break
    }
    return shop
  }

  @Test(arguments: walks, Language.allCases)
  func `A walk is shown step by step, with a wrong scan and the keys' answers`(walk: String, language: Language) throws
  {
    let shop = try shop(walk)
    var gun = Gun(shop, Size(columns: 20, rows: 16), language)
    // What no walk tells beforehand, the last first.
    var rest: [ScanEvent] =
      switch walk {
      case "count": [.answer(true), .key(.f8), .number(3), .scan("MUG-5")]
      case "receive": [.answer(true), .key(.f8), .number(5), .scan("MUG-5")]
      default: []
      }
    var shown = ""
    func show(_ name: String) {
      for (columns, rows) in ScanWalkScreenTests.sizes {
        gun.screen.size = Size(columns: columns, rows: rows)
        shown += "== \(columns)x\(rows) \(name)\n\(gun.text)\n"
      }
    }
    show("choices")
    let choice = try #require(gun.screen.choices.first { $0.scenario == walk } ?? nil, "\(gun.screen.choices)")
    if walk == "receive" { gun.scan("PO-1") } else { gun.open(choice) }
    for turn in 1...30 {
      guard let place = gun.screen.place, !place.isDone else { break }
      show("\(turn) \(place.step.prompt)")
      if turn == 2 {
        gun.scan("NO-SUCH-CODE")
        show("\(turn) unknown")
        gun.send(.calm)
        gun.send(.key(.function(3), at: 0))
        show("\(turn) F3")
        gun.send(.key(.function(7), at: 0))
        gun.send(.calm)
      }
      guard let event = gun.screen.place?.step.obvious ?? rest.popLast() else { break }
      gun.send(gun.worker.taken(event))
      gun.send(.calm)
    }
    show("end")
    try Golden.expect(shown, "scan-\(walk)-\(language == .english ? "en" : "zh")")
  }
}
