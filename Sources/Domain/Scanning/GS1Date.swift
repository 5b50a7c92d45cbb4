/// Dates of six digits on labels.
public enum GS1Date {
  /// The day that YYMMDD names; day 00 is the month's last day where the identifier allows it.
  ///
  /// The century is settled by `year`, in which the label is read: from 49 years before it to 50 years after.
  public static func read(_ digits: some Collection<UInt8>, allowsDayZero: Bool, inYear year: Int) -> CivilTime? {
    let numbers = digits.map { Int($0) - 0x30 }
    guard numbers.count == 6, numbers.allSatisfy({ (0...9).contains($0) }), (1...9999).contains(year) else {
      return nil
    }
    let whole = GS1Date.year(twoDigits: numbers[0] * 10 + numbers[1], in: year)
    let month = numbers[2] * 10 + numbers[3]
    let day = numbers[4] * 10 + numbers[5]
    guard (1...12).contains(month) else { return nil }
    if day == 0 && !allowsDayZero { return nil }
    return CivilTime(year: whole, month: month, day: day == 0 ? CivilTime.days(inMonth: month, of: whole) : day)
  }

  /// Two digits 51 or more beyond this year's are the century before, 50 or more behind them the century after.
  static func year(twoDigits: Int, in year: Int) -> Int {
    let difference = twoDigits - year % 100
    let century = year - year % 100
    if difference >= 51 { return century - 100 + twoDigits }
    return difference <= -50 ? century + 100 + twoDigits : century + twoDigits
  }
}
