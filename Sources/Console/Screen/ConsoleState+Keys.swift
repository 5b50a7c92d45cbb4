internal import Domain
internal import Store
internal import Terminal

extension ConsoleState {
  static let queueLimit = 1024

  /// Takes a key: the dialog that is open has it first, then the command table.
  mutating func take(_ key: Key) -> [Effect] {
    switch key {
    case .resize(let new):
      let hadSideBar = showsSideBar
      size = new
      return relayout() + (hadSideBar ? [] : shelfWanted)
    case .hangup:
      // A form is kept as it is, open; what is translated is kept as a draft.
      if case .translate = mode { keepDraft() }
      return [.saveSession(leavesForGood: false), .quit]
    case .resumed, .focus: return []
    case .mouse(let event): return take(event)
    default: break
    }
    if manners.isSelectingText { return selectText(false) }
    if mustQueue(key) {
      if queued.count < ConsoleState.queueLimit { queued.append(key) }
      return []
    }
    if case .scan(let code) = key { return take(scan: code) }
    if case .phrase(let text) = key { return take(phrase: text) }
    guard let key = typed(key) else { return [] }
    if isTyping, key == .control("z") { return run(.suspend) }
    if isTyping, let effects = takeClipboard(key) { return effects }
    return takeInMode(key)
  }

  /// What is open has the key.
  mutating func takeInMode(_ key: Key) -> [Effect] {
    switch mode {
    case .plain: return takePlain(key)
    case .filter(let bar): return take(key, bar)
    case .jump(let bar): return take(key, bar)
    case .help(let overlay): return take(key, overlay)
    case .menu(let menu): return take(key, menu)
    case .settings(let dialog): return take(key, dialog)
    case .sort(let sorting): return take(key, sorting)
    case .form(let form): return take(key, form)
    case .translate(let desk): return take(key, desk)
    case .hits(let hits): return take(key, hits)
    case .undo(let dialog): return take(key, dialog)
    case .bulkPlan(let dialog): return take(key, dialog)
    case .batch(let dialog): return take(key, dialog)
    case .viewing(let dialog): return take(key, dialog)
    }
  }

  /// Whether an answer that is on its way decides what this key is for.
  func mustQueue(_ key: Key) -> Bool {
    if key == .control("c") { return false }
    if awaitsDialog || marks.next != nil { return true }
    switch mode {
    case .form(let form): return form.isSaving && key != .escape
    case .translate(let desk): return desk.isSaving && key != .escape
    case .hits: return false
    case .undo(let dialog): return dialog.isWorking && key != .escape
    case .viewing(.naming(let form)): return form.isSaving && key != .escape
    case .filter, .jump, .help, .sort, .menu, .settings, .bulkPlan, .batch, .viewing: return false
    case .plain: break
    }
    // What a line or a variant is of is known when it has come.
    if let detail { return detail.isWaiting && keys.command(of: key, in: .detail)?.changes == true }
    guard list.isWaiting else { return false }
    switch keys.command(of: key, in: .list) {
    case .down, .up, .pageDown, .pageUp, .first, .last, .quit, .help, .filter, .suspend, .batch: return false
    default: return true
    }
  }

  private mutating func takePlain(_ key: Key) -> [Effect] {
    status = nil
    if keys.command(of: key, in: place) != .quit { isAskedToQuit = false }
    if case .paste(let text) = key { return take(paste: text) }
    if key == .escape, marks.range != nil {
      marks.range = nil
      return []
    }
    if let command = takePrefix(key) { return run(command) }
    if prefix != nil { return [] }
    guard let command = keys.command(of: key, in: place) else {
      guard case .character(let character) = key.commandTwin else { return [] }
      // The pages of a record, unless the number block moves.
      if detail != nil, let digit = character.asciiValue, (0x30...0x39).contains(digit) {
        let text = cellText
        return detail?.show(number: Int(digit) - 0x30, text) ?? []
      }
      say(.notAKey(key.name, help: keyName(.help)), .hint)
      return []
    }
    return run(command)
  }

  /// Runs a command, or says why not.
  mutating func run(_ command: Command) -> [Effect] {
    if command == .open, detail == nil, list.isGrouped { return openGroup() }
    if let reason = command.unavailable(in: circumstances) {
      // Escape in a list is no question that wants an answer, nor is Enter in an order.
      let isIdle = command == .back || command == .open && detail != nil
      if !isIdle { refuse(command) }
      if case .lacksRight = reason { return whoMayEffects }
      return []
    }
    if let waiting = finishMarks(before: command) { return waiting }
    switch command {
    case .down: return move(by: 1)
    case .up: return move(by: -1)
    case .pageDown: return page(1)
    case .pageUp: return page(-1)
    case .first: return toEnd(false)
    case .last: return toEnd(true)
    case .open: return detail == nil ? openSelected() : follow(.customerOrders)
    case .customer, .customerOrders: return follow(command)
    case .back: return closeDetail()
    case .nextTab: return turnTab(1)
    case .previousTab: return turnTab(-1)
    case .nextRecord: return step(1)
    case .previousRecord: return step(-1)
    case .filter:
      _ = closeDetail()
      mode = .filter(FilterBar(list, placeholder: words.filterPlaceholder(list.kind), tongue: words.tongue))
      return relayout() + [.savedViews] + FilterBar.compared(list.name.kind).map(Effect.values)
    case .sort:
      mode = .sort(SortList(list.sentence, words))
      return []
    case .jump: return openPalette()
    case .menu: return openMenu()
    case .settings: return openSettings()
    case .ordersPane: return show(.orders)
    case .productsPane: return show(.products)
    case .linesPane: return show(.lines)
    case .customersPane: return show(.customers)
    case .stockPane: return showNext(of: .stock, [.stock, .locations, .moves])
    case .purchasingPane: return showNext(of: .purchasing, [.purchases, .purchaseLines, .receipts, .pegs, .suppliers])
    case .returnsPane: return showNext(of: .returns, [.returns, .rules])
    case .fulfilmentPane: return showFulfilment()
    case .walksList, .lateList, .toPackList, .parcelsList, .manifestsList:
      return command.fulfilmentSentence.map { show($0) } ?? []
    case .alertsList, .claimsList, .lanesList: return command.delaySentence.map { show($0) } ?? []
    case .shipmentsPane: return showShipments()
    case .troubleList, .silentList, .consolidationsList, .strayNewsList:
      return command.shipmentSentence.map { show($0) } ?? []
    case .planWave, .makeManifest, .openConsolidation: return openNew(command)
    case .servicesList, .sheetsList: return command.waySentence.map { show($0) } ?? []
    case .newService: return openNew(command)
    case .nextPane: return show(paneBeside(1))
    case .previousPane: return show(paneBeside(-1))
    case .refresh:
      say(.refreshed)
      return changed()
    case .help: return openHelp()
    case .undo:
      if bulk != nil {
        say(BulkWording.isRunning, .warning)
        return []
      }
      awaitsDialog = true
      return [.planUndo]
    case .redo: return redo()
    case .mark, .markRange, .markAll, .invertMarks, .clearMarks: return runMarks(command)
    case .batch: return lookAtBatch()
    case .zoom: return zoom()
    case .copy: return copyNumber()
    case .copyAll: return copyAll()
    case .copyTabs: return copyTabs()
    case .copyFile: return copyToFile()
    case .mouse: return useMouse(!manners.usesMouse)
    case .selectText: return selectText(true)
    case .gauge: return showGauge(!manners.showsGauge)
    case .suspend: return [.suspend]
    case .quit: return quit()
    case .chooseWay, .findWay, .closeWay, .openWay, .switchWay, .wayWeights, .wayRate: return openForm(command)
    case .tryPlan: return openPlan()
    case .hold, .release, .assign, .note, .reschedule, .confirm, .startProcessing, .stopProcessing, .ship, .deliver,
      .takeBack, .markPaid, .markRefunded, .close, .reopen, .cancel, .tag, .untag, .edit, .translate, .submit, .approve,
      .reject,
      .revise, .retire, .revive, .mapSku, .rank, .moveStock, .countStock, .receiveStock, .allocate, .deallocate,
      .closeLocation, .openLocation, .peg, .unpeg, .addPurchaseLine, .editPurchaseLine, .dropPurchaseLine,
      .orderPurchase, .confirmPurchase, .receivePurchase, .closePurchase, .cancelPurchase, .notePurchase, .sampleGoods,
      .judgeGoods, .concedeGoods, .releaseGoods, .rejectGoods, .offerSku, .withdrawSku, .promiseSku, .closeSupplier,
      .openSupplier, .cancelUnits, .changeQuantity, .splitOrder, .mergeOrder, .exchange,
      .addToWave, .dropFromWave, .releaseWave, .cancelWave, .handOverRun, .packParcel, .labelParcel, .voidLabel,
      .unpackParcel, .shipParcel, .putBack, .shipManifest, .printPapers, .planCount, .planPutAway, .planReplenishment,
      .acknowledgeAlert, .tellCustomer, .claim, .resend, .reportMissing, .reportFound, .fileClaim, .acceptClaim,
      .refuseClaim, .settleClaim, .closeClaim, .correctStatus, .addNumber, .replaceNumber, .voidNumber, .planLeg,
      .addToConsolidation, .takeFromConsolidation, .closeConsolidation, .reopenConsolidation, .addMaster:
      return openForm(command)
    case .caretLeft, .caretRight, .caretUp, .caretDown, .wordLeft, .wordRight, .lineStart, .lineEnd, .textStart,
      .textEnd, .deleteLeft, .deleteRight, .deleteWordLeft, .deleteWordRight, .killToStart, .killToEnd, .deleteLine,
      .undoTyping, .redoTyping, .newLine, .inEditor, .saveForm, .leaveForm, .nextField, .previousField, .takeTheirs,
      .takeDraft, .nextText, .previousText, .approveText,
      .markText, .selectAllText, .extendLeft, .extendRight, .extendUp, .extendDown, .extendToStart, .extendToEnd,
      .copyText, .cutText, .pasteText, .addLanguage:
      return []
    case .views, .saveView, .columns, .group, .sideBar, .historyBack, .historyForward, .nextChange, .previousChange,
      .markSeen, .startAfresh:
      return runViewing(command)
    }
  }

  /// The command of two keys, such as `] c`; nil for every other key, with `prefix` set by the first of two.
  private mutating func takePrefix(_ key: Key) -> Command? {
    let before = prefix
    let key = key.commandTwin
    prefix = nil
    if let before, let command = keys.command(of: .sequence([before, key]), in: place) { return command }
    let ways = keys.sequences(beginning: key, in: place)
    guard !ways.isEmpty, keys.command(of: key, in: place) == nil else { return nil }
    prefix = key
    say(.prefixHint(key.name, ways.map { "\($0.second.name): \(words.title($0.command))" }), .hint)
    return nil
  }

  private mutating func turnTab(_ step: Int) -> [Effect] {
    let text = cellText
    return detail?.show(next: step, text) ?? []
  }

  private mutating func move(by distance: Int) -> [Effect] {
    if detail != nil {
      detail?.scroll(by: distance)
      return []
    }
    return list.move(by: distance, viewer)
  }

  private mutating func page(_ direction: Int) -> [Effect] {
    if let pages = detail?.page {
      detail?.scroll(by: direction * pages)
      return []
    }
    return list.move(by: direction * list.height, paging: true, viewer)
  }

  private mutating func toEnd(_ isLast: Bool) -> [Effect] {
    if let lines = detail?.lineCount {
      detail?.scroll(to: isLast ? lines : 0)
      return []
    }
    return isLast ? list.goToEnd(viewer) : list.goToStart(viewer)
  }

  private func paneBeside(_ step: Int) -> PaneName {
    let panes = PaneName.allCases
    let index = panes.firstIndex(of: shown) ?? 0
    return panes[(index + step + panes.count) % panes.count]
  }

  mutating func show(_ pane: PaneName) -> [Effect] {
    guard pane != shown else { return [] }
    detail = nil
    shown = pane
    _ = relayout()
    if !list.isLoaded { return list.load(viewer) }
    return staleLists.remove(pane) == nil ? [] : list.again(viewer)
  }

  // MARK: Records

  private mutating func openSelected() -> [Effect] {
    guard let (kind, id) = subject else { return [] }
    return open(kind, id)
  }

  mutating func open(_ kind: Kind, _ id: Int64) -> [Effect] {
    var pane = previewed(kind, id) ?? DetailPane(kind: kind, id: id)
    if let tab = detail?.tab, tab != pane.tab { _ = pane.show(tab, cellText) }
    detail = pane
    recordSerial += 1
    return relayout() + [.record(RecordRequest(kind: kind, id: id, purpose: .show, serial: recordSerial))]
  }

  private mutating func closeDetail() -> [Effect] {
    manners.preview = detail
    detail = nil
    return relayout()
  }

  /// The record before or behind the open one, in the list's order.
  private mutating func step(_ distance: Int) -> [Effect] {
    let old = list.window.selectedRow?.id
    let effects = list.move(by: distance, viewer)
    guard let row = list.window.selectedRow, row.id != old else { return effects }
    return effects + open(list.kind, row.id)
  }

  private mutating func openForm(_ command: Command) -> [Effect] {
    if actsOnMarked { return openBulkForm(command) }
    guard let (kind, id) = subject, let action = command.action(on: kind) else { return [] }
    awaitsDialog = true
    recordSerial += 1
    let purpose = RecordRequest.Purpose.form(command, action: action)
    return [
      .record(
        detail?.request(purpose, serial: recordSerial)
          ?? RecordRequest(kind: kind, id: id, purpose: purpose, serial: recordSerial))
    ]
  }

  /// A group becomes the view of its rows.
  private mutating func openGroup() -> [Effect] {
    guard let field = list.sentence.group, let group = list.selectedGroupValue else { return [] }
    guard let test = FieldTest(only: group.value, of: field) else { return [] }
    var sentence = list.sentence
    sentence.group = nil
    sentence.condition = Condition.all([sentence.condition, .field(field, [test])]).normalised
    return show(sentence)
  }
}

extension FieldTest {
  /// The test that only this value of a field passes; nil for fields that head no groups.
  init?(only value: FieldValue, of field: Field) {
    switch (value, field.type) {
    case (.null, _): self = .absent
    case (.text(let text), _) where text.isEmpty: self = .absent
    case (.text(let text), .choice), (.text(let text), .choices): self = .choice(text)
    case (.text(let text), .code), (.text(let text), .codes), (.text(let text), .person): self = .code(text)
    case (.text(let text), .text), (.text(let text), .texts): self = .words(text)
    case (.flag(let flag), .flag): self = .flag(flag)
    default: return nil
    }
  }
}
