import Domain
import Foundation
import Testing

@testable import Exchange

struct SourceReaderTests {
  private func read(_ origin: SourceReader.Origin, _ encoding: TextEncoding? = nil) throws -> (String, String) {
    let source = try SourceReader(origin, encoding: encoding)
    var bytes: [UInt8] = []
    try source.read { bytes.append(contentsOf: $0) }
    return (String(decoding: bytes, as: UTF8.self), source.encoding.name)
  }

  @Test func `Encodings are found`() throws {
    let text = "a;b\nMüller;Größe\nx;y\n"
    #expect(try read(.data(Array(text.utf8))) == (text, "UTF-8"))
    #expect(try read(.data([0xef, 0xbb, 0xbf] + Array(text.utf8))) == (text, "UTF-8"))
    let little = try #require(text.data(using: .utf16LittleEndian))
    let big = try #require(text.data(using: .utf16BigEndian))
    #expect(try read(.data([0xff, 0xfe] + little)) == (text, "UTF-16LE"))
    #expect(try read(.data([0xfe, 0xff] + big)) == (text, "UTF-16BE"))
    #expect(try read(.data([UInt8](little))) == (text, "UTF-16LE"))
    let western = try #require(text.data(using: .windowsCP1252))
    #expect(try read(.data([UInt8](western))) == (text, "windows-1252"))
    #expect(try read(.data([UInt8](western)), TextEncoding(named: "ISO-8859-15")).0 == text)
    #expect(TextEncoding(named: "no-such-thing") == nil)
  }

  @Test func `An encoding that shows itself late is found all the same`() throws {
    let ascii = String(repeating: "plain,row\n", count: 20_000)
    let western = try #require("Müller,Größe\n".data(using: .windowsCP1252))
    let (text, name) = try read(.data(Array(ascii.utf8) + western))
    #expect(name == "windows-1252")
    #expect(text.hasSuffix("Müller,Größe\n"))
  }

  @Test func `Bytes that are no text become one mark and an issue of their row`() throws {
    let good =
      "order_id,order_date,order_total,customer_name\n1,2026-09-22,5.00,Müller Größe Öl Äpfel\n2,2026-09-22,6.00,J"
    let bytes = Array(good.utf8) + [0xff, 0xfe] + Array("g\n3,2026-09-22,7.00,Zoë\n".utf8)
    let source = try SourceReader(.data(bytes))
    var decoded: [UInt8] = []
    try source.read { decoded.append(contentsOf: $0) }
    let taken = try Taken(decoded)
    #expect(taken.orders.count == 3)
    #expect(taken.noted.map(\.code) == [.wrongEncoding])
    #expect(taken.noted.first?.line == 3)
    #expect(taken.noted.first?.field == "customer_name")
  }

  @Test func `Archives are opened by their first bytes`() throws {
    let folder = NSTemporaryDirectory() + "portolan-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let text = String(repeating: "order_id,order_date\n1,2026-09-22\n", count: 30_000)
    try text.write(toFile: folder + "/a [1].csv", atomically: true, encoding: .utf8)
    try run("/usr/bin/gzip", ["-k", "a [1].csv"], folder)
    try run("/usr/bin/zip", ["-q", "b.zip", "a [1].csv"], folder)
    try FileManager.default.moveItem(atPath: folder + "/a [1].csv.gz", toPath: folder + "/named.txt")
    #expect(try read(.path(folder + "/named.txt")).0 == text)
    #expect(try read(.path(folder + "/b.zip")).0 == text)
    let packed = try #require(FileManager.default.contents(atPath: folder + "/named.txt"))
    #expect(try read(.data([UInt8](packed))).0 == text)
    let zip = try #require(FileManager.default.contents(atPath: folder + "/b.zip"))
    #expect(try read(.data([UInt8](zip))).0 == text)
    #expect(throws: SourceRefusal.damagedArchive("gzip")) { try read(.data(Array(packed.dropLast(packed.count / 2)))) }
    #expect(try SourceReader(.path(folder + "/b.zip")).modifiedAt != nil)
    #expect(throws: SourceRefusal.self) { try SourceReader(.path(folder + "/missing.csv")) }
    #expect(throws: SourceRefusal.self) { try SourceReader(.path(folder)) }
  }

  private func run(_ program: String, _ arguments: [String], _ folder: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    try process.run()
    process.waitUntilExit()
  }
}
