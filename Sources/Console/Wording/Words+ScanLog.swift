internal import Domain

/// What a walk's log says to whoever reads it at a desk.
extension Words {
  /// What was scanned, pressed or typed.
  func scanned(_ event: ScanEvent) -> String {
    switch event {
    case .scan(let code, _): say("scanned ", "扫描 ") + code
    case .key(let key): key.rawValue.uppercased()
    case .number(let count): say("typed ", "输入 ") + number(count)
    case .text(let text, _): say("typed ", "输入 ") + text
    case .answer(let answer): self(answer ? .yes : .no)
    case .notice(let notice): self.notice(notice)
    }
  }

  /// Why a line of the log was refused; empty where it was right.
  func refusal(logged name: String) -> String {
    if name.isEmpty { return "" }
    let parts = name.split(separator: ":", maxSplits: 2).map(String.init)
    // What the store would not have: its word, and what it is about.
    if parts.first == "store", parts.count > 1 {
      let about = parts.count > 2 ? " " + parts[2] : ""
      return (storeRefusals[parts[1]] ?? spaced(parts[1])) + about
    }
    return language == .english ? spaced(name) : scanRefusals[name] ?? spaced(name)
  }

  /// `wrongProduct` as words.
  private func spaced(_ name: String) -> String {
    name.reduce(into: "") { text, letter in text += letter.isUppercase ? " " + letter.lowercased() : String(letter) }
  }

  private var storeRefusals: [String: String] {
    [
      "undone": say("undone", "已撤销"), "runOver": say("already finished:", "作业已结束"),
      "leaseLost": say("gone on with by a colleague:", "已由同事接手"),
      "closedLocation": say("closed:", "库位已关闭"), "runTaken": say("a colleague is on it:", "同事作业中"),
    ]
  }

  private var scanRefusals: [String: String] {
    [
      "halfScan": "扫码不全", "unreadable": "无法识别", "unknownCode": "未知条码", "codeOfAnotherKind": "条码种类不对",
      "ambiguousCode": "条码有歧义", "wrongCart": "拣货车不对", "wrongLocation": "库位不对", "wrongProduct": "商品不对",
      "wrongLot": "批次不对", "wrongPack": "包装不对", "wrongBin": "货框不对", "wrongOrder": "订单不对",
      "wrongBox": "纸箱不对", "binIsFull": "货框已满", "emptyBin": "货框为空", "overPick": "超出应拣数量",
      "overReceipt": "超出订购数量", "zeroQuantity": "数量为零", "numberOutOfRange": "数字超出范围", "expired": "已过期",
      "noSuchDate": "日期不存在", "closedLocation": "库位已关闭", "cancelledOrder": "订单已取消", "finishedRun": "作业已结束",
      "needsConfirmation": "需再次确认", "keyNotHere": "此处不用该键", "notExpectedHere": "此处不需要",
      "scannerOnly": "只能扫描", "onlyTask": "最后一项", "nothingCounted": "尚未计数", "notAllPacked": "未全部装箱",
      "weightOutside": "重量不符", "textTooLong": "内容过长",
    ]
  }
}
