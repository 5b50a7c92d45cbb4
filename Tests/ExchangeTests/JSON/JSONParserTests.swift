import Domain
import Testing

@testable import Exchange

struct JSONParserTests {
  private func fault(_ text: String) -> JSONFault? {
    var parser = JSONParser()
    do throws(JSONFault) {
      _ = try parser.parse(text)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: [
    "{\"a\":1,}", "[1,]", "[,1]", "{a:1}", "{'a':1}", "[1 2]", "{\"a\" 1}", "{\"a\":}", "01", "-", "1.", "1e", "+1",
    ".5",
    "NaN", "Infinity", "tru", "nulll", "\"abc", "\"\\x\"", "\"\\u12g4\"", "\"a\u{1}b\"", "[", "{", "]", "", "  ", "1 2",
    "{\"a\":1 \"b\":2}", "// no\n1", "[1]]", "\u{feff}1", "\"tab\there\"",
  ])
  func `What is no JSON is refused`(text: String) {
    #expect(fault(text) != nil)
  }

  @Test(arguments: [
    "0", "-0.0", "1e999999", "[]", "{}", " [ 1 , 2 ] ", "\"\\ud83d\\ude00\"", "{\"\":null}", "true", "[[[]]]",
    "123456789012345678901234567890.123456789",
  ])
  func `What is JSON is read`(text: String) {
    #expect(fault(text) == nil)
  }

  @Test func `A fault names line, way and what was expected`() {
    let fault = fault("{\"orders\":[{\"id\":1},\n{\"id\":2,\n\"total\":abc}]}")
    #expect(fault?.line == 3)
    #expect(fault?.path == "orders[1].total")
    #expect(fault?.expected == "a value expected, found ‘abc}]}’")
  }

  @Test func `Of a key that comes twice the last holds`() throws {
    var parser = JSONParser()
    #expect(try parser.parse("{\"qty\":1,\"q\\u0074y\":-1}").root["qty"]?.text == "-1")
  }

  @Test func `Numbers stay the text they were`() throws {
    var parser = JSONParser()
    let text = try parser.parse("{\"a\":12.30,\"b\":1E5}").root
    #expect(text["a"]?.text == "12.30")
    #expect(text["b"]?.text == "1E5")
  }

  @Test func `Escapes are resolved and half a surrogate pair is marked`() throws {
    var parser = JSONParser()
    let whole = try parser.parse("\"\\ud83d\\ude00 \\u00e9\\n\\/\\\"\"")
    #expect(whole.root.text == "😀 é\n/\"")
    #expect(!whole.hasLoneSurrogates)
    let half = try parser.parse("[\"\\ud83dx\",\"\\ude00\"]")
    #expect(half.hasLoneSurrogates)
    #expect(half.root.elements.map { $0.text } == ["\u{fffd}x", "\u{fffd}"])
  }

  @Test func `A document in use is not overwritten by the next`() throws {
    var parser = JSONParser()
    let first = try parser.parse("{\"a\":\"one\"}")
    let second = try parser.parse("{\"a\":\"two\"}")
    #expect(first.root["a"]?.text == "one")
    #expect(second.root["a"]?.text == "two")
  }

  @Test func `Depth, strings and values are bounded`() {
    #expect(fault(String(repeating: "[", count: 64) + String(repeating: "]", count: 64)) == nil)
    #expect(fault(String(repeating: "[", count: 65) + String(repeating: "]", count: 65))?.isLimit == true)
    #expect(fault("\"" + String(repeating: "x", count: (4 << 20) + 1) + "\"")?.isLimit == true)
    #expect(fault("[0" + String(repeating: ",0", count: 1_000_001) + "]")?.isLimit == true)
    #expect(fault(String(repeating: "9", count: 1_000_000)) == nil)
  }

  @Test(arguments: [
    ("1.5e2", "150"), ("1.5E-2", "0.015"), ("-2e0", "-2"), ("12.30", "12.30"), ("1e3", "1000"), ("0.001e3", "0001"),
  ])
  func `Exponents become plain digits`(text: String, plain: String) {
    #expect(JSONDecimal.plain(text) == plain)
  }

  @Test func `Amounts and counts out of reach are no amounts`() {
    #expect(JSONDecimal.minorUnits("1e999999", .euro) == nil)
    #expect(JSONDecimal.minorUnits("1e-999999", .euro) == nil)
    #expect(JSONDecimal.minorUnits(String(repeating: "9", count: 100_000), .euro) == nil)
    #expect(JSONDecimal.minorUnits("19940", .yen) == 19_940)
    #expect(JSONDecimal.minorUnits("1.2345e1", .euro) == 1235)
    #expect(JSONDecimal.whole("3.0") == 3)
    #expect(JSONDecimal.whole("3.5") == nil)
    #expect(JSONDecimal.whole("99999999999999999999") == nil)
    #expect(JSONMeasure.grams("107.6", unit: "pounds") == 48_806)
    #expect(JSONMeasure.millimetres("72.4", unit: "inches") == 1839)
  }

  @Test(arguments: [
    ("2008-01-10T11:00:00-05:00", "2008-01-10T16:00:00Z"), ("2019-05-07T15:42:57.058Z", "2019-05-07T15:42:57.058Z"),
    ("2020-02-29 23:59:60", "2020-02-29T23:59:59Z"), ("2024-12-25", "2024-12-25T12:00:00Z"),
    ("2024-12-25T10:30+0530", "2024-12-25T05:00:00Z"), ("2024-12-25T10:30:00.123456789+08", "2024-12-25T02:30:00.123Z"),
  ])
  func `Times of interfaces are read`(text: String, expected: String) {
    #expect(JSONTime.instant(text, zone: .utc)?.iso8601 == expected)
  }

  @Test(arguments: [
    "2020-13-01", "2021-02-29T00:00:00Z", "2020-01-01T25:00:00Z", "2020-01-01T00:00:00+99:00", "soon", "",
  ])
  func `What is no time is none`(text: String) {
    #expect(JSONTime.instant(text, zone: .utc) == nil)
  }
}
