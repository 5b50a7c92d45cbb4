import Domain
import Store

extension Shop {
  /// One of everything between buying and the buyer's return, with Chinese names beside Latin ones: goods bought and in
  /// check, a promise that is to be bought, ways, a wave with its walks, parcels on a carrier's list and on their way, a
  /// return that is paid back in part, a rule.
  func chain() throws {
    try setUpPacking()
    try buy()
    try setWays()
    try perform(
      "setSender", try id("SZ", .locations),
      [
        "name": "Taoran Trading Co. Ltd", "localName": "深圳陶然贸易有限公司", "street": "1 Keji Road", "city": "Shenzhen",
        "country": "CN", "required": "no",
      ])
    try fulfil()
    try takeBack()
    try perform(
      "createRule", nil,
      ["name": "大额订单", "sentence": "orders total>=30EUR country:DE", "effect": "hold", "value": "fraudRisk"])
  }

  private func buy() throws {
    try perform("createLocation", nil, ["code": "SZ-IN", "name": "收货区", "warehouse": "SZ", "use": "receiving"])
    try perform("createLocation", nil, ["code": "SZ-BAD", "name": "残次品区", "warehouse": "SZ", "use": "damaged"])
    try perform(
      "createSupplier", nil,
      [
        "code": "TAORAN", "name": "景德镇陶然瓷业有限公司", "country": "CN", "currency": "CNY", "leadDays": "12",
        "standard": "5/1",
      ])
    let supplier = try id("TAORAN", .suppliers)
    try perform("offerSku", supplier, ["sku": "MUG-5", "supplierCode": "蓝杯-05", "prices": "1=18.50 100=16.20"])
    try perform("offerSku", supplier, ["sku": "MUG-3", "prices": "1=21.00", "leadDays": "20"])
    try perform("promiseSku", supplier, ["sku": "MUG-3", "quantity": "40", "leadDays": "5"])
    try perform(
      "createPurchase", nil, ["supplier": "TAORAN", "warehouse": "SZ", "lines": "MUG-5=30,MUG-3=12", "note": "国庆前到货"])
    let purchase = try id("PO-1", .purchases)
    try perform("orderPurchase", purchase)
    try perform("confirmPurchase", purchase, ["promised": "2026-10-08"])
    try perform("receivePurchase", purchase, ["sku": "MUG-5", "quantity": "12", "damaged": "1"])
    try perform("sampleReceipt", 1)
    let waiting = try store.connection.readNow {
      try $0.integer(
        """
        SELECT MIN(o.id)
        FROM orders AS o
        JOIN order_lines AS l ON l.order_id = o.id
        WHERE l.sku = 'MUG-3' AND o.payment = 'paid' AND o.fulfilment = 'unfulfilled' AND o.hold_mask = 0
        """)
    }
    try perform("pegOrder", waiting)
  }

  private func setWays() throws {
    func rate(_ service: String, _ carrier: String, _ perKilogram: Int64, _ days: Int, line: Int) -> IncomingWay {
      var rate = IncomingRate(
        line: line, raw: service, service: service, carrier: carrier, zone: "1区", overGrams: 0, upToGrams: 20_000,
        cost: .perKilogram(perKilogram, fixed: 1900), currency: Currency("CNY") ?? .none,
        weight: WeightRule(divisor: 8000, steps: [.init(stepGrams: 10)]))
      rate.places = ["DE", "FR", "GB", "US"].map { PlacePattern(country: $0) }
      rate.days = TransitDays(p50: days, p80: days + 3)
      return .rate(rate)
    }
    _ = try WaysIntake(service: nil, from: Shop.now.adding(milliseconds: -40 * 86_400_000), file: "燕文.csv").take(
      [rate("YW-481", "燕文", 6500, 7, line: 2), rate("DHL-EXP", "DHL", 22_000, 3, line: 3)], as: admin,
      now: Shop.now, in: store)
  }

  private func fulfil() throws {
    for number in ["SHOP-1051", "SHOP-1057"] { try perform("allocateOrder", try id(number)) }
    try perform("planWave", nil, ["warehouse": "SZ"])
    try perform("releaseWave", 1)
    try pick(1)
    for (goods, tracking) in [(Int64(1), "LX123456785CN"), (2, "YT2026-002")] {
      try perform("packParcel", goods)
      try perform("labelParcel", goods, ["carrier": "YW-481", "tracking": tracking])
    }
    try perform("makeManifest", nil, ["warehouse": "SZ", "carrier": "燕文"])
    try perform("shipParcel", 1)
    try perform("planLeg", 1, ["leg": "line_haul", "carrier": "南方航空", "number": "784-12345675"])
  }

  private func takeBack() throws {
    try perform("createLocation", nil, ["code": "SZ-RET", "name": "退货区", "warehouse": "SZ", "use": "returns"])
    let order = try id("AMZ-DE-305-0000005")
    try perform(
      "requestReturn", order,
      ["authorised": "yes", "reason": "damaged", "tracking": "RR123456785CN", "note": "杯口有裂纹"])
    let back = try id("RMA-1", .returns)
    try perform("receiveReturn", back, ["to": "SZ-RET"])
    try perform("acceptReturn", back)
    try perform("refundReturn", back, ["amount": "5.00"])
  }
}
