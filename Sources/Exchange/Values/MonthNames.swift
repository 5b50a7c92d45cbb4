/// Names of months in the languages that marketplaces export in, and the words that may stand in a date besides.
enum MonthNames {
  /// 1 to 12; nil for any other word. Whole names and the usual short ones, lower case.
  static func month(_ word: String) -> Int? {
    if let month = names[word] { return month }
    return word.hasSuffix(".") ? names[String(word.dropLast())] : nil
  }

  /// Days of the week, `at`, `um`, `Uhr`, ordinal endings: they say nothing that the numbers do not.
  static func isFiller(_ word: String) -> Bool { fillers.contains(word) }

  private static let names: [String: Int] = {
    // One row a month: English, German, French, Spanish, Italian, Dutch, Polish, Portuguese.
    let rows = [
      "jan january januar jänner jän janvier janv enero ene gennaio gen januari stycznia sty janeiro",
      "feb february februar feber février févr fév fevrier febrero febbraio februari lutego lut fevereiro fev",
      "mar march märz mär mrz maerz mars marzo maart mrt marca março marco",
      "apr april avril avr abril abr aprile kwietnia kwi",
      "may mai mayo maggio mag mei maja maio",
      "jun june juni juin junio giugno giu czerwca cze junho",
      "jul july juli juillet juil julio luglio lug lipca lip julho",
      "aug august août aout aoû agosto ago augustus sierpnia sie",
      "sep sept september septembre septiembre settembre set września wrz setembro",
      "oct october okt oktober octobre octubre ottobre ott października paź outubro out",
      "nov november novembre noviembre listopada lis novembro",
      "dec december dez dezember décembre déc decembre diciembre dic dicembre grudnia gru dezembro",
    ]
    var table: [String: Int] = [:]
    for (index, row) in rows.enumerated() {
      for name in row.split(separator: " ") { table[String(name)] = index + 1 }
    }
    return table
  }()

  private static let fillers: Set<String> = {
    let words = """
      at of the on um uhr à a le de del el h o' st nd rd th er mon monday tue tues tuesday wed wednesday thu thur \
      thurs thursday fri friday \
      sat saturday sun sunday mo di mi do fr sa so montag dienstag mittwoch donnerstag freitag \
      samstag sonntag lun lundi mardi mer mercredi jeu jeudi ven vendredi sam samedi dim dimanche lunes martes mié \
      miércoles jue jueves vie viernes sáb sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica \
      星期一 星期二 星期三 星期四 星期五 星期六 星期日 周一 周二 周三 周四 周五 周六 周日 ore
      """
    return Set(words.split(separator: " ").map(String.init))
  }()
}

/// Zone abbreviations with one meaning in marketplace exports, for when the system's tzdata does not know them.
enum ZoneWords {
  static func offsetSeconds(_ name: String) -> Int? { hours[name.uppercased()].map { Int($0 * 3600) } }

  private static let hours: [String: Double] = [
    "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2, "EET": 2, "EEST": 3,
    "MSK": 3, "EST": -5, "EDT": -4, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "HST": -10,
    "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "HKT": 8, "SGT": 8,
  ]
}
