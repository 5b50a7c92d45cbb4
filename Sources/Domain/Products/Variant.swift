/// One thing on a shelf (SKU): what is counted, priced, weighed and declared.
public struct Variant: Hashable, Sendable {
  public var id: Int64
  public var position: Int
  /// Unique without letter case; empty where a source gives none.
  public var sku: String
  /// One value for each option name of the product.
  public var optionValues: [String]
  /// One price a currency, in the order of the source; empty where none is known.
  public var prices: [Money]
  /// The struck-through price, in the currency of the first price.
  public var compareAtPrice: Money?
  public var barcodes: [Barcode]
  /// As the supplier declares it.
  public var declared: Measures
  /// As the warehouse weighed and measured it.
  public var measured: Measures
  public var customs: CustomsProfile
  public var hazards: [Hazard]
  public var requiresShipping: Bool
  public var taxable: Bool
  public var extras: [String: String]

  public init(
    id: Int64 = 0, position: Int, sku: String, optionValues: [String] = [], prices: [Money] = [],
    compareAtPrice: Money? = nil, barcodes: [Barcode] = [], declared: Measures = Measures(),
    measured: Measures = Measures(), customs: CustomsProfile = CustomsProfile(), hazards: [Hazard] = [],
    requiresShipping: Bool = true, taxable: Bool = true, extras: [String: String] = [:]
  ) {
    self.id = id
    self.position = position
    self.sku = sku
    self.optionValues = optionValues
    self.prices = prices
    self.compareAtPrice = compareAtPrice
    self.barcodes = barcodes
    self.declared = declared
    self.measured = measured
    self.customs = customs
    self.hazards = hazards
    self.requiresShipping = requiresShipping
    self.taxable = taxable
    self.extras = extras
  }
}

/// A code on a package, and how many units that package holds.
public struct Barcode: Hashable, Sendable {
  public var code: String
  public var packQuantity: Int64

  public init(code: String, packQuantity: Int64 = 1) {
    self.code = code
    self.packQuantity = packQuantity
  }
}

/// Weight and sides in whole grams and millimetres; nil where unknown.
public struct Measures: Hashable, Sendable {
  public var grams: Int64?
  public var lengthMillimetres: Int64?
  public var widthMillimetres: Int64?
  public var heightMillimetres: Int64?

  public init(
    grams: Int64? = nil, lengthMillimetres: Int64? = nil, widthMillimetres: Int64? = nil,
    heightMillimetres: Int64? = nil
  ) {
    self.grams = grams
    self.lengthMillimetres = lengthMillimetres
    self.widthMillimetres = widthMillimetres
    self.heightMillimetres = heightMillimetres
  }
}

/// What customs must be told of a variant.
public struct CustomsProfile: Hashable, Sendable {
  /// Six to ten digits, without points; empty while unknown.
  public var hsCode: String
  /// ISO 3166 alpha-2; empty while unknown.
  public var origin: String
  /// English name for the declaration.
  public var declaredName: String
  public var material: String
  /// Manufacturer identification code of US customs.
  public var mid: String

  public init(
    hsCode: String = "", origin: String = "", declaredName: String = "", material: String = "", mid: String = ""
  ) {
    self.hsCode = hsCode
    self.origin = origin
    self.declaredName = declaredName
    self.material = material
    self.mid = mid
  }
}

/// What makes goods special for a carrier (带电, 特货); UN numbers after IATA's packing instructions.
public enum Hazard: String, Hashable, Sendable, CaseIterable {
  /// UN3480: lithium-ion batteries by themselves, forbidden on passenger aircraft.
  case lithiumIonAlone
  /// UN3481, PI966: packed with the equipment.
  case lithiumIonWithEquipment
  /// UN3481, PI967: contained in the equipment.
  case lithiumIonInEquipment
  /// UN3090.
  case lithiumMetalAlone
  /// UN3091, PI969.
  case lithiumMetalWithEquipment
  /// UN3091, PI970.
  case lithiumMetalInEquipment
  case liquid, powder, magnet, aerosol, blade, flammable, food, coldChain, brandSensitive
}
