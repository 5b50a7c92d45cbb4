internal import ArgumentParser
internal import Domain
internal import Exchange

/// `portolan check KIND VALUE…`: judges numbers by themselves; no shop is opened.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Judges a number: is it one, and whose.",
    discussion: """
      Kinds: tracking (any carrier's), s10 (the posts'). `-` reads one number a line and answers each with one line of \
      JSON, in order. Exit status 1 where one of the numbers given is not valid.
      """)

  @Argument(help: "What the numbers are to be: tracking or s10.") var kind: String
  @Argument(help: "Numbers, or - for one a line on standard input.") var values: [String]
  @Flag(help: "One JSON object a number.") var json = false

  func run() throws {
    guard let kind = TrackingAnswers.Kind(rawValue: kind) else {
      throw Failure(text: "There is no kind of number called “\(kind)”. Known: tracking, s10.")
    }
    if values == ["-"] {
      while let line = readLine() { Output.json(TrackingAnswers.number(line, kind: kind)) }
      return
    }
    for value in values {
      if json {
        Output.json(TrackingAnswers.number(value, kind: kind))
        continue
      }
      let number = kind.number(value)
      Output.line("\(number.canonical)  \(number.isValid ? "valid" : "not valid")  \(TrackingAnswers.why(number))")
      for match in number.matches {
        let parts = [match.service, match.postalOperator, match.originCountry, match.destinationCountry]
        let rest = parts.compactMap { $0 }.joined(separator: ", ")
        Output.line("  \(match.format.carrierName), \(match.format.name)\(rest.isEmpty ? "" : ": " + rest)")
      }
    }
    if !values.allSatisfy({ kind.number($0).isValid }) { throw Failure(text: "", status: 1) }
  }
}
