import Domain
import TestSupport
import Testing

/// A carrier's label prints, and leaves the printer as it was.
@Suite struct SanitisedZPLTests {
  private func clean(_ text: String) throws -> SanitisedZPL { try SanitisedZPL(Array(text.utf8)) }
  private func text(_ zpl: SanitisedZPL) -> String { String(decoding: zpl.bytes, as: UTF8.self) }

  @Test func `What draws stays, what changes the printer goes and is told`() throws {
    let zpl = try clean("~JR^XA^MMT^MNW^PW812^LL1218^FO20,20^A0N,30,30^FDHello^FS^JUS^XZ")
    #expect(text(zpl) == "^XA^PW812^LL1218^FO20,20^A0N,30,30^FDHello^FS^XZ\n")
    #expect(zpl.stripped.map(\.command) == ["~JR", "^MM", "^MN", "^JU"])
    #expect(
      zpl.stripped.map(\.reason) == [.commandsPrinter, .changesPrinter, .changesPrinter, .changesPrinter])
  }

  @Test(arguments: [
    "^JUS", "^MMT", "^MNY", "^MTT", "^MD30", "^PR12", "^JZN", "^KP1234", "^NC1", "^ND2", "^SZ2", "^ST", "^WIE", "^TO",
    "^IDR:*.*", "^DFR:A.ZPL", "^XFR:A.ZPL", "^HWR:", "^HH", "^JMB", "^MCY", "^SC9600", "^SP0", "^SS", "^CWQ,E:A.TTF",
    "~DGR:A.GRF,8,1,FF", "~JA", "~JR", "~HS", "~HI", "~WC", "~TA010", "~SD30", "~PS", "~DYR:A,A,P,1,,F", "~JC", "~EG",
  ])
  func `No command that changes or questions a printer comes through`(_ command: String) throws {
    let zpl = try clean("^XA^FO1,1\(command)^FDx^FS^XZ\(command)")
    #expect(text(zpl) == "^XA^FO1,1^FDx^FS^XZ\n")
    #expect(zpl.stripped.reduce(0) { $0 + $1.count } == 2)
    #expect(zpl.stripped.allSatisfy { $0.reason != .unknown })
  }

  @Test func `Copies are this house's business`() throws {
    #expect(text(try clean("^XA^FDx^FS^PQ1^XZ")) == "^XA^FDx^FS^PQ1^XZ\n")
    let many = try clean("^XA^FDx^FS^PQ500,0,0,N^XZ")
    #expect(text(many) == "^XA^FDx^FS^PQ1^XZ\n")
    #expect(many.stripped.map(\.command) == ["^PQ"])
  }

  @Test func `Binary graphics are taken by their length, so that nothing hides in them`() throws {
    let zpl = try clean("^XA^FO1,1^GFB,4,4,1,^JU~^FS^XZ")
    #expect(text(zpl) == "^XA^FO1,1^GFB,4,4,1,^JU~^FS^XZ\n")
    #expect(zpl.stripped.isEmpty)
    #expect(throws: SanitisedZPL.Refusal.badGraphic(at: 3)) { try clean("^XA^GFB,400,400,1,abc^FS^XZ") }
    #expect(throws: SanitisedZPL.Refusal.badGraphic(at: 3)) { try clean("^XA^GFA,9999999999,99999999,1,FF^FS^XZ") }
    #expect(throws: SanitisedZPL.Refusal.badGraphic(at: 3)) { try clean("^XA^GFA,1^FS^XZ") }
  }

  @Test func `What is no label is refused and said`() {
    #expect(throws: SanitisedZPL.Refusal.empty) { try clean(" \n") }
    #expect(throws: SanitisedZPL.Refusal.notZPL) { try clean("%PDF-1.4 nothing") }
    #expect(throws: SanitisedZPL.Refusal.unfinished(at: 0)) { try clean("^XA^FDx^FS") }
    #expect(throws: SanitisedZPL.Refusal.unfinished(at: 0)) { try clean("^XA^FDx^FS^XA^XZ") }
    #expect(throws: SanitisedZPL.Refusal.changesSigns(at: 3)) { try clean("^XA^CC!!JUS!XZ") }
    #expect(throws: SanitisedZPL.Refusal.tooLarge(found: 1 << 21, limit: 1 << 20)) {
      try SanitisedZPL([UInt8](repeating: 0x41, count: 1 << 21))
    }
    #expect(throws: SanitisedZPL.Refusal.tooManyLabels(limit: 20)) {
      try clean(String(repeating: "^XA^FDx^FS^XZ", count: 21))
    }
  }

  @Test func `Our own labels are clean`() throws {
    let written = try ZPLWriter().write(try #require(PaperParcel.specimen.layout(.label, for: .zpl)))
    let zpl = try clean(written)
    #expect(zpl.stripped.isEmpty)
    #expect(zpl.labels == 1)
  }

  @Test(arguments: 0..<300)
  func `Whatever comes in, only allowed commands leave, and cleaning twice changes nothing`(_ seed: Int) throws {
    var dice = Dice(seed: UInt64(seed))
    let pieces = [
      "^XA", "^XZ", "^FO1,2", "^FDa", "^FS", "^MMT", "~JR", "^", "~", "^JU", "^A0N,1", "^A@", "^GFA,2,2,1,FFFF",
      "^GFB,3,3,1,", "^PQ9", "^pq1", "^xa", "^BCN,10", "^FX hidden", "\u{0}", "é", "^GF", "^C", "^^", "~~DG", "^PQ",
      " ", "\n",
    ]
    var source: [UInt8] = Array("^XA".utf8)
    for _ in 0..<dice.roll(0...40) {
      source += dice.roll(0...5) == 0 ? [UInt8(dice.roll(0...255))] : Array(dice.pick(pieces).utf8)
    }
    source += Array("^XZ".utf8)
    guard let zpl = try? SanitisedZPL(source) else { return }
    let again = try SanitisedZPL(zpl.bytes)
    #expect(again.bytes == zpl.bytes)
    #expect(again.stripped.isEmpty)
    #expect(zpl.bytes.count <= source.count + 24 * zpl.labels)
    // Without binary graphics no sign stands there that does not begin an allowed command.
    guard zpl.bytes.firstRange(of: Array("^GFB".utf8)) == nil else { return }
    #expect(!zpl.bytes.contains(0x7E))
    for index in zpl.bytes.indices where zpl.bytes[index] == 0x5E {
      let name = String(decoding: zpl.bytes[(index + 1)...].prefix(2), as: UTF8.self)
      #expect(ZPLCommand.allowed.contains(name) || name.hasPrefix("A"), "\(name)")
    }
  }
}
