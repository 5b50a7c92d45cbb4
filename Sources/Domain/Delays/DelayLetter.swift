/// The message that a customer gets about a parcel, drafted: somebody may change it before it goes out.
public struct DelayLetter: Hashable, Sendable {
  public enum Language: String, Hashable, Sendable, CaseIterable {
    case english = "en"
    case chinese = "zh"

    /// Where a country reads Chinese; English otherwise.
    public init(country: String) { self = ["CN", "HK", "MO", "TW"].contains(country) ? .chinese : .english }
  }

  public var subject: String
  public var text: String

  /// - Parameters:
  ///   - order: the number that the customer knows.
  ///   - tracking: empty where none is to be told.
  ///   - by: the day by which four of five parcels like it have come.
  public init(_ cause: DelayCause, order: String, tracking: String, by: Instant?, in language: Language) {
    let day = by?.civil().dateText
    switch language {
    case .english:
      subject = "Your order \(order): \(DelayLetter.englishSubject(cause))"
      var lines = ["Hello,", "", DelayLetter.english(cause, order: order)]
      if let day, cause.isStillComing { lines.append("We now expect it by \(day).") }
      if !tracking.isEmpty { lines.append("Its tracking number is \(tracking).") }
      lines += [
        "You need do nothing more than is said here; just answer this message if we can help.", "", "Thank you",
      ]
      text = lines.joined(separator: "\n")
    case .chinese:
      subject = "您的订单 \(order)：\(DelayLetter.chineseSubject(cause))"
      var lines = ["您好，", "", DelayLetter.chinese(cause, order: order)]
      if let day, cause.isStillComing { lines.append("目前预计 \(day) 前送达。") }
      if !tracking.isEmpty { lines.append("运单号：\(tracking)。") }
      lines += ["除上述事项外无需其他操作，如需帮助请直接回复。", "", "谢谢！"]
      text = lines.joined(separator: "\n")
    }
  }

  private static func englishSubject(_ cause: DelayCause) -> String {
    switch cause {
    case .notPickedUp, .silent, .legOverrun, .slip, .unknownCode: "a little later than planned"
    case .customs: "held at customs"
    case .attemptFailed: "could not be delivered"
    case .pickupExpiring: "waiting to be picked up"
    case .notReceived, .doubtfulDelivery: "we are asking where it is"
    case .lostSuspected: "we cannot find your parcel"
    case .returning: "on its way back to us"
    }
  }

  private static func english(_ cause: DelayCause, order: String) -> String {
    switch cause {
    case .notPickedUp: "Your order \(order) is packed, but its carrier has not scanned it yet. We are asking them why."
    case .silent:
      "We have had no news of your order \(order) for longer than usual. We are asking its carrier where it is."
    case .legOverrun, .slip, .unknownCode: "Your order \(order) is under way, but takes longer than we expected."
    case .customs:
      "Your order \(order) is with customs. If they write to you about duties or papers, please answer them soon."
    case .attemptFailed:
      "The carrier could not deliver your order \(order). Please check the address and tell us if it has to change."
    case .pickupExpiring: "Your order \(order) waits for you at a pick-up point and will soon be sent back to us."
    case .notReceived, .doubtfulDelivery:
      "The carrier says that your order \(order) was delivered. We have asked them for proof; please look whether "
        + "a neighbour has it."
    case .lostSuspected:
      "The carrier cannot tell us where your order \(order) is. We are claiming it, and will send it again or refund "
        + "it, as you wish."
    case .returning:
      "Your order \(order) is being returned to us. Please tell us whether we should send it again, and to which "
        + "address."
    }
  }

  private static func chineseSubject(_ cause: DelayCause) -> String {
    switch cause {
    case .notPickedUp, .silent, .legOverrun, .slip, .unknownCode: "比预计稍晚"
    case .customs: "海关查验中"
    case .attemptFailed: "派送未成功"
    case .pickupExpiring: "等待自取"
    case .notReceived, .doubtfulDelivery: "正在查询包裹下落"
    case .lostSuspected: "包裹下落不明"
    case .returning: "正在退回"
    }
  }

  private static func chinese(_ cause: DelayCause, order: String) -> String {
    switch cause {
    case .notPickedUp: "您的订单 \(order) 已打包，但承运商尚未扫描揽收，我们正在催促。"
    case .silent: "您的订单 \(order) 的物流信息久未更新，我们正在向承运商查询。"
    case .legOverrun, .slip, .unknownCode: "您的订单 \(order) 正在途中，但比预计的时间长。"
    case .customs: "您的订单 \(order) 正在清关。如海关就税费或文件联系您，请尽快答复。"
    case .attemptFailed: "承运商未能派送您的订单 \(order)，请核对收货地址，如需更改请告知我们。"
    case .pickupExpiring: "您的订单 \(order) 正在自提点等候领取，逾期将被退回。"
    case .notReceived, .doubtfulDelivery: "承运商称您的订单 \(order) 已签收，我们已要求其提供签收证明，也请询问邻居是否代收。"
    case .lostSuspected: "承运商无法说明您的订单 \(order) 的下落，我们正在索赔，并将按您的意愿补发或退款。"
    case .returning: "您的订单 \(order) 正在退回，请告知是否重新寄送及收货地址。"
    }
  }
}

extension DelayCause {
  /// Whether a day on which it comes is worth telling.
  public var isStillComing: Bool {
    switch self {
    case .notPickedUp, .silent, .legOverrun, .slip, .customs, .unknownCode, .attemptFailed: true
    case .pickupExpiring, .notReceived, .doubtfulDelivery, .lostSuspected, .returning: false
    }
  }
}
