internal import Domain
internal import Store
internal import Terminal

extension Command {
  /// What is done about parcels on their way, and the lists of them.
  static let ofShipments: [Command] = [
    .correctStatus, .addNumber, .replaceNumber, .voidNumber, .planLeg, .openConsolidation, .addToConsolidation,
    .takeFromConsolidation, .closeConsolidation, .reopenConsolidation, .addMaster,
  ]

  /// Lists of the pane that are had without typing a sentence.
  static let shipmentLists: [Command] = [.troubleList, .silentList, .consolidationsList, .strayNewsList]

  /// The store's action of a command about shipments on rows of a kind; nil where it is not for them.
  func shipmentAction(on kind: Kind) -> String? {
    switch (self, kind) {
    case (.correctStatus, .shipments), (.addNumber, .shipments), (.replaceNumber, .shipments),
      (.voidNumber, .shipments), (.planLeg, .shipments), (.correctStatus, .parcels), (.addNumber, .parcels),
      (.replaceNumber, .parcels), (.voidNumber, .parcels), (.planLeg, .parcels):
      rawValue
    case (.openConsolidation, .shipments), (.openConsolidation, .consolidations): rawValue
    case (.addToConsolidation, .consolidations), (.takeFromConsolidation, .consolidations),
      (.closeConsolidation, .consolidations), (.reopenConsolidation, .consolidations), (.addMaster, .consolidations):
      rawValue
    case (.planLeg, .consolidations): "planConsolidationLeg"
    default: nil
    }
  }

  /// The sentence that a list of shipments is.
  var shipmentSentence: Sentence? {
    let open = Condition.field(.shipment(.settled), [.flag(false)])
    switch self {
    case .troubleList:
      let bad: [TrackingStatus] = [
        .deliveryDelayed, .deliveryFailed, .onHold, .returnInitiated, .returnToSender, .expired, .unknown,
      ]
      return Sentence(
        kind: .shipments,
        condition: .any([
          .field(.shipment(.status), bad.map { .choice($0.rawValue) }), .field(.shipment(.doubts), [.present]),
        ]))
    case .silentList:
      return Sentence(kind: .shipments, condition: open, sort: [SortKey(.shipment(.silent), descending: true)])
    case .consolidationsList: return Sentence(kind: .consolidations)
    case .strayNewsList:
      return Sentence(
        kind: .trackingEvents, condition: .field(.trackingEvent(.unknownNumber), [.flag(true)]))
    default: return nil
    }
  }

  /// Keys of what is done often; the rest is in the menu and the palette.
  func shipmentKeys(in place: Place) -> [Key] {
    switch self {
    case .shipmentsPane: place == .list ? [.character("9")] : []
    case .correctStatus: [.character("f")]
    default: []
    }
  }
}

extension Words {
  /// Actions about shipments: as the journal calls them, in both languages, and what they do in Chinese.
  static let shipmentActions: [String: (english: String, chinese: String, help: String)] = [
    "addMaster": ("master number", "主单号", "为集包登记主单号（空运或海运提单）：其轨迹适用于内件。"),
    "addNumber": ("another number", "追加单号", "为包裹追加跟踪单号（默认转单号）；该单号已有的轨迹一并归入。"),
    "addToConsolidation": ("into a consolidation", "装入集包", "把包裹或较小的集包装入未封的集包。"),
    "closeConsolidation": ("end of a consolidation", "封包", "封闭集包：不再装入。"),
    "correctStatus": ("state put right", "更正物流状态", "以人工结论更正包裹状态；此后的新轨迹照常计入。"),
    "openConsolidation": ("consolidation", "建集包", "新建票、袋、托盘或集装箱，可带主单号并装入包裹。"),
    "planConsolidationLeg": ("leg of a consolidation", "集包运输段", "登记集包的运输段：承运商、单号、计划与实际时间。"),
    "planLeg": ("leg", "运输段", "登记包裹的运输段：承运商、单号、计划与实际时间。"),
    "reopenConsolidation": ("consolidation opened again", "拆封", "重新打开已封的集包。"),
    "replaceNumber": ("hand-over number", "换单号", "包裹改用新单号：两个单号都跟踪，旧轨迹保留。"),
    "takeFromConsolidation": ("out of a consolidation", "移出集包", "把包裹或集包移出未封的集包。"),
    "voidNumber": ("number taken off", "移除单号", "移除不属于该包裹的单号：保留但不再计入。"),
  ]

  /// Titles in both languages: what one does, not what was done.
  func shipmentTitle(_ command: Command) -> String {
    switch command {
    case .shipmentsPane: say("shipments", "在途")
    case .correctStatus: say("put the state right", "更正状态")
    case .addNumber: say("add a number", "追加单号")
    case .replaceNumber: say("replace a number", "换单号")
    case .voidNumber: say("take a number off", "移除单号")
    case .planLeg: say("plan a leg", "登记运输段")
    case .openConsolidation: say("open a unit", "建集包")
    case .addToConsolidation: say("put into it", "装入")
    case .takeFromConsolidation: say("take out of it", "移出")
    case .closeConsolidation: say("close it", "封包")
    case .reopenConsolidation: say("open it again", "拆封")
    case .addMaster: say("master number", "登记主单号")
    case .troubleList: say("trouble under way", "在途异常")
    case .silentList: say("silent longest", "最久无更新")
    case .consolidationsList: say("consolidations", "集包列表")
    case .strayNewsList: say("news of nobody's", "无主轨迹")
    default: command.rawValue
    }
  }

  func shipmentHelp(_ command: Command) -> String {
    switch command {
    case .shipmentsPane: say("Shows parcels on their way; again: the next list.", "显示在途包裹；再按切换下一个列表。")
    case .troubleList: say("Shows parcels that do not go on, or whose state is in doubt.", "显示受阻或状态存疑的包裹。")
    case .silentList: say("Shows whose carriers have been silent longest.", "显示最久没有新轨迹的包裹。")
    case .consolidationsList: say("Shows shipments, bags, pallets and containers.", "显示票、袋、托盘与集装箱。")
    case .strayNewsList: say("Shows what was told of numbers that no parcel has.", "显示没有包裹对应的单号的轨迹。")
    default:
      Kind.allCases.lazy.compactMap { command.shipmentAction(on: $0) }.first.flatMap { id in
        ActionTable.named(id).map { say($0.help, Words.shipmentActions[id]?.help ?? $0.help) }
      } ?? ""
    }
  }
}
