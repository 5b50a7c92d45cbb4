import Domain
import TestSupport
import Testing

@Suite struct HostileScanTests {
  @Test func `A megabyte is refused by its length`() throws {
    for unit in ["A", "0", "\u{1D}", "]C1", "蓝", "(01)"] {
      let text = String(repeating: unit, count: 1_048_576 / unit.utf8.count)
      #expect(try ScanReadingTests.fault(text) == .tooLong(found: text.utf8.count, allowed: 512))
    }
  }

  @Test func `A long text that settings let in is read or refused`() throws {
    let settings = ScannerSettings(
      prefixes: ["00", ""], suffixes: ["00", ""], separatorSubstitutes: ["0", ""], longestScan: .max)
    for unit in ["A", "0", "\u{1D}", "]C1", "(01)", "10A\u{1D}"] {
      for lead in ["", "]C1", "]E0", "]I0"] {
        let text = lead + String(repeating: unit, count: 65_536 / unit.utf8.count)
        let scan = try? ScanReadingTests.read(text, settings)
        #expect(scan?.readings.isEmpty != true)
      }
    }
  }

  @Test func `Every control character is refused or taken off, wherever it stands`() throws {
    for value in (UInt32(0)...0x1F).map({ $0 }) + [0x7F, 0x85, 0x9B, 0xAD, 0x200B, 0x2028, 0x202E, 0xFEFF, 0xE000] {
      let sign = String(Character(try #require(Unicode.Scalar(value))))
      for text in [sign + "ABCDEF", "ABC" + sign + "DEF", "ABCDEF" + sign, "]C0AB" + sign + "CD", sign] {
        guard let scan = try? ScanReadingTests.read(text) else { continue }
        #expect(scan.readings.allSatisfy { !$0.text.unicodeScalars.contains { $0.value == value } })
      }
    }
  }

  @Test(arguments: 1...10)
  func `Any bytes are read or refused, the same each time`(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed))
    let settings = ScannerSettings(
      prefixes: ["~", "AB"], suffixes: ["#"], codeIdPlace: dice.pick(ScannerSettings.CodeIdPlace.allCases),
      codeIds: ["A": .ean13, "Q": .gs1QR], separatorSubstitutes: ["|", "^]"])
    let pieces = [
      "]C1", "]E0", "]d2", "]", "01", "10", "17", "310", "(", ")", "\u{1D}", "|", "^]", "~", "#", "A", "AB", "蓝", "é",
      "09506000134352", "4006381333931", "\u{0}", " ", "\r\n", "👨‍👩‍👧", "260100", "00106141411234567897", "e\u{301}",
      "https://x/", "/01/", "?17=", "%2F", "%",
    ]
    let reader = try ScanReadingTests.reader(settings)
    for _ in 0..<2000 {
      let text = (0..<dice.roll(0...8)).map { _ in dice.pick(pieces) }.joined()
      let first = try? reader.read(text)
      #expect(first == (try? reader.read(text)))
      #expect(first?.readings.isEmpty != true)
      #expect(first.map { $0.raw == text } != false)
    }
  }

  @Test(arguments: 1...5)
  func `One digit that is wrong is found in every trade item number`(seed: Int) throws {
    var dice = Dice(seed: UInt64(seed))
    for _ in 0..<200 {
      let length = dice.pick([8, 12, 13, 14])
      var digits = (0..<length - 1).map { _ in UInt8(0x30 + dice.roll(0...9)) }
      digits.append(CheckDigit.of(digits))
      let right = String(decoding: digits, as: UTF8.self)
      #expect(try Gtin(right).digits.hasSuffix(right))
      let place = dice.roll(0...length - 1)
      digits[place] = 0x30 + (digits[place] - 0x30 + UInt8(dice.roll(1...9))) % 10
      #expect(throws: ScanFault.self) { try Gtin(String(decoding: digits, as: UTF8.self)) }
    }
  }
}
