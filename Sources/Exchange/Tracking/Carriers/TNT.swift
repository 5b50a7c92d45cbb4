import Domain

extension PayloadShape {
  static let tnt: PayloadShape = {
    var shape = PayloadShape(source: "tnt", carrier: "tnt", marks: ["TrackResponse.Consignment"])
    shape.parcels = ["TrackResponse.Consignment"]
    shape.number = ["ConsignmentNumber"]
    shape.status = ["SummaryCode"]
    shape.events = ["StatusData"]
    shape.code = ["StatusCode"]
    shape.text = ["StatusDescription"]
    shape.place = ["Depot", "DepotName"]
    shape.time = { PayloadTime.moment(day: $0.first("LocalEventDate"), clock: $0.first("LocalEventTime")) }
    return shape
  }()

  static let aramex: PayloadShape = {
    var shape = PayloadShape(source: "aramex", carrier: "aramex", marks: ["Envelope.Body.ShipmentTrackingResponse"])
    let results = "Envelope.Body.ShipmentTrackingResponse.TrackingResults.KeyValueOfstringArrayOfTrackingResult"
    shape.parcels = [results + "mFAkxlpY"]
    shape.number = ["Key"]
    shape.events = ["Value.TrackingResult"]
    shape.code = ["UpdateCode"]
    shape.words = ["ProblemCode"]
    shape.text = ["UpdateDescription", "Comments"]
    shape.place = ["UpdateLocation"]
    shape.time = { PayloadTime.moment($0.first("UpdateDateTime")) }
    shape.messages = ["Envelope.Body.ShipmentTrackingResponse.Notifications.Notification"]
    return shape
  }()

  static let purolator: PayloadShape = {
    var shape = PayloadShape(
      source: "purolator", carrier: "purolator", marks: ["Envelope.Body.TrackPackagesByPinResponse"])
    let answer = "Envelope.Body.TrackPackagesByPinResponse."
    shape.parcels = [answer + "TrackingInformationList.TrackingInformation"]
    shape.number = ["PIN.Value"]
    shape.events = ["Scans.Scan"]
    shape.code = ["ScanType"]
    shape.text = ["Description"]
    shape.place = ["Depot.Name"]
    shape.time = { PayloadTime.moment(day: $0.first("ScanDate"), clock: $0.first("ScanTime")) }
    shape.messages = [answer + "ResponseInformation.Errors.Error"]
    return shape
  }()

  static let geodis: PayloadShape = {
    var shape = PayloadShape(source: "geodis", carrier: "geodis", marks: ["codeErreur", "texteErreur"])
    shape.parcels = ["none"]
    shape.messages = [""]
    shape.messageCode = ["codeErreur"]
    shape.messageText = ["texteErreur"]
    return shape
  }()
}
