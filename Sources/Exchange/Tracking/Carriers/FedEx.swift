import Domain

extension PayloadShape {
  static let fedEx: PayloadShape = {
    var shape = PayloadShape(source: "fedex", carrier: "fedex", marks: ["transactionId"])
    shape.parcels = ["output.completeTrackResults"]
    shape.number = ["trackingNumber"]
    shape.status = ["trackResults.latestStatusDetail.code", "trackResults.latestStatusDetail.derivedCode"]
    shape.events = ["trackResults.scanEvents"]
    shape.code = ["eventType"]
    shape.words = ["derivedStatusCode"]
    shape.text = ["exceptionDescription", "eventDescription"]
    shape.place = [
      "scanLocation.city", "scanLocation.stateOrProvinceCode", "scanLocation.postalCode", "scanLocation.countryCode",
    ]
    shape.country = ["scanLocation.countryCode"]
    shape.time = { PayloadTime.moment($0.first("date")) }
    shape.messages = ["errors", "output.completeTrackResults.trackResults.error"]
    return shape
  }()

  /// FedEx's older interface (SOAP).
  static let fedExSoap: PayloadShape = {
    var shape = PayloadShape(source: "fedex", carrier: "fedex", marks: ["TrackReply.HighestSeverity"])
    shape.parcels = ["TrackReply.CompletedTrackDetails.TrackDetails", "TrackReply.TrackDetails"]
    shape.number = ["TrackingNumber"]
    shape.status = ["StatusDetail.Code", "StatusDetail.Description"]
    shape.events = ["Events"]
    shape.code = ["EventType"]
    shape.text = ["EventDescription", "StatusExceptionDescription"]
    shape.place = ["Address.City", "Address.StateOrProvinceCode", "Address.PostalCode", "Address.CountryCode"]
    shape.country = ["Address.CountryCode"]
    shape.time = { PayloadTime.moment($0.first("Timestamp")) }
    shape.messages = ["TrackReply.Notifications", "TrackReply.CompletedTrackDetails.TrackDetails.Notification"]
    return shape
  }()
}
