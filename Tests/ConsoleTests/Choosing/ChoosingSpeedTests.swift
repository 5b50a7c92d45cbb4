import Domain
import Terminal
import Testing

@testable import Console

@Suite struct ChoosingSpeedTests {
  /// The promise is a millisecond for each in a release build on an idle machine; a debug build on a busy one has a
  /// hundred times that, and the best of many tries counts.
  @Test(arguments: ["?", ":", "x"])
  func `A key in the help, the palette and the menu is answered and painted soon`(opener: String) throws {
    let shop = try Shop()
    var options = shop.options(.chinese)
    options.themes = try Themes.folder()
    var rehearsal = try Rehearsal(options, size: Size(columns: 120, rows: 36))
    rehearsal.press(script: opener)
    let clock = ContinuousClock()
    var best = Duration.seconds(60)
    for key in Key.script(opener == "x" ? "j,k,j,k,j,k" : "z,t,Backspace,d,d,Backspace,Backspace") {
      best = min(
        best,
        clock.measure {
          rehearsal.press(key)
          _ = rehearsal.frame
        })
    }
    #expect(best < .milliseconds(100))
  }
}
