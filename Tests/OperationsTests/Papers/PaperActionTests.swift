import Domain
import Foundation
import Store
import TestSupport
import Testing

@testable import Operations

/// Papers as a form or `do` asks for them: by a printer, into a file, through a pipe.
@Suite struct PaperActionTests {
  private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("papers-\(UUID().uuidString)")
  private let zone = Zone.utc

  /// A bench with places of its own: `lp` writes what it was told and given into `out`.
  private func with(
    _ bench: PaperBench, _ lp: String? = nil, pipe: String? = nil, _ body: () throws -> Void
  ) throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer {
      do { try FileManager.default.removeItem(at: folder) } catch { Issue.record("left behind: \(folder.path)") }
    }
    let program = folder.appendingPathComponent("lp").path
    let script = lp ?? "echo \"$@\" >> \(folder.path)/out; cat > /dev/null"
    try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: program))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
    let places = PaperPlaces(folder: folder.appendingPathComponent("saved").path, program: pipe, printing: program)
    try PaperPlaces.$given.withValue(places, operation: body)
  }

  private func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appendingPathComponent(name)), as: UTF8.self)
  }

  private func print(
    _ bench: PaperBench, _ fields: [String: String], reason: String = "", as actor: Actor? = nil
  ) throws -> ActionResult {
    try PaperDesk.perform(
      ActionRequest("printPapers", subject: bench.parcels[0], fields: fields, reason: reason), in: bench.store,
      as: actor ?? bench.bench.admin, now: bench.later, zone: zone)
  }

  @Test func `Papers go to a printer, once; a reprint needs a reason and is counted`() throws {
    let bench = try PaperBench()
    try with(bench) {
      let result = try print(bench, ["format": "zpl", "printer": "Zebra_1"])
      #expect(result.changes.map(\.field) == ["label", "cn22"])
      #expect(try text("out").split(separator: "\n").count == 2)
      #expect(try text("out").contains("-d Zebra_1 -t P-1 label -o raw"))
      #expect(throws: ActionRefusal.papers(.printedBefore(paper: "D-1", kind: .label))) {
        try print(bench, ["format": "zpl", "printer": "Zebra_1"])
      }
      let again = try print(bench, ["format": "zpl", "kind": "label"], reason: "jammed")
      #expect(again.changes.map(\.field) == ["label"])
      #expect(try text("out").contains("\n-t P-1 label -o raw"))
    }
    #expect(
      try bench.store.connection.readNow { try PaperTable.load(1, in: $0) }?.prints == 2)
  }

  @Test func `A file takes a name alone, and says where it lies`() throws {
    let bench = try PaperBench()
    try with(bench) {
      for name in ["../x", "/etc/passwd", ".hidden", "a/b.txt", "x;y"] {
        #expect(throws: ActionRefusal.self, "\(name)") { try print(bench, ["format": "txt", "file": name]) }
      }
      let result = try print(bench, ["format": "txt", "kind": "packingList", "file": "list"])
      let path = try #require(result.changes.last?.after.text)
      #expect(path.hasSuffix("/saved/list.txt"))
      #expect(try text("saved/list.txt").contains("MUG"))
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      #expect(mode == 0o600)
    }
  }

  @Test func `A pipe is the machine's own program, or there is none`() throws {
    let bench = try PaperBench()
    try with(bench) {
      #expect(throws: ActionRefusal.papers(.notMade(.noProgram))) {
        try print(bench, ["format": "zpl", "pipe": "yes"])
      }
    }
    try with(bench, pipe: "cat >> \(folder.path)/piped") {
      _ = try print(bench, ["format": "zpl", "pipe": "yes"])
      #expect(try text("piped").contains("^XA"))
    }
    try with(bench, pipe: "echo 'no paper' >&2; exit 3") {
      #expect(throws: ActionRefusal.papers(.notMade(.program("no paper")))) {
        try print(bench, ["format": "zpl", "pipe": "yes"], reason: "again")
      }
    }
  }

  @Test func `What cannot be is refused before anything is kept`() throws {
    let bench = try PaperBench()
    try with(bench) {
      #expect(throws: ActionRefusal.unknownField("colour", fits: ["kind", "format", "printer", "file", "pipe"])) {
        try print(bench, ["colour": "red"])
      }
      #expect(throws: ActionRefusal.self) { try print(bench, ["kind": "manifest"]) }
      #expect(throws: ActionRefusal.self) { try print(bench, ["format": "doc"]) }
      #expect(throws: ActionRefusal.self) { try print(bench, ["printer": "a b"]) }
      #expect(throws: ActionRefusal.self) { try print(bench, ["format": "zpl", "printer": "Z", "file": "x"]) }
      #expect(throws: ActionRefusal.self) { try print(bench, ["format": "zpl", "kind": "invoice"]) }
      #expect(throws: ActionRefusal.self) {
        try print(bench, ["format": "zpl"], as: Actor(name: "eve", rights: [.editOrders]))
      }
      #expect(throws: ActionRefusal.papers(.madeOutside)) {
        try bench.store.perform(
          ActionRequest("printPapers", subject: bench.parcels[0]), as: bench.bench.admin, now: bench.later)
      }
    }
    #expect(try bench.store.connection.readNow { try PaperTable.papers(of: bench.parcels[0], in: $0) }.isEmpty)
  }

  @Test func `Several parcels come out in one go, and those that lack something are named`() throws {
    let bench = try PaperBench(orders: 3)
    try with(bench) {
      let desk = bench.desk
      let result = try desk.perform(
        ActionRequest("printPapers", fields: ["format": "txt", "kind": "label", "file": "labels"]), on: bench.parcels,
        at: bench.later)
      #expect(result.changes.count == 4 && result.subject == nil)
      #expect(try text("saved/labels.txt").contains("RR100000003CN"))
      #expect(throws: ActionRefusal.papers(.tooManyParcels(201, limit: 200))) {
        try desk.perform(ActionRequest("printPapers"), on: Array(repeating: 1, count: 201), at: bench.later)
      }
      try bench.perform("editVariant", ["hs": ""], on: try bench.bench.integer("SELECT id FROM variants"))
      #expect(throws: ActionRefusal.self) {
        try desk.perform(
          ActionRequest("printPapers", fields: ["format": "txt", "kind": "cn22"]), on: bench.parcels, at: bench.later)
      }
    }
  }
}
