internal import Domain

/// What is said of parcels that are late, and of what is asked of carriers for them.
extension Words {
  /// Titles in both languages, and in Chinese what they do.
  static let delayActions: [String: (english: String, chinese: String, help: String)] = [
    "acknowledgeAlert": ("warning seen", "确认预警", "表示已看到预警并在处理；原因消除前预警保持打开。"),
    "tellCustomer": ("message to the customer", "通知客户", "给包裹的客户写信：按预警起草中文或英文，也可自己写；未发出前可撤销。"),
    "claimAlert": ("claim", "发起索赔", "为预警所涉的包裹发起索赔。"),
    "openClaim": ("claim", "发起索赔", "为丢失、破损或逾期的包裹发起索赔：默认按商品售价，对象为承运商或保险公司。"),
    "fileClaim": ("claim filed", "提交索赔", "记录索赔已提交及对方编号；被拒后可再次提交。"),
    "acceptClaim": ("claim accepted", "索赔获准", "记录对方同意赔付：默认全额。"),
    "refuseClaim": ("claim refused", "索赔被拒", "记录对方拒赔；可再次提交。"),
    "settleClaim": ("claim paid", "赔款到账", "记录赔款已到账。"),
    "closeClaim": ("end of a claim", "结束索赔", "结束不再有结果的索赔。"),
    "reportMissing": ("parcel not received", "客户未收到", "记录客户称未收到包裹，不论承运商怎么说。"),
    "reportFound": ("parcel received after all", "客户已收到", "记录客户后来收到了包裹。"),
    "resendParcel": ("replacement", "补发", "为包裹内的商品新建补发订单，由店铺承担费用，客户无需付款。"),
    "resendAlert": ("replacement", "补发", "为预警所涉包裹内的商品新建补发订单，由店铺承担费用。"),
    "switchAlert": ("way switched after a warning", "预警后改渠道", "为仍等待走该渠道的配货单写下备用方案（默认同一国家）：先试算，确认后改走。"),
    "openAlert": ("warning", "预警", "自动发现的预警。"),
    "closeAlert": ("end of a warning", "预警结束", "原因消除，预警自动结束。"),
  ]

  func claim(_ refusal: ClaimRefusal) -> String {
    switch refusal {
    case .transition(let from, _, _):
      say(
        "A claim that is \(claimState(ClaimState(rawValue: from) ?? .draft)) does not take this.",
        "\(claimState(ClaimState(rawValue: from) ?? .draft))的索赔不能这样操作。")
    case .tooLate(let number, let by):
      say(
        "\(number) had to be filed by \(by.civil().dateText).", "\(number) 的提交期限为 \(by.civil().dateText)，已过。")
    case .amount(let amount, let asked):
      say(
        "\(amount.amount) is not between nothing and the \(asked.withCode) that were asked.",
        "\(amount.amount) 不在 0 与索赔额 \(asked.withCode) 之间。")
    case .otherCurrency(let currency, let asked):
      say("It was asked in \(asked.code), not in \(currency.code).", "索赔币种为 \(asked.code)，不是 \(currency.code)。")
    case .openAlready(let number): say("\(number) is open for it already.", "已有进行中的索赔 \(number)。")
    case .notShipped(let parcel): say("\(parcel) is still here.", "\(parcel) 尚未出库。")
    case .noCarrier(let parcel): say("Nobody carries \(parcel).", "\(parcel) 没有承运商。")
    case .alertEnded(let number): say("\(number) has ended: its cause is gone.", "\(number) 已结束：原因已消除。")
    case .toldAlready(let number, let at):
      say(
        "The customer was told of \(number) on \(at.civil().dateText).", "已于 \(at.civil().dateText) 就 \(number) 通知客户。")
    case .acknowledgedAlready(let number, let by): say("\(by) sees to \(number) already.", "\(by) 已在处理 \(number)。")
    case .noCustomer(let order): say("\(order) has no customer to write to.", "\(order) 没有可通知的客户。")
    case .resentAlready(let parcel, let order):
      say("\(parcel) is sent again already, as \(order).", "\(parcel) 已补发：\(order)。")
    case .noMissing(let parcel): say("Nobody misses \(parcel).", "没有人报告 \(parcel) 未收到。")
    }
  }

  /// Fields of actions about warnings and claims.
  func delayField(_ name: String) -> String? {
    switch name {
    case "amount": say("Amount", "金额")
    case "insurer": say("Insurer", "保险公司")
    case "fileBy", "file_by": say("File by", "提交期限")
    case "reference": say("Their number", "对方编号")
    case "subject": say("Subject", "标题")
    case "language": say("Language", "语言")
    case "since": say("Since", "起始时间")
    case "cause": say("Cause", "原因")
    case "closedAt": say("Ended", "结束时间")
    case "resendOf": say("Sent again for", "补发自")
    default: nil
    }
  }

  // MARK: Columns

  func title(_ field: AlertField) -> String {
    switch field {
    case .number: say("Alert", "预警号")
    case .parcel: say("Parcel", "包裹号")
    case .order: say("Order", "订单")
    case .cause: say("Cause", "原因")
    case .severity: say("How bad", "程度")
    case .party: say("Whose turn", "责任方")
    case .leg: say("Part", "路段")
    case .step: say("Next", "下一步")
    case .since: say("Since", "起始时间")
    case .age: say("For", "持续")
    case .carrier: say("Carrier", "承运商")
    case .origin: say("From", "始发")
    case .country: say("To", "国家")
    case .open: say("Open", "未结束")
    case .tells: say("To be told", "需通知")
    case .told: say("Told by", "通知人")
    case .toldAt: say("Told", "通知时间")
    case .acknowledged: say("Seen by", "处理人")
    case .acknowledgedAt: say("Seen", "确认时间")
    case .storm: say("Storm", "批量事件")
    case .openedAt: say("Opened", "发现时间")
    case .closedAt: say("Ended", "结束时间")
    case .rank: say("Rank", "级别")
    case .id: say("Id", "内部号")
    }
  }

  func title(_ field: ClaimField) -> String {
    switch field {
    case .number: say("Claim", "索赔号")
    case .parcel: say("Parcel", "包裹号")
    case .order: say("Order", "订单")
    case .state: say("State", "状态")
    case .carrier: say("Carrier", "承运商")
    case .asked: say("Asked", "索赔额")
    case .granted: say("Granted", "获赔额")
    case .insurer: say("Insurer", "保险公司")
    case .cause: say("Cause", "原因")
    case .deadline: say("Deadline", "期限")
    case .late: say("Late", "逾期")
    case .reference: say("Their number", "对方编号")
    case .openedBy: say("By", "发起人")
    case .openedAt: say("Opened", "发起时间")
    case .fileBy: say("File by", "提交期限")
    case .filedAt: say("Filed", "提交时间")
    case .answerBy: say("Answer by", "答复期限")
    case .endedAt: say("Ended", "结束时间")
    case .id: say("Id", "内部号")
    }
  }

  func title(_ field: LaneField) -> String {
    switch field {
    case .way: say("Way", "线路")
    case .origin: say("From", "始发")
    case .country: say("To", "国家")
    case .samples: say("Parcels", "样本数")
    case .p50: say("Half, h", "半数用时")
    case .p80: say("80 %, h", "八成用时")
    case .p95: say("95 %, h", "九成五用时")
    case .underWay: say("Under way", "在途")
    case .late: say("Late", "逾期数")
    case .lateShare: say("Late %", "逾期率")
    case .carrier: say("Carrier", "承运商")
    case .zone: say("Zone", "分区")
    case .region: say("Region", "地区")
    case .basis: say("Learnt from", "依据")
    case .alerts: say("Alerts", "预警")
    case .learntAt: say("Learnt", "学习时间")
    case .id: say("Id", "内部号")
    }
  }

  /// A choice's word of warnings and claims.
  func delayChoice(_ raw: String, of field: Field) -> String? {
    switch field {
    case .alert(.cause): DelayCause(rawValue: raw).map(cause)
    case .alert(.severity): DelaySeverity(rawValue: raw).map(severity)
    case .alert(.party): TrackingParty(rawValue: raw).map(party)
    case .alert(.leg): TrackingLeg(rawValue: raw).map(part)
    case .alert(.step): DelayStep(rawValue: raw).map(step)
    case .claim(.state): ClaimState(rawValue: raw).map(claimState)
    case .claim(.cause): ClaimCause(rawValue: raw).map(claimCause)
    default: nil
    }
  }

  // MARK: Words

  func cause(_ cause: DelayCause) -> String {
    switch cause {
    case .notPickedUp: say("not picked up", "未揽收")
    case .silent: say("silent", "久无更新")
    case .legOverrun: say("part too long", "路段超时")
    case .slip: say("later than expected", "晚于预计")
    case .customs: say("customs", "海关")
    case .attemptFailed: say("attempt failed", "派送失败")
    case .pickupExpiring: say("pick-up runs out", "自取将逾期")
    case .notReceived: say("not received", "客户未收到")
    case .doubtfulDelivery: say("delivery in doubt", "签收存疑")
    case .lostSuspected: say("lost?", "疑似丢失")
    case .returning: say("coming back", "退回中")
    case .unknownCode: say("unknown code", "未知代码")
    }
  }

  func severity(_ severity: DelaySeverity) -> String {
    switch severity {
    case .notice: say("notice", "提示")
    case .warning: say("warning", "预警")
    case .urgent: say("urgent", "紧急")
    }
  }

  func party(_ party: TrackingParty) -> String {
    switch party {
    case .carrier: say("carrier", "承运商")
    case .shipper: say("us", "我方")
    case .consignee: say("customer", "收件人")
    case .customs: say("customs", "海关")
    case .nature: say("nobody", "不可抗力")
    }
  }

  func part(_ leg: TrackingLeg) -> String {
    switch leg {
    case .firstMile: say("first mile", "头程")
    case .exportCustoms: say("export", "出口清关")
    case .lineHaul: say("line-haul", "干线")
    case .importCustoms: say("import", "进口清关")
    case .lastMile: say("last mile", "尾程")
    }
  }

  func step(_ step: DelayStep) -> String {
    switch step {
    case .askCarrierForPickup: say("ask for pick-up", "催揽收")
    case .askCarrier: say("ask the carrier", "询问承运商")
    case .tellCustomer: say("tell the customer", "通知客户")
    case .sendDocuments: say("send papers", "补交文件")
    case .payDuties: say("have duties paid", "催缴税费")
    case .confirmAddress: say("confirm the address", "核对地址")
    case .remindOfPickup: say("remind of pick-up", "提醒自取")
    case .askForProof: say("ask for proof", "索取签收证明")
    case .openClaim: say("open a claim", "发起索赔")
    case .awaitReturn: say("await the return", "等待退回")
    case .teachCode: say("look at the code", "核对代码")
    }
  }

  func claimState(_ state: ClaimState) -> String {
    switch state {
    case .draft: say("draft", "草稿")
    case .filed: say("filed", "已提交")
    case .accepted: say("accepted", "已获准")
    case .refused: say("refused", "已拒赔")
    case .paid: say("paid", "已赔付")
    case .closed: say("closed", "已结束")
    }
  }

  func claimCause(_ cause: ClaimCause) -> String {
    switch cause {
    case .lost: say("lost", "丢失")
    case .damaged: say("damaged", "破损")
    case .late: say("late", "逾期")
    case .notReceived: say("not received", "未收到")
    }
  }
}
