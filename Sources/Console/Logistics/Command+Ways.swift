internal import Domain
internal import Store

extension Command {
  /// The store's action of a command on carriers, services and rate sheets; nil where it is not for them.
  func wayAction(on kind: Kind) -> String? {
    switch (self, kind) {
    case (.newService, .services): "createService"
    case (.newService, .carriers): "createCarrier"
    case (.switchWay, .services), (.switchWay, .carriers): "createFallback"
    case (.wayWeights, .services), (.wayWeights, .carriers), (.wayWeights, .sheets): "setWayWeights"
    case (.wayRate, .services), (.wayRate, .carriers), (.wayRate, .sheets): "setRate"
    case (.edit, .services): "editService"
    case (.edit, .carriers): "editCarrier"
    case (.closeWay, .services): "closeService"
    case (.closeWay, .carriers): "closeCarrier"
    case (.closeWay, .sheets): "endSheet"
    case (.openWay, .services): "openService"
    case (.openWay, .carriers): "openCarrier"
    default: nil
    }
  }

  /// The sentence that a list of ways is.
  var waySentence: Sentence? {
    switch self {
    case .servicesList: Sentence(kind: .services)
    case .sheetsList: Sentence(kind: .sheets)
    default: nil
    }
  }
}

extension Words {
  func wayTitle(_ command: Command) -> String {
    switch command {
    case .chooseWay: say("choose the way", "指定渠道")
    case .findWay: say("find the best way", "选最优渠道")
    case .newService: say("new service", "新建渠道")
    case .closeWay: say("close the way", "停用")
    case .openWay: say("open the way", "启用")
    case .switchWay: say("switch the way", "改走其他渠道")
    case .tryPlan: say("try a fall-back plan", "试算备用方案")
    case .wayWeights: say("weights of choice", "选渠道权重")
    case .wayRate: say("exchange rate", "登记汇率")
    case .servicesList: say("services", "物流渠道")
    case .sheetsList: say("rate sheets", "报价表")
    default: command.rawValue
    }
  }

  func wayHelp(_ command: Command) -> String {
    switch command {
    case .servicesList: say("Shows carriers' services and what waits for them.", "显示物流渠道及待发的配货单。")
    case .sheetsList: say("Shows rate sheets and when they hold.", "显示报价表及其有效期。")
    case .newService: say("Makes a service, or among carriers a carrier.", "新建渠道；在承运商列表中新建承运商。")
    case .closeWay: say("Sends nothing this way for now, and says why.", "暂停使用，并写明原因。")
    case .openWay: say("Sends this way again.", "重新使用。")
    case .switchWay:
      say(
        "Plans another service for what waits to go this way, tries the plan out and switches on your word.",
        "为等待走此渠道的配货单安排其他渠道：先试算，确认后改走。")
    case .tryPlan:
      say(
        "Tells what a fall-back plan would do to what waits, and does it on your word.", "试算备用方案对等待的配货单的影响，确认后应用。")
    case .wayWeights, .wayRate:
      command.wayAction(on: .services).flatMap { id in
        ActionTable.named(id).map { say($0.help, Words.wayActions[id]?.help ?? $0.help) }
      } ?? ""
    case .chooseWay, .findWay:
      command.fulfilmentAction(on: .fulfilments).flatMap { id in
        ActionTable.named(id).map { say($0.help, Words.wayActions[id]?.help ?? $0.help) }
      } ?? ""
    default: ""
    }
  }
}
