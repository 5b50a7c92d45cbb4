public import Domain
public import Store

/// A refusal as one sentence, for whoever is not the console: the command line, mails.
public enum Said {
  public static func text(_ refusal: ActionRefusal, in language: Language = .english) -> String {
    Words(language: language).refused(refusal)
  }

  /// What Ctrl-C says where nothing runs that it could stop.
  public static func leaving(in language: Language) -> String {
    Words(language: language).say(
      "Nothing runs. To leave, say quit or press Ctrl-D.", "没有正在执行的操作。输入 quit 或按 Ctrl-D 退出。")
  }

  public static func text(_ refusal: ViewRefusal, in language: Language = .english) -> String {
    Words(language: language).trouble(.view(refusal))
  }
}

extension Said {
  public static func text(_ fault: PaperFault, in language: Language = .english) -> String {
    Words(language: language).paperFault(fault)
  }

  /// What is wrong with a parcel's papers, and what to do about it.
  public static func text(_ flaw: PaperFlaw, in language: Language = .english) -> String {
    Words(language: language).flaw(flaw)
  }

  public static func text(_ kind: PaperKind, in language: Language = .english) -> String {
    Words(language: language).paper(kind)
  }
}
