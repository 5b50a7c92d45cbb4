import Domain
import Testing

@testable import Console

@Suite struct TongueTests {
  static let tongue = Words.chineseTongue

  private func read(_ text: String, kind: Kind? = .orders) throws -> Sentence {
    try Sentence(text, kind: kind, tongue: Self.tongue)
  }

  /// What can be asked of a field, each form once.
  private static func tests(_ field: Field) -> [FieldTest] {
    let general: [FieldTest] = [.absent, .present]
    switch field.type {
    case .text, .texts: return general + [.words("mug"), .words("蓝色 杯"), .words("无"), .words("或")]
    case .code, .codes:
      let codes = ["DE", "EUR", "A-1", "无", "有", "我", "Narnia"]
      return general + codes.map(FieldTest.code) + [.codeBegins("AMZ")]
    case .person: return general + [.me, .code("ann"), .code("我")]
    case .choice(let words), .choices(let words): return general + words.map(FieldTest.choice)
    case .flag: return general + [.flag(true), .flag(false)]
    case .number: return general + [.number(.above(5)), .number(.between(1, 9))]
    case .money:
      return general + [
        .amount(.atLeast(Amount(units: 1250, decimals: 2)), .euro), .amount(.below(Amount(units: 5, decimals: 0)), nil),
      ]
    case .instant:
      return general + RelativeDate.allCases.map { .moment(.atLeast(.relative($0))) }
        + [.moment(.between(.relative(.yesterday), .relative(.today)))]
    case .age: return general + AgeUnit.allCases.map { .age(.above(Age(24, $0))) }
    }
  }

  @Test(arguments: Kind.allCases)
  func `A sentence rendered in Chinese means the same`(kind: Kind) throws {
    for field in kind.fields {
      let forms = Self.tests(field)
      var conditions = forms.map { Condition.field(field, [$0]) }
      conditions.append(.not(.field(field, [forms[0]])))
      conditions.append(.any([.field(field, [forms[1]]), .text("或"), .text("订单")]))
      conditions.append(.field(field, Array(forms.prefix(4))))
      for condition in conditions {
        let sentence = Sentence(
          kind: kind, condition: condition, sort: field.isSortable ? [SortKey(field, descending: true)] : [],
          columns: [field], group: field.isGroupable ? field : nil)
        let chinese = sentence.text(in: Self.tongue)
        #expect(try read(chinese, kind: nil) == sentence, "\(chinese)")
        #expect(try read(sentence.description, kind: nil) == sentence, "\(sentence)")
        #expect(try Sentence(sentence.description) == sentence, "\(sentence)")
      }
    }
  }

  @Test func `What the screens call a field, a kind or a state is its name in a sentence, and no other's`() {
    let words = Words(language: .chinese)
    for kind in Kind.allCases {
      #expect((try? read(words.kind(kind), kind: nil))?.kind == kind)
      var fields: [String: Field] = [:]
      for field in kind.fields {
        let title = words.title(field)
        #expect(fields.updateValue(field, forKey: title) == nil, "\(kind) has two fields \(title)")
        #expect(Self.tongue.name(field) == title.filter { !$0.isWhitespace })
        guard case .choice(let choices) = field.type else { continue }
        var seen: Set<String> = []
        for choice in choices { #expect(seen.insert(words.choice(choice, of: field)).inserted, "\(field) \(choice)") }
      }
    }
  }

  @Test(arguments: [
    ("订单 状态:已发货", "orders status:shipped"), ("订单", "orders"), ("状态：已发货", "orders status:shipped"),
    ("付款:已付款 国家:德国", "orders payment:paid country:DE"), ("状态:已付款", "orders status:paid"),
    ("时长＞24小时", "orders age>24h"), ("时长>3天", "orders age>3d"), ("时长：２天．．５天", "orders age:2d..5d"),
    ("金额＞＝５０欧元", "orders total>=50EUR"), ("金额<100元", "orders total<100CNY"), ("币种:日元", "orders currency:JPY"),
    ("－标签：vip", "orders -tags:vip"), ("非 标签:vip", "orders -tags:vip"), ("标签:无", "orders tags:none"),
    ("国家:德国，法国", "orders country:DE,FR"), ("国家:德国、法国", "orders country:DE,FR"),
    ("状态:已发货 或 状态:已送达", "orders (status:shipped or status:delivered)"),
    ("逾期:是 排序:-时长", "orders late:yes sort:-age"), ("列:单号,状态 分组:国家", "orders cols:number,status group:country"),
    ("下单时间:今天", "orders placedAt:today"), ("下单时间>=2026年9月2日", "orders placedAt>=2026-09-02"),
    ("下单时间:2026年9月", "orders placedAt:2026-09"), ("负责人:我", "orders assignee:me"),
    ("暂停:地址", "orders holds:incorrectAddress"), ("商品 审核:审核中", "products review:inReview"),
    ("规格 特货:液体", "variants hazard:liquid"), ("客户 等级:贵宾", "customers tier:vip"),
    ("明细 品名:杯", "lines title:杯"), ("HS编码:8517", "variants hs:8517"), ("country:Germany", "orders country:DE"),
    ("country:deutschland", "orders country:DE"), ("country:\"Narnia\"", "orders country:\"Narnia\""),
    ("country:de", "orders country:DE"), ("currency:Euro", "orders currency:EUR"),
    ("total>=50euro", "orders total>=50EUR"),
    ("country:日本", "orders country:JP"), ("country:Россия", "orders country:RU"),
  ])
  func `Chinese words, full-width signs and names of countries are understood`(typed: String, canonical: String) throws
  {
    let kind: Kind = canonical.hasPrefix("variants") ? .variants : .orders
    #expect(try read(typed, kind: kind).description == canonical)
  }

  @Test(arguments: [
    ("状态:发货了", 3..<6, "已发货", ""), ("国加:德国", 0..<2, "国家", ""), ("国家:德果", 3..<5, "德国", ""),
    ("country:Germnay", 8..<15, "Germany", ""), ("currency:Euor", 9..<13, "Euro", ""),
    ("country:Atlantis", 8..<16, "", "no country"), ("时长>3光年", 3..<6, "", "age"), ("订旦 状态:已发货", 0..<2, "", ""),
  ])
  func `A wrong word is pointed at, and what would fit is in its own language`(
    typed: String, range: Range<Int>, meant: String, says: String
  ) throws {
    let kind: Kind? = typed.hasPrefix("订旦") ? nil : .orders
    let error = try #require(throws: SentenceError.self) { try read(typed, kind: kind) }
    #expect(error.range == range, "\(error)")
    if !meant.isEmpty {
      #expect(
        error.suggestion == meant || error.fits.contains(meant) || error.suggestion?.lowercased() == meant.lowercased())
    }
    #expect(error.message.contains(says), "\(error.message)")
  }

  @Test func `A channel that the shop has not is an error, a label a hint`() throws {
    let knowledge = SentenceKnowledge(
      tongue: Self.tongue,
      values: { $0 == .order(.channel) ? ["AMZ-DE", "SHOP"] : $0 == .order(.tags) ? ["vip", "gift"] : nil })
    let error = try #require(throws: SentenceError.self) {
      try Sentence.reading("channel:AMZ-DF", kind: .orders, knowledge)
    }
    #expect(error.fault == .unusedWord(.order(.channel)) && error.suggestion == "AMZ-DE" && error.range == 8..<14)
    let reading = try Sentence.reading("channel:shop tags:vipp,gift", kind: .orders, knowledge)
    #expect(reading.hints.map(\.suggestion) == ["vip"] && reading.hints[0].range == 18..<22)
    #expect(try Sentence.reading("tags:none", kind: .orders, knowledge).hints.isEmpty)
  }

  /// `|` is the cursor; the first suggestions.
  @Test(arguments: [
    ("zt|", ["状态:"]), ("状|", ["状态:"]), ("状态:|", ["草稿", "待付款"]), ("状态:yfh|", ["已发货"]), ("状态:已发|", ["已发货"]),
    ("sta|", ["status:", "state:"]), ("status:shi|", ["shipped"]), ("已付|", ["付款:已付款"]), ("国家:dg|", ["德国"]),
    ("国家:德|", ["德国"]), ("排序:-sc|", ["时长"]), ("时长>|", ["24小时", "3天"]), ("placedAt:sz|", ["上周"]),
  ])
  func `Completion speaks Chinese and knows pinyin initials`(marked: String, first: [String]) {
    let text = marked.replacing("|", with: "")
    let found = Sentence.completions(text, cursor: text.count, kind: .orders, tongue: Self.tongue) { field in
      field == .order(.country) ? ["DE", "FR"] : []
    }
    #expect(Array(found.map(\.text).prefix(first.count)) == first, "\(found.map(\.text))")
  }
}
