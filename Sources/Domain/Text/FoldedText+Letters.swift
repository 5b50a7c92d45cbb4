extension FoldedText {
  /// Base letters without case and diacritics, one for each code point of a range; `_` stands where a code point has no
  /// single base letter. From Unicode 14's canonical decompositions and lower-case mappings, with the strokes (đ ø ł ħ
  /// ŧ), the dotless ı and the final ς, which Unicode does not decompose.
  private static let blocks: [(first: Int, letters: String)] = [
    (
      0x00C0,
      """
      aaaaaa_ceeeeiiiidnooooo_ouuuuy__aaaaaa_ceeeeiiiidnooooo_ouuuuy_yaaaaaaccccccccdd\
      ddeeeeeeeeeegggggggghhhhiiiiiiiiii__jjkkĸllllllllllnnnnnn_ŋŋoooooo__rrrrrrssssss\
      ssttttttuuuuuuuuuuuuwwyyyzzzzzzsbɓƃƃƅƅɔƈƈɖɗƌƌƍǝəɛƒƒɠɣƕɩɨƙƙƚƛɯɲƞɵooƣƣƥƥʀƨƨʃƪƫƭƭʈu\
      uʊʋƴƴƶƶʒƹƹƺƻƽƽƾƿǀǁǂǃ_________aaiioouuuuuuuuuuǝaaaa__ǥǥggkkooooʒʒj___ggƕƿnnaa__oo\
      aaaaeeeeiiiioooorrrruuuussttȝȝhhƞȡȣȣȥȥaaeeooooooooyyȴȵȶjȸȹⱥȼȼƚⱦȿɀɂɂbʉʌeejjɋɋrryy
      """
    ),
    (
      0x0370,
      """
      ͱͱͳͳʹ_ͷͷ__ͺͻͼͽ_ϳ______α_εηι_ο_υωιαβγδεζηθικλμνξοπρ_στυφχψωιυαεηιυαβγδεζηθικλμνξο\
      πρσστυφχψωιυουωϗϐϑϒϒϒϕϖϗϙϙϛϛϝϝϟϟϡϡϣϣϥϥϧϧϩϩϫϫϭϭϯϯϰϱϲϳθϵ_ϸϸϲϻϻϼͻͼͽ
      """
    ),
    (
      0x0400,
      """
      ееђгєѕііјљњћкиуџабвгдежзииклмнопрстуфхцчшщъыьэюяабвгдежзииклмнопрстуфхцчшщъыьэюя\
      ееђгєѕііјљњћкиуџѡѡѣѣѥѥѧѧѩѩѫѫѭѭѯѯѱѱѳѳѵѵѵѵѹѹѻѻѽѽѿѿҁҁ________ҋҋҍҍҏҏґґғғҕҕҗҗҙҙққҝҝҟҟ\
      ҡҡңңҥҥҧҧҩҩҫҫҭҭүүұұҳҳҵҵҷҷҹҹһһҽҽҿҿӏжжӄӄӆӆӈӈӊӊӌӌӎӎӏааааӕӕееәәәәжжззӡӡииииооөөөөээуу\
      ууууччӷӷыыӻӻӽӽӿӿԁԁԃԃԅԅԇԇԉԉԋԋԍԍԏԏԑԑԓԓԕԕԗԗԙԙԛԛԝԝԟԟԡԡԣԣԥԥԧԧԩԩԫԫԭԭԯԯ
      """
    ),
    (
      0x1E00,
      """
      aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmmmmmmnnnnnnnnoooo\
      oooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyyzzzzzzhtwy_sẜẝ_ẟ\
      aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuu\
      uuyyyyyyyyỻỻỽỽỿỿ
      """
    ),
    (
      0x1F00,
      """
      ααααααααααααααααεεεεεε__εεεεεε__ηηηηηηηηηηηηηηηηιιιιιιιιιιιιιιιιοοοοοο__οοοοοο__\
      υυυυυυυυ_υ_υ_υ_υωωωωωωωωωωωωωωωωααεεηηιιοουυωω__ααααααααααααααααηηηηηηηηηηηηηηηη\
      ωωωωωωωωωωωωωωωωααααα_ααααααα_ι___ηηη_ηηεεηηη___ιιιι__ιιιιιι____υυυυρρυυυυυυρ___\
      __ωωω_ωωοοωωω___
      """
    ),
  ]

  /// The base letter of each code point below U+2000; nought: none.
  static let baseLetters: [UInt16] = {
    var table = [UInt16](repeating: 0, count: 0x2000)
    for block in blocks {
      var codePoint = block.first
      for scalar in block.letters.unicodeScalars {
        if scalar != "_" { table[codePoint] = UInt16(scalar.value) }
        codePoint += 1
      }
    }
    return table
  }()

  /// What two or three letters of ASCII stand for a ligature or a letter of its own; empty: none.
  static func ligature(_ codePoint: UInt32) -> StaticString {
    switch codePoint {
    case 0xDF, 0x1E9E: "ss"
    case 0xC6, 0xE6, 0x1E2, 0x1E3, 0x1FC, 0x1FD: "ae"
    case 0x152, 0x153: "oe"
    case 0xDE, 0xFE: "th"
    case 0x132, 0x133: "ij"
    case 0x149: "n"
    case 0x1C4, 0x1C5, 0x1C6, 0x1F1, 0x1F2, 0x1F3: "dz"
    case 0x1C7, 0x1C8, 0x1C9: "lj"
    case 0x1CA, 0x1CB, 0x1CC: "nj"
    case 0x1E9A: "a"
    case 0xFB00: "ff"
    case 0xFB01: "fi"
    case 0xFB02: "fl"
    case 0xFB03: "ffi"
    case 0xFB04: "ffl"
    case 0xFB05, 0xFB06: "st"
    case 0x212A: "k"
    case 0x212B: "a"
    default: ""
    }
  }
}
