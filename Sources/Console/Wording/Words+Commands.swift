extension Words {
  func section(_ section: Command.Section) -> String {
    switch section {
    case .moving: say("Moving", "移动")
    case .looking: say("Looking", "查看")
    case .marks: say("Many at once", "批量")
    case .orders: say("Orders", "订单操作")
    case .products: say("Products", "商品操作")
    case .stock: say("Stock", "库存操作")
    case .purchasing: say("Purchasing", "采购操作")
    case .fulfilment: say("Fulfilment", "发货操作")
    case .shipments: say("Shipments", "在途操作")
    case .customers: say("Customers", "客户操作")
    case .changes: say("Changes", "修改")
    case .program: say("Program", "程序")
    case .typing: say("Typing", "输入")
    }
  }

  /// A command's name: in the bar, in the help, over its form.
  func title(_ command: Command) -> String {
    switch command {
    case .caretLeft, .caretRight, .caretUp, .caretDown, .wordLeft, .wordRight, .lineStart, .lineEnd, .textStart,
      .textEnd, .deleteLeft, .deleteRight, .deleteWordLeft, .deleteWordRight, .killToStart, .killToEnd, .deleteLine,
      .undoTyping, .redoTyping, .newLine, .inEditor, .saveForm, .leaveForm, .nextField, .previousField, .takeTheirs,
      .takeDraft, .nextText, .previousText, .approveText,
      .markText, .selectAllText, .extendLeft, .extendRight, .extendUp, .extendDown, .extendToStart, .extendToEnd,
      .copyText, .cutText, .pasteText, .addLanguage:
      typingTitle(command)
    case .down: say("down", "下移")
    case .up: say("up", "上移")
    case .pageDown: say("page down", "下一页")
    case .pageUp: say("page up", "上一页")
    case .first: say("first", "第一条")
    case .last: say("last", "最后一条")
    case .open: say("open", "打开")
    case .back: say("back", "返回")
    case .nextTab: say("next tab", "下一标签")
    case .previousTab: say("previous tab", "上一标签")
    case .nextRecord: say("next record", "下一条记录")
    case .previousRecord: say("previous record", "上一条记录")
    case .filter: say("filter", "筛选")
    case .sort: say("sort", "排序")
    case .jump: say("go to", "跳转")
    case .ordersPane: say("orders", "订单")
    case .productsPane: say("products", "商品")
    case .linesPane: say("unmapped lines", "未关联明细")
    case .customersPane: say("customers", "客户")
    case .stockPane: say("stock", "库存")
    case .purchasingPane: say("purchasing", "采购")
    case .returnsPane: say("returns", "退货")
    case .cancelUnits: say("cancel units", "取消部分")
    case .changeQuantity: say("change quantity", "修改数量")
    case .splitOrder: say("split", "拆单")
    case .mergeOrder: say("merge", "合单")
    case .exchange: say("exchange", "换货")
    case .fulfilmentPane, .walksList, .lateList, .toPackList, .parcelsList, .manifestsList, .planWave, .addToWave,
      .dropFromWave, .releaseWave, .cancelWave, .handOverRun, .packParcel, .labelParcel,
      .voidLabel, .unpackParcel, .shipParcel, .putBack, .makeManifest, .shipManifest, .printPapers, .planCount,
      .planPutAway,
      .planReplenishment:
      fulfilmentTitle(command)
    case .chooseWay, .findWay, .newService, .closeWay, .openWay, .servicesList, .sheetsList, .switchWay, .tryPlan,
      .wayWeights, .wayRate:
      wayTitle(command)
    case .alertsList, .claimsList, .lanesList, .acknowledgeAlert, .tellCustomer, .claim, .resend, .reportMissing,
      .reportFound, .fileClaim, .acceptClaim, .refuseClaim, .settleClaim, .closeClaim:
      delayTitle(command)
    case .shipmentsPane, .troubleList, .silentList, .consolidationsList, .strayNewsList,
      .correctStatus, .addNumber, .replaceNumber, .voidNumber, .planLeg, .openConsolidation,
      .addToConsolidation, .takeFromConsolidation, .closeConsolidation, .reopenConsolidation, .addMaster:
      shipmentTitle(command)
    case .nextPane: say("next pane", "下一窗格")
    case .previousPane: say("previous pane", "上一窗格")
    case .customer: say("customer", "看客户")
    case .customerOrders: say("their orders", "客户订单")
    case .refresh: say("refresh", "刷新")
    case .mark: say("mark", "标记")
    case .markRange: say("mark a range", "标记区间")
    case .markAll: say("mark all", "全部标记")
    case .invertMarks: say("invert marks", "反选")
    case .clearMarks: say("unmark", "清除标记")
    case .batch: say("batch", "批次")
    case .views: say("views", "视图")
    case .saveView: say("keep view", "保存视图")
    case .columns: say("columns", "选择列")
    case .group: say("group", "分组")
    case .sideBar: say("side bar", "侧栏")
    case .historyBack: say("view before", "后退")
    case .historyForward: say("view after", "前进")
    case .nextChange: say("next change", "下一处变化")
    case .previousChange: say("change before", "上一处变化")
    case .markSeen: say("all seen", "全部已看")
    case .startAfresh: say("start afresh", "重新开始")
    case .hold: say("hold", "暂停")
    case .release: say("release", "放行")
    case .assign: say("assign", "指派")
    case .note: say("note", "备注")
    case .reschedule: say("reschedule", "改期")
    case .confirm: say("confirm", "确认")
    case .startProcessing: say("start processing", "开始处理")
    case .stopProcessing: say("stop processing", "停止处理")
    case .ship: say("ship", "发货")
    case .deliver: say("delivered", "确认送达")
    case .takeBack: say("take back", "收到退货")
    case .markPaid: say("mark paid", "标记已付")
    case .markRefunded: say("mark refunded", "标记已退款")
    case .close: say("close", "关闭订单")
    case .reopen: say("reopen", "重新打开")
    case .cancel: say("cancel", "取消订单")
    case .tag: say("tag", "加标签")
    case .untag: say("untag", "去标签")
    case .mapSku: say("map", "关联货号")
    case .allocate: say("allocate stock", "分配库存")
    case .deallocate: say("give stock back", "释放库存")
    case .moveStock: say("move stock", "移动库存")
    case .peg, .unpeg, .addPurchaseLine, .editPurchaseLine, .dropPurchaseLine, .orderPurchase, .confirmPurchase,
      .receivePurchase, .closePurchase, .cancelPurchase, .notePurchase, .sampleGoods, .judgeGoods, .concedeGoods,
      .releaseGoods, .rejectGoods, .offerSku, .withdrawSku, .promiseSku, .closeSupplier, .openSupplier:
      supplyTitle(command)
    case .countStock: say("count stock", "盘点")
    case .receiveStock: say("receive stock", "入库")
    case .closeLocation: say("close the place", "关闭库位")
    case .openLocation: say("open the place", "启用库位")
    case .rank: say("rank", "客户等级")
    case .translate: say("translate", "翻译")
    case .edit: say("edit", "编辑")
    case .submit: say("submit for review", "提交审核")
    case .approve: say("approve", "通过审核")
    case .reject: say("reject", "驳回")
    case .revise: say("revise", "退回修改")
    case .retire: say("retire", "停用")
    case .revive: say("revive", "恢复")
    case .undo: say("undo", "撤销")
    case .redo: say("redo", "重做")
    case .zoom: say("zoom", "放大窗格")
    case .copy: say("copy number", "复制单号")
    case .copyAll: say("copy as text", "复制内容")
    case .copyTabs: say("copy with tabs", "复制为表格")
    case .copyFile: say("copy to a file", "复制到文件")
    case .mouse: say("mouse", "鼠标开关")
    case .selectText: say("select text", "选择文字")
    case .gauge: say("line gauge", "线路速度")
    case .menu: say("menu", "菜单")
    case .settings: say("settings", "设置")
    case .help: say("help", "帮助")
    case .suspend: say("suspend", "挂起")
    case .quit: say("quit", "退出")
    }
  }

  /// What a command does, one sentence.
  func help(_ command: Command) -> String {
    switch command {
    case .caretLeft, .caretRight, .caretUp, .caretDown, .wordLeft, .wordRight, .lineStart, .lineEnd, .textStart,
      .textEnd, .deleteLeft, .deleteRight, .deleteWordLeft, .deleteWordRight, .killToStart, .killToEnd, .deleteLine,
      .undoTyping, .redoTyping, .newLine, .inEditor, .saveForm, .leaveForm, .nextField, .previousField, .takeTheirs,
      .takeDraft, .nextText, .previousText, .approveText,
      .markText, .selectAllText, .extendLeft, .extendRight, .extendUp, .extendDown, .extendToStart, .extendToEnd,
      .copyText, .cutText, .pasteText, .addLanguage:
      typingHelp(command)
    case .down: say("Goes one row down.", "下移一行。")
    case .up: say("Goes one row up.", "上移一行。")
    case .pageDown: say("Goes one page down.", "下移一页。")
    case .pageUp: say("Goes one page up.", "上移一页。")
    case .first: say("Goes to the first row.", "到第一行。")
    case .last: say("Goes to the last row.", "到最后一行。")
    case .open: say("Opens the selected record.", "打开选中的记录。")
    case .back: say("Goes back to the list.", "回到列表。")
    case .nextTab: say("Shows the next page of the record.", "显示记录的下一页。")
    case .previousTab: say("Shows the page before.", "显示记录的上一页。")
    case .nextRecord: say("Opens the next record of the list.", "打开列表中的下一条。")
    case .previousRecord: say("Opens the record before.", "打开列表中的上一条。")
    case .filter: say("Narrows the view; rows follow as you type.", "缩小范围，边输入边显示。")
    case .sort: say("Chooses the field to sort by.", "选择排序字段。")
    case .jump:
      say("Goes to a number, or finds a command, view or setting by name.", "跳到某个单号，或按名称查找命令、视图和设置。")
    case .ordersPane: say("Shows the orders.", "显示订单。")
    case .productsPane: say("Shows the products.", "显示商品。")
    case .linesPane: say("Shows the lines that no own SKU is known of.", "显示尚未关联自有货号的明细。")
    case .customersPane: say("Shows the customers.", "显示客户。")
    case .stockPane: say("Shows what stands where; again: places, moves.", "显示各库位的库存；再按：库位、流水。")
    case .purchasingPane:
      say(
        "Shows what is bought and what comes; again: lines, goods in check, sold ahead, suppliers.",
        "显示采购单与在途货物；再按：明细、质检、预售、供应商。")
    case .returnsPane: say("Shows what comes back; again: review rules.", "显示退货；再按：审单规则。")
    case .cancelUnits: say("Calls units of a line off that were not sent.", "取消明细中尚未发出的若干件。")
    case .changeQuantity: say("Changes how many units of a line are ordered.", "修改明细的订购数量。")
    case .splitOrder: say("Moves units of an order into an order of their own.", "把订单的部分商品拆成新订单。")
    case .mergeOrder: say("Moves another order of the same buyer into this one.", "把同一买家的另一订单并入此订单。")
    case .exchange: say("Sends something else for what came back.", "为退回的商品换发其他商品。")
    case .fulfilmentPane, .walksList, .lateList, .toPackList, .parcelsList, .manifestsList, .planWave, .addToWave,
      .dropFromWave, .releaseWave, .cancelWave, .handOverRun, .packParcel, .labelParcel,
      .voidLabel, .unpackParcel, .shipParcel, .putBack, .makeManifest, .shipManifest, .printPapers, .planCount,
      .planPutAway,
      .planReplenishment:
      fulfilmentHelp(command)
    case .chooseWay, .findWay, .newService, .closeWay, .openWay, .servicesList, .sheetsList, .switchWay, .tryPlan,
      .wayWeights, .wayRate:
      wayHelp(command)
    case .alertsList, .claimsList, .lanesList, .acknowledgeAlert, .tellCustomer, .claim, .resend, .reportMissing,
      .reportFound, .fileClaim, .acceptClaim, .refuseClaim, .settleClaim, .closeClaim:
      delayHelp(command)
    case .shipmentsPane, .troubleList, .silentList, .consolidationsList, .strayNewsList,
      .correctStatus, .addNumber, .replaceNumber, .voidNumber, .planLeg, .openConsolidation,
      .addToConsolidation, .takeFromConsolidation, .closeConsolidation, .reopenConsolidation, .addMaster:
      shipmentHelp(command)
    case .nextPane: say("Shows the next pane.", "显示下一个窗格。")
    case .previousPane: say("Shows the pane before.", "显示上一个窗格。")
    case .customer: say("Opens the order's customer.", "打开订单的客户。")
    case .customerOrders: say("Lists all orders of the customer.", "列出该客户的全部订单。")
    case .refresh: say("Reads the rows again.", "重新读取。")
    case .mark: say("Marks the row, or takes its mark, and goes on to the next.", "标记或取消标记该行，并移到下一行。")
    case .markRange: say("Marks from this row up to where it is pressed again.", "从此行标记到再次按下的行。")
    case .markAll: say("Marks every row of this view.", "标记此视图的全部行。")
    case .invertMarks: say("Marks what is not marked in this view, and unmarks what is.", "在此视图中反选。")
    case .clearMarks: say("Takes all marks away.", "清除全部标记。")
    case .batch:
      say("Shows what is or was done to many records: stop, go on, try again, undo.", "显示批量操作：停止、继续、重试、撤销。")
    case .views: say("Opens, keeps, renames and removes saved views.", "打开、保存、改名和删除视图。")
    case .saveView: say("Keeps this view by a name, for you or for everybody.", "按名称保存当前视图，自用或共享。")
    case .columns: say("Chooses the columns and their order.", "选择列及其顺序。")
    case .group: say("Groups the rows, with counts and sums.", "按字段分组，显示数量与合计。")
    case .sideBar: say("Shows or hides the views beside the list.", "显示或隐藏列表旁的视图栏。")
    case .historyBack: say("Goes back to the view before, its row selected.", "回到之前的视图和所在行。")
    case .historyForward: say("Goes forward again.", "再次前进。")
    case .nextChange:
      say("Goes to the next row changed since you last looked.", "跳到上次查看后变化的下一行。")
    case .previousChange: say("Goes to the changed row before.", "跳到上一处变化的行。")
    case .markSeen: say("Marks all changes in this list as seen.", "把此列表的变化全部标为已看。")
    case .startAfresh: say("Drops what was brought back from the last session.", "放弃从上次恢复的界面。")
    case .hold: say("Stops the order until it is released.", "暂停订单直到放行。")
    case .release: say("Releases the order's hold.", "解除订单的暂停。")
    case .assign: say("Gives the order to a colleague.", "把订单交给同事。")
    case .note: say("Writes the shop's note.", "填写店铺备注。")
    case .reschedule: say("Changes the promised days.", "修改承诺日期。")
    case .confirm: say("Makes a draft an open order.", "把草稿变为正式订单。")
    case .startProcessing: say("Takes the order into work.", "订单进入处理。")
    case .stopProcessing: say("Puts the order back from the warehouse.", "从仓库退回订单。")
    case .ship: say("Notes that all goods are on their way.", "记录全部发货。")
    case .deliver: say("Notes that the order arrived.", "记录已送达。")
    case .takeBack: say("Opens a return of goods that were sent.", "为已发出的商品登记退货。")
    case .markPaid: say("Notes that the order is paid in full.", "记录已全额付款。")
    case .markRefunded: say("Notes that the order was refunded in full.", "记录已全额退款。")
    case .close: say("Closes the order: nothing more is to be done.", "关闭订单，不再处理。")
    case .reopen: say("Opens a closed order again.", "重新打开已关闭的订单。")
    case .cancel: say("Cancels an order that has not been shipped.", "取消尚未发货的订单。")
    case .tag: say("Puts a tag on the record.", "给记录加标签。")
    case .untag: say("Takes a tag off the record.", "去掉记录的标签。")
    case .mapSku:
      say("Says which own SKU a channel's SKU is, for all its lines.", "指定平台货号对应的自有货号，一次用于全部明细。")
    case .rank: say("Ranks the customer.", "设定客户等级。")
    case .allocate:
      say("Promises stock to the order; what nobody has waits.", "为订单分配库存；缺货部分等待到货。")
    case .deallocate: say("Gives back what is promised and still on the shelf.", "释放已分配且仍在架上的库存。")
    case .peg, .unpeg, .addPurchaseLine, .editPurchaseLine, .dropPurchaseLine, .orderPurchase, .confirmPurchase,
      .receivePurchase, .closePurchase, .cancelPurchase, .notePurchase, .sampleGoods, .judgeGoods, .concedeGoods,
      .releaseGoods, .rejectGoods, .offerSku, .withdrawSku, .promiseSku, .closeSupplier, .openSupplier:
      supplyHelp(command)
    case .moveStock: say("Moves units of the SKU to another place.", "把该货号的库存移到另一库位。")
    case .countStock: say("Sets the books to what was counted in a place.", "按盘点数修正库位的账面库存。")
    case .receiveStock: say("Books units of the SKU into a place.", "把该货号的库存登记入库。")
    case .closeLocation:
      say("Closes the place: nothing there is promised or picked.", "关闭库位：不再分配，也不再拣货。")
    case .openLocation: say("Opens the closed place again.", "重新启用已关闭的库位。")
    case .translate: say("Writes the titles and descriptions in other languages.", "填写其他语言的标题和描述。")
    case .edit: say("Edits the product, variant, place or rule; sets an address right.", "编辑商品、规格、库位或规则；修正地址。")
    case .submit: say("Submits the product for review.", "提交商品审核。")
    case .approve: say("Approves the product.", "通过商品审核。")
    case .reject: say("Rejects the product.", "驳回商品。")
    case .revise: say("Makes the product a draft again.", "把商品退回草稿。")
    case .retire: say("Retires the product.", "停用商品。")
    case .revive: say("Makes a retired product a draft again.", "恢复停用的商品。")
    case .undo: say("Takes back what you did last; shows it first.", "撤销你的上一步操作，先显示内容。")
    case .redo: say("Takes the undo back.", "重做刚撤销的操作。")
    case .zoom: say("Gives one pane all of the screen, or takes it back.", "窗格占满屏幕，再按恢复。")
    case .copy: say("Copies the number, or those of all marked, to the clipboard.", "把编号（或所有已标记的编号）复制到剪贴板。")
    case .copyAll:
      say(
        "Copies the row or all marked ones as CSV, or the page of the record as text.",
        "把所选行或所有已标记的行复制为 CSV，或把记录的当前页复制为文字。")
    case .copyTabs:
      say("Copies the row, or all marked ones, with tabs between the cells.", "复制本行或所有已标记的行，单元格以制表符分隔。")
    case .copyFile: say("Writes the same to a file, where no clipboard is.", "没有剪贴板时，把同样内容写入文件。")
    case .mouse: say("Takes clicks and the wheel, or leaves them to the terminal.", "启用或停用鼠标点击和滚轮。")
    case .selectText:
      say("Shows text without lines, for the terminal's own selection.", "去掉线条，便于用终端自带方式选择文字。")
    case .gauge: say("Shows in the bar how quick the line is.", "在顶栏显示线路往返时间和流量。")
    case .menu: say("Lists what can be done here.", "列出此处可做的操作。")
    case .settings: say("Chooses language, theme, keys and the like.", "选择语言、主题、按键等。")
    case .help: say("Shows all keys and commands.", "显示全部按键和命令。")
    case .suspend: say("Goes back to the shell; fg returns.", "回到命令行，fg 返回。")
    case .quit: say("Leaves at once; everything is saved.", "立即退出，内容均已保存。")
    }
  }

  /// What is said of a command that cannot be used now.
  func reason(_ reason: Unavailable) -> String {
    switch reason {
    case .noSelection: self(.needsSelection)
    case .ordersOnly: self(.onlyForOrders)
    case .productsOnly: self(.onlyForProducts)
    case .customersOnly: self(.onlyForCustomers)
    case .stockOnly: self(.onlyForStock)
    case .only(let kinds): say("for \(list(kinds.map { nouns($0) })) only", "仅用于\(list(kinds.map(kind)))")
    case .locationsOnly: self(.onlyForLocations)
    case .purchasingOnly: self(.onlyForPurchasing)
    case .returnsOnly: self(.onlyForReturns)
    case .readOnly: self(.readOnlyReason)
    case .lacksRight(let right, let ask): self(.needsRight(self.right(right), ask: ask))
    case .notHere: self(.noDetail)
    case .inFieldsOnly: say("in fields only", "仅在输入框中")
    case .nothingToRedo: self(.nothingToRedo)
    case .nothingMarked: self(.nothingMarked)
    }
  }
}
