internal import Domain
internal import Terminal

extension Words {
  /// Commands of fields.
  func typingTitle(_ command: Command) -> String {
    switch command {
    case .caretLeft: say("left", "左移")
    case .caretRight: say("right", "右移")
    case .caretUp: say("row up", "上一行")
    case .caretDown: say("row down", "下一行")
    case .wordLeft: say("word left", "左移一词")
    case .wordRight: say("word right", "右移一词")
    case .lineStart: say("row's start", "行首")
    case .lineEnd: say("row's end", "行尾")
    case .textStart: say("text's start", "文首")
    case .textEnd: say("text's end", "文末")
    case .deleteLeft: say("delete left", "删前一字")
    case .deleteRight: say("delete right", "删后一字")
    case .deleteWordLeft: say("delete word", "删前一词")
    case .deleteWordRight: say("delete next word", "删后一词")
    case .killToStart: say("delete to start", "删至行首")
    case .killToEnd: say("delete to end", "删至行尾")
    case .deleteLine: say("delete line", "删整行")
    case .undoTyping: say("undo typing", "撤销输入")
    case .redoTyping: say("redo typing", "重做输入")
    case .newLine: say("new line", "换行")
    case .inEditor: say("editor", "外部编辑器")
    case .saveForm: say("save", "保存")
    case .leaveForm: say("leave", "离开")
    case .nextField: say("next field", "下一项")
    case .previousField: say("previous field", "上一项")
    case .takeTheirs: say("take theirs", "采用对方的")
    case .takeDraft: say("take draft", "取回草稿")
    case .nextText: say("next open text", "下一待译")
    case .previousText: say("previous open text", "上一待译")
    case .approveText: say("approve text", "审核译文")
    case .addLanguage: say("add language", "添加语言")
    case .markText: say("select", "开始选择")
    case .selectAllText: say("select all", "全选")
    case .extendLeft: say("select left", "向左选择")
    case .extendRight: say("select right", "向右选择")
    case .extendUp: say("select row up", "向上选择")
    case .extendDown: say("select row down", "向下选择")
    case .extendToStart: say("select to start", "选到行首")
    case .extendToEnd: say("select to end", "选到行尾")
    case .copyText: say("copy text", "复制文字")
    case .cutText: say("cut text", "剪切文字")
    case .pasteText: say("paste text", "粘贴文字")
    default: command.rawValue
    }
  }

  func typingHelp(_ command: Command) -> String {
    switch command {
    case .caretLeft: say("One character to the left.", "左移一个字符。")
    case .caretRight: say("One character to the right.", "右移一个字符。")
    case .caretUp: say("One row up in a text, or to the field before.", "文本中上移一行，或到上一项。")
    case .caretDown: say("One row down in a text, or to the next field.", "文本中下移一行，或到下一项。")
    case .wordLeft: say("To where the word began.", "移到词首。")
    case .wordRight: say("To where the word ends.", "移到词尾。")
    case .lineStart: say("To where the row begins.", "移到行首。")
    case .lineEnd: say("To where the row ends.", "移到行尾。")
    case .textStart: say("To where the text begins.", "移到全文开头。")
    case .textEnd: say("To where the text ends.", "移到全文末尾。")
    case .deleteLeft: say("Deletes the character before the caret.", "删除光标前的字符。")
    case .deleteRight: say("Deletes the character at the caret.", "删除光标处的字符。")
    case .deleteWordLeft: say("Deletes the word before the caret.", "删除光标前的词。")
    case .deleteWordRight: say("Deletes the word behind the caret.", "删除光标后的词。")
    case .killToStart: say("Deletes to where the line begins.", "删除到行首。")
    case .killToEnd: say("Deletes to where the line ends.", "删除到行尾。")
    case .deleteLine: say("Deletes the whole line.", "删除整行。")
    case .undoTyping: say("Takes back what was typed in this field.", "撤销在此输入框中的输入。")
    case .redoTyping: say("Types it again.", "恢复撤销的输入。")
    case .newLine: say("Begins a new line in a text.", "在文本中换行。")
    case .inEditor: say("Opens the text in VISUAL or EDITOR.", "用 VISUAL 或 EDITOR 打开文本。")
    case .saveForm: say("Saves the form.", "保存表单。")
    case .leaveForm: say("Leaves the form; what was typed is kept as a draft.", "离开表单，已输入内容存为草稿。")
    case .nextField: say("To the next field.", "到下一项。")
    case .previousField: say("To the field before.", "到上一项。")
    case .takeTheirs: say("Takes what somebody else wrote meanwhile.", "采用他人同时写入的内容。")
    case .takeDraft: say("Takes your draft of this form.", "取回此表单的草稿。")
    case .nextText: say("To the next text that is not translated or not reviewed.", "到下一个未翻译或未审核的文本。")
    case .previousText: say("To the one before that is not translated or not reviewed.", "到上一个未翻译或未审核的文本。")
    case .addLanguage: say("Adds a language to translate into.", "添加一种译文语言。")
    case .markText: say("Every motion selects from here on; again ends it.", "此后移动光标即选择；再按一次结束。")
    case .selectAllText: say("Selects the whole field.", "选中整个输入框。")
    case .extendLeft, .extendRight: say("Selects one character more or less.", "多选或少选一个字符。")
    case .extendUp, .extendDown: say("Selects one row more or less.", "多选或少选一行。")
    case .extendToStart, .extendToEnd: say("Selects to the row's edge.", "选到行的一端。")
    case .copyText: say("Copies what is selected, to the clipboard too.", "复制所选文字，同时放入剪贴板。")
    case .cutText: say("Copies what is selected and takes it away.", "剪切所选文字。")
    case .pasteText: say("Puts in what was copied here last.", "插入上次在此复制的文字。")
    case .approveText: say("Notes that you read this translation and found it right.", "确认已阅读此译文且无误。")
    default: ""
    }
  }

  private static let englishDays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let chineseDays = ["一", "二", "三", "四", "五", "六", "日"]

  /// How a typed date was read: `Fri 2026-12-25 12:00 Berlin (noon)`.
  func echo(_ typed: TypedDate, _ zone: Zone) -> String {
    let civil = typed.civil
    let day = say(Words.englishDays[civil.weekday], "周" + Words.chineseDays[civil.weekday])
    let city = zone.name.split(separator: "/").last.map { $0.split(separator: "_").joined(separator: " ") } ?? zone.name
    let remarks = TypedDate.Remark.allCases.filter(typed.remarks.contains).map(remark)
    let text = "\(day) \(civil.dateText) \(civil.clockText.prefix(5)) \(city)"
    return remarks.isEmpty ? text : text + say(" (\(list(remarks)))", "（\(list(remarks))）")
  }

  private func remark(_ remark: TypedDate.Remark) -> String {
    switch remark {
    case .dayFirst: say("read as day/month", "按日/月读取")
    case .monthFirst: say("read as month/day", "按月/日读取")
    case .noon: say("noon", "未写时间，取正午")
    case .twice: say("the first of two such times", "该时刻出现两次，取第一次")
    }
  }

  func refused(_ refusal: TypedDate.Refusal) -> String {
    switch refusal {
    case .unreadable:
      say(
        "No date yet: tomorrow 5pm, fri, +3d, 25.12., 2026-12-25 14:00.",
        "还不是日期：明天下午5点、周五、3天后、12月25日、2026-12-25 14:00。")
    case .noSuchDay: say("The calendar has no such day.", "没有这一天。")
    case .noSuchTime: say("The clock has no such time.", "没有这个时刻。")
    case .skipped(let civil):
      say(
        "The clocks go forward over it that night; \(civil.clockText.prefix(5)) would fit.",
        "当晚时钟拨快，没有这个时刻；可填 \(civil.clockText.prefix(5))。")
    }
  }

  /// How a typed sum was read: `EUR 1234.00 (the sign parts thousands)`.
  func echo(_ typed: TypedMoney) -> String {
    let text = typed.money.withCode
    let remark: String? =
      switch typed.remark {
      case .partsThousands: say("read as thousands", "按千位分隔读取")
      case .beginsDecimals: say("read as decimals", "按小数读取")
      case .sharedSign(let sign): say("\(sign) read so", "\(sign) 按此币种读取")
      case nil: nil
      }
    return text + (remark.map { say(" (\($0))", "（\($0)）") } ?? "")
  }

  func refused(_ refusal: TypedMoney.Refusal) -> String {
    switch refusal {
    case .unreadable: say("No amount: 12.50 EUR, 12,50 €, US$ 3.", "不是金额：12.50 EUR、12,50 €、US$ 3。")
    case .noCurrency: say("Its currency is missing: 12.50 EUR.", "缺少币种：12.50 EUR。")
    case .unknownCurrency(let word):
      say("\(quoted(word)) is no currency; write EUR, USD, CNY …", "\(quoted(word))不是币种；请写 EUR、USD、CNY 等。")
    case .otherCurrency(let currency): say("It has to be in \(currency.code).", "必须以 \(currency.code) 计。")
    case .tooManyDecimals(let currency):
      currency.decimals == 0
        ? say("\(currency.code) has no decimals.", "\(currency.code) 没有小数。")
        : say("\(currency.code) has \(currency.decimals) decimals.", "\(currency.code) 只有 \(currency.decimals) 位小数。")
    case .tooLarge: say("Too large.", "金额过大。")
    }
  }

  // MARK: Fields

  func fieldError(_ error: FieldError) -> String {
    switch error {
    case .missing: self(.fieldMissing)
    case .tooLong(let limit, let over):
      say("\(limit) characters at most: \(over) too many.", "最多 \(limit) 个字符，超出 \(over) 个。")
    case .pasteTooLong: self(.pasteTooLong)
    case .pasteOfLines(let lines):
      say(
        "\(number(Int64(lines))) lines were pasted; one fits here. Nothing was pasted.",
        "粘贴了 \(number(Int64(lines))) 行，此处只能一行，未粘贴。")
    case .notAChoice: self(.notAChoice)
    case .date(let refusal): refused(refusal)
    case .money(let refusal): refused(refusal)
    case .notANumber: say("A whole number such as 340.", "请填整数，如 340。")
    case .notAnHSCode: say("An HS code has 6 to 10 digits.", "HS 编码为 6 到 10 位数字。")
    case .notACountry: say("Two letters of a country, such as CN.", "请填两位国家代码，如 CN。")
    case .notAHazard(let word, let fits):
      say("\(quoted(word)) is none of them.", "\(quoted(word))不在其中。") + " "
        + self(.fits(fits.map { typedWord($0, of: "hazards") }))
    case .notALanguage: say("A language such as de, pt-BR or zh-Hans.", "请填语言代码，如 de、pt-BR、zh-Hans。")
    case .notAScanField: say("A scan does not fit here.", "此处不接受扫描。")
    case .refused(let refusal): refused(refusal)
    }
  }

  func echo(_ echo: FieldEcho, _ zone: Zone) -> String {
    switch echo {
    case .date(let typed): self.echo(typed, zone)
    case .money(let typed): self.echo(typed)
    case .left(let count): say("\(number(Int64(count))) characters are left.", "还可输入 \(number(Int64(count))) 个字符。")
    case .pieces(let count): say("\(number(Int64(count))) in the list.", "共 \(number(Int64(count))) 项。")
    }
  }

  func notice(_ notice: FormNotice) -> String {
    switch notice {
    case .linesJoined(let lines):
      say("\(number(Int64(lines))) pasted lines were joined.", "粘贴的 \(number(Int64(lines))) 行已合并为一行。")
    case .draftThere(let at, let key):
      say("You left a draft at \(at); \(key) takes it.", "\(at) 留有草稿；按 \(key) 取回。")
    case .copiedText(let count):
      say("Copied \(number(Int64(count))) characters; M-v puts them in.", "已复制 \(number(Int64(count))) 个字符，按 M-v 粘贴。")
    case .nothingSelected:
      say("Nothing is selected: Shift and an arrow, or M-m and an arrow.", "没有选中文字：按 Shift 加方向键，或 M-m 后移动。")
    case .draftTaken: say("Your draft is back.", "草稿已取回。")
    case .scanned(let code): say("Scanned \(quoted(code)).", "已扫描\(quoted(code))。")
    case .unknownScan(let code): self(.unknownScan(code))
    case .wideScan: wideScan
    case .pasteTooLong: self(.pasteTooLong)
    case .edited: say("Taken from the editor.", "已从编辑器取回。")
    case .editedSame: say("The editor changed nothing.", "编辑器未作改动。")
    case .editor(let trouble): editor(trouble)
    case .noText: say("Only a text of several lines opens in the editor.", "只有多行文本可用编辑器打开。")
    case .approved: say("Approved.", "已审核。")
    case .saved(let what): say("\(what): saved.", "\(what)：已保存。")
    case .allDone: say("Everything is translated and reviewed.", "全部已翻译并审核。")
    case .unsavedText: say("Save the text first, or undo it.", "请先保存或撤销改动。")
    case .nothingToApprove: say("There is no text to approve.", "没有可审核的译文。")
    }
  }

  /// What a scanner sends through an input method.
  var wideScan: String {
    say(
      "The scanner's code came in full-width letters: switch the input method to English and scan again.",
      "扫描内容为全角字符：请将输入法切换到英文后重新扫描。")
  }

  /// What an input method left where nothing is typed.
  func wideText(_ text: String) -> String {
    say("\(quoted(text)) was typed where no text goes; / filters.", "此处不能输入文字\(quoted(text))；按 / 筛选。")
  }

  func editor(_ trouble: EditorTrouble) -> String {
    let kept = say(" Your text is as it was.", "文本保持不变。")
    switch trouble {
    case .none:
      return say("No editor: set VISUAL or EDITOR.", "没有编辑器：请设置 VISUAL 或 EDITOR。")
    case .missing(let name): return say("There is no program \(quoted(name)).", "没有程序\(quoted(name))。") + kept
    case .failed(let name, let status):
      return say("\(name) ended with \(status).", "\(name) 以状态 \(status) 结束。") + kept
    case .killed(let name, let signal):
      return say("\(name) was ended by signal \(signal).", "\(name) 被信号 \(signal) 终止。") + kept
    case .notText: return say("What came back is no UTF-8 text.", "取回的内容不是 UTF-8 文本。") + kept
    case .tooLarge: return say("What came back is too large.", "取回的内容过大。") + kept
    case .noFile(let why):
      return say("No private file could be made (\(why)).", "无法建立私有临时文件（\(why)）。") + kept
    }
  }

  func draftKept(_ number: String, key: String) -> String {
    say("\(number): left, kept as a draft. \(key) opens it again.", "\(number)：已离开，内容存为草稿。按 \(key) 重新打开。")
  }
}
