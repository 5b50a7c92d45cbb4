internal import Domain
internal import Store
internal import Terminal

/// Warnings, claims and lanes as the detail shows them.
extension DetailWriter {
  // MARK: Warnings

  func head(_ report: AlertReport) -> [DetailLine] {
    var title = DetailLine(report.number, .title)
    let role: Role = report.closedAt != nil ? .success : report.severity == .urgent ? .danger : .warning
    title.pieces.append(.init(text: "  " + words.cause(report.cause), role: role))
    if report.closedAt == nil {
      title.pieces.append(.init(text: "  " + words.severity(report.severity), role: role))
    }
    return [title]
      + facts([
        (words.title(.alert(.step)), report.closedAt == nil ? words.step(report.step) : ""),
        (words.title(.alert(.party)), words.party(report.party)),
        (words.title(.alert(.parcel)), report.parcel), (words.title(.alert(.order)), report.order),
        (words.title(.alert(.closedAt)), date(report.closedAt)),
      ])
  }

  func facts(of report: AlertReport) -> [DetailLine] {
    let told: [String: Plain] = report.evidence.map ?? [:]
    func hours(_ name: String) -> String {
      guard let hours = told[name]?.number else { return "" }
      return words.hours(hours)
    }
    let count: String = told["count"]?.number.map { words.number($0) } ?? ""
    let leg: String = report.leg.map { words.part($0) } ?? ""
    var pairs: [(String, String)] = [
      (words.title(.alert(.since)), date(report.since)), (words.say("It lasts", "已持续"), hours("hours")),
      (words.say("Usual at most", "通常最多"), hours("limitHours")),
      (words.title(.lane(.basis)), words.basis(told, report.lane)), (words.title(.alert(.leg)), leg),
    ]
    pairs += [
      (
        words.say("Reason told", "承运商原因"),
        told["reason"]?.text.map { TrackingReason(rawValue: $0).map(words.trackingReason) ?? $0 } ?? ""
      ),
      (words.say("Code", "代码"), told["code"]?.text ?? ""),
      (words.say("Times", "次数"), count), (words.say("Promised by", "承诺送达"), promise(told)),
      (words.title(.parcel(.eta50)), date(report.eta50)),
      (
        words.title(.parcel(.eta80)),
        report.isSlowest ? words.noDayKnown : date(report.eta80)
      ), (words.title(.alert(.carrier)), report.carrier),
      (words.title(.parcel(.tracking)), report.tracking), (words.say("Lane", "线路"), report.lane.route),
    ]
    if let storm = report.storm {
      let others = words.number(report.others)
      pairs.append(
        (words.title(.alert(.storm)), words.say("\(storm), with \(others) other parcels", "\(storm)，另有 \(others) 个包裹")))
    }
    pairs += [
      (words.title(.alert(.acknowledged)), [report.acknowledgedBy ?? "", date(report.acknowledgedAt)].spaced),
      (words.title(.alert(.told)), [report.toldBy ?? "", date(report.toldAt)].spaced),
      (words.title(.alert(.openedAt)), date(report.openedAt)),
    ]
    return facts(pairs)
  }

  /// By when the customer was to have it, and whose word that is.
  private func promise(_ told: [String: Plain]) -> String {
    guard let at = told["promisedBy"]?.number else { return "" }
    let source = told["promise"]?.text.flatMap(ArrivalPromise.Source.init(rawValue:))
    let whose =
      source == .service ? words.say("the service's days", "渠道时效") : words.say("the order's day", "订单期限")
    return "\(date(Instant(milliseconds: at)))  \(whose)"
  }

  func letters(of report: AlertReport) -> [DetailLine] {
    if report.letters.isEmpty {
      return [DetailLine(words.say("Nobody has written to the customer.", "尚未通知客户。"), .dim)]
    }
    return report.letters.flatMap { letter in
      let state = letter.isSent ? words.say("sent", "已发出") : words.say("to be sent", "待发出")
      return [DetailLine(letter.subject, .title), DetailLine("\(date(letter.writtenAt))  \(state)", .dim)]
        + letter.text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
          $0.isEmpty ? [DetailLine("", .text)] : wrapped(String($0))
        }
    }
  }

  // MARK: Claims

  func head(_ report: ClaimReport) -> [DetailLine] {
    let claim = report.claim
    var title = DetailLine(claim.number, .title)
    title.pieces.append(.init(text: "  " + words.claimState(claim.state), role: role(of: claim.state)))
    title.pieces.append(.init(text: "  " + words.claimCause(claim.cause), role: .text))
    return [title]
      + facts([
        (words.title(.claim(.asked)), claim.asked.withCode),
        (words.title(.claim(.granted)), claim.granted.map { $0.withCode } ?? ""),
        (words.title(.claim(.deadline)), date(claim.deadline)), (words.title(.claim(.parcel)), report.parcel),
        (words.title(.claim(.order)), report.order),
      ])
  }

  func facts(of report: ClaimReport) -> [DetailLine] {
    let claim = report.claim
    return facts([
      (words.title(.claim(.carrier)), claim.carrier), (words.title(.claim(.insurer)), claim.insurer),
      (words.title(.parcel(.tracking)), report.tracking), (words.title(.claim(.reference)), claim.reference),
      (words.title(.claim(.openedAt)), date(claim.openedAt)), (words.title(.claim(.fileBy)), date(claim.fileBy)),
      (words.title(.claim(.filedAt)), date(claim.filedAt)), (words.title(.claim(.answerBy)), date(claim.answerBy)),
      (words.title(.claim(.endedAt)), date(claim.endedAt)),
    ])
  }

  private func role(of state: ClaimState) -> Role {
    switch state {
    case .draft, .filed: .warning
    case .accepted: .info
    case .paid: .success
    case .refused: .danger
    case .closed: .dim
    }
  }

  // MARK: Lanes

  func head(_ report: LaneReport) -> [DetailLine] {
    var title = DetailLine(report.lane.way, .title)
    title.pieces.append(.init(text: "  " + report.lane.route, role: .accent))
    return [title]
      + facts([
        (words.title(.lane(.underWay)), words.number(report.underWay)),
        (words.title(.lane(.late)), report.late == 0 ? "" : words.number(report.late)),
        (words.title(.lane(.alerts)), report.alerts == 0 ? "" : words.number(report.alerts)),
      ])
  }

  /// Each measure with its 50, 80 and 95 of a hundred, and what they rest on.
  func facts(of report: LaneReport) -> [DetailLine] {
    facts(
      report.measures.map { one in
        let expected = one.expected
        let spans = [expected.p50, expected.p80, expected.p95].map(words.hours).joined(separator: " · ")
        let rests =
          one.isMeasured
          ? words.say(
            "\(words.number(expected.samples)) parcels of \(expected.days) days",
            "\(expected.days) 天内 \(words.number(expected.samples)) 个包裹")
          : words.say("not measured yet", "尚无样本")
        return (words.measure(one.measure), "\(spans)  (\(rests))")
      })
  }
}

extension [String] {
  fileprivate var spaced: String { filter { !$0.isEmpty }.joined(separator: "  ") }
}

extension Words {
  /// `36 h`, `5 d 4 h`.
  func hours(_ hours: Int64) -> String {
    if hours < 72 { return say("\(hours) h", "\(hours) 小时") }
    let (days, rest) = hours.quotientAndRemainder(dividingBy: 24)
    return rest == 0 ? say("\(days) d", "\(days) 天") : say("\(days) d \(rest) h", "\(days) 天 \(rest) 小时")
  }

  /// What a limit was learnt from.
  func basis(_ evidence: [String: Plain], _ lane: TransitLane) -> String {
    guard let text = evidence["basis"]?.text, let basis = TransitBasis(text: text) else { return "" }
    let samples = evidence["samples"]?.number.map(number) ?? "0"
    let days = evidence["days"]?.number ?? 0
    switch basis {
    case .zone, .country:
      return say(
        "\(samples) parcels of the last \(days) days, \(lane.route)", "近 \(days) 天 \(lane.route) 的 \(samples) 个包裹")
    case .region(let region):
      return say(
        "\(samples) parcels of the last \(days) days to \(self.region(region)) (too few \(lane.route))",
        "近 \(days) 天发往\(self.region(region))的 \(samples) 个包裹（\(lane.route) 样本不足）")
    case .stated:
      return say("what \(lane.way.uppercased()) states, too few parcels yet", "\(lane.way.uppercased()) 的承诺时效（样本不足）")
    case .kind(let kind):
      return say(
        "\(lineKind(kind)) in general, too few \(lane.route)", "\(lineKind(kind))的一般时效（\(lane.route) 样本不足）")
    }
  }

  /// What a lane was learnt from, in a cell.
  func basis(_ text: String) -> String {
    switch TransitBasis(text: text) {
    case .zone: say("its zone", "本分区")
    case .country: say("its country", "本国家")
    case .region(let region): self.region(region)
    case .stated: say("the rate sheet", "报价表时效")
    case .kind(let kind): lineKind(kind)
    case nil: text
    }
  }

  func region(_ region: TransitRegion) -> String {
    switch region {
    case .westernEurope: say("western Europe", "西欧")
    case .easternEurope: say("eastern Europe", "东欧")
    case .northAmerica: say("North America", "北美")
    case .latinAmerica: say("Latin America", "拉美")
    case .eastAsia: say("East Asia", "东亚")
    case .southEastAsia: say("South-East Asia", "东南亚")
    case .southAsia: say("South Asia", "南亚")
    case .middleEast: say("the Middle East", "中东")
    case .africa: say("Africa", "非洲")
    case .oceania: say("Oceania", "大洋洲")
    case .elsewhere: say("elsewhere", "其他地区")
    }
  }

  func lineKind(_ kind: LineKind) -> String {
    switch kind {
    case .smallPacket: say("small packet", "小包专线")
    case .express: say("express", "快递")
    case .overseasWarehouse: say("overseas warehouse", "海外仓")
    }
  }

  var noDayKnown: String { say("slower than any seen: no day is known", "比以往都慢，无法预计日期") }

  func measure(_ measure: TransitMeasure) -> String {
    switch measure {
    case .door: say("Whole way", "全程")
    case .pickup: say("To the first scan", "揽收")
    case .silence: say("Longest silence", "最长无更新")
    case .firstMile: say("First mile", "头程")
    case .exportCustoms: say("Export", "出口清关")
    case .lineHaul: say("Line-haul", "干线")
    case .importCustoms: say("Import", "进口清关")
    case .lastMile: say("Last mile", "尾程")
    }
  }
}
