import Domain

extension PayloadShape {
  /// DHL Express by XML (XML-PI). Its times have no zone.
  static let dhlExpress: PayloadShape = {
    var shape = PayloadShape(source: "dhl_express", carrier: "dhl_express", marks: ["TrackingResponse.AWBInfo"])
    shape.parcels = ["TrackingResponse.AWBInfo"]
    shape.number = ["AWBNumber"]
    shape.events = ["ShipmentInfo.ShipmentEvent"]
    shape.code = ["ServiceEvent.EventCode"]
    shape.text = ["ServiceEvent.Description"]
    shape.place = ["ServiceArea.Description"]
    shape.time = { PayloadTime.moment(day: $0.first("Date"), clock: $0.first("Time")) }
    shape.messages = ["TrackingResponse.AWBInfo.Status.Condition"]
    shape.messageCode = ["ConditionCode"]
    shape.messageText = ["ConditionData"]
    return shape
  }()

  static let dhlExpressRefusal: PayloadShape = {
    var shape = PayloadShape(
      source: "dhl_express", carrier: "dhl_express", marks: ["ShipmentTrackingErrorResponse"])
    shape.parcels = ["none"]
    shape.messages = ["ShipmentTrackingErrorResponse.Response.Status.Condition"]
    shape.messageCode = ["ConditionCode"]
    shape.messageText = ["ConditionData"]
    return shape
  }()

  /// DHL's German parcels: everything is an element `data`, told apart by its name. Times are German local ones.
  static let dhlParcel: PayloadShape = {
    var shape = PayloadShape(source: "dhl_parcel_de", carrier: "dhl_parcel_de", marks: ["data.@request-id"])
    shape.parcels = ["data.data"]
    shape.number = ["@piece-code", "@piece-identifier"]
    shape.events = ["data.data"]
    shape.code = ["@standard-event-code"]
    shape.words = ["@ice", "@ric"]
    shape.text = ["@event-status", "@event-text"]
    shape.place = ["@event-location", "@event-country"]
    shape.country = ["@event-country"]
    shape.time = { PayloadTime.moment($0.first("@event-timestamp")) }
    shape.messages = ["data"]
    shape.messageCode = ["@error-code", "@code"]
    shape.messageText = ["@error"]
    return shape
  }()

  /// MyDHL: Express by JSON. Times are those of the service area.
  static let myDHL: PayloadShape = {
    var shape = PayloadShape(source: "mydhl", carrier: "mydhl", marks: ["shipments.shipmentTrackingNumber"])
    shape.parcels = ["shipments"]
    shape.number = ["shipmentTrackingNumber"]
    shape.otherNumbers = ["pieces.number"]
    shape.events = ["events"]
    shape.code = ["typeCode"]
    shape.text = ["description"]
    shape.place = ["serviceArea.description"]
    shape.time = { event in
      PayloadTime.moment(
        day: event.first("date"), clock: event.first("time"),
        offsetSeconds: PayloadTime.offset(event.first("GMTOffset")))
    }
    return shape
  }()

  /// DHL's interface over all its branches.
  static let dhlUniversal: PayloadShape = {
    var shape = PayloadShape(source: "dhl_universal", carrier: "dhl_universal", marks: ["shipments.events"])
    shape.parcels = ["shipments"]
    shape.number = ["id"]
    shape.status = ["status.statusCode"]
    shape.events = ["events"]
    shape.code = ["statusCode"]
    shape.text = ["description", "status", "remark"]
    shape.place = ["location.address.addressLocality"]
    shape.country = ["location.address.countryCode"]
    shape.time = { PayloadTime.moment($0.first("timestamp")) }
    return shape
  }()
}
