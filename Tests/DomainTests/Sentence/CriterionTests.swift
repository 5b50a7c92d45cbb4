import Domain
import TestSupport
import Testing

@Suite struct CriterionTests {
  /// Tuesday, 2026-09-22 15:04:11 UTC.
  static let now = Instant(seconds: 1_790_089_451)

  static func moments(_ text: String, zone: Zone = .utc) throws -> String {
    let inquiry = Inquiry(now: now, zone: zone, me: "Ann")
    guard case .field(_, let tests) = try Sentence(text, kind: .orders).condition.resolved(in: inquiry),
      case .moment(let from, let before)? = tests.first
    else { return "no moment" }
    return (from?.iso8601 ?? "") + " " + (before?.iso8601 ?? "")
  }

  @Test(arguments: [
    ("placedAt:2026-09-22", "2026-09-22T00:00:00Z 2026-09-23T00:00:00Z"),
    ("placedAt:2026-12", "2026-12-01T00:00:00Z 2027-01-01T00:00:00Z"),
    ("placedAt:2024", "2024-01-01T00:00:00Z 2025-01-01T00:00:00Z"),
    ("placedAt:today", "2026-09-22T00:00:00Z 2026-09-23T00:00:00Z"),
    ("placedAt:yesterday", "2026-09-21T00:00:00Z 2026-09-22T00:00:00Z"),
    ("placedAt:tomorrow", "2026-09-23T00:00:00Z 2026-09-24T00:00:00Z"),
    ("placedAt:thisweek", "2026-09-21T00:00:00Z 2026-09-28T00:00:00Z"),
    ("placedAt:lastweek", "2026-09-14T00:00:00Z 2026-09-21T00:00:00Z"),
    ("placedAt:nextweek", "2026-09-28T00:00:00Z 2026-10-05T00:00:00Z"),
    ("placedAt:thismonth", "2026-09-01T00:00:00Z 2026-10-01T00:00:00Z"),
    ("placedAt:lastmonth", "2026-08-01T00:00:00Z 2026-09-01T00:00:00Z"),
    ("placedAt:nextmonth", "2026-10-01T00:00:00Z 2026-11-01T00:00:00Z"),
    ("placedAt:thisyear", "2026-01-01T00:00:00Z 2027-01-01T00:00:00Z"),
    ("placedAt:lastyear", "2025-01-01T00:00:00Z 2026-01-01T00:00:00Z"),
    ("placedAt>2026-09", "2026-10-01T00:00:00Z "), ("placedAt>=2026-09", "2026-09-01T00:00:00Z "),
    ("placedAt<2026-09", " 2026-09-01T00:00:00Z"),
    ("placedAt<=2026-09", " 2026-10-01T00:00:00Z"),
    ("placedAt:2026-01..2026-03", "2026-01-01T00:00:00Z 2026-04-01T00:00:00Z"),
    ("placedAt:2026-09-22T15:04", "2026-09-22T15:04:00Z 2026-09-22T15:05:00Z"),
    ("placedAt:2024-02-29", "2024-02-29T00:00:00Z 2024-03-01T00:00:00Z"),
    ("placedAt:2026-12-31T23:59:59", "2026-12-31T23:59:59Z 2027-01-01T00:00:00Z"),
    ("shipBy<now", " 2026-09-22T15:04:11Z"), ("shipBy>now", "2026-09-22T15:04:11.001Z "),
    ("age>24h", " 2026-09-21T15:04:11Z"), ("age>=24h", " 2026-09-21T15:04:11.001Z"),
    ("age<24h", "2026-09-21T15:04:11.001Z "),
    ("age<=24h", "2026-09-21T15:04:11Z "), ("age:3d", "2026-09-18T15:04:11.001Z 2026-09-19T15:04:11.001Z"),
    ("age:1d..2d", "2026-09-20T15:04:11Z 2026-09-21T15:04:11.001Z"), ("age>1mo", " 2026-08-22T15:04:11Z"),
    ("age>1y", " 2025-09-22T15:04:11Z"),
    ("age>7mo", " 2026-02-22T15:04:11Z"), ("age>30m", " 2026-09-22T14:34:11Z"), ("age>2w", " 2026-09-08T15:04:11Z"),
  ])
  func `Dates and ages become moments`(text: String, period: String) throws {
    #expect(try Self.moments(text) == period)
  }

  @Test(arguments: [
    ("placedAt:2026-03-29", "2026-03-28T23:00:00Z 2026-03-29T22:00:00Z"),
    ("placedAt:2026-10-25", "2026-10-24T22:00:00Z 2026-10-25T23:00:00Z"),
    ("placedAt:today", "2026-09-21T22:00:00Z 2026-09-22T22:00:00Z"), ("age>1mo", " 2026-08-22T15:04:11Z"),
    ("age>8mo", " 2026-01-22T16:04:11Z"),
  ])
  func `Days are those of the zone`(text: String, period: String) throws {
    #expect(try Self.moments(text, zone: ZoneTests.berlin) == period)
  }

  @Test func `The farthest ages and years do not trap`() throws {
    let farthest = [
      "age>999999999y", "age>999999999w", "age:999999999mo", "placedAt:9999", "placedAt<=9999-12-31",
      "placedAt:9999-12",
    ]
    for text in farthest {
      #expect(try Self.moments(text) != "no moment")
    }
  }

  static let row: [OrderField: FieldValue] = [
    .number: .text("AMZ-114-3941689-8772232"), .status: .text("partlyPaid"), .holds: .texts(["fraudRisk", "other"]),
    .placedAt: .instant(Instant(seconds: 1_790_000_000)), .assignee: .text("ann"), .customer: .text("Łukasz Müller"),
    .country: .text("DE"), .total: .money(5000, .euro), .tags: .texts(["vip", "b2b"]),
    .late: .flag(true), .quantity: .number(3),
    .title: .texts(["Blue mug", "蓝色马克杯"]), .sku: .texts(["AB-1", "CD 2"]), .note: .text(""),
    .discount: .money(1000, .yen),
  ]

  @Test(arguments: [
    ("", true), ("status:partlypaid", true), ("status:paid", false), ("status:paid,partlyPaid", true),
    ("status!=paid", true),
    ("holds:fraud", true), ("holds:other,address", true), ("-holds:other", false), ("holds:none", false),
    ("holds:any", true),
    ("age>24h", true), ("age<24h", false), ("assignee:me", true), ("assignee:ANN", true), ("assignee:ann,none", true),
    ("assignee:bob", false),
    ("customer:lukasz", true), ("customer:\"muller luk\"", true), ("customer:asz", false), ("country:de", true),
    ("country:d*", true),
    ("country:FR,DE", true), ("country:\"D\"", false), ("total:50", true), ("total:50EUR", true),
    ("total:50USD", false),
    ("total>=50EUR", true),
    ("total>50", false), ("total>49.999", true), ("total<50.001", true), ("total:50.001", false),
    ("total:49..51", true), ("-total:50USD", true),
    ("discount:1000", true), ("discount:1000JPY", true), ("discount:10", false), ("discount>999.5", true),
    ("discount<999.5", false),
    ("tag:VIP", true), ("tag:vi", false), ("tag:vi*", true), ("late:yes", true), ("late:no", false),
    ("quantity:3", true), ("quantity:1..2", false),
    ("quantity!=3", false), ("quantity:1,3", true), ("title:mug", true), ("title:\"mug blue\"", true),
    ("title:\"blue 马克\"", false),
    ("title:马克", true), ("sku:ab-1", true), ("sku:\"cd 2\"", true), ("sku:cd*", true), ("number:amz-114*", true),
    ("number:114*", false),
    // Absent values equal nothing, their negation is true.
    ("paidAt:any", false), ("paidAt:none", true), ("paidAt<2030", false), ("-paidAt<2030", true),
    ("paidAt!=2026", true), ("tax>0", false),
    ("-tax>0", true), ("email:x", false), ("-email:x", true), ("lineCount<5", false), ("note:none", true),
    ("note:x", false), ("-note:x", true),
    ("unmapped:no", false), ("-unmapped:yes", true), ("payment:paid", false), ("payment!=paid", true),
    ("postcode:1*", false),
    // Free text and groups.
    ("mug", true), ("cup", false), ("-cup", true), ("2232", true), ("马克", true), ("mug or cup", true),
    ("(cup or mug) late:yes", true),
    ("-(mug late:yes)", false), ("-(mug late:no)", true), ("cup or late:no", false), ("cup mug or late:yes", false),
  ])
  func `A row is meant or not`(text: String, isMeant: Bool) throws {
    let criterion = try Sentence(text, kind: .orders).condition.resolved(
      in: Inquiry(now: Self.now, zone: .utc, me: "Ann"))
    let cut = SearchTerms.indexTerms(of: ["AMZ-114-3941689-8772232", "Blue mug", "蓝色马克杯"])
    let value: (Field) -> FieldValue = { field in
      guard case .order(let field) = field else { return .null }
      return Self.row[field] ?? .null
    }
    #expect(criterion.matches(cut: cut, value: value) == isMeant)
    #expect(Criterion.not(criterion).matches(cut: cut, value: value) == !isMeant)
  }

  @Test(
    arguments: [
      (">12.34", 0, 13, nil), (">12.34", 2, 1235, nil), (">=12.34", 0, 13, nil), ("<12.34", 0, nil, 12),
      ("<=12.34", 3, nil, 12340),
      (":12.34", 2, 1234, 1234), (":12.34", 0, 13, 12), (":10..20", 2, 1000, 2000), ("<-12.34", 0, nil, -13),
      (">-12.34", 0, -12, nil),
      (">=999999999999999", 4, 9_223_372_036_854_775_807, nil),
    ] as [(String, Int, Int64?, Int64?)])
  func `An amount is compared in minor units`(text: String, decimals: Int, low: Int64?, high: Int64?) throws {
    let inquiry = Inquiry(now: Self.now, zone: .utc, me: "")
    let criterion = try Sentence("total" + text, kind: .orders).condition.resolved(in: inquiry)
    guard case .field(_, let tests) = criterion, case .amount(let amount)? = tests.first else {
      Issue.record("no amount")
      return
    }
    #expect(amount.minorUnits(decimals: decimals) == Bounds(low: low, high: high))
  }
}

@Suite struct RowOrderingTests {
  static func sorted(_ sort: String, _ rows: [(Int64, FieldValue)], _ field: OrderField) throws -> [Int64] {
    let ordering = try Sentence(sort, kind: .orders).ordering
    return rows.sorted { a, b in
      ordering.precedes(
        { $0 == .order(field) ? a.1 : .null }, id: a.0, { $0 == .order(field) ? b.1 : .null }, id: b.0)
    }.map(\.0)
  }

  static func at(_ milliseconds: Int64) -> FieldValue { .instant(Instant(milliseconds: milliseconds)) }

  @Test func `Rows of one second go by id and descending turns both`() throws {
    let rows =
      [
        (1, Self.at(2900)), (2, Self.at(2100)), (3, Self.at(1500)),
        (4, FieldValue.null),
      ] as [(Int64, FieldValue)]
    #expect(try Self.sorted("sort:placedAt", rows, .placedAt) == [3, 1, 2, 4])
    #expect(try Self.sorted("sort:-placedAt", rows, .placedAt) == [2, 1, 3, 4])
    #expect(try Self.sorted("sort:-age", rows, .placedAt) == [3, 1, 2, 4])
    #expect(try Self.sorted("sort:age", rows, .placedAt) == [2, 1, 3, 4])
    #expect(try Self.sorted("", rows, .placedAt) == [2, 1, 3, 4])
    #expect(try Self.sorted("sort:shipBy", rows, .shipBy) == [3, 2, 1, 4])
  }

  @Test func `Absent values come last in both directions`() throws {
    let rows =
      [
        (1, .text("")), (2, .text("Zoë")), (3, .null), (4, .text("anna")),
        (5, .text("Élan")),
      ] as [(Int64, FieldValue)]
    #expect(try Self.sorted("sort:customer", rows, .customer) == [4, 5, 2, 1, 3])
    #expect(try Self.sorted("sort:-customer", rows, .customer) == [2, 5, 4, 3, 1])
  }

  @Test func `Money goes by minor units and flags by no before yes`() throws {
    let sums =
      [
        (1, .money(500, .euro)), (2, .money(100, .yen)), (3, .money(500, .dollar)),
        (4, .money(-1, .euro)),
      ] as [(Int64, FieldValue)]
    #expect(try Self.sorted("sort:total", sums, .total) == [4, 2, 1, 3])
    #expect(try Self.sorted("sort:-total", sums, .total) == [3, 1, 2, 4])
    #expect(try Self.sorted("sort:late", [(1, .flag(true)), (2, .flag(false))], .late) == [2, 1])
  }

  @Test func `No two rows precede each other`() throws {
    var dice = Dice(seed: 3)
    let values: [FieldValue] = [.null, .number(1), .number(2), .number(-5), .number(Int64.max)]
    let ordering = try Sentence("sort:-quantity,total", kind: .orders).ordering
    for _ in 0..<2000 {
      let (a, b) = (dice.pick(values), dice.pick(values))
      let (idA, idB) = (Int64(dice.roll(1...3)), Int64(dice.roll(1...3)))
      let ab = ordering.precedes({ _ in a }, id: idA, { _ in b }, id: idB)
      let ba = ordering.precedes({ _ in b }, id: idB, { _ in a }, id: idA)
      #expect(!(ab && ba))
      #expect(ab || ba || idA == idB && (a == b || a.isAbsent && b.isAbsent))
    }
  }
}
