internal import Store

extension Words {
  func callAsFunction(_ wording: Wording) -> String {
    switch wording {
    case .craft(let wording): self(wording)
    case .ordersPane: say("Orders", "订单")
    case .productsPane: say("Products", "商品")
    case .linesPane: say("Lines", "明细")
    case .unmappedPane: say("Unmapped", "未关联")
    case .customersPane: say("Customers", "客户")
    case .stockPane: say("Stock", "库存")
    case .purchasingPane: say("Buying", "采购")
    case .returnsPane, .emptyReturns, .emptyReturnsHint, .emptyRules, .emptyRulesHint, .onlyForReturns, .tabReturned,
      .tabRefunds, .tabRule:
      ofReturns(wording)
    case .fulfilmentPane: say("Fulfilment", "发货")
    case .tabDelay: say("Facts", "事实")
    case .tabLetters: say("Messages", "通知")
    case .emptyAlerts: say("No parcel needs anybody now.", "目前没有需要处理的包裹。")
    case .emptyClaims: say("Nothing was claimed yet.", "还没有索赔。")
    case .emptyLanes: say("No parcel has left yet, so nothing was learnt.", "还没有包裹发出，尚无可学习的时效。")
    case .shipmentsPane: say("Shipments", "在途")
    case .emptyShipments: say("No parcel is on its way.", "没有在途包裹。")
    case .emptyShipmentsHint:
      say(
        "Label and ship parcels, then take in what carriers tell of them: portolan track import FILE",
        "包裹贴单出库后，导入承运商的轨迹：portolan track import FILE")
    case .emptyConsolidations: say("No parcels travel together yet.", "还没有集包。")
    case .emptyConsolidationsHint:
      say(
        "Bags, pallets and containers stand here: portolan do openConsolidation form=bag parcels=P-1,P-2",
        "袋、托盘和集装箱列在这里：portolan do openConsolidation form=bag parcels=P-1,P-2")
    case .tabJourney: say("Journey", "轨迹")
    case .tabNumbers: say("Numbers", "单号")
    case .noEventsYet: say("No carrier has told anything yet.", "还没有任何轨迹。")
    case .notCounted: say("not counted", "未计入")
    case .emptyWaves: say("No wave was planned yet.", "还没有波次。")
    case .emptyWavesHint:
      say(
        "To begin, promise stock to orders and gather them: portolan do allocateOrder 'orders status:paid', "
          + "portolan do planWave warehouse=SZ limit=50; the warehouse needs a packing place (use=packing).",
        "开始使用：先为订单分配库存，再编成波次：portolan do allocateOrder 'orders status:paid'，"
          + "portolan do planWave warehouse=SZ limit=50；仓库需有打包区（use=packing）。")
    case .tabWalks: say("Walks", "作业")
    case .tabParcels: say("Parcels", "包裹")
    case .tabScans: say("Scans", "扫描")
    case .noWalks: say("Nobody walks for it yet.", "尚无作业。")
    case .noScans: say("Nothing was scanned yet.", "尚无扫描。")
    case .noParcels: say("No parcel was packed yet.", "尚未打包。")
    case .noLabelYet: say("no label", "无面单")
    case .atTheTable: say("Off the shelf, in no parcel", "已离架，未装箱")
    case .nobody: say("nobody", "无人")
    case .noBoxFits: say("It fits into none of the boxes.", "没有合适的纸箱。")
    case .paperIsBegun: say("begun: it may have come out", "打印未确认：可能已打出")
    case .paperIsLacking: say("not printed yet", "未打印")
    case .paperIsOld: say("changed since: print it anew", "内容已变，请重新打印")
    case .notMeasured(let skus):
      say("No box is offered: nobody has measured \(list(skus)).", "无法推荐纸箱：\(list(skus)) 未测量尺寸。")
    case .everything: say("all", "全部")
    case .readOnly: say("read-only", "只读")
    case .readsBehind(let behind): replica(behind)
    case .noRows: say("Nothing fits this view.", "没有符合条件的记录。")
    case .noRowsHint(let key):
      say("\(key) changes the filter; with nothing in it everything is shown.", "按 \(key) 修改筛选；清空后显示全部。")
    case .emptyOrders: say("There are no orders yet.", "还没有订单。")
    case .emptyProducts: say("There are no products yet.", "还没有商品。")
    case .emptyCustomers: say("There are no customers yet; they come with their orders.", "还没有客户；客户随订单导入。")
    case .nothingUnmapped: say("Every line is mapped to an own SKU.", "所有明细都已关联自有货号。")
    case .nothingUnmappedWhy:
      say(
        "What a channel sells under a SKU that is not yours is listed here.", "平台上出售而不是自有货号的明细会列在这里。")
    case .promisedBySupplier: say("promised", "可供")
    case .emptyPegs: say("Nothing is sold before it is there.", "没有预售待采购的商品。")
    case .emptyPurchases: say("Nothing was bought yet.", "还没有采购。")
    case .emptyPurchasesHint:
      say(
        "To begin, name a supplier and what they sell: portolan do createSupplier code=ACME, "
          + "portolan do offerSku suppliers ACME sku=SKU prices=2.50, "
          + "portolan do createPurchase supplier=ACME warehouse=SZ lines=SKU=100",
        "开始使用：先建供应商和供货信息：portolan do createSupplier code=ACME，"
          + "portolan do offerSku suppliers ACME sku=货号 prices=2.50，"
          + "portolan do createPurchase supplier=ACME warehouse=SZ lines=货号=100")
    case .emptyStock: say("There is no stock yet.", "还没有库存。")
    case .emptyStockHint:
      say(
        "To begin, name a warehouse, then book in what stands there: portolan do createLocation code=SZ, "
          + "portolan do receiveStock variants SKU to=SZ quantity=10 opening=yes",
        "开始使用：先建仓库，再登记期初库存：portolan do createLocation code=SZ，"
          + "portolan do receiveStock variants 货号 to=SZ quantity=10 opening=yes")
    case .emptyHint(let command):
      command.hasSuffix("demo")
        ? say("To look around, fill it with a made-up shop: \(command)", "先看看：生成一个演示店铺：\(command)")
        : say("To begin, take in a file from your shop: \(command)", "开始使用：导入店铺导出的文件：\(command)")
    case .loading: say("Reading …", "读取中…")
    case .rowsOfGroup: say("Rows", "行数")
    case .total: say("Total", "合计")
    case .jumpPlaceholder: say("number or command", "单号或命令")
    case .suggestion(let word): say("Did you mean \(quoted(word))?", "是否指\(quoted(word))？")
    case .fits(let words):
      say(
        "Fitting: \(words.prefix(12).joined(separator: ", "))\(words.count > 12 ? ", …" : "").",
        "可用：\(words.prefix(12).joined(separator: "、"))\(words.count > 12 ? "…" : "")。")
    case .unknownNumber(let text, let filter):
      say(
        "Nothing has the number \(quoted(text)): check it, or search the text with \(filter).",
        "没有编号为\(quoted(text))的记录：请核对，或用 \(filter) 搜索文字。")
    case .scanWaits(let text):
      say(
        "Scanned \(quoted(text)): not taken, this plan is to be answered first; Esc leaves it.",
        "扫描到\(quoted(text))，未处理：请先确认或按 Esc 离开此计划。")
    case .unknownScan(let text):
      say(
        "Scanned \(quoted(text)): no order, parcel, tracking number, SKU or barcode is called so. "
          + "Nothing was done.", "扫描\(quoted(text))：没有这个订单、包裹、运单号、货号或条码，未做任何操作。")
    case .pasteEmpty: say("What was pasted has no text.", "粘贴的内容没有文字。")
    case .pasteTooLong: say("Too long to paste here: nothing was pasted.", "内容过长，未粘贴。")
    case .pasteCut(let lines): say("The first of \(number(lines)) pasted lines.", "粘贴了 \(number(lines)) 行，取第一行。")
    case .noCustomer: say("No customer is known of it.", "没有客户信息。")
    case .nothingToMap: say("It is mapped to an own SKU already.", "已关联自有货号。")
    case .mapped(let sku, let own, let lines, let orders):
      say(
        "\(sku) is \(own): \(counted(lines, "line")) of \(counted(orders, "order")) mapped.",
        "\(sku) 关联到 \(own)：\(number(orders)) 个订单的 \(number(lines)) 条明细已关联。")
    case .waitsForMapping(let lines, let orders):
      say(
        "\(counted(lines, "line")) of \(counted(orders, "order")) \(lines == 1 ? "waits" : "wait") for it.",
        "\(number(orders)) 个订单的 \(number(lines)) 条明细待关联。")
    case .severalFound(let text, let count):
      say("\(count) numbers end in \(quoted(text)); the newest is shown.", "有 \(count) 个编号以\(quoted(text))结尾，显示最新的。")
    case .filterCleared(let number):
      say("The filter was taken off to show \(number).", "已取消筛选以显示 \(number)。")
    case .done(let action, let record): say("\(record): \(action), done.", "\(record)：\(action)，完成。")
    case .alreadyDone(let action, let record):
      say("\(record): \(action), was done already.", "\(record)：\(action)，先前已完成。")
    case .undone(let record): say("Undone: \(record).", "已撤销：\(record)。")
    case .redone(let record): say("Redone: \(record).", "已重做：\(record)。")
    case .undoneInPart(let undone, let refused):
      say(
        "\(undone) undone; \(refused) were changed since and stay as they are.",
        "已撤销 \(undone) 条；\(refused) 条后来被改动，保持原样。")
    case .nothingToRedo: say("There is no undo to take back.", "没有可重做的撤销。")
    case .refreshed: say("Read again.", "已刷新。")
    case .rightsTaken: say("Rights were taken from you: see what is shown now.", "你的权限已被收回，现在按新权限显示。")
    case .storeLost: say("Lost the store, trying again. Nothing is lost.", "与数据库失去连接，正在重试，数据不会丢失。")
    case .storeFound: say("The store answers again.", "数据库已恢复连接。")
    case .recordGone: say("This record is not there any more.", "该记录已不存在。")
    case .notAKey(let key, let help):
      say("\(key) does nothing here; \(help) shows the keys.", "\(key) 在此无作用；按 \(help) 查看按键。")
    case .needsSelection: say("no row is selected", "未选中任何行")
    case .onlyForOrders: say("for orders only", "仅用于订单")
    case .onlyForProducts: say("for products only", "仅用于商品")
    case .onlyForCustomers: say("for customers only", "仅用于客户")
    case .onlyForStock: say("for stock only", "仅用于库存")
    case .onlyForLocations: say("for places only", "仅用于库位")
    case .onlyForPurchasing: say("for purchasing only", "仅用于采购")
    case .readOnlyReason: say("the console is read-only", "控制台为只读")
    case .needsRight(let right, let ask):
      say(
        "you lack the right: \(right)\(asking(ask))",
        "缺少权限：\(right)\(asking(ask))")
    case .noDetail: say("not here", "此处不可用")
    case .helpTitle: say("Keys and commands", "按键与命令")
    case .helpFilter: say("type to search", "输入以搜索")
    case .helpNone: say("No command of that name.", "没有这个命令。")
    case .sortTitle: say("Sort by", "排序")
    case .ascending: say("ascending", "升序")
    case .descending: say("descending", "降序")
    case .undoTitle: say("Undo", "撤销")
    case .undoGo(let count):
      say("\(counted(Int64(count), "record")) \(count == 1 ? "goes" : "go") back.", "将还原 \(number(Int64(count))) 条记录。")
    case .enterGoes: say("Enter undoes", "回车撤销")
    case .escapeLeaves: say("Esc leaves", "Esc 取消")
    case .saving: say("Saving …", "保存中…")
    case .hintSaves: say("saves", "保存")
    case .hintLeaves: say("leaves", "取消")
    case .hintGoes: say("goes", "执行")
    case .hintChoose: say("choose", "选择")
    case .hintTakes: say("takes it", "选定")
    case .hintNextField: say("next", "下一项")
    case .hintNewLine: say("new line", "换行")
    case .hintKeepsMine: say("keeps yours", "保留你的")
    case .hintTakesTheirs: say("takes theirs", "采用对方的")
    case .fieldMissing: say("Something is needed here.", "此项必填。")
    case .hintEditor: say("editor", "编辑器")
    case .hintNextWanting: say("next open", "下一待办")
    case .hintApproves: say("approves", "审核通过")
    case .hintAddsLanguage: say("adds a language", "添加语言")
    case .notTranslated: say("not translated", "未翻译")
    case .notSaved: say("not saved", "未保存")
    case .severalTitle: say("Several have this code", "多条记录匹配此编码")
    case .draftKept(let number, let key): draftKept(number, key: key)
    case .notAChoice: say("Not one of the list.", "不在可选列表中。")
    case .theirs(let value): say("theirs: \(value)", "对方：\(value)")
    case .whyLabel: say("Why", "说明")
    case .undoHint(let key): say("\(key) undoes", "\(key) 撤销")
    case .redoHint(let key): say("\(key) does it again", "\(key) 重做")
    case .tabLines: say("Lines", "明细")
    case .tabAddresses: say("Addresses", "地址")
    case .tabMoney: say("Money", "金额")
    case .tabHistory: say("History", "历史")
    case .tabRaw: say("Raw", "原始")
    case .tabVariants: say("Variants", "规格")
    case .tabCustoms: say("Customs", "报关")
    case .tabTranslations: say("Translations", "翻译")
    case .tabImages: say("Images", "图片")
    case .tabCard: say("Card", "名片")
    case .tabOrders: say("Orders", "订单")
    case .tabStock: say("Stock", "库存")
    case .tabLedger: say("Ledger", "流水")
    case .tabPromised: say("Promised", "已分配")
    case .tabPlace: say("Contents", "存放")
    case .noStock: say("Nothing of it stands anywhere.", "任何库位都没有库存。")
    case .noMoves: say("Nothing of it was ever moved.", "没有库存流水。")
    case .nothingPromised: say("No order was promised any of it, and none waits for it.", "没有订单占用或等待。")
    case .emptyPlace: say("Nothing stands here.", "此处没有库存。")
    case .onHandUnits: say("on hand", "在库")
    case .blockedUnits: say("blocked", "冻结")
    case .uncountedUnits: say("to count", "待盘点")
    case .promisedUnits: say("promised", "已分配")
    case .freeUnits: say("free", "可用")
    case .elsewhereUnits: say("not for sale", "不可售")
    case .shortUnits: say("short", "短缺")
    case .allWarehouses: say("All warehouses", "全部仓库")
    case .closedPlace: say("closed", "已关闭")
    case .shipsEverywhere: say("everywhere", "不限")
    case .freeNowhere: say("nowhere", "无")
    case .nothingToSend: say("Nothing of it is to be sent by us any more.", "无需再由我们发货。")
    case .comesFrom: say("Comes from", "发货仓")
    case .askedNow: say("Warehouses, as they would be asked now", "现在询问各仓的结果")
    case .noWarehouses: say("There is no warehouse yet.", "尚无仓库。")
    case .missingUnits(let count):
      say("\(count) \(count == 1 ? "unit is" : "units are") nowhere.", "缺 \(count) 件，各仓都没有。")
    case .customer: say("Customer", "客户")
    case .customerErased: say("The personal data was erased at their request.", "个人信息已应要求清除。")
    case .ordersOpen: say("Enter lists them", "回车列出这些订单")
    case .shipTo: say("Ship to", "收货地址")
    case .billTo: say("Bill to", "账单地址")
    case .buyer: say("Buyer", "买家")
    case .message: say("Buyer's message", "买家留言")
    case .masked: say("Hidden: you lack the right to see personal data.", "已隐藏：你没有查看个人信息的权限。")
    case .noAddress: say("No address is known.", "没有地址。")
    case .noHistory: say("Nothing has been written down yet.", "暂无记录。")
    case .noRaw: say("It did not come from a file.", "并非来自文件。")
    case .rawErased: say("The text was erased.", "原文已被清除。")
    case .rawCut(let bytes): say("Cut after \(number(Int64(bytes))) bytes.", "仅显示前 \(number(Int64(bytes))) 字节。")
    case .noVariants: say("It has no variants.", "没有规格。")
    case .noTranslations: say("It has no translations.", "没有翻译。")
    case .noImages: say("It has no images.", "没有图片。")
    case .noLines: say("It has no lines.", "没有明细。")
    case .heldSince(let reason, let actor, let since):
      say("On hold: \(reason), by \(actor), since \(since)", "暂停：\(reason)，\(actor)，自 \(since)")
    case .heldUntil(let until): say("until \(until)", "至 \(until)")
    case .late: say("late", "已逾期")
    case .note: say("Note", "备注")
    case .tags: say("Tags", "标签")
    case .assignee: say("Assignee", "负责人")
    case .placed: say("Placed", "下单")
    case .shipBy: say("Ship by", "发货期限")
    case .deliverBy: say("Deliver by", "送达期限")
    case .paidAt: say("Paid", "付款时间")
    case .shippedAt: say("Shipped", "发货")
    case .items: say("Items", "商品金额")
    case .discount: say("Discount", "折扣")
    case .shipping: say("Shipping", "运费")
    case .tax: say("Tax", "税费")
    case .taxIncluded: say("Tax (included)", "税费（已含）")
    case .otherMoney: say("Other", "其他")
    case .unmapped: say("not mapped", "未关联")
    case .onBehalfOf(let name): say("(really \(name))", "（实际操作人 \(name)）")
    case .because(let reason): say("because: \(reason)", "原因：\(reason)")
    case .reviewed: say("reviewed", "已审核")
    case .notReviewed: say("not reviewed", "未审核")
    case .machine: say("machine", "机器")
    case .human: say("human", "人工")
    case .rawHead(let format, let at): say("\(format), revision of \(at)", "\(format)，版本 \(at)")
    case .withdrawn: say("withdrawn", "已撤回")
    case .packOf(let count): say("(pack of \(number(count)))", "（每包 \(number(count)) 件）")
    case .kitParts: say("Kit of", "组合含")
    case .channelSkus: say("Channel SKUs", "平台货号")
    case .declared: say("Declared", "申报尺寸")
    case .measured: say("Measured", "实测尺寸")
    case .barcodes: say("Barcodes", "条码")
    case .hazards: say("Hazards", "特货属性")
    case .origin: say("Origin", "原产地")
    case .hsCode: say("HS code", "HS 编码")
    case .declaredName: say("Declared name", "申报品名")
    case .material: say("Material", "材质")
    case .price: say("Price", "价格")
    case .sides: say("mm", "毫米")
    case .grams: say("g", "克")
    case .emptyValue: say("nothing", "空")
    case .yes: say("yes", "是")
    case .no: say("no", "否")
    case .lateMark: say("L", "迟")
    case .heldMark: say("H", "停")
    case .unknownTrouble(let detail): say("It failed: \(detail)", "失败：\(detail)")
    case .plainSummary(let kind, let count, let view):
      say("\(kind), \(count) in view: \(view).", "\(kind)，共 \(count) 条：\(view)。")
    case .plainRow(let place, let total, let row):
      say("Row \(place) of \(total): \(row).", "第 \(place) 行，共 \(total) 行：\(row)。")
    case .plainLate(let age): say("late \(age)", "已逾期 \(age)")
    case .plainDue(let age): say("due in \(age)", "还剩 \(age)")
    case .plainPages(let pages): say("Pages: \(list(pages)).", "页面：\(list(pages))。")
    case .plainPage(let title, let place, let total):
      say("\(title) (\(place) of \(total))", "\(title)（第 \(place) 页，共 \(total) 页）")
    case .plainUnclear(let word, let fitting):
      say("\(quoted(word)) may be: \(list(fitting)).", "\(quoted(word))可能是：\(list(fitting))。")
    case .plainNeeds(let usage): say("Say it so: \(usage)", "请这样写：\(usage)")
    case .plainNoField(let field, let usage):
      say("There is no field \(quoted(field)). Say it so: \(usage)", "没有字段\(quoted(field))。请这样写：\(usage)")
    case .plainNeedsScreen(let title, let instead):
      say(
        "\(title): only on the screen" + (instead.map { "; say \($0)" } ?? "") + ".",
        "\(title)：仅在屏幕界面可用" + (instead.map { "；请输入 \($0)" } ?? "") + "。")
    case .plainBye: say("Good bye.", "再见。")
    case .goToNumber: say("go to", "跳转到")
    case .menuTitle: say("Menu", "菜单")
    case .settingsTitle: say("Settings", "设置")
    case .settingNone: say("none", "无")
    case .settingOn: say("on", "开")
    case .settingOff: say("off", "关")
    case .settingSystem: say("the system's", "随系统")
    case .settingGround: say("by the terminal's ground", "随终端背景")
    case .settingAsked: say("asked of the terminal", "自动检测")
    case .hintChanges: say("changes", "更改")
    case .hintMoves: say("moves", "移动")
    case .hintKeeps: say("keeps", "保存")
    case .hintTakesBack: say("takes back", "还原")
    case .hintCompletes: say("completes", "补全")
    case .settingsKept(let changes): say("Kept: \(changes).", "已保存：\(changes)。")
    case .settingsForNow(let changes): say("For this console only: \(changes).", "仅本次有效：\(changes)。")
    case .settingsNotKept(let why):
      say("It holds for this console, but was not kept: \(why).", "本次有效，但未能保存：\(why)。")
    case .settingsFault(let fault, let count):
      say(
        "settings.toml, \(fault)\(count > 1 ? " (and \(count - 1) more)" : "")",
        "settings.toml，\(fault)\(count > 1 ? "（另有 \(count - 1) 处）" : "")")
    }
  }

  /// What ends a sentence.
  var stop: String { say(".", "。") }

  /// `1 line`, `42 lines`: English nouns with their number.
  func counted(_ count: Int64, _ noun: String) -> String {
    "\(number(count)) \(noun)\(count == 1 ? "" : "s")"
  }

  private func replica(_ behind: ReadsBehind) -> String {
    switch behind {
    case .level: say("replica", "副本")
    case .away: say("no replica", "副本不可用")
    case .behind(changes: _, let milliseconds):
      say("replica \(milliseconds / 1000) s behind", "副本落后 \(milliseconds / 1000) 秒")
    }
  }
}
