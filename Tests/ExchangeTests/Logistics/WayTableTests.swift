import Domain
import Testing

@testable import Exchange

/// Carriers' tables as sellers get them: rates, services and zones, in English and in Chinese.
@Suite struct WayTableTests {
  private func read(_ text: String, as id: String? = nil) throws -> (
    format: String, ways: [IncomingWay], refused: [RowIssue]
  ) {
    let bytes = Array(text.utf8)
    let found = bytes.withUnsafeBufferPointer { Formats.find(Sample(bytes: $0)) }
    let format = try #require(id.flatMap(Formats.named) ?? found, "\(text.prefix(80))")
    var reader = format.makeReader(ReadingContext())
    var ways: [IncomingWay] = []
    var refused: [RowIssue] = []
    func sink(_ item: IntakeItem) {
      if case .way(let way) = item { ways.append(way) }
      if case .refused(let issue, _) = item { refused.append(issue) }
    }
    try bytes.withUnsafeBufferPointer { try reader.consume($0) { sink($0) } }
    try reader.finish { sink($0) }
    return (format.id, ways, refused)
  }

  private func rates(_ text: String) throws -> (rates: [IncomingRate], refused: [RowIssue]) {
    let (format, ways, refused) = try read(text)
    #expect(format == "shipping-rates")
    return (ways.compactMap { if case .rate(let rate) = $0 { rate } else { nil } }, refused)
  }

  static let chinese = """
    渠道代码,承运商,国家,分区,重量段(KG),运费(RMB/KG),挂号费(RMB/票),处理费,时效,燃油附加费,体积系数,进位,生效日期
    YW-481,燕文,德国,1区,0-0.5,65.00,19.00,1.50,7-15天,18.5%,8000,0.001,2026-10-01
    YW-481,燕文,德国,1区,0.5-2,62.00,19.00,1.50,7-15天,18.5%,8000,0.001,2026-10-01
    YW-481,燕文,美国,2区,0-2,88,25,0,8-12天,18.5%,8000,0.001,2026-10-01
    """

  @Test func `A Chinese sheet by the kilogram is read with fees, fuel, divisor and days`() throws {
    let (rates, refused) = try rates(Self.chinese)
    #expect(refused == [])
    let cny = try #require(Currency("CNY"))
    let first = try #require(rates.first)
    #expect(rates.count == 3)
    #expect(first.service == "YW-481" && first.carrier == "燕文" && first.zone == "1区")
    #expect(first.places == [PlacePattern(country: "DE")])
    #expect(first.overGrams == 0 && first.upToGrams == 500)
    #expect(first.cost == .perKilogram(6500, fixed: 2050))
    #expect(first.currency == cny)
    #expect(first.days == TransitDays(p50: 11, p80: 15))
    #expect(first.weight.divisor == 8000)
    #expect(first.surcharges == [Surcharge(name: "fuel", amount: .ofAllBefore(basisPoints: 1850))])
    #expect(first.validFrom?.iso8601 == "2026-10-01T00:00:00Z")
    #expect(rates[2].cost == .perKilogram(8800, fixed: 2500))
  }

  @Test func `A number that can only be in another unit than the usual one is refused, with what was expected`() throws
  {
    let services = try read(
      """
      service,carrier,max weight,longest side,cut off
      A-1,YANWEN,2000,60,16:00
      A-2,YANWEN,2000g,60,16:00
      A-3,YANWEN,30,1200,16:00
      A-4,YANWEN,30,1200mm,16:00
      """)
    #expect(services.refused.map(\.code) == [.unitNeeded, .unitNeeded])
    #expect(services.refused.map(\.field) == ["max weight", "longest side"])
    #expect(services.refused.map(\.line) == [2, 4])
    #expect(services.refused.first?.message.contains("unit") == true)
    #expect(services.ways.count == 2)
    let (rates, refused) = try rates(
      """
      service,carrier,country,weight,price per kg,currency,days
      A-1,YANWEN,DE,0-2000,65,CNY,7-15
      A-1,YANWEN,FR,0-2000g,65,CNY,7-15
      A-1,YANWEN,IT,21-9999,65,CNY,7-15
      A-1,YANWEN,ES,0-30,65,CNY,7-15
      """)
    #expect(refused.map(\.code) == [.unitNeeded])
    #expect(rates.map(\.upToGrams) == [2000, 9_999_000, 30_000])
  }

  @Test func `An English sheet of first and next weights is read, and a flat one`() throws {
    let next = try rates(
      """
      Service,Carrier,Country,Postcode range,Weight to (g),First weight (kg),First price (EUR),Next weight (kg),\
      Next price (EUR),Transit time,Half volumetric
      EXP-1,DHL,DE,10000-19999,20000,0.5,8.50,0.5,2.00,3-5 working days,yes
      """)
    #expect(next.refused == [])
    let rate = try #require(next.rates.first)
    #expect(rate.cost == .firstAndNext(firstGrams: 500, first: 850, stepGrams: 500, step: 200))
    #expect(rate.places == [PlacePattern(country: "DE", postcodes: ClosedPostcodes("10000", "19999"))])
    #expect(rate.upToGrams == 20_000)
    #expect(rate.days == TransitDays(p50: 6, p80: 7))
    #expect(rate.weight.excessPercent == 50)
    let flat = try rates(
      """
      service;country;weight from;weight to;price;currency;days
      PKT;France, Belgium;0;2kg;"4,90";EUR;4
      """)
    #expect(flat.refused == [])
    #expect(flat.rates.first?.cost == .flat(490))
    #expect(flat.rates.first?.places.map(\.country) == ["FR", "BE"])
    #expect(flat.rates.first?.upToGrams == 2000)
  }

  @Test func `First weights may stand in the columns' names`() throws {
    let (rates, refused) = try rates(
      """
      渠道,国家,首重(0.5KG),续重(0.5KG),币种,时效
      EMS,日本,120,35,RMB,3-7
      """)
    #expect(refused == [])
    #expect(rates.first?.cost == .firstAndNext(firstGrams: 500, first: 12_000, stepGrams: 500, step: 3500))
  }

  @Test(
    arguments: [
      ("YW,燕文,Atlantis,1区,0-0.5,65,19,7-15,18%,8000", "国家", IssueCode.unknownCountry),
      ("YW,燕文,德国,1区,heavy,65,19,7-15,18%,8000", "重量段(KG)", .wrongWeight),
      ("YW,燕文,德国,1区,x-30,65,19,7-15,18%,8000", "重量段(KG)", .wrongWeight),
      ("YW,燕文,德国,1区,2-1,65,19,7-15,18%,8000", "重量段(KG)", .wrongRange),
      ("YW,燕文,德国,1区,0-0.5,abc,19,7-15,18%,8000", "运费(RMB/KG)", .wrongAmount),
      ("YW,燕文,德国,1区,0-0.5,,19,7-15,18%,8000", "运费(RMB/KG)", .missingValue),
      ("YW,燕文,德国,1区,0-0.5,-65,19,7-15,18%,8000", "运费(RMB/KG)", .wrongAmount),
      ("YW,燕文,德国,1区,0-0.5,65,19,soon,18%,8000", "时效", .wrongDays),
      ("YW,燕文,德国,1区,0-0.5,65,19,7-15,0.18,8000", "燃油", .wrongShare),
      ("YW,燕文,德国,1区,0-0.5,65,19,7-15,18%,big", "体积系数", .wrongNumber),
      ("YW,燕文,,,0-0.5,65,19,7-15,18%,8000", "分区", .missingValue),
    ] as [(String, String, IssueCode)])
  func `A cell that cannot be read is named with its column, and the other rows go in`(
    row: String, field: String, code: IssueCode
  ) throws {
    let good = "YW,燕文,法国,2区,0-0.5,65,19,7-15,18%,8000"
    let (rates, refused) = try rates(
      "渠道,承运商,国家,分区,重量段(KG),运费(RMB/KG),挂号费,时效,燃油,体积系数\n\(row)\n\(good)\n")
    #expect(refused.map(\.field) == [field])
    #expect(refused.map(\.code) == [code])
    #expect(refused.map(\.line) == [2])
    #expect(rates.count == 1)
  }

  @Test func `Services are read with what they take; words for goods that nobody knows are refused`() throws {
    let (format, ways, refused) = try read(
      """
      渠道代码,承运商,名称,起运国,限重(kg),最长边(cm),三边和(cm),申报限值,币种,可接货物,截单时间,丢包率,服务特性
      YW-481,燕文,专线挂号,CN、HK,2,60,90,150,EUR,普货、内置电池,16:00,0.5%,追踪|签收
      YW-482,燕文,特货,CN,30,,,,,液体、核废料,16:00,,
      YW-483,燕文,特货,CN,30,,,,,液体,25:00,,
      """)
    #expect(format == "shipping-services")
    #expect(refused.map(\.code) == [.unknownHazard, .wrongTime])
    guard case .service(let row)? = ways.first else {
      Issue.record("no service was read")
      return
    }
    #expect(row.service.limits.maximumGrams == 2000)
    #expect(row.service.limits.longestSideMillimetres == 600)
    #expect(row.service.limits.sumOfSidesMillimetres == 900)
    #expect(row.service.limits.highestValue?.minorUnits == 15_000)
    #expect(row.service.limits.allowedHazards == [.lithiumIonInEquipment])
    #expect(row.service.origins == ["CN", "HK"])
    #expect(row.service.cutOffMinute == 960)
    #expect(row.service.lossBasisPoints == 50)
  }

  @Test func `Zones are read by country, state and postcodes, remote areas among them`() throws {
    let (format, ways, refused) = try read(
      """
      渠道,分区,国家,州,邮编段
      YW-481,1区,DE,,10-12、20
      YW-481,偏远,US,AK、HI,
      YW-481,2区,DE,,19-10
      """)
    #expect(format == "shipping-zones")
    #expect(refused.map(\.code) == [.wrongRange])
    let places = ways.compactMap { if case .place(let place) = $0 { place } else { nil } }
    #expect(places.first?.places.map(\.text) == ["DE 10-12", "DE 20"])
    #expect(places.last?.isRemote == true)
    #expect(places.last?.places.map(\.text) == ["US/AK", "US/HI"])
  }

  @Test(arguments: [
    "service,carrier,country,weight,price,currency\nA,YANWEN,DE,0.5,10,EUR\n",
    "service,carrier,country,weight from,weight to,price,currency\nA,YANWEN,DE,0,0.5,10,EUR\n",
    "渠道代码,承运商,国家,重量段,运费,币种\nA,燕文,德国,0-0.5,10,EUR\n",
    "service,carrier,country,up to,price,currency,days\nA,YANWEN,DE,0.5,10,EUR,5\n",
  ])
  func `The plainest sheet is known by a service, a country, a weight and a price`(text: String) throws {
    let (rates, refused) = try rates(text)
    #expect(refused == [])
    #expect(rates.map(\.upToGrams) == [500])
    #expect(rates.map(\.cost) == [.flat(1000)])
  }

  @Test func `A row that says only where its weights end is told from one that begins at nought`() throws {
    let sheets = [
      "up to", "weight", "重量",
    ].map { "service,carrier,country,\($0),price,currency,days\nA,YANWEN,DE,0.5,10,EUR,5\n" }
    for sheet in sheets { #expect(try rates(sheet).rates.map(\.beginsAfterLighter) == [true], "\(sheet)") }
    let whole = try rates("service,carrier,country,weight,price,currency,days\nA,YANWEN,DE,0-0.5,10,EUR,5\n")
    #expect(whole.rates.map(\.beginsAfterLighter) == [false])
  }

  @Test func `States are kept by their codes, and what is no state is named`() throws {
    let (_, ways, refused) = try read(
      """
      渠道,分区,国家,州,邮编段
      A,1区,US,Hawaii、Alaska、US-PR,
      A,2区,CA,Québec、quebec、QC,
      A,3区,US,Atlantis,
      A,4区,CN,广东,
      """)
    let places = ways.compactMap { if case .place(let place) = $0 { place.places } else { nil } }
    #expect(places.first?.map(\.text) == ["US/HI", "US/AK", "US/PR"])
    #expect(places.dropFirst().first?.map(\.text) == ["CA/QC", "CA/QC", "CA/QC"])
    #expect(refused.map(\.code) == [.unknownState])
    #expect(refused.map(\.field) == ["州"])
    #expect(refused.map(\.found) == ["Atlantis"])
    #expect(places.last?.map(\.text) == ["CN/广东"])
  }

  @Test func `British postcodes ascend by their districts' numbers`() throws {
    let (_, ways, refused) = try read("渠道,分区,国家,州,邮编段\nA,1区,GB,,PA5-PA20\nA,2区,GB,,PA20-PA5\n")
    #expect(ways.count == 1)
    #expect(refused.map(\.code) == [.wrongRange])
  }

  @Test func `Tables of other things are not taken for carriers'`() throws {
    for text in [
      "Order ID,SKU,Quantity,Price,Country,Weight\n1,A,2,3.00,DE,1\n", "sku,warehouse,quantity\nA,SZ,3\n",
      "name,country,email\nAda,DE,a@example.org\n",
    ] {
      let bytes = Array(text.utf8)
      let found = bytes.withUnsafeBufferPointer { Formats.find(Sample(bytes: $0)) }
      #expect(found?.kinds != ["ways"])
    }
  }
}
