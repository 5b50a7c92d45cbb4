internal import Domain
internal import Exchange
internal import Store

/// Answers of channels come as files too, and are about a file that went out rather than about an account's records.
extension FileImport {
  private static let answerLimit = 200_000

  func takeAnswers(_ source: SourceReader, _ format: Format, into report: inout ImportReport) throws {
    var answers: [ChannelAnswer] = []
    var reader = format.makeReader(ReadingContext())
    func sink(_ item: IntakeItem) throws {
      switch item {
      case .answer(let answer):
        if answers.count < FileImport.answerLimit { answers.append(answer) }
      case .skipped(let issue): report.skip(issue)
      case .refused(let issue, let raw):
        report.refuse(issue, rows: 1)
        reject(issue, raw)
      case .noted(let issue): report.note(issue)
      case .order, .product, .stock, .shipment, .way: break
      }
    }
    try source.read { try reader.consume($0, into: sink) }
    try reader.finish(into: sink)
    let said = answers.filter { if case .summary = $0.verdict { false } else { true } }
    report.rows += said.count
    let account = try options.channel.flatMap { code in
      try store.connection.readNow { try Accounts.find(code, in: $0)?.id }
    }
    let formats = AnswerFormats.answered(by: format.id)
    let (name, madeAt) = (report.file, options.exportedAt ?? source.modifiedAt)
    let found = try store.connection.readNow {
      try Answering.file(for: answers, formats: formats, named: name, account: account, madeAt: madeAt, in: $0)
    }
    guard let file = found else {
      report.failure =
        "No file was sent that it answers, or several could be meant: let its name hold the name of the file that it "
        + "is about, or name the account with --channel. Nothing was changed."
      return
    }
    let result = try Answering.apply(
      answers, to: file, as: actor, at: now(), dryRun: options.isDryRun, in: store)
    for stray in result.strays {
      let what = stray.record.map { "record \($0)" } ?? stray.order
      report.refuse(RowIssue(line: stray.line, code: .noSuchFile, found: "\(what) of \(file.name)"), rows: 0)
    }
    for refusal in result.refusals {
      report.note(RowIssue(line: refusal.line, code: .channelRefused, found: "\(refusal.order): \(refusal.said)"))
    }
    report.refusedCount += result.strays.count
    report.updated += min(result.changed, max(said.count - result.strays.count, 0))
    report.unchanged += said.count - result.strays.count - min(result.changed, max(said.count - result.strays.count, 0))
    report.changedRecords += result.changed
    report.answered = file.name
  }
}
