internal import Domain

/// Labels, customs forms and what keeps them from being right.
extension Words {
  func paper(_ kind: PaperKind) -> String {
    switch kind {
    case .label: say("label", "面单")
    case .cn22: say("CN22", "CN22 报关单")
    case .cn23: say("CN23", "CN23 报关单")
    case .invoice: say("commercial invoice", "商业发票")
    case .packingList: say("packing list", "装箱单")
    case .pickList: say("pick list", "拣货单")
    case .manifest: say("manifest", "交接单")
    case .returnLabel: say("return label", "退货面单")
    }
  }

  func papers(_ refusal: PaperRefusal) -> String {
    switch refusal {
    case .flawed(let parcel, let flaws):
      say(
        "\(parcel) cannot go abroad so: \(flaws.map(flaw).joined(separator: " "))",
        "\(parcel) 暂不能出境：\(flaws.map(flaw).joined())")
    case .lacking(let parcel, let kinds):
      say(
        "\(parcel) goes abroad and lacks: \(list(kinds.map(paper))). `portolan papers parcels \(parcel)` prints them.",
        "\(parcel) 出境缺少：\(list(kinds.map(paper)))。用 portolan papers parcels \(parcel) 打印。")
    case .outdated(let parcel, let kinds):
      say(
        "The parcel \(parcel) was changed after its \(list(kinds.map(paper))) was printed: print it anew.",
        "\(parcel) 的\(list(kinds.map(paper)))打印后包裹有变动：请重新打印。")
    case .addressChanged(let parcel, let tracking):
      say(
        "The address of \(parcel) was changed after its label \(tracking) was made: void the label and make another.",
        "\(parcel) 的地址在面单 \(tracking) 出单后有变动：请作废面单并重新出单。")
    case .changedMeanwhile(let parcel):
      say("\(parcel) was changed while its paper was made: print it again.", "\(parcel) 在生成单证时有变动：请重新打印。")
    case .printedBefore(let paper, let kind):
      say(
        "The \(self.paper(kind)) was printed before (\(paper)): a reprint needs a reason.",
        "\(self.paper(kind))已打印过（\(paper)）：补打须说明原因。")
    case .notPrinted(let paper):
      say(
        "\(paper) has no print of yours from today to take back.", "\(paper) 没有您今天的打印可以撤回。")
    case .foreignLabel(let parcel, let tracking, let other):
      say(
        "The label is another parcel's: it holds \(tracking) of \(other), and no number of \(parcel). It is not kept; "
          + "keep it for \(other), or give \(parcel) the number first.",
        "该面单属于其他包裹：含 \(other) 的单号 \(tracking)，不含 \(parcel) 的单号。未保存；请保存到 \(other)，或先为 \(parcel) 登记单号。")
    case .brokenPDF(let bytes):
      say(
        "The PDF of \(number(Int64(bytes))) bytes is cut off, or there is nothing in it: "
          + "a whole one with its end was expected.",
        "该 PDF（\(number(Int64(bytes))) 字节）不完整或无内容：应为带文件尾的完整 PDF。")
    case .needsReason(let paper): say("A reprint of \(paper) needs a reason.", "补打 \(paper) 须说明原因。")
    case .void(let paper): say("\(paper) counts no more: print a new one.", "\(paper) 已失效：请重新打印。")
    case .erased(let number):
      say("What \(number) said of a person was erased: it cannot be printed.", "\(number) 中的个人信息已被清除，无法打印。")
    case .notOnParcel(let parcel, let kind):
      say("A \(paper(kind)) is no paper of \(parcel).", "\(paper(kind))不是 \(parcel) 的单证。")
    case .belowPaid(let sku, let declared, let paid):
      say(
        "\(sku): \(declared.withCode) is less than the \(paid.amount) that was paid; "
          + "declare what was paid, or say why: \(DeclaredReason.allCases.map(\.rawValue).joined(separator: ", ")).",
        "\(sku)：申报 \(declared.withCode) 低于实付 \(paid.amount)；请按实付申报，或说明原因："
          + "\(list(DeclaredReason.allCases.map(declaredReason)))。")
    case .badLabel(let refusal): badLabel(refusal)
    case .madeOutside:
      say("Papers are printed by the console, or by `portolan papers`.", "单证由控制台或 portolan papers 打印。")
    case .notMade(let fault): paperFault(fault)
    case .tooManyParcels(let count, let limit):
      say(
        "\(number(Int64(count))) parcels are too many to print in one go; \(number(Int64(limit))) are the most.",
        "一次最多打印 \(number(Int64(limit))) 个包裹，当前 \(number(Int64(count))) 个。")
    case .printedInPart(let count, let left):
      say(
        "Printed for \(number(Int64(count))), not for \(list(Array(left.prefix(5)))): print those alone to see why.",
        "已打印 \(number(Int64(count))) 个；未打印：\(list(Array(left.prefix(5))))。请单独打印以查看原因。")
    }
  }

  private func badLabel(_ refusal: SanitisedZPL.Refusal) -> String {
    switch refusal {
    case .empty: say("The label is empty.", "面单为空。")
    case .tooLarge(let found, let limit):
      say(
        "The label has \(number(Int64(found))) bytes; \(number(Int64(limit))) are the most.",
        "面单有 \(number(Int64(found))) 字节，上限 \(number(Int64(limit)))。")
    case .notZPL: say("This is no ZPL: a label begins with ^XA.", "不是 ZPL：面单应以 ^XA 开头。")
    case .unfinished(let at):
      say("The label that begins at byte \(at) has no end (^XZ).", "从第 \(at) 字节开始的面单没有结尾（^XZ）。")
    case .changesSigns(let at):
      say(
        "At byte \(at) the label changes the printer's command signs (^CC, ^CD, ^CT): it is not printed.",
        "第 \(at) 字节更改打印机的命令符（^CC、^CD、^CT）：不予打印。")
    case .tooManyLabels(let limit): say("More than \(limit) labels in one file.", "一个文件内超过 \(limit) 张面单。")
    case .badGraphic(let at):
      say("The graphic at byte \(at) is not as long as it says, or too large.", "第 \(at) 字节的图形长度不符或过大。")
    case .tooManyCommands(let limit):
      say("The label has more than \(number(Int64(limit))) commands.", "面单命令超过 \(number(Int64(limit))) 条。")
    }
  }

  /// What is wrong, where, and what to do about it.
  func flaw(_ flaw: PaperFlaw) -> String {
    let place = flaw.line.map { say("line \($0) (\(flaw.sku ?? ""))", "第 \($0) 行（\(flaw.sku ?? "")）") }
    let field = paperField(flaw.field)
    let head = place.map { "\($0), \(field)" } ?? field
    return head + say(": ", "：") + fault(flaw) + (flaw.isRemark ? say(" (with a reason)", "（已说明原因）") : "")
  }

  private func fault(_ flaw: PaperFlaw) -> String {
    switch flaw.fault {
    case .missing: say("missing; \(remedy(flaw)).", "缺失；\(remedy(flaw))。")
    case .notAnHSCode(let found):
      say(
        "\(quoted(found)) is none; six to ten digits, \(remedy(flaw)).",
        "\(quoted(found)) 不是编码；应为 6 至 10 位数字，\(remedy(flaw))。")
    case .unknownCountry(let found):
      say("\(quoted(found)) is no country; \(remedy(flaw)).", "\(quoted(found)) 不是国家；\(remedy(flaw))。")
    case .notLatin(let found):
      say("\(quoted(found)) is not in Latin letters; \(remedy(flaw)).", "\(quoted(found)) 不是拉丁字母；\(remedy(flaw))。")
    case .notPositive(let found):
      say("\(number(found)) is nothing that customs takes; \(remedy(flaw)).", "\(number(found)) 海关不接受；\(remedy(flaw))。")
    case .otherCurrency(let found, let expected):
      say("in \(found.code), the rest in \(expected.code).", "币种 \(found.code)，其余为 \(expected.code)。")
    case .sumDiffers(let lines, let total):
      say(
        "the lines make \(lines.amount), below them stands \(total.amount).",
        "各行合计 \(lines.amount)，总计为 \(total.amount)。")
    case .netAboveGross(let net, let gross):
      say(
        "the goods weigh \(number(net)) g, the parcel \(number(gross)) g; weigh one of them again.",
        "净重 \(number(net)) 克大于毛重 \(number(gross)) 克；请复称。")
    case .belowPaid(let declared, let paid):
      say(
        "\(declared.amount) is less than the \(paid.amount) that was paid; declareValue … why=… says why.",
        "\(declared.amount) 低于实付 \(paid.amount)；用 declareValue … why=… 说明原因。")
    case .tooLarge: say("larger than any real one.", "数值过大。")
    case .erased: say("the person's data were erased.", "个人信息已被清除。")
    }
  }

  private func remedy(_ flaw: PaperFlaw) -> String {
    switch flaw.field {
    case .hsCode, .origin, .name, .netGrams:
      say("the product's customs profile holds it", "在商品的海关信息中填写")
    case .quantity, .lines: say("pack it again", "重新装箱")
    case .value, .currency, .total: say("declareValue on the parcel says it", "用 declareValue 申报")
    case .grossGrams: say("weigh the parcel", "称量包裹")
    case .senderName, .senderAddress, .senderCountry: say("setSender on the warehouse says it", "用 setSender 设定仓库发件人")
    case .receiverName, .receiverAddress, .receiverCountry, .receiverPhone:
      say("changeAddress on the order says it", "用 changeAddress 修改订单地址")
    }
  }

  private func paperField(_ field: PaperFlaw.Field) -> String {
    switch field {
    case .hsCode: say("HS code", "海关编码")
    case .origin: say("origin", "原产地")
    case .name: say("declared name", "申报品名")
    case .quantity: say("quantity", "数量")
    case .netGrams: say("net weight", "净重")
    case .value: say("value", "价值")
    case .currency: say("currency", "币种")
    case .lines: say("goods", "商品")
    case .total: say("total", "总价值")
    case .grossGrams: say("gross weight", "毛重")
    case .senderName: say("sender's name", "发件人")
    case .senderAddress: say("sender's address", "发件地址")
    case .senderCountry: say("sender's country", "发件国家")
    case .receiverName: say("receiver's name", "收件人")
    case .receiverAddress: say("receiver's address", "收件地址")
    case .receiverCountry: say("receiver's country", "收件国家")
    case .receiverPhone: say("receiver's phone", "收件人电话")
    }
  }

  /// Fields of the actions of papers; nil where it is none of theirs.
  func paperField(_ name: String) -> String? {
    switch name {
    case "localName": say("Name in its own script", "本地名称")
    case "company": say("Company", "公司")
    case "street": say("Street", "街道")
    case "eori": say("EORI number", "EORI 号")
    case "vat": say("VAT number", "增值税号")
    case "ioss": say("IOSS number", "IOSS 号")
    case "signer": say("Who signs", "签署人")
    case "couriers": say("Couriers", "快递承运商")
    case "required": say("Papers required", "须单证齐全")
    case "rate": say("Units for an SDR", "每 SDR 折合")
    case "date": say("Day", "日期")
    case "value": say("Value", "价值")
    case "why": say("Why", "原因")
    case "kind": say("Kind", "种类")
    case "imprint": say("What stands on it", "单证内容")
    case "printer": say("Printer", "打印机")
    case "pipe": say("Pipe it", "管道输出")
    case "prints": say("Prints", "打印次数")
    case "begun": say("Only begun", "仅开始打印")
    default: nil
    }
  }

  /// Why papers could not be put into bytes.
  func paperFault(_ fault: PaperFault) -> String {
    switch fault {
    case .noDocuments:
      say(
        "This build has no PDF in it. Install libpango1.0-dev, libcairo2-dev and libzint-dev, and build with "
          + "`swift build --traits Documents`; labels are printed as ZPL without it (--format zpl).",
        "本程序未包含 PDF。请安装 libpango1.0-dev、libcairo2-dev 和 libzint-dev，并以 swift build --traits Documents 构建；"
          + "面单可用 ZPL 打印（--format zpl）。")
    case .zpl(.noFont(let text), drawsDocuments: false):
      say(
        "A label printer has no letters for \(quoted(line(text))), and this build draws none: build with "
          + "`--traits Documents`, which puts them on the label as a picture.",
        "标签打印机没有\(quoted(line(text)))的字形，本程序也不能绘制：请以 --traits Documents 构建，以图形打印。")
    case .zpl(.noFont(let text), drawsDocuments: true), .noFont(let text):
      say(
        "No font on this machine has the letters of \(quoted(line(text))): install fonts-noto-core and fonts-noto-cjk.",
        "本机没有\(quoted(line(text)))的字体：请安装 fonts-noto-core 和 fonts-noto-cjk。")
    case .zpl(.codeTooLong(let content), _), .badCode(let content):
      say(
        "\(quoted(content)) is too long for a barcode, or has signs that none has.", "\(quoted(content)) 过长或含条码不支持的字符。")
    case .zpl(.tooWide(let kind), _):
      say(
        "A \(paper(kind)) is larger than a label: print it with --format pdf.",
        "\(paper(kind))大于标签纸：请用 --format pdf 打印。")
    case .outOfMemory: say("There is not enough memory for the paper.", "内存不足，无法生成单证。")
    case .file(let path, let why):
      say("\(path) cannot be written: \(why)", "无法写入 \(path)：\(why)")
    case .noProgram:
      say(
        "Nobody has said what papers are piped to: set PORTOLAN_PRINT to a program.",
        "未设定单证的管道程序：请设置环境变量 PORTOLAN_PRINT。")
    case .program(let why): say("$PORTOLAN_PRINT: \(why)", "$PORTOLAN_PRINT：\(why)")
    case .printer(let why): say("The printer does not take it: \(why)", "打印机拒绝：\(why)")
    case .severalPages:
      say(
        "Several PDFs that were printed before go into a folder: name one with --to.", "多个已打印的 PDF 须存入文件夹：请用 --to 指定。")
    }
  }

  private func line(_ text: String) -> String { text.split(separator: "\n").joined(separator: ", ") }
}
