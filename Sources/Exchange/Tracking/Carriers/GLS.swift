import Domain

extension PayloadShape {
  static let glsAnswer: PayloadShape = {
    var shape = PayloadShape(source: "gls", carrier: "gls", marks: ["parcels.unitno"])
    shape.parcels = ["parcels"]
    shape.number = ["unitno", "requested"]
    shape.status = ["status"]
    shape.events = ["events"]
    shape.code = ["code"]
    shape.text = ["description"]
    shape.place = ["city", "postalCode", "country"]
    shape.country = ["country"]
    shape.time = { PayloadTime.moment($0.first("eventDateTime")) }
    shape.messages = ["parcels"]
    shape.messageCode = ["errorCode"]
    shape.messageText = ["errorMessage"]
    shape.messageNumber = ["requested"]
    return shape
  }()

  static let hermes: PayloadShape = {
    var shape = PayloadShape(source: "hermes", carrier: "hermes", marks: ["shipmentinfo.shipmentID"])
    shape.parcels = ["shipmentinfo"]
    shape.number = ["shipmentID"]
    shape.events = ["status"]
    shape.code = ["code"]
    shape.text = ["description"]
    shape.place = ["scanningUnit.city", "scanningUnit.countryCode"]
    shape.country = ["scanningUnit.countryCode"]
    shape.time = { PayloadTime.moment($0.first("timestamp")) }
    return shape
  }()

  static let dpdAnswer: PayloadShape = {
    var shape = PayloadShape(
      source: "dpd", carrier: "dpd", marks: ["parcellifecycleResponse.parcelLifeCycleData"])
    shape.parcels = ["parcellifecycleResponse.parcelLifeCycleData"]
    shape.number = ["shipmentInfo.parcelLabelNumber"]
    shape.events = ["scanInfo.scan"]
    shape.code = ["scanType.code"]
    shape.words = ["scanType.name"]
    shape.text = ["scanDescription.content", "scanDescription.label"]
    shape.place = ["scanData.location"]
    shape.country = ["scanData.country"]
    shape.time = { PayloadTime.moment($0.first("date")) }
    return shape
  }()
}
