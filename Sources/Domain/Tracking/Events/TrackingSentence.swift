/// A rule: phrases (lower case) of which one must stand in the sentence.
struct TrackingRule: Sendable {
  let finding: TrackingWords.Finding
  /// Whether the phrases are negative or final in themselves, so that a "not" beside them does not take them back.
  let isPlain: Bool
  let phrases: [[UInt8]]

  init(
    _ status: TrackingStatus, _ detail: TrackingDetail? = nil, _ reason: TrackingReason? = nil, isPlain: Bool = false,
    says phrases: [String]
  ) {
    finding = TrackingWords.Finding(status: status, detail: detail, reason: reason)
    self.isPlain = isPlain
    self.phrases = phrases.map { Array($0.utf8) }
  }
}

/// Phrases by their first two bytes, so that a sentence is gone through once for all of them.
struct TrackingPhrases: Sendable {
  struct Entry: Sendable {
    var rule: Int
    var isPlain: Bool
    var phrase: [UInt8]
  }

  private(set) var entries: [UInt16: [Entry]] = [:]

  init(_ rules: [TrackingRule]) {
    for (number, rule) in rules.enumerated() {
      for phrase in rule.phrases { add(Entry(rule: number, isPlain: rule.isPlain, phrase: phrase)) }
    }
  }

  /// Words that count wherever they stand.
  init(_ words: [String]) {
    for word in words { add(Entry(rule: 0, isPlain: true, phrase: Array(word.utf8))) }
  }

  private mutating func add(_ entry: Entry) {
    precondition(entry.phrase.count >= 2, "a phrase has two bytes at least")
    entries[TrackingPhrases.key(entry.phrase[0], entry.phrase[1]), default: []].append(entry)
  }

  static func key(_ first: UInt8, _ second: UInt8) -> UInt16 { UInt16(first) << 8 | UInt16(second) }
}

/// A carrier's sentence in lower case, searched for phrases that nothing takes back.
struct TrackingSentence {
  private let bytes: [UInt8]

  /// No carrier's sentence is longer; the rest is not read.
  static let longest = 2000

  init(_ text: String) { bytes = TrackingSentence.folded(text) }

  /// The first rule of which a phrase stands here and is not taken back, nor turned down after a look round it.
  func first(of phrases: TrackingPhrases, where holds: (Int, Range<Int>) -> Bool = { _, _ in true }) -> Int? {
    var best: Int?
    guard bytes.count >= 2 else { return nil }
    for place in 0..<(bytes.count - 1) {
      // A Latin phrase stands at the beginning of a word: "undelivered" is not "delivered".
      if bytes[place] < 0x80, place > 0, TrackingSentence.isLetter(bytes[place - 1]) { continue }
      guard let entries = phrases.entries[TrackingPhrases.key(bytes[place], bytes[place + 1])] else { continue }
      for entry in entries where entry.rule < best ?? .max && stands(entry.phrase, at: place) {
        let counts = entry.isPlain || !isTakenBack(place, entry.phrase)
        if counts, holds(entry.rule, place..<place + entry.phrase.count) { best = entry.rule }
      }
    }
    return best
  }

  func hasAny(_ phrases: TrackingPhrases) -> Bool { first(of: phrases) != nil }

  /// Whether it says this word and nothing else.
  func isOnly(_ word: String) -> Bool { bytes.elementsEqual(word.utf8) }

  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// What stands round a phrase: before it its Chinese clause and what the sentence says ahead of that, or its sentence
  /// of Latin letters; behind it the rest of the sentence, and the mark at its end.
  func surroundings(
    of phrase: Range<Int>
  ) -> (earlier: String, before: String, after: String, end: Unicode.Scalar?) {
    let isChinese = bytes[phrase.lowerBound] >= 0xE0
    let first = sentenceStart(before: phrase.lowerBound)
    var start = isChinese ? phrase.lowerBound : first
    while isChinese, start > first, !TrackingSentence.endsClause(bytes, start - 1) { start -= 1 }
    var end = phrase.upperBound
    while end < bytes.count, !endsSentence(end) { end += 1 }
    let mark = end < bytes.count ? text(end..<bytes.count).unicodeScalars.first : nil
    return (
      text(first..<start), text(start..<phrase.lowerBound), text(phrase.upperBound..<end).trimmingEnd, mark
    )
  }

  private func sentenceStart(before place: Int) -> Int {
    var start = place
    while start > 0, !endsSentence(start - 1) { start -= 1 }
    return start
  }

  /// Whether a condition stands ahead of the phrase in its sentence, or right behind it: what follows "if" has not
  /// happened.
  func isConditional(_ phrase: Range<Int>) -> Bool {
    let start = sentenceStart(before: phrase.lowerBound)
    // 若无人签收: the phrase itself may end the condition's word.
    let isChinese = bytes[phrase.lowerBound] >= 0xE0
    let before = [0x20] + bytes[start..<phrase.lowerBound + (isChinese ? min(3, phrase.count) : 0)]
    if TrackingSentence.conditions.contains(where: { TrackingSentence.contains(before, $0) }) { return true }
    if TrackingSentence.openings.contains(where: { before.starts(with: $0) }) { return true }
    let after = bytes[phrase.upperBound..<min(bytes.count, phrase.upperBound + 24)]
    return TrackingSentence.behind.contains { after.starts(with: $0) }
  }

  private static let conditions = [
    " if ", " unless ", " in case ", " provided that ", " in the event ", " falls ", " wenn ", " sofern ", " en cas ",
    " en caso ", " in caso ", " em caso ", "如果", "如遇", "如有", "如无", "如未", "如需", "如不", "如客", "如收", "如您", "如逾",
    "若无", "若未", "若不", "若有", "若需", "若遇", "若收", "若客", "若您", "若逾", "假如", "倘若", "一旦", "万一",
  ].map { Array($0.utf8) }
  /// Conditions at the head of a sentence only; within it they are other words.
  private static let openings = [" si ", " s'il ", " se ", " caso ", " should "].map { Array($0.utf8) }
  private static let behind = [
    " if ", " unless ", " in case ", " in the event ", " falls ", " wenn ", " sofern ", " si ", " s'il ", " se ",
    " en cas ", " en caso ", " in caso ", " em caso ",
  ].map { Array($0.utf8) }

  /// A full stop within a number or a shortening ends nothing.
  private func endsSentence(_ place: Int) -> Bool {
    switch bytes[place] {
    case 0x21, 0x3B, 0x3F: true
    case 0x2E: (place + 1 >= bytes.count || bytes[place + 1] == 0x20) && !endsShortening(place)
    // 。 and what is as wide as it: ！ ？ ；
    case 0xE3: place + 2 < bytes.count && bytes[place + 1] == 0x80 && bytes[place + 2] == 0x82
    case 0xEF: place + 2 < bytes.count && bytes[place + 1] == 0xBC && [0x81, 0x9F, 0x9B].contains(bytes[place + 2])
    // The last byte of one of those, looked at backwards.
    case 0x82: place >= 2 && bytes[place - 1] == 0x80 && bytes[place - 2] == 0xE3
    case 0x81, 0x9F, 0x9B: place >= 2 && bytes[place - 1] == 0xBC && bytes[place - 2] == 0xEF
    default: false
    }
  }

  /// "Est. delivered Friday" is one sentence.
  private func endsShortening(_ point: Int) -> Bool {
    var start = point
    while start > 0, TrackingSentence.isLetter(bytes[start - 1]) { start -= 1 }
    return TrackingSentence.shortenings.contains { bytes[start..<point].elementsEqual($0) }
  }

  private static let shortenings = ["est", "estd", "exp", "approx", "ca", "sched", "vsl", "voraus", "prev", "appt"]
    .map { Array($0.utf8) }

  private func stands(_ phrase: [UInt8], at place: Int) -> Bool {
    guard place + phrase.count <= bytes.count else { return false }
    for step in 2..<max(2, phrase.count) where bytes[place + step] != phrase[step] { return false }
    return true
  }

  /// Lower case for ASCII and the accented letters, runs of blanks as one, typographic apostrophes as plain ones.
  private static func folded(_ text: String) -> [UInt8] {
    var folded: [UInt8] = []
    folded.reserveCapacity(text.utf8.count)
    var wasBlank = true
    for scalar in text.unicodeScalars {
      if folded.count > longest { break }
      switch scalar.value {
      case 0x09...0x0D, 0x20, 0xA0, 0x3000:
        if !wasBlank { folded.append(0x20) }
        wasBlank = true
        continue
      case 0x41...0x5A: folded.append(UInt8(scalar.value) + 32)
      case 0..<0x80: folded.append(UInt8(scalar.value))
      case 0xC0...0xD6, 0xD8...0xDE: folded.append(contentsOf: [0xC3, UInt8(scalar.value - 0x40) + 32])
      case 0x2018, 0x2019: folded.append(0x27)
      case 0x2010...0x2014: folded.append(0x2D)
      default:
        let plain = TrackingSentence.simplified[scalar] ?? scalar
        folded.append(contentsOf: UTF8.encode(plain) ?? UTF8.encodedReplacementCharacter)
      }
      wasBlank = false
    }
    return folded
  }

  /// Ideographs of Taiwan and Hong Kong that carriers' sentences are made of, each with its simplified twin.
  private static let simplified: [Unicode.Scalar: Unicode.Scalar] = {
    let pairs =
      "簽签達达遞递遲迟誤误無无認认遺遗壞坏損损銷销毀毁據据單单創创標标電电預预報报資资關关稅税繳缴驗验滯滞櫃柜點点驛驿貨货運运輸输轉转處处離离開开發发啟启飛飞庫库進进裝装載载機机場场際际幹干線线終终員员門门"
      + "衛卫戶户聯联繫系係系話话應应詳详錯错確确絕绝異异試试嘗尝暫暂問问題题難难攬揽業业務务網网郵邮專专區区縣县號号碼码憑凭請请時时間间準准備备將将計计導导對对與与來来個个過过還还這这為为於于後后沒没買买賣卖"
      + "訂订寫写檢检緊紧氣气惡恶風风災灾實实國国內内歸归補补齊齐頭头產产車车輛辆眾众讓让給给經经當当節节樓楼廠厂倉仓儲储揀拣變变換换狀状態态總总獲获領领釋释親亲鄰邻證证條条嗎吗麼么見见連连絡络銀银鎖锁鋪铺鐵铁"
      + "陸陆隊队體体優优僅仅從从動动華华蘭兰島岛廣广東东灣湾爾尔獨独園园圖图圍围執执壓压夠够學学尋寻屆届幣币帶带幫帮廢废彙汇復复憶忆掃扫掛挂採采擇择攔拦敗败數数斷断舊旧術术極极"
    var twins: [Unicode.Scalar: Unicode.Scalar] = [:]
    let scalars = Array(pairs.unicodeScalars)
    for index in stride(from: 0, to: scalars.count - 1, by: 2) { twins[scalars[index]] = scalars[index + 1] }
    return twins
  }()

  /// Whether words before the phrase (in its own clause) or right after it deny it or only expect it.
  private func isTakenBack(_ place: Int, _ phrase: [UInt8]) -> Bool {
    let isChinese = (phrase.first ?? 0) >= 0x80
    var start = place
    // Eight ideographs, or the clause of a Latin sentence.
    let reach = isChinese ? 24 : 60
    while start > 0, place - start < reach, !TrackingSentence.endsClause(bytes, start - 1) { start -= 1 }
    let before = Array(bytes[start..<place])
    let end = place + phrase.count
    let after = Array(bytes[end..<min(bytes.count, end + 12)])
    if isChinese {
      // 签收人 and 签收后 name a person or a time, no deed; 签收失败 is the contrary.
      if TrackingSentence.chineseAfter.contains(where: { after.starts(with: $0) }) { return true }
      // 已 says that it happened, whatever stands further off (未来城已签收); only a condition takes that back.
      let isDone =
        before.suffix(3).elementsEqual(TrackingSentence.done) || before.suffix(6).starts(with: TrackingSentence.done)
      let words = isDone ? TrackingSentence.chineseConditions : TrackingSentence.chineseBefore
      return words.contains { TrackingSentence.contains(before, $0) }
    }
    let padded = [0x20] + before
    return TrackingSentence.latinBefore.contains { TrackingSentence.contains(padded, $0) }
  }

  private static let chineseBefore = [
    "未", "无法", "没", "不", "待", "拒", "即将", "预计", "将", "勿", "请", "尚", "等", "准备", "若", "如", "失败", "无人", "异常",
    "是否", "能否", "可否", "会否", "否认", "有没有",
  ].map { Array($0.utf8) }
  private static let chineseConditions = ["如", "若", "是否", "能否", "可否", "会否", "否认", "请", "假如"].map { Array($0.utf8) }
  private static let done = Array("已".utf8)
  private static let chineseAfter = ["失败", "异常", "不成功", "未成功", "未果", "前", "后请", "人不在"].map { Array($0.utf8) }
  private static let latinBefore = [
    " not ", "n't ", " no ", " never ", " cannot ", " unable to ", " failed to ", " will be ", " to be ", " be ",
    " once ",
    " when ", " until ", " before ", " if ", " unless ", " awaiting ", " without ", " expected ", " scheduled ",
    " non ",
    " nicht ", " pas ", " sera ", " wird ", " yet to ", " nobody ", " isn't ", " may ", " should ",
  ].map { Array($0.utf8) }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }

  private static func endsClause(_ bytes: [UInt8], _ place: Int) -> Bool {
    switch bytes[place] {
    case 0x2E, 0x3B, 0x21, 0x3F, 0x2C: true
    case 0x5D: true
    // 。 is E3 80 82, 】 is E3 80 91, ， is EF BC 8C, ； is EF BC 9B.
    case 0x82, 0x91: place >= 2 && bytes[place - 1] == 0x80 && bytes[place - 2] == 0xE3
    case 0x8C, 0x9B: place >= 2 && bytes[place - 1] == 0xBC && bytes[place - 2] == 0xEF
    default: false
    }
  }

  private static func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
    guard bytes.count >= part.count else { return false }
    for place in 0...(bytes.count - part.count)
    where bytes[place] == part[0] && bytes[place..<place + part.count].elementsEqual(part) {
      return true
    }
    return false
  }
}

extension String {
  fileprivate var trimmingEnd: String {
    var rest = Substring(self)
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }
}
