public import Store

/// A refusal as one sentence, for whoever is not the console: the command line, mails.
public enum Said {
  public static func text(_ refusal: ActionRefusal, in language: Language = .english) -> String {
    Words(language: language).refused(refusal)
  }

  public static func text(_ refusal: ViewRefusal, in language: Language = .english) -> String {
    Words(language: language).trouble(.view(refusal))
  }
}
