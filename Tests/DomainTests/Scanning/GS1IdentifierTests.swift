import Domain
import TestSupport
import Testing

@Suite struct GS1IdentifierTests {
  @Test func `No identifier begins with another and each has a right format`() {
    #expect(GS1Identifier.all.count > 480)
    for code in GS1Identifier.all.keys {
      for other in GS1Identifier.all.keys where other != code {
        #expect(!other.hasPrefix(code), "\(code) \(other)")
      }
    }
    for identifier in GS1Identifier.all.values {
      #expect(identifier.parts.dropLast().allSatisfy { $0.least == $0.most && !$0.isOptional })
      #expect((1...90).contains(identifier.most) && identifier.least <= identifier.most)
      #expect((2...4).contains(identifier.code.utf8.count))
    }
  }

  @Test func `What needs no separator has one length`() {
    let lengths: [String: Int] = [
      "00": 18, "01": 14, "02": 14, "11": 6, "13": 6, "15": 6, "17": 6, "20": 2, "3102": 6, "3161": 6, "3699": 6,
      "410": 13, "417": 13,
    ]
    for (code, length) in lengths where code != "3699" {
      #expect(GS1Identifier.named(code)?.least == length)
      #expect(GS1Identifier.named(code)?.isPredefined == true)
    }
    for identifier in GS1Identifier.all.values where identifier.isPredefined {
      #expect(identifier.least == identifier.most, "\(identifier.code)")
    }
    for code in ["10", "21", "37", "400", "402", "420", "421", "422", "8008"] {
      #expect(GS1Identifier.named(code)?.isPredefined == false)
    }
  }

  @Test(arguments: [
    (2026, "260101", "2026-01-01"), (2026, "761231", "2076-12-31"), (2026, "770101", "1977-01-01"),
    (2026, "990228", "1999-02-28"), (2080, "300101", "2130-01-01"), (2080, "310101", "2031-01-01"),
    (1999, "000229", "2000-02-29"), (2026, "260200", "2026-02-28"), (2026, "280200", "2028-02-29"),
  ])
  func `Two digits of a year are at most fifty years away`(year: Int, digits: String, date: String) {
    #expect(GS1Date.read(Array(digits.utf8), allowsDayZero: true, inYear: year)?.dateText == date)
  }

  @Test(arguments: ["260230", "261301", "260001", "26010", "2601011", "26O101"])
  func `No date is read from what is no day`(digits: String) {
    #expect(GS1Date.read(Array(digits.utf8), allowsDayZero: true, inYear: 2026) == nil)
  }

  @Test func `Day 00 is refused where the identifier wants a day`() throws {
    #expect(throws: ScanFault.noSuchDate(identifier: "7003", text: "260100")) {
      try GS1Elements.read(Array("70032601001200".utf8), inYear: 2026)
    }
  }

  /// Data that the identifier's format allows, at its shortest or its longest.
  static func value(of identifier: GS1Identifier, longest: Bool, _ dice: inout Dice) -> String {
    var value = ""
    for part in identifier.parts {
      if part.isOptional && !longest { continue }
      let length = longest ? part.most : part.least
      var piece: [UInt8] = []
      if part.isDate { piece += Array("260115".utf8) }
      let signs: [UInt8] =
        switch part.characters {
        case .digits: Array("0123456789".utf8)
        case .thirtyNine: Array("0AZ9#-/".utf8)
        case .eightyTwo: Array("aZ09!%&'*+,-./:;<=>?_".utf8)
        case .sixtyFour: Array("aZ09-_=".utf8)
        }
      while piece.count < length { piece.append(dice.pick(signs)) }
      if part.hasCheckDigit { piece[length - 1] = CheckDigit.of(piece.dropLast()) }
      value += String(decoding: piece, as: UTF8.self)
    }
    return value
  }

  @Test func `Every identifier is read at its shortest and its longest, and back`() throws {
    var dice = Dice(seed: 41)
    for identifier in GS1Identifier.all.values.sorted(by: { $0.code < $1.code }) {
      for longest in [false, true] {
        let value = Self.value(of: identifier, longest: longest, &dice)
        let elements = try GS1Elements.read(Array((identifier.code + value).utf8), inYear: 2026)
        #expect(elements.map(\.identifier) == [identifier.code])
        #expect(elements.map(\.value) == [value])
        let printed = GS1Elements.printed(elements)
        #expect(try GS1Elements.readPrinted(Array(printed.utf8), inYear: 2026) == elements)
      }
    }
  }

  @Test func `Elements one behind the other are told apart, with separators where they are needed`() throws {
    var dice = Dice(seed: 42)
    let all = GS1Identifier.all.values.sorted { $0.code < $1.code }
    for _ in 0..<500 {
      var data = ""
      var codes: [String] = []
      for _ in 0..<dice.roll(1...8) {
        let identifier = dice.pick(all)
        guard !codes.contains(identifier.code) else { continue }
        codes.append(identifier.code)
        data += identifier.code + Self.value(of: identifier, longest: dice.isHeads(), &dice)
        if !identifier.isPredefined || dice.isHeads() { data += "\u{1D}" }
      }
      #expect(try GS1Elements.read(Array(data.utf8), inYear: 2026).map(\.identifier) == codes)
    }
  }

  @Test func `Every identifier cut at every length is read or refused, never more`() throws {
    var dice = Dice(seed: 43)
    let reader = try ScanReadingTests.reader()
    for identifier in GS1Identifier.all.values {
      let whole = identifier.code + Self.value(of: identifier, longest: true, &dice)
      for length in 0...whole.utf8.count {
        let cut = String(decoding: Array(whole.utf8.prefix(length)), as: UTF8.self)
        // One of each family is enough for the other leads.
        let isFirst = identifier.code.utf8.count < 4 || identifier.code.hasSuffix("0")
        for lead in isFirst ? ["]C1", "", "(", "\u{1D}"] : ["]C1"] {
          let scan = try? reader.read(lead + cut)
          #expect(scan?.readings.isEmpty != true)
        }
        if length < identifier.code.utf8.count + identifier.least, length > 0 {
          #expect(throws: ScanFault.self) { try GS1Elements.read(Array(cut.utf8), inYear: 2026) }
        }
      }
    }
  }
}
