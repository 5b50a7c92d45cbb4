internal import Domain
internal import Terminal

extension Command {
  /// The standard keys in a place, the one to show first. None needs AltGr, Ctrl-S or Ctrl-Q; Ctrl-A and Ctrl-B, the
  /// prefixes of screen and tmux, are never the only key. Whatever changes the shop opens a form first and stands
  /// apart from the motions.
  func keys(in place: Place) -> [Key] {
    if place == .field || section == .typing { return place == .field ? fieldKeys : [] }
    return switch self {
    case .down: [.character("j"), .down, .control("n")]
    case .up: [.character("k"), .up, .control("p")]
    case .pageDown: place == .list ? [.pageDown, .control("f")] : [.pageDown, .character(" "), .control("f")]
    case .pageUp: [.pageUp, .control("b")]
    case .first: [.character("g"), .home]
    case .last: [.character("G"), .end]
    case .open: place == .list ? [.enter, .right, .character("l")] : [.enter]
    case .back: place == .list ? [.escape] : [.escape, .backspace]
    case .nextTab: place == .detail ? [.tab, .right, .character("l")] : []
    case .previousTab: place == .detail ? [.backTab, .left, .character("h")] : []
    case .nextRecord: place == .detail ? [.character("J"), .shifted(.down)] : []
    case .previousRecord: place == .detail ? [.character("K"), .shifted(.up)] : []
    case .filter: [.character("/")]
    case .sort: [.character("s")]
    case .jump: [.character(":")]
    case .ordersPane: place == .list ? [.character("1")] : []
    case .productsPane: place == .list ? [.character("2")] : []
    case .linesPane: place == .list ? [.character("3")] : []
    case .customersPane: place == .list ? [.character("4")] : []
    case .stockPane: place == .list ? [.character("5")] : []
    case .purchasingPane: place == .list ? [.character("6")] : []
    case .returnsPane: place == .list ? [.character("7")] : []
    case .fulfilmentPane, .walksList, .lateList, .toPackList, .parcelsList, .manifestsList, .planWave, .addToWave,
      .dropFromWave, .releaseWave, .cancelWave, .handOverRun, .packParcel, .labelParcel,
      .voidLabel, .unpackParcel, .shipParcel, .putBack, .makeManifest, .shipManifest, .printPapers, .planCount,
      .planPutAway,
      .planReplenishment:
      fulfilmentKeys(in: place)
    case .chooseWay, .findWay, .newService, .closeWay, .openWay, .servicesList, .sheetsList, .tryPlan, .wayWeights,
      .wayRate:
      []
    case .alertsList, .claimsList, .lanesList, .switchWay, .acknowledgeAlert, .tellCustomer, .claim, .resend,
      .reportMissing,
      .reportFound, .fileClaim, .acceptClaim, .refuseClaim, .settleClaim, .closeClaim:
      delayKeys
    case .shipmentsPane, .troubleList, .silentList, .consolidationsList, .strayNewsList,
      .correctStatus, .addNumber, .replaceNumber, .voidNumber, .planLeg, .openConsolidation,
      .addToConsolidation, .takeFromConsolidation, .closeConsolidation, .reopenConsolidation, .addMaster:
      shipmentKeys(in: place)
    case .nextPane: place == .list ? [.tab] : []
    case .previousPane: place == .list ? [.backTab] : []
    case .customer: [.character("c")]
    case .customerOrders: [.character("o")]
    case .refresh: [.character("r"), .function(5)]
    case .mark: place == .list ? [.character(" "), .insert] : []
    case .markRange: place == .list ? [.character("v")] : []
    case .markAll: place == .list ? [.character("*")] : []
    case .invertMarks: place == .list ? [.character("i")] : []
    case .clearMarks: place == .list ? [.character("X")] : []
    case .batch: [.character("b")]
    case .views: [.character("w")]
    case .saveView: place == .list ? [.character("W")] : []
    case .columns: place == .list ? [.character("C")] : []
    case .group: place == .list ? [.character("%")] : []
    case .historyBack: place == .list ? [.backspace, .controlled(.left)] : [.controlled(.left)]
    case .historyForward: [.controlled(.right)]
    case .nextChange: [.character(">"), .controlled(.down), .sequence([.character("]"), .character("c")])]
    case .previousChange: [.character("<"), .controlled(.up), .sequence([.character("["), .character("c")])]
    case .markSeen: place == .list ? [.character("A")] : []
    case .startAfresh: [.control("x")]
    case .sideBar: place == .list ? [.character("B")] : []
    case .hold: [.character("H")]
    case .release: [.character("R")]
    case .assign: [.character("a")]
    case .note: [.character("n")]
    case .tag: [.character("t")]
    case .untag: [.character("T")]
    case .edit: [.character("e")]
    case .translate: [.character("L")]
    case .mapSku: [.character("m")]
    case .allocate: [.character("P")]
    case .moveStock: [.character("V")]
    case .countStock: [.character("=")]
    case .receiveStock: [.character("+")]
    case .undo: [.character("u")]
    case .redo: [.character("U")]
    case .zoom: [.character("z")]
    case .copy: [.character("y")]
    case .copyAll: [.character("Y")]
    case .mouse: [.character("M")]
    case .selectText: [.character("S")]
    case .menu: [.character("x"), .function(10)]
    case .settings: [.character(",")]
    case .help: [.character("?"), .function(1)]
    case .suspend: [.control("z")]
    case .quit: [.character("q"), .control("c")]
    case .reschedule, .confirm, .startProcessing, .stopProcessing, .ship, .deliver, .takeBack, .markPaid,
      .markRefunded, .close, .reopen, .cancel, .submit, .approve, .reject, .revise, .retire, .revive, .rank, .copyTabs,
      .copyFile, .deallocate, .closeLocation, .openLocation, .cancelUnits, .changeQuantity, .splitOrder, .mergeOrder,
      .exchange, .gauge, .peg, .unpeg, .addPurchaseLine, .editPurchaseLine,
      .dropPurchaseLine, .orderPurchase, .confirmPurchase, .receivePurchase, .closePurchase, .cancelPurchase,
      .notePurchase, .sampleGoods, .judgeGoods, .concedeGoods, .releaseGoods, .rejectGoods, .offerSku, .withdrawSku,
      .promiseSku, .closeSupplier, .openSupplier:
      []
    case .caretLeft, .caretRight, .caretUp, .caretDown, .wordLeft, .wordRight, .lineStart, .lineEnd, .textStart,
      .textEnd, .deleteLeft, .deleteRight, .deleteWordLeft, .deleteWordRight, .killToStart, .killToEnd, .deleteLine,
      .undoTyping, .redoTyping, .newLine, .inEditor, .saveForm, .leaveForm, .nextField, .previousField, .takeTheirs,
      .takeDraft, .nextText, .previousText, .approveText,
      .markText, .selectAllText, .extendLeft, .extendRight, .extendUp, .extendDown, .extendToStart, .extendToEnd,
      .copyText, .cutText, .pasteText, .addLanguage:
      fieldKeys
    }
  }

  /// What the bottom bar names while something is marked.
  static func markHints(kind: Kind) -> [Command] {
    let actions = hints(in: .list, kind: kind, isNarrow: true).filter { $0.changes && $0 != .undo }
    return [.mark, .markRange] + actions.prefix(1) + [.clearMarks, .markAll] + actions.dropFirst() + [.help]
  }

  /// What the bottom bar names, the most wanted first. Narrow bars have room for two or three: how to act comes before
  /// how to move.
  static func hints(in place: Place, kind: Kind, isNarrow: Bool) -> [Command] {
    let actions: [Command] =
      switch kind {
      case .orders: [.hold, .release, .tag, .note, .assign, .customer, .undo]
      case .lines: [.mapSku, .hold, .customer, .undo]
      case .products, .variants: [.edit, .translate, .tag, .undo]
      case .customers: [.customerOrders, .tag, .undo]
      case .stock, .moves: [.moveStock, .countStock, .receiveStock, .undo]
      case .locations: [.edit, .undo]
      case .suppliers: [.offerSku, .edit, .undo]
      case .purchases, .purchaseLines: [.receivePurchase, .orderPurchase, .confirmPurchase, .undo]
      case .receipts: [.judgeGoods, .releaseGoods, .sampleGoods, .undo]
      case .carriers, .services: [.edit, .switchWay, .undo]
      case .sheets: [.undo]
      case .pegs: [.peg, .unpeg, .note, .undo]
      case .returns: [.receiveStock, .approve, .moveStock, .markRefunded, .note, .undo]
      case .rules: [.edit, .approve, .undo]
      case .waves: [.releaseWave, .planWave, .undo]
      case .fulfilments: [.packParcel, .planWave, .undo]
      case .runs: [.handOverRun, .undo]
      case .parcels: [.labelParcel, .printPapers, .shipParcel, .makeManifest, .undo]
      case .manifests: [.shipManifest, .makeManifest, .undo]
      case .alerts: [.acknowledgeAlert, .tellCustomer, .claim, .resend, .switchWay, .undo]
      case .claims: [.fileClaim, .acceptClaim, .settleClaim, .undo]
      case .lanes: []
      case .shipments: [.correctStatus, .addNumber, .openConsolidation, .undo]
      case .consolidations: [.addToConsolidation, .closeConsolidation, .openConsolidation, .undo]
      case .trackingEvents: [.undo]
      }
    switch (place, isNarrow) {
    case (.list, false): return [.help, .open, .filter] + actions + [.sort, .jump, .nextPane, .menu, .quit]
    case (.list, true): return [.help] + actions.prefix(1) + [.open, .filter] + actions.dropFirst()
    case (.detail, false): return [.back, .help, .nextTab, .nextRecord] + actions + [.quit]
    case (.detail, true): return [.help] + actions.prefix(1) + [.back, .nextTab] + actions.dropFirst()
    case (.field, _): return []
    }
  }
}
