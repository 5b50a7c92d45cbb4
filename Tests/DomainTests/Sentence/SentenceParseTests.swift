import Domain
import Testing

@Suite struct SentenceParseTests {
  /// Typed → canonical.
  static let orders: [(String, String)] = [
    ("orders", "orders"), ("  orders  ", "orders"), ("ORDERS", "orders"), ("", "orders"), ("   ", "orders"),
    ("lines", "lines"), ("products", "products"), ("variants", "variants"), ("customers", "customers"),
    // Choices.
    ("status:paid", "orders status:paid"), ("orders status:paid", "orders status:paid"),
    ("status=paid", "orders status:paid"),
    ("STATUS:PAID", "orders status:paid"), ("status:PartlyShipped", "orders status:partlyShipped"),
    ("status:paid,unpaid", "orders status:paid,unpaid"), ("status!=paid", "orders -status:paid"),
    ("status!=paid,shipped", "orders -status:paid,shipped"), ("-status:paid", "orders -status:paid"),
    ("--status:paid", "orders status:paid"), ("-status!=paid", "orders status:paid"),
    ("status:\"paid\"", "orders status:paid"),
    ("holds:address", "orders holds:incorrectAddress"), ("hold:fraud", "orders holds:fraudRisk"),
    ("holds:none", "orders holds:none"), ("holds:any", "orders holds:any"), ("holds:ANY", "orders holds:any"),
    ("holds:other,none", "orders holds:other,none"), ("state:open", "orders state:open"),
    ("fulfillment:shipped", "orders fulfilment:shipped"), ("payment:paid", "orders payment:paid"),
    ("status：paid，unpaid", "orders status:paid,unpaid"), ("status:ｐａｉｄ", "orders status:paid"),
    // Codes.
    ("country:DE,FR", "orders country:DE,FR"), ("channel:amz-de", "orders channel:amz-de"),
    ("sku:AB-1*", "orders sku:AB-1*"),
    ("sku:\"AB 1\"*", "orders sku:\"AB 1\"*"), ("sku:\"AB*\"", "orders sku:\"AB*\""), ("sku:A*B", "orders sku:\"A*B\""),
    ("sku:*", "orders sku:\"*\""), ("number:114-3941689-8772232", "orders number:114-3941689-8772232"),
    ("no:1", "orders number:1"), ("tag:vip", "orders tags:vip"), ("tags:vip,b2b", "orders tags:vip,b2b"),
    ("tag:\"blue mug\"", "orders tags:\"blue mug\""), ("tag:重要", "orders tags:重要"),
    ("tag:\"none\"", "orders tags:\"none\""),
    ("sku:A..B", "orders sku:A..B"), ("sku:a:b", "orders sku:a:b"), ("sku:\"a,b\"", "orders sku:\"a,b\""),
    ("sku:\"say \\\"hi\\\"\"", "orders sku:\"say \\\"hi\\\"\""), ("sku:-5", "orders sku:\"-5\""),
    ("sku：ＡＢ", "orders sku:ＡＢ"),
    ("assignee:me", "orders assignee:me"), ("assignee:ME", "orders assignee:me"),
    ("assignee:\"me\"", "orders assignee:\"me\""),
    ("assignee:me,none", "orders assignee:me,none"), ("assignee:ann*", "orders assignee:ann*"),
    ("sku:me", "orders sku:\"me\""),
    // Texts.
    ("customer:anna", "orders customer:anna"), ("customer:\"Anna Müller\"", "orders customer:\"Anna Müller\""),
    ("customer:张三", "orders customer:张三"), ("customer:“张 三”", "orders customer:\"张 三\""),
    ("title:mug,cup", "orders title:mug,cup"), ("email:anna@x.com", "orders email:anna@x.com"),
    ("email:a*", "orders email:a"), ("buyer:o'neil", "orders customer:\"o'neil\""),
    // Flags.
    ("late:yes", "orders late:yes"), ("late:no", "orders late:no"), ("late:TRUE", "orders late:yes"),
    ("late:0", "orders late:no"),
    ("late:none", "orders late:none"), ("unmapped:yes", "orders unmapped:yes"),
    // Numbers.
    ("quantity:5", "orders quantity:5"), ("quantity:-5", "orders quantity:-5"), ("quantity:>5", "orders quantity>5"),
    ("quantity>5", "orders quantity>5"), ("quantity>=5", "orders quantity>=5"), ("quantity<5", "orders quantity<5"),
    ("quantity<=5", "orders quantity<=5"), ("quantity=5", "orders quantity:5"), ("quantity!=5", "orders -quantity:5"),
    ("quantity:5..9", "orders quantity:5..9"), ("quantity:5..", "orders quantity>=5"),
    ("quantity:..9", "orders quantity<=9"),
    ("quantity:-9..-5", "orders quantity:-9..-5"), ("quantity:1,3,5..9", "orders quantity:1,3,5..9"),
    ("quantity:1,>5", "orders quantity:1,>5"), ("quantity:1,5..", "orders quantity:1,>=5"),
    ("quantity:none", "orders quantity:none"),
    ("quantity＞５", "orders quantity>5"), ("quantity：＞＝５", "orders quantity>=5"), ("quantity:007", "orders quantity:7"),
    ("quantity:9223372036854775807", "orders quantity:9223372036854775807"), ("-quantity>5", "orders -quantity>5"),
    ("quantity:>=5,<=2", "orders quantity:>=5,<=2"),
    // Money.
    ("total>=50EUR", "orders total>=50EUR"), ("total>=€50", "orders total>=50EUR"),
    ("total>=50€", "orders total>=50EUR"),
    ("total>=eur50", "orders total>=50EUR"), ("total:$12.50", "orders total:12.50USD"),
    ("total>100", "orders total>100"),
    ("total:10..20USD", "orders total:10..20USD"), ("total:10USD..20", "orders total:10..20USD"),
    ("total:10USD..20USD", "orders total:10..20USD"), ("total:-5..5", "orders total:-5..5"),
    ("total:£0.005", "orders total:0.005GBP"),
    ("total<-5EUR", "orders total<-5EUR"), ("total:-€5", "orders total:-5EUR"), ("total:€-5", "orders total:-5EUR"),
    ("total:100JPY,5EUR", "orders total:100JPY,5EUR"), ("amount:..20", "orders total<=20"),
    ("total:none", "orders total:none"),
    ("discount>0", "orders discount>0"), ("currency:EUR", "orders currency:EUR"), ("total>0.50", "orders total>0.50"),
    // Ages.
    ("age>24h", "orders age>24h"), ("age:>24h", "orders age>24h"), ("age<=30m", "orders age<=30m"),
    ("age:3d", "orders age:3d"),
    ("age:1w..2mo", "orders age:1w..2mo"), ("age>1y", "orders age>1y"), ("age>24H", "orders age>24h"),
    ("age:2d..", "orders age>=2d"),
    ("age:1d,5d", "orders age:1d,5d"), ("age＞２４ｈ", "orders age>24h"), ("age:none", "orders age:none"),
    // Dates.
    ("placedAt:2026-09-22", "orders placedAt:2026-09-22"), ("placedAt>=2026-09", "orders placedAt>=2026-09"),
    ("placedAt:2026", "orders placedAt:2026"), ("placedAt:today", "orders placedAt:today"),
    ("date:Yesterday", "orders placedAt:yesterday"),
    ("placedAt:thisweek", "orders placedAt:thisweek"), ("placedAt:lastweek,today", "orders placedAt:lastweek,today"),
    ("placedAt:2026-01..2026-03", "orders placedAt:2026-01..2026-03"),
    ("placedAt:2026-01-31..today", "orders placedAt:2026-01-31..today"),
    ("placedAt:lastmonth..", "orders placedAt>=lastmonth"), ("shipBy<now", "orders shipBy<now"),
    ("due<=tomorrow", "orders shipBy<=tomorrow"),
    ("placedAt>2026-09-22T15:04", "orders placedAt>2026-09-22T15:04"),
    ("placedAt:2026-09-22t15:04:05", "orders placedAt:2026-09-22T15:04:05"),
    ("placedAt：２０２６－０９", "orders placedAt:2026-09"), ("paidAt:none", "orders paidAt:none"),
    ("placedAt:0001", "orders placedAt:0001"),
    ("placedAt:2024-02-29", "orders placedAt:2024-02-29"), ("placedAt!=today", "orders -placedAt:today"),
    // Free text.
    ("mug", "orders mug"), ("blue mug", "orders blue mug"), ("\"blue mug\"", "orders \"blue mug\""),
    ("\"mug\"", "orders mug"),
    ("“蓝色 杯”", "orders \"蓝色 杯\""), ("蓝色", "orders 蓝色"), ("-mug", "orders -mug"), ("－mug", "orders -mug"),
    ("-\"a b\"", "orders -\"a b\""),
    ("＂a b＂", "orders \"a b\""), ("24:7", "orders \"24:7\""), ("114-3941689", "orders 114-3941689"),
    ("a,b", "orders \"a,b\""),
    ("\"orders\"", "orders orders"), ("orders orders", "orders orders"), ("\"or\"", "orders \"or\""),
    ("\"and\"", "orders \"and\""),
    ("\"say \\\"hi\\\" \\\\ x\"", "orders \"say \\\"hi\\\" \\\\ x\""), ("\"a\\b\"", "orders \"a\\\\b\""),
    ("#1001", "orders \"#1001\""),
    ("ORange", "orders ORange"), ("anna@x.com", "orders \"anna@x.com\""), ("\"status:paid\"", "orders \"status:paid\""),
    ("\"a“b”\"", "orders \"a“b”\""), ("a\tb\nc　d", "orders a b c d"),
    // Groups.
    ("a or b", "orders (a or b)"), ("a OR b", "orders (a or b)"), ("a or b or c", "orders (a or b or c)"),
    ("x a or b y", "orders x (a or b) y"), ("(a b) or c", "orders ((a b) or c)"), ("(a or b) c", "orders (a or b) c"),
    ("(a)", "orders a"), ("((a))", "orders a"), ("(a b)", "orders a b"), ("-(a b)", "orders -(a b)"),
    ("-(a or b)", "orders -(a or b)"),
    ("-(a)", "orders -a"), ("(-a)", "orders -a"), ("a or (b or c)", "orders (a or b or c)"),
    ("a or -b", "orders (a or -b)"),
    ("（a or b）", "orders (a or b)"), ("a and b", "orders a b"), ("a and b or c", "orders a (b or c)"),
    ("(a)(b)", "orders a b"),
    ("a(b)c", "orders a b c"), ("status:paid(x)", "orders status:paid x"), ("( a or b )", "orders (a or b)"),
    ("a or b and c or d", "orders (a or b) (c or d)"), ("-(-a)", "orders a"), ("-(-(a b))", "orders a b"),
    // Order, columns, group.
    ("sort:-age,total", "orders sort:-age,total"), ("cols:number,sku,age", "orders cols:number,sku,age"),
    ("group:status", "orders group:status"), ("sort:date sort:total", "orders sort:total"),
    ("cols:no,no", "orders cols:number"),
    ("sort:age,-age", "orders sort:age"), ("sort:total mug", "orders mug sort:total"),
    ("SORT：－age，total", "orders sort:-age,total"),
    ("cols:number status:paid group:country sort:-total", "orders status:paid sort:-total cols:number group:country"),
    ("sort mug", "orders sort mug"), ("group=late", "orders group:late"),
    (
      "orders status:paid age>24h -tag:vip country:DE,FR total>=50EUR \"blue mug\" sort:-age cols:number,sku,age",
      "orders status:paid age>24h -tags:vip country:DE,FR total>=50EUR \"blue mug\" sort:-age cols:number,sku,age"
    ),
    // Other kinds.
    ("lines mapped:no sku:AB*", "lines mapped:no sku:AB*"),
    ("lines unitPrice>5EUR sort:-placedAt", "lines unitPrice>5EUR sort:-placedAt"),
    ("products review:inReview source:supplier", "products review:inReview source:supplier"),
    ("products review:review", "products review:inReview"),
    ("products variants>1 images:0", "products variants>1 images:0"),
    ("variants grams:none hazard:liquid,magnet", "variants grams:none hazard:liquid,magnet"),
    ("variants barcode:4006381333931", "variants barcodes:4006381333931"),
    ("customers tier:gold orders>=3", "customers tier:gold orders>=3"),
    ("customers lastOrderAt<2026", "customers lastOrderAt<2026"), ("variants price:1..2GBP", "variants price:1..2GBP"),
  ]

  @Test(arguments: orders)
  func `A sentence is read and printed`(typed: String, canonical: String) throws {
    let sentence = try Sentence(typed, kind: .orders)
    #expect(sentence.description == canonical)
    #expect(try Sentence(canonical) == sentence)
  }

  @Test func `The tables are as long as was asked`() {
    #expect(SentenceParseTests.orders.count + SentenceErrorTests.faults.count >= 200)
  }

  @Test func `The tree of a sentence`() throws {
    let sentence = try Sentence("orders status:paid -tag:vip (mug or total>5EUR) sort:-age")
    #expect(
      sentence.condition
        == .all([
          .field(.order(.status), [.choice("paid")]), .not(.field(.order(.tags), [.code("vip")])),
          .any([.text("mug"), .field(.order(.total), [.amount(.above(Amount(units: 5, decimals: 0)), .euro)])]),
        ]))
    #expect(sentence.sort == [SortKey(.order(.age), descending: true)])
    #expect(sentence.ordering.keys == [SortKey(.order(.placedAt))] && !sentence.ordering.idDescending)
    #expect(try Sentence("orders").condition == .everything)
    #expect(try Sentence("orders").ordering.idDescending)
  }
}

@Suite struct SavedViewTests {
  static let texts: [String: String] = [
    "urgent": "orders age>24h status:paid sort:-age cols:number,age", "de": "country:DE", "both": "@urgent @de",
    "loopA": "@loopB", "loopB": "@loopA", "self": "x @self", "lines": "lines mapped:no", "broken": "status:pald",
    "empty": "", "deep0": "x", "deep1": "@deep0", "deep2": "@deep1", "deep3": "@deep2", "deep4": "@deep3",
    "deep5": "@deep4",
    "deep6": "@deep5", "deep7": "@deep6", "deep8": "@deep7", "deep9": "@deep8", "either": "a or b sort:total",
    "bomb0": "", "bomb1": "@bomb0 @bomb0 @bomb0 @bomb0 @bomb0 @bomb0 @bomb0 @bomb0 @bomb0 @bomb0",
    "bomb2": "@bomb1 @bomb1 @bomb1 @bomb1 @bomb1 @bomb1 @bomb1 @bomb1 @bomb1 @bomb1",
  ]

  static func read(_ text: String, kind: Kind? = .orders) throws(SentenceError) -> Sentence {
    try Sentence(text, kind: kind) { texts[$0] }
  }

  @Test(arguments: [
    ("@urgent", "orders age>24h status:paid sort:-age cols:number,age"),
    ("@urgent country:DE", "orders age>24h status:paid country:DE sort:-age cols:number,age"),
    ("@urgent sort:total", "orders age>24h status:paid sort:total cols:number,age"),
    ("sort:total @urgent", "orders age>24h status:paid sort:-age cols:number,age"),
    ("@both late:yes", "orders age>24h status:paid country:DE late:yes sort:-age cols:number,age"),
    ("-@urgent", "orders -(age>24h status:paid)"), ("@de or @urgent", "orders (country:DE or (age>24h status:paid))"),
    ("-@de", "orders -country:DE"), ("@empty", "orders"), ("@lines", "lines mapped:no"), ("＠de", "orders country:DE"),
    ("@deep7", "orders x"), ("c or @either", "orders (c or a or b)"), ("@either c", "orders (a or b) c sort:total"),
  ])
  func `A saved view is taken in`(typed: String, canonical: String) throws {
    #expect(try Self.read(typed).description == canonical)
  }

  @Test(
    arguments: [
      ("@nobody", .unknownView, 0..<7), ("x @nobody y", .unknownView, 2..<9), ("@", .missingViewName, 0..<1),
      ("@loopA", .viewCycle(["loopa", "loopb", "loopa"]), 0..<6), ("@self", .viewCycle(["self", "self"]), 0..<5),
      ("orders @lines", .viewOfOtherKind(.lines), 7..<13), ("x @lines", .viewOfOtherKind(.lines), 2..<8),
      ("x @broken", .insideView(.unknownWord(.order(.status)), found: "pald"), 2..<9),
      ("@bomb2", .tooManyTerms(limit: 64), 0..<6),
    ] as [(String, SentenceFault, Range<Int>)])
  func `A saved view that cannot be taken in`(typed: String, fault: SentenceFault, range: Range<Int>) {
    let error = #expect(throws: SentenceError.self) { try Self.read(typed) }
    #expect(error?.range == range)
    #expect(error?.fault == fault)
  }

  @Test func `Views nested too deep are refused and the mistake inside a view is said`() {
    let deep = #expect(throws: SentenceError.self) { try Self.read("@deep9") }
    #expect(deep?.message.contains("nested deeper than 8") == true)
    let broken = #expect(throws: SentenceError.self) { try Self.read("@broken") }
    #expect(broken?.message == "In the saved view “@broken”: “pald” is no value of status. Did you mean “paid”?")
  }
}
