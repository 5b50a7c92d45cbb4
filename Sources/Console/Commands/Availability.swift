internal import Domain
internal import Store

/// Why a command cannot be used now.
enum Unavailable: Hashable, Sendable {
  case noSelection
  case ordersOnly, productsOnly, customersOnly, stockOnly, locationsOnly, purchasingOnly, returnsOnly
  /// Rows of these lists, which share a pane with others.
  case only([Kind])
  case readOnly
  /// With those whom one may ask: who has it, admins last.
  case lacksRight(Right, ask: [String])
  case notHere
  case inFieldsOnly
  case nothingToRedo
  case nothingMarked
}

/// What availability is judged by.
struct Circumstances: Sendable {
  var place: Command.Place
  var kind: Kind
  var hasSelection: Bool
  var canRedo: Bool
  var readOnly: Bool
  var actor: Actor
  /// Who has which right, as far as it was asked.
  var holders: [Right: [String]] = [:]
  var hasMarks = false
}

extension Command {
  /// nil where it can be used.
  func unavailable(in now: Circumstances) -> Unavailable? {
    switch self {
    case .nextTab, .previousTab, .nextRecord, .previousRecord, .back: return now.place == .detail ? nil : .notHere
    case .open:
      if now.place == .detail { return now.kind == .customers ? nil : .notHere }
      return now.hasSelection ? nil : .noSelection
    case .customer, .customerOrders:
      switch now.kind {
      case .carriers, .services, .sheets: return .ordersOnly
      case .orders, .lines, .pegs: return now.hasSelection ? nil : .noSelection
      case .customers: return self == .customer ? .ordersOnly : now.hasSelection ? nil : .noSelection
      case .products, .variants, .stock, .locations, .moves, .suppliers, .purchases, .purchaseLines, .receipts,
        .returns, .rules:
        return .ordersOnly
      case .waves, .fulfilments, .runs, .parcels, .manifests, .alerts, .claims, .lanes, .shipments, .consolidations,
        .trackingEvents:
        return .ordersOnly
      }
    case .servicesList, .sheetsList: return nil
    case .tryPlan:
      guard [.carriers, .services].contains(now.kind) else { return .only([.carriers, .services]) }
      return ActionTable.named("tryFallback").flatMap { OtherAction.unavailable($0, in: now) }
    case .down, .up, .pageDown, .pageUp, .first, .last, .filter, .sort, .jump, .ordersPane, .productsPane, .linesPane,
      .customersPane, .stockPane, .purchasingPane, .returnsPane, .fulfilmentPane, .shipmentsPane, .nextPane,
      .previousPane, .refresh,
      .zoom, .mouse, .selectText, .gauge, .menu,
      .settings, .help,
      .suspend, .quit, .views, .columns, .group, .sideBar, .historyBack, .historyForward, .nextChange, .previousChange,
      .markSeen, .startAfresh, .walksList, .lateList, .toPackList, .parcelsList, .manifestsList, .alertsList,
      .claimsList, .lanesList, .troubleList, .silentList, .consolidationsList, .strayNewsList:
      return nil
    case .copy, .copyAll, .copyTabs, .copyFile: return now.hasSelection || now.hasMarks ? nil : .noSelection
    case .caretLeft, .caretRight, .caretUp, .caretDown, .wordLeft, .wordRight, .lineStart, .lineEnd, .textStart,
      .textEnd, .deleteLeft, .deleteRight, .deleteWordLeft, .deleteWordRight, .killToStart, .killToEnd, .deleteLine,
      .undoTyping, .redoTyping, .newLine, .inEditor, .saveForm, .leaveForm, .nextField, .previousField, .takeTheirs,
      .takeDraft, .nextText, .previousText, .approveText,
      .markText, .selectAllText, .extendLeft, .extendRight, .extendUp, .extendDown, .extendToStart, .extendToEnd,
      .copyText, .cutText, .pasteText, .addLanguage:
      return .inFieldsOnly
    case .mark, .markRange, .markAll, .invertMarks:
      if now.place == .detail { return .notHere }
      return now.hasSelection ? nil : .noSelection
    case .clearMarks: return now.place == .detail ? .notHere : now.hasMarks ? nil : .nothingMarked
    case .batch: return nil
    case .saveView: return now.readOnly ? .readOnly : nil
    case .undo, .redo:
      if now.readOnly { return .readOnly }
      return self == .redo && !now.canRedo ? .nothingToRedo : nil
    case .hold, .release, .assign, .note, .reschedule, .confirm, .startProcessing, .stopProcessing, .ship, .deliver,
      .takeBack, .markPaid, .markRefunded, .close, .reopen, .cancel, .tag, .untag, .edit, .translate, .submit, .approve,
      .reject,
      .revise, .retire, .revive, .mapSku, .rank, .allocate, .deallocate, .moveStock, .countStock, .receiveStock,
      .closeLocation, .openLocation, .peg, .unpeg, .addPurchaseLine, .editPurchaseLine, .dropPurchaseLine,
      .orderPurchase, .confirmPurchase, .receivePurchase, .closePurchase, .cancelPurchase, .notePurchase, .sampleGoods,
      .judgeGoods, .concedeGoods, .releaseGoods, .rejectGoods, .offerSku, .withdrawSku, .promiseSku, .closeSupplier,
      .openSupplier, .cancelUnits, .changeQuantity, .splitOrder, .mergeOrder, .exchange,
      .planWave, .addToWave, .dropFromWave, .releaseWave, .cancelWave, .handOverRun, .packParcel, .labelParcel,
      .voidLabel, .unpackParcel, .shipParcel, .putBack, .makeManifest, .shipManifest, .printPapers, .planCount,
      .planPutAway, .planReplenishment, .switchWay, .wayWeights, .wayRate, .chooseWay, .findWay, .newService, .closeWay,
      .openWay, .acknowledgeAlert,
      .tellCustomer,
      .claim, .resend, .reportMissing, .reportFound, .fileClaim, .acceptClaim, .refuseClaim, .settleClaim, .closeClaim,
      .correctStatus, .addNumber, .replaceNumber, .voidNumber, .planLeg, .openConsolidation, .addToConsolidation,
      .takeFromConsolidation, .closeConsolidation, .reopenConsolidation, .addMaster:
      guard let action = action(on: now.kind) else { return elsewhere }
      if now.readOnly { return .readOnly }
      guard now.hasSelection || makesNew else { return .noSelection }
      guard let right = ActionTable.named(action)?.right else { return .notHere }
      return now.actor.may(right) ? nil : .lacksRight(right, ask: now.holders[right] ?? [])
    }
  }

  /// What it is for, where it is not for what is shown.
  private var elsewhere: Unavailable {
    if section == .fulfilment || section == .shipments {
      return .only(Kind.allCases.filter { action(on: $0) != nil })
    }
    if action(on: .orders) != nil { return .ordersOnly }
    if action(on: .products) != nil { return .productsOnly }
    if action(on: .customers) != nil { return .customersOnly }
    if section == .purchasing { return .purchasingOnly }
    if action(on: .stock) != nil { return .stockOnly }
    return action(on: .locations) != nil ? .locationsOnly : .returnsOnly
  }
}
