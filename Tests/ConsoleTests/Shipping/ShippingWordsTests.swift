import Domain
import Store
import Testing

@testable import Console

/// What channels are told and what they say is worded in both languages.
struct ShippingWordsTests {
  private let english = Words(language: .english)
  private let chinese = Words(language: .chinese)

  private func check(_ what: String, _ say: (Words) -> String) {
    #expect(!say(english).isEmpty && !say(chinese).isEmpty, "\(what)")
    #expect(say(english) != say(chinese), "\(what) is the same in both")
    #expect(!say(english).unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(what)")
    #expect(say(chinese).unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(what)")
  }

  @Test func `States, buckets and refusals`() {
    for state in ConfirmationState.allCases { check("\(state)") { $0.confirmation(state) } }
    for bucket in StockBucket.allCases { check("\(bucket)") { $0.bucket(bucket) } }
    let refusals: [ConfirmingRefusal] = [
      .noSuchLine(order: "A-1", line: "9"), .notShipped(line: 1, shipped: 2, asked: 3),
      .notSoMany(line: 1, left: 0, asked: 1), .nothingToConfirm(order: "A-1"), .badTracking("x"),
      .cancelled(order: "A-1"), .nothingRefused(order: "A-1"), .alreadyWritten(order: "A-1"),
    ]
    for refusal in refusals {
      check("\(refusal)") { $0.refused(.confirming(refusal)) }
      let code = ActionRefusal.confirming(refusal).code
      #expect(!code.isEmpty)
    }
  }

  @Test func `Titles of the journal's entries and actions`() {
    for action in [
      "confirmShipping", "resendShipping", "withdrawShipping", "sendShipping", "answerShipping", "importStock",
    ] {
      check(action) { $0.action(action) }
    }
  }
}
