import Domain
import Testing

@testable import Exchange

@Suite struct TrackingAnswerTests {
  private func line(_ input: String) -> String { JSONWriter().text(TrackingAnswers.number(input)) }

  @Test func `A number's answer names formats and says why`() {
    #expect(
      line("rb 123456785 gb")
        == #"{"input":"rb 123456785 gb","kind":"tracking","valid":true,"canonical":"RB123456785GB","formats":[{"#
        + #""carrier":"s10","name":"S10","id":"s10","certainty":"proved","serial":"12345678","serviceCode":"RB","#
        + #""service":"Letter Post Registered","operator":"Royal Mail Group plc","origin":"GB"}],"#
        + #""why":"S10: its own signs and a right check digit"}"#)
    #expect(
      line("RB123456786GB").hasSuffix(#""formats":[],"why":"S10: the check digit 6 is wrong, 5 would be right"}"#))
    #expect(line("RB123456785XX").hasSuffix(#""why":"S10: no post gives out numbers under XX"}"#))
    #expect(line("?").hasSuffix(#""valid":false,"canonical":"?","formats":[],"why":"no known format"}"#))
  }

  @Test func `Of the posts' numbers only those count where they alone are asked for`() {
    let post = TrackingAnswers.Kind.s10
    #expect(post.number("RX123456785DE").matches.map(\.format.id) == ["s10"])
    #expect(!post.number("1Z5R89390357567127").isValid)
    #expect(TrackingAnswers.why(post.number("RX123456784DE")).contains("5 would be right"))
  }

  @Test func `A parcel's answer has its events newest first, and null where no zone is known`() throws {
    let payload = try PayloadReader.read(
      Array(
        #"""
        {"shipments":[{"shipmentTrackingNumber":"9","events":[
        {"date":"2024-01-15","time":"08:00:00","typeCode":"PU","description":"Shipment picked up"},
        {"date":"2024-01-15","time":"17:00:00","typeCode":"QQ","description":"Shipment delivered"}]}]}
        """#.utf8))
    let lines = TrackingAnswers.payload(payload, file: "a.json", now: Instant(seconds: 1_790_000_000))
    #expect(
      lines.map { JSONWriter().text($0) } == [
        #"{"file":"a.json","source":"mydhl","carrier":"mydhl","trackingNumber":"9","status":"delivered","events":[{"#
          + #""at":null,"local":"2024-01-15T17:00:00","status":"delivered","sub":null,"code":"QQ","reason":null,"#
          + #""party":null,"place":null,"text":"Shipment delivered","unknownCode":true},{"at":null,"#
          + #""local":"2024-01-15T08:00:00","status":"picked_up","sub":"handed_over","code":"PU","reason":null,"#
          + #""party":null,"place":null,"text":"Shipment picked up","unknownCode":false}],"otherNumbers":[],"#
          + #""doubts":[],"messages":[]}"#
      ])
  }

  @Test func `What holds no parcel is a line too`() throws {
    let payload = try PayloadReader.read(Array(#"{"error-code":"403","message":"Forbidden"}"#.utf8))
    let line = TrackingAnswers.payload(payload, file: "b", now: Instant(seconds: 0)).map { JSONWriter().text($0) }
    #expect(
      line == [
        #"{"file":"b","source":"refusal","carrier":null,"trackingNumber":null,"status":null,"events":[],"#
          + #""messages":[{"number":"","code":"403","text":"Forbidden"}]}"#
      ])
    #expect(JSONWriter().text(TrackingAnswers.unread(file: "c", why: "no")).contains(#""events":[]"#))
  }
}
