import Domain

extension PayloadShape {
  /// Canada Post's answer; several of them come in one wrapper.
  static let canadaPost: PayloadShape = {
    var shape = PayloadShape(source: "canadapost", carrier: "canadapost", marks: [])
    shape.isKnown = { $0.has("wrapper.tracking-detail") || $0.has("tracking-detail") }
    shape.parcels = ["wrapper.tracking-detail", "tracking-detail"]
    shape.number = ["pin"]
    shape.otherNumbers = ["original-pin", "return-pin"]
    shape.events = ["significant-events.occurrence"]
    shape.code = ["event-identifier"]
    shape.text = ["event-description"]
    shape.place = ["event-site", "event-province"]
    shape.time = { event in
      PayloadTime.moment(
        day: event.first("event-date"), clock: event.first("event-time"),
        offsetSeconds: PayloadTime.offset(abbreviation: event.first("event-time-zone")))
    }
    return shape
  }()

  static let canadaPostRefusal: PayloadShape = {
    var shape = PayloadShape(source: "canadapost", carrier: "canadapost", marks: [])
    shape.isKnown = { $0.has("wrapper.messages.message") || $0.has("messages.message") }
    shape.parcels = ["none"]
    shape.messages = ["wrapper.messages.message", "messages.message"]
    return shape
  }()
}
