internal import Domain
internal import Store

extension Words {
  func trouble(_ trouble: Trouble) -> String {
    switch trouble {
    case .store(let error): storeError(error)
    case .action(let refusal): refused(refusal)
    case .view(let refusal): view(refusal)
    case .sentence(let error): sentence(error)
    case .other(let text): self(.unknownTrouble(text))
    }
  }

  private func view(_ refusal: ViewRefusal) -> String {
    switch refusal {
    case .personal(let field):
      say("\(title(field)) is personal; you lack the right to search it.", "\(title(field))属个人信息，你没有查询权限。")
    case .notGroupable(let field): say("Rows cannot be grouped by \(title(field)).", "不能按\(title(field))分组。")
    case .notMoney(let field): say("\(title(field)) is no amount.", "\(title(field))不是金额。")
    }
  }

  func storeError(_ error: StoreError) -> String {
    switch error {
    case .missing(let path): say("There is no store at \(path).", "\(path) 处没有数据库。")
    case .exists(let path): say("There is a store at \(path) already.", "\(path) 处已有数据库。")
    case .notAStore(let path): say("\(path) is no Portolan store.", "\(path) 不是 Portolan 数据库。")
    case .unfinished(let path):
      say(
        "\(path) is a copy that is not whole: portolan store copy goes on.",
        "\(path) 是未完成的副本：请再次运行 portolan store copy。")
    case .newer(let found, let known):
      say(
        "The store was made by a newer Portolan (schema \(found), known \(known)).",
        "数据库由更新版本创建（结构 \(found)，本程序支持 \(known)）。")
    case .older(let found, let known):
      say(
        "The store has schema \(found), this program needs \(known): run portolan store migrate.",
        "数据库结构为 \(found)，需要 \(known)：请运行 portolan store migrate。")
    case .diskFull: say("The disk is full. Nothing was half-written.", "磁盘已满，没有写入任何不完整的内容。")
    case .readOnly: say("The store cannot be written: it is read-only.", "数据库为只读，无法写入。")
    case .cannotOpen(let path, let why):
      say("The store at \(path) cannot be opened: \(why).", "无法打开 \(path)：\(why)。")
    case .locked: say("The store is locked by another program. Try again.", "数据库被其他程序锁定，请重试。")
    case .held(let holder, _):
      say("The store is locked by \(holder). Nothing was changed.", "数据库被 \(holder) 锁定，没有任何改动。")
    case .inUse(let path): say("\(path) is a store in use, and no backup.", "\(path) 是使用中的数据库，不是备份。")
    case .gone(let path):
      say("The store at \(path) was moved or deleted. Nothing was changed.", "\(path) 处的数据库已被移动或删除，没有任何改动。")
    case .damaged(let detail):
      say(
        "The store is damaged (\(detail)): run portolan store doctor.", "数据库已损坏（\(detail)）：请运行 portolan store doctor。")
    case .interrupted: say("The query was interrupted.", "查询已中断。")
    case .lost: say("The store's server does not answer. Nothing was changed.", "数据库服务器没有应答，没有任何改动。")
    case .refused(let detail):
      say("The store's server refused: \(detail).", "数据库服务器拒绝：\(detail)。")
    case .unsure:
      say(
        "The line was cut while the change was confirmed: look at the history before you repeat it.",
        "确认改动时连接中断：重试前请先查看历史记录。")
    case .collided: say("Somebody else changed the same records. Try again.", "其他人同时更改了相同的记录，请重试。")
    case .constraint(let detail): say("The store refused a value: \(detail).", "数据库拒绝了一个值：\(detail)。")
    case .engine(let code, let detail):
      say("The store's engine failed (\(code)): \(detail).", "数据库引擎出错（\(code)）：\(detail)。")
    }
  }

  /// The label of the field that says which record of a kind is meant.
  func recordKind(_ kind: String) -> String {
    switch kind {
    case "accounts": say("Account", "账号")
    case "lots": say("Lot", "批次")
    case "fallbacks": say("Fall-back plan", "备用方案")
    case "counts": say("Count", "盘点任务")
    case "boxes": say("Box", "箱型")
    case "channels": say("Release channel", "放单通道")
    case "variants": say("SKU", "货号")
    case "orders": say("Order", "订单")
    case "products": say("Product", "商品")
    case "customers": say("Customer", "客户")
    case "locations": say("Place", "库位")
    case "suppliers": say("Supplier", "供应商")
    case "purchases": say("Purchase", "采购单")
    case "returns": say("Return", "退货单")
    case "rules": say("Rule", "规则")
    default: Kind(rawValue: kind).map(self.kind) ?? say("Number", "编号")
    }
  }

  private func noSuch(_ kind: String, _ number: String) -> String {
    switch kind {
    case "variants":
      say("No own SKU is called \(quoted(number)): the products list them.", "没有自有货号\(quoted(number))：请查看商品列表。")
    case "orders", "products", "customers":
      say(
        "None of the \(self.kind(Kind(rawValue: kind) ?? .orders)) has the number \(quoted(number)): check it.",
        "没有编号为\(quoted(number))的\(self.kind(Kind(rawValue: kind) ?? .orders))，请核对。")
    case "accounts": say("No channel account is called \(quoted(number)).", "没有名为\(quoted(number))的渠道账号。")
    case "locations": say("No place is called \(quoted(number)).", "没有库位\(quoted(number))。")
    case "suppliers": say("No supplier is called \(quoted(number)).", "没有供应商\(quoted(number))。")
    case "purchases": say("There is no purchase \(quoted(number)).", "没有采购单\(quoted(number))。")
    case "receipts": say("No goods in check are numbered \(quoted(number)).", "没有编号为\(quoted(number))的待检货物。")
    case "certificates": say("There is no certificate \(quoted(number)).", "没有证书\(quoted(number))。")
    case "lots": say("No lot is called \(quoted(number)).", "没有批次\(quoted(number))。")
    case "waves": say("There is no wave \(quoted(number)).", "没有波次\(quoted(number))。")
    case "runs": say("There is no walk \(quoted(number)).", "没有作业\(quoted(number))。")
    case "parcels": say("There is no parcel \(quoted(number)).", "没有包裹\(quoted(number))。")
    case "services": say("No service is called \(quoted(number)).", "没有物流渠道\(quoted(number))。")
    case "carriers": say("No carrier is called \(quoted(number)).", "没有承运商\(quoted(number))。")
    case "fallbacks": say("There is no fall-back plan \(quoted(number)).", "没有备用方案\(quoted(number))。")
    case "sheets": say("There is no rate sheet \(quoted(number)).", "没有报价表\(quoted(number))。")
    case "boxes": say("No box is called \(quoted(number)).", "没有箱型\(quoted(number))。")
    case "users": say("Nobody called \(quoted(number)) works here.", "没有名为\(quoted(number))的用户。")
    default: say("There is nothing called \(quoted(number)).", "没有名为\(quoted(number))的记录。")
    }
  }

  func refused(_ refusal: ActionRefusal) -> String {
    switch refusal {
    case .unknownAction(let id, let fits):
      say(
        "There is no action \(quoted(id)); `portolan actions` lists them.",
        "没有操作\(quoted(id))；`portolan actions` 列出全部。") + near(id, fits)
    case .notAllowed(let needed, let actor, let ask):
      say("\(actor) lacks the right: \(right(needed))\(asking(ask)).", "\(actor) 缺少权限：\(right(needed))\(asking(ask))。")
    case .unknownUser(let name, let ask):
      say(
        "Nobody called \(quoted(name)) works here\(ask.isEmpty ? "" : "; ask \(list(ask))").",
        "没有名为\(quoted(name))的用户\(ask.isEmpty ? "" : "，请联系 \(list(ask))")。")
    case .noSuchRecord(let kind, let number): noSuch(kind, number)
    case .ambiguous(_, let number, let fits):
      say("\(number) could be \(list(Array(fits.prefix(5)))).", "\(number) 可能是 \(list(Array(fits.prefix(5))))。")
    case .missingField(let name): say("\(recordField(name)) is missing.", "缺少\(recordField(name))。")
    case .unknownField(let name, let fits):
      say("There is no field \(quoted(name)).", "没有字段\(quoted(name))。") + near(name, fits)
    case .badField(let name, _, .untold):
      say("\(recordField(name)): what was given does not fit.", "\(recordField(name))：所填内容不合适。")
    case .badField(let name, let found, let expected):
      say(
        "\(recordField(name)): \(quoted(found)) does not fit; \(expectation(expected, of: name)).",
        "\(recordField(name))：\(quoted(found))不合适；\(expectation(expected, of: name))。")
    case .order(let refusal): order(refusal)
    case .product(let refusal): product(refusal)
    case .stock(let refusal): stock(refusal)
    case .supply(let refusal): supply(refusal)
    case .returns(let refusal): returns(refusal)
    case .rule(let refusal): rule(refusal)
    case .confirming(let refusal): confirming(refusal)
    case .fulfilment(let refusal): fulfilment(refusal)
    case .way(let refusal): way(refusal)
    case .papers(let refusal): papers(refusal)
    case .claim(let refusal): claim(refusal)
    case .conflict(let conflicts):
      say(
        "Changed since then: \(list(conflicts.map { recordField($0.field) })).",
        "此后已有修改：\(list(conflicts.map { recordField($0.field) }))。")
    case .nothingToUndo: say("There is nothing of yours to undo.", "没有可撤销的操作。")
    case .noSuchEntry(let seq): say("There is no journal entry \(seq).", "没有日志条目 \(seq)。")
    case .alreadyUndone(let seq): say("Entry \(seq) was undone already.", "条目 \(seq) 已被撤销。")
    case .notUndoable(let action): say("\(self.action(action)) cannot be undone.", "\(self.action(action))无法撤销。")
    case .withdrawn(_, let number): say("\(number) was withdrawn.", "\(number) 已撤回。")
    case .erased: say("The personal data was erased.", "个人信息已被清除。")
    case .bulk(let refusal): refused(refusal)
    case .operationReused: say("This was sent before with another content.", "同一操作曾以不同内容提交。")
    }
  }

  /// What was meant, or what there is; nothing where that is too much to say.
  private func near(_ word: String, _ fits: [String]) -> String {
    if let meant = Spelling.nearest(to: word, in: fits) { return " " + self(.suggestion(meant)) }
    return fits.isEmpty || fits.count > 40 ? "" : " " + self(.fits(fits))
  }

  private func order(_ refusal: OrderRefusal) -> String {
    switch refusal {
    case .wrongState(.draft, for: .confirm):
      say("A draft does not take this: confirm it first.", "草稿订单不能这样操作：请先确认。")
    case .wrongState(let state, _):
      say("An order that is \(self.state(state)) does not take this.", "\(self.state(state))的订单不能这样操作。")
    case .wrongPayment(let payment, _):
      say("An order that is \(self.payment(payment)) does not take this.", "\(self.payment(payment))的订单不能这样操作。")
    case .wrongFulfilment(let fulfilment, _):
      say(
        "An order that is \(self.fulfilment(fulfilment)) does not take this.",
        "\(self.fulfilment(fulfilment))的订单不能这样操作。")
    case .alreadyHeld(let reason): say("It is on hold already: \(hold(reason)).", "已因\(hold(reason))暂停。")
    case .notHeld(let reason):
      reason.map { say("It is not on hold for \(hold($0)).", "没有因\(hold($0))暂停。") }
        ?? say("It is not on hold.", "订单未暂停。")
    case .noHoldEnded(let reasons):
      say(
        "No hold of it has ended yet: \(list(reasons.map(hold))).", "暂停尚未到期：\(list(reasons.map(hold)))。")
    case .holdEndsBeforeNow: say("The hold would end before now.", "暂停截止时间早于现在。")
    case .onHold(let reasons): say("It is on hold: \(list(reasons.map(hold))).", "订单暂停中：\(list(reasons.map(hold)))。")
    case .emptyTag: say("The tag is empty.", "标签为空。")
    case .tooManyTags(let limit): say("\(limit) tags at most.", "最多 \(limit) 个标签。")
    case .tagTooLong(let limit): say("A tag has \(limit) characters at most.", "标签最多 \(limit) 个字符。")
    case .hasTag(let tag): say("It has the tag \(quoted(tag)) already.", "已有标签\(quoted(tag))。")
    case .lacksTag(let tag): say("It has no tag \(quoted(tag)).", "没有标签\(quoted(tag))。")
    case .noSuchLine(let name): say("It has no line \(quoted(name)).", "没有明细\(quoted(name))。")
    case .notSoMany(let line, let left):
      say("Of line \(line), \(left) units are left to ship.", "第 \(line) 行还有 \(left) 件未发。")
    case .noLines: say("It has no lines.", "订单没有明细。")
    case .sumTooLarge: say("The sum is too large.", "金额过大。")
    case .discountTooLarge(let discount, let items, let currency):
      say(
        "A discount of \(amount(discount, currency)) is more than the goods cost: \(amount(items, currency)).",
        "折扣 \(amount(discount, currency)) 高于商品金额 \(amount(items, currency))。")
    case .unchanged: say("Nothing would change.", "没有变化。")
    case .alreadySent, .partlySent, .differs, .cannotSplit, .isMerged, .nothingToFix, .goodsToPutBack, .inWarehouse,
      .notInWork:
      afterSale(refusal)
    }
  }

  private func product(_ refusal: ProductRefusal) -> String {
    switch refusal {
    case .wrongReview(let review, _):
      say("A product that is \(self.review(review)) does not take this.", "\(self.review(review))的商品不能这样操作。")
    case .emptyTitle: say("A title is needed.", "标题必填。")
    case .textTooLong(let field, let limit):
      say("\(recordField(field)): \(limit) characters at most.", "\(recordField(field))：最多 \(limit) 个字符。")
    case .skuTaken(let sku): say("The SKU \(sku) is taken.", "货号 \(sku) 已被占用。")
    case .numberTaken(let number): say("The number \(number) is taken.", "编号 \(number) 已被占用。")
    case .notAMeasure(let field, let text):
      say("\(recordField(field)): \(quoted(text)) is no measure.", "\(recordField(field))：\(quoted(text))不是尺寸。")
    case .notAnHSCode(let text): say("\(quoted(text)) is no HS code.", "\(quoted(text))不是 HS 编码。")
    case .unknownCountry(let text): say("\(quoted(text)) is no country.", "\(quoted(text))不是国家代码。")
    case .noSuchVariant(let sku): say("There is no variant \(quoted(sku)).", "没有规格\(quoted(sku))。")
    case .variantInUse(let sku): say("The variant \(sku) is in use.", "规格 \(sku) 正在使用。")
    case .barcodeTaken(let code, let sku):
      say(
        "The barcode \(code) is on \(sku) already, for as many units: a scan could not tell them apart.",
        "条码 \(code) 已用于 \(sku)，且件数相同：扫描时无法区分。")
    case .optionsTaken(let values, let sku):
      say(
        "The variant \(sku) is \(values.joined(separator: ", ")) already.",
        "规格 \(sku) 的选项已是\(values.joined(separator: "、"))。")
    case .unchanged: say("Nothing would change.", "没有变化。")
    }
  }
}
