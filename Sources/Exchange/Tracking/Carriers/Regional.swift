import Domain

extension PayloadShape {
  static let asendia: PayloadShape = {
    var shape = PayloadShape(source: "asendia", carrier: "asendia", marks: ["trackingNumber", "trackingEvents"])
    shape.number = ["trackingNumber"]
    shape.events = ["trackingEvents"]
    shape.code = ["code"]
    shape.text = ["carrierEventDescription"]
    shape.place = ["locationName", "locationCountry"]
    shape.country = ["locationCountry"]
    shape.time = { PayloadTime.moment($0.first("time")) }
    return shape
  }()

  static let asendiaUS: PayloadShape = {
    var shape = PayloadShape(source: "asendia_us", carrier: "asendia_us", marks: ["data.trackingMilestoneEvents"])
    shape.parcels = ["data"]
    shape.number = ["trackingNumberVendor"]
    shape.otherNumbers = ["customerReferenceNumber"]
    shape.events = ["trackingMilestoneEvents"]
    shape.code = ["eventCode"]
    shape.text = ["eventDescription"]
    shape.place = ["eventLocation"]
    shape.time = { PayloadTime.moment($0.first("eventOn")) }
    return shape
  }()

  /// Allied Express, its local branch too: SOAP turned into JSON by a gateway.
  static let alliedExpress: PayloadShape = {
    let answer = "soapenv:Body.ns1:getShipmentsStatusResponse.result"
    var shape = PayloadShape(source: "allied_express", carrier: "allied_express", marks: [answer])
    shape.parcels = [answer + ".statusBarcodesList"]
    shape.number = ["consignmentNote"]
    shape.status = ["scannedStatus"]
    shape.events = [""]
    shape.code = ["scannedBarcode"]
    shape.isCodeTold = false
    shape.words = ["scannedStatus"]
    // Without a status the barcode was scanned, which is all that is known.
    shape.text = ["scannedStatus"]
    shape.unsaid = "In Transit"
    shape.place = ["depotLocation"]
    shape.time = { PayloadTime.moment($0.first("scannnedTimestamp", "scannedTimestamp")) }
    return shape
  }()

  static let dicom: PayloadShape = {
    var shape = PayloadShape(source: "dicom", carrier: "dicom", marks: ["activities.activityDate"])
    shape.number = ["trackingNumber"]
    shape.events = ["activities"]
    shape.code = ["status"]
    shape.words = ["code"]
    shape.text = ["statusDetail", "status"]
    shape.place = ["terminal"]
    shape.time = { PayloadTime.moment($0.first("activityDate")) }
    return shape
  }()

  /// Landmark Global; its times have no zone, its last mile has another number.
  static let landmark: PayloadShape = {
    var shape = PayloadShape(source: "landmark", carrier: "landmark", marks: ["TrackResponse.Result.Packages.Package"])
    shape.parcels = ["TrackResponse.Result.Packages.Package"]
    shape.number = ["LandmarkTrackingNumber", "TrackingNumber"]
    shape.otherNumbers = ["TrackingNumber"]
    shape.events = ["Events.Event"]
    shape.code = ["EventCode"]
    shape.text = ["Status"]
    shape.place = ["Location"]
    shape.time = { PayloadTime.moment($0.first("DateTime")) }
    shape.messages = ["TrackResponse.Errors.Error"]
    shape.messageCode = ["ErrorCode"]
    shape.messageText = ["ErrorMessage"]
    return shape
  }()

  static let nationex: PayloadShape = {
    var shape = PayloadShape(source: "nationex", carrier: "nationex", marks: ["ShipmentId", "StatusHistories"])
    shape.number = ["ShipmentId"]
    shape.events = ["StatusHistories"]
    shape.code = ["ShipmentStatus"]
    shape.text = ["ShipmentStatusEn"]
    shape.place = ["LastLocation"]
    shape.time = { PayloadTime.moment($0.first("StatusDate")) }
    return shape
  }()

  /// The answer does not repeat the number that was asked for.
  static let parcelOne: PayloadShape = {
    var shape = PayloadShape(source: "parcelone", carrier: "parcelone", marks: ["success", "results.Events"])
    shape.parcels = ["results"]
    shape.number = ["TrackingID"]
    shape.otherNumbers = ["CarrierTrackingID"]
    shape.status = ["StatusCode"]
    shape.events = ["Events"]
    shape.code = ["StatusCode"]
    shape.text = ["Description"]
    shape.place = ["Location"]
    shape.time = { PayloadTime.moment($0.first("DateTime")) }
    return shape
  }()

  static let seko: PayloadShape = {
    var shape = PayloadShape(source: "seko", carrier: "seko", marks: ["ConsignmentNo", "Events.OmniCode"])
    shape.number = ["ConsignmentNo"]
    shape.events = ["Events"]
    shape.code = ["OmniCode"]
    shape.text = ["Description"]
    shape.place = ["Location"]
    shape.time = { PayloadTime.moment($0.first("EventDT")) }
    return shape
  }()

  /// Sendle tells UTC and local time beside each other.
  static let sendle: PayloadShape = {
    var shape = PayloadShape(source: "sendle", carrier: "sendle", marks: ["tracking_events"])
    shape.number = ["sendle_reference", "tracking_number"]
    shape.status = ["state"]
    shape.events = ["tracking_events"]
    shape.code = ["event_type"]
    shape.text = ["description"]
    shape.place = ["location"]
    shape.time = { PayloadTime.moment(local: $0.first("local_scan_time", "display_time"), utc: $0.first("scan_time")) }
    return shape
  }()

  /// A list of events, each with its parcel's number.
  static let smartKargo: PayloadShape = {
    var shape = PayloadShape(source: "smartkargo", carrier: "smartkargo", marks: ["eventType", "airWaybill"])
    shape.number = ["headerReference"]
    shape.otherNumbers = ["airWaybill"]
    shape.events = [""]
    shape.code = ["eventType"]
    shape.text = ["description"]
    shape.place = ["location.city", "location.state"]
    shape.otherPlace = ["eventLocation"]
    shape.country = ["location.countryId"]
    shape.time = { PayloadTime.moment($0.first("eventDate")) }
    shape.zone = ["location.timezone", "timezone"]
    return shape
  }()

  static let teleship: PayloadShape = {
    var shape = PayloadShape(source: "teleship", carrier: "teleship", marks: ["shipmentId", "events.timestamp"])
    shape.number = ["trackingNumber"]
    shape.otherNumbers = ["firstMile.trackingNumber", "lastMile.trackingNumber"]
    shape.status = ["status"]
    shape.events = ["events"]
    shape.code = ["code"]
    shape.text = ["description"]
    shape.place = ["location"]
    shape.time = { PayloadTime.moment($0.first("timestamp")) }
    return shape
  }()

  static let veho: PayloadShape = {
    var shape = PayloadShape(source: "veho", carrier: "veho", marks: ["trackingInfo.trackingNumber"])
    shape.parcels = ["trackingInfo"]
    shape.number = ["trackingNumber"]
    shape.status = ["status"]
    shape.events = ["events"]
    shape.code = ["code"]
    shape.text = ["description"]
    shape.place = ["location"]
    shape.time = { PayloadTime.moment(day: $0.first("date"), clock: $0.first("time")) }
    return shape
  }()
}
