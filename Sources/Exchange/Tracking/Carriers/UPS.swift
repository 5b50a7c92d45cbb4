import Domain

extension PayloadShape {
  static let upsAnswer: PayloadShape = {
    var shape = PayloadShape(source: "ups", carrier: "ups", marks: ["trackResponse.shipment"])
    shape.parcels = ["trackResponse.shipment.package"]
    shape.number = ["trackingNumber"]
    shape.otherNumbers = ["alternateTrackingNumber.number"]
    shape.events = ["activity"]
    shape.code = ["status.code"]
    // The type is wider than the code: M manifest, P pick-up, I in transit, X exception, D delivered.
    shape.words = ["status.type"]
    shape.text = ["status.description"]
    shape.place = [
      "location.address.city", "location.address.stateProvince", "location.address.postalCode",
      "location.address.countryCode",
    ]
    shape.country = ["location.address.countryCode"]
    shape.time = { event in
      PayloadTime.moment(
        day: event.first("date"), clock: event.first("time"),
        offsetSeconds: PayloadTime.offset(event.first("gmtOffset")))
    }
    shape.messages = ["trackResponse.shipment.warnings"]
    return shape
  }()

  static let upsRefusal: PayloadShape = {
    var shape = PayloadShape(source: "ups", carrier: "ups", marks: ["response.errors"])
    shape.parcels = ["none"]
    shape.messages = ["response.errors"]
    return shape
  }()
}
