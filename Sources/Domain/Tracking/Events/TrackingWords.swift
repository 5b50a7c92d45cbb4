/// Reads what happened out of a carrier's sentence, in English and Chinese and some French and German. A phrase counts
/// only where nothing before or after it takes it back: 无法签收 contains 签收, "could not be delivered" contains
/// "delivered", and neither parcel has arrived.
enum TrackingWords {
  struct Finding: Hashable, Sendable {
    var status: TrackingStatus
    var detail: TrackingDetail?
    var reason: TrackingReason?
  }

  static func read(_ text: String) -> Finding {
    let sentence = TrackingSentence(text)
    if sentence.isOnly("lost") {
      return Finding(status: .deliveryFailed, detail: .lost, reason: .carrierParcelLost)
    }
    var deliveries: [Int: Finding] = [:]
    let rule = sentence.first(of: index) { rule, phrase in
      guard rules[rule].finding.status.tells else { return true }
      if sentence.isConditional(phrase) { return false }
      guard rules[rule].finding.status == .delivered else { return true }
      // Who has it now, or whether anybody has, the words round it say.
      guard let finding = DeliveryClaim(sentence, phrase).finding(of: rules[rule].finding, sentence) else {
        return false
      }
      deliveries[rule] = deliveries[rule] ?? finding
      return true
    }
    if let rule { return deliveries[rule] ?? rules[rule].finding }
    return Finding(status: sentence.hasAny(againWords) ? .inTransit : .unknown)
  }

  /// Whether words that tell of a delivery also say that its receiver has nothing.
  static func isDisputed(_ text: String) -> Bool { DeliveryClaim.isDisputed(TrackingSentence(text)) }

  /// Whether the words say that a parcel on its way back goes to the customer once more.
  static func isSentAgain(_ text: String) -> Bool { TrackingSentence(text).hasAny(againWords) }

  private static let againWords = TrackingPhrases([
    TrackingRule(
      .inTransit,
      says: [
        "re-sent", "resent to", "sent again", "reshipped", "re-shipped", "redispatched", "re-dispatched", "redelivery",
        "re-delivery", "redelivered", "re-delivered", "reforwarded", "re-forwarded", "return cancelled",
        "return canceled", "return stopped", "return to sender cancelled", "return to sender canceled",
        "return was cancelled", "return has been cancelled", "forwarded to a new address", "forwarded to new address",
        "forwarded to the recipient", "forwarded to recipient", "erneute zustellung", "erneut versandt",
        "nouvelle livraison", "réexpédi", "nueva entrega", "reenviado", "nuova consegna", "rispedito", "nova entrega",
        "重新派送", "重新投递", "重新派件", "重新配送", "重新发往", "重新发出", "重新寄出", "再次派送", "再次投递", "再次派件", "再次寄出",
        "二次派送", "二次派件", "二次投递", "重派", "改派", "取消退", "退件取消", "退回取消", "退件已取消", "终止退", "停止退", "撤销退",
        "转寄新",
      ])
  ])

  /// The part of the way that status and words speak of; nil where they do not tell.
  static func leg(of text: String, status: TrackingStatus, detail: TrackingDetail?) -> TrackingLeg? {
    switch status {
    case .pending, .pickedUp: return .firstMile
    case .outForDelivery, .readyForPickup, .delivered: return .lastMile
    default: break
    }
    let sentence = TrackingSentence(text)
    switch detail {
    case .customsHeld, .customsProcessing, .customsReleased:
      if sentence.hasAny(exportWords) { return .exportCustoms }
      if sentence.hasAny(importWords) { return .importCustoms }
      return nil
    case .nobody, .refused, .wrongAddress, .noAccess: return .lastMile
    default: break
    }
    if sentence.hasAny(lineHaulWords) {
      return .lineHaul
    }
    if sentence.hasAny(lastMileWords) {
      return .lastMile
    }
    return nil
  }

  private static let exportWords = TrackingPhrases(["export", "出口", "origin country"])
  private static let importWords = TrackingPhrases(["import", "进口", "destination", "目的"])
  private static let lineHaulWords = TrackingPhrases([
    "flight", "airline", "airport", "aircraft", "international", "航班", "航空", "起飞", "干线", "机场",
  ])
  private static let lastMileWords = TrackingPhrases([
    "destination delivery", "delivery office", "local ", "last mile", "末端", "目的地派送",
  ])

  private static let index = TrackingPhrases(rules)

  /// From the surest to the widest; the first that speaks decides.
  private static let rules: [TrackingRule] = [
    // Numbers that the carrier does not know, and news that is none.
    TrackingRule(.unknown, .signatureOnFile, isPlain: true, says: ["signature image", "signature available", "签收图片"]),
    TrackingRule(
      .notFound, isPlain: true,
      says: [
        "查询不到", "no tracking info", "tracking information not found", "shipment not found", "number not found",
      ]),

    TrackingRule(.unknown, isPlain: true, says: ["not delivered yet", "not yet delivered", "not yet been delivered"]),

    // The way back, before anything about delivery: 退件已签收 is no delivery to the customer.
    TrackingRule(
      .returnToSender, .returned,
      says: [
        "returned to sender", "returned to shipper", "returned to the sender", "returned to the shipper", "退件已签收",
        "退件签收", "退回签收", "已退回寄件人", "已退回发件人", "retourné à l'expéditeur",
      ]),
    TrackingRule(
      .returnToSender, .returning,
      says: [
        "return to sender", "return to shipper", "returning to sender", "returning to shipper", "being returned",
        "be returned to",
        "return in progress", "退回", "退件", "退运", "返回寄件人", "返回发件人", "retour à l'expéditeur", "rücksendung",
      ]),
    TrackingRule(.cancelled, says: ["cancelled", "canceled", "已取消", "取消寄件", "voided"]),
    TrackingRule(.deliveryFailed, .destroyed, .returnDestroyed, says: ["destroyed", "disposed of", "销毁"]),
    TrackingRule(
      .deliveryFailed, .lost, .carrierParcelLost,
      says: [
        "parcel lost", "package lost", "item lost", "shipment lost", "been lost", "is lost", "was lost", "lost in ",
        "lost by ", "lost during ", "lost en route", "lost at ", "presumed lost", "considered lost", "declared lost",
        "reported lost", "reported as lost", "deemed lost", "believed lost", "confirmed lost", "likely lost",
        "marked as lost", "gone missing", "went missing", "package missing", "parcel missing", "verloren", "perdu ",
        "extraviado", "遗失", "丢失", "丢件", "灭失",
      ]),
    TrackingRule(
      .onHold, .customsHeld, .customsDelay, isPlain: true,
      says: [
        "refused by customs", "rejected by customs", "refused customs clearance", "clearance failed",
        "clearance failure", "clearance rejected", "clearance refused", "failed to clear customs",
        "failed customs clearance", "could not clear customs", "unable to clear customs", "not cleared customs",
        "not been cleared by customs", "not released by customs", "清关失败", "清关不成功", "清关未成功", "清关不通过", "清关未通过",
        "清关不过", "清关被拒", "清关受阻", "报关失败", "报关异常", "通关失败", "通关异常", "无法清关", "未能清关", "未能通关", "海关拒绝",
        "海关异常", "海关不放行", "海关未放行",
      ]),
    TrackingRule(
      .deliveryFailed, .refused, .consigneeRefused,
      says: [
        "refused", "rejected by", "declined by", "拒收", "拒签", "拒绝签收", "人拒绝", "客户拒绝", "refusé", "verweigert",
      ]),
    TrackingRule(
      .deliveryFailed, .damaged, .carrierDamagedParcel,
      says: [
        "damaged", "damage reported", "破损", "损坏", "endommagé", "beschädigt",
      ]),

    // The receiver was not reached.
    TrackingRule(
      .deliveryFailed, .nobody, .consigneeNotHome, isPlain: true,
      says: [
        "nobody home", "no one home", "not home", "no one was home", "nobody was home", "not at home",
        "receiver absent",
        "recipient absent", "no one available", "no answer at", "no authorized recipient", "notice left", "card left",
        "attempted - notice",
        "收件人不在", "无法联系收件人", "联系不到收件人", "无人接听", "无人签收", "无人在家", "家中无人", "无人收件", "联系不上收件人", "destinataire absent",
      ]),
    TrackingRule(
      .deliveryFailed, .wrongAddress, .consigneeIncorrectAddress, isPlain: true,
      says: [
        "incorrect address", "wrong address", "insufficient address", "address incorrect", "address is incorrect",
        "address incomplete", "address not found", "invalid address",
        "bad address",
        "no such number", "addressee unknown", "incomplete address", "地址不详", "地址错误", "地址不正确", "地址有误", "查无此人",
      ]),
    TrackingRule(
      .deliveryDelayed, .wrongAddress, .consigneeIncorrectAddress, isPlain: true, says: ["addressing error"]),
    TrackingRule(
      .deliveryFailed, .noAccess, .consigneeAccessRestricted, isPlain: true,
      says: [
        "no access", "unable to access", "no secure location", "business closed", "无法进入",
      ]),
    TrackingRule(.onHold, isPlain: true, says: ["attempted to pick up", "pickup attempted", "pick up attempted"]),
    TrackingRule(
      .deliveryFailed, isPlain: true,
      says: [
        "could not be delivered", "cannot be delivered", "can not be delivered", "can't be delivered",
        "couldn't be delivered",
        "could not deliver", "couldn't deliver", "cannot deliver", "unable to deliver", "unable to be delivered",
        "not able to deliver", "failed to deliver", "failed delivery", "delivery failed", "delivery attempt",
        "attempted delivery", "attempted to deliver", "delivery was attempted", "delivery attempted", "undeliverable",
        "undelivered", "unsuccessful delivery", "delivery unsuccessful", "delivery was unsuccessful",
        "delivery not possible",
        "tried to deliver", "failed to be delivered", "unable to complete", "not delivered", "non-delivery",
        "was not delivered", "has not been delivered because", "delivery exception", "non livré",
        "nicht zugestellt", "konnte nicht zugestellt", "n'a pas pu être livré",
        "无法签收", "未能签收", "未能成功", "未能派送", "未能派件", "签收失败", "不能签收", "未妥投", "投递失败", "投递不成功", "未能投递", "无法投递", "无法派送",
        "无法送达", "未能送达", "派送失败", "派件失败", "派送不成功", "派件不成功", "投递未成功", "配送失败", "妥投失败", "签收异常",
        "派件异常", "投递异常", "派送异常",
      ]),

    // Announced only. "Entered into the system, not yet handed over" must not count as handed over.
    TrackingRule(
      .pending, .labelCreated,
      says: [
        "label created", "label printed", "label has been created", "label generated", "awaiting item",
        "awaiting package",
        "打印面单", "面单已打印", "标签已创建",
      ]),
    TrackingRule(
      .pending, .infoReceived,
      says: [
        "pre-shipment info", "information received", "information sent", "information transmitted", "info received",
        "data received", "data uploaded", "data was entered", "data has been received", "pre-advice", "preadvice",
        "electronic notification", "electronically notified", "has been notified", "notified to", "order created",
        "order ready", "in preparation", "being prepared by", "inventory allocated", "en cours de préparation",
        "电子信息", "电子预报", "已下单", "下单成功", "订单已创建", "预报信息", "等待揽收", "待揽收", "信息已收到", "已接收订单",
      ]),

    // Customs.
    TrackingRule(
      .onHold, .customsHeld, .customsDutiesUnpaid, isPlain: true,
      says: [
        "duties unpaid", "awaiting payment of duties", "duty payment", "关税未付", "待缴税", "等待缴税", "税金未缴",
      ]),
    TrackingRule(
      .onHold, .customsHeld, .customsDocumentation, isPlain: true,
      says: [
        "customs documents required", "documentation required", "missing documents", "customs requires information",
        "需补充资料", "资料不全", "清关资料",
      ]),
    TrackingRule(
      .onHold, .customsHeld, .customsDelay,
      says: [
        "held by customs", "held at customs", "customs hold", "customs delay", "clearance delay", "customs inspection",
        "retained by customs", "held in customs", "held up in customs", "held up by customs", "held up at customs",
        "held for customs", "hold in customs", "hold at customs", "hold by customs", "hold for customs",
        "stuck in customs", "stuck at customs", "stopped by customs", "stopped at customs", "delayed in customs",
        "delayed by customs", "delayed at customs", "detained by customs", "detained in customs",
        "detained at customs", "detained by the customs", "held by the customs", "seized by", "customs seizure",
        "customs detention", "customs detained", "customs held", "retained in customs", "retained at customs",
        "retenu en douane", "retenu par la douane", "bloqué en douane", "vom zoll angehalten", "vom zoll zurück",
        "beim zoll zurück", "retenido en aduana", "retenido en la aduana", "retenido por la aduana",
        "trattenuto in dogana", "fermo in dogana", "retido na alfândega", "retido pela alfândega", "海关扣",
        "海关滞留", "海关扣留", "清关滞留", "清关受检", "被海关", "扣关", "海关查验", "清关异常", "清关延误", "海关暂扣", "滞留海关",
      ]),

    // Handed to whoever goes the last mile: no customer has it.
    TrackingRule(
      .inTransit, .handedOver,
      says: [
        "for final delivery", "delivered to local post", "delivered to the local post", "delivered to carrier",
        "delivered to the carrier", "delivered to partner", "delivered to depot", "delivered to warehouse",
      ]),

    // Arrived at the receiver.
    TrackingRule(
      .delivered, .leftInPlace,
      says: [
        "delivered, parcel locker", "delivered to a parcel locker", "delivered to your mailbox", "left in a safe place",
        "delivered, in/at mailbox", "delivered, front door", "放入信箱", "已投放信箱",
      ]),
    TrackingRule(
      .delivered,
      says: [
        "签收", "妥投", "已送达", "已送到", "送达成功", "投递成功", "成功投递", "成功派送", "派送成功", "派件成功", "已投递", "配送完成", "已交付",
      ]),
    // What waits at a shop is not with the customer, though many write "delivered to the shop".
    TrackingRule(
      .readyForPickup, .atPickupPoint,
      says: [
        "available for pickup", "available for pick up", "ready for pickup", "ready for pick up",
        "ready for collection",
        "available for collection", "awaiting collection", "awaiting pickup by", "delivered to parcelshop",
        "delivered to a parcel shop", "delivered to pickup point", "delivered to the pick-up point", "left with agent",
        "held at post office", "held for pickup", "待取", "待自提", "可自提", "等待自提", "到达自提点", "已到自提点", "请凭取件码",
        "请取件", "驿站代收", "已放入快递柜", "快递柜", "代收点", "disponible en point", "abholbereit",
      ]),
    TrackingRule(
      .delivered,
      says: [
        "picked up by the customer", "picked up by customer", "picked up by the recipient", "picked up by recipient",
        "picked up by consignee", "picked up by the consignee", "picked up by addressee", "collected by the customer",
        "collected by customer", "collected by the recipient", "collected by recipient", "collected by addressee",
        "已自提", "收件人已取", "客户已取", "用户已取",
      ]),
    TrackingRule(
      .delivered,
      says: [
        "delivered", "代收", "delivery successful", "delivery completed", "proof of delivery", "signed for by",
        "successfully handed",
        "est livré", "été livré", "bien livré", "zugestellt", "entregado", "consegnat",
      ]),

    // On the last metres.
    TrackingRule(
      .outForDelivery,
      says: [
        "out for delivery", "being delivered", "on vehicle for delivery", "vehicle for delivery",
        "with delivery courier", "with courier",
        "on board for delivery", "on board with driver", "delivery vehicle", "in delivery to the consignee",
        "gone out on a delivery route", "expected to be delivered during the day", "out with", "en cours de livraison",
        "in zustellung", "派送中", "派件中", "正在派件", "正在派送", "正在投递", "投递中", "安排投递", "安排派送", "开始派送", "外出派送",
        "正在为您派件", "派件员", "投递员", "配送中", "外出投递",
      ]),

    // Trouble under way.
    TrackingRule(.deliveryDelayed, .delayed, .weatherDelay, says: ["weather delay", "due to weather", "天气原因", "恶劣天气"]),
    TrackingRule(
      .deliveryDelayed, .delayed, .carrierDelay,
      says: [
        "delayed", "possible delay", "connection delay", "delay in transit", "rescheduled", "running late", "延误", "延迟",
        "改期", "改约", "另约",
        "晚点",
      ]),
    TrackingRule(
      .inTransit, .sorted, .carrierSortingError, isPlain: true, says: ["mis-sort", "missort", "misrouted", "错发", "错分"]),
    TrackingRule(
      .onHold,
      says: [
        "on hold", "held at", "held by courier", "being held", "awaiting instructions", "detained", "滞留", "暂扣", "问题件",
        "疑难件", "异常件",
      ]),

    // Taken over from the sender.
    TrackingRule(
      .pickedUp, .handedOver,
      says: [
        "picked up", "pickup completed", "collected from", "package collected", "shipment collected", "acceptance",
        "accepted at", "accepted by", "origin scan", "posted by the sender", "handed over by shipper",
        "handed over by the shipper", "handed over by the sender", "in possession of item", "received from shipper",
        "taken from the packstation", "registered by the post office", "déposé dans un point postal", "pris en charge",
        "揽收", "揽件", "收寄", "已取件", "取件成功", "已收件", "已收取", "收件成功", "已揽", "交寄",
      ]),

    // Under way.
    TrackingRule(
      .inTransit, .customsReleased,
      says: [
        "customs cleared", "cleared customs", "clearance completed", "clearance processing complete", "out of customs",
        "released by customs", "released by the customs", "customs released", "customs clearance completed", "海关放行",
        "清关完成", "完成清关", "通关完成", "已放行", "清关放行", "报关完成",
      ]),
    TrackingRule(
      .inTransit, .customsProcessing,
      says: [
        "customs", "clearance", "清关", "报关", "海关", "通关", "douane", "zoll",
      ]),
    TrackingRule(
      .inTransit, .departed,
      says: [
        "departed", "departing", "departure", "left the", "left fedex", "dispatched", "outgoing scan", "shipped from",
        "leaving", "has left", "forwarded", "离开", "已发出", "发往", "已发往", "起飞", "启运", "离港", "已出库", "发货", "封发",
      ]),
    TrackingRule(
      .inTransit, .arrived,
      says: [
        "arrived", "arrival", "arriving", "reached", "received at", "incoming scan", "at local fedex", "est arrivé",
        "到达", "抵达", "已到", "进港", "落地", "入库",
      ]),
    TrackingRule(.inTransit, .sorted, says: ["processed", "sorted", "sorting", "分拣", "处理中心", "已处理"]),
    TrackingRule(
      .inTransit,
      says: [
        "in transit", "transit", "on the way", "on its way", "en route", "enroute", "crossing border", "handed over to",
        "transferred to", "tendered to", "scanned at", "scan at", "moving through", "grouped", "loaded onto",
        "en cours d'acheminement", "en transit", "remis au transporteur", "unterwegs", "transport", "运输中", "运输途中",
        "转运", "中转", "交航", "航班", "交给承运", "已交承运", "转交", "途中", "运往",
      ]),
    TrackingRule(.pickedUp, .handedOver, says: ["accepted", "collected", "posted"]),
  ]
}
