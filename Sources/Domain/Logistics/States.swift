/// States and provinces by what people and files call them: `HI`, `US-HI`, `Hawaii` and 夏威夷 are one.
public enum States {
  /// The code, where the country's states are told here; nil where it has no state of that name, or none are told.
  public static func code(_ text: String, in country: String) -> String? {
    guard let names = table[country] else { return nil }
    let key = key(text)
    if let code = names[key] { return code }
    if key.hasSuffix("州") || key.hasSuffix("省"), let code = names[String(key.dropLast())] { return code }
    // ISO 3166-2 writes the country before it.
    let prefix = country.lowercased()
    return key.hasPrefix(prefix) ? names[String(key.dropFirst(prefix.count))] : nil
  }

  /// Whether the country's states are told here: what is none of them is no state.
  public static func areKnown(of country: String) -> Bool { table[country] != nil }

  /// The same for every way to write a state: its code where it is known, else its folded name.
  static func meeting(_ text: String, in country: String) -> String {
    if text.isEmpty { return "" }
    return code(text, in: country) ?? key(text)
  }

  /// Folded, letters and digits alone.
  private static func key(_ text: String) -> String {
    var key = ""
    for scalar in FoldedText.fold(text).unicodeScalars
    where scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value) { key.unicodeScalars.append(scalar) }
    return key
  }

  private static let table: [String: [String: String]] = {
    var table: [String: [String: String]] = [:]
    for (country, lines) in [("US", unitedStates), ("CA", canada), ("AU", australia)] {
      var names: [String: String] = [:]
      for line in lines.split(separator: ";") {
        let words = line.split(separator: ",").map { String($0) }
        guard let code = words.first.map({ $0.filter { !$0.isWhitespace } }) else { continue }
        for word in words { names[key(word)] = code }
      }
      table[country] = names
    }
    return table
  }()

  private static let unitedStates = """
    AL,Alabama,亚拉巴马,阿拉巴马;AK,Alaska,阿拉斯加;AZ,Arizona,亚利桑那;AR,Arkansas,阿肯色;CA,California,加利福尼亚,加州;\
    CO,Colorado,科罗拉多;CT,Connecticut,康涅狄格;DE,Delaware,特拉华;FL,Florida,佛罗里达;GA,Georgia,佐治亚,乔治亚;\
    HI,Hawaii,Hawai'i,夏威夷;ID,Idaho,爱达荷;IL,Illinois,伊利诺伊,伊利诺斯;IN,Indiana,印第安纳;IA,Iowa,艾奥瓦,爱荷华;\
    KS,Kansas,堪萨斯;KY,Kentucky,肯塔基;LA,Louisiana,路易斯安那;ME,Maine,缅因;MD,Maryland,马里兰;\
    MA,Massachusetts,马萨诸塞,麻省;MI,Michigan,密歇根,密西根;MN,Minnesota,明尼苏达;MS,Mississippi,密西西比;\
    MO,Missouri,密苏里;MT,Montana,蒙大拿;NE,Nebraska,内布拉斯加;NV,Nevada,内华达;NH,New Hampshire,新罕布什尔;\
    NJ,New Jersey,新泽西;NM,New Mexico,新墨西哥;NY,New York,New York State,纽约,纽约州;NC,North Carolina,北卡罗来纳,北卡;\
    ND,North Dakota,北达科他;OH,Ohio,俄亥俄;OK,Oklahoma,俄克拉何马,俄克拉荷马;OR,Oregon,俄勒冈;\
    PA,Pennsylvania,宾夕法尼亚,宾州;RI,Rhode Island,罗得岛,罗德岛;SC,South Carolina,南卡罗来纳,南卡;\
    SD,South Dakota,南达科他;TN,Tennessee,田纳西;TX,Texas,得克萨斯,德克萨斯,德州;UT,Utah,犹他;VT,Vermont,佛蒙特;\
    VA,Virginia,弗吉尼亚;WA,Washington,Washington State,华盛顿州;WV,West Virginia,西弗吉尼亚;WI,Wisconsin,威斯康星;\
    WY,Wyoming,怀俄明;DC,District of Columbia,Washington DC,Washington D.C.,哥伦比亚特区,华盛顿特区;\
    PR,Puerto Rico,波多黎各;GU,Guam,关岛;VI,Virgin Islands,US Virgin Islands,U.S. Virgin Islands,美属维尔京群岛;\
    AS,American Samoa,美属萨摩亚;MP,Northern Mariana Islands,北马里亚纳群岛,塞班;UM,US Minor Outlying Islands;\
    AA,Armed Forces Americas;AE,Armed Forces Europe;AP,Armed Forces Pacific;\
    FM,Federated States of Micronesia,Micronesia;MH,Marshall Islands;PW,Palau
    """

  private static let canada = """
    AB,Alberta,阿尔伯塔,艾伯塔;BC,British Columbia,Colombie-Britannique,不列颠哥伦比亚,卑诗;MB,Manitoba,马尼托巴,曼尼托巴;\
    NB,New Brunswick,Nouveau-Brunswick,新不伦瑞克;\
    NL,Newfoundland and Labrador,Newfoundland,Labrador,Newfoundland & Labrador,NF,Terre-Neuve-et-Labrador,\
    纽芬兰与拉布拉多,纽芬兰和拉布拉多,纽芬兰;NS,Nova Scotia,Nouvelle-Écosse,新斯科舍;ON,Ontario,安大略;\
    PE,PEI,Prince Edward Island,Île-du-Prince-Édouard,爱德华王子岛;QC,Quebec,Québec,PQ,魁北克;SK,Saskatchewan,萨斯喀彻温;\
    NT,NWT,Northwest Territories,Territoires du Nord-Ouest,西北地区;NU,Nunavut,努纳武特;\
    YT,YK,Yukon,Yukon Territory,Territoire du Yukon,育空
    """

  private static let australia = """
    ACT,Australian Capital Territory,首都领地,首都特区;NSW,New South Wales,新南威尔士;NT,Northern Territory,北领地;\
    QLD,Queensland,昆士兰;SA,South Australia,南澳大利亚,南澳;TAS,Tasmania,塔斯马尼亚;VIC,Victoria,维多利亚;\
    WA,Western Australia,西澳大利亚,西澳
    """
}
