import Domain

extension PayloadShape {
  /// AfterShip's answer, one tracking or a list of them.
  static let afterShip = afterShip(["data.tracking", "data.trackings"], mark: "data.tracking.checkpoints")
  /// What AfterShip sends by itself.
  static let afterShipNotice = afterShip(["msg"], mark: "msg.checkpoints")

  private static func afterShip(_ parcels: Ways, mark: String) -> PayloadShape {
    var shape = PayloadShape(source: "aftership", carrier: "", marks: [mark])
    shape.parcels = parcels
    shape.carrierName = ["slug"]
    shape.number = ["tracking_number"]
    shape.status = ["tag"]
    shape.events = ["checkpoints"]
    shape.code = ["tag"]
    shape.words = ["subtag"]
    shape.text = ["message"]
    shape.place = ["location", "city"]
    shape.country = ["country_iso3", "country_region"]
    shape.time = { PayloadTime.moment($0.first("checkpoint_time")) }
    return shape
  }
}
