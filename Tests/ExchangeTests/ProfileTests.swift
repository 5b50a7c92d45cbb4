import Domain
import Foundation
import Testing

@testable import Exchange

struct ProfileTests {
  @Test func `A profile reads a table that no format knows`() throws {
    let profile = try MappingProfile(
      toml: """
        id = "atelier"
        delimiter = ";"
        decimal = "comma"
        dates = "dayFirst"
        currency = "CHF"
        tax = "included"
        idPrefix = "B-"
        whole = ["buyerId"]
        footers = ["summe"]
        [recognise]
        columns = ["Nr", "Wann", "Was"]
        [columns]
        externalId = "Nr"
        placedAt = "Wann"
        title = ["Ware", "Was"]
        quantity = "Stück"
        unitPrice = "Preis"
        buyerId = "Kunde"
        status = "Stand"
        [constants]
        shipCountry = "CH"
        [status]
        "weg" = "open/paid/shipped"
        [[filter]]
        column = "Art"
        keep = ["Verkauf"]
        """)
    let text = """
      Nr;Wann;Was;Stück;Preis;Kunde;Stand;Art
      B-7;03.04.2026;Ring;2;1.250,50;17.0;weg;Verkauf
      B-8;04.04.2026;Kette;1;99,00;18.0;weg;Probe
      Summe;;;;2.501,00;;;
      """
    let taken = try Taken(text, as: profile.format)
    let order = try #require(taken.orders.first)
    #expect(taken.orders.count == 1)
    #expect(order.externalId == "7")
    #expect(order.placedAt?.iso8601 == "2026-04-03T12:00:00Z")
    #expect(order.lines.map(\.amount) == [250_100])
    #expect(order.currency?.code == "CHF")
    #expect(order.buyerId == "17")
    #expect(order.fulfilment == .shipped)
    #expect(taken.skipped.map(\.code) == [.notThisKind, .footer])
    let sample = Array(text.utf8).withUnsafeBufferPointer { Sample(bytes: $0) }
    #expect(profile.format.recognise(sample) > 0)
  }

  @Test(arguments: [
    ("id = 3", 1, "id"), ("id = \"a\"\nfoo = 1", 2, "foo"), ("id = \"a\"", 0, "columns"),
    ("id = \"a\"\n[columns]\nplacedAt = \"x\"", 2, "externalId"),
    ("id = \"a\"\n[columns]\nexternalId = \"x\"\nshipTown = \"y\"", 4, "shipTown"),
    ("id = \"a\"\ncurrency = \"EURO\"\n[columns]\nexternalId = \"x\"", 2, "currency"),
    ("id = \"a\"\n[columns]\nexternalId = \"x\"\n[status]\n\"paid\" = \"done\"", 5, "paid"),
    ("id = \"a\"\ndates = \"american\"\n[columns]\nexternalId = \"x\"", 2, "dates"), ("id = = 3", 1, ""),
  ])
  func `Faults of a profile are named by line and key`(toml: String, line: Int, key: String) {
    do {
      _ = try MappingProfile(toml: toml)
      Issue.record("taken: \(toml)")
    } catch {
      #expect((error.line, error.key) == (line, key))
      #expect(error.message.hasSuffix("."))
    }
  }

  @Test func `The shipped profiles in the folder and in the program are the same`() throws {
    var place = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    for _ in 0..<3 { place.deleteLastPathComponent() }
    let folder = place.appendingPathComponent("Sources/Profiles").path
    for entry in ShippedProfiles.texts {
      #expect(try String(contentsOfFile: "\(folder)/\(entry.name)", encoding: .utf8) == entry.toml)
    }
    let (profiles, faults) = Profiles.load(folders: [folder])
    #expect(faults.isEmpty)
    #expect(profiles.count == ShippedProfiles.texts.count)
  }
}
