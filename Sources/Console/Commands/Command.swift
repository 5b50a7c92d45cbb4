internal import Domain
internal import Store
internal import Terminal

/// The console's action table: whatever a person can make it do. Key hints, the help overlay, the `:` prompt and the
/// tests derive from it.
enum Command: String, Hashable, Sendable, CaseIterable {
  case down, up, pageDown, pageUp, first, last, open, back, nextTab, previousTab, nextRecord, previousRecord
  case filter, sort, jump, ordersPane, productsPane, linesPane, customersPane, stockPane, purchasingPane, returnsPane
  case fulfilmentPane, shipmentsPane, nextPane, previousPane
  case customer, customerOrders, refresh
  case views, saveView, columns, group, sideBar, historyBack, historyForward
  case nextChange, previousChange, markSeen, startAfresh
  case hold, release, assign, note, reschedule, confirm, startProcessing, stopProcessing, ship, deliver, takeBack
  case markPaid, markRefunded, close, reopen, cancel
  case cancelUnits, changeQuantity, splitOrder, mergeOrder, exchange
  case mark, markRange, markAll, invertMarks, clearMarks, batch
  case tag, untag
  case mapSku, rank
  case allocate, deallocate, moveStock, countStock, receiveStock, closeLocation, openLocation
  case peg, unpeg, addPurchaseLine, editPurchaseLine, dropPurchaseLine, orderPurchase, confirmPurchase
  case receivePurchase, closePurchase, cancelPurchase, notePurchase
  case sampleGoods, judgeGoods, concedeGoods, releaseGoods, rejectGoods
  case offerSku, withdrawSku, promiseSku, closeSupplier, openSupplier
  case planWave, addToWave, dropFromWave, releaseWave, cancelWave, handOverRun
  case packParcel, labelParcel, voidLabel, unpackParcel, shipParcel, putBack, makeManifest, shipManifest
  case printPapers
  case planCount, planPutAway, planReplenishment
  case walksList, lateList, toPackList, parcelsList, manifestsList
  case chooseWay, findWay, newService, closeWay, openWay, servicesList, sheetsList
  case switchWay, tryPlan, wayWeights, wayRate
  case alertsList, claimsList, lanesList
  case acknowledgeAlert, tellCustomer, claim, resend, reportMissing, reportFound
  case fileClaim, acceptClaim, refuseClaim, settleClaim, closeClaim
  case correctStatus, addNumber, replaceNumber, voidNumber, planLeg
  case openConsolidation, addToConsolidation, takeFromConsolidation, closeConsolidation, reopenConsolidation, addMaster
  case troubleList, silentList, consolidationsList, strayNewsList
  case edit, translate, submit, approve, reject, revise, retire, revive
  case undo, redo
  case zoom, copy, copyAll, copyTabs, copyFile, mouse, selectText, gauge
  case menu, settings, help, suspend, quit
  // In a field
  case caretLeft, caretRight, caretUp, caretDown, wordLeft, wordRight, lineStart, lineEnd, textStart, textEnd
  case deleteLeft, deleteRight, deleteWordLeft, deleteWordRight, killToStart, killToEnd, deleteLine
  case undoTyping, redoTyping, newLine, inEditor
  case markText, selectAllText, extendLeft, extendRight, extendUp, extendDown, extendToStart, extendToEnd
  case copyText, cutText, pasteText
  case saveForm, leaveForm, nextField, previousField, takeTheirs, takeDraft, nextText, previousText, approveText
  case addLanguage

  /// Where keys mean something of their own.
  enum Place: String, Hashable, Sendable, CaseIterable {
    case list, detail
    /// Where text is typed: forms, the filter, prompts.
    case field
  }

  enum Section: Hashable, Sendable, CaseIterable {
    case moving, looking, marks, orders, products, stock, purchasing, fulfilment, shipments, customers, changes,
      program, typing
  }

  var section: Section {
    switch self {
    case .down, .up, .pageDown, .pageUp, .first, .last, .open, .back, .nextTab, .previousTab, .nextRecord,
      .previousRecord:
      .moving
    case .filter, .sort, .jump, .ordersPane, .productsPane, .linesPane, .customersPane, .stockPane, .purchasingPane,
      .returnsPane,
      .nextPane, .previousPane, .customer, .customerOrders, .refresh, .views, .saveView, .columns, .group, .sideBar,
      .historyBack,
      .historyForward, .nextChange, .previousChange, .markSeen, .startAfresh:
      .looking
    case .hold, .release, .assign, .note, .reschedule, .confirm, .startProcessing, .stopProcessing, .ship, .deliver,
      .takeBack, .markPaid, .markRefunded, .close, .reopen, .cancel, .mapSku, .allocate, .deallocate,
      .peg, .unpeg,
      .cancelUnits, .changeQuantity, .splitOrder, .mergeOrder, .exchange:
      .orders
    case .addPurchaseLine, .editPurchaseLine, .dropPurchaseLine, .orderPurchase, .confirmPurchase, .receivePurchase,
      .closePurchase, .cancelPurchase, .notePurchase, .sampleGoods, .judgeGoods, .concedeGoods, .releaseGoods,
      .rejectGoods, .offerSku, .withdrawSku, .promiseSku, .closeSupplier, .openSupplier:
      .purchasing
    case .moveStock, .countStock, .receiveStock, .closeLocation, .openLocation: .stock
    case .fulfilmentPane, .walksList, .lateList, .toPackList, .parcelsList, .manifestsList, .alertsList, .claimsList,
      .lanesList:
      .looking
    case .acknowledgeAlert, .tellCustomer, .claim, .resend, .reportMissing, .reportFound, .fileClaim, .acceptClaim,
      .refuseClaim, .settleClaim, .closeClaim:
      .fulfilment
    case .shipmentsPane, .troubleList, .silentList, .consolidationsList, .strayNewsList: .looking
    case .correctStatus, .addNumber, .replaceNumber, .voidNumber, .planLeg, .openConsolidation, .addToConsolidation,
      .takeFromConsolidation, .closeConsolidation, .reopenConsolidation, .addMaster:
      .shipments
    case .planCount, .planPutAway, .planReplenishment: .stock
    case .addToWave: .orders
    case .chooseWay, .findWay, .newService, .closeWay, .openWay, .switchWay, .tryPlan, .wayWeights, .wayRate:
      .fulfilment
    case .servicesList, .sheetsList: .looking
    case .planWave, .dropFromWave, .releaseWave, .cancelWave, .handOverRun, .packParcel, .labelParcel, .voidLabel,
      .unpackParcel, .shipParcel, .putBack, .makeManifest, .shipManifest, .printPapers:
      .fulfilment
    case .mark, .markRange, .markAll, .invertMarks, .clearMarks, .batch: .marks
    case .rank: .customers
    case .tag, .untag, .undo, .redo: .changes
    case .edit, .translate, .submit, .approve, .reject, .revise, .retire, .revive: .products
    case .copy, .copyAll, .copyTabs, .copyFile: .looking
    case .zoom, .mouse, .selectText, .gauge: .program
    case .menu, .settings, .help, .suspend, .quit: .program
    case .caretLeft, .caretRight, .caretUp, .caretDown, .wordLeft, .wordRight, .lineStart, .lineEnd, .textStart,
      .textEnd, .deleteLeft, .deleteRight, .deleteWordLeft, .deleteWordRight, .killToStart, .killToEnd, .deleteLine,
      .undoTyping, .redoTyping, .newLine, .inEditor, .saveForm, .leaveForm, .nextField, .previousField, .takeTheirs,
      .takeDraft, .nextText, .previousText, .approveText, .markText, .selectAllText, .extendLeft, .extendRight,
      .extendUp, .extendDown, .extendToStart, .extendToEnd, .copyText, .cutText, .pasteText, .addLanguage:
      .typing
    }
  }

  /// The store's action for what rows of a kind open; nil where the command is the console's own or not for that kind.
  func action(on kind: Kind) -> String? {
    switch kind {
    case .orders: self == .mapSku ? "mapSku" : orderAction ?? fulfilmentAction(on: kind)
    case .lines, .pegs: makesNew || self == .addToWave ? nil : action(on: .orders)
    case .products: productAction
    case .variants:
      switch self {
      case .edit: "editVariant"
      case .receiveStock, .moveStock, .countStock: stockAction
      default: productAction
      }
    case .carriers, .services, .sheets: wayAction(on: kind)
    case .customers: customerAction
    case .stock, .moves: stockAction
    case .locations: locationAction ?? fulfilmentAction(on: kind)
    case .suppliers: self == .edit ? "editSupplier" : supplierAction
    case .purchases, .purchaseLines: purchaseAction
    case .receipts: checkAction
    case .returns: returnAction
    case .rules: ruleAction
    case .parcels: fulfilmentAction(on: kind) ?? delayAction(on: kind) ?? shipmentAction(on: kind)
    case .waves, .fulfilments, .runs, .manifests, .alerts, .claims, .lanes:
      fulfilmentAction(on: kind) ?? delayAction(on: kind)
    case .shipments: shipmentAction(on: kind) ?? (self == .printPapers ? fulfilmentAction(on: kind) : nil)
    case .consolidations, .trackingEvents: shipmentAction(on: kind)
    }
  }

  private var customerAction: String? {
    switch self {
    case .tag: "tagCustomer"
    case .untag: "untagCustomer"
    case .rank: "rankCustomer"
    default: nil
    }
  }

  private var locationAction: String? {
    switch self {
    case .edit: "editLocation"
    case .closeLocation: "closeLocation"
    case .openLocation: "openLocation"
    default: nil
    }
  }

  private var orderAction: String? {
    switch self {
    case .tag: "tagOrder"
    case .untag: "untagOrder"
    case .hold: "holdOrder"
    case .release: "releaseOrder"
    case .assign: "assignOrder"
    case .note: "noteOrder"
    case .reschedule: "rescheduleOrder"
    case .confirm: "confirmOrder"
    case .startProcessing: "startProcessing"
    case .stopProcessing: "stopProcessing"
    case .ship: "shipOrder"
    case .deliver: "deliverOrder"
    case .takeBack: "requestReturn"
    case .markPaid: "markPaid"
    case .markRefunded: "markRefunded"
    case .close: "closeOrder"
    case .reopen: "reopenOrder"
    case .cancel: "cancelOrder"
    case .peg: "pegOrder"
    case .unpeg: "unpegOrder"
    case .allocate: "allocateOrder"
    case .deallocate: "deallocateOrder"
    case .cancelUnits: "cancelUnits"
    case .changeQuantity: "changeQuantity"
    case .splitOrder: "splitOrder"
    case .mergeOrder: "mergeOrders"
    case .edit: "fixAddress"
    default: nil
    }
  }

  /// What is done to a return, each by the key of what it is like elsewhere.
  private var returnAction: String? {
    switch self {
    case .confirm: "authoriseReturn"
    case .ship: "sendReturn"
    case .receiveStock: "receiveReturn"
    case .approve: "acceptReturn"
    case .reject: "refuseReturn"
    case .hold: "questionReturn"
    case .moveStock: "putAwayReturn"
    case .markRefunded: "refundReturn"
    case .exchange: "exchangeReturn"
    case .close: "settleShort"
    case .cancel: "cancelReturn"
    case .retire: "declineReturn"
    case .note: "noteReturn"
    default: nil
    }
  }

  private var ruleAction: String? {
    switch self {
    case .edit: "editRule"
    case .approve: "switchRuleOn"
    case .retire: "switchRuleOff"
    default: nil
    }
  }

  /// What is done to the stock of a SKU.
  private var stockAction: String? {
    switch self {
    case .moveStock: "moveStock"
    case .countStock: "countStock"
    case .receiveStock: "receiveStock"
    default: nil
    }
  }

  private var productAction: String? {
    switch self {
    case .tag: "tagProduct"
    case .untag: "untagProduct"
    case .edit: "editProduct"
    case .translate: "translateProduct"
    case .submit: "submitProduct"
    case .approve: "approveProduct"
    case .reject: "rejectProduct"
    case .revise: "reviseProduct"
    case .retire: "retireProduct"
    case .revive: "reviveProduct"
    default: nil
    }
  }

  private static let byAction: [String: Command] = {
    var table: [String: Command] = [:]
    for command in allCases {
      for kind in Kind.allCases {
        if let action = command.action(on: kind) { table[action] = command }
      }
    }
    return table
  }()

  /// The command that asks the store for this action.
  static func of(action id: String) -> Command? { byAction[id] }

  /// Every action of the store that it asks for, on whatever kind.
  var storeActions: [String] {
    Kind.allCases.reduce(into: []) { actions, kind in
      if let action = action(on: kind), !actions.contains(action) { actions.append(action) }
    }
  }

  /// The right that it needs on rows of a kind; nil where everybody may.
  func right(on kind: Kind) -> Right? { action(on: kind).flatMap { ActionTable.named($0)?.right } }

  /// Whether it is done to what is marked, where anything is.
  func isDoneToMarked(_ kind: Kind) -> Bool {
    switch self {
    case .copy, .copyAll, .copyTabs, .copyFile, .menu: true
    default: action(on: kind) != nil
    }
  }

  /// Whether it changes the shop.
  var changes: Bool { self == .undo || self == .redo || Kind.allCases.contains { action(on: $0) != nil } }
}
