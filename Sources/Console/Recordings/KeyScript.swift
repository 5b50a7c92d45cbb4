internal import Domain
internal import Terminal

/// Keys that somebody wrote on a command line.
public enum KeyScript {
  /// The first part of a script that looks like a key's name and is none, such as `PageDwon` or `C-1`; nil where all is
  /// well. Other words are typed letter by letter.
  public static func misspelt(in script: String) -> String? {
    let parts = script.split(separator: ",").map(String.init)
    return parts.first { part in
      let takesText = ["paste:", "scan:", "phrase:", "resize:"].contains { part.hasPrefix($0) }
      guard !takesText, part.first?.isUppercase == true, Key.named(part) == nil else { return false }
      let name = String(part.prefix { $0 != "*" })
      let hasModifier = name.count <= 4 && (name.hasPrefix("C-") || name.hasPrefix("M-"))
      return hasModifier || name.count > 2 && Spelling.nearest(to: name, in: Key.allNames) != nil
    }
  }
}
