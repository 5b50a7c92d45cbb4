internal import Store

extension Words {
  /// What an action of the store does, one sentence or two.
  func help(_ definition: ActionDefinition) -> String {
    say(definition.help, chineseHelp(definition))
  }

  private func chineseHelp(_ definition: ActionDefinition) -> String {
    if let help = Words.returnActions[definition.id]?.help { return help }
    if let command = Command.of(action: definition.id) { return help(command) }
    let told = Words.houseActions[definition.id] ?? Words.supplyActions[definition.id]
    let fulfilment = Words.fulfilmentActions[definition.id] ?? Words.wayActions[definition.id]
    let logistics = Words.delayActions[definition.id] ?? Words.shipmentActions[definition.id]
    return (told ?? fulfilment ?? logistics)?.help ?? definition.help
  }

  /// The title of an action that no command of the console asks for; nil where none is known.
  func houseTitle(_ id: String) -> String? {
    let house = Words.houseActions[id] ?? Words.supplyActions[id] ?? Words.fulfilmentActions[id]
    let logistics = Words.wayActions[id] ?? Words.delayActions[id] ?? Words.shipmentActions[id]
    return (house ?? logistics).map { say($0.english, $0.chinese) }
  }

  /// Titles in both languages, and in Chinese what they do: the store's own table says that in English.
  private static let houseActions: [String: (english: String, chinese: String, help: String)] = [
    "publishStock": ("stock told to a channel", "发布库存", "告知渠道某货号可售多少：可分配数减保留件数，不超过上限（-1 为不限）；有变动即更新。"),
    "stopPublishing": ("no more sold on a channel", "停止发布库存", "告知渠道不再销售某货号。"),
    "acknowledgeStock": ("quantity taken by a channel", "渠道已接受库存", "记录渠道接受了哪一次数量，或为何拒绝；比已答复的更旧则不计。"),
    "addAccount": ("new account", "新增账号", "新增渠道账号：某个平台上的一家店铺。"),
    "addAlias": ("new alias", "新增别名货号", "为规格增加我们的另一个编码，例如旧货号；任何账号的明细都按它关联。"),
    "addImage": ("new image", "新增图片", "为商品增加一张图片。"),
    "addUser": ("new colleague", "新增用户", "让某人使用本系统，或更改同事的角色。"),
    "addVariant": ("new variant", "新增规格", "为商品增加一个规格。"),
    "approveLot": ("lot approved", "批次合格", "允许该批次重新销售。"),
    "approveTranslation": ("approval of a translation", "翻译审核", "通过一条翻译。"),
    "changeAddress": ("change of address", "修改地址", "修改订单的收货地址。"),
    "confirmShipping": ("shipping confirmation", "发货确认", "告知平台订单中哪些商品已发出：默认为全部已发而未告知的；也可写 货号*数量 或 #行号*数量。"),
    "createLocation": ("new place", "新建库位", "新建仓库，或为仓库新建库区或库位；库位码即货架上印的编码。"),
    "createProduct": ("new product", "新建商品", "新建商品，带一个规格。"),
    "damageLot": ("lot damaged", "批次残损", "把该批次标为残损，不再销售。"),
    "editAccount": ("edit of an account", "编辑账号", "修改渠道账号的名称、币种或时区。"),
    "editCustomer": ("edit of a customer", "编辑客户", "修改客户的名片。"),
    "editDraft": ("edit of a draft", "编辑草稿", "修改草稿订单的明细和金额。"),
    "editLot": ("edit of a lot", "更正批次", "更正批次的有效期；留空表示不过期。"),
    "endHolds": ("end of a hold", "暂停到期", "放行暂停已到期的订单。"),
    "enterOrder": ("entry by hand", "手工录入", "手工录入订单草稿；明细写作 货号*数量@单价，以逗号分隔。"),
    "eraseCustomer": ("erasure of personal data", "清除个人信息", "清除客户的全部个人信息：名片、备注、搜索词和原始记录正文。"),
    "expireLot": ("lot expired", "批次过期", "把该批次标为过期，不再销售。"),
    "holdLot": ("lot on hold", "批次冻结", "冻结该批次，暂不销售。"),
    "markAuthorised": ("mark authorised", "标记已授权", "记录付款已授权。"),
    "markPartlyPaid": ("mark partly paid", "标记部分付款", "记录订单已部分付款。"),
    "markPartlyRefunded": ("mark partly refunded", "标记部分退款", "记录订单已部分退款。"),
    "mergeCustomer": ("merge of customers", "合并客户", "把一个客户并入另一个客户。"),
    "noteCustomer": ("note on a customer", "客户备注", "填写店铺对客户的备注。"),
    "quarantineLot": ("lot quarantined", "批次隔离", "隔离该批次，暂不销售。"),
    "recallLot": ("lot recalled", "批次召回", "召回该批次，不再销售。"),
    "removeAlias": ("end of an alias", "移除别名货号", "移除规格的别名；已发货的保持不变。"),
    "removeImage": ("end of an image", "移除图片", "移除商品的一张图片。"),
    "removeTranslation": ("end of a translation", "移除翻译", "移除一条翻译。"),
    "removeUser": ("leave of a colleague", "停用用户", "让某人不再使用本系统；其日志保留。"),
    "removeVariant": ("end of a variant", "移除规格", "移除没有明细、关联、别名或组合引用的规格。"),
    "removeView": ("end of a view", "删除视图", "删除已保存的视图。"),
    "renameView": ("new name of a view", "视图改名", "给已保存的视图换一个名称。"),
    "resendShipping": ("new shipping confirmation", "重发发货确认", "把平台拒绝的发货确认重新发送，可更正承运商、服务或运单号。"),
    "saveView": ("saved view", "保存视图", "以名称保存一句查询，之后用 @名称 调用。"),
    "setKit": ("kit", "组合", "把规格设为其他规格的组合：货号*数量，以逗号分隔；留空则不是组合。"),
    "setOptions": ("option names", "规格名称", "设定商品的规格名称。"),
    "shipPart": ("ship a part", "部分发货", "记录订单的一部分已发货。"),
    "splitCustomer": ("split of a customer", "拆分客户", "撤销合并，把客户重新分开。"),
    "translateProduct": ("translation", "翻译", "填写商品某个字段的翻译。"),
    "unmapSku": ("end of a mapping", "取消关联", "取消平台货号或商品编号的关联；已发货的保持不变。"),
    "withdrawShipping": ("end of a shipping confirmation", "撤回发货确认", "放弃尚未告知或被平台拒绝的发货确认，之后可重新确认。"),
    "voidPayment": ("void the payment", "作废付款", "记录付款授权已作废。"),
  ]
}
