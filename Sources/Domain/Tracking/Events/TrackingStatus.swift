/// Where a parcel is on its way, in one word for all carriers.
public enum TrackingStatus: String, Hashable, Sendable, CaseIterable {
  /// Announced: a label exists, nobody has the parcel yet.
  case pending
  case pickedUp = "picked_up"
  case inTransit = "in_transit"
  case outForDelivery = "out_for_delivery"
  case readyForPickup = "ready_for_pickup"
  case deliveryDelayed = "delivery_delayed"
  case deliveryFailed = "delivery_failed"
  case onHold = "on_hold"
  case delivered
  case returnInitiated = "return_initiated"
  case returnToSender = "return_to_sender"
  case cancelled
  /// Too long under way without news.
  case expired
  /// The carrier does not know the number (yet).
  case notFound = "not_found"
  /// Something happened that nobody here can read; it is kept and shown.
  case unknown

  /// Whether nothing is expected after it. What comes nevertheless is shown, never swallowed.
  public var isEnd: Bool {
    switch self {
    case .delivered, .cancelled: true
    default: false
    }
  }

  /// Whether it moves a parcel's state: `unknown` and `notFound` tell nothing about where it is.
  public var tells: Bool { self != .unknown && self != .notFound }

  /// Whether the parcel was bodily seen under way.
  public var isMoving: Bool {
    switch self {
    case .pickedUp, .inTransit, .outForDelivery, .readyForPickup: true
    default: false
    }
  }

  /// The status of a word as carriers write our own names: `In Transit`, `IN-TRANSIT`, `outForDelivery`.
  public init?(word: String) {
    var letters = ""
    for byte in word.utf8 {
      switch byte {
      case 0x41...0x5A: letters.unicodeScalars.append(Unicode.Scalar(byte + 32))
      case 0x61...0x7A: letters.unicodeScalars.append(Unicode.Scalar(byte))
      case 0x20, 0x2D, 0x5F: continue
      default: return nil
      }
    }
    guard let status = TrackingStatus.words[letters] else { return nil }
    self = status
  }

  private static let words: [String: TrackingStatus] = {
    var words: [String: TrackingStatus] = [:]
    for status in allCases { words[status.rawValue.filter { $0 != "_" }] = status }
    // What aggregators (17TRACK, AfterShip, EasyPost) and carriers call the same.
    let others: [TrackingStatus: String] = [
      .pending: "inforeceived pretransit labelcreated registered created datareceived",
      .pickedUp: "collected accepted", .inTransit: "transit intransit departed arrived shipped processed",
      .outForDelivery: "indelivery", .readyForPickup: "availableforpickup pickup",
      .deliveryFailed: "deliveryfailure attemptfail failedattempt failure undelivered undeliverable notdelivered",
      .onHold: "held hold", .delivered: "delivery", .returnToSender: "returned returning", .cancelled: "canceled",
    ]
    for (status, list) in others {
      for word in list.split(separator: " ") { words[String(word)] = status }
    }
    words["delivery"] = nil
    words["pickup"] = nil
    return words
  }()
}

/// What exactly happened, beneath the status.
public enum TrackingDetail: String, Hashable, Sendable, CaseIterable {
  case infoReceived = "info_received"
  case labelCreated = "label_created"
  case handedOver = "handed_over"
  case departed, arrived, sorted
  case customsProcessing = "customs_processing"
  case customsReleased = "customs_released"
  case customsHeld = "customs_held"
  case signed
  case leftInPlace = "left_in_place"
  case atPickupPoint = "at_pickup_point"
  case nobody, refused
  case wrongAddress = "wrong_address"
  case noAccess = "no_access"
  case damaged, lost, destroyed, delayed
  case returning, returned
  case signatureOnFile = "signature_on_file"
}

/// The part of the way.
public enum TrackingLeg: String, Hashable, Sendable, CaseIterable {
  case firstMile = "first_mile"
  case exportCustoms = "export_customs"
  case lineHaul = "line_haul"
  case importCustoms = "import_customs"
  case lastMile = "last_mile"
}
