internal import Domain
internal import Store

/// What a field takes, as the end of the sentence that refuses what it was given.
extension Words {
  func expectation(_ expected: FieldExpectation, of field: String) -> String {
    switch expected {
    case .oneOf(let words): should(list(words.map { choiceWord($0, of: field) }))
    case .anyOf(let words): should(list(words.map { typedWord($0, of: field) }))
    case .known(let names): should(list(names))
    case .yesOrNo: say("yes or no", "应为 yes 或 no")
    case .characters(let limit): say("\(limit) characters at most", "最多 \(limit) 个字符")

    case .wholeNumber: say("a whole number", "应为整数")
    case .from(let least, let most):
      say("\(number(least)) to \(number(most))", "应在 \(number(least)) 到 \(number(most)) 之间")
    case .cap(let most): say("0 to \(number(most)), or -1", "应在 0 到 \(number(most)) 之间，-1 表示不设上限")
    case .exactly(let count): should(String(count))
    case .rate(let example): say("a number above nought such as \(example)", "应为大于 0 的数，如 \(example)")
    case .drawingRight(let currency):
      say("units of \(currency.code) for an SDR, such as 1.1651", "应为每 SDR 折合的 \(currency.code)，如 1.1651")

    case .amount(let currency): amount(of: currency)
    case .declaredValue(let currency):
      amount(of: currency) + say(", above nought: customs takes nothing for free", "，须大于 0：海关不接受零申报")
    case .amountNotBelowNought: say("an amount that is not below nought", "应为不小于 0 的金额")
    case .amountAboveNought: say("an amount above 0", "应为大于 0 的金额")
    case .amountAtMost(let most): say("at most \(most.amount)", "不能超过 \(most.amount)")
    case .sum(let example): say("an amount and a currency such as \(example)", "应为带货币的金额，如 \(example)")
    case .prices(let currency):
      say(
        "prices in \(currency.code) by quantity, such as 1=2.50 100=2.20",
        "应为按数量的 \(currency.code) 阶梯价，如 1=2.50 100=2.20")
    case .currency(let example): say("a currency such as \(example)", "应为货币代码，如 \(example)")
    case .currencyBeside(let other): say("another currency than \(other.code)", "应为 \(other.code) 以外的货币")

    case .date:
      say(
        "a date such as 2026-09-22 or 2026-09-22 15:00, or a span such as 2d",
        "应为日期，如 2026-09-22、2026-09-22 15:00，或时长，如 2d")
    case .day: say("a day such as 2026-11-20", "应为日期，如 2026-11-20")
    case .dayThatHasCome: say("a day that has come; a rate is told of no later one", "不能晚于今天：汇率只有当日和以往的")
    case .timeOfDay: say("a time such as 16:00", "应为时刻，如 16:00")
    case .pastTime: say("a past time", "应为过去的时间")
    case .timeToCome: say("a time to come: a claim that is too late is none", "应为将来的时间：逾期的索赔无效")
    case .timeAfterBeginning: say("a time after its beginning", "应晚于开始时间")
    case .timeBeforeEnd: say("a time before its end", "应早于结束时间")
    case .time(let first, let last):
      say("a moment after \(first.iso8601)", "应晚于 \(first.iso8601)")
        + (last.map { say(", \($0.iso8601) at most", "，且不晚于 \($0.iso8601)") } ?? "")
    case .dayOfLot(let lot): say("the day that lot \(lot) has already", "应为批次 \(lot) 已有的日期")

    case .notAfterDelivery(let day):
      say("a day not after deliverBy, \(day.iso8601)", "不能晚于送达期限 \(day.iso8601)")
    case .notBeforeShipping(let day):
      say("a day not before shipBy, \(day.iso8601)", "不能早于发货期限 \(day.iso8601)")

    case .visibleCode: say("a code without characters that cannot be seen", "应为不含不可见字符的代码")
    case .code: say("a code without blanks and commas", "应为不含空格和逗号的代码")
    case .notTaken(let what): notTaken(what)
    case .letters(let limit):
      say("letters, digits and dashes", "应为字母、数字和连字符")
        + (limit.map { say(", \($0) at most", "，最多 \($0) 个") } ?? "")
    case .idWithoutBlanks: say("an id without blanks", "应为不含空格的编号")
    case .nameOfAPerson: say("a name that the program does not use itself", "不能是程序自用的名称")
    case .country(let example): say("a country's two letters, such as \(example)", "应为两位国家代码，如 \(example)")
    case .countryOrUnion(let example):
      say("a country's two letters, such as \(example), or EU", "应为两位国家代码，如 \(example)，或 EU")
    case .language: say("a language such as de, pt-BR or zh-Hans", "应为语言代码，如 de、pt-BR、zh-Hans")
    case .zone(let example):
      say("the name of a time zone such as \(example)", "应为时区名称，如 \(example)")
    case .email: say("an address such as anna@example.com", "应为邮箱地址，如 anna@example.com")
    case .pictureAddress:
      say("an address such as https://example.com/a.jpg", "应为图片地址，如 https://example.com/a.jpg")
    case .eori:
      say(
        "two letters of the country and up to fifteen letters and digits", "应为两位国家代码加最多 15 位字母和数字")
    case .ioss: say("IM and ten digits", "应为 IM 加 10 位数字")
    case .latinLetters:
      say("Latin letters, as customs reads them; 中文 in localName", "海关只读拉丁字母；中文请填在\(recordField("localName"))")
    case .printer: say("a printer's name as lpstat -e lists it", "应为 lpstat -e 列出的打印机名")
    case .file: say("a file's name without folders such as labels.pdf", "应为不含文件夹的文件名，如 labels.pdf")
    case .onePlaceForPapers: say("a printer, a file or the pipe: one of them", "打印机、文件、管道只能选一个")

    case .orderLine: say("SKU*COUNT@PRICE", "应为 货号*数量@单价")
    case .orderLineWithPrice(let example): say("a price, such as \(example)", "还缺单价，如 \(example)")
    case .lineAndCount: say("SKU*COUNT or #LINE*COUNT", "应为 货号*数量 或 #行号*数量")
    case .codeAndCount: say("CODE or CODE*COUNT", "应为 代码 或 代码*数量")
    case .purchaseLine: say("SKU=UNITS, such as MUG=100", "应为 货号=件数，如 MUG=100")
    case .eachCodeOnce: say("each code once", "每个条码只能写一次")
    case .eachPartOnce(let example): say("each part once, such as \(example)", "每个组成只能写一次，如 \(example)")
    case .partThatIsNotTheKit: say("a part that is not made of the kit itself", "组成中不能含有套装本身")
    case .options(let names) where names.isEmpty:
      say("none, because the product names no options", "应留空：商品没有规格名")
    case .options(let names):
      say("a value for each of \(names.joined(separator: ","))", "每个规格名各填一个值：\(list(names))")
    case .hazards(let words):
      say("UN numbers, or ", "应为 UN 编号，或 ") + list(words.map { typedWord($0, of: field) })
    case .qualityStandard(let words):
      should(list(words.map { choiceWord($0, of: field) }))
        + say(", or sample/accept such as 32/1", "，或 抽样数/允许不合格数，如 32/1")

    case .accountThatIsNone:
      say("an account, and there is none yet: add one with addAccount", "还没有账号：请先用 addAccount 添加")
    case .translationThatIsNone: say("a translation, and there is none", "还没有译文")
    case .anotherCustomer: say("a customer who is not this one already", "应为另一位客户")
    case .anotherAdmin: say("somebody else who is an admin", "须另有一位管理员")
    case .notTheLastAdmin: say("a user who is not the last admin", "不能是最后一位管理员")
    case .warehouse: say("a warehouse", "应为仓库")
    case .ownWarehouse: say("a warehouse of our own", "应为自有仓库")
    case .placeToSellFrom: say("a place that is sold from", "应为可售库位")
    case .placeToKeepFromSale: say("a place that nothing is sold from", "应为不可售库位")
    case .waveWithRoom(let most): say("a wave of fewer than \(number(most)) orders", "应为少于 \(number(most)) 个订单的波次")
    case .telling(let first, let last):
      say(
        "above \(first), up to \(last): an older one is stale", "应大于 \(first) 且不超过 \(last)：更早的已失效")
    case .sentenceOfOrders: say("a sentence of orders", "应为订单的查询语句")
    case .scannerEvent: say("an event of a scanner", "应为扫描事件")
    case .base64: say("bytes in base64", "应为 base64 编码的内容")
    case .untold: ""
    }
  }

  /// A word as it is typed, with what it means in a language that does not read it.
  func typedWord(_ raw: String, of field: String) -> String {
    let said: String? =
      switch field {
      case "hazards": Hazard(rawValue: raw).map(hazard)
      case "features": ShippingService.Feature(rawValue: raw).map(feature)
      case "roles": Domain.Role(rawValue: raw).map(role)
      default: nil
      }
    return said.map { say(raw, "\(raw)（\($0)）") } ?? raw
  }

  /// What it must be, where that is words as they stand.
  private func should(_ text: String) -> String { say(text, "应为 \(text)") }

  private func amount(of currency: Currency) -> String {
    let example = Money(minorUnits: 1230, currency: currency).amount
    return say("an amount of \(currency.code) such as \(example)", "应为 \(currency.code) 金额，如 \(example)")
  }

  private func notTaken(_ what: FieldExpectation.Taken) -> String {
    switch what {
    case .code: say("a code that is not taken", "代码已被占用")
    case .placeCode: say("a code that no other place has", "其他库位已用此代码")
    case .accountCode: say("a code that no other account has", "其他账号已用此代码")
    case .orderNumber: say("a number that is not taken", "单号已被占用")
    case .viewName: say("a name that no other view has", "其他视图已用此名称")
    }
  }
}
