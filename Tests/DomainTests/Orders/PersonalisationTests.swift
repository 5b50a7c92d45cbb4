import Domain
import Testing

@Suite struct PersonalisationTests {
  @Test(arguments: [
    ("Color:Red,Personalization:Happy birthday, Anna", "Color:Red", "Personalization:Happy birthday, Anna"),
    ("Engraving: Anna & Tom", "", "Engraving: Anna & Tom"), ("Red / XL", "Red / XL", ""),
    ("Size: XL, Colour: Red", "Size: XL, Colour: Red", ""), ("颜色:红;刻字:安娜;尺寸:大", "颜色:红;尺寸:大", "刻字:安娜"),
    ("Brand name: Acme", "Brand name: Acme", ""), ("Name: Ben / Farbe: Blau", "Farbe: Blau", "Name: Ben"),
    ("Text auf der Karte", "Text auf der Karte", ""), ("", "", ""), ("12:30", "12:30", ""),
    ("Gravur:Für Opa\nGröße: M", "Größe: M", "Gravur:Für Opa"),
  ])
  func `What the buyer wrote is told from what the thing is`(all: String, options: String, personal: String) {
    let split = Personalisation.split(all)
    #expect(split.options == options)
    #expect(split.personal == personal)
  }
}
