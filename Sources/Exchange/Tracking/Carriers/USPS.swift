import Domain

extension PayloadShape {
  /// The answer does not repeat the number.
  static let uspsAnswer: PayloadShape = {
    var shape = PayloadShape(source: "usps", carrier: "usps", marks: ["trackingEvents.eventTimestamp"])
    shape.number = ["trackingNumber"]
    shape.status = ["statusCategory", "status"]
    shape.events = ["trackingEvents"]
    shape.code = ["eventCode"]
    shape.text = ["eventType"]
    shape.place = ["eventCity", "eventZIP", "eventState"]
    shape.country = ["eventCountry"]
    shape.time = { event in
      PayloadTime.moment(event.first("eventTimestamp"), offsetSeconds: PayloadTime.offset(event.first("GMTOffset")))
    }
    return shape
  }()

  /// The older interface; months are words, times have no zone.
  static let uspsXML: PayloadShape = {
    var shape = PayloadShape(source: "usps", carrier: "usps", marks: ["TrackResponse.TrackInfo"])
    shape.parcels = ["TrackResponse.TrackInfo"]
    shape.number = ["@ID"]
    shape.status = ["StatusCategory", "Status"]
    shape.events = ["TrackSummary", "TrackDetail"]
    shape.code = ["EventCode"]
    shape.text = ["Event"]
    shape.place = ["EventCity", "EventZIPCode", "EventState"]
    shape.country = ["EventCountry"]
    shape.time = { PayloadTime.american(day: $0.first("EventDate"), clock: $0.first("EventTime")) }
    shape.messages = ["TrackResponse.TrackInfo.Error"]
    shape.messageCode = ["Number"]
    shape.messageText = ["Description"]
    return shape
  }()
}
