import Domain

extension PayloadShape {
  /// EasyPost's tracker.
  static let easyPost = easyPost("", marks: ["tracking_code", "tracking_details"])
  static let easyPostList = easyPost("trackers", marks: ["trackers"])
  /// A notice of EasyPost's with a tracker in it, or with any other thing, which tells of no parcel.
  static let easyPostNotice = easyPost("result", marks: ["result.tracking_details"])
  static let easyPostNoticeList = easyPost("events.result", marks: ["events", "has_more"])

  private static func easyPost(_ parcels: String, marks: Ways) -> PayloadShape {
    var shape = PayloadShape(source: "easypost", carrier: "", marks: marks)
    shape.parcels = parcels.isEmpty ? [] : [parcels]
    shape.carrierName = ["carrier"]
    shape.number = ["tracking_code"]
    shape.status = ["status"]
    shape.events = ["tracking_details"]
    shape.code = ["status"]
    shape.words = ["status_detail"]
    shape.text = ["message", "description"]
    shape.place = ["tracking_location.city", "tracking_location.state", "tracking_location.zip"]
    shape.country = ["tracking_location.country"]
    // EasyPost writes the local time of many carriers with a Z; its documentation calls it UTC.
    shape.time = { PayloadTime.moment($0.first("datetime")) }
    return shape
  }
}
