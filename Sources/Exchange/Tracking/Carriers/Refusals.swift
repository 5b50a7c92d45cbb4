import Domain

extension PayloadShape {
  /// Refusals that carriers word alike: what was wrong is said, whose answer it was is not.
  static let refusals: [PayloadShape] = [
    refusal(["TrackResponse.Error"], code: ["Code"], text: ["Message"], mark: "TrackResponse.Error"),
    refusal(["response.errors", "errors"], code: ["code"], text: ["message", "name", "title"], mark: "errors"),
    // A problem report by RFC 7807.
    refusal([""], code: ["status"], text: ["detail", "title"], mark: "title", "detail"),
    refusal([""], code: ["responseStatusCode"], text: ["responseStatusMessage"], mark: "responseStatusCode"),
    refusal([""], code: ["error-code"], text: ["message"], mark: "error-code"),
    refusal(["error"], code: ["code"], text: ["message", "details"], mark: "error.code"),
    refusal([""], code: ["code", "error"], text: ["error_description", "message", "error"], mark: "error"),
    refusal([""], code: ["code"], text: ["message"], mark: "code", "message"),
  ]

  private static func refusal(_ way: Ways, code: Ways, text: Ways, mark: String...) -> PayloadShape {
    var shape = PayloadShape(source: "refusal", carrier: "", marks: mark)
    shape.parcels = ["none"]
    shape.messages = way
    shape.messageCode = code
    shape.messageText = text
    return shape
  }
}
