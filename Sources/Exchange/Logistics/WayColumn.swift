import Domain

/// What a column of a carrier's table can mean: rates, services, zones.
enum WayColumn: String, CaseIterable, Sendable {
  case service, carrier, zone, country, region, postcodes, postcodeFrom, postcodeTo
  case weight, weightFrom, weightTo, weightUnit
  case firstWeight, firstPrice, stepWeight, stepPrice, perKilogram, flat
  case handling, registration, salePrice
  case currency, days, daysHalf, daysMost
  case fuel, remote, oversize, oversizeOver
  case divisor, excess, minimum, rounding
  case validFrom, validUntil
  // Of services.
  case name, features, origins, minWeight, maxWeight, longest, girth, sumOfSides, valueLimit, hazards, cutOff, loss

  /// Column names, the likeliest first; compared without letter case, `_`, `-` and what stands in brackets.
  var names: [String] {
    switch self {
    case .service:
      [
        "service", "service code", "shipping service", "channel code", "product code", "渠道代码", "渠道", "物流渠道", "产品代码",
        "服务", "服务代码", "运输方式", "渠道名称", "产品名称",
      ]
    case .carrier: ["carrier", "forwarder", "carrier code", "承运商", "物流商", "货代", "物流公司"]
    case .zone: ["zone", "area", "zone name", "分区", "区域", "区", "分区名称"]
    case .country:
      [
        "country", "destination", "destination country", "country code", "to", "国家", "目的国", "目的地", "国家代码", "国家/地区",
        "二字码",
        "国家二字码", "国家名称", "目的国家",
      ]
    case .region: ["state", "region", "province", "州", "省", "州/省", "省份"]
    case .postcodes: ["postcode", "postcodes", "postcode range", "zip", "zip code", "zip range", "邮编", "邮编段", "邮编范围"]
    case .postcodeFrom: ["postcode from", "zip from", "from postcode", "起始邮编", "邮编起", "开始邮编"]
    case .postcodeTo: ["postcode to", "zip to", "to postcode", "结束邮编", "邮编止", "截止邮编"]
    case .weight: ["weight", "weight range", "weight bracket", "重量段", "重量", "重量区间", "重量范围", "计费重量段"]
    case .weightFrom: ["weight from", "from weight", "min weight", "over", "起始重量", "重量下限", "开始重量", "最小重量"]
    case .weightTo: ["weight to", "to weight", "up to weight", "max weight", "up to", "结束重量", "截止重量", "重量上限", "最大重量"]
    case .weightUnit: ["weight unit", "unit", "重量单位", "单位"]
    case .firstWeight: ["first weight", "base weight", "首重重量", "首重量"]
    case .firstPrice: ["first price", "first weight price", "base price", "首重费", "首重价格", "首重运费", "首重"]
    case .stepWeight: ["next weight", "step weight", "additional weight", "续重重量", "续重单位", "续重量"]
    case .stepPrice: ["next price", "step price", "additional price", "续重费", "续重价格", "续重运费", "续重单价", "续重"]
    case .perKilogram:
      [
        "price per kg", "rate per kg", "per kg", "rate/kg", "price/kg", "freight per kg", "freight/kg", "运费/kg", "公斤价",
        "每公斤", "每公斤运费", "公斤运费", "运费/公斤",
      ]
    case .flat: ["price", "rate", "cost", "freight", "运费", "价格", "资费", "费用", "标准运费"]
    case .handling: ["handling", "handling fee", "processing fee", "处理费", "操作费", "处理费/票", "件费", "票费"]
    case .registration: ["registration", "registration fee", "registered fee", "挂号费", "挂号费/票", "挂号"]
    case .salePrice: ["sale price", "sell price", "our price", "售价", "对客价", "销售价"]
    case .currency: ["currency", "币种", "货币"]
    case .days: ["days", "transit", "transit time", "transit days", "lead time", "时效", "参考时效", "时效(天)", "妥投时效"]
    case .daysHalf: ["p50", "days p50", "平均时效"]
    case .daysMost: ["p80", "days p80", "80%时效"]
    case .fuel: ["fuel", "fuel surcharge", "燃油", "燃油费", "燃油附加费", "燃油费率"]
    case .remote: ["remote", "remote fee", "remote surcharge", "偏远费", "偏远附加费", "偏远地区附加费"]
    case .oversize: ["oversize", "oversize fee", "oversize surcharge", "超长费", "超长附加费", "超尺寸附加费"]
    case .oversizeOver: ["oversize over", "oversize from", "超长标准", "超长起点"]
    case .divisor: ["divisor", "volume divisor", "volumetric divisor", "体积系数", "材积", "材积系数", "计泡系数", "泡重系数", "体积重系数"]
    case .excess: ["excess", "excess percent", "half volumetric", "分抛", "分泡", "分抛比例"]
    case .minimum: ["minimum", "minimum weight", "min charge weight", "起重", "最低计费重", "最低计费重量", "起算重量"]
    case .rounding: ["rounding", "rounding step", "weight step", "进位", "计费进位", "进位单位"]
    case .validFrom: ["valid from", "effective", "effective date", "effective from", "生效日期", "执行日期", "生效时间"]
    case .validUntil: ["valid until", "valid to", "expires", "失效日期", "截止日期", "有效期至"]
    case .name: ["name", "service name", "名称", "中文名", "英文名"]
    case .features: ["features", "特性", "服务特性", "功能"]
    case .origins: ["origin", "origins", "origin countries", "from", "起运国", "始发国", "发货国", "起运地", "始发地"]
    case .minWeight: ["min weight", "minimum weight", "weight from", "最低重量", "最小重量", "重量下限"]
    case .maxWeight: ["max weight", "maximum weight", "weight limit", "限重", "最大重量", "最高重量", "重量上限"]
    case .longest: ["longest side", "max length", "max side", "最长边", "单边限长", "最大边长", "限长"]
    case .girth: ["girth", "length and girth", "length plus girth", "围长", "长加围长"]
    case .sumOfSides: ["sum of sides", "l+w+h", "三边和", "三边之和", "长宽高之和"]
    case .valueLimit: ["value limit", "max value", "maximum value", "申报限值", "最高申报价值", "限值", "货值上限"]
    case .hazards:
      ["hazards", "accepted hazards", "batteries", "battery", "goods", "可接货物", "可走货物", "特货", "电池", "货物类型", "带电"]
    case .cutOff: ["cut off", "cutoff", "cut-off time", "截单时间", "截单", "截件时间"]
    case .loss: ["loss", "loss rate", "丢包率", "丢件率", "遗失率"]
    }
  }
}

/// A header of a carrier's table: what its columns mean, and what their names say besides.
struct WayHeader {
  private(set) var columns: [WayColumn: Int] = [:]
  let names: [String]
  /// A currency that some column's name gives: `运费(RMB/KG)`.
  private(set) var currency: Currency?
  /// Units that columns' names give: `Weight to (g)`.
  private(set) var weightUnits: [WayColumn: TypedMeasure.WeightUnit] = [:]
  private(set) var lengthUnits: [WayColumn: TypedMeasure.LengthUnit] = [:]
  /// Weights that columns' names give: `首重(0.5KG)`.
  private(set) var weights: [WayColumn: Int64] = [:]

  init(_ names: [String], of wanted: [WayColumn]) {
    self.names = names
    for (index, name) in names.enumerated() {
      let (base, inner) = WayHeader.parts(name)
      guard let column = WayHeader.column(base, inner, wanted.filter { columns[$0] == nil }) else { continue }
      columns[column] = index
      read(inner, of: column)
    }
    // A first weight beside a first price is a weight; alone, without a weight in its name, it is the price.
    if let first = columns[.firstPrice], columns[.firstWeight] == nil,
      let other = names.indices.first(where: { index in
        index != first && ["首重费", "首重价格", "首重运费", "first price"].contains(WayHeader.parts(names[index]).base)
      })
    {
      columns[.firstWeight] = first
      columns[.firstPrice] = other
      weightUnits[.firstWeight] = weightUnits[.firstPrice]
    }
    if let step = columns[.stepPrice], columns[.stepWeight] == nil,
      let other = names.indices.first(where: { index in
        index != step && ["续重费", "续重价格", "续重单价", "next price"].contains(WayHeader.parts(names[index]).base)
      })
    {
      columns[.stepWeight] = step
      columns[.stepPrice] = other
      weightUnits[.stepWeight] = weightUnits[.stepPrice]
    }
  }

  private static func column(_ base: String, _ inner: [String], _ wanted: [WayColumn]) -> WayColumn? {
    if wanted.contains(.perKilogram), inner.contains("kg") || inner.contains("公斤"),
      WayColumn.flat.names.contains(base)
    {
      return .perKilogram
    }
    // The earliest of a column's names is the likeliest, and a name that is one column's first is that column's.
    return wanted.compactMap { column in
      column.names.map(ColumnNames.loose).firstIndex(of: base).map { (column, $0) }
    }.min { $0.1 < $1.1 }?.0
  }

  private mutating func read(_ inner: [String], of column: WayColumn) {
    for word in inner {
      if let known = Currency(word.uppercased()) ?? WayHeader.currencies[word], currency == nil { currency = known }
      if let unit = TypedMeasure.WeightUnit(word) { weightUnits[column] = unit }
      if let unit = TypedMeasure.LengthUnit(word) { lengthUnits[column] = unit }
      if let grams = TypedMeasure.grams(word) { weights[column] = grams }
    }
  }

  private static let currencies: [String: Currency] = {
    var known: [String: Currency] = [:]
    for (word, code) in [("rmb", "CNY"), ("元", "CNY"), ("人民币", "CNY"), ("￥", "CNY"), ("$", "USD"), ("€", "EUR")] {
      known[word] = Currency(code)
    }
    return known
  }()

  static func currency(_ word: String) -> Currency? {
    let word = word.lowercased()
    return currencies[word] ?? Currency(word.uppercased())
  }

  /// `运费(RMB/KG)` → `运费` and `rmb`, `kg`.
  static func parts(_ name: String) -> (base: String, inner: [String]) {
    let plain = name.lowercased().map { "[【（".contains($0) ? "(" : "]】）".contains($0) ? ")" : $0 }
    let text = String(plain)
    guard let open = text.firstIndex(of: "(") else { return (ColumnNames.loose(text), []) }
    let close = text[open...].firstIndex(of: ")") ?? text.endIndex
    let inner = text[text.index(after: open)..<close].split { $0 == "/" || $0 == " " || $0 == "," }.map(String.init)
    let after = close < text.endIndex ? text[text.index(after: close)...] : ""
    return (ColumnNames.loose(String(text[..<open]) + after), inner)
  }

  func has(_ column: WayColumn) -> Bool { columns[column] != nil }
  func has(any wanted: [WayColumn]) -> Bool { wanted.contains(where: has) }
  func count(_ wanted: [WayColumn]) -> Int { wanted.filter(has).count }

  /// The file's own name of a column, or ours where it has none.
  func name(_ column: WayColumn) -> String {
    columns[column].map { names[$0].trimmingSpaces } ?? column.names.first ?? column.rawValue
  }
}
