internal import Domain

extension Words {
  /// Titles in both languages, and in Chinese what they do.
  static let fulfilmentActions: [String: (english: String, chinese: String, help: String)] = [
    "addToWave": ("order into a wave", "加入波次", "把订单在该仓已分配的商品加入一个尚未释放的波次。"),
    "askCount": ("count asked for", "要求盘点", "要求盘点某库位的货号；盘点前不派人去该处取此货号。"),
    "cancelWave": ("end of a wave", "取消波次", "取消波次：仍在架上的商品等待下一个波次；已有商品离架则拒绝。"),
    "closeBox": ("box closed", "停用箱型", "停用一种箱型。"),
    "createBox": ("new box", "新建箱型", "新建箱型：内部尺寸（毫米）与自重。"),
    "createChannel": ("new release channel", "新建放单通道", "新建放单通道：哪些订单走此通道，同时作业的上限。"),
    "declareValue": ("declared value", "申报价值", "为包裹中的货号申报不同于实付的价值；低于实付须说明原因。"),
    "dropFromWave": ("order out of its wave", "移出波次", "把配货单移出尚未释放的波次：等待下一个波次。"),
    "editChannel": ("edit of a release channel", "编辑放单通道", "修改放单通道：开放、锁定或休眠，作业上限。"),
    "finishCount": ("end of a count", "完成盘点", "按实盘数更正账面，并结束该盘点任务。"),
    "handOverRun": ("walk handed on", "转交作业", "把作业从当前步骤转交给同事：排在其手持终端列表最前。"),
    "labelParcel": ("label", "登记面单", "登记面单：承运商与单号。一个包裹只有一张有效面单。"),
    "loseStock": ("promise that a count took back", "盘亏改派", "盘点少于已分配数：从其他仓改派，否则缺货等待。"),
    "makeManifest": ("manifest", "制作交接单", "把仓库中某承运商的全部已贴单包裹列入一张交接单。"),
    "packParcel": ("parcel", "装箱", "把已拣的商品装入包裹：默认全部，或 货号*数量；重量不符则拒绝。"),
    "planCount": ("walk of counting", "安排盘点", "为仓库中所有待盘点的库位安排一次盘点。"),
    "planPutAway": ("walk of putting away", "安排上架", "把收货区的商品安排上架：固定库位、同货号库位或空库位；待质检的须先放行。"),
    "planReplenishment": ("walk of replenishment", "安排补货", "低于下限的拣货位从存储区补货。"),
    "planRun": ("pick list", "拣货单", "按行走顺序生成拣货单。"),
    "planWave": ("wave", "建波次", "把已分配库存的订单编成波次：按查询语句、放单通道、承运商或截单时间，紧急的在先。"),
    "printPaper": ("paper printed", "打印单证", "保存包裹单证的打印内容与校验值；由 portolan papers 生成并打印。仅开始打印的，或承运商自己的面单，首次打印后才计数。"),
    "printPapers": ("papers printed", "打印单证", "生成并打印包裹的面单与报关单证，或其中一种：打印机留空用系统默认，也可存为文件或送往 $PORTOLAN_PRINT；补打须说明原因。"),
    "putBack": ("walk of putting back", "安排退回货架", "把已离架的商品送回货架：订单已取消或不再发货。"),
    "reprintPaper": ("paper printed once more", "补打单证", "补打一次仍有效的单证，须说明原因；首次打印不必。"),
    "takeBackPrint": ("print taken back", "撤回打印", "撤回您最近一次未被打印机接收的打印；仅开始打印的单证随之删除。"),
    "releaseWave": ("release of a wave", "释放波次", "释放波次：按行走顺序生成拣货单；已释放的波次为无人拣的余量补单。"),
    "setSDRRate": ("rate of the SDR", "设特别提款权汇率", "设定一特别提款权（SDR）折合多少货币、日期与来源：300 SDR 为 CN22 与 CN23 的分界。"),
    "setSender": ("sender of a warehouse", "设发件人", "设定仓库的发件人：面单与报关单证所用。此后该仓出境包裹须单证齐全；required=no 可免。"),
    "setBinLevel": ("level of a bin", "设库位上下限", "设定拣货位对某货号的下限与上限。"),
    "shipManifest": ("hand-over of a manifest", "交接出库", "把交接单上的全部包裹交给承运商：出账并通知渠道。"),
    "shipParcel": ("hand-over of a parcel", "包裹出库", "把已贴单的包裹交给承运商：出账并通知渠道。"),
    "shortPick": ("short pick", "缺拣", "记录缺拣：原因、盘点任务、改派或缺货等待。"),
    "startPacking": ("start of packing", "开始打包", "在打包台打开订单，逐件扫描装箱。"),
    "startRun": ("start of a walk", "开始作业", "领取一次作业，或继续自己的作业；每次扫描后保留两分钟。"),
    "takeOverRun": ("walk taken over", "接手作业", "从同事停下的步骤接手其作业。"),
    "unpackParcel": ("parcel taken apart", "拆包", "拆开包裹；有面单的须先作废面单。"),
    "voidLabel": ("label void", "作废面单", "作废包裹的面单，以便重新出单；包裹同时移出交接单。"),
    "workRun": ("step of a walk", "作业步骤", "记录作业的一次扫描、按键或数字；正确的即生效。"),
  ]

  /// Why something cannot be done between shelf and carrier.
  func fulfilment(_ refusal: FulfilmentRefusal) -> String {
    switch refusal {
    case .noPackingPlace(let warehouse):
      say(
        "\(warehouse) has no packing place: createLocation … warehouse=\(warehouse) use=packing.",
        "\(warehouse) 没有打包区：请用 createLocation … warehouse=\(warehouse) use=packing 新建。")
    case .nothingToPlan:
      say("No order has goods promised there that no wave has yet.", "没有已分配且未进波次的订单。")
    case .channelFull(let code, let limit, let atWork):
      say("The channel \(code) is full: \(atWork) of \(limit) at work.", "通道 \(code) 已满：作业中 \(atWork)，上限 \(limit)。")
    case .channelNotOpen(let code, let state):
      say("The channel \(code) is \(state.rawValue).", "通道 \(code) \(state == .locked ? "已锁定" : "休眠中")。")
    case .waveNotPlanned(let number, let state):
      say("\(number) is \(state.rawValue) already.", "\(number) \(waveState(state))。")
    case .waveUnderWay(let number, let picked):
      say("Of \(number) \(picked) units are off the shelf: put them back first.", "\(number) 已有 \(picked) 件离架：请先退回货架。")
    case .notAtStage(let number, let found, _):
      say("\(number) is \(stage(found)): not now.", "\(number) 处于\(stage(found))，现在不行。")
    case .runOver(let number): say("\(number) is finished.", "\(number) 已结束。")
    case .runTaken(let number, let by, _):
      say("\(by) is on \(number). Take it over?", "\(by) 正在作业 \(number)。要接手吗？")
    case .leaseLost(let number, let by):
      by.isEmpty
        ? say("\(number) was let go: start it again.", "\(number) 已释放：请重新开始。")
        : say("\(by) has taken over \(number).", "\(by) 已接手 \(number)。")
    case .runUnderWay(let number): say("Somebody is on \(number): not while it goes on.", "\(number) 正在作业，暂不能撤销。")
    case .nothingToDo(let number): say("\(number): there is nothing to do.", "\(number)：没有要做的。")
    case .onHold(let order): say("\(order) is on hold.", "\(order) 已挂起。")
    case .toBeCounted(let sku, let places):
      say("\(sku): \(list(places)) is to be counted first.", "\(sku)：\(list(places)) 须先盘点。")
    case .inCheck(let place, let units):
      say(
        "\(units) units in \(place) are in check: releaseReceipt lets them go.",
        "\(place) 有 \(units) 件待质检：须先放行（releaseReceipt）。")
    case .throughChannel(let code, let orders):
      say(
        "\(orders) orders with goods promised there go through the channel \(code): name it, or put it to sleep.",
        "已分配的 \(orders) 个订单归通道 \(code)：请指定该通道，或让其休眠。")
    case .badSentence(let sentence, let error):
      say("\(quoted(sentence)): ", "\(quoted(sentence))：") + self.sentence(error)
    case .notPromised(let order, let sku):
      say("\(order) does not want \(sku) from here any more.", "\(order) 不再需要此处的 \(sku)。")
    case .labelled(let parcel, let tracking):
      say("\(parcel) has the label \(tracking): void it first.", "\(parcel) 已有面单 \(tracking)：请先作废。")
    case .noLabel(let parcel): say("\(parcel) has no label.", "\(parcel) 没有面单。")
    case .badTracking(let text): say("\(quoted(text)) is no tracking number.", "\(quoted(text))不是运单号。")
    case .parcelShipped(let parcel): say("\(parcel) is on its way.", "\(parcel) 已出库。")
    case .notShipped(let parcel): say("\(parcel) is still here.", "\(parcel) 尚未出库。")
    case .nothingToShip: say("No labelled parcel waits for this carrier.", "没有待交接的已贴单包裹。")
    case .weightOutside(_, let found, let least, let most):
      say("\(found) g: expected \(least) to \(most) g.", "\(found) 克：应在 \(least) 至 \(most) 克。")
    case .notPicked(let sku, let asked, let found):
      say("\(found) of \(sku) are picked, not \(asked).", "\(sku) 已拣 \(found) 件，不足 \(asked) 件。")
    case .leftUnpacked(let units): say("\(units) units are in no parcel.", "还有 \(units) 件未装箱。")
    case .tooSmall(let box): say("\(box) is too small.", "\(box) 太小。")
    case .countDone(let number): say("\(number) is counted already.", "\(number) 已盘点。")
    case .noSuchNumber(let holder, let number): say("\(holder) does not go by \(number).", "\(holder) 没有单号 \(number)。")
    case .numberKnown(let holder, let number): say("\(holder) goes by \(number) already.", "\(holder) 已有单号 \(number)。")
    case .alreadyIn(let member, let unit): say("\(member) is in \(unit) already.", "\(member) 已在 \(unit) 中。")
    case .notIn(let member, let unit): say("\(member) is not in \(unit).", "\(member) 不在 \(unit) 中。")
    case .consolidationClosed(let number): say("\(number) is closed.", "\(number) 已封。")
    case .consolidationOpen(let number): say("\(number) is open.", "\(number) 未封。")
    case .goesInCircle(let member, let unit):
      say("\(unit) stands in \(member): not the other way round too.", "\(unit) 已在 \(member) 中，不能反过来。")
    case .tooLargeFor(let member, let unit): say("\(member) is too large for \(unit).", "\(unit) 装不下 \(member)。")
    case .unreadableRun(let number):
      say("\(number) was written by another program and cannot be read.", "\(number) 由其他版本写入，无法读取。")
    }
  }

  /// Fields of actions between shelf and carrier; nil where it is none of theirs.
  func fulfilmentField(_ name: String) -> String? {
    switch name {
    case "sentence": say("Sentence", "查询语句")
    case "leftOut": say("Left out", "未放行")
    case "shortPick": say("Not there", "缺拣")
    case "channel": say("Channel", "通道")
    case "wave": say("Wave", "波次")
    case "actor": say("Who", "作业人")
    case "cutOff": say("Ship by, at the latest", "截单时间")
    case "carrier": say("Carrier", "承运商")
    case "tracking": say("Tracking number", "运单号")
    case "limit": say("At most", "上限")
    case "role": say("Role", "单号类型")
    case "old": say("Old number", "原单号")
    case "status": say("State", "状态")
    case "sub": say("More", "细分状态")
    case "occurredAt": say("When", "发生时间")
    case "leg": say("Leg", "运输段")
    case "number": say("Number", "单号")
    case "plannedFrom": say("Planned from", "计划开始")
    case "plannedTo": say("Planned to", "计划结束")
    case "actualFrom": say("Begun", "实际开始")
    case "actualTo": say("Ended", "实际结束")
    case "form": say("Form", "类型")
    case "parcels": say("Parcels", "包裹")
    case "grouping": say("Walked for", "拣货方式")
    case "perRun": say("Orders a walk", "每次拣货订单数")
    case "token": say("Handheld", "手持终端标识")
    case "cart": say("Cart", "拣货车")
    case "position": say("Line of the log", "日志行号")
    case "event": say("Scan", "扫描")
    case "box": say("Box", "纸箱")
    case "grams": say("Grams", "克重")
    case "length": say("Length, mm", "长（毫米）")
    case "width": say("Width, mm", "宽（毫米）")
    case "height": say("Height, mm", "高（毫米）")
    case "emptyGrams": say("Grams, empty", "自重（克）")
    case "mostGrams": say("Grams, at most", "最大重量（克）")
    case "least": say("Least", "下限")
    case "most": say("Most", "上限")
    case "state": say("State", "状态")
    case "lines": say("Lines", "明细")
    case "code": say("Code", "编码")
    case "sku": say("SKU", "货号")
    default: nil
    }
  }

  func stage(_ stage: FulfilmentStage) -> String {
    switch stage {
    case .allocated: say("allocated", "已分配")
    case .released: say("released", "待拣")
    case .picking: say("picking", "拣货中")
    case .picked: say("picked", "已拣")
    case .packing: say("packing", "打包中")
    case .packed: say("packed", "已打包")
    case .labelled: say("labelled", "已贴单")
    case .manifested: say("manifested", "待交接")
    case .shipped: say("shipped", "已出库")
    case .delivered: say("delivered", "已妥投")
    case .closed: say("closed", "已关闭")
    case .short: say("short", "缺货")
    case .cancelled: say("cancelled", "已取消")
    }
  }

  func waveState(_ state: WaveState) -> String {
    switch state {
    case .planned: say("planned", "已计划")
    case .released: say("released", "已释放")
    case .picked: say("picked", "已拣完")
    case .done: say("done", "已完成")
    case .cancelled: say("cancelled", "已取消")
    }
  }
}
