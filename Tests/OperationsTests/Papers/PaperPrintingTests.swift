import Domain
import Foundation
import Operations
import Store
import TestSupport
import Testing

/// A paper counts as printed once somebody has taken it, and what may have come out is never unknown.
@Suite struct PaperPrintingTests {
  private struct NotTaken: Error {}

  private func papers(_ bench: PaperBench) throws -> [PaperRecord] {
    try bench.store.connection.readNow { reader in
      try bench.parcels.flatMap { try PaperTable.papers(of: $0, in: reader) }
    }
  }

  private func print(
    _ bench: PaperBench, _ format: PaperFormat = .zpl, kinds: [PaperKind] = [], reason: String = "",
    to outlet: PaperOutlet
  ) throws -> PaperDesk.Report {
    try bench.desk.print(bench.parcels, kinds: kinds, format: format, reason: reason, at: bench.later, to: outlet)
  }

  private func lacks(_ bench: PaperBench) throws -> Bool {
    try bench.parcels.contains { !(try bench.desk.sheaf($0, at: bench.later).has(.cn22)) }
  }

  @Test func `What nobody took is not printed: nothing stays, the parcel waits, and a second try needs no reason`()
    throws
  {
    let bench = try PaperBench()
    #expect(throws: NotTaken.self) { try print(bench, to: .together { _ in throw NotTaken() }) }
    #expect(throws: NotTaken.self) { try print(bench, to: .each { _ in throw NotTaken() }) }
    #expect(try papers(bench) == [])
    #expect(try lacks(bench))
    #expect(throws: ActionRefusal.papers(.lacking(parcel: "P-1", [.cn22]))) {
      try bench.perform("shipParcel", [:], on: bench.parcels[0])
    }
    #expect(try print(bench, to: .together { _ in }).printed.map(\.isReprint) == [false, false])
    #expect(try papers(bench).map(\.prints) == [1, 1])
    try bench.perform("shipParcel", [:], on: bench.parcels[0])
    #expect(try bench.store.examine().findings == [])
  }

  @Test func `While papers go out they stand there as begun, as they do after a sudden end`() throws {
    let bench = try PaperBench()
    _ = try print(
      bench,
      to: .together { _ in
        let (begun, lacks) = (try papers(bench).map(\.prints), try lacks(bench))
        #expect(begun == [0, 0] && lacks)
        // Somebody else looks meanwhile, or after the machine was switched off: it may have come out.
        let second = try print(bench, to: .together { _ in Issue.record("printed twice") })
        #expect(second.left.count == 2)
      })
    #expect(try papers(bench).map(\.prints) == [1, 1])
    #expect(try !lacks(bench))
    #expect(try bench.store.examine().findings == [])
  }

  @Test func `A printer that stops half-way leaves what came out, and the rest is not printed`() throws {
    let bench = try PaperBench(orders: 2)
    var taken = 0
    let report = try print(
      bench,
      to: .each { _ in
        if taken == 3 { throw NotTaken() }
        taken += 1
      })
    #expect(report.printed.count == 3 && report.failure is NotTaken)
    #expect(try papers(bench).map(\.prints) == [1, 1, 1])
    let rest = try print(bench, to: .each { _ in })
    #expect(rest.printed.map(\.kind) == [.cn22] && rest.left.count == 3)
    #expect(try bench.store.examine().findings == [])
  }

  @Test func `A reprint that fails is no print, and an older paper stays until the new one is out`() throws {
    let bench = try PaperBench()
    _ = try print(bench, to: .together { _ in })
    #expect(throws: NotTaken.self) {
      try print(bench, reason: "jammed", to: .each { _ in throw NotTaken() })
    }
    #expect(try papers(bench).map(\.prints) == [1, 1])
    let order = try bench.bench.integer("SELECT MIN(id) FROM orders")
    try bench.perform("changeAddress", ["street": "Other Street 5"], on: order)
    #expect(throws: NotTaken.self) { try print(bench, to: .together { _ in throw NotTaken() }) }
    #expect(try papers(bench).map { $0.voidedAt == nil } == [true, true])
    _ = try print(bench, to: .together { _ in })
    #expect(try papers(bench).map { $0.voidedAt == nil } == [false, false, true, true])
    #expect(try bench.store.examine().findings == [])
  }

  @Test func `A reprint in another format is a print of the same paper`() throws {
    let bench = try PaperBench()
    _ = try print(bench, kinds: [.label], to: .together { _ in })
    #expect(try print(bench, .txt, kinds: [.label], to: .together { _ in }).left.map(\.paper.number) == ["D-1"])
    let again = try print(bench, .txt, kinds: [.label], reason: "to read it", to: .together { _ in })
    #expect(again.printed.map(\.isReprint) == [true] && again.printed.map(\.format) == [.txt])
    #expect(try papers(bench).map(\.prints) == [2])
    let prints = try bench.store.connection.readNow { try PaperTable.prints(of: 1, in: $0) }
    #expect(prints.map(\.why) == ["", "to read it"])
    #expect(try bench.store.examine().findings == [])
  }

  @Test func `A carrier's label that was kept is printed once without a reason`() throws {
    let bench = try PaperBench()
    let label = Array("^XA^FO9,9^A0N,40,40^FDRR1^FS^XZ".utf8)
    _ = try bench.desk.keep(label, for: bench.parcels[0], at: bench.later)
    #expect(try papers(bench).map(\.prints) == [0])
    #expect(throws: NotTaken.self) { try print(bench, kinds: [.label], to: .each { _ in throw NotTaken() }) }
    #expect(try papers(bench).map(\.prints) == [0])
    #expect(try print(bench, kinds: [.label], to: .each { _ in }).printed.map(\.isReprint) == [false])
    #expect(try papers(bench).map(\.prints) == [1])
    #expect(try print(bench, kinds: [.label], to: .each { _ in }).left.count == 1)
    #expect(try bench.store.examine().findings == [])
  }

  @Test(arguments: [
    "^BCN,80^FDRR%CN^FS", "^BCN,80^FD>:RR%CN^FS", "^A0N,40^FDTracking: RR % CN^FS", "^BCN,80^FD42090210RR%CN^FS",
    "^A0N,40^FDrr-%-cn^FS",
  ])
  func `A label with another parcel's number is not kept, one with the parcel's own is`(field: String) throws {
    let bench = try PaperBench(orders: 2)
    func label(_ parcel: Int64) -> [UInt8] {
      Array("^XA^FO9,9\(field.replacing("%", with: String(100_000_000 + parcel)))^XZ".utf8)
    }
    let (mine, other) = (bench.parcels[0], bench.parcels[1])
    do {
      _ = try bench.desk.keep(label(other), for: mine, at: bench.later)
      Issue.record("the other parcel's label was kept: \(field)")
    } catch let refusal as ActionRefusal {
      guard case .papers(.foreignLabel(_, let number, _)) = refusal else {
        Issue.record("\(refusal)")
        return
      }
      #expect(number == "RR\(100_000_000 + other)CN")
    }
    #expect(try papers(bench) == [])
    _ = try bench.desk.keep(label(mine), for: mine, at: bench.later)
    let both = label(mine) + label(other)
    _ = try bench.desk.keep(both, for: mine, at: bench.later)
    _ = try bench.desk.keep(Array("^XA^FO9,9^FDRR900000000CN^FS^XZ".utf8), for: mine, at: bench.later)
  }

  @Test func `A file that is only called a PDF is not kept as a label`() throws {
    let bench = try PaperBench()
    #expect(throws: ActionRefusal.papers(.brokenPDF(bytes: 12))) {
      try bench.desk.keep(Array("%PDF-1.4\nfoo".utf8), for: bench.parcels[0], at: bench.later)
    }
    #expect(try papers(bench) == [])
    guard PaperPress.drawsDocuments else { return }
    let layouts = Specimen.papers(of: Specimen.parcel(to: "DE", at: bench.later), for: .pdf)
    let pdf = try PaperPress.print(layouts, as: .pdf, at: bench.later)
    #expect(try bench.desk.keep(pdf, for: bench.parcels[0], at: bench.later).format == .pdf)
    #expect(throws: ActionRefusal.self) {
      try bench.desk.keep(Array(pdf.prefix(pdf.count / 2)), for: bench.parcels[0], at: bench.later)
    }
  }
}
