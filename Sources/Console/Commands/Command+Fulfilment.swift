internal import Domain
internal import Store
internal import Terminal

extension Command {
  /// What is done between shelf and carrier, and the lists of it.
  static let ofFulfilment: [Command] = [
    .planWave, .dropFromWave, .releaseWave, .cancelWave, .handOverRun, .packParcel, .labelParcel, .voidLabel,
    .unpackParcel, .shipParcel, .putBack, .makeManifest, .shipManifest, .printPapers,
  ]

  /// Lists of the pane that are had without typing a sentence, in the order of the work.
  static let fulfilmentLists: [Command] = [
    .walksList, .lateList, .toPackList, .parcelsList, .manifestsList, .servicesList, .sheetsList,
  ]

  /// The store's action of a command of fulfilment on rows of a kind; nil where it is not for them.
  func fulfilmentAction(on kind: Kind) -> String? {
    switch (self, kind) {
    case (.planWave, .orders), (.planWave, .waves), (.planWave, .fulfilments): "planWave"
    case (.addToWave, .orders): "addToWave"
    case (.releaseWave, .waves): "releaseWave"
    case (.cancelWave, .waves): "cancelWave"
    case (.dropFromWave, .fulfilments): "dropFromWave"
    case (.packParcel, .fulfilments): "packParcel"
    case (.chooseWay, .fulfilments), (.chooseWay, .parcels): "chooseWay"
    case (.findWay, .fulfilments), (.findWay, .parcels): "findWay"
    case (.putBack, .fulfilments): "putBack"
    case (.handOverRun, .runs): "handOverRun"
    case (.labelParcel, .parcels): "labelParcel"
    case (.voidLabel, .parcels): "voidLabel"
    case (.unpackParcel, .parcels): "unpackParcel"
    case (.shipParcel, .parcels): "shipParcel"
    case (.makeManifest, .parcels), (.makeManifest, .manifests): "makeManifest"
    case (.shipManifest, .manifests): "shipManifest"
    case (.printPapers, .parcels), (.printPapers, .shipments): "printPapers"
    case (.planCount, .locations): "planCount"
    case (.planPutAway, .locations): "planPutAway"
    case (.planReplenishment, .locations): "planReplenishment"
    default: nil
    }
  }

  /// Whether it makes a record of its own, whatever row one stands on.
  var makesNew: Bool { self == .planWave || self == .makeManifest || self == .newService || self == .openConsolidation }

  /// The sentence that a list of fulfilment's is.
  var fulfilmentSentence: Sentence? {
    switch self {
    case .walksList:
      Sentence(
        kind: .runs,
        condition: .field(
          .run(.state), [RunState.waiting, .given, .walking, .left].map { .choice($0.rawValue) }),
        sort: [SortKey(.run(.shipBy)), SortKey(.run(.id))])
    case .lateList:
      Sentence(
        kind: .fulfilments, condition: .field(.fulfilment(.late), [.flag(true)]), sort: [SortKey(.fulfilment(.shipBy))])
    case .toPackList:
      Sentence(
        kind: .fulfilments,
        condition: .field(.fulfilment(.stage), [FulfilmentStage.picked, .packing].map { .choice($0.rawValue) }),
        sort: [SortKey(.fulfilment(.shipBy))])
    case .parcelsList:
      Sentence(
        kind: .parcels,
        condition: .field(
          .parcel(.state), [ParcelState.packed, .labelled, .manifested].map { .choice($0.rawValue) }),
        sort: [SortKey(.parcel(.shipBy))])
    case .manifestsList: Sentence(kind: .manifests)
    case .servicesList, .sheetsList: waySentence
    default: nil
    }
  }

  /// Keys of what is done often; the rest is in the menu and the palette.
  func fulfilmentKeys(in place: Place) -> [Key] {
    switch self {
    case .fulfilmentPane: place == .list ? [.character("8")] : []
    case .planWave: [.character("N")]
    case .releaseWave: [.character("F")]
    case .handOverRun: [.character("O")]
    case .labelParcel: [.character("p")]
    case .printPapers: [.character("Z")]
    default: []
    }
  }
}

extension Words {
  /// Titles in both languages: what one does, not what was done.
  func fulfilmentTitle(_ command: Command) -> String {
    switch command {
    case .fulfilmentPane: say("fulfilment", "发货")
    case .planWave: say("plan a wave", "建波次")
    case .addToWave: say("into a wave", "加入波次")
    case .dropFromWave: say("out of its wave", "移出波次")
    case .releaseWave: say("release the wave", "释放波次")
    case .cancelWave: say("cancel the wave", "取消波次")
    case .handOverRun: say("hand the walk on", "转交作业")
    case .packParcel: say("pack", "装箱")
    case .labelParcel: say("label the parcel", "登记面单")
    case .voidLabel: say("void the label", "作废面单")
    case .unpackParcel: say("unpack", "拆包")
    case .shipParcel: say("ship the parcel", "包裹出库")
    case .putBack: say("back to the shelf", "退回货架")
    case .makeManifest: say("make a manifest", "制作交接单")
    case .shipManifest: say("ship the manifest", "交接出库")
    case .printPapers: say("print papers", "打印单证")
    case .planCount: say("plan counting", "安排盘点")
    case .planPutAway: say("plan putting away", "安排上架")
    case .planReplenishment: say("plan replenishment", "安排补货")
    case .walksList: say("walks", "作业列表")
    case .lateList: say("late goods", "逾期配货")
    case .toPackList: say("to be packed", "待打包")
    case .parcelsList: say("parcels here", "在库包裹")
    case .manifestsList: say("manifests", "交接单列表")
    default: command.rawValue
    }
  }

  func fulfilmentHelp(_ command: Command) -> String {
    switch command {
    case .fulfilmentPane:
      say("Shows waves and how far they are; again: the next list.", "显示波次与进度；再按切换下一个列表。")
    case .walksList: say("Shows who walks for what, and what nobody has taken.", "显示作业：谁在做，哪些无人领取。")
    case .lateList: say("Shows what should have left and has not.", "显示应发未发的配货单。")
    case .toPackList: say("Shows what stands at the packing place.", "显示在打包区等待的配货单。")
    case .parcelsList: say("Shows parcels that wait for a label, a list or their carrier.", "显示等待面单、交接或出库的包裹。")
    case .manifestsList: say("Shows the carriers' lists.", "显示承运商交接单。")
    default:
      Kind.allCases.lazy.compactMap { command.fulfilmentAction(on: $0) }.first.flatMap { id in
        ActionTable.named(id).map { say($0.help, Words.fulfilmentActions[id]?.help ?? $0.help) }
      } ?? ""
    }
  }
}
