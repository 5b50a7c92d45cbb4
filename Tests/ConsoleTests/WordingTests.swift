import Domain
import Testing

@testable import Console
@testable import Store

struct WordingTests {
  private let english = Words(language: .english)
  private let chinese = Words(language: .chinese)

  private func check(_ what: String, _ say: (Words) -> String, mayBeAlike: Bool = false) {
    #expect(!say(english).isEmpty, "\(what) has no English")
    #expect(!say(chinese).isEmpty, "\(what) has no Chinese")
    if !mayBeAlike { #expect(say(english) != say(chinese), "\(what) is the same in both") }
    #expect(
      !say(english).unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(what): Chinese in English")
  }

  @Test func `Every command has a title and a help in both languages`() {
    for command in Command.allCases {
      check("\(command)", { $0.title(command) })
      check("\(command)", { $0.help(command) })
    }
    for section in Command.Section.allCases { check("\(section)", { $0.section(section) }) }
  }

  @Test func `A refusal names what is missing or in the way, and blames nobody`() {
    #expect(english.refused(ActionRefusal.missingField("goods")) != english.refused(ActionRefusal.missingField("to")))
    #expect(!english.refused(ActionRefusal.missingField("goods")).hasPrefix("Where to"))
    let changed = ActionRefusal.conflict([.init(field: "units", mine: .null, theirs: .number(1))])
    #expect(english.refused(changed) == "Changed since then: Units.")
    let checked = ActionRefusal.supply(.transition(from: "conditional", event: "sample", fits: ["settle"]))
    #expect(
      english.refused(checked)
        == "What is “let through” allows no checking, only releasing, returning or writing off.")
  }

  @Test func `One word stands for a walk's scenario on the handheld and in lists`() {
    let reasons = [MoveReason.replenishment, .putBack].map(\.rawValue)
    for scenario in [PickRun.word, PackRun.word, PutAwayRun.word, CountRun.word, ReceiveRun.word] + reasons {
      let listed = english.choice(scenario, of: .run(.scenario))
      #expect(listed == english.scenario(scenario).lowercased() && listed != scenario.uppercased(), "\(scenario)")
    }
  }

  @Test func `Every field of every kind has a title in both languages`() {
    for kind in Kind.allCases {
      check("\(kind)", { $0.kind(kind) })
      for field in kind.fields { check(field.titleKey, { $0.title(field) }) }
    }
  }

  @Test func `What the program noted of a hold is told in the reader's language, and a sum with its currency`() throws {
    let placed = Instant(milliseconds: 0)
    let sources = Hold(reason: .buyerMessage, actor: "ada", placedAt: placed, note: Hold.sourcesOwn)
    check("a source's hold", { $0.holdNote(sources) })
    let lines = Hold(reason: .incompleteImport, actor: "ada", placedAt: placed, note: "line 12: a price is missing")
    #expect(chinese.holdNote(lines).contains("12") && chinese.holdNote(lines).contains("a price is missing"))
    check("an import's hold", { $0.holdNote(lines) })
    let noted: [HoldNote] = [
      .asTheSourceSays, .calledOffTooLate, .changedAfterRework, .setAside(.damaged),
      .address([AddressFinding(.postcode, .wrongShape), AddressFinding(.street, .noHouseNumber)]),
    ]
    for note in noted {
      #expect(HoldNote(note.text) == note)
      let hold = Hold(reason: .other, actor: "ada", placedAt: placed, note: note.text)
      #expect(english.holdNote(hold) == note.text)
      #expect(!isRaw(chinese.holdNote(hold)), "\(chinese.holdNote(hold))")
    }
    for text in ["call", "street: wide", "street: missing, and call", "set aside at the packing table: lunch", ""] {
      #expect(HoldNote(text) == nil, "\(text)")
    }
    for code in [IssueCode.wrongAmount, .wrongNumber, .missingValue, .tooLong, .raggedRow, .sumTooLarge] {
      let issue = RowIssue(line: 3, code: code, found: code == .missingValue ? "" : "９x“2”")
      let hold = Hold(reason: .incompleteImport, actor: "ada", placedAt: placed, note: "line 3: \(issue.message)")
      let note = chinese.holdNote(hold)
      #expect(note.contains("3") && !note.contains("was") && !note.contains("the"), "\(note)")
      #expect(note.contains(issue.found), "\(note)")
      #expect(english.holdNote(hold) == hold.note)
    }
    let own = Hold(reason: .incompleteImport, actor: "ada", placedAt: placed, note: "call: later")
    check("somebody's own note", { $0.holdNote(own) }, mayBeAlike: true)
    let money = OrderMoney(currency: try #require(Currency("JPY")), items: 1200, shipping: 300)
    #expect(english.plain(money.plain, field: "money", zone: .utc) == "1500 JPY")
    #expect(english.plain(Money(minorUnits: 1250, currency: .euro).plain, field: "price", zone: .utc) == "12.50 EUR")
  }

  @Test func `Titles of one kind differ`() {
    for kind in Kind.allCases {
      for words in [english, chinese] {
        let titles = kind.fields.map { words.title($0) }
        #expect(Set(titles).count == titles.count, "\(kind): \(titles.sorted())")
      }
    }
  }

  @Test func `Every value of every list is worded`() {
    for value in OrderStatus.allCases { check("\(value)", { $0.status(value) }) }
    for value in OrderState.allCases { check("\(value)", { $0.state(value) }) }
    for value in PaymentState.allCases { check("\(value)", { $0.payment(value) }) }
    for value in FulfilmentState.allCases { check("\(value)", { $0.fulfilment(value) }) }
    for value in HoldReason.allCases { check("\(value)", { $0.hold(value) }) }
    for value in ReviewState.allCases { check("\(value)", { $0.review(value) }) }
    for value in ProductSource.allCases { check("\(value)", { $0.source(value) }) }
    for value in Hazard.allCases { check("\(value)", { $0.hazard(value) }) }
    for value in CustomerTier.allCases { check("\(value)", { $0.tier(value) }) }
    for value in Right.allCases { check("\(value)", { $0.right(value) }) }
  }

  @Test func `Every field of every action has a label`() {
    for definition in ActionTable.all {
      for field in definition.fields { check("\(definition.id).\(field.name)", { $0.recordField(field.name) }) }
    }
  }

  /// Whether a Chinese word has Latin letters that are no name of a thing: `in_transit`, `kind`, `told_at`.
  private func isRaw(_ text: String) -> Bool {
    let known: Set = ["SKU", "CN", "SDR", "EORI", "IOSS", "MID", "HS", "PDF", "ZPL", "FBA", "mm", "kg", "g", "vim"]
    let latin = text.split { !($0.isASCII && ($0.isLetter || $0 == "_")) }.map(String.init)
    return text.contains("/") || latin.contains { !known.contains($0) }
  }

  @Test func `Words of the program's own are never shown as codes`() {
    for language in Language.allCases {
      let words = Words(language: language)
      for raw in ["asked", "notEmpty", "notFound", "wrongGoods"] { #expect(words.countCause(raw) != raw, "\(raw)") }
      #expect(words.plain(.text("fraudRisk"), field: "value", zone: .utc) == words.hold(.fraudRisk))
      #expect(words.plain(.text("dear"), field: "value", zone: .utc) == "dear")
    }
    let chinese = Words(language: .chinese)
    do {
      _ = try Sentence("orders status:zzzz")
      Issue.record("zzzz is no status")
    } catch {
      let said = chinese.sentence(error)
      #expect(said.contains("草稿") && !said.contains("draft"), "\(said)")
      #expect(Words(language: .english).sentence(error).contains("draft"))
    }
  }

  @Test func `Every choice of a form about parcels and ways is worded, and its label fits it`() {
    let kinds: Set = ["parcels", "alerts", "claims", "consolidations", "services", "carriers", "sheets", "waves"]
    for definition in ActionTable.all where kinds.contains(definition.kind) {
      for field in definition.fields {
        let label = chinese.recordField(field.name, of: definition.id)
        #expect(!isRaw(label), "\(definition.id).\(field.name): \(label)")
        guard case .choice(let raws) = field.shape, field.name != "format" else { continue }
        for raw in raws where definition.id != "tellCustomer" {
          let word = chinese.choice(raw, field.name, of: definition.id)
          #expect(!isRaw(word), "\(definition.id).\(field.name): \(word)")
        }
      }
    }
    #expect(chinese.choice("delivered", "status", of: "correctStatus") == "已妥投")
    #expect(chinese.recordField("kind", of: "printPapers") == "单证种类")
    #expect(english.recordField("value", of: "declareValue") == "Declared value")
  }

  @Test func `Every column that an action's history may name is worded`() {
    for table in FulfilmentTable.allCases {
      for column in table.columns {
        let name = chinese.recordField("\(table.rawValue)/3/\(column)")
        #expect(!isRaw(name), "\(table.rawValue).\(column): \(name)")
      }
    }
    #expect(english.recordField("claims/3/state") == "Claim 3 · State")
    #expect(chinese.plain(.text("closed"), field: "claims/3/state", zone: .utc) == "已结束")
    #expect(chinese.plain(.text("in_transit"), field: "tracking_corrections/3/status", zone: .utc) == "运输中")
  }

  @Test func `What an expectation rests on is said as it is`() {
    let lane = TransitLane(way: "yw-tracked", origin: "CN", destination: "GB")
    func basis(_ text: String, _ words: Words) -> String {
      words.basis(["basis": .text(text), "samples": .number(46), "days": .number(182)], lane)
    }
    #expect(basis("country", english) == "46 parcels of the last 182 days, CN→GB")
    #expect(basis("region:westernEurope", english).contains("western Europe (too few CN→GB)"))
    #expect(basis("region:westernEurope", chinese).contains("西欧"))
    #expect(basis("kind:smallPacket", english).contains("small packet"))
    #expect(basis("stated", chinese).contains("YW-TRACKED"))
    for region in TransitRegion.allCases { check("\(region)", { $0.region(region) }) }
    for kind in LineKind.allCases { check("\(kind)", { $0.lineKind(kind) }) }
    for word in ["zone", "country", "stated", "region:eastAsia", "kind:express"] {
      #expect(TransitBasis(text: word)?.text == word)
      #expect(!isRaw(chinese.basis(word)), "\(word)")
    }
    #expect(TransitBasis(text: "region:atlantis") == nil)
  }

  @Test func `Store errors and refusals are sentences in both languages`() {
    let errors: [StoreError] = [
      .missing(path: "/x"), .exists(path: "/x"), .notAStore(path: "/x"), .newer(found: 3, known: 2),
      .older(found: 1, known: 2), .diskFull, .readOnly(path: "/x"), .cannotOpen(path: "/x", why: "y"), .locked,
      .held(by: "process 1", seconds: 30), .gone(path: "/x"), .inUse(path: "/x"),
      .damaged(detail: "z"), .interrupted, .constraint("c"), .engine(code: 1, detail: "d"),
    ]
    for error in errors { check("\(error)", { $0.storeError(error) }) }
    let refusals: [ActionRefusal] = [
      .unknownAction("x", fits: []), .notAllowed(.look, actor: "bob", ask: ["ada"]), .unknownUser("x", ask: ["ada"]),
      .noSuchRecord(kind: "orders", "1"), .ambiguous(kind: "orders", "1", fits: ["a"]), .missingField("tag"),
      .unknownField("x", fits: []), .badField("until", found: "x", expected: .date), .order(.onHold([.fraudRisk])),
      .order(.unchanged), .product(.emptyTitle), .product(.unchanged), .conflict([]), .nothingToUndo,
      .noSuchEntry(1), .alreadyUndone(1), .notUndoable(action: "tagOrder"), .withdrawn(kind: "orders", "1"), .erased,
      .operationReused("x"),
    ]
    for refusal in refusals { check("\(refusal)", { $0.refused(refusal) }) }
  }

  @Test func `Faults of sentences are said in both languages, with what would fit`() throws {
    for text in ["orders statos:paid", "orders status:payed", "orders total>=x", "orders (a", "orders age>now", "x y"] {
      do {
        _ = try Sentence(text)
        Issue.record("\(text) was taken")
      } catch {
        check(text, { $0.sentence(error) })
      }
    }
    do {
      _ = try Sentence("orders statos:paid")
    } catch {
      #expect(english.sentence(error).contains("status"))
      #expect(chinese.sentence(error).contains("status"))
    }
  }

  @Test func `The language comes from the name of a locale`() {
    #expect(Language(named: "zh_CN.UTF-8") == .chinese)
    #expect(Language(named: "zh-Hans") == .chinese)
    #expect(Language(named: "de_DE") == .english)
    #expect(Language(named: "C") == .english)
  }

  @Test func `Numbers are grouped by three`() {
    #expect(english.number(0) == "0")
    #expect(english.number(999) == "999")
    #expect(english.number(1000) == "1,000")
    #expect(english.number(-1_234_567) == "-1,234,567")
    #expect(english.number(.min) == "-9,223,372,036,854,775,808")
  }
}
