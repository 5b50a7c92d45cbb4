/// What a piece of text is to the reader; a theme gives each role its colours, a spoken mode its words.
public enum Role: UInt8, CaseIterable, Sendable {
  /// Plain content.
  case text
  /// Beside the point: units, separators, empty values.
  case dim
  case title
  /// Column titles and field labels.
  case header
  /// The row under the cursor.
  case selected
  /// The row under the cursor of a pane that has not the focus.
  case selectedDim
  case danger
  case warning
  case success
  case info
  case accent
  /// The bar at the top or bottom.
  case bar
  case hintKey
  case hint
  case border
  /// A field that takes text.
  case input
  case placeholder
  /// A row marked for a bulk action.
  case marked
  /// The part of a text that a filter found.
  case match
  case money
  case link
  /// The whole screen is told yes or no (a scan).
  case good
  case bad
  /// Text that is selected by the person, in a field.
  case selection
}
