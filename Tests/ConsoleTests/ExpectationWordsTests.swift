import Domain
import Store
import Testing

@testable import Console

/// What a refusal says that a field takes.
struct ExpectationWordsTests {
  private static let yen = Currency("JPY") ?? .euro

  /// The expectation after one, each with something in it; a new one does not compile until it stands here.
  private static func after(_ expected: FieldExpectation) -> FieldExpectation? {
    switch expected {
    case .oneOf: .anyOf(Domain.Role.allCases.map(\.rawValue))
    case .anyOf: .known(["MUG", "CUP"])
    case .known: .yesOrNo
    case .yesOrNo: .characters(atMost: 200)
    case .characters: .wholeNumber
    case .wholeNumber: .from(0, to: 1_000_000)
    case .from: .cap(atMost: 1_000_000)
    case .cap: .exactly(7)
    case .exactly: .rate(example: "7.8125")
    case .rate: .drawingRight(yen)
    case .drawingRight: .amount(yen)
    case .amount: .declaredValue(yen)
    case .declaredValue: .amountNotBelowNought
    case .amountNotBelowNought: .amountAboveNought
    case .amountAboveNought: .amountAtMost(Money(minorUnits: 1250, currency: .euro))
    case .amountAtMost: .sum(example: "150EUR")
    case .sum: .prices(.euro)
    case .prices: .currency(example: "EUR")
    case .currency: .currencyBeside(.euro)
    case .currencyBeside: .date
    case .date: .day
    case .day: .dayThatHasCome
    case .dayThatHasCome: .timeOfDay
    case .timeOfDay: .pastTime
    case .pastTime: .timeToCome
    case .timeToCome: .timeAfterBeginning
    case .timeAfterBeginning: .timeBeforeEnd
    case .timeBeforeEnd: .time(after: Instant(milliseconds: 0), atMost: Instant(milliseconds: 1000))
    case .time: .dayOfLot("2026-11")
    case .dayOfLot: .notAfterDelivery(Instant(milliseconds: 0))
    case .notAfterDelivery: .notBeforeShipping(Instant(milliseconds: 0))
    case .notBeforeShipping: .visibleCode
    case .visibleCode: .code
    case .code: .notTaken(.code)
    case .notTaken(let what):
      following(what, in: FieldExpectation.Taken.allCases).map { .notTaken($0) } ?? .letters(atMost: nil)
    case .letters(.none): .letters(atMost: 16)
    case .letters(.some): .idWithoutBlanks
    case .idWithoutBlanks: .nameOfAPerson
    case .nameOfAPerson: .country(example: "DE")
    case .country: .countryOrUnion(example: "DE")
    case .countryOrUnion: .language
    case .language: .zone(example: "Europe/Berlin")
    case .zone: .email
    case .email: .pictureAddress
    case .pictureAddress: .eori
    case .eori: .ioss
    case .ioss: .latinLetters
    case .latinLetters: .printer
    case .printer: .file
    case .file: .onePlaceForPapers
    case .onePlaceForPapers: .orderLine
    case .orderLine: .orderLineWithPrice(example: "MUG*2@12.30")
    case .orderLineWithPrice: .lineAndCount
    case .lineAndCount: .codeAndCount
    case .codeAndCount: .purchaseLine
    case .purchaseLine: .eachCodeOnce
    case .eachCodeOnce: .eachPartOnce(example: "MUG*2")
    case .eachPartOnce: .partThatIsNotTheKit
    case .partThatIsNotTheKit: .options([])
    case .options(let names): names.isEmpty ? .options(["颜色"]) : .hazards(Hazard.allCases.map(\.rawValue))
    case .hazards: .qualityStandard(["unchecked", "all"])
    case .qualityStandard: .accountThatIsNone
    case .accountThatIsNone: .translationThatIsNone
    case .translationThatIsNone: .anotherCustomer
    case .anotherCustomer: .anotherAdmin
    case .anotherAdmin: .notTheLastAdmin
    case .notTheLastAdmin: .warehouse
    case .warehouse: .ownWarehouse
    case .ownWarehouse: .placeToSellFrom
    case .placeToSellFrom: .placeToKeepFromSale
    case .placeToKeepFromSale: .waveWithRoom(under: 1000)
    case .waveWithRoom: .telling(after: 2, upTo: 5)
    case .telling: .sentenceOfOrders
    case .sentenceOfOrders: .scannerEvent
    case .scannerEvent: .base64
    case .base64: .untold
    case .untold: nil
    }
  }

  private static func following<T: Equatable>(_ one: T, in all: [T]) -> T? {
    all.firstIndex(of: one).flatMap { all.dropFirst($0 + 1).first }
  }

  private static let all: [FieldExpectation] = Array(
    sequence(first: .oneOf(["awaitingPayment", "fraudRisk"]), next: after))

  /// The field that an expectation is told of.
  private func field(_ expected: FieldExpectation) -> String {
    switch expected {
    case .oneOf: "reason"
    case .anyOf: "roles"
    case .hazards: "hazards"
    case .qualityStandard: "standard"
    default: "code"
    }
  }

  @Test func `Whatever a field takes is told in both languages, and in Chinese without English words`() {
    // Codes, names, examples, and what is typed at a prompt.
    let typed = Hazard.allCases.map(\.rawValue) + Domain.Role.allCases.map(\.rawValue)
    let known = Set(typed).union([
      "MUG", "CUP", "SKU", "SDR", "JPY", "EUR", "CN", "DE", "EU", "IM", "UN", "yes", "no", "de", "pt", "BR", "zh",
      "Hans", "anna", "example", "com", "https", "a", "jpg", "lpstat", "e", "labels", "pdf", "addAccount", "base", "T",
      "Z", "d", "Europe", "Berlin",
    ])
    #expect(ExpectationWordsTests.all.count > 70)
    let (english, chinese) = (Words(language: .english), Words(language: .chinese))
    for expected in ExpectationWordsTests.all {
      let refusal = ActionRefusal.badField(field(expected), found: "9", expected: expected)
      let said = chinese.refused(refusal)
      let latin = said.split { !($0.isASCII && $0.isLetter) }.map(String.init).filter { !known.contains($0) }
      #expect(latin.isEmpty, "\(said)")
      #expect(said.hasSuffix("。") && !said.contains("；。"), "\(said)")
      let told = english.refused(refusal)
      #expect(told.hasSuffix(".") && !told.contains("; ."), "\(told)")
      let isChinese = told.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
      // Of its own name, and of the product's.
      let mayBe = [FieldExpectation.latinLetters, .options(["颜色"])].contains(expected)
      #expect(isChinese == mayBe, "\(told)")
    }
  }

  @Test func `What a refusal says is what the field takes, with its own numbers`() {
    let (english, chinese) = (Words(language: .english), Words(language: .chinese))
    func said(_ words: Words, _ expected: FieldExpectation) -> String { words.expectation(expected, of: "code") }
    #expect(said(english, .from(1, to: 1_000_000)) == "1 to 1,000,000")
    #expect(said(chinese, .from(1, to: 1_000_000)) == "应在 1 到 1,000,000 之间")
    #expect(said(english, .amount(ExpectationWordsTests.yen)) == "an amount of JPY such as 1230")
    #expect(said(chinese, .amount(.euro)) == "应为 EUR 金额，如 12.30")
    #expect(said(english, .letters(atMost: 16)) == "letters, digits and dashes, 16 at most")
    #expect(said(chinese, .known(["MUG", "CUP"])) == "应为 MUG、CUP")
    #expect(
      chinese.refused(.badField("country", found: "x", expected: .country(example: "DE")))
        == "国家：“x”不合适；应为两位国家代码，如 DE。")
    #expect(chinese.expectation(.anyOf(["picker"]), of: "roles") == "应为 picker（拣货员）")
    #expect(english.expectation(.anyOf(["picker", "admin"]), of: "roles") == "picker, admin")
    #expect(chinese.expectation(.hazards(["liquid"]), of: "hazards") == "应为 UN 编号，或 liquid（液体）")
    #expect(chinese.expectation(.qualityStandard(["unchecked", "all"]), of: "standard").hasPrefix("应为 免检、全检"))
  }

  @Test func `A batch's refused field is told by its name, though nobody wrote down what it takes`() throws {
    let refusal = ActionRefusal.badField("until", found: "soon", expected: .date)
    let read = try #require(ActionRefusal(code: refusal.code))
    #expect(Words(language: .english).refused(read) == "Until: what was given does not fit.")
    #expect(Words(language: .chinese).refused(read).contains("所填内容不合适"))
  }

  @Test func `A step that stock does not take is told by its name`() {
    let chinese = Words(language: .chinese)
    func latin(_ text: String) -> Bool { text.contains { $0.isASCII && $0.isLetter } }
    for status in LotStatus.allCases {
      for event in LotEvent.allCases {
        let said = chinese.stock(.transition(from: status.rawValue, event: event.rawValue, fits: ["approve"]))
        #expect(!latin(said), "\(said)")
      }
    }
    for state in UnitState.allCases {
      for event in UnitEvent.allCases {
        let said = chinese.stock(.transition(from: state.rawValue, event: event.rawValue, fits: ["pick", "cancel"]))
        #expect(!latin(said), "\(said)")
      }
    }
    #expect(
      chinese.stock(.transition(from: "recalled", event: "hold", fits: ["damage"])) == "“召回”不能冻结，只能标为残损。")
  }
}
