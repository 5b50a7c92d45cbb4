internal import ArgumentParser
internal import Console

/// The language of what a command says, where it says it in words.
struct LanguageChoice: ParsableArguments {
  @Option(name: .customLong("lang"), help: "en or zh; else the system's language.") var name: String?

  func validate() throws {
    if let name, Language(typed: name) == nil { throw ValidationError("--lang is en or zh") }
  }

  /// nil: none was named.
  var chosen: Language? { name.flatMap { Language(typed: $0) } }
}
