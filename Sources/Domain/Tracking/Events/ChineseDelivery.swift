/// 签收, 妥投, 送达 in a Chinese sentence: whether they tell a deed, and whose.
struct ChineseDelivery {
  /// What the sentence says in front of this clause.
  var earlier = ""
  /// Of the same clause.
  let before: String
  let phrase: String
  /// Up to the sentence's end.
  let after: String
  let end: Unicode.Scalar?

  var claim: DeliveryClaim {
    if isAsked || !isDeed || isStillToCome { return .nobody }
    if before.hasAny(["退货", "退件", "退回", "原寄"]) { return .sender }
    if let signer { return signer }
    if let place { return place }
    // 派送成功，已放入丰巢快递柜.
    let isSigned = phrase.hasSuffix("签收") || phrase.hasSuffix("妥投")
    if !isSigned, after.hasAny(["放入", "存入", "投入", "放至", "放在"]), after.hasAny(["柜", "驿站", "自提", "代收点"]) {
      return .pickupPoint
    }
    return doer ?? .customer
  }

  private var clause: Substring { after.prefix { !ChineseDelivery.pauses.contains($0) } }

  private var isAsked: Bool {
    if before.hasAny(["是否", "能否", "可否", "会否", "有没有", "否认"]) || clause.hasAny(["与否", "吗", "了没", "没有"]) {
      return true
    }
    return end == "\u{FF1F}" && clause.count == after.count || end == "?" && clause.count == after.count
  }

  /// 签收 before another word most often makes a name of it (签收网点, 签收超时): what is not known for a deed is none.
  private var isDeed: Bool {
    guard phrase.hasSuffix("签收") || phrase.hasSuffix("妥投") else { return true }
    guard let next = after.first else { return true }
    if !next.isIdeograph { return true }
    if ["了", "成功", "完成", "完毕", "于", "在", "至", "到", "给", "并", "扫描", "感谢"].contains(where: after.hasPrefix) {
      return true
    }
    for (noun, ends) in [("人", "是为"), ("时间", "是为"), ("地点", "是为"), ("状态", "")] where after.hasPrefix(noun) {
      let rest = after.dropFirst(noun.count)
      guard let mark = rest.first, !mark.isIdeograph || ends.contains(mark) else { return false }
      // A pause behind the noun names nothing: 签收人，…
      if ChineseDelivery.pauses.contains(mark) || noun == "状态" { return false }
      let value = rest.drop { !$0.isIdeograph && !$0.isLetter && !$0.isNumber || ends.contains($0) }
      return !value.isEmpty
        && !["无", "未", "暂", "不", "拒", "待", "没", "预", "明", "后天", "下周", "另", "改"].contains { value.hasPrefix($0) }
    }
    let isDone = before.hasSuffix("已") || before.hasAny(["已由", "已被", "已经"])
    return isDone && !ChineseDelivery.nouns.contains(where: after.hasPrefix)
  }

  /// 派送成功 and its like tell a deed by themselves, unless the day is still to come.
  private var isStillToCome: Bool { ChinesePlan(clause: before, earlier: earlier, phrase: phrase).isOnlyPlanned }

  /// Who signed, where that is said behind it: 已签收，签收人：菜鸟驿站.
  private var signer: DeliveryClaim? {
    var rest = Substring(after)
    while !rest.isEmpty, !rest.hasPrefix("签收人"), !rest.hasPrefix("代收人") { rest = rest.dropFirst() }
    let named = rest.isEmpty ? (after.hasPrefix("人") ? after.dropFirst() : "") : rest.dropFirst(3)
    guard let mark = named.first, !ChineseDelivery.pauses.contains(mark) else { return nil }
    return ChineseDelivery.party(in: named.prefix { !ChineseDelivery.pauses.contains($0) })
  }

  /// Where it was brought: 送达丰巢, 妥投至【XX 驿站】.
  private var place: DeliveryClaim? {
    var words = clause.drop { "至到给于往了 【[「（(".contains($0) }
    words = words.prefix { !"】]」）)".contains($0) }
    if let party = ChineseDelivery.party(in: words) { return party }
    return ChineseDelivery.facilities.contains { words.hasSuffix($0) } ? .carrier : nil
  }

  /// Who did it, where that stands before it. 在丰巢签收 says where, not who.
  private var doer: DeliveryClaim? {
    if before.hasAny(["在", "从", "于"]) { return nil }
    var who = Substring(before)
    while let last = who.last, "已经被由代成功 ".contains(last) { who = who.dropLast() }
    if let party = ChineseDelivery.party(in: who.suffix(8)) { return party }
    return ChineseDelivery.facilities.contains { who.hasSuffix($0) } ? .carrier : nil
  }

  private static func party(in words: Substring) -> DeliveryClaim? {
    if words.hasAny(["寄件人", "发件人", "寄件方", "发件方", "发货人", "发货方", "寄件客户", "卖家", "商家", "店家", "寄方"]) { return .sender }
    if words.hasAny(["驿站", "丰巢", "柜", "自提点", "自提", "代收点", "便利店", "速递易", "菜鸟", "提货点", "取件点", "服务站"]) {
      return .pickupPoint
    }
    return nil
  }

  private static let pauses: Set<Character> = ["，", ",", "。", "；", ";", "！", "!", "？", "?", "】"]
  private static let nouns = [
    "人", "网点", "状", "率", "超", "逾", "失", "异", "单", "方", "码", "要", "前", "后", "地", "时", "通知", "提醒", "点",
    "凭", "证", "记录", "信息", "图", "区",
  ]
  private static let facilities = [
    "网点", "航空公司", "航司", "承运商", "承运人", "物流商", "物流公司", "分拨中心", "转运中心", "处理中心", "集散中心", "分拣中心",
    "配送中心", "机场", "仓库", "海外仓", "口岸", "站点", "合作商", "报关行", "港口", "营业部", "邮局", "配送站", "集货仓",
  ]
}

extension Character {
  fileprivate var isIdeograph: Bool { unicodeScalars.first.map { (0x4E00...0x9FFF).contains($0.value) } ?? false }
}
