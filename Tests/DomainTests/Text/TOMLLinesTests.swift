import Testing

@testable import Domain

@Suite struct TOMLLinesTests {
  private func lines(_ text: String) -> [String] {
    TOMLLines(text).entries.map { entry in
      let value = String(decoding: Array(text.utf8)[entry.value], as: UTF8.self)
      return "\(entry.line) \(entry.path.joined(separator: "/"))" + (entry.isTable ? "" : " = \(value)")
    }
  }

  @Test func `Keys are found with their tables, lines and values`() {
    let text = #"""
      # comment = 1
      a = 1 # b = 2
      "b c" = 'x # y'
      d.e = "q\" = 3"
      [t]
      f = [ 1, # ] = 4
        2 ] # done
      g = { h = 1, i = [2] }
      [[ t . "u" ]]
      j = '''
      k = 1
      '''
      l = 7
      """#
    #expect(
      lines(text) == [
        "2 a = 1", "3 b c = 'x # y'", #"4 d/e = "q\" = 3""#, "5 t", "6 t/f = [ 1, # ] = 4\n  2 ]",
        "8 t/g = { h = 1, i = [2] }", "9 t/u", "10 t/u/j = '''\nk = 1\n'''", "13 t/u/l = 7",
      ])
    #expect(TOMLLines(text).line(of: "l") == 13)
    #expect(TOMLLines(text).line(of: "k") == 0)
    #expect(TOMLLines(text).entry(at: ["t", "f"])?.line == 6)
  }

  @Test func `Carriage returns belong to no value`() {
    #expect(lines("a = 1\r\n[b]\r\nc = \"x\"\r\n") == ["1 a = 1", "2 b", "3 b/c = \"x\""])
  }

  @Test func `Whatever it is given, it ends, and its places are within the text`() {
    var generator = SystemRandomNumberGenerator()
    let pieces = [
      "a", "=", "\"", "'", "[", "]", "{", "}", "#", "\n", "\r\n", "\\", ".", " ", "\"\"\"", "'''", "码",
    ]
    for _ in 0..<2000 {
      let text = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
        pieces.randomElement(using: &generator) ?? ""
      }.joined()
      for entry in TOMLLines(text).entries {
        #expect(entry.key.upperBound <= entry.value.lowerBound)
        #expect(entry.value.upperBound <= text.utf8.count)
        #expect(entry.line >= 1)
      }
    }
  }
}
