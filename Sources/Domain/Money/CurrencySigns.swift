/// The signs and words that stand for a currency in an amount.
public enum CurrencySigns {
  /// The currency that a word beside an amount names; nil: none.
  ///
  /// A sign that several currencies share (`$`, `kr`, `¥`) is the account's own where that is one of them, else the
  /// commonest: `$` USD, `kr` SEK. `¥` and `￥` are CNY with decimals, JPY without.
  public static func currency(_ word: String, given: Currency?, hasDecimals: Bool) -> Currency? {
    if word == "¥" || word == "￥" {
      if given == .yuan || given == .yen { return given }
      return hasDecimals || word == "￥" ? .yuan : .yen
    }
    if let family = shared[word.lowercased()] {
      if let given, family.contains(given.code) { return given }
      return family.first.flatMap { Currency($0) }
    }
    if let code = signs[word.lowercased()] { return Currency(code) }
    return Currency(word)
  }

  /// Whether several currencies are written so.
  public static func isShared(_ word: String) -> Bool {
    word == "¥" || word == "￥" || shared[word.lowercased()] != nil
  }

  private static let shared: [String: [String]] = [
    "$": ["USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN", "ARS", "CLP", "COP", "BBD", "BMD", "BSD", "BZD"],
    "kr": ["SEK", "NOK", "DKK", "ISK"], "£": ["GBP", "EGP", "GIP", "FKP"], "rs": ["INR", "PKR", "LKR", "NPR", "MUR"],
    "元": ["CNY", "TWD", "HKD"],
  ]

  private static let signs: [String: String] = [
    "€": "EUR", "euro": "EUR", "euros": "EUR", "us$": "USD", "usd$": "USD", "$us": "USD", "u$s": "USD", "a$": "AUD",
    "au$": "AUD", "c$": "CAD", "ca$": "CAD", "can$": "CAD", "cdn$": "CAD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD",
    "nt$": "TWD", "mx$": "MXN",
    "r$": "BRL", "cn¥": "CNY", "jp¥": "JPY", "rmb": "CNY", "人民币": "CNY", "円": "JPY", "日元": "JPY", "美元": "USD",
    "欧元": "EUR", "英镑": "GBP", "港币": "HKD", "港元": "HKD", "₹": "INR", "₩": "KRW", "₽": "RUB", "руб": "RUB",
    "₺": "TRY", "tl": "TRY", "₫": "VND",
    "đ": "VND", "฿": "THB", "₱": "PHP", "₪": "ILS", "₴": "UAH", "₦": "NGN", "₸": "KZT", "zł": "PLN", "zl": "PLN",
    "kč": "CZK", "kc": "CZK", "ft": "HUF", "lei": "RON", "лв": "BGN", "fr": "CHF", "sfr": "CHF", "rm": "MYR",
    "rp": "IDR", "aed": "AED", "r": "ZAR", "s/": "PEN", "dollar": "USD", "dollars": "USD", "pounds": "GBP",
  ]
}
