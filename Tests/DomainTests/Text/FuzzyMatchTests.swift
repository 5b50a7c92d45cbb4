import Testing

@testable import Domain

@Suite struct FuzzyMatchTests {
  @Test func `Chinese is found by its pinyin initials`() {
    #expect(Pinyin.initials("订单 Orders 未到达") == "dd orders wdd")
    #expect(Pinyin.initial("啊") == "a")
    #expect(Pinyin.initial("座") == "z")
    #expect(Pinyin.initial("x") == nil)
    #expect(Pinyin.initial("龘") == nil)
    #expect(FuzzyMatch("zt", in: "暂停订单")?.places == [0, 1])
    #expect(FuzzyMatch("暂", in: "暂停订单")?.places == [0])
    #expect(FuzzyMatch("dz", in: "暂停订单") == nil)
  }

  @Test func `The first plane is whole and each character stands once`() {
    let all = Pinyin.runs.flatMap { Array($0.characters.unicodeScalars) }
    #expect(all.count == 3755)
    #expect(Set(all).count == 3755)
    #expect(Pinyin.runs.map(\.letter) == Array("abcdefghjklmnopqrstwxyz".utf8))
  }

  @Test(arguments: [
    ("ho", "Hold order", ["Show orders", "Hold order"]), ("so", "Sort order", ["Sort order", "Hold some order"]),
    ("rel", "Release", ["Remove label", "Release"]), ("ord hold", "Hold order", ["Hold order", "Old record"]),
    ("e", "Edit", ["Delete", "Edit"]), ("edit", "Edit", ["Edit product", "Edit"]),
  ])
  func `The better fit comes first`(pattern: String, expected: String, texts: [String]) {
    let ranked = texts.compactMap { text in FuzzyMatch(pattern, in: text).map { ($0.score, text) } }
    #expect(ranked.max { $0.0 < $1.0 }?.1 == expected)
  }

  @Test func `Case, accents and full width do not matter, order does`() {
    #expect(FuzzyMatch("LEF", in: "lefèvre")?.places == [0, 1, 2])
    #expect(FuzzyMatch("ｈｏ", in: "Hold")?.places == [0, 1])
    #expect(FuzzyMatch("dlo", in: "Hold") == nil)
    #expect(FuzzyMatch("", in: "anything")?.places == [])
    #expect(FuzzyMatch("longer than it", in: "longer") == nil)
  }

  @Test func `Places are where the letters stand`() throws {
    for (pattern, text) in [("hrd", "Hold the order"), ("aaa", "banana bar"), ("oo", "Go out, do")] {
      let match = try #require(FuzzyMatch(pattern, in: text))
      let characters = Array(text.lowercased())
      #expect(match.places.map { characters[$0] } == Array(pattern))
      #expect(match.places == match.places.sorted())
    }
  }
}
