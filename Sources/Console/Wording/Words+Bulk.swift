internal import Domain
internal import Store

/// What the console says about marks and actions on many records.
enum BulkWording: Hashable, Sendable {
  case marked(Int64, outside: Int64?), markedShort(Int64, outside: Int64?)
  case readingMarks
  case rangeBegun, markedAll(Int64), unmarkedAll, nothingMarked
  case records(Kind, Int64)
  case allMarked(Int64, outside: Int64?)
  case looking(Int64), judged(Int64, of: Int64)
  case willDo(Int64, of: Int64), willRefuse(Int64), more
  case undoOf(Reversibility), takes(seconds: Double)
  case typeNumber(String), wrongNumber(String)
  case hintBack, hintApplies, hintStop, hintGoOn, hintRetry, hintFailed, hintWaiting, hintLeft, hintAll, hintUndo
  case batchTitle(Int64)
  case fate(done: Int64, refused: Int64, left: Int64)
  case takenBack(Int64, left: Int64)
  case runs, stopped(Int64)
  case isRunning, noBatch
  case hintEarlier, hintLater, unfinishedPlace(Int, of: Int), unfinished(Int), wasLeft([Int64])
  case quitWhileRunning(Int64?)
  case ended(action: String, done: Int64, refused: Int64)
  case brokenOff(action: String, done: Int64, left: Int64)
  case progress(action: String, bar: String, refused: Int64), undoProgress(bar: String)
  // Only in lines of text.
  case markIs(String, isSet: Bool), isMarked, plainRange(place: String, again: String), plainProgress(
    String, done: Int64, of: Int64)
  case sayApply(Int64?), nothingPlanned, planForgotten, undoForgotten
  case result(of: String, String), moreResults(Int64, view: String), youMaySay([String])
  case undoGoesOn, undoStopped(Int64)
  case undoneMany(Int64), redoneMany(Int64), undoneManyInPart(Int64, left: [String], Int64)
}

extension Words {
  func callAsFunction(_ wording: BulkWording) -> String {
    switch wording {
    case .marked(let count, let outside):
      (outside ?? 0) > 0
        ? say(
          "\(number(count)) marked, \(number(outside ?? 0)) not in this view",
          "已标记 \(number(count))，其中 \(number(outside ?? 0)) 不在此视图")
        : say("\(number(count)) marked", "已标记 \(number(count))")
    case .markedShort(let count, let outside):
      (outside ?? 0) > 0 ? "*\(number(count)) (\(number(outside ?? 0)))" : "*\(number(count))"
    case .readingMarks: say("Marking …", "标记中…")
    case .rangeBegun: say("Move to the other end: v or Space marks up to there, Esc leaves.", "移到另一端：v 或空格标记到此，Esc 取消。")
    case .markedAll(let count): say("\(number(count)) marked.", "已标记 \(number(count)) 条。")
    case .unmarkedAll: say("No marks any more.", "已清除全部标记。")
    case .nothingMarked: say("nothing is marked", "没有标记")
    case .records(let kind, let count):
      say("\(number(count)) \(noun(kind, count))", "\(number(count)) 条\(self.kind(kind))")
    case .allMarked(let count, let outside):
      (outside ?? 0) > 0
        ? say(
          "For all \(number(count)) marked; \(number(outside ?? 0)) of them are not in this view.",
          "用于全部 \(number(count)) 条已标记，其中 \(number(outside ?? 0)) 条不在此视图。")
        : say(
          count == 1 ? "For the one that is marked." : "For all \(number(count)) marked.", "用于全部 \(number(count)) 条已标记。"
        )
    case .looking(let count): say("Looking at \(number(count)) records …", "正在检查 \(number(count)) 条记录…")
    case .judged(let judged, let total):
      say("Looked at \(number(judged)) of \(number(total)) so far.", "已检查 \(number(judged)) / \(number(total))。")
    case .willDo(let count, let total):
      say("\(number(count)) of \(number(total)) will be done.", "\(number(total)) 条中 \(number(count)) 条将执行。")
    case .willRefuse(let count): say("\(number(count)) will be refused:", "\(number(count)) 条会被拒绝：")
    case .more: say("…", "…")
    case .undoOf(.reversible): say("\(key(.undo)) takes it back as one.", "可按 \(key(.undo)) 整批撤销。")
    case .undoOf(.compensated):
      say("It does not go back to what it was: something else makes it good.", "无法还原，只能另行补救。")
    case .undoOf(.final): say("It is final: nothing takes it back.", "不可撤销。")
    case .takes(let seconds): say("It takes about \(duration(seconds)).", "约需 \(duration(seconds))。")
    case .typeNumber(let count): say("Type \(count) to apply it to all of them.", "输入 \(count) 以对全部执行。")
    case .wrongNumber(let count): say("It is \(count), not that.", "应为 \(count)。")
    case .hintBack: say("back", "返回")
    case .hintApplies: say("applies", "执行")
    case .hintStop: say("stops", "停止")
    case .hintGoOn: say("goes on", "继续")
    case .hintRetry: say("tries the refused again", "重试被拒的")
    case .hintFailed: say("lists the refused", "列出被拒的")
    case .hintWaiting: say("lists what is left", "列出未执行的")
    case .hintLeft: say("lists what stayed", "列出未撤销的")
    case .hintAll: say("lists all", "列出全部")
    case .hintUndo: say("undoes it", "撤销")
    case .batchTitle(let id): say("Batch \(id)", "批次 \(id)")
    case .fate(let done, let refused, let left):
      say(
        "\(number(done)) done, \(number(refused)) refused\(left > 0 ? ", \(number(left)) left" : "").",
        "已执行 \(number(done))，被拒 \(number(refused))\(left > 0 ? "，剩余 \(number(left))" : "")。")
    case .takenBack(let undone, let left):
      left > 0
        ? say(
          "\(number(undone)) taken back; \(number(left)) were changed since and stay as they are.",
          "已撤销 \(number(undone))；\(number(left)) 条后来被改动，保持原样。")
        : say("\(number(undone)) taken back.", "已撤销 \(number(undone)) 条。")
    case .runs: say("It runs; the list can be worked in meanwhile.", "正在执行，期间可继续操作列表。")
    case .stopped(let left): say("It was stopped: \(number(left)) are left.", "已停止：剩余 \(number(left)) 条。")
    case .isRunning: say("A batch is running: \(key(.batch)) shows it.", "已有批次在执行：按 \(key(.batch)) 查看。")
    case .hintEarlier: say("an earlier unfinished one", "更早的未完成批次")
    case .hintLater: say("a later one", "更晚的未完成批次")
    case .unfinishedPlace(let place, let count):
      say("Your unfinished batches: this is \(place) of \(count).", "你的未完成批次：第 \(place) / \(count) 个。")
    case .unfinished(let count):
      say(
        count == 1 ? "An earlier batch of yours is unfinished." : "\(count) earlier batches of yours are unfinished.",
        "你还有 \(count) 个更早的批次未完成。")
    case .wasLeft(let ids):
      ids.count == 1
        ? say("Batch \(ids[0]) was left unfinished: \(key(.batch)) shows it.", "批次 \(ids[0]) 尚未完成：按 \(key(.batch)) 查看。")
        : say(
          "\(ids.count) batches were left unfinished: \(key(.batch)) shows them.",
          "有 \(ids.count) 个批次尚未完成：按 \(key(.batch)) 查看。")
    case .quitWhileRunning(let id):
      say(
        "\(id.map { "Batch \($0)" } ?? "A batch") is running. \(key(.quit)) once more leaves: it stops, and "
          + "\(key(.batch)) goes on with it at the next login.",
        "\(id.map { "批次 \($0) " } ?? "批次")正在执行。再按 \(key(.quit)) 退出：批次停下，下次登录按 \(key(.batch)) 继续。")
    case .noBatch: say("You have not done anything to many records yet.", "还没有批量操作。")
    case .ended(let action, let done, let refused):
      refused > 0
        ? say(
          "\(action): \(number(done)) done, \(number(refused)) refused; \(key(.batch)) says why.",
          "\(action)：已执行 \(number(done))，被拒 \(number(refused))，按 \(key(.batch)) 查看原因。")
        : say("\(action): \(number(done)) done.", "\(action)：已执行 \(number(done))。")
    case .brokenOff(let action, let done, let left):
      say(
        "\(action): stopped after \(number(done)); \(number(left)) are left, \(key(.batch)) goes on.",
        "\(action)：已执行 \(number(done)) 后停止，剩余 \(number(left))，按 \(key(.batch)) 继续。")
    case .progress(let action, let bar, let refused):
      "\(action)  \(bar)"
        + (refused > 0 ? say("  \(number(refused)) refused", "  被拒 \(number(refused))") : "")
    case .undoProgress(let bar): say("undo  \(bar)", "撤销  \(bar)")
    case .markIs(let number, let isSet):
      isSet ? say("\(number): marked.", "\(number)：已标记。") : say("\(number): mark taken.", "\(number)：已取消标记。")
    case .isMarked: say("marked", "已标记")
    case .plainRange(let place, let again):
      say("From row \(place): go to the other end and say \(again) again.", "从第 \(place) 行开始：移到另一端，再说\(quoted(again))。")
    case .plainProgress(let action, let done, let total):
      say(
        "\(action): \(number(done)) of \(number(total)) so far.", "\(action)：已处理 \(number(done)) / \(number(total))。")
    case .sayApply(let count):
      count.map { say("Say “apply \($0)” to do it, “forget” to leave it.", "说“执行 \($0)”以执行，“放弃”则不执行。") }
        ?? say("Say “apply” to do it, “forget” to leave it.", "说“执行”以执行，“放弃”则不执行。")
    case .nothingPlanned:
      say("Nothing is planned: mark rows, then say what to do with them.", "没有计划：先标记行，再说要执行的操作。")
    case .undoForgotten: say("Left as it is; nothing was taken back.", "保持原样，未撤销。")
    case .planForgotten: say("Left as it is; the marks stay.", "未执行，标记保留。")
    case .result(let number, let result): say("\(number): \(result).", "\(number)：\(result)。")
    case .moreResults(let count, let view):
      say("\(number(count)) more: \(view) lists all.", "还有 \(number(count)) 条：\(view) 列出全部。")
    case .youMaySay(let words): say("You may say: \(list(words)).", "可以说：\(list(words))。")
    case .undoGoesOn: say("The undo that was broken off goes on.", "继续先前中断的撤销。")
    case .undoStopped(let count):
      say(
        "The undo was stopped after \(counted(count, "record")); \(key(.undo)) goes on with it.",
        "撤销在 \(number(count)) 条后停止，按 \(key(.undo)) 继续。")
    case .undoneMany(let count): say("Undone: \(counted(count, "record")).", "已撤销 \(number(count)) 条记录。")
    case .redoneMany(let count): say("Redone: \(counted(count, "record")).", "已重做 \(number(count)) 条记录。")
    case .undoneManyInPart(let undone, let names, let left):
      say(
        "\(number(undone)) undone; \(list(names))\(left > Int64(names.count) ? " …" : "") (\(number(left))) changed "
          + "since and \(left == 1 ? "stays" : "stay"). \(key(.batch)) lists them.",
        "已撤销 \(number(undone))；\(list(names))\(left > Int64(names.count) ? "…" : "")（\(number(left)) 条）后来被改动，"
          + "保持原样，按 \(key(.batch)) 列出。")
    }
  }

  func plainWord(_ word: PlainWord) -> String {
    switch word {
    case .apply: say("apply", "执行")
    case .forget: say("forget", "放弃")
    case .retry: say("retry", "重试")
    case .resume: say("resume", "继续")
    }
  }

  func help(_ word: PlainWord) -> String {
    switch word {
    case .apply: say("Does what was planned for the marked records.", "对已标记的记录执行计划。")
    case .forget: say("Leaves the plan; nothing is done.", "放弃计划，什么也不做。")
    case .retry: say("Tries the refused records of the last batch again.", "重试上一批次中被拒的记录。")
    case .resume: say("Goes on with what is left of the last batch.", "继续上一批次中未执行的部分。")
    }
  }

  /// What rows of a kind are called, in English.
  func nouns(_ kind: Kind) -> String { noun(kind, 2) }

  private func noun(_ kind: Kind, _ count: Int64) -> String {
    let one = count == 1
    return switch kind {
    case .orders: one ? "order" : "orders"
    case .lines: one ? "line" : "lines"
    case .products: one ? "product" : "products"
    case .variants: one ? "variant" : "variants"
    case .customers: one ? "customer" : "customers"
    case .stock: one ? "row of stock" : "rows of stock"
    case .locations: one ? "place" : "places"
    case .moves: one ? "line of the ledger" : "lines of the ledger"
    case .suppliers: one ? "supplier" : "suppliers"
    case .purchases: one ? "purchase" : "purchases"
    case .purchaseLines: one ? "line of a purchase" : "lines of purchases"
    case .receipts: one ? "delivery in check" : "deliveries in check"
    case .carriers: one ? "carrier" : "carriers"
    case .services: one ? "service" : "services"
    case .sheets: one ? "rate sheet" : "rate sheets"
    case .pegs: one ? "unit sold ahead" : "units sold ahead"
    case .returns: one ? "return" : "returns"
    case .rules: one ? "rule" : "rules"
    case .waves: one ? "wave" : "waves"
    case .fulfilments: one ? "order's goods" : "orders' goods"
    case .runs: one ? "walk" : "walks"
    case .parcels: one ? "parcel" : "parcels"
    case .manifests: one ? "manifest" : "manifests"
    case .alerts: one ? "alert" : "alerts"
    case .claims: one ? "claim" : "claims"
    case .lanes: one ? "lane" : "lanes"
    case .shipments: one ? "shipment" : "shipments"
    case .consolidations: one ? "consolidation" : "consolidations"
    case .trackingEvents: one ? "event" : "events"
    }
  }

  private func duration(_ seconds: Double) -> String {
    if seconds < 1 { return say("a second", "1 秒") }
    let whole = Int64(min(seconds.rounded(.up), 1_000_000))
    if whole < 100 { return say("\(whole) seconds", "\(whole) 秒") }
    return say("\((whole + 30) / 60) minutes", "\((whole + 30) / 60) 分钟")
  }

  func refused(_ refusal: BulkRefusal) -> String {
    switch refusal {
    case .noRecords: say("There are no records to do it to.", "没有可操作的记录。")
    case .noSuchBatch(let id): say("There is no batch \(id).", "没有批次 \(id)。")
    case .nothingLeft(let id): say("Nothing is left of batch \(id).", "批次 \(id) 没有剩余。")
    case .nothingFailed(let id): say("Nothing of batch \(id) was refused.", "批次 \(id) 没有被拒的记录。")
    case .undone(let id): say("Batch \(id) was undone.", "批次 \(id) 已被撤销。")
    case .neverBegan(let id):
      say("Batch \(id) was broken off before anything was done: do it anew.", "批次 \(id) 在执行前中断：请重新操作。")
    case .fieldsNotKept(let id):
      say(
        "What batch \(id) was to write is personal and was not kept: do it anew.", "批次 \(id) 的内容属个人信息，未保存：请重新操作。")
    case .notOnMany(let action):
      say("\(self.action(action)) is not done to such records.", "\(self.action(action))不能用于这些记录。")
    }
  }

  /// `17.failed wrongState:shipped` as people say it.
  func batchResult(_ text: String) -> String {
    let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
    let label = (parts.first ?? "").split(separator: ".").map(String.init)
    guard label.count == 2, let result = BulkItem.Result(rawValue: label[1]) else { return text }
    let why = parts.count > 1 ? ActionRefusal(code: parts[1]).map(refused) ?? parts[1] : ""
    return "\(label[0]) \(batchResult(result))" + (why.isEmpty ? "" : say(": \(why)", "：\(why)"))
  }

  func batchResult(_ result: BulkItem.Result) -> String {
    switch result {
    case .waiting: say("waiting", "未执行")
    case .done: say("done", "已执行")
    case .failed: say("refused", "被拒")
    case .undone: say("undone", "已撤销")
    case .left: say("stayed", "未撤销")
    }
  }
}
