import Domain
import Foundation
import Store
import Terminal
import TestSupport
import Testing

@testable import Console

/// The handheld's screens, from keys and scans.
@Suite struct ScanScreenTests {
  private func shop() throws -> Shop {
    let shop = try Shop()
    try shop.stockUp()
    try shop.perform("createLocation", nil, ["code": "SZ-PACK", "warehouse": "SZ", "use": "packing", "sequence": "90"])
    try shop.perform("planWave", nil, ["warehouse": "SZ"])
    try shop.perform("releaseWave", 1)
    return shop
  }

  private static let sizes = [(20, 16), (40, 8), (80, 24), (120, 36)]

  @Test(arguments: Language.allCases)
  func `A walk on every size of screen says one thing at a time`(language: Language) throws {
    let shop = try shop()
    var gun = Gun(shop, Size(columns: 20, rows: 16), language)
    func record(_ name: String) throws {
      for (columns, rows) in ScanScreenTests.sizes {
        gun.screen.size = Size(columns: columns, rows: rows)
        let code = language == .english ? "en" : "zh"
        try Golden.expect(gun.text, "scan-\(name)-\(columns)x\(rows)-\(code)")
        let frame = gun.screen.view(.standard)
        // The caret is on the bottom line, where the input is.
        #expect(frame.cursor?.y == rows - 1)
      }
    }
    try record("walks")
    gun.type("1")
    try record("location")
    gun.scan("SZ-A-01")
    #expect(gun.bells == 3)
    #expect(gun.screen.isFlashing)
    try record("wrong")
    gun.send(.calm)
    gun.scan("SZ")
    #expect(gun.bells == 4)
    try record("product")
    gun.send(.key(.function(3), at: 0))
    try record("reason")
    gun.send(.key(.function(7), at: 0))
    gun.scan("MUG-6")
    #expect(gun.screen.said?.signal == .good)
  }

  @Test(arguments: [Size(columns: 20, rows: 16), Size(columns: 40, rows: 8), Size(columns: 80, rows: 24)])
  func `Walks that the screen has no room for come by F2, and round again`(size: Size) {
    var screen = ScanScreen(words: Words(language: .english), size: size)
    let walks = (1...50).map { ScanChoice(aim: .run(Int64($0)), scenario: PickRun.word, text: "R-\(100 + $0)") }
    _ = screen.update(.choices(walks))
    var seen: Set<String> = []
    var turns = 0
    repeat {
      let text = screen.view(.standard).text
      #expect(text.contains("F2 more"))
      seen.formUnion(walks.map(\.text).filter(text.contains))
      _ = screen.update(.key(.function(2), at: 0))
      turns += 1
    } while screen.firstChoice > 0 && turns < 50
    #expect(seen.count == 50)
    // Any of them is taken by its number.
    _ = screen.update(.key(.character("4"), at: 0))
    _ = screen.update(.key(.character("7"), at: 500))
    #expect(screen.update(.key(.enter, at: 1000)) == [.open(.run(47), takesOver: false)])
  }

  @Test func `An order that waits to be packed is told by the end of its number`() {
    var screen = ScanScreen(words: Words(language: .english), size: Size(columns: 20, rows: 16))
    let text = "AMZ-US-113-1132072-3536511"
    _ = screen.update(.choices([ScanChoice(aim: .pack(fulfilment: 1), scenario: PackRun.word, text: text)]))
    #expect(screen.view(.standard).text.contains("1 PACK …2072-3536511"))
    #expect(!screen.view(.standard).text.contains("F2 more"))
  }

  @Test func `Over a slow line a scan looks typed, and what is wrong with it is told as well`() throws {
    let shop = try shop()
    try shop.perform("createLocation", nil, ["code": "SZ-Z-99", "warehouse": "SZ"])
    var gun = Gun(shop, Size(columns: 20, rows: 16))
    gun.type("1")
    gun.type("SZ-Z-99")
    #expect(gun.screen.said?.text == "WRONG LOCATION SZ-Z-99")
    gun.scan("SZ-Z-99")
    #expect(gun.screen.said?.text == "WRONG LOCATION SZ-Z-99")
    gun.type("AMZ-DE-305-0000005")
    #expect(gun.screen.said?.text == "THAT IS AN ORDER")
    gun.type("NOWHERE")
    #expect(gun.screen.said?.text.hasPrefix("UNKNOWN CODE") == true)
  }

  @Test func `A scan after the last step is refused and leaves the walk done`() throws {
    let shop = try shop()
    var gun = Gun(shop, Size(columns: 20, rows: 16))
    gun.type("1")
    while gun.screen.place?.isDone == false, let event = gun.screen.place?.step.obvious {
      gun.send(gun.worker.taken(event))
    }
    #expect(gun.screen.place?.isDone == true)
    gun.send(.calm)
    gun.scan("MUG-6-A")
    #expect(gun.screen.said?.signal == .bad)
    #expect(gun.screen.said?.text.contains("R-1") == true)
    #expect(gun.screen.place?.isDone == true, "Enter goes on to the next walk")
    gun.send(.key(.enter, at: 99_999))
    #expect(gun.screen.place == nil)
  }

  @Test(arguments: Language.allCases)
  func `A returned parcel is opened on every size of screen`(language: Language) throws {
    let shop = try shop()
    try shop.perform("createLocation", nil, ["code": "SZ-RET", "warehouse": "SZ", "use": "returns", "sequence": "91"])
    let order = try shop.id("AMZ-DE-305-0000005")
    try shop.perform("requestReturn", order, ["authorised": "yes", "tracking": "RR123456785CN"])
    var gun = Gun(shop, Size(columns: 20, rows: 16), language)
    func record(_ name: String) throws {
      for (columns, rows) in ScanScreenTests.sizes {
        gun.screen.size = Size(columns: columns, rows: rows)
        try Golden.expect(gun.text, "scan-return-\(name)-\(columns)x\(rows)-\(language == .english ? "en" : "zh")")
      }
    }
    gun.scan("RR123456785CN")
    #expect(gun.screen.place?.scenario == ReturnRun.word)
    try record("awaited")
    gun.scan("MUG-6-A")
    gun.send(.calm)
    gun.scan("MUG-5")
    try record("wrong")
    gun.send(.calm)
    gun.type("MUG-6")
    try record("condition")
    gun.type("3")
    gun.send(.key(.function(3), at: 0))
    try record("extra")
    gun.scan("UNHEARD-OF")
    gun.send(.key(.function(8), at: 0))
    try record("end")
    gun.type("y")
    #expect(gun.screen.place?.isDone == true)
    let seen = try shop.store.connection.readNow { try ReturnTable.load(1, in: $0) }?.findings ?? []
    #expect(seen.map(\.condition) == [.damaged, .good])
    #expect(seen.map(\.isUnexpected) == [false, true])
  }

  @Test func `A day at the handheld needs no other key than the scanner's`() throws {
    let shop = try shop()
    var gun = Gun(shop, Size(columns: 40, rows: 8))
    gun.type("R-1")
    var turns = 0
    while let place = gun.screen.place, !place.isDone, turns < 60 {
      turns += 1
      var bin: String?
      for fact in place.step.facts {
        switch (place.step.prompt, fact) {
        case (.location, .location(let code)), (.product, .product(let code)), (.order, .order(let code)):
          gun.scan(code)
        case (.quantity, .quantity(_, let of)): gun.type(String(of))
        case (.bin, .bin(let named)): bin = named ?? "TOTE-1"
        default: continue
        }
        if place.step.prompt != .bin { break }
      }
      if let bin { gun.scan(bin) }
      if place.step.takesAnswer && place.step.prompt != .quantity { gun.type("y") }
    }
    #expect(gun.screen.place?.isDone == true)
    gun.type("")
    #expect(gun.screen.place == nil)
    // The order waits at the packing table now.
    #expect(gun.screen.choices.map(\.scenario) == ["pack"])
    gun.type("1")
    #expect(gun.screen.place?.step.prompt == .order)
    gun.send(.key(.escape, at: 0))
    #expect(gun.screen.place == nil)
    gun.send(.key(.escape, at: 0))
    #expect(gun.hasQuit)
  }

  @Test func `A colleague's walk is asked about before it is taken over`() throws {
    let shop = try shop()
    try shop.perform("addUser", nil, ["name": "ben", "roles": "picker"])
    var first = Gun(shop, Size(columns: 40, rows: 8))
    first.type("R-1")
    first.scan("SZ-A-01")
    let ben = Domain.Actor(name: "ben", rights: Role.picker.rights)
    var second = Gun(shop, Size(columns: 40, rows: 8), token: "other", as: ben)
    second.type("1")
    #expect(second.text.contains("ada is on R-1. Take it over? Y/N"))
    #expect(second.screen.place == nil)
    second.type("n")
    #expect(second.screen.place == nil)
    second.type("1")
    second.type("y")
    #expect(second.screen.place?.step == first.screen.place?.step)
    first.scan("MUG-5X")
    #expect(first.text.contains("ben has taken over R-1"))
    #expect(first.screen.place == nil)
  }

  @Test func `Scans wait while one is at work, doubles are dropped, and none goes on behind an error`() throws {
    let shop = try shop()
    var gun = Gun(shop, Size(columns: 40, rows: 8))
    gun.type("R-1")
    var screen = gun.screen
    #expect(screen.update(.key(.scan("SZ-A-01"), at: 1000)) == [.take(.scan("SZ-A-01"))])
    #expect(screen.update(.key(.scan("SZ-A-01"), at: 1200)) == [])
    #expect(screen.update(.key(.scan("MUG-5-A"), at: 1300)) == [])
    #expect(screen.update(.key(.scan("MUG-5-B"), at: 1400)) == [])
    // A key has to wait for them.
    #expect(screen.update(.key(.function(3), at: 1450)) == [.bells(3)])
    let place = try #require(gun.screen.place)
    #expect(screen.update(.answered(.taken(.accepted), place)) == [.bells(1), .take(.scan("MUG-5-A"))])
    let refused = RunDesk.Answer.taken(.refused(.unknownCode("MUG-5-A")))
    #expect(screen.update(.answered(refused, place)) == [.bells(3)])
    #expect(screen.said?.text == "UNKNOWN CODE MUG-5-A · SCAN ON AFTER THE ERROR")
  }

  @Test func `Codes of any length that come in one write are taken one after another`() throws {
    let shop = try shop()
    var gun = Gun(shop, Size(columns: 40, rows: 8))
    gun.type("R-1")
    var screen = gun.screen
    func write(_ codes: [String]) -> [ScanScreen.Effect] {
      codes.flatMap { code in
        (code.map { Key.character($0) } + [.enter]).flatMap { screen.update(.key($0, at: 5000)) }
      }
    }
    #expect(write(["SZ-A-01", "MUG-6-A", "B25", "B25"]) == [.take(.scan("SZ-A-01"))])
    var place = try #require(gun.screen.place)
    #expect(screen.update(.answered(.taken(.accepted), place)) == [.bells(1), .take(.scan("MUG-6-A"))])
    // What a short one is says the step whose turn it is.
    place.step = ScanStep(.bin, accepts: [.bin])
    #expect(screen.update(.answered(.taken(.accepted), place)) == [.bells(1), .take(.scan("B25"))])
    #expect(screen.update(.answered(.taken(.refused(.unknownCode("B25"))), place)) == [.bells(3)])
    #expect(screen.said?.text == "UNKNOWN CODE B25")
    #expect(write(["NOPE", "B26"]) == [.take(.scan("NOPE"))])
    #expect(screen.update(.answered(.taken(.refused(.unknownCode("NOPE"))), place)) == [.bells(3)])
    #expect(screen.said?.text == "UNKNOWN CODE NOPE · SCAN ON AFTER THE ERROR")
    place.step = ScanStep(.quantity, takesNumber: true)
    #expect(screen.update(.answered(.taken(.accepted), place)) == [.bells(1)])
    #expect(write(["12"]) == [.take(.number(12))])
    // Behind a number, too, a scan waits.
    #expect(write(["SZ-A-02"]) == [])
  }

  @Test func `What a scanner types is told from what a person types`() {
    var pad = ScanPad()
    func enter(_ text: String, every gap: Int64) -> ScanPad.Outcome {
      var now: Int64 = 0
      for character in text {
        _ = pad.take(.character(character), at: now)
        now += gap
      }
      return pad.take(.enter, at: now)
    }
    #expect(enter("4006381333931", every: 4) == .scanned("4006381333931"))
    #expect(enter("4006381333931", every: 90) == .entered("4006381333931"))
    #expect(enter("12", every: 1) == .short("12"))
    #expect(enter("12", every: 90) == .entered("12"))
    #expect(enter("", every: 1) == .entered(""))
  }

  @Test func `A script says a verdict a line, and counts what went otherwise than it has it`() throws {
    let shop = try shop()
    var talk = ScanTalk(shop.store, as: shop.admin, language: .english, token: "t", now: { Shop.now })
    #expect(try talk.choices() == ["PICK R-1"])
    #expect(try talk.open("r-1", takesOver: false).first?.hasPrefix("  SCAN LOC> ") == true)
    #expect(try talk.take("# a remark") == [])
    #expect(
      try talk.take("SZ-QC ! wrongLocation").first == "✗ SZ-QC ! wrongLocation: WRONG LOCATION SZ-QC [wrongLocation]")
    #expect(talk.surprises == 0)
    _ = try talk.take("nonsense")
    #expect(talk.surprises == 1)
    #expect(talk.refusals == 2)
    #expect(!talk.isDone)
    talk.leave()
    #expect(throws: ActionRefusal.noSuchRecord(kind: "runs", "R-99")) { try talk.open("R-99", takesOver: false) }
  }
}
