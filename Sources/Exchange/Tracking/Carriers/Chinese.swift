import Domain

/// Carriers of China, by their published interfaces. Where they write local times without a zone, that is China's for
/// events in China and unknown elsewhere, so it stays unknown.
extension PayloadShape {
  /// SF Express: routes with an operation code and a remark in Chinese, times of China.
  static let sfExpress: PayloadShape = {
    var shape = PayloadShape(source: "sf", carrier: "sf", marks: [])
    shape.isKnown = { $0.has("msgData.routeResps.routes") || $0.has("routeResps.routes") }
    shape.parcels = ["msgData.routeResps", "routeResps"]
    shape.number = ["mailNo"]
    shape.events = ["routes"]
    shape.code = ["opCode"]
    shape.text = ["remark"]
    shape.place = ["acceptAddress"]
    shape.time = { PayloadTime.moment($0.first("acceptTime")) }
    return shape
  }()

  static let yunExpress: PayloadShape = {
    var shape = PayloadShape(source: "yunexpress", carrier: "yunexpress", marks: ["Item.OrderTrackingDetails"])
    shape.parcels = ["Item"]
    shape.number = ["TrackingNumber", "WayBillNumber"]
    shape.otherNumbers = ["WayBillNumber"]
    shape.events = ["OrderTrackingDetails"]
    shape.code = ["TrackCode", "TrackNodeCode"]
    shape.text = ["ProcessContent"]
    shape.place = ["ProcessLocation"]
    shape.time = { PayloadTime.moment($0.first("ProcessDate")) }
    return shape
  }()

  static let yanwen: PayloadShape = {
    var shape = PayloadShape(source: "yanwen", carrier: "yanwen", marks: ["result.checkpoints"])
    shape.parcels = ["result"]
    shape.number = ["tracking_number"]
    shape.otherNumbers = ["waybill_number", "exchange_number"]
    shape.status = ["tracking_status"]
    shape.events = ["checkpoints"]
    shape.code = ["tracking_status"]
    shape.text = ["message"]
    shape.place = ["location"]
    shape.time = { event in
      PayloadTime.moment(event.first("time_stamp"), offsetSeconds: PayloadTime.offset(event.first("time_zone")))
    }
    return shape
  }()

  static let fourPX: PayloadShape = {
    var shape = PayloadShape(source: "4px", carrier: "4px", marks: ["data.trackingList"])
    shape.parcels = ["data"]
    shape.number = ["deliveryOrderNo"]
    shape.events = ["trackingList"]
    shape.code = ["businessLinkCode"]
    shape.text = ["trackingContent"]
    shape.place = ["occurLocation"]
    shape.country = ["destinationCountry"]
    shape.time = { PayloadTime.moment($0.first("occurDatetime")) }
    return shape
  }()

  static let chinaPost: PayloadShape = {
    var shape = PayloadShape(source: "china_post", carrier: "china_post", marks: ["responseItems.traceNo"])
    shape.parcels = ["responseItems"]
    shape.events = [""]
    shape.number = ["traceNo"]
    shape.code = ["opCode"]
    shape.text = ["opDesc", "opName"]
    shape.place = ["opOrgCity", "opOrgName"]
    shape.time = { PayloadTime.moment($0.first("opTime")) }
    return shape
  }()

  static let cainiao: PayloadShape = {
    var shape = PayloadShape(source: "cainiao", carrier: "cainiao", marks: ["module.detailList"])
    shape.parcels = ["module"]
    shape.number = ["mailNo"]
    shape.otherNumbers = ["copyRealMailNo"]
    shape.status = ["status", "statusDesc"]
    shape.events = ["detailList"]
    shape.code = ["actionCode"]
    shape.text = ["standerdDesc", "desc"]
    shape.place = ["descTitle"]
    shape.time = { event in
      PayloadTime.moment(event.first("timeStr"), offsetSeconds: PayloadTime.offset(event.first("timeZone")))
    }
    return shape
  }()
}
