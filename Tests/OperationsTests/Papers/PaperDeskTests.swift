import Domain
import Foundation
import Operations
import Store
import TestSupport
import Testing

/// Papers of parcels in one go: made, kept, handed out, and printed again with a reason alone.
@Suite struct PaperDeskTests {
  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func `The label and what customs asks for come out, and the parcel may leave`() throws {
    let bench = try PaperBench()
    let report = try bench.print(.zpl)
    #expect(report.printed.map(\.kind) == [.label, .cn22])
    #expect(report.refused.isEmpty)
    let whole = text(try report.whole(format: .zpl, at: bench.later))
    #expect(whole.contains("Jürgen Groß 1"))
    #expect(whole.contains("2 × Ceramic mug"))
    #expect(whole.components(separatedBy: "^XA").count == 3)
    for parcel in bench.parcels { try bench.perform("shipParcel", [:], on: parcel) }
    #expect(try bench.store.examine().findings == [])
  }

  @Test func `What was printed is not printed again without a reason, and with one byte by byte`() throws {
    let bench = try PaperBench(orders: 2)
    let first = try bench.print(.zpl)
    #expect(first.printed.count == 4)
    let second = try bench.print(.zpl)
    #expect(second.printed.isEmpty)
    #expect(second.left.count == 4)
    let third = try bench.print(.zpl, reason: "the roll tore")
    #expect(third.printed.map(\.bytes) == first.printed.map(\.bytes))
    #expect(third.printed.map(\.isReprint) == [true, true, true, true])
    #expect(try bench.store.examine().findings == [])
  }

  @Test func `A parcel that lacks something is named, and the others are printed`() throws {
    let bench = try PaperBench(orders: 2)
    let order = try bench.bench.integer("SELECT order_id FROM parcels WHERE id = \(bench.parcels[0])")
    try bench.perform("changeAddress", ["name": "", "company": ""], on: order)
    let report = try bench.print(.zpl)
    #expect(report.refused.map(\.parcel) == ["P-\(bench.parcels[0])"])
    #expect(Set(report.printed.map(\.parcel)) == ["P-\(bench.parcels[1])"])
  }

  @Test func `Pages do not go to a label printer, and are said`() throws {
    let bench = try PaperBench()
    let report = try bench.print(.zpl, kinds: [.label, .invoice])
    #expect(report.printed.map(\.kind) == [.label])
    #expect(report.skipped.map(\.kind) == [.invoice])
  }

  @Test func `Inland the label alone comes out`() throws {
    let bench = try PaperBench(country: "CN")
    #expect(try bench.print(.txt).printed.map(\.kind) == [.label])
  }

  @Test func `A carrier's label stands in place of our own`() throws {
    let bench = try PaperBench()
    let label = Array("~JR^XA^MMT^FO9,9^A0N,40,40^FDRR1^FS^XZ".utf8)
    let kept = try bench.desk.keep(label, for: bench.parcels[0], at: bench.later)
    #expect(kept.stripped.map(\.command) == ["~JR", "^MM"])
    let report = try bench.print(.zpl, reason: "for the parcel")
    #expect(report.printed.map(\.isReprint) == [false, false])
    #expect(text(report.printed[0].bytes) == "^XA^FO9,9^A0N,40,40^FDRR1^FS^XZ\n")
  }

  @Test func `A carrier's list and a walk are printed of what is so`() throws {
    let bench = try PaperBench(orders: 3)
    let manifest = try #require(try bench.perform("makeManifest", ["warehouse": "SZ", "carrier": "China Post"]))
    let list = try #require(
      try bench.store.connection.readNow { try HousePapers.manifest(manifest, in: $0) })
    #expect(list.plainText.contains("RR100000001CN"))
    let walk = try #require(
      try bench.store.connection.readNow { try HousePapers.pickList(1, at: bench.later, in: $0) })
    #expect(walk.plainText.contains("4006381333931"))
  }
}

/// Papers become bytes: text and labels everywhere, pages where this build draws them.
@Suite struct PaperPressTests {
  private let now = Instant(milliseconds: 1_795_324_800_000)

  @Test func `Without documents PDF is refused, with them it is one`() throws {
    let papers = Specimen.papers(of: Specimen.parcel(to: "DE", at: now), for: .pdf)
    guard PaperPress.drawsDocuments else {
      #expect(throws: PaperFault.noDocuments) { try PaperPress.print(papers, as: .pdf, at: now) }
      return
    }
    let pdf = try PaperPress.print(papers, as: .pdf, at: now)
    #expect(pdf.starts(with: Array("%PDF-".utf8)))
    #expect(pdf.count > 10_000 && pdf.count < 2_000_000)
  }

  @Test(.enabled(if: PaperPress.drawsDocuments), arguments: Specimen.countries)
  func `German, Japanese and Arabic addresses are drawn, on pages and on labels`(_ country: String) throws {
    let parcel = Specimen.parcel(to: country, at: now)
    for format in [PaperFormat.pdf, .zpl] {
      for paper in Specimen.papers(of: parcel, for: format) {
        let bytes = try PaperPress.print([paper], as: format, at: now)
        #expect(bytes.count > 1000, "\(country) \(paper.kind)")
        guard format == .zpl else { continue }
        #expect(try SanitisedZPL(bytes).stripped.isEmpty)
        let isDrawn = String(decoding: bytes, as: UTF8.self).contains("^GFA,")
        if paper.kind == .label { #expect(isDrawn) }
      }
    }
  }

  @Test func `Another script is refused by its words where nothing draws it`() throws {
    let label = try #require(Specimen.parcel(to: "JP", at: now).layout(.label, for: .zpl))
    if PaperPress.drawsDocuments { return }
    #expect(throws: PaperFault.self) { try PaperPress.print([label], as: .zpl, at: now) }
  }

  @Test func `Labels go to the printer as they are, and its word is passed on`() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lp-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer {
      do { try FileManager.default.removeItem(at: folder) } catch { Issue.record("left behind: \(folder.path)") }
    }
    func program(_ script: String) throws -> String {
      let path = folder.appendingPathComponent("lp").path
      try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: path))
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
      return path
    }
    let out = folder.appendingPathComponent("out").path
    try PaperPrinter.print(
      Array("^XA^XZ".utf8), as: .zpl, title: "P-1 label", on: "Zebra_1",
      program: try program("echo \"$@\" > \(out); cat >> \(out)"))
    #expect(
      String(decoding: try Data(contentsOf: URL(fileURLWithPath: out)), as: UTF8.self)
        == "-d Zebra_1 -t P-1 label -o raw\n^XA^XZ")
    let angry = try program("echo 'lp: no such printer' >&2; exit 1")
    #expect(throws: PaperFault.printer("lp: no such printer")) {
      try PaperPrinter.print([1], as: .pdf, title: "x", on: "Zebra_1", program: angry)
    }
    for name in ["", "-o", "a b", "a;b", "../x"] { #expect(!PaperPrinter.isName(name), "\(name)") }
  }
}
