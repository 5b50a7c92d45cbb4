internal import Domain

/// What channels are told of parcels, and what they say of it.
extension Words {
  func confirming(_ refusal: ConfirmingRefusal) -> String {
    switch refusal {
    case .noSuchLine(_, let line): say("The order has no line \(line).", "订单没有第 \(line) 行。")
    case .notShipped(let line, let shipped, let asked):
      say(
        "Of line \(line) \(shipped) units are shipped, not \(asked): early tells the channel all the same.",
        "第 \(line) 行已发 \(shipped) 件，不足 \(asked) 件：可用提前告知。")
    case .notSoMany(let line, let left, let asked):
      say(
        "Of line \(line) the channel can be told of \(left) units more, not of \(asked).",
        "第 \(line) 行还可告知 \(left) 件，不能告知 \(asked) 件。")
    case .nothingToConfirm(let order):
      say("\(thisOrder(order)) has nothing that its channel is not told of.", "\(thisOrder(order))没有需要告知平台的发货。")
    case .badTracking(let text):
      say(
        "\(quoted(text)) is no number of a parcel: it needs a carrier, and has 100 letters at most.",
        "\(quoted(text))不是有效的运单号：须有承运商，最多 100 个字符。")
    case .cancelled(let order): say("\(thisOrder(order)) is cancelled.", "\(thisOrder(order))已取消。")
    case .nothingRefused(let order):
      say("The channel has refused nothing of \(thisOrder(order)).", "平台没有拒绝\(thisOrder(order))的发货确认。")
    case .alreadyWritten(let order):
      say("The channel has been told of \(thisOrder(order)).", "平台已收到\(thisOrder(order))的发货确认。")
    }
  }

  private func thisOrder(_ number: String) -> String { number.isEmpty ? say("the order", "该订单") : number }

  func confirmation(_ state: ConfirmationState) -> String {
    switch state {
    case .waiting: say("to be told", "待告知平台")
    case .written: say("told, unanswered", "已告知，待回执")
    case .accepted: say("accepted by the channel", "平台已接受")
    case .refused: say("refused by the channel", "平台已拒绝")
    case .withdrawn: say("withdrawn", "已撤回")
    }
  }

  func bucket(_ bucket: StockBucket) -> String {
    switch bucket {
    case .fulfillable: say("fulfillable", "可售")
    case .inboundWorking: say("inbound working", "入库处理中")
    case .inboundShipped: say("inbound shipped", "入库已发货")
    case .inboundReceiving: say("inbound receiving", "入库接收中")
    case .pendingCustomerOrder: say("pending customer order", "买家订单占用")
    case .pendingTransshipment: say("pending transshipment", "调拨占用")
    case .fcProcessing: say("in processing", "运营中心处理中")
    case .unfulfillable: say("unfulfillable", "不可售")
    case .researching: say("researching", "调查中")
    case .futureSupply: say("future supply", "预购")
    }
  }

  /// Units by bucket, in the order in which goods go.
  func buckets(_ buckets: [StockBucket: Int64]) -> String {
    StockBucket.allCases.compactMap { bucket in
      guard let units = buckets[bucket], units != 0 else { return nil }
      return "\(self.bucket(bucket)) \(number(units))"
    }.joined(separator: " · ")
  }

  func buckets(_ map: [String: Plain]) -> String { buckets([StockBucket: Int64](plain: .map(map))) }

  /// Fields of shipping's actions and of its journal; nil for others.
  func shippingField(_ name: String) -> String? {
    switch name {
    case "carrier": say("Carrier", "承运商")
    case "tracking": say("Tracking number", "运单号")
    case "early": say("Before it is shipped", "提前告知")
    case "confirmation": say("Told to the channel", "告知平台")
    case "buckets": say("Where they lie", "库存分布")
    case "toldAt": say("Told at", "告知时间")
    case "telling": say("Which telling", "第几次告知")
    case "channelSku": say("SKU there", "渠道货号")
    case "buffer": say("Kept back", "保留件数")
    case "cap": say("At most", "上限")
    case "stopped": say("Stopped", "停售")
    case "acknowledged": say("Taken by the channel", "渠道已接受")
    case "refused": say("Refused because", "拒绝原因")
    default: nil
    }
  }
}
