import Domain
import Foundation
import Store
import Terminal
import Testing

@testable import Console

/// Forms: checks while typing, the caret, drafts, pastes, the person's editor.
struct FormTests {
  private func form(_ rehearsal: Rehearsal) throws -> ActionForm {
    guard case .form(let form) = rehearsal.state.mode else { throw Missing() }
    return form
  }

  private struct Missing: Error {}

  static let sizes = ["120x36", "80x24", "40x8", "20x16"]

  @Test(arguments: sizes, Language.allCases)
  func `In every form the caret and the message of its field are on the screen, field by field`(
    size: String, language: Language
  ) throws {
    let shop = try Shop()
    let screen = try #require(Size(size))
    for (view, keys) in [
      (nil, "H"), (nil, "n"), (nil, "t"), (nil, "a"), ("products", "e"), ("variants", "e"), (nil, "3,m"),
    ] as [(String?, String)] {
      var rehearsal = try shop.rehearsal(screen, language, view: view)
      rehearsal.press(script: keys)
      let count = try form(rehearsal).entries.count
      for _ in 0..<count {
        rehearsal.press(.character("?"))
        let open = try form(rehearsal)
        let frame = rehearsal.frame
        let cursor = try #require(frame.cursor)
        #expect(frame.bounds.contains(cursor))
        let before = try #require(frame[Point(max(cursor.x - 1, 0), cursor.y)])
        #expect(
          before.text == "?" && before.role == .input, "\(keys) \(open.entries[open.focus].name) \(size)\n\(frame.text)"
        )
        if let error = open.entries[open.focus].error {
          let words = Words(language: language)
          let line = TextWrap.lines(words.fieldError(error), columns: max(open.areaSize.columns, 4))[0]
          #expect(frame.text.contains(line), "\(keys) \(open.entries[open.focus].name) \(size): \(line)\n\(frame.text)")
        }
        rehearsal.press(.backspace)
        rehearsal.press(.tab)
      }
    }
  }

  @Test func `A field says at once what is wrong with it and how it was read`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(Size(columns: 80, rows: 24), view: "variants sku:MUG-3")
    rehearsal.press(script: "e,Tab,Tab,C-u,12")
    #expect(rehearsal.text.contains("An HS code has 6 to 10 digits."))
    rehearsal.press(script: "3456")
    #expect(!rehearsal.text.contains("An HS code has 6 to 10 digits."))
    rehearsal.press(script: "Tab,C-u,CHN")
    #expect(rehearsal.text.contains("Two letters of a country"))
  }

  @Test func `A sum is typed as people write it and saved in its currency`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(view: "variants sku:MUG-3")
    rehearsal.press(script: "e")
    while try form(rehearsal).entries[form(rehearsal).focus].name != "price" { rehearsal.press(.tab) }
    rehearsal.press(.control("u"))
    rehearsal.press(.paste("1.234,50 €"))
    #expect(rehearsal.text.contains("1234.50 EUR"))
    rehearsal.press(.enter)
    let id = try shop.id("mug-3", .products)
    let product = try #require(try shop.store.connection.readNow { try ProductTable.load(id, in: $0) })
    #expect(product.variants[0].prices.contains(Money(minorUnits: 123_450, currency: .euro)))
  }

  @Test(arguments: Language.allCases)
  func `A date says how it was read, in the person's language, and is saved so`(language: Language) throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal(Size(columns: 80, rows: 24), language)
    rehearsal.press(script: "H,fraud,Tab")
    rehearsal.press(.paste(language == .english ? "tomorrow 5pm" : "明天下午5点"))
    #expect(rehearsal.text.contains(language == .english ? "Tue 2026-09-22 17:00 UTC" : "周二 2026-09-22 17:00 UTC"))
    rehearsal.press(.enter)
    let id = try #require(rehearsal.state.list.window.selectedRow?.id)
    let order = try #require(try shop.store.connection.readNow { try OrderTable.load(id, in: $0) })
    #expect(order.holds.first?.until == Instant(milliseconds: 1_790_096_400_000))
  }

  @Test func `A date that may be read both ways says which`() throws {
    let shop = try Shop()
    for (language, said) in [(Language.english, "day/month"), (.chinese, "月/日")] {
      var rehearsal = try shop.rehearsal(Size(columns: 80, rows: 24), language)
      rehearsal.press(script: "H,fraud,Tab,3/4/2027")
      #expect(rehearsal.text.contains(said))
    }
  }

  @Test func `What the store would refuse is said before it is sent`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.run(.reopen)
    #expect(rehearsal.text.contains("An order that is open does not take this."))
    rehearsal.press(.escape)
    rehearsal.press(script: "t,rush,Enter,t,rush")
    #expect(rehearsal.text.contains("It has the tag “rush” already."))
    rehearsal.press(.character("y"))
    #expect(!rehearsal.text.contains("It has the tag"))
    var second = try shop.rehearsal()
    second.press(script: "H,fraud,Tab,yesterday")
    #expect(second.text.contains("The hold would end before now."))
  }

  @Test func `What is needed is marked`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "H")
    #expect(rehearsal.text.contains("Reason *"))
  }

  @Test func `Whatever forms say is said in both languages`() {
    let errors: [FieldError] = [
      .missing, .tooLong(limit: 5, over: 1), .pasteTooLong, .pasteOfLines(2), .notAChoice, .date(.unreadable),
      .date(.noSuchDay), .date(.noSuchTime), .money(.unreadable), .money(.noCurrency), .money(.unknownCurrency("x")),
      .money(.otherCurrency(.euro)), .money(.tooManyDecimals(.yen)), .money(.tooManyDecimals(.euro)),
      .money(.tooLarge), .notANumber, .notAnHSCode, .notACountry, .notAHazard("x", fits: ["liquid"]), .notALanguage,
      .notAScanField,
    ]
    let notices: [FormNotice] = [
      .linesJoined(2), .draftThere(at: "1", key: "F6"), .draftTaken, .scanned("1"), .unknownScan("1"), .wideScan,
      .pasteTooLong, .edited, .editedSame, .noText, .approved, .saved("x"), .allDone, .unsavedText,
      .nothingToApprove, .editor(.none), .editor(.tooLarge), .editor(.noFile("x")), .editor(.notText),
    ]
    let english = Words(language: .english), chinese = Words(language: .chinese)
    for error in errors { #expect(english.fieldError(error) != chinese.fieldError(error), "\(error)") }
    for notice in notices { #expect(english.notice(notice) != chinese.notice(notice), "\(notice)") }
  }

  // MARK: Keys

  @Test func `Keys of fields are set like all others`() throws {
    let (settings, faults) = Settings.read("[keys]\nundoTyping = \"F5\"\nsaveForm = [\"Enter\", \"F10\"]\n")
    #expect(faults.isEmpty)
    let shop = try Shop()
    var options = shop.options()
    options.settings = settings
    var rehearsal = try Rehearsal(options, size: Size(columns: 80, rows: 24))
    rehearsal.press(script: "n,abc,F5")
    #expect(try form(rehearsal).entries[0].input.text == "")
    rehearsal.press(script: "abc,C-_")
    #expect(try form(rehearsal).entries[0].input.text == "abc")
    rehearsal.press(.function(10))
    #expect(rehearsal.lines.last?.contains("done") == true)
  }

  @Test func `Ctrl-Z suspends in a field too`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "n,abc")
    var state = rehearsal.state
    let effects = state.update(.key(.control("z")))
    #expect(effects.contains { if case .suspend = $0 { true } else { false } })
    rehearsal.press(.control("z"))
    #expect(try form(rehearsal).entries[0].input.text == "abc")
  }

  // MARK: Pastes

  @Test func `A paste of lines is joined, refused with a word, or a text's own lines`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "t")
    rehearsal.press(.paste("one\n two\n\n"))
    #expect(try form(rehearsal).entries[0].input.text == "one two")
    #expect(rehearsal.text.contains("2 pasted lines were joined."))
    rehearsal.press(script: "Esc,H,Tab")
    rehearsal.press(.paste("tomorrow\nnext"))
    #expect(try form(rehearsal).entries[1].input.text == "")
    #expect(rehearsal.text.contains("2 lines were pasted; one fits here."))
    rehearsal.press(script: "Esc,n")
    rehearsal.press(.paste("one\ntwo\u{241B}"))
    #expect(try form(rehearsal).entries[0].input.text == "one\ntwo␛")
    rehearsal.press(.paste(String(repeating: "x", count: 5000)))
    #expect(rehearsal.text.contains("Too long to paste here"))
  }

  // MARK: Drafts

  @Test func `A form that is left keeps its draft and offers it again, also as JSON`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "n,call him,Esc")
    #expect(rehearsal.lines.last?.contains("kept as a draft. n opens it again") == true)
    let drafts = rehearsal.state.drafts
    #expect(try JSONDecoder().decode(FormDrafts.self, from: JSONEncoder().encode(drafts)) == drafts)
    rehearsal.press(script: "j,n")
    #expect(!rehearsal.text.contains("You left a draft"))
    rehearsal.press(script: "Esc,k,n")
    #expect(rehearsal.text.contains("You left a draft at"))
    #expect(try form(rehearsal).entries[0].input.text == "")
    rehearsal.press(.function(6))
    #expect(try form(rehearsal).entries[0].input.text == "call him")
    rehearsal.press(.enter)
    #expect(rehearsal.state.drafts.drafts.isEmpty)
  }

  @Test func `A draft over what somebody else wrote meanwhile shows both`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "2,e,C-u,Mine,Esc")
    let id = try #require(rehearsal.state.subject?.id)
    try shop.perform("editProduct", id, ["title": "Theirs"])
    rehearsal.send(.changed)
    rehearsal.press(script: "e,F6")
    #expect(try form(rehearsal).entries[0].input.text == "Mine")
    #expect(rehearsal.text.contains("theirs: Theirs"))
  }

  @Test func `A hang-up keeps the draft`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "n,abc,Hangup")
    #expect(rehearsal.state.keepsake(leavesForGood: false).draft?.values == ["note": "abc"])
  }

  @Test func `Drafts are held to their number and size`() {
    var drafts = FormDrafts()
    for index in 0..<30 {
      drafts.keep(
        FormDraft(
          action: "noteOrder", subject: Int64(index), number: "",
          texts: ["note": String(repeating: "x", count: 200_000)],
          shown: [:], focus: "", savedAt: 0))
    }
    #expect(drafts.drafts.count == 5)
    #expect(drafts.drafts.first?.subject == 29)
  }

  // MARK: The editor

  @Test func `A long text goes to the editor and comes back; a conflict afterwards shows both`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "n,draft")
    var state = rehearsal.state
    let effects = state.update(.key(.control("x")))
    guard case .edit("draft")? = effects.first else {
      Issue.record("no editor")
      return
    }
    let id = try #require(rehearsal.state.subject?.id)
    try shop.perform("noteOrder", id, ["note": "theirs now"])
    rehearsal.send(.edited(.success("line one\n二")))
    #expect(rehearsal.text.contains("Taken from the editor."))
    rehearsal.press(.enter)
    #expect(rehearsal.text.contains("theirs: theirs now"))
    #expect(rehearsal.text.contains("line one"))
    rehearsal.press(.enter)
    let order = try #require(try shop.store.connection.readNow { try OrderTable.load(id, in: $0) })
    #expect(order.note == "line one\n二")
  }

  @Test func `An editor that failed is said and the text stays`() throws {
    let shop = try Shop()
    var rehearsal = try shop.rehearsal()
    rehearsal.press(script: "n,mine")
    for (trouble, said) in [
      (EditorTrouble.missing("vim"), "There is no program “vim”."), (.failed("vim", status: 1), "vim ended with 1."),
      (.killed("vim", signal: 9), "vim was ended by signal 9."), (.notText, "no UTF-8 text"),
    ] {
      rehearsal.send(.edited(.failure(trouble)))
      #expect(rehearsal.text.contains(said))
      #expect(try form(rehearsal).entries[0].input.text == "mine")
    }
  }
}
