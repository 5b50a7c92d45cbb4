import Domain

/// Weights and lengths with their units, in whole grams and millimetres, rounded half up.
enum JSONMeasure {
  static func grams(_ text: String, unit: String) -> Int64? {
    let factor: Int64? =
      switch unit.lowercased() {
      case "g", "gram", "grams": 1000
      case "kg", "kilogram", "kilograms": 1_000_000
      case "lb", "lbs", "pound", "pounds": 453_592
      case "oz", "ounce", "ounces": 28_350
      case "mg", "milligrams": 1
      default: nil
      }
    return factor.flatMap { JSONDecimal.scaled(text, thousandths: $0) }
  }

  static func millimetres(_ text: String, unit: String) -> Int64? {
    let factor: Int64? =
      switch unit.lowercased() {
      case "mm", "millimeters", "millimetres": 1000
      case "cm", "centimeters", "centimetres": 10_000
      case "m", "meters", "metres": 1_000_000
      case "in", "inch", "inches": 25_400
      case "ft", "feet", "foot": 304_800
      default: nil
      }
    return factor.flatMap { JSONDecimal.scaled(text, thousandths: $0) }
  }

  /// An object `{"value": …, "unit": …}`.
  static func grams(_ value: JSONValue?) -> Int64? {
    guard let text = value?["value"]?.text, let unit = value?["unit"]?.text else { return nil }
    return grams(text, unit: unit)
  }

  static func millimetres(_ value: JSONValue?) -> Int64? {
    guard let text = value?["value"]?.text, let unit = value?["unit"]?.text else { return nil }
    return millimetres(text, unit: unit)
  }
}
