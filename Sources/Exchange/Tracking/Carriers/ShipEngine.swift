import Domain

extension PayloadShape {
  static let shipEngine: PayloadShape = {
    var shape = PayloadShape(source: "shipengine", carrier: "", marks: ["tracking_number", "events.occurred_at"])
    shape.carrierName = ["carrier_code"]
    shape.number = ["tracking_number"]
    shape.status = ["status_description", "carrier_status_description"]
    shape.events = ["events"]
    shape.code = ["event_code"]
    shape.words = ["status_code"]
    shape.text = ["description"]
    shape.place = ["city_locality", "state_province", "country_code"]
    shape.country = ["country_code"]
    shape.time = { PayloadTime.moment(local: $0.first("carrier_occurred_at"), utc: $0.first("occurred_at")) }
    return shape
  }()

  /// Easyship's refusal; its trackings come as notices that no sample shows.
  static let easyShip: PayloadShape = {
    var shape = PayloadShape(source: "easyship", carrier: "", marks: ["error.request_id"])
    shape.parcels = ["none"]
    shape.messages = ["error"]
    return shape
  }()

  static let eShipper: PayloadShape = {
    var shape = PayloadShape(source: "eshipper", carrier: "", marks: ["event.originalEvent"])
    shape.carrierName = ["carrierName"]
    shape.number = ["trackingNumber"]
    shape.status = ["currentStatus"]
    shape.events = ["event"]
    shape.code = ["originalEvent.identifier", "originalEvent.name"]
    shape.words = ["originalEvent.name"]
    shape.text = ["description", "originalEvent.name"]
    shape.place = ["location", "originalEvent.eventLocation"]
    shape.time = { PayloadTime.moment($0.first("originalEvent.eventDate")) ?? PayloadTime.moment($0.first("dateTime")) }
    return shape
  }()
}
