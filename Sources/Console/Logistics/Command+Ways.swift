internal import Domain
internal import Store

extension Command {
  /// The store's action of a command on carriers, services and rate sheets; nil where it is not for them.
  func wayAction(on kind: Kind) -> String? {
    switch (self, kind) {
    case (.newService, .services): "createService"
    case (.newService, .carriers): "createCarrier"
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
    case .chooseWay, .findWay:
      command.fulfilmentAction(on: .fulfilments).flatMap { id in
        ActionTable.named(id).map { say($0.help, Words.wayActions[id]?.help ?? $0.help) }
      } ?? ""
    default: ""
    }
  }
}
