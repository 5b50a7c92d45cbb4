import Domain
import TestSupport
import Testing

@Suite struct SearchTermTests {
  @Test(arguments: [
    ("", ""), ("  !?  ", ""), ("Blue Mug", "blue mug"), ("mug, MUG; Mug", "mug"), ("Łódź-Straße", "lodz strasse"),
    ("don't", "don t"), ("12", "12"), ("1234", "1234"), ("12345", "12345 ‹54321"), ("ab12", "ab12"),
    ("ab123", "ab123 ‹321ba"),
    ("abcde", "abcde"),
    ("114-3941689-8772232", "114 3941689 ‹9861493 8772232 ‹2322778 11439416898772232 ‹23227789861493411"),
    ("MUG-BLUE-01", "mug blue 01 mugblue01 ‹10eulbgum"), ("t-shirt", "t shirt"), ("a_1/b", "a 1 b a1b"),
    ("12 -34", "12 34"), ("12- 34", "12 34"), ("12--34", "12 34"),
    ("蓝色马克杯", "蓝色 色马 马克 克杯 杯"), ("蓝", "蓝"), ("蓝色 杯", "蓝色 色 杯"), ("iPhone手机壳15", "iphone 手机 机壳 壳 15"),
    ("マグカップ", "マグ グカ カッ ップ プ"), ("ﾏｸﾞ", "マグ グ"), ("青いマグ", "青い いマ マグ グ"), ("머그컵 파랑", "머그 그컵 컵 파랑 랑"),
    ("杯・皿", "杯 皿"), ("杯，皿", "杯 皿"), ("Кружка синяя", "кружка синяя"), ("κούπα", "κουπα"), ("ספל כחול", "ספל כחול"),
    ("कप नीला", "कप नीला"), ("ＳＫＵ－９９１２３", "sku 99123 ‹32199 sku99123 ‹32199uks"), ("ß1234", "ss1234 ‹4321ss"),
    ("äöü12", "aou12 ‹21uoa"), ("😀mug😀", "mug"), ("anna@x.com", "anna x com"), ("𠀋𠀌", "𠀋𠀌 𠀌"), ("ﬁne", "fine"),
    ("e\u{301}te\u{301}", "ete"), ("\u{301}", ""),
  ])
  func `Text is cut for the index`(text: String, terms: String) {
    #expect(SearchTerms.indexTerms(of: [text]) == terms)
  }

  @Test(
    arguments: [
      ("", []), ("!!", []), ("Blue", [.prefix("blue")]), ("blue mug blue", [.prefix("blue"), .prefix("mug")]),
      ("123", [.prefix("123")]), ("2232", [.prefixOrEnding(word: "2232", reversed: "‹2322")]),
      (
        "89-8772", [.prefixOrEnding(word: "89", reversed: "‹277898"), .prefixOrEnding(word: "8772", reversed: "‹2778")]
      ),
      ("蓝", [.prefix("蓝")]),
      ("蓝色", [.exact("蓝色")]), ("蓝色杯", [.exact("蓝色"), .exact("色杯")]), ("蓝 杯", [.prefix("蓝"), .prefix("杯")]),
      ("mug蓝", [.prefix("mug"), .prefix("蓝")]), ("ÜNAL", [.prefix("unal")]),
    ] as [(String, [SearchTerm])])
  func `A query is cut`(text: String, terms: [SearchTerm]) {
    #expect(SearchTerms.queryTerms(of: text) == terms)
  }

  @Test(arguments: [
    ("Blue Mug XL", "blu", true), ("Blue Mug XL", "mug blue", true), ("Blue Mug XL", "lue", false),
    ("Blue Mug XL", "blue mugs", false), ("114-3941689-8772232", "2232", true), ("114-3941689-8772232", "232", false),
    ("114-3941689-8772232", "39416", true), ("114-3941689-8772232", "41689-8772232", true),
    ("114-3941689-8772232", "11439416898772232", true), ("114-3941689-8772232", "16898772232", true),
    ("114-3941689-8772232", "41698", false), ("114-3941689-8772232", "689-8772232", true),
    ("114-3941689-8772232", "688-8772232", false), ("AB 12345", "AB-12345", true), ("蓝色马克杯", "马克", true),
    ("蓝色马克杯", "杯", true), ("蓝色马克杯", "色克", false),
    ("蓝色马克杯", "蓝马", false), ("蓝色马克杯", "蓝色马克杯", true), ("マグカップ", "ｶｯﾌﾟ", true), ("Straße 5", "STRASSE", true),
    ("abc", "", true), ("", "a", false), ("ab12", "ab12", true), ("xab12", "ab12", true),
    ("bluemug blue", "blue", true),
  ])
  func `A query finds a text or does not`(text: String, query: String, isFound: Bool) {
    let cut = SearchTerms.indexTerms(of: [text])
    #expect(SearchTerms.matches(SearchTerms.queryTerms(of: query), cut: cut) == isFound)
  }

  @Test func `Terms of several texts stand once and 400 at most`() {
    #expect(SearchTerms.indexTerms(of: ["blue mug", "mug red", "blue"]) == "blue mug red")
    let long = (0..<1000).map { "word\($0)" }.joined(separator: " ")
    let terms = SearchTerms.indexTerms(of: [long, "late"]).split(separator: " ")
    #expect(terms.count == 400)
    #expect(Set(terms).count == 400)
    #expect(terms.last != "late")
  }

  @Test func `A word longer than the limit is cut alike in index and query`() {
    let long = String(repeating: "x1", count: 5000)
    let cut = SearchTerms.indexTerms(of: [long])
    #expect(cut.utf8.count < 200)
    #expect(SearchTerms.matches(SearchTerms.queryTerms(of: long), cut: cut))
  }

  @Test func `A cutter forgets the row before`() {
    var cutter = TermCutter()
    #expect(cutter.indexTerms(of: ["blue mug 12345"]) == "blue mug 12345 ‹54321")
    #expect(cutter.queryTerms(of: "red") == [.prefix("red")])
    #expect(cutter.indexTerms(of: ["blue red"]) == "blue red")
    for round in 0..<3000 { #expect(cutter.indexTerms(of: ["a\(round) b"]).hasSuffix(" b")) }
  }

  @Test func `Every word's beginning, number's ending and pair of characters finds its text`() {
    var dice = Dice(seed: 5)
    let words = ["Blue", "Łódź", "AB-12345", "114-3941689-8772232", "蓝色马克杯", "マグ", "머그컵", "ünal", "99812", "x"]
    for _ in 0..<800 {
      let chosen = (0..<dice.roll(1...5)).map { _ in dice.pick(words) }
      let cut = SearchTerms.indexTerms(of: [chosen.joined(separator: dice.pick([" ", ", ", " / "]))])
      let word = dice.pick(chosen)
      let beginning = String(word.prefix(dice.roll(1...word.count)))
      #expect(SearchTerms.matches(SearchTerms.queryTerms(of: beginning), cut: cut), "\(beginning) in \(cut)")
      if word.last?.isNumber == true, word.count >= 5 {
        let ending = String(word.suffix(dice.roll(4...word.count)))
        #expect(SearchTerms.matches(SearchTerms.queryTerms(of: ending), cut: cut), "\(ending) in \(cut)")
      }
    }
  }

  @Test(arguments: ["anna", "Ωmega", "王伟", "한글", "𐌰𐌱", "anna@example.com", "+49 170 5550199", "𠀀"])
  func `A personal word is found by whoever may look for it alone`(text: String) {
    var cutter = TermCutter()
    cutter.begin()
    cutter.cut("mug")
    cutter.cut(text, isPersonal: true)
    let cut = cutter.finish()
    let terms = SearchTerms.queryTerms(of: text)
    #expect(SearchTerms.matches(terms, cut: cut, .all))
    #expect(SearchTerms.matches(terms, cut: cut, .personal))
    #expect(!SearchTerms.matches(terms, cut: cut, .open))
    #expect(SearchTerms.matches(SearchTerms.queryTerms(of: "mu"), cut: cut, .open))
    #expect(!SearchTerms.matches(SearchTerms.queryTerms(of: "mu"), cut: cut, .personal))
    // What somebody pastes in its stored form reaches nothing.
    #expect(SearchTerms.queryTerms(of: SearchTerms.personal("anna")) == SearchTerms.queryTerms(of: "nna"))
  }
}
