/// By what a number is known, however people, scanners and carriers write it: one case, no blanks, no dashes.
public enum TrackingKey {
  /// Empty where nothing is left.
  public static func of(_ number: String) -> String {
    FoldedText.fold(number).filter { !$0.isWhitespace && $0 != "-" }
  }
}

/// What a number stands for on a parcel's way.
public enum TrackingRole: String, Hashable, Sendable, CaseIterable {
  /// The number of whoever took the parcel from us.
  case house
  /// Of what the parcel travels in: the air waybill, the bill of lading.
  case master
  /// The number under which the last carrier has it (转单号).
  case lastMile = "last_mile"
}
