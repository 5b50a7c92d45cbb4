import Domain
import Store
import Terminal
import Testing

@testable import Console

/// Golden screens of marks, plans, batches at work and their results, at each size, in both languages.
struct BulkScreenTests {
  private struct Scene {
    let name: String
    let keys: String
    var changes = true
  }

  private static let scenes = [
    Scene(name: "marks", keys: "Space,j,Space,/,country:DE,Enter", changes: false),
    Scene(name: "marks-range", keys: "j,v,j,j", changes: false),
    Scene(name: "bulk-form", keys: "Space,Space,Space,H", changes: false),
    Scene(name: "bulk-plan", keys: "*,H,fraudRisk,Enter", changes: false),
    Scene(name: "bulk-done", keys: "*,H,fraudRisk,Enter,y"),
    Scene(name: "bulk-batch", keys: "*,H,fraudRisk,Enter,y,b"),
    Scene(name: "bulk-refused", keys: "*,H,fraudRisk,Enter,y,b,f"),
    Scene(name: "bulk-undone", keys: "*,H,fraudRisk,Enter,y,u,Enter,b"),
  ]

  @Test(arguments: Language.allCases)
  func `Marks, plan, results and undo look as recorded`(language: Language) throws {
    let full = try Shop()
    for size in ScreenTests.sizes {
      for scene in BulkScreenTests.scenes {
        let shop = scene.changes ? try Shop() : full
        let frame = try Console.screen(
          shop.options(language), size: try #require(Size(size)), keys: Key.script(scene.keys))
        try check(frame, "\(scene.name)-\(size)-\(language.rawValue)")
      }
    }
  }

  @Test(arguments: Language.allCases)
  func `A plan that asks for a number, a batch at work and one that was stopped look as recorded`(
    language: Language
  ) throws {
    let shop = try Shop()
    for size in ScreenTests.sizes {
      var rehearsal = try shop.rehearsal(try #require(Size(size)), language)
      rehearsal.press(script: "/,fulfilment:unfulfilled,Enter,*")
      rehearsal.run(.cancel)
      rehearsal.press(script: "Enter,4")
      try check(rehearsal.frame, "bulk-number-\(size)-\(language.rawValue)")
      rehearsal.press(script: "C-c")
      var state = rehearsal.state
      let batch = batch
      state.bulk = BulkProgress(batch)
      state.bulkSince = state.viewer.now.adding(milliseconds: -500)
      try check(state.view(.standard), "bulk-progress-\(size)-\(language.rawValue)")
      let sight = BulkSight(
        batch: batch,
        lines: [
          .init(result: .waiting, code: "", count: 6_580), .init(result: .done, code: "", count: 3_388),
          .init(result: .failed, code: "wrongFulfilment:shipped", count: 30),
          .init(result: .failed, code: "hasTag:rush", count: 2),
        ])
      state.mode = .batch(BatchDialog(sight, isRunning: true))
      try check(state.view(.standard), "bulk-running-\(size)-\(language.rawValue)")
      state.mode = .batch(BatchDialog(sight, isRunning: false))
      try check(state.view(.standard), "bulk-stopped-\(size)-\(language.rawValue)")
    }
  }

  private var batch: BulkBatch {
    BulkBatch(
      id: 17, seq: 4_000, actor: "ada", action: "tagOrder", kind: .orders, fields: ["tag": "rush"], reason: "",
      operationId: "x", openedAt: Shop.now, state: .open, total: 10_000, done: 3_388, failed: 32,
      spentMilliseconds: 1_200)
  }

  private func check(_ frame: Frame, _ name: String) throws {
    try Golden.expect(frame.text, name)
    let cursor = try #require(frame.cursor, "\(name) has no cursor")
    #expect(frame.bounds.contains(cursor), "\(name)")
  }
}
