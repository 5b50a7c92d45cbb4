import Domain
import Exchange
import Foundation
import Operations
import Store
import TestSupport
import Testing

/// Carriers' answers as files: every one that can be read goes in, and no other is lost.
@Suite struct TrackingFileTests {
  private let now = Instant(seconds: 1_790_000_100)

  private func run(_ path: String, _ bench: ImportBench, number: String? = nil) throws -> TrackingImport.Report {
    try TrackingImport(store: bench.store, actor: bench.admin, now: now, number: number).run(.path(path), name: path)
  }

  private func file(_ bytes: [UInt8], _ name: String, _ bench: ImportBench) throws -> String {
    let url = bench.folder.appending(path: name)
    try Data(bytes).write(to: url)
    return url.path
  }

  /// Every answer among the real data, as a path within it.
  private static func samples() throws -> [String] {
    let folder = try #require(SharedData.path("carrier-events"))
    let all = try #require(FileManager.default.enumerator(atPath: folder))
    return all.compactMap { $0 as? String }.filter { name in
      (name.hasSuffix(".json") || name.hasSuffix(".xml")) && !name.contains(".expected.")
    }.sorted()
  }

  @Test func `Every sample goes in as it is read, and what is of no kind is kept as it came`() throws {
    let bench = try ImportBench()
    let samples = try TrackingFileTests.samples()
    #expect(samples.count == 124)
    var kept = 0
    for name in samples {
      let path = try #require(SharedData.path("carrier-events/\(name)"))
      let report = try run(path, bench, number: "ASKED1")
      #expect(report.refused.allSatisfy { $0.code != "unread" }, "\(name): \(report.refused)")
      let bytes = try #require(SharedData.bytes("carrier-events/\(name)"))
      do throws(PayloadFault) {
        let payload = try PayloadReader.read(bytes)
        #expect(report.format == payload.source && report.unread == nil, "\(name)")
        let events = payload.parcels.reduce(0) { $0 + $1.events.count }
        #expect(report.imported + report.updated + report.unchanged >= events, "\(name): \(report)")
      } catch {
        #expect(report.refused.map(\.code) == [error.code] && report.unread != nil, "\(name)")
        kept += 1
      }
    }
    #expect(kept > 0)
    let raw = try bench.store.connection.readNow {
      try $0.all("SELECT raw FROM tracking_events WHERE code = 'unread:unknownKind' AND raw IS NOT NULL") { $0.text(0) }
    }
    let aramex = try #require(samples.first { $0.contains("aramex/parse_tracking_response") })
    #expect(raw.contains(SharedData.text("carrier-events/\(aramex)")))
    #expect(try bench.store.examine().findings == [])
  }

  @Test func `An answer that is cut off is kept once, with the place where it breaks, and read when it comes whole`()
    throws
  {
    let bench = try ImportBench()
    let whole = try #require(SharedData.bytes("carrier-events/17track/webhook-delivered.raw.json"))
    let cut = try file(Array(whole.prefix(whole.count / 2)), "cut.json", bench)
    let report = try run(cut, bench)
    let refusal = try #require(report.refused.first)
    let unread = try #require(report.unread)
    #expect(unread.hasPrefix("UNREAD-"))
    #expect(refusal.code == "broken" && refusal.line > 0 && !refusal.field.isEmpty, "\(refusal)")
    #expect(refusal.message.contains("byte ") && !refusal.message.contains("byte 0,"), "\(refusal.message)")
    #expect(!refusal.message.contains("expected was expected"), "\(refusal.message)")
    #expect(report.entry != nil)
    let again = try run(cut, bench)
    #expect(again.unread == unread && again.entry == nil)
    #expect(try bench.integer("SELECT COUNT(*) FROM tracking_events") == 1)
    let kept = try bench.store.connection.readNow {
      try $0.all("SELECT raw FROM tracking_events") { Array($0.text(0).utf8) }
    }
    #expect(kept == [Array(whole.prefix(whole.count / 2))])
    #expect(try run(try file(whole, "whole.json", bench), bench).imported > 0)
    #expect(try bench.store.examine().findings == [])
  }

  @Test func `A table or a letter among the answers is nobody's answer, and is not kept`() throws {
    let bench = try ImportBench()
    for (name, text) in [("a.csv", "Name,City\nAnn,Bonn\n"), ("b.txt", "hello"), ("c.json", "null"), ("d.json", "")] {
      let report = try run(try file(Array(text.utf8), name, bench), bench)
      #expect(report.unread == nil && report.refused.count == 1 && !report.isTaken, "\(name)")
    }
    #expect(try bench.integer("SELECT COUNT(*) FROM tracking_numbers") == 0)
  }

  @Test func `An answer of XML goes in through the general import too, and other XML is said to be none`() throws {
    let bench = try ImportBench()
    let path = try #require(
      SharedData.path("carrier-events/karrio/dhl_express/parse_tracking_response.raw.xml"))
    let report = try bench.take(path)
    #expect(report.failure == nil && report.imported > 0, "\(report)")
    let other = try bench.take(try file(Array("<?xml version='1.0'?><orders/>".utf8), "orders.xml", bench))
    #expect(other.failure?.contains("It is an XML file") == true)
    let tracker = try #require(SharedData.path("carrier-events/karrio/ups/tracking_response_parsing.raw.json"))
    #expect(try bench.take(tracker).imported > 0)
  }

  @Test func `UTF-16 and gzip are read as plain answers are`() throws {
    let bench = try ImportBench()
    let text = SharedData.text("carrier-events/17track/webhook-delivered.raw.json")
    let units = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    let wide: [UInt8] = [0xFF, 0xFE] + units
    let bytes = try PayloadReader.text(of: SourceReader(.data(wide), takesXML: true))
    #expect(String(decoding: bytes, as: UTF8.self) == text)
    let first = try run(try file(Array(text.utf8), "plain.json", bench), bench)
    #expect(first.imported > 0)
    #expect(try run(try file(wide, "wide.json", bench), bench).unchanged == first.imported)
  }
}
