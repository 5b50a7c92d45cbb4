import Domain
import Testing

@Suite struct TypedCodeTests {
  @Test(
    arguments: [
      ("MUG-1", "MUG-1"), (" MUG-1 ", "MUG-1"), ("\u{3000}MUG 1\u{a0}", "MUG 1"), ("货号-1", "货号-1"), ("  ", ""),
      ("MUG\u{1b}[2J", nil), ("MUG\u{202e}1", nil), ("MUG\u{200b}", nil), ("MUG\n", nil), ("MUG\u{2028}1", nil),
    ] as [(String, String?)])
  func `A typed code loses the blanks around it and takes nothing unseen`(typed: String, read: String?) {
    #expect(TypedCode.read(typed) == read)
  }
}

@Suite struct LanguageTagTests {
  @Test(
    arguments: [
      ("de", "de"), ("ZH-hans", "zh-Hans"), ("pt_br", "pt-BR"), ("es-419", "es-419"), ("zh-Hant-HK", "zh-Hant-HK"),
      ("ca-valencia", "ca-valencia"), ("de-1996", "de-1996"), ("yue-Hant", "yue-Hant"), ("xx-nonsense", nil),
      ("xx", nil),
      ("de-nonsense", nil), ("de-ZZ", nil), ("german", nil), ("d", nil), ("", nil), ("de-", nil), ("zh-hans-", nil),
    ] as [(String, String?)])
  func `A language is written as everybody writes it, and what is none is refused`(typed: String, tag: String?) {
    #expect(Translation.canonicalLocale(typed) == tag)
  }
}
