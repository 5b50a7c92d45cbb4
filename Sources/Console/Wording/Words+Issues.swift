internal import Domain

/// Faults of rows that an import could not read, as an order's page tells them.
extension Words {
  /// What was noted of a hold; what the program itself noted is told in the reader's language.
  func holdNote(_ hold: Hold) -> String {
    if let note = HoldNote(hold.note) { return said(note) }
    guard let (line, why) = hold.unreadable else { return hold.note }
    return say(hold.note, "文件第 \(line) 行无法读取（\(RowIssue(line: line, message: why).map(issue) ?? why)）")
  }

  private func said(_ note: HoldNote) -> String {
    switch note {
    case .asTheSourceSays: say(note.text, "来源如此标明")
    case .calledOffTooLate: say(note.text, "已有货物发出后渠道取消了订单")
    case .changedAfterRework: say(note.text, "拆单或合单后渠道更改了订单")
    case .setAside(let reason): say(note.text, "打包台搁置：\(self.reason(reason))")
    case .address(let findings): say(note.text, list(findings.map(finding)))
    }
  }

  /// A fault of an order's row; the import itself speaks English.
  private func issue(_ issue: RowIssue) -> String {
    let what = issue.found.isEmpty ? "" : quoted(issue.found)
    return switch issue.code {
    case .missingId: say(issue.message, "缺少单号")
    case .missingValue: say(issue.message, "缺少值")
    case .wrongDate: say(issue.message, "\(what)不是日期，应如 2026-09-22")
    case .wrongNumber: say(issue.message, "\(what)不是整数")
    case .wrongAmount: say(issue.message, "\(what)不是金额，应如 12.30")
    case .badCount: say(issue.message, "\(what)不是件数，应在 0 到 1,000,000,000 之间")
    case .unknownCurrency: say(issue.message, "\(what)不是货币，应为代码，如 EUR")
    case .currenciesDiffer: say(issue.message, "货币\(what)与同一订单的其他行不同")
    case .unknownCountry: say(issue.message, "\(what)不是国家，应为代码，如 DE")
    case .unknownState: say(issue.message, "\(what)不是该国的州或省，应为代码或名称，如 HI")
    case .unknownStatus: say(issue.message, "状态\(what)未知")
    case .tooLong: say(issue.message, "值超过长度上限\(what)")
    case .tooMany: say(issue.message, "值的个数超过上限\(what)")
    case .sumTooLarge: say(issue.message, "金额\(what)过大")
    case .raggedRow: say(issue.message, "列数与表头不同\(what)")
    case .unclosedQuote: say(issue.message, "引号未闭合")
    case .strayQuote: say(issue.message, "未加引号的字段中有引号\(what)")
    case .nulByte: say(issue.message, "行中有空字节，请重新导出文件")
    case .wrongEncoding: say(issue.message, "文字\(what)与文件编码不符")
    case .wrongJSON: say(issue.message, "不是 JSON\(what)")
    case .wrongRecord: say(issue.message, "记录的结构不符合其格式\(what)")
    case .roundedNumber: say(issue.message, "电子表格把编号四舍五入成\(what)，末几位已丢失，请重新导出文件")
    case .unsupported: say(issue.message, "此格式不导入\(what)")
    // These are told of other records than an order's lines.
    case .blankRow, .proseRow, .footer, .headerAgain, .notThisKind, .streamMessage, .unknownStream, .notMapped,
      .skuTaken, .variantKept, .unknownVariant, .conflict, .orphanRow, .erased, .sharedBarcode, .unknownPlace,
      .doubtfulPlace, .closedPlace, .mirrorPlace, .binNeeded, .lotNeeded, .lotDiffers, .countedTwice,
      .unknownCondition, .promisedMore, .unknownOrder, .unknownLine, .notShippable, .channelRefused, .noSuchFile,
      .wrongWeight, .wrongLength, .wrongShare, .wrongDays, .wrongTime, .wrongRange, .unknownHazard, .unknownFeature,
      .unknownService, .noRates, .bracketsOverlap, .differsInSheet, .unitNeeded, .lineAgain, .rowAgain,
      .otherDateOrder:
      issue.message
    }
  }
}
