import Domain
import Testing

@Suite struct FoldedTextTests {
  @Test(arguments: [
    ("", ""), ("Blue Mug", "blue mug"), ("ÀÁÂÃÄÅ", "aaaaaa"), ("Ünal", "unal"), ("Łódź", "lodz"),
    ("Smørrebrød", "smorrebrod"),
    ("Straße", "strasse"), ("STRAẞE", "strasse"), ("Ærø", "aero"), ("Œuvre", "oeuvre"), ("Đorđe", "dorde"),
    ("ılık", "ilik"),
    ("İstanbul", "istanbul"), ("Þór", "thor"), ("Ðuro", "duro"), ("ǅ", "dz"), ("Ĳssel", "ijssel"), ("ﬁn", "fin"),
    ("Nguyễn Thị Ánh", "nguyen thi anh"), ("Čeština ŘŽ", "cestina rz"), ("Őű", "ou"), ("ŞğÇ", "sgc"),
    ("Ţară Țară", "tara tara"),
    // Decomposed, as macOS writes file names.
    ("u\u{308}nal", "unal"), ("e\u{301}\u{327}", "e"),
    ("Αθήνα", "αθηνα"), ("ΟΔΟΣ", "οδοσ"), ("οδός", "οδοσ"), ("ϊΐ", "ιι"), ("Ἀθῆναι", "αθηναι"),
    ("Ёлка ЙОД", "елка иод"), ("Київ Їжак", "киів іжак"), ("Ђорђе", "ђорђе"),
    ("ＡＢ１ｚ！", "ab1z!"), ("　", " "), ("ｶﾞﾗｽ", "ガラス"), ("ﾊﾟﾝ", "パン"), ("ﾊﾞｯｸﾞ", "バッグ"), ("ｳﾞｨ", "ヴィ"), ("ｱﾞ", "ア"),
    ("か\u{3099}", "が"), ("は\u{309A}", "ぱ"), ("ハ\u{3099}", "バ"), ("つ\u{3099}", "づ"), ("ひらがな カタカナ", "ひらがな カタカナ"),
    ("馬克杯", "馬克杯"), ("马克杯", "马克杯"), ("한국어", "한국어"), ("Հայ", "հայ"), ("שלום", "שלום"), ("مرحبا", "مرحبا"),
    ("สวัสดี", "สวัสดี"), ("a\u{200B}b\u{FEFF}c\u{AD}d", "abcd"), ("\u{202E}abc\u{2066}", "abc"), ("µm", "μm"),
    ("Kelvin", "kelvin"),
    ("👍🏽", "👍🏽"), ("×÷", "×÷"),
  ])
  func `Text folds`(text: String, folded: String) {
    #expect(Array(FoldedText.fold(text).unicodeScalars) == Array(folded.unicodeScalars))
  }

  @Test func `Folding twice changes nothing, for every code point`() {
    var wrong: [String] = []
    for value in 0...0x10FFFF as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(value), value < 0x30000 || value > 0xDFFFF else { continue }
      let once = FoldedText.fold(String(scalar))
      if !FoldedText.fold(once).utf8.elementsEqual(once.utf8) { wrong.append(String(value, radix: 16)) }
    }
    #expect(wrong == [])
  }

  @Test func `The table of letters agrees with Unicode where a letter only changes its case`() {
    for value in Array(0xC0...0x52F) + Array(0x1E00...0x1FFF) as [UInt32] {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let lower = scalar.properties.lowercaseMapping
      let isAlike = FoldedText.areAlike(lower, String(scalar))
      #expect(isAlike || value == 0x130, "U+\(String(value, radix: 16))")
    }
  }

  @Test func `A slice and a bridged text fold like any other`() {
    let whole = "xxÜnal Ａyy"
    #expect(FoldedText.fold(String(whole.dropFirst(2).dropLast(2))) == "unal a")
    #expect(FoldedText.areAlike("ÜNAL", "unal"))
    #expect(!FoldedText.areAlike("unal", "unai"))
  }

  @Test func `Order is by bytes`() {
    #expect(["z", "é", "中", "a", "😀", "Z"].sorted(by: FoldedText.precedes) == ["Z", "a", "z", "é", "中", "😀"])
    #expect(!FoldedText.precedes("a", "a"))
  }
}
