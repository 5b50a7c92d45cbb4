internal import Domain
internal import Exchange
internal import Store

/// Carriers, services and rate sheets of a seller in Shenzhen, with made-up prices.
enum DemoWays {
  private struct Service {
    var code: String
    var carrier: String
    var name: String
    var origins: String
    var hazards: String
    var most: Int
    /// CNY a kilogram and an item, to the nearest countries.
    var perKilogram: Int
    var item: Int
    var p50: Int
    var p80: Int
    var zones: [String]
  }

  private static let carriers = [
    ("YANWEN", "燕文物流 Yanwen"), ("YUNEXPRESS", "云途物流 YunExpress"), ("4PX", "递四方 4PX"), ("CHINAPOST", "中国邮政 China Post"),
    ("SF", "顺丰速运 SF"), ("DHL", "DHL Express"), ("UPS", "UPS"), ("DPD", "DPD Deutschland"), ("USPS", "USPS, 安大略海外仓"),
  ]

  private static let union = "DE,FR,IT,ES,NL,PL,AT,BE,CZ,PT"
  private static let world = ["US,CA", union, "GB,IE", "JP,KR,TW,SG,MY", "AU", "BR,MX,SA,AE,IL,KZ,UA,TR"]

  private static let services = [
    Service(
      code: "YW-TRACKED", carrier: "YANWEN", name: "燕文专线追踪", origins: "CN", hazards: "lithiumIonInEquipment,magnet",
      most: 5000, perKilogram: 62, item: 18, p50: 11, p80: 15, zones: Array(world.prefix(5))),
    Service(
      code: "YUN-STD", carrier: "YUNEXPRESS", name: "云途标准专线", origins: "CN", hazards: "lithiumIonInEquipment,liquid",
      most: 20_000, perKilogram: 74, item: 20, p50: 9, p80: 12, zones: world),
    Service(
      code: "4PX-ECO", carrier: "4PX", name: "递四方联邮通经济", origins: "CN", hazards: "", most: 2000, perKilogram: 55,
      item: 16, p50: 13, p80: 19, zones: Array(world.prefix(4))),
    Service(
      code: "CP-PACKET", carrier: "CHINAPOST", name: "中国邮政平常小包+", origins: "CN", hazards: "", most: 2000,
      perKilogram: 48, item: 12, p50: 15, p80: 24, zones: world),
    Service(
      code: "SF-INTL", carrier: "SF", name: "顺丰国际标快", origins: "CN", hazards: "lithiumIonInEquipment", most: 30_000,
      perKilogram: 96, item: 35, p50: 4, p80: 6, zones: ["JP,KR,TW,SG,MY", "CN"]),
    Service(
      code: "DHL-EXP", carrier: "DHL", name: "DHL Express Worldwide", origins: "CN",
      hazards: "lithiumIonInEquipment,lithiumIonAlone", most: 70_000, perKilogram: 168, item: 90, p50: 4, p80: 5,
      zones: world),
    Service(
      code: "UPS-SAVER", carrier: "UPS", name: "UPS Worldwide Saver", origins: "CN", hazards: "lithiumIonInEquipment",
      most: 70_000, perKilogram: 155, item: 85, p50: 4, p80: 6, zones: world),
    Service(
      code: "DPD-CLASSIC", carrier: "DPD", name: "DPD Classic, 杜伊斯堡海外仓", origins: "DE",
      hazards: "lithiumIonInEquipment,liquid,magnet", most: 31_500, perKilogram: 9, item: 38, p50: 2, p80: 3,
      zones: [union]),
    Service(
      code: "USPS-GA", carrier: "USPS", name: "USPS Ground Advantage, 海外仓", origins: "US",
      hazards: "lithiumIonInEquipment", most: 31_500, perKilogram: 26, item: 30, p50: 3, p80: 4, zones: ["US"]),
  ]

  static func plan(_ director: DemoDirector) {
    let moment = director.ago(hours: 0.2)
    director.plan(moment) { director in
      for (code, name) in carriers {
        try director.perform("createCarrier", nil, ["code": code, "name": name], by: "dora", at: moment)
      }
      for service in services {
        try director.perform(
          "createService", nil,
          [
            "code": service.code, "carrier": service.carrier, "name": service.name, "origins": service.origins,
            "hazards": service.hazards, "maxGrams": String(service.most), "longestSide": "1200", "cutOff": "16:00",
          ], by: "dora", at: moment)
      }
      for (currency, rate) in [("EUR", "7.78"), ("USD", "7.12"), ("GBP", "9.10"), ("JPY", "0.048")] {
        try director.attempt(
          "setRate", nil,
          ["from": currency, "to": "CNY", "rate": rate, "day": director.day(-1), "source": "made up"], by: "dora",
          at: moment)
      }
      try sheets(director, at: moment)
    }
  }

  /// The carriers' own tables, as they send them: half a kilogram dearer than the kilograms after it.
  private static func sheets(_ director: DemoDirector, at moment: Instant) throws {
    var table =
      "service,carrier,country,zone,weight from,weight to,price per kg,handling fee,currency,p50,p80,fuel,divisor,"
      + "valid from\n"
    for service in services {
      for (zone, countries) in service.zones.enumerated() {
        let far = 100 + zone * 9
        for (from, to, percent) in [(0, 500, 108), (500, service.most, 100)] where from < to {
          let price = service.perKilogram * far * percent / 10_000
          table +=
            "\(service.code),\(service.carrier),\"\(countries)\",\(zone + 1)区,\(from)g,\(to)g,\(price).50,"
            + "\(service.item),CNY,\(service.p50 + zone / 2),\(service.p80 + zone / 2),12.5%,8000,"
            + "\(director.day(-45))\n"
        }
      }
    }
    let bytes = Array(table.utf8)
    _ = try FileImport(
      store: director.store, actor: director.admin, options: FileImport.Options(), now: { moment }
    ).run(.data(bytes), name: "rates.csv")
  }
}
