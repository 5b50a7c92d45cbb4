internal import Domain
internal import Store
internal import Terminal

extension Command {
  /// Lists of what is late on its way, had without typing a sentence.
  static let delayLists: [Command] = [.alertsList, .lanesList, .claimsList]

  /// The store's action of a command about late parcels on rows of a kind; nil where it is not for them.
  func delayAction(on kind: Kind) -> String? {
    switch (self, kind) {
    case (.acknowledgeAlert, .alerts): "acknowledgeAlert"
    case (.tellCustomer, .alerts): "tellCustomer"
    case (.claim, .alerts): "claimAlert"
    case (.resend, .alerts): "resendAlert"
    case (.resend, .parcels): "resendParcel"
    case (.switchWay, .alerts): "switchAlert"
    case (.claim, .parcels): "openClaim"
    case (.reportMissing, .parcels): "reportMissing"
    case (.reportFound, .parcels): "reportFound"
    case (.fileClaim, .claims): "fileClaim"
    case (.acceptClaim, .claims): "acceptClaim"
    case (.refuseClaim, .claims): "refuseClaim"
    case (.settleClaim, .claims): "settleClaim"
    case (.closeClaim, .claims): "closeClaim"
    default: nil
    }
  }

  /// The sentence that a list is.
  var delaySentence: Sentence? {
    switch self {
    case .alertsList:
      Sentence(
        kind: .alerts, condition: .field(.alert(.open), [.flag(true)]),
        sort: [SortKey(.alert(.rank), descending: true), SortKey(.alert(.since))])
    case .claimsList: Sentence(kind: .claims)
    case .lanesList: Sentence(kind: .lanes)
    default: nil
    }
  }

  /// Keys of what is done often; the rest is in the menu and the palette.
  var delayKeys: [Key] {
    switch self {
    case .alertsList: [.character("E")]
    case .acknowledgeAlert: [.character("I")]
    case .tellCustomer: [.character("D")]
    case .claim: [.character("!")]
    case .resend: [.character("&")]
    case .switchWay: [.character("d")]
    default: []
    }
  }
}

extension Words {
  /// Titles in both languages: what one does, not what was done.
  func delayTitle(_ command: Command) -> String {
    switch command {
    case .alertsList: say("late parcels", "预警列表")
    case .claimsList: say("claims", "索赔列表")
    case .lanesList: say("how long ways take", "线路时效")
    case .acknowledgeAlert: say("see to it", "确认预警")
    case .tellCustomer: say("tell the customer", "通知客户")
    case .claim: say("open a claim", "发起索赔")
    case .resend: say("send again", "补发")
    case .reportMissing: say("not received", "客户未收到")
    case .reportFound: say("received after all", "客户已收到")
    case .fileClaim: say("file the claim", "提交索赔")
    case .acceptClaim: say("claim accepted", "索赔获准")
    case .refuseClaim: say("claim refused", "索赔被拒")
    case .settleClaim: say("claim paid", "赔款到账")
    case .closeClaim: say("close the claim", "结束索赔")
    default: command.rawValue
    }
  }

  func delayHelp(_ command: Command) -> String {
    switch command {
    case .alertsList: say("Shows parcels that need somebody, the most pressing first.", "显示需要处理的包裹，最紧急的在先。")
    case .claimsList: say("Shows what is asked of carriers and insurers.", "显示向承运商与保险公司的索赔。")
    case .lanesList: say("Shows how long ways take, and what is late on them now.", "显示各线路的时效与当前逾期。")
    default:
      Kind.allCases.lazy.compactMap { command.delayAction(on: $0) }.first.flatMap { id in
        ActionTable.named(id).map { say($0.help, Words.delayActions[id]?.help ?? $0.help) }
      } ?? ""
    }
  }
}
