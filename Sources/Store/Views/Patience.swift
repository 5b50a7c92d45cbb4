/// How long a wide list is judged row by row before the exact question is asked after all: whichever promises to end
/// sooner, by the share of rows that fitted so far.
struct Patience {
  /// Rows of the wide list, estimated.
  let listed: Int64
  let wanted: Int

  /// Microseconds to cut and judge a row, and to join one entry of the lists of many words: measured 0.5 on a quiet
  /// machine, taken threefold, because giving up costs both.
  private static let judging = 40.0
  private static let joining = 1.5
  /// Looked at this often.
  private static let step = 80

  func ends(judged: Int, found: Int) -> Bool {
    guard judged % Patience.step == 0, found < wanted else { return false }
    let share = (Double(found) + 0.5) / Double(judged)
    let onward = Double(wanted - found) / share * Patience.judging
    return share * Double(listed) * Patience.joining < onward
  }
}
