internal import Store

/// What the console says by itself: each case a message with its evidence.
enum Wording: Hashable, Sendable {
  // The frame
  case ordersPane, productsPane, linesPane, unmappedPane, customersPane, stockPane, purchasingPane, returnsPane
  case emptyReturns, emptyReturnsHint, emptyRules, emptyRulesHint, onlyForReturns
  case tabReturned, tabRefunds, tabRule
  case shipmentsPane, emptyShipments, emptyShipmentsHint, emptyConsolidations, emptyConsolidationsHint,
    tabJourney, tabNumbers, noEventsYet, notCounted
  case fulfilmentPane, emptyWaves, emptyWavesHint, tabWalks, tabParcels, tabScans
  case tabDelay, tabLetters, emptyAlerts, emptyClaims, emptyLanes
  case noWalks, noScans, noParcels, noLabelYet, atTheTable, nobody, noBoxFits, notMeasured([String])
  case paperIsBegun, paperIsLacking, paperIsOld
  case everything
  case readOnly
  case readsBehind(ReadsBehind)
  case noRows, noRowsHint(key: String)
  case emptyOrders, emptyProducts, emptyCustomers, nothingUnmapped, nothingUnmappedWhy
  case emptyHint(command: String)
  case emptyStock, emptyStockHint, emptyPurchases, emptyPurchasesHint, emptyPegs, promisedBySupplier
  case loading
  case rowsOfGroup
  case total
  // Prompts
  case jumpPlaceholder
  case suggestion(String)
  case fits([String])
  // Status
  case unknownNumber(String, filter: String)
  case unknownScan(String)
  /// A plan waits for its answer.
  case scanWaits(String)
  case pasteEmpty, pasteTooLong, pasteCut(lines: Int64)
  case noCustomer, nothingToMap
  case mapped(String, to: String, lines: Int64, orders: Int64)
  case waitsForMapping(lines: Int64, orders: Int64)
  case severalFound(String, count: Int)
  case filterCleared(String)
  case done(action: String, record: String)
  case alreadyDone(action: String, record: String)
  case undone(record: String)
  case redone(record: String)
  case undoneInPart(undone: Int, refused: Int)
  case nothingToRedo
  case refreshed
  case recordGone
  case storeLost, storeFound
  /// Somebody took rights from whoever sits at this console.
  case rightsTaken
  case notAKey(String, help: String)
  // Why not
  case needsSelection
  case onlyForOrders, onlyForProducts, onlyForCustomers, onlyForStock, onlyForLocations, onlyForPurchasing
  case readOnlyReason
  case needsRight(String, ask: [String])
  case noDetail
  // Dialogs
  case helpTitle, helpFilter, helpNone
  case sortTitle, ascending, descending
  case undoTitle, undoGo(Int)
  case enterGoes, escapeLeaves, saving
  case hintSaves, hintLeaves, hintGoes, hintChoose, hintTakes, hintNextField, hintNewLine, hintKeepsMine
  case hintTakesTheirs
  case fieldMissing
  case hintEditor, hintNextWanting, hintApproves, hintAddsLanguage
  case notTranslated, notSaved
  case severalTitle
  case draftKept(String, key: String)
  case notAChoice
  case theirs(String)
  case whyLabel
  case undoHint(key: String), redoHint(key: String)
  // Detail
  case tabLines, tabAddresses, tabMoney, tabHistory, tabRaw
  case tabVariants, tabCustoms, tabTranslations, tabImages, tabCard, tabOrders
  case tabStock, tabLedger, tabPromised, tabPlace
  case noStock, noMoves, nothingPromised, emptyPlace
  case onHandUnits, blockedUnits, uncountedUnits, promisedUnits, freeUnits, elsewhereUnits, shortUnits, allWarehouses
  case closedPlace, shipsEverywhere
  case freeNowhere, nothingToSend, comesFrom, askedNow, noWarehouses, missingUnits(Int64)
  case shipTo, billTo, buyer, message, customer, customerErased, ordersOpen
  case masked, noAddress, noHistory, noRaw, rawErased, rawCut(Int), noVariants, noTranslations, noImages, noLines
  case heldSince(reason: String, actor: String, since: String)
  case heldUntil(String)
  case late
  case note, tags, assignee
  case placed, shipBy, deliverBy, paidAt, shippedAt
  case items, discount, shipping, tax, taxIncluded, otherMoney
  case unmapped
  case onBehalfOf(String)
  case because(String)
  case reviewed, notReviewed, machine, human
  case rawHead(format: String, at: String)
  case withdrawn
  case packOf(Int64), kitParts, channelSkus
  case declared, measured, barcodes, hazards, origin, hsCode, declaredName, material, price
  case sides, grams
  case emptyValue
  case yes, no
  // Marks of rows
  case lateMark, heldMark
  case unknownTrouble(String)
  case settingsFault(String, Int)
  /// The terminal's side: the clipboard, the mouse, the line, the end.
  case craft(CraftWording)
  // The console as lines
  case plainSummary(kind: String, count: String, view: String)
  case plainRow(place: String, total: String, String)
  case plainLate(String), plainDue(String)
  case plainUnclear(String, [String])
  case plainPages([String]), plainPage(String, place: Int, of: Int)
  case plainNeeds(String), plainNoField(String, String)
  case plainBye
  /// What is chosen on a screen, with what does the same in lines.
  case plainNeedsScreen(String, instead: String?)
  // What is chosen
  case goToNumber, menuTitle, settingsTitle
  case settingNone, settingOn, settingOff, settingSystem, settingGround, settingAsked
  case hintChanges, hintMoves, hintKeeps, hintTakesBack, hintCompletes
  case settingsKept(String), settingsForNow(String), settingsNotKept(String)
}
