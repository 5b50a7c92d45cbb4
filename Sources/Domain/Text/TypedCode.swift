/// A code as people type it: a SKU, a number, an alias. Blanks around it are slips of the hand, and what nobody can see
/// would make two codes of one.
public enum TypedCode {
  /// Without the blanks around it; nil where it holds a character that cannot be seen.
  public static func read(_ text: String) -> String? {
    let isUnseen = text.unicodeScalars.contains { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator: true
      default: false
      }
    }
    return isUnseen ? nil : text.trimmingBlanks
  }
}
