import Domain

extension PayloadShape {
  /// 17TRACK's answer (v2.x): parcels in `data.accepted`, refusals in `data.rejected`.
  static let seventeenTrack: PayloadShape = {
    var shape = seventeen("data.accepted", marks: [], prefix: "track_info.")
    shape.isKnown = { tree in
      tree.has("code") && ["data.accepted", "data.rejected", "data.errors"].contains { tree.has($0) }
    }
    return shape
  }()
  /// What 17TRACK sends by itself (v2.x): one parcel in `data`.
  static let seventeenTrackNotice = seventeen("data", marks: ["event", "data.track_info"], prefix: "track_info.")

  private static func seventeen(_ parcels: String, marks: Ways, prefix: String) -> PayloadShape {
    var shape = PayloadShape(source: "17track", carrier: "", marks: marks)
    shape.parcels = [parcels]
    shape.number = ["number"]
    shape.carrierName = ["carrier", prefix + "tracking.providers.provider.alias"]
    shape.carriers = seventeenCarriers
    shape.status = [prefix + "latest_status.status"]
    // The state's own time stands in the milestones; the latest event may be a later one of no weight.
    shape.deliveredAt = { parcel in
      let stone = parcel.all("track_info.milestone").first { $0.first("key_stage") == "Delivered" }
      return stone.flatMap { PayloadTime.moment($0.first("time_iso")) ?? PayloadTime.moment($0.first("time_utc")) }
    }
    shape.events = [prefix + "tracking.providers.events", prefix + "latest_event"]
    shape.code = ["sub_status", "stage"]
    shape.words = ["stage"]
    shape.text = ["description", "description_translation.description"]
    shape.place = ["location"]
    shape.country = ["address.country"]
    shape.time = { PayloadTime.moment($0.first("time_iso")) ?? PayloadTime.moment($0.first("time_utc")) }
    shape.messages = ["data.rejected", "data.errors"]
    shape.messageCode = ["error.code", "code"]
    shape.messageText = ["error.message", "message"]
    shape.messageNumber = ["number"]
    return shape
  }

  /// Carriers by 17TRACK's numbers.
  private static let seventeenCarriers = [
    "21051": "usps", "100001": "dhl_express", "100002": "ups", "100003": "fedex", "100004": "tnt",
    "3011": "china_post", "190008": "yunexpress", "190271": "cainiao",
  ]

  /// 17TRACK's first interface: one-letter keys; `z1` are the events of the first carrier, `z2` of the second, `e` the
  /// state (0 not found, 10 under way, 20 expired, 30 to be picked up, 35 failed, 40 delivered, 50 exception).
  static let seventeenTrackOld: PayloadShape = {
    var shape = PayloadShape(source: "17track", carrier: "", marks: ["code", "data.accepted.track.e"])
    shape.parcels = ["data.accepted"]
    shape.carrierName = ["track.w1"]
    shape.carriers = seventeenCarriers
    shape.number = ["number"]
    shape.events = ["track.z1", "track.z2"]
    shape.text = ["z"]
    shape.place = ["c", "d"]
    shape.time = { PayloadTime.moment($0.first("a")) }
    shape.status = ["track.e"]
    shape.messages = ["data.rejected"]
    shape.messageCode = ["error.code"]
    shape.messageText = ["error.message"]
    shape.messageNumber = ["number"]
    return shape
  }()
}
