import Domain
import Testing

@Suite struct SentenceErrorTests {
  @Test func `The opposite of a word is no suggestion; the values are listed`() {
    #expect(Spelling.nearest(to: "fulfilled", in: ["unfulfilled", "shipped"]) == nil)
    #expect(Spelling.nearest(to: "unpaid", in: ["paid"]) == nil)
    #expect(Spelling.nearest(to: "unfulfiled", in: ["unfulfilled", "shipped"]) == "unfulfilled")
    do {
      _ = try Sentence("orders fulfilment:fulfilled")
      Issue.record("it was read")
    } catch {
      #expect(error.suggestion == nil)
      #expect(error.fits.contains("shipped"))
    }
  }

  static let faults: [(String, SentenceFault, Range<Int>)] = [
    ("stauts:paid", .unknownField(.orders), 0..<6), ("mug stauts:paid", .unknownField(.orders), 4..<10),
    ("http://x.com", .unknownField(.orders), 0..<4), ("蓝色：杯", .unknownField(.orders), 0..<2),
    ("status:payd", .unknownWord(.order(.status)), 7..<11), ("status:paid,x", .unknownWord(.order(.status)), 12..<13),
    ("status:partly", .unknownWord(.order(.status)), 7..<13), ("status:", .missingValue, 7..<7),
    ("status: paid", .missingValue, 7..<7),
    ("status:paid,", .missingValue, 12..<12), ("status:,paid", .missingValue, 7..<7), ("status>", .missingValue, 7..<7),
    ("status>paid", .wrongOperator(.order(.status)), 7..<11), ("sku<5", .wrongOperator(.order(.sku)), 4..<5),
    ("late>yes", .wrongOperator(.order(.late)), 5..<8), ("customer>=a", .wrongOperator(.order(.customer)), 10..<11),
    ("status::paid", .strayOperator, 7..<8), ("status:=paid", .strayOperator, 7..<8), (">5", .strayOperator, 0..<2),
    (":x", .strayOperator, 0..<2), ("=x", .strayOperator, 0..<2),
    ("quantity>5,6", .listInComparison(.order(.quantity)), 9..<12),
    ("total>1,000", .listInComparison(.order(.total)), 6..<11),
    ("quantity:abc", .notANumber, 9..<12), ("quantity:1.5", .notANumber, 9..<12), ("quantity:..", .notANumber, 9..<11),
    ("quantity:+5", .notANumber, 9..<11), ("quantity:9223372036854775808", .notANumber, 9..<28),
    ("quantity:1..x", .notANumber, 9..<13),
    ("age:2w..3d", .reversedRange, 4..<10), ("shipBy:tomorrow..today", .reversedRange, 7..<22),
    ("shipBy:nextmonth..thismonth", .reversedRange, 7..<27),
    ("quantity:5*", .notANumber, 9..<11), ("quantity>none", .notANumber, 9..<13),
    ("quantity:\"\"", .notANumber, 9..<11),
    ("total:abc", .notAnAmount, 6..<9), ("total:1.2.3", .notAnAmount, 6..<11), ("total:12.", .notAnAmount, 6..<9),
    ("total:.5", .notAnAmount, 6..<8),
    ("total:1.1234567", .notAnAmount, 6..<15), ("total:1234567890123456", .notAnAmount, 6..<22),
    ("total:5ABC", .notAnAmount, 6..<10),
    ("total:EUR", .notAnAmount, 6..<9), ("total:--5", .notAnAmount, 6..<9), ("total>¥50", .ambiguousCurrency, 6..<9),
    ("total>￥50", .ambiguousCurrency, 6..<9), ("total:5EUR..9USD", .currenciesDiffer, 6..<16),
    ("total:€5USD", .notAnAmount, 6..<11),
    ("placedAt:2026-13", .notADate, 9..<16), ("placedAt:2026-02-29", .notADate, 9..<19),
    ("placedAt:22.09.2026", .notADate, 9..<19),
    ("placedAt:soon", .notADate, 9..<13), ("placedAt:26-09-22", .notADate, 9..<17),
    ("placedAt:0000", .notADate, 9..<13),
    ("placedAt:2026-09-22T25:00", .notADate, 9..<25), ("placedAt:today..soon", .notADate, 9..<20),
    ("placedAt:24h", .notADate, 9..<12),
    ("age:5", .notAnAge, 4..<5), ("age:h", .notAnAge, 4..<5), ("age:5x", .notAnAge, 4..<6),
    ("age:-5d", .notAnAge, 4..<7),
    ("age:1234567890d", .notAnAge, 4..<15), ("age:today", .notAnAge, 4..<9), ("late:maybe", .notYesOrNo, 5..<10),
    ("\"mug", .unclosedQuote, 0..<4), ("sku:\"mug", .unclosedQuote, 4..<8), ("\"mug\\\"", .unclosedQuote, 0..<6),
    ("“mug\"", .unclosedQuote, 0..<5),
    ("\"a\"b", .strayText, 3..<4), ("sku:\"a\"b", .strayText, 7..<8), ("status:paid\"x\"", .strayText, 11..<12),
    ("(a", .unclosedParenthesis, 0..<1), ("a (b (c)", .unclosedParenthesis, 2..<3), ("a)", .strayParenthesis, 1..<2),
    (")", .strayParenthesis, 0..<1),
    ("()", .missingTerm, 0..<2), ("a or ()", .missingTerm, 5..<7), ("-", .missingTerm, 0..<1),
    ("- a", .missingTerm, 0..<1), ("(-)", .missingTerm, 1..<2),
    ("or", .strayConnective, 0..<2), ("or a", .strayConnective, 0..<2), ("a or", .strayConnective, 2..<4),
    ("a or or b", .strayConnective, 2..<4),
    ("(a or)", .strayConnective, 3..<5), ("a and", .strayConnective, 2..<5), ("(or a)", .strayConnective, 1..<3),
    ("\"!!\"", .nothingToSearch, 0..<4), ("!!", .nothingToSearch, 0..<2), ("\"\"", .nothingToSearch, 0..<2),
    ("title:\"!\"", .nothingToSearch, 6..<9),
    ("👍", .nothingToSearch, 0..<1), ("👍🏽 status:x", .nothingToSearch, 0..<1),
    ("sort:", .missingValue, 5..<5), ("sort:-", .missingValue, 6..<6), ("sort:foo", .unknownColumn(.orders), 5..<8),
    ("sort:tags", .notSortable(.order(.tags)), 5..<9),
    ("sort:total,", .missingValue, 11..<11), ("cols:number,foo", .unknownColumn(.orders), 12..<15),
    ("cols:-number", .unknownColumn(.orders), 5..<12),
    ("group:total", .notGroupable(.order(.total)), 6..<11),
    ("group:status,country", .severalGroups, 13..<20),
    ("(sort:total)", .misplacedDirective, 1..<11), ("-sort:total", .misplacedDirective, 0..<11),
    ("a or sort:total", .misplacedDirective, 5..<15),
    ("sort>total", .misplacedDirective, 0..<10), ("sort:total!", .strayText, 10..<11),
    ("sort:total or a", .strayConnective, 11..<13),
    ("((((((((( a )))))))))", .tooDeep(limit: 8), 8..<9),
    // Characters as a cursor counts them, not bytes or scalars.
    ("e\u{301}e\u{301} stauts:x", .unknownField(.orders), 3..<9),
    ("\"👨‍👩‍👧‍👦 a\" stauts:x", .unknownField(.orders), 6..<12),
    ("products foo:1", .unknownField(.products), 9..<12), ("products status:paid", .unknownField(.products), 9..<15),
  ]

  @Test(arguments: faults)
  func `A mistake is pointed at`(typed: String, fault: SentenceFault, range: Range<Int>) throws {
    let error = try #require(throws: SentenceError.self) { try Sentence(typed, kind: .orders) }
    #expect(error.fault == fault)
    #expect(error.range == range)
    #expect(!error.message.isEmpty)
  }

  @Test(arguments: [
    ("", SentenceFault.missingKind, 0..<0), ("order status:paid", .unknownKind, 0..<5),
    ("mug", .unknownKind, 0..<3),
  ])
  func `Without a kind`(typed: String, fault: SentenceFault, range: Range<Int>) throws {
    let error = try #require(throws: SentenceError.self) { try Sentence(typed) }
    #expect(error.fault == fault && error.range == range)
    #expect(error.fits == Kind.allCases.map(\.rawValue))
  }

  @Test(arguments: [
    ("stauts:paid", "“stauts” is no field of orders; put it in quotes to search for it. Did you mean “status”?"),
    ("status:payd", "“payd” is no value of status. Did you mean “paid”?"),
    ("late:maybe", "“maybe” is neither yes nor no. Fitting: yes, no."),
    ("hodls:x", "“hodls” is no field of orders; put it in quotes to search for it. Did you mean “holds”?"),
    ("status:partly", "“partly” is no value of status. Fitting: partlyPaid, partlyShipped."),
    ("sort:agee", "“agee” is no field of orders. Did you mean “age”?"),
    (
      "total>1,234.56",
      "A comparison takes one value, and a number has no commas: 1234.56, not 1,234.56 or 1.234,56."
    ),
    ("total:50..10", "The range “50..10” ends before it begins."),
    ("quantity:3..1", "The range “3..1” ends before it begins."),
    ("placedAt:2026-02..2026-01-31", "The range “2026-02..2026-01-31” ends before it begins."),
    (
      "placedAt:last",
      "“last” is no date; write it like 2026-09-22, 2026-09, 2026 or today. Fitting: now, today, yesterday, tomorrow, "
        + "thisweek, lastweek, nextweek, thismonth, lastmonth, nextmonth, thisyear, lastyear."
    ),
    ("total>¥50", "The sign of “¥50” stands for two currencies; write CNY or JPY."),
  ])
  func `A mistake is said with what would fit`(typed: String, message: String) throws {
    let error = try #require(throws: SentenceError.self) { try Sentence(typed, kind: .orders) }
    #expect(error.message == message)
  }

  @Test(arguments: [
    ("status==paid", "status:paid"), ("not status:paid", "-status:paid"), ("NOT late:yes tag:x", "-late:yes tag:x"),
    ("!status:paid", "-status:paid"), ("not (mug or cup)", "-(mug or cup)"),
    ("status:paid | late:yes", "status:paid or late:yes"),
    ("mug || cup", "mug or cup"), ("mug && cup", "mug cup"), ("placedAt:last week", "placedAt:lastweek"),
    ("placedAt>=this month", "placedAt>=thismonth"), ("placedAt:\"last year\"", "placedAt:lastyear"),
    ("placedAt:last-week,today", "placedAt:lastweek,today"), ("total:0.5..0.50", "total:0.5..0.50"),
    ("\"not\" mug", "\"not\" mug"),
  ])
  func `What others write is understood`(typed: String, meant: String) throws {
    #expect(try Sentence(typed, kind: .orders) == Sentence(meant, kind: .orders))
  }

  @Test func `What is too long or has too many terms is refused`() throws {
    let text = String(repeating: "a", count: 4097)
    let long = try #require(throws: SentenceError.self) { try Sentence(text, kind: .orders) }
    #expect(long.fault == .tooLong(limit: 4096))
    let words = Array(repeating: "ab", count: 64).joined(separator: " ")
    #expect(throws: Never.self) { try Sentence(words, kind: .orders) }
    let many = try #require(throws: SentenceError.self) { try Sentence(words + " c", kind: .orders) }
    #expect(many.fault == .tooManyTerms(limit: 64))
    #expect(many.range == 192..<193)
  }
}
