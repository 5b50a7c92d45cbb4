internal import Terminal

/// What is said about the terminal's side: the clipboard, the mouse, the line, the end.
enum CraftWording: Hashable, Sendable {
  case copiedNumber(String)
  case copiedRows(Int)
  case copiedTabs(Int)
  case copiedNumbers(Int)
  case copyingRows(Int64)
  /// More rows are marked than are copied at once.
  case copiedOnly(Int, of: Int64)
  case copiedPage(lines: Int)
  /// Behind one of these, where nobody knows whether the terminal took it.
  case perhapsCopied
  case copyTooLong(bytes: Int, limit: Int)
  case noClipboard
  case nothingToCopy
  case savedCopy(String)
  case mouseOn, mouseOff
  /// In the bar, as long as it is on.
  case mouseInBar
  case selecting
  case zoomed, unzoomed
  case gauge(LineReport)
  case working
  /// The program ended by a fault of its own; the report stands in this file.
  case fault(report: String)
}

extension Words {
  func callAsFunction(_ wording: CraftWording) -> String {
    switch wording {
    case .copiedNumber(let number): say("Copied \(number).", "已复制 \(number)。")
    case .copiedTabs(let count):
      say(
        "Copied \(number(Int64(count))) \(count == 1 ? "row" : "rows"), with tabs.",
        "已复制 \(number(Int64(count))) 行（制表符分隔）。")
    case .copiedNumbers(let count):
      say("Copied \(number(Int64(count))) numbers.", "已复制 \(number(Int64(count))) 个编号。")
    case .copyingRows(let count): say("Copying \(number(count)) marked …", "正在复制 \(number(count)) 条已标记…")
    case .copiedOnly(let count, let total):
      say(
        "Only \(number(Int64(count))) of the \(number(total)) marked: no more are copied at once, `export` writes all.",
        "仅前 \(number(Int64(count))) 条，共标记 \(number(total)) 条：一次最多复制这么多，全部请用 export。")
    case .copiedRows(let count):
      say("Copied \(counted(Int64(count), "row")) as CSV.", "已将 \(count) 行复制为 CSV。")
    case .copiedPage(let lines):
      say("Copied \(counted(Int64(lines), "line")) of text.", "已复制 \(lines) 行文字。")
    case .perhapsCopied:
      say(
        "If nothing arrives: \(title(.copyFile)).", "剪贴板若没有：\(title(.copyFile))。")
    case .copyTooLong(let bytes, let limit):
      say(
        "Too long for a clipboard, \(number(Int64(bytes))) of \(number(Int64(limit))) bytes: \(title(.copyFile)).",
        "内容过长，剪贴板放不下：\(number(Int64(bytes))) 字节，上限 \(number(Int64(limit)))；请用“\(title(.copyFile))”。")
    case .noClipboard:
      say(
        "This terminal has no clipboard; : \(title(.copyFile)) writes it.", "此终端没有剪贴板；请用 :“\(title(.copyFile))”。")
    case .nothingToCopy: say("There is nothing to copy.", "没有可复制的内容。")
    case .savedCopy(let path): say("Written to \(path)", "已写入 \(path)")
    case .mouseInBar: say("mouse", "鼠标")
    case .mouseOn:
      say(
        "The mouse is Portolan's; Shift selects text in most terminals.", "鼠标已启用；多数终端按住 Shift 可选择文字。")
    case .mouseOff: say("The mouse is the terminal's again.", "鼠标已交还终端。")
    case .selecting: say("Select with the mouse; any key goes back.", "用鼠标选择文字，按任意键返回。")
    case .zoomed: say("One pane on the whole screen; the same key takes it back.", "单个窗格占满屏幕，再按恢复。")
    case .unzoomed: say("Panes side by side where there is room.", "空间足够时并排显示窗格。")
    case .gauge(let line): gauge(line)
    case .working: say("working", "处理中")
    case .fault(let report):
      say(
        "portolan ended by a fault of its own. Nothing committed is lost; what happened is noted, without personal "
          + "data, in " + report,
        "portolan 因自身故障退出。已提交的内容没有丢失；故障记录（不含个人数据）在 " + report)
    }
  }

  /// `42 ms 310 kB`; `?` while nothing was measured.
  private func gauge(_ line: LineReport) -> String {
    let trip = line.roundTrip.map { "\($0) ms" } ?? "?"
    let kilobytes = (line.bytes + 512) / 1024
    let volume = kilobytes < 10_000 ? "\(kilobytes) kB" : "\(kilobytes / 1024) MB"
    return trip + " " + volume
  }
}

extension Said {
  /// What is said on the normal screen after a fault that was noted in a file.
  public static func fault(report: String, in language: Language) -> String {
    Words(language: language)(.craft(.fault(report: report)))
  }
}
