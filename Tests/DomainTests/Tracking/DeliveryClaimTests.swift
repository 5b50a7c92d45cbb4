import Domain
import Testing

/// Who has the parcel where a carrier writes "delivered" or 签收 without a code.
@Suite struct DeliveryClaimTests {
  private func read(_ text: String) -> TrackingReading { TrackingReading(carrier: "nobody", code: "", text: text) }

  @Test(arguments: [
    "Delivered, To Original Sender", "Delivered to shipper", "DELIVERED TO SHIPPER", "Delivered back to the sender",
    "Returned shipment has been delivered to the sender", "Return parcel delivered", "Delivered, returned to seller",
    "Delivery completed to the sender", "Package delivered safely to the merchant's address",
    "The returned item was successfully delivered", "Delivered to the return center",
    "Die Sendung wurde an den Absender zugestellt", "寄件人已签收", "发件人签收", "商家已签收", "退货快件已签收", "已由发货方签收",
    "快件已送达寄件人", "已签收，签收人：卖家", "寄件人已簽收",
  ])
  func `What is delivered to where it came from is back`(text: String) {
    let reading = read(text)
    #expect(reading.status == .returnToSender, "\(text): \(reading.status)")
    #expect(reading.detail == .returned, "\(text)")
  }

  @Test(arguments: [
    "Delivered to UPS Access Point, awaiting customer pickup", "Delivered to parcel shop", "Delivered to a ParcelShop",
    "Delivered at the service point in Berlin", "Delivered to store", "Delivered today to the collection point",
    "Delivered to parcel locker, ready for pickup", "Delivered to the post office and held for pickup",
    "Your parcel was delivered to the pick-up counter", "Im Paketshop zugestellt", "快件已送达丰巢，请及时取件",
    "已送达【菜鸟驿站】", "快件已投递至快递柜", "已送达小区自提点", "快件已妥投至丰巢柜，请凭取件码取件", "丰巢已签收", "您的快件已由菜鸟驿站代签收",
    "已签收，签收人：菜鸟驿站", "快件已簽收，請及時取件", "派送成功，已放入丰巢快递柜",
  ])
  func `What waits where the customer fetches it is not with them yet`(text: String) {
    #expect(read(text).status == .readyForPickup, "\(text): \(read(text).status)")
  }

  @Test(arguments: [
    "Delivered to airline", "Delivered to local carrier facility", "Delivered to the delivery station",
    "Delivered to our last-mile partner", "Delivered to sorting centre", "Delivered to the port of Hamburg",
    "Delivered to USPS", "Delivered to depot of GLS", "Delivered at destination airport", "Delivered to customs broker",
    "Partially delivered", "Delivered in part", "快件已送达杭州转运中心", "已送达【深圳分拨中心】", "航空公司已签收", "快件已送达机场",
    "网点已签收",
  ])
  func `What somebody has who goes on with it is under way`(text: String) {
    #expect(read(text).status == .inTransit, "\(text): \(read(text).status)")
  }

  @Test(arguments: [
    "快件到达签收网点", "签收超时", "是否签收", "签收状态未知", "签收网点已更换", "签收单已打印", "客户是否已签收？", "签收人未知",
    "签收人：未知", "签收率统计", "已签收？", "包裹签收了吗", "签收提醒已发送", "Has your parcel been delivered?",
    "Was the parcel delivered to you, and are you happy with it?", "DELIVERED IN ERROR", "Delivered by mistake",
    "Scanned as delivered in error by courier", "Erroneously delivered", "Delivery notification delivered",
    "SMS has been delivered to the recipient", "Proof of delivery not available", "Proof of delivery requested",
    "The item is almost delivered", "neither collected nor delivered", "簽收超時",
  ])
  func `Words that only speak of delivery tell none`(text: String) {
    #expect(read(text).status != .delivered, "\(text): \(read(text).status)")
  }

  @Test func `Who refused to sign has refused, and what is being delivered is out`() {
    #expect(read("签收人拒绝").status == .deliveryFailed)
    #expect(read("签收人拒绝").detail == .refused)
    #expect(read("Your parcel is being delivered").status == .outForDelivery)
  }

  @Test(arguments: [
    ("Delivered", false), ("DELIVERED - Front Door", false), ("Delivered without signature", false),
    ("Delivered, no signature obtained", false), ("Delivered. Signature not required", false), ("已送达", false),
    ("已妥投", false), ("Delivered, signed for by J. Doe", true), ("Signed for by: MILLER", true),
    ("Delivered with signature", true), ("已签收", true), ("快件已签收，签收人：本人", true), ("已簽收", true),
    ("邮件已妥投【本人签收】", true), ("Delivered to the Airport Hotel", false), ("Delivered to Station Road 5", false),
    ("Delivered to reception", false), ("Delivered, Left with Individual", false), ("Delivered to neighbour", false),
    ("Delivered at 14.30 to mailroom", false), ("Delivered to office manager", false), ("Delivered, PO Box", false),
    ("Picked up by customer", false), ("Delivered, Individual Picked Up at Post Office", false),
    ("Successfully delivered to consignee at post office", false), ("您的快件在丰巢已签收", true), ("签收人：张三", true),
    ("快件已由前台签收", true),
    ("已经本人签收", true), ("【深圳市南山网点】已签收，感谢使用", true), ("Delivered - any questions? Call us", false),
    ("Delivered by courier to the recipient", false), ("Delivered in Shanghai", false),
  ])
  func `What the customer has is delivered, and signed only where the words say so`(text: String, isSigned: Bool) {
    let reading = read(text)
    #expect(reading.status == .delivered, "\(text): \(reading.status)")
    #expect((reading.detail == .signed) == isSigned, "\(text): \(String(describing: reading.detail))")
  }

  @Test(arguments: [
    "预约签收", "客户要求明天签收", "应客户要求，改为明天签收", "收件人要求周一签收", "收件人要求延迟签收", "客户约定25日再签收",
    "快递员联系收件人签收", "已与客户约好后天妥投", "应客户要求，周一签收", "已通知收件人签收", "收件人希望下周签收", "已预约签收",
    "预计明天已送达", "签收时间：明天下午", "已安排明日妥投", "客戶要求改期簽收", "如果无人签收，快件将退回",
    "Será entregado mañana", "soll zugestellt werden", "Est. delivered Friday", "Delivered to you soon",
    "Estimated delivered: 12 May", "Scheduled to get delivered on Monday", "Customer requested it delivered on Friday",
    "Delivered by Friday", "Delivered tomorrow", "Delivered (estimated)", "Delivered within 3 business days",
    "Doit être livré demain", "Le colis sera bien livré", "Devrait avoir été livré", "Verrà consegnato domani",
    "Previsto: consegnato venerdì", "O pacote vai ser entregado", "Debe ser entregado",
    "Wird voraussichtlich am Montag zugestellt", "Kann morgen zugestellt werden", "If delivered, please confirm",
    "Wenn zugestellt, bitte bestätigen",
  ])
  func `What is wished, agreed, estimated or still to come is no delivery`(text: String) {
    let reading = read(text)
    #expect(reading.status != .delivered && reading.status != .returnToSender, "\(text): \(reading.status)")
  }

  @Test(arguments: [
    "客户要求放门卫，已由门卫签收", "已按客户要求签收", "预约件，已签收", "居委会签收", "已联系收件人，本人已签收",
    "Scheduled for Monday, was delivered on Friday", "Delivered as requested", "Delivered Friday 10:30",
    "Delivered as scheduled", "Your requested parcel has been delivered", "Signed for by: SOON", "ha sido entregado",
    "Entregado", "Consegnato", "Il pacco è stato consegnato", "Votre colis a été livré", "Signed for by WILL",
    "Delivered in 1 piece", "Delivered, customer will be notified",
  ])
  func `What was wished before and done since is delivered`(text: String) {
    #expect(read(text).status == .delivered, "\(text): \(read(text).status)")
  }

  @Test(arguments: [
    "If not delivered, return to sender", "Return to sender if undeliverable", "Si non livré, retour à l'expéditeur",
    "若无人签收，退回寄件人", "In case of refusal return to shipper", "如果收件人拒收，退件",
  ])
  func `What happens only under a condition has not happened`(text: String) {
    #expect(read(text).status == .unknown, "\(text): \(read(text).status)")
  }

  @Test(arguments: ["Delivered; recipient denies receipt", "已签收，客户否认收到", "Delivered, customer says not received"])
  func `A delivery that its receiver denies is in doubt`(text: String) {
    #expect(read(text).contradictsItself, "\(text)")
  }

  @Test(arguments: [
    ("Lost in transit", true), ("LOST", true), ("Parcel presumed lost", true), ("The package went missing", true),
    ("包裹遺失", true),
    ("Parcel is not lost", false), ("包裹未丢失", false),
  ])
  func `What is lost is lost`(text: String, isLost: Bool) {
    #expect((read(text).detail == .lost) == isLost, "\(text): \(read(text).status)")
  }
}
