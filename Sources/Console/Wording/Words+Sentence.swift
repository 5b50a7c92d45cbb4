internal import Domain

extension Words {
  /// What is wrong with a sentence, and what would fit.
  func sentence(_ error: SentenceError) -> String {
    let text = fault(error.fault, error.found)
    if let suggestion = error.suggestion { return text + " " + self(.suggestion(named(suggestion, error.fault))) }
    return error.fits.isEmpty ? text : text + " " + self(.fits(error.fits.map { named($0, error.fault) }))
  }

  /// A word of a choice as completion offers it in this language; both are read.
  private func named(_ word: String, _ fault: SentenceFault) -> String {
    guard case .unknownWord(let field) = fault, language != .english else { return word }
    switch field.type {
    case .choice, .choices: return choice(word, of: field)
    default: return word
    }
  }

  /// What a filter of a kind may look like: one of its choices, and how long ago.
  func filterPlaceholder(_ kind: Kind) -> String {
    if kind == .orders { return say("status:paid age>24h mug", "status:paid age>24h 杯子") }
    var parts: [String] = []
    for field in kind.fields {
      if case .choice(let words) = field.type, let word = words.first, parts.isEmpty {
        parts.append("\(field.id):\(word)")
      }
    }
    if let since = kind.fields.first(where: { $0.type == .age }) { parts.append("\(since.id)>24h") }
    if parts.isEmpty, let flag = kind.fields.first(where: { $0.type == .flag }) { parts.append("\(flag.id):yes") }
    if parts.isEmpty, let day = kind.fields.first(where: { $0.type == .instant }) { parts.append("\(day.id):today") }
    if [.products, .variants, .lines].contains(kind) { parts.append(say("mug", "杯子")) }
    return parts.joined(separator: " ")
  }

  private func fault(_ fault: SentenceFault, _ found: String) -> String {
    let what = quoted(found)
    return switch fault {
    case .tooLong(let limit): say("Longer than \(limit) bytes.", "超过 \(limit) 字节。")
    case .tooManyTerms(let limit): say("More than \(limit) terms.", "条件超过 \(limit) 个。")
    case .tooDeep(let limit): say("Nested deeper than \(limit).", "嵌套超过 \(limit) 层。")
    case .missingKind: say("Begin with what to list.", "请先写要列出什么。")
    case .unknownKind: say("\(what) is nothing that can be listed.", "\(what)不能列出。")
    case .unknownField(let kind):
      say(
        "\(what) is no field of \(self.kind(kind)); quote it to search for it.", "\(self.kind(kind))没有字段\(what)；加引号可搜索。"
      )
    case .unknownColumn(let kind): say("\(what) is no field of \(self.kind(kind)).", "\(self.kind(kind))没有字段\(what)。")
    case .nothingToSearch: say("\(what) has no letter or digit to search for.", "\(what)没有可搜索的字符。")
    case .missingTerm: say("A term is missing here.", "此处缺少条件。")
    case .missingValue: say("A value is missing here.", "此处缺少值。")
    case .unclosedQuote: say("A quotation mark is not closed.", "引号未闭合。")
    case .unclosedParenthesis: say("A parenthesis is not closed.", "括号未闭合。")
    case .strayParenthesis: say("A parenthesis was never opened.", "多余的右括号。")
    case .strayOperator: say("\(what) needs a field before it.", "\(what)前缺少字段。")
    case .strayText: say("\(what): a blank or a comma is missing before it.", "\(what)前缺少空格或逗号。")
    case .strayConnective: say("\(what) needs a term on both sides.", "\(what)两边都要有条件。")
    case .wrongOperator(let field): say("Only \(field.id):value fits here.", "此处只能写 \(field.id):值。")
    case .listInComparison(let field) where field.type == .money || field.type == .number:
      say("One value only, without commas: 1234.56.", "只能有一个值，且数字不带逗号：1234.56。")
    case .listInComparison(let field): say("One value only; a list is \(field.id):a,b.", "只能有一个值；列表写作 \(field.id):a,b。")
    case .unknownWord(let field): say("\(what) is no value of \(field.id).", "\(what)不是 \(field.id) 的值。")
    case .unknownName(let field):
      say(
        "\(what) is no \(field.id) that is known; quote it to look for it as it stands.",
        "没有名为\(what)的\(title(field))；加引号可按原样查找。")
    case .unusedWord(let field):
      say("Nothing here has \(what) as its \(field.id).", "没有记录的\(title(field))是\(what)。")
    case .reversedRange: say("The range \(what) ends before it begins.", "范围\(what)的终点早于起点。")
    case .notANumber: say("\(what) is no whole number.", "\(what)不是整数。")
    case .notAnAmount: say("\(what) is no amount such as 12.30EUR.", "\(what)不是金额，如 12.30EUR。")
    case .ambiguousCurrency: say("\(what) stands for two currencies; write CNY or JPY.", "\(what)有两种货币；请写 CNY 或 JPY。")
    case .currenciesDiffer: say("The ends of \(what) have different currencies.", "\(what)两端货币不同。")
    case .notADate: say("\(what) is no date such as 2026-09-22 or today.", "\(what)不是日期，如 2026-09-22 或 today。")
    case .notAnAge: say("\(what) is no age such as 24h, 3d or 2w.", "\(what)不是时长，如 24h、3d、2w。")
    case .notYesOrNo: say("\(what) is neither yes nor no.", "\(what)不是 yes 或 no。")
    case .misplacedDirective: say("\(what) stands at the outer level only.", "\(what)只能写在最外层。")
    case .notSortable(let field): say("Rows cannot be sorted by \(field.id).", "不能按 \(field.id) 排序。")
    case .notGroupable(let field): say("Rows cannot be grouped by \(field.id).", "不能按 \(field.id) 分组。")
    case .severalGroups: say("Rows are grouped by one field; leave out \(what).", "只能按一个字段分组；请去掉\(what)。")
    case .missingViewName: say("A view's name is missing after @.", "@ 后缺少视图名。")
    case .unknownView: say("There is no saved view \(what).", "没有保存的视图\(what)。")
    case .viewCycle(let names):
      say(
        "Views call each other: \(names.map { "@" + $0 }.joined(separator: " > ")).",
        "视图互相引用：\(names.map { "@" + $0 }.joined(separator: " > "))。")
    case .viewOfOtherKind(let kind):
      say("The view \(what) lists \(self.kind(kind)).", "视图\(what)列出的是\(self.kind(kind))。")
    case .insideView(let inner, let innerFound):
      say("In the view \(what): \(self.fault(inner, innerFound))", "视图\(what)中：\(self.fault(inner, innerFound))")
    }
  }
}
