internal import Domain

/// Names of the columns that parcels on their way are listed by.
extension Words {
  func title(_ field: ShipmentField) -> String {
    switch field {
    case .number: say("Parcel", "包裹号")
    case .status: say("Where it is", "物流状态")
    case .sub: say("More", "细分状态")
    case .carrier: say("Carrier", "承运商")
    case .tracking: say("Label", "运单号")
    case .order: say("Order", "订单")
    case .country: say("To", "目的国")
    case .seenIn: say("In", "所在国")
    case .since: say("Since", "状态时间")
    case .silent: say("Silent", "无更新")
    case .leg: say("Leg", "运输段")
    case .reason: say("Why", "异常原因")
    case .doubts: say("Doubts", "疑点")
    case .settled: say("Settled", "已了结")
    case .numbers: say("Numbers", "全部单号")
    case .consolidation: say("Within", "所在集包")
    case .events: say("Events", "轨迹数")
    case .setAside: say("Aside", "未计入")
    case .shippedAt: say("Shipped", "出库时间")
    case .movedAt: say("Picked up", "揽收时间")
    case .deliveredAt: say("Delivered", "妥投时间")
    case .lastEventAt: say("Last news", "最近轨迹")
    case .askAt: say("Ask again", "下次查询")
    case .warehouse: say("Warehouse", "仓库")
    case .id: say("Id", "内部号")
    }
  }

  func title(_ field: ConsolidationField) -> String {
    switch field {
    case .number: say("Unit", "集包号")
    case .form: say("Form", "类型")
    case .state: say("State", "状态")
    case .carrier: say("Carrier", "承运商")
    case .tracking: say("Master", "主单号")
    case .members: say("Within", "内件数")
    case .within: say("In", "上级集包")
    case .madeBy: say("By", "建包人")
    case .madeAt: say("Opened", "建包时间")
    case .closedAt: say("Closed", "封包时间")
    case .id: say("Id", "内部号")
    }
  }

  func title(_ field: TrackingEventField) -> String {
    switch field {
    case .number: say("Number", "单号")
    case .at: say("When", "发生时间")
    case .status: say("What", "物流状态")
    case .sub: say("More", "细分状态")
    case .text: say("Words", "轨迹描述")
    case .place: say("Place", "地点")
    case .country: say("In", "国家")
    case .code: say("Code", "代码")
    case .carrier: say("Carrier", "承运商")
    case .reason: say("Why", "异常原因")
    case .leg: say("Leg", "运输段")
    case .unknownCode: say("New code", "未知代码")
    case .unknownNumber: say("Nobody's", "无主单号")
    case .zoneless: say("No zone", "无时区")
    case .receivedAt: say("Received", "接收时间")
    case .id: say("Id", "内部号")
    }
  }

  /// A choice's word of parcels on their way; nil where it is of something else.
  func shipmentChoice(_ raw: String, of field: Field) -> String? {
    switch field {
    case .shipment(.status), .trackingEvent(.status): TrackingStatus(rawValue: raw).map(trackingStatus)
    case .shipment(.sub), .trackingEvent(.sub): TrackingDetail(rawValue: raw).map(trackingDetail)
    case .shipment(.leg), .trackingEvent(.leg): TrackingLeg(rawValue: raw).map(trackingLeg)
    case .shipment(.reason), .trackingEvent(.reason): TrackingReason(rawValue: raw).map(trackingReason)
    case .shipment(.doubts): TrackingDoubt(rawValue: raw).map(trackingDoubt)
    case .consolidation(.form): ConsolidationForm(rawValue: raw).map(consolidationForm)
    case .consolidation(.state): ConsolidationState(rawValue: raw).map(consolidationState)
    default: nil
    }
  }

  /// A word of a form's choice, by the field's own name.
  func shipmentWord(_ raw: String, _ field: String) -> String? {
    // A row's column: `tracking_corrections/3/status`.
    switch field.split(separator: "/").last.map(String.init) ?? "" {
    case "status": TrackingStatus(rawValue: raw).map(trackingStatus)
    case "sub", "detail": TrackingDetail(rawValue: raw).map(trackingDetail)
    case "role": TrackingRole(rawValue: raw).map(trackingRole)
    case "leg": TrackingLeg(rawValue: raw).map(trackingLeg)
    case "form": ConsolidationForm(rawValue: raw).map(consolidationForm)
    default: nil
    }
  }

  func consolidationForm(_ form: ConsolidationForm) -> String {
    switch form {
    case .shipment: say("shipment", "票")
    case .bag: say("bag", "袋")
    case .pallet: say("pallet", "托盘")
    case .container: say("container", "集装箱")
    }
  }

  func consolidationState(_ state: ConsolidationState) -> String {
    switch state {
    case .open: say("open", "未封")
    case .closed: say("closed", "已封")
    }
  }

  func trackingRole(_ role: TrackingRole) -> String {
    switch role {
    case .house: say("house", "分单")
    case .master: say("master", "主单")
    case .lastMile: say("last mile", "转单号")
    }
  }

  func trackingLeg(_ leg: TrackingLeg) -> String {
    switch leg {
    case .firstMile: say("first mile", "头程")
    case .exportCustoms: say("export customs", "出口清关")
    case .lineHaul: say("line-haul", "干线")
    case .importCustoms: say("import customs", "进口清关")
    case .lastMile: say("last mile", "尾程")
    }
  }

  func trackingStatus(_ status: TrackingStatus) -> String {
    switch status {
    case .pending: say("announced", "待揽收")
    case .pickedUp: say("picked up", "已揽收")
    case .inTransit: say("in transit", "运输中")
    case .outForDelivery: say("out for delivery", "派送中")
    case .readyForPickup: say("ready for pick-up", "待自提")
    case .deliveryDelayed: say("delayed", "延误")
    case .deliveryFailed: say("delivery failed", "投递失败")
    case .onHold: say("on hold", "滞留")
    case .delivered: say("delivered", "已妥投")
    case .returnInitiated: say("turning back", "开始退回")
    case .returnToSender: say("coming back", "退回中")
    case .cancelled: say("cancelled", "已取消")
    case .expired: say("expired", "运输过久")
    case .notFound: say("not known", "查询不到")
    case .unknown: say("unreadable", "无法识别")
    }
  }

  func trackingDetail(_ detail: TrackingDetail) -> String {
    switch detail {
    case .infoReceived: say("data received", "收到信息")
    case .labelCreated: say("label made", "已制单")
    case .handedOver: say("handed over", "已交接")
    case .departed: say("departed", "已离开")
    case .arrived: say("arrived", "已到达")
    case .sorted: say("sorted", "已分拣")
    case .customsProcessing: say("at customs", "清关中")
    case .customsReleased: say("through customs", "已放行")
    case .customsHeld: say("held by customs", "海关扣留")
    case .signed: say("signed for", "已签收")
    case .leftInPlace: say("left in place", "放置指定处")
    case .atPickupPoint: say("at the pick-up point", "到自提点")
    case .nobody: say("nobody there", "无人")
    case .refused: say("refused", "拒收")
    case .wrongAddress: say("wrong address", "地址错误")
    case .noAccess: say("no access", "无法进入")
    case .damaged: say("damaged", "破损")
    case .lost: say("lost", "丢失")
    case .destroyed: say("destroyed", "销毁")
    case .delayed: say("late", "晚点")
    case .returning: say("on its way back", "退件途中")
    case .returned: say("back at the sender", "已退回")
    case .signatureOnFile: say("signature on file", "签名备案")
    }
  }

  func trackingDoubt(_ doubt: TrackingDoubt) -> String {
    switch doubt {
    case .fromTheFuture: say("from the future", "时间在未来")
    case .beforeShipping: say("before it left", "早于出库")
    case .anotherParcel: say("another parcel's", "他人轨迹")
    case .noTime: say("no time", "无时间")
    case .unknownCode: say("unknown code", "未知代码")
    case .unreadable: say("unreadable", "无法识别")
    case .deliveredElsewhere: say("delivered elsewhere", "妥投国不符")
    case .deliveredUnseen: say("delivered unseen", "无途中轨迹")
    case .deliveredAgainstWords: say("words say otherwise", "描述矛盾")
    case .movedAfterDelivery: say("moved after delivery", "妥投后又移动")
    case .orderInDoubt: say("order in doubt", "先后不明")
    }
  }

  /// What speaks for whether a state is good news.
  func trackingParty(_ party: TrackingParty) -> String {
    switch party {
    case .carrier: say("carrier", "承运商")
    case .shipper: say("shipper", "发件人")
    case .consignee: say("receiver", "收件人")
    case .customs: say("customs", "海关")
    case .nature: say("weather", "自然原因")
    }
  }
}
