/// The small words of a sentence, which are understood in both languages whatever the console speaks: a sentence that
/// somebody wrote in Chinese must read in everybody's.
enum GrammarWord: String, CaseIterable {
  case none, any, me, yes, no
  case or, and, not
  case sort, cols, group

  /// The first one is what a sentence is rendered with.
  var chinese: [String] {
    switch self {
    case .none: ["无", "没有"]
    case .any: ["有", "任意"]
    case .me: ["我"]
    case .yes: ["是"]
    case .no: ["否"]
    case .or: ["或", "或者"]
    case .and: ["且", "并且"]
    case .not: ["非", "不是"]
    case .sort: ["排序"]
    case .cols: ["列"]
    case .group: ["分组"]
    }
  }

  /// The words that stand in a value's place.
  static let values: [GrammarWord] = [.none, .any, .me]
  /// The words that stand in a term's place.
  static let connectives: [GrammarWord] = [.or, .and, .not]
  static let directives: [GrammarWord] = [.sort, .cols, .group]

  /// The word that a folded text is, of those that could stand there.
  static func reading(_ folded: String, among words: [GrammarWord]) -> GrammarWord? {
    words.first { $0.rawValue == folded || $0.chinese.contains(folded) }
  }
}

extension RelativeDate {
  /// The first one is what a sentence is rendered with.
  var chinese: [String] {
    switch self {
    case .now: ["现在"]
    case .today: ["今天", "今日"]
    case .yesterday: ["昨天", "昨日"]
    case .tomorrow: ["明天", "明日"]
    case .thisweek: ["本周", "这周"]
    case .lastweek: ["上周"]
    case .nextweek: ["下周"]
    case .thismonth: ["本月", "这个月"]
    case .lastmonth: ["上月", "上个月"]
    case .nextmonth: ["下月", "下个月"]
    case .thisyear: ["今年"]
    case .lastyear: ["去年"]
    }
  }

  init?(chinese word: String) {
    guard let date = RelativeDate.allCases.first(where: { $0.chinese.contains(word) }) else { return nil }
    self = date
  }
}

extension AgeUnit {
  /// The first one is what a sentence is rendered with.
  var chinese: [String] {
    switch self {
    case .minutes: ["分钟", "分"]
    case .hours: ["小时", "时"]
    case .days: ["天", "日"]
    case .weeks: ["周", "星期"]
    case .months: ["个月", "月"]
    case .years: ["年"]
    }
  }

  init?(chinese word: String) {
    guard let unit = AgeUnit.allCases.first(where: { $0.chinese.contains(word) }) else { return nil }
    self = unit
  }
}
