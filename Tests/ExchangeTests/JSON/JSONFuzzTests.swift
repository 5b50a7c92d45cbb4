import Domain
import Foundation
import Testing

@testable import Exchange

/// A generator of the same numbers for the same seed (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

struct JSONFuzzTests {
  private static let tokens = [
    "{", "}", "[", "]", "\"", ",", ":", "\\", "\\u", "\\ud800", "null", "1e999999", "-", "99999999999999999999999",
    "\n",
    "\u{0}", "[[[[[[[[", "]]]]]]]]", "\"id\":", "true", " ", "1e-999999", "-9223372036854775808", "0.1e30", "\"\"",
  ]

  private static func mutated(_ bytes: [UInt8], _ numbers: inout SeededNumbers) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...6, using: &numbers) where !bytes.isEmpty {
      let place = Int.random(in: 0..<bytes.count, using: &numbers)
      switch Int.random(in: 0..<5, using: &numbers) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(contentsOf: (tokens.randomElement(using: &numbers) ?? "").utf8, at: place)
      case 3: bytes.removeLast(min(bytes.count, place / 3))
      default:
        let end = min(bytes.count, place + Int.random(in: 1...200, using: &numbers))
        let slice = Array(bytes[place..<end])
        bytes.insert(contentsOf: slice, at: Int.random(in: 0...bytes.count, using: &numbers))
      }
    }
    return bytes
  }

  @Test(arguments: [
    "shopify/api-fixtures", "amazon-spapi/ordersV0", "amazon-spapi/orders_2026-01-01",
    "amazon-spapi/listingsItems_2021-08-01", "amazon-spapi/catalogItems_2022-04-01",
  ])
  func `Broken samples end in items, never in a trap`(folder: String) throws {
    var numbers = SeededNumbers(state: 20_260_922)
    for file in MessageSamples.files(under: folder) {
      let bytes = Array(try Data(contentsOf: file))
      for _ in 0..<3 {
        let broken = Self.mutated(bytes, &numbers)
        for format in MessageFormats.all {
          let items = try MessageSamples.read(broken, format, piece: Int.random(in: 1...4096, using: &numbers))
          #expect(items.rows <= broken.count + 1)
        }
        _ = MessageSamples.format(of: broken)
      }
    }
  }

  @Test func `A broken fixture of many tables ends in items`() throws {
    var numbers = SeededNumbers(state: 7)
    let bytes = try MessageSamples.bytes("saleor-sample/populatedb_data.json")
    let format = try #require(MessageFormats.all.first { $0.id == "saleor-sample-json" })
    for _ in 0..<5 { #expect(try MessageSamples.read(Self.mutated(bytes, &numbers), format).rows > 0) }
  }

  @Test(arguments: MessageFormats.all.map(\.id))
  func `Bombs are refused quickly`(id: String) throws {
    let format = try #require(MessageFormats.all.first { $0.id == id })
    let keys = "{" + (0..<30_000).map { "\"k\($0)\":0" }.joined(separator: ",") + "}"
    let bombs = [
      String(repeating: "[", count: 60_000), String(repeating: "{\"a\":", count: 40_000),
      "[1e999999999," + String(repeating: "9", count: 60_000) + "]", "{\"qty\":1,\"qty\":-1}",
      String(repeating: "]", count: 60_000), String(repeating: ",", count: 60_000),
      "[" + String(repeating: ",", count: 60_000), "\"" + String(repeating: "\\", count: 60_001),
      String(repeating: "{\"orders\":[", count: 30_000), "[" + String(repeating: "[],", count: 60_000), keys,
      String(repeating: "{\"payload\":", count: 30_000), "{\"" + String(repeating: "k", count: 60_000),
    ]
    for bomb in bombs {
      let start = ContinuousClock.now
      let items = try MessageSamples.read(Array(bomb.utf8), format)
      #expect(items.rows >= 1, "\(bomb.prefix(20))")
      // Unoptimised, on a machine that may be busy; what takes the square of its length would take hours.
      #expect(ContinuousClock.now - start < .seconds(90), "\(bomb.prefix(20))")
    }
  }
}
