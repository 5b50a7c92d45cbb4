extension Hazard {
  /// What a word of a carrier or a person means: `UN3481`, `PI967`, `内置电池`, `liquid`. A UN number that holds for two
  /// ways of packing means both; nil for a word that nobody knows.
  public static func named(_ word: String) -> Set<Hazard>? {
    let key = FoldedText.fold(word).filter { !$0.isWhitespace && $0 != "-" && $0 != "_" && $0 != "/" }
    if let own = allCases.first(where: { FoldedText.fold($0.rawValue) == key }) { return [own] }
    return words[key]
  }

  /// As it is written where words are short.
  public var code: String {
    switch self {
    case .lithiumIonAlone: "UN3480"
    case .lithiumIonWithEquipment: "UN3481/PI966"
    case .lithiumIonInEquipment: "UN3481/PI967"
    case .lithiumMetalAlone: "UN3090"
    case .lithiumMetalWithEquipment: "UN3091/PI969"
    case .lithiumMetalInEquipment: "UN3091/PI970"
    case .liquid, .powder, .magnet, .aerosol, .blade, .flammable, .food, .coldChain, .brandSensitive: rawValue
    }
  }

  private static let words: [String: Set<Hazard>] = [
    "un3480": [.lithiumIonAlone], "pi965": [.lithiumIonAlone], "纯电": [.lithiumIonAlone], "纯电池": [.lithiumIonAlone],
    "un3481": [.lithiumIonWithEquipment, .lithiumIonInEquipment],
    "un3481pi966": [.lithiumIonWithEquipment], "pi966": [.lithiumIonWithEquipment], "配套电池": [.lithiumIonWithEquipment],
    "配电": [.lithiumIonWithEquipment], "un3481pi967": [.lithiumIonInEquipment], "pi967": [.lithiumIonInEquipment],
    "内置电池": [.lithiumIonInEquipment], "内电": [.lithiumIonInEquipment], "builtinbattery": [.lithiumIonInEquipment],
    "带电": [.lithiumIonWithEquipment, .lithiumIonInEquipment],
    "battery": [.lithiumIonWithEquipment, .lithiumIonInEquipment],
    "batteries": [.lithiumIonWithEquipment, .lithiumIonInEquipment],
    "un3090": [.lithiumMetalAlone], "pi968": [.lithiumMetalAlone],
    "un3091": [.lithiumMetalWithEquipment, .lithiumMetalInEquipment],
    "un3091pi969": [.lithiumMetalWithEquipment], "pi969": [.lithiumMetalWithEquipment],
    "un3091pi970": [.lithiumMetalInEquipment], "pi970": [.lithiumMetalInEquipment],
    "液体": [.liquid], "liquids": [.liquid], "粉末": [.powder], "powders": [.powder], "带磁": [.magnet], "磁性": [.magnet],
    "magnets": [.magnet], "magnetic": [.magnet], "喷雾": [.aerosol], "气雾": [.aerosol], "aerosols": [.aerosol],
    "刀具": [.blade], "刀": [.blade], "blades": [.blade], "knives": [.blade], "knife": [.blade], "易燃": [.flammable],
    "食品": [.food], "冷链": [.coldChain], "品牌": [.brandSensitive], "敏感品牌": [.brandSensitive], "brand": [.brandSensitive],
  ]
}

extension Set<Hazard> {
  /// In the order in which they are listed, as they are kept and told.
  public var sorted: [Hazard] { Hazard.allCases.filter(contains) }
}
