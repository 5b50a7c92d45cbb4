import Domain

extension Card {
  /// An address whose members bear these names; nil where there is no object or nothing in it.
  init?(_ value: JSONValue?, _ keys: AddressKeys) {
    guard let value, value.isObject else { return nil }
    func text(_ names: [String]) -> String {
      for name in names {
        if let text = value[name]?.text, !text.isEmpty { return text }
      }
      return ""
    }
    let full = text(keys.name)
    let parts = [text(["first_name", "firstName"]), text(["last_name", "lastName"])].filter { !$0.isEmpty }
    let lines = keys.lines.map { text([$0]) }.filter { !$0.isEmpty }
    self.init(
      name: full.isEmpty ? parts.joined(separator: " ") : full, company: text(keys.company), email: text(["email"]),
      phone: text(keys.phone), lines: Array(lines.prefix(4)), city: text(keys.city), region: text(keys.region),
      postcode: text(keys.postcode), country: Card.country(code: text(keys.countryCode), name: text(keys.country))
    )
    if isEmpty { return nil }
  }

  /// The code where it is one, else what the name stands for, else the words themselves.
  static func country(code: String, name: String) -> String {
    if code.utf8.count == 2 { return code.uppercased() }
    let words = code.isEmpty ? name : code
    return words.isEmpty ? "" : Countries.code(words) ?? words
  }
}

/// How a channel names the parts of an address, the better name first.
struct AddressKeys: Sendable {
  var name: [String]
  var company: [String] = ["company", "companyName", "company_name"]
  var phone: [String] = ["phone"]
  var lines: [String]
  var city: [String] = ["city"]
  var region: [String]
  var postcode: [String]
  var countryCode: [String]
  var country: [String] = ["country"]

  static let shopify = AddressKeys(
    name: ["name"], lines: ["address1", "address2"], region: ["province_code", "provinceCode", "province"],
    postcode: ["zip"], countryCode: ["country_code", "countryCodeV2", "countryCode"]
  )
  static let amazonV0 = AddressKeys(
    name: ["Name"], company: ["CompanyName"], phone: ["Phone"],
    lines: ["AddressLine1", "AddressLine2", "AddressLine3", "Municipality"], city: ["City", "District"],
    region: ["StateOrRegion", "County"], postcode: ["PostalCode"], countryCode: ["CountryCode"]
  )
  static let amazon2026 = AddressKeys(
    name: ["name"], lines: ["addressLine1", "addressLine2", "addressLine3", "municipality"], city: ["city"],
    region: ["stateOrRegion", "districtOrCounty"], postcode: ["postalCode"], countryCode: ["countryCode"]
  )
  static let ebay = AddressKeys(
    name: ["fullName"], lines: ["addressLine1", "addressLine2"], region: ["stateOrProvince", "county"],
    postcode: ["postalCode"], countryCode: ["countryCode"]
  )
  static let wooCommerce = AddressKeys(
    name: [], lines: ["address_1", "address_2"], region: ["state"], postcode: ["postcode"], countryCode: [],
    country: ["country"]
  )
  /// Whatever other shops write.
  static let general = AddressKeys(
    name: ["name", "full_name", "fullName", "recipient", "recipient_name"],
    phone: ["phone", "phone_number", "telephone"],
    lines: [
      "street", "street_1", "street1", "address1", "address_1", "line1", "street_2", "street2", "address2", "line2",
    ],
    city: ["city", "town"], region: ["state", "province", "region", "state_or_province"],
    postcode: ["zip", "postcode", "postal_code", "postalCode", "zip_code"],
    countryCode: ["country_code", "country_iso2", "countryCode"], country: ["country", "country_name"]
  )
}

enum JSONCards {
  /// What a buyer filled in on the page of a thing, each with its name. Names that begin with `_` are the shop's own.
  static func properties(_ list: JSONValue?, _ key: String, _ map: JSONMapping) -> String {
    (list?.elements ?? []).compactMap { property in
      let name = map.text(property[key])
      let value = map.text(property["value"])
      return name.hasPrefix("_") || value.isEmpty ? nil : name + ": " + value
    }.joined(separator: "\n")
  }
}
