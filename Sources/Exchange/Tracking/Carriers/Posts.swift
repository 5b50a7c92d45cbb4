import Domain

extension PayloadShape {
  static let australiaPost: PayloadShape = {
    var shape = PayloadShape(source: "australiapost", carrier: "australiapost", marks: ["tracking_results"])
    shape.parcels = ["tracking_results"]
    shape.number = ["tracking_id"]
    shape.status = ["status", "trackable_items.status"]
    shape.events = ["trackable_items.events", "trackable_items.items.events", "consignment.events"]
    shape.code = ["description"]
    shape.text = ["description"]
    shape.place = ["location"]
    shape.time = { PayloadTime.moment($0.first("date")) }
    shape.messages = ["tracking_results"]
    shape.messageCode = ["errors.code"]
    shape.messageText = ["errors.message", "errors.name"]
    shape.messageNumber = ["tracking_id"]
    return shape
  }()

  static let royalMail: PayloadShape = {
    var shape = PayloadShape(source: "royalmail", carrier: "royalmail", marks: ["mailPieces"])
    shape.parcels = ["mailPieces"]
    shape.number = ["mailPieceId"]
    shape.otherNumbers = ["summary.oneDBarcode"]
    shape.status = ["summary.lastEventCode", "summary.statusCategory"]
    shape.events = ["events"]
    shape.code = ["eventCode"]
    shape.text = ["eventName"]
    shape.place = ["locationName"]
    shape.time = { PayloadTime.moment($0.first("eventDateTime")) }
    shape.messages = ["mailPieces.error"]
    shape.messageCode = ["errorCode"]
    shape.messageText = ["errorDescription"]
    return shape
  }()

  static let royalMailRefusal: PayloadShape = {
    var shape = PayloadShape(source: "royalmail", carrier: "royalmail", marks: ["httpCode", "moreInformation"])
    shape.parcels = ["none"]
    shape.messages = ["errors", ""]
    shape.messageCode = ["errorCode", "httpCode"]
    shape.messageText = ["errorDescription", "httpMessage"]
    return shape
  }()

  static let bpost: PayloadShape = {
    var shape = PayloadShape(source: "bpost", carrier: "bpost", marks: ["itemTracking.itemCode"])
    shape.parcels = ["itemTracking"]
    shape.number = ["itemCode"]
    shape.events = ["stateInfo"]
    shape.code = ["stateCode"]
    shape.text = ["stateDescription"]
    shape.time = { PayloadTime.moment($0.first("time")) }
    return shape
  }()

  static let chronopost: PayloadShape = {
    let answer = "Envelope.Body.trackSkybillV2Response.return"
    var shape = PayloadShape(source: "chronopost", carrier: "chronopost", marks: [answer])
    shape.parcels = [answer]
    shape.number = ["listEventInfoComp.skybillNumber"]
    shape.events = ["listEventInfoComp.events"]
    shape.code = ["code"]
    shape.text = ["eventLabel"]
    shape.place = ["officeLabel"]
    shape.time = { PayloadTime.moment($0.first("eventDate")) }
    return shape
  }()

  /// La Poste and its parcels, Colissimo.
  static let laPoste: PayloadShape = {
    var shape = PayloadShape(source: "laposte", carrier: "laposte", marks: ["returnCode", "shipment.idShip"])
    shape.parcels = ["shipment"]
    shape.carrierName = ["product"]
    shape.number = ["idShip"]
    shape.events = ["event"]
    shape.code = ["code"]
    shape.text = ["label"]
    shape.time = { PayloadTime.moment($0.first("date")) }
    return shape
  }()

  static let laPosteRefusal: PayloadShape = {
    var shape = PayloadShape(source: "laposte", carrier: "laposte", marks: ["returnCode", "returnMessage"])
    shape.parcels = ["none"]
    shape.messages = [""]
    shape.messageCode = ["returnCode"]
    shape.messageText = ["returnMessage"]
    shape.messageNumber = ["idShip"]
    return shape
  }()

  /// Armenia's post answers with the order alone; its state is the only event.
  static let hayPost: PayloadShape = {
    var shape = PayloadShape(source: "hay_post", carrier: "hay_post", marks: ["order.trackingId", "order.stateId"])
    shape.number = ["order.trackingId"]
    shape.events = ["order"]
    shape.code = ["stateId"]
    shape.text = ["comment"]
    shape.time = { PayloadTime.moment($0.first("createDate")) }
    return shape
  }()
}
