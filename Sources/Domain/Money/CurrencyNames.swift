/// What people call currencies: English and Chinese names beside the codes.
enum CurrencyNames {
  /// The currency of a code or a name, whatever the letter case; nil for other words.
  static func currency(_ words: String) -> Currency? {
    let folded = FoldedText.fold(words)
    return Currency(folded) ?? byName[folded]
  }

  /// The Chinese name; nil where the table has none.
  static func chineseName(_ code: String) -> String? { chinese[code] }

  /// Every name there is, for the spelling of a mistyped one.
  static let all: [String] = table.values.flatMap { $0 }

  private static let byName: [String: Currency] = {
    var names: [String: Currency] = [:]
    for (code, words) in table {
      for word in words { names[FoldedText.fold(word)] = Currency(code) }
    }
    return names
  }()

  private static let chinese: [String: String] = table.compactMapValues { $0.first { $0.utf8.first ?? 0 >= 0x80 } }

  /// The yuan and the yen are told apart by their names; `dollar` alone is the American one, as its sign is.
  private static let table: [String: [String]] = [
    "EUR": ["euro", "euros", "欧元"], "USD": ["dollar", "dollars", "US dollar", "美元", "美金"],
    "GBP": ["pound", "pounds", "sterling", "pound sterling", "英镑"], "JPY": ["yen", "日元", "日圆", "円"],
    "CNY": ["yuan", "renminbi", "RMB", "人民币", "元"], "HKD": ["Hong Kong dollar", "港币", "港元"],
    "TWD": ["Taiwan dollar", "新台币", "台币"], "KRW": ["won", "韩元", "韩币"], "SGD": ["Singapore dollar", "新加坡元", "新元"],
    "AUD": ["Australian dollar", "澳元", "澳币"], "CAD": ["Canadian dollar", "加元", "加币"],
    "NZD": ["New Zealand dollar", "新西兰元", "纽币"], "CHF": ["Swiss franc", "franc", "瑞士法郎"],
    "SEK": ["Swedish krona", "krona", "瑞典克朗"], "NOK": ["Norwegian krone", "挪威克朗"], "DKK": ["Danish krone", "丹麦克朗"],
    "PLN": ["zloty", "złoty", "兹罗提"], "CZK": ["Czech koruna", "koruna", "捷克克朗"], "HUF": ["forint", "福林"],
    "RON": ["leu", "lei", "罗马尼亚列伊"], "TRY": ["Turkish lira", "lira", "土耳其里拉", "里拉"],
    "RUB": ["rouble", "ruble", "卢布"], "UAH": ["hryvnia", "格里夫纳"], "INR": ["Indian rupee", "rupee", "印度卢比", "卢比"],
    "THB": ["baht", "泰铢"], "VND": ["dong", "越南盾"], "MYR": ["ringgit", "林吉特", "马币"],
    "IDR": ["rupiah", "印尼盾"], "PHP": ["Philippine peso", "菲律宾比索"], "BRL": ["real", "reais", "雷亚尔"],
    "MXN": ["Mexican peso", "墨西哥比索"], "ZAR": ["rand", "兰特"], "ILS": ["shekel", "谢克尔"],
    "AED": ["dirham", "迪拉姆"], "SAR": ["riyal", "里亚尔"], "KWD": ["Kuwaiti dinar", "科威特第纳尔"],
  ]
}
