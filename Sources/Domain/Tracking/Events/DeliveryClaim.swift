/// Who has the parcel where a carrier's sentence says "delivered" or 签收: the customer, or somebody on the way to or
/// from them, or nobody at all, because the words only ask, name a thing, or take it back.
enum DeliveryClaim: Hashable, Sendable {
  case customer
  /// It went back to where it came from.
  case sender
  /// It waits where the customer fetches it.
  case pickupPoint
  /// Somebody who goes on with it has it.
  case carrier
  /// Some of it only.
  case part
  /// No delivery is told.
  case nobody

  init(_ sentence: TrackingSentence, _ phrase: Range<Int>) {
    let (earlier, before, after, end) = sentence.surroundings(of: phrase)
    let text = sentence.text(phrase)
    let isLatin = text.utf8.first.map { $0 < 0x80 } ?? false || text.hasPrefix("é")
    self =
      isLatin
      ? LatinDelivery(before: before, phrase: text, after: after, end: end).claim
      : ChineseDelivery(earlier: earlier, before: before, phrase: text, after: after, end: end).claim
    if self == .customer || self == .carrier, sentence.hasAny(DeliveryClaim.waiting) { self = .pickupPoint }
  }

  /// What the event is then; nil where no delivery is told.
  func finding(of rule: TrackingWords.Finding, _ sentence: TrackingSentence) -> TrackingWords.Finding? {
    switch self {
    case .customer:
      var finding = rule
      if finding.detail == nil, sentence.hasAny(DeliveryClaim.signed) { finding.detail = .signed }
      return finding
    case .sender: return .init(status: .returnToSender, detail: .returned)
    case .pickupPoint: return .init(status: .readyForPickup, detail: .atPickupPoint)
    case .carrier: return .init(status: .inTransit, detail: .handedOver)
    case .part: return .init(status: .inTransit)
    case .nobody: return nil
    }
  }

  /// What says that the customer has still to come for it.
  private static let waiting = TrackingPhrases([
    TrackingRule(
      .readyForPickup,
      says: [
        "awaiting customer", "awaiting consignee", "awaiting recipient", "awaiting pickup", "awaiting pick-up",
        "awaiting pick up", "awaiting collection", "waiting for pickup", "waiting to be collected",
        "ready for pickup", "ready for pick-up", "ready for pick up", "ready for collection", "ready to be collected",
        "available for pickup", "available for pick-up", "available for pick up", "available for collection",
        "held for pickup", "to be collected", "to be picked up", "待取", "待自提", "待领取", "等待取", "等待领取", "等待自提",
      ]),
    TrackingRule(
      .readyForPickup, isPlain: true,
      says: [
        "请取", "请自提", "请领取", "请您取", "请凭取", "请凭码", "请凭验证码", "请前往取", "请前往领", "凭码取", "及时取", "尽快取",
        "及时领", "尽快领", "及时自提", "尽快自提",
      ]),
  ])

  /// Whether the receiver says that they have nothing, whatever the carrier says.
  static func isDisputed(_ sentence: TrackingSentence) -> Bool { sentence.hasAny(disputes) }

  private static let disputes = TrackingPhrases([
    "denies", "denied receipt", "denied having", "denied receiving", "disputes", "disputed", "claims non",
    "non-receipt",
    "nonreceipt", "not received", "not receive", "n't receive", "never received", "non reçu", "pas reçu",
    "nicht erhalten",
    "no recibi", "non ricevuto", "não recebi", "未收到", "没收到", "没有收到", "否认", "不承认", "并未签收", "虚假签收",
  ])

  private static let signed = TrackingPhrases([
    TrackingRule(
      .delivered, .signed,
      says: [
        "signed", "signature obtained", "signature received", "signature captured", "with signature",
        "with a signature", "against signature", "unterschrieben", "签收", "签字", "签名",
      ])
  ])
}
