import Testing

@testable import Domain

/// Sums as people type them, and what is read.
struct TypedMoneyTests {
  private func shown(_ text: String, _ currency: String?) -> String {
    do {
      let typed = try TypedMoney.read(text, currency: currency.flatMap { Currency($0) })
      let remark = typed.remark.map { " \($0)".split(separator: "(")[0] } ?? ""
      return "\(typed.money.amount) \(typed.money.currency.code)\(remark)"
    } catch {
      return "\(error)".split(separator: "(").first.map(String.init) ?? ""
    }
  }

  @Test(arguments: [
    ("12,50 €", nil, "12.50 EUR"), ("€12.50", nil, "12.50 EUR"), ("US$ 3", nil, "3.00 USD"), ("3", "USD", "3.00 USD"),
    ("1.234,56", "EUR", "1234.56 EUR"), ("1,234.56", "EUR", "1234.56 EUR"), ("1 234,56", "EUR", "1234.56 EUR"),
    ("1'234.56", "CHF", "1234.56 CHF"), ("1,23,456.78", "INR", "123456.78 INR"), ("1.234.567", "EUR", "1234567.00 EUR"),
    ("1,234", "EUR", "1234.00 EUR partsThousands"), ("1.234", "EUR", "1234.00 EUR partsThousands"),
    ("1.234", "KWD", "1.234 KWD beginsDecimals"), ("0.234", "KWD", "0.234 KWD"), ("1,5", "EUR", "1.50 EUR"),
    ("1500", "JPY", "1500 JPY"), ("1,500", "JPY", "1500 JPY partsThousands"), ("12,50", "JPY", "tooManyDecimals"),
    ("12.505", "EUR", "12505.00 EUR partsThousands"), ("0.505", "EUR", "tooManyDecimals"),
    ("3.00", "JPY", "3 JPY"), ("12.5", "KWD", "12.500 KWD"), ("12.3456", "KWD", "tooManyDecimals"),
    ("12,50 EUR", "USD", "12.50 EUR"), ("eur 12", nil, "12.00 EUR"), ("$5", "CAD", "5.00 CAD"),
    ("$5", nil, "5.00 USD sharedSign"), ("$5 CAD", nil, "5.00 CAD"), ("US $ 5", nil, "5.00 USD"),
    ("￥１２．５０", nil, "12.50 CNY sharedSign"), ("¥1500", "JPY", "1500 JPY"), ("12元", nil, "12.00 CNY sharedSign"),
    ("12。5元", "CNY", "12.50 CNY"), ("1500円", nil, "1500 JPY"), ("-3.20", "EUR", "-3.20 EUR"),
    ("12.", "EUR", "12.00 EUR"),
    (".5", "EUR", "0.50 EUR"), ("12", nil, "noCurrency"), ("12 foo", "EUR", "unknownCurrency"),
    ("abc", "EUR", "unreadable"),
    ("", "EUR", "unreadable"), ("1 2", "EUR", "unreadable"), ("1,2,3", "EUR", "unreadable"),
    ("12 EUR 3", nil, "unreadable"),
    ("--3", "EUR", "unreadable"), ("99999999999999999999", "EUR", "tooLarge"), ("1.2.3,4", "EUR", "unreadable"),
  ])
  func `Sums`(text: String, currency: String?, expected: String) {
    #expect(shown(text, currency) == expected, "\(text)")
  }

  @Test func `What is written is read back`() {
    for code in ["JPY", "EUR", "KWD"] {
      guard let currency = Currency(code) else { continue }
      for units: Int64 in [0, 1, 5, 99, 100, 1234, 123_456, 9_876_543_210] {
        let money = Money(minorUnits: units, currency: currency)
        let read = try? TypedMoney.read("\(money.amount) \(code)", currency: nil)
        // Three decimals behind one to three digits are said to be decimals.
        #expect(read?.money == money, "\(money.amount) \(code)")
      }
    }
  }
}
