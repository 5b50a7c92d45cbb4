import Domain
import Foundation
import TestSupport
import Testing

@Suite struct TrackingNumberTests {
  @Test func `Every given number is judged as its format says`() {
    let lines = SharedData.text("tracking-numbers/given.csv").split(whereSeparator: \.isNewline).dropFirst()
    #expect(lines.count > 100)
    for line in lines {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 5 else {
        Issue.record("no row of five: \(line)")
        continue
      }
      let found = TrackingNumber(fields[3])
      let kept = found.matches.contains { $0.format.carrier == fields[0] && $0.format.name == fields[2] }
      #expect(kept == (fields[4] == "valid"), "\(line) gave \(found.matches.map(\.format.id))")
      #expect(found.matches.filter { $0.format.id == fields[1] }.isEmpty || fields[4] == "valid")
    }
  }

  @Test func `Every format of the collection is in the table, under its name and carrier`() throws {
    guard let folder = SharedData.path("tracking-numbers/definitions") else { return }
    var count = 0
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      let carrier = try #require(SharedData.json("tracking-numbers/definitions/\(name)") as? [String: Any])
      for format in try #require(carrier["tracking_numbers"] as? [[String: Any]]) {
        count += 1
        let known = TrackingFormats.all.first { $0.name == format["name"] as? String }
        #expect(known?.carrier == carrier["courier_code"] as? String, "\(format["name"] ?? name)")
        if let id = format["id"] as? String { #expect(known?.id == id) }
      }
    }
    #expect(count == TrackingFormats.all.count)
  }

  @Test(arguments: [
    "RB123456785GB", "rb123456785gb", " R B 1 2 3 4 5 6 7 8 5 G B\t", "RB-123456785-GB", "RB 12345678 5 GB\r\n",
    "ＲＢ１２３４５６７８５ＧＢ", "RB\u{00A0}123\u{3000}456\u{200B}785GB", "RB—123—456—785—GB",
  ])
  func `Case, blanks, dashes and full-width signs do not matter`(_ text: String) {
    let number = TrackingNumber(text)
    #expect(number.canonical == "RB123456785GB")
    #expect(number.matches.first?.format.id == "s10")
    #expect(number.matches.first?.postalOperator == "Royal Mail Group plc")
    #expect(number.matches.first?.originCountry == "GB")
    #expect(number.matches.first?.service == "Letter Post Registered")
  }

  @Test func `The number tells service, countries, postcode and shipper where its format holds them`() throws {
    let ups = try #require(TrackingNumber("1Z5R89390357567127").matches.first)
    #expect(ups.service == "UPS United States Ground")
    #expect(ups.shipper == "5R8939")
    let dpd = try #require(TrackingNumber("0081 827 0998 0000 0200 45 327 276 N").matches.first)
    #expect(dpd.destinationCountry == "DE")
    #expect(dpd.destinationPostcode == "0081827")
    #expect(dpd.service == nil)
    let usps = try #require(TrackingNumber("4201028200009261290113185417468510").matches.first)
    #expect(usps.format.id == "usps_impb_c")
    #expect(usps.destinationPostcode == "102820000")
    #expect(usps.service == "Parcel Select")
    #expect(usps.shipper == "901131854")
    let china = try #require(TrackingNumber("RR123456785CN").matches.first)
    #expect(china.postalOperator == "China Post")
    #expect(china.serial == "12345678")
  }

  @Test func `A number of several formats lists all, the surest first`() {
    // A post's number with a check digit; by its letters it may be a parcel of DHL eCommerce too.
    let both = TrackingNumber("RX123456785DE").matches
    #expect(both.map(\.format.id) == ["s10", "dhl_ecommerce"])
    for line in SharedData.text("tracking-numbers/given.csv").split(whereSeparator: \.isNewline).dropFirst() {
      let matches = TrackingNumber(line.split(separator: ",", omittingEmptySubsequences: false)[3]).matches
      #expect(matches.map(\.format.certainty) == matches.map(\.format.certainty).sorted())
      #expect(Set(matches.map(\.format.id)).count == matches.count)
    }
  }

  @Test func `A wrong check digit and a country without a post are said`() throws {
    let digit = TrackingNumber("RB123456786GB")
    #expect(!digit.isValid)
    #expect(digit.misses.map(\.reason) == [.checkDigit(found: "6", expected: "5")])
    let nowhere = TrackingNumber("RB123456785XX")
    #expect(nowhere.misses.map(\.reason) == [.noPost(country: "XX")])
    #expect(TrackingNumber("3318810010").misses.map(\.format.id) == ["dhl_express"])
  }

  @Test(arguments: [
    "", " ", "-", "--------", "hello", "12", "١٢٣٤٥٦٧٨٩٠١٢", "RB123456785GB;DROP", "单号", "1Z\u{0}5R89390357567127",
    "RB1234567850GB", "📦📦📦", "999999999999999999999999999999999999999999999999999999999999999",
  ])
  func `What keeps no format is nobody's`(_ text: String) {
    #expect(TrackingNumber(text).matches.isEmpty)
  }

  @Test func `A text of any length is judged at once`() {
    #expect(TrackingNumber(String(repeating: "1", count: 5_000_000)).matches.isEmpty)
    #expect(TrackingNumber(String(repeating: " ", count: 100_000) + "RB123456785GB").isValid)
  }

  @Test func `Every post's letters give a valid number and its country`() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let serial = (0..<8).map { _ in Int.random(in: 0...9, using: &random) }
      let sum = zip(serial, [8, 6, 4, 2, 3, 5, 9, 7]).map { $0 * $1 }.reduce(0, +)
      let check = [0: 5, 1: 0][sum % 11] ?? 11 - sum % 11
      let digits = serial.map(String.init).joined()
      for country in ["CN", "DE", "JP", "AE", "US", "TW", "MO", "HK"] {
        for digit in 0...9 {
          #expect(TrackingNumber("ea\(digits)\(digit)\(country)").isValid == (digit == check))
        }
      }
    }
  }

  @Test func `A post's number names its post as the carrier, and nobody's number nobody`() {
    #expect(TrackingNumber("RR123456785CN").likelyCarrier == "China Post")
    #expect(TrackingNumber("1Z5R89390357567127").likelyCarrier == "ups")
    #expect(TrackingNumber("DE-777").likelyCarrier == "")
  }
}
