/// What a label may tell a printer, and what it may not.
public enum ZPLCommand {
  /// Commands that draw, and leave the printer as it was.
  public static let allowed: Set<String> = [
    "XA", "XZ", "CI", "PW", "LL", "LH", "LT", "LS", "FO", "FT", "FD", "FS", "FV", "FH", "FB", "TB", "FR", "FW", "FP",
    "FN", "FC", "SN", "A", "CF", "BY", "GB", "GC", "GD", "GE", "GF", "GS", "PO", "PM", "LR", "PQ",
    "B0", "B1", "B2", "B3", "B4", "B5", "B7", "B8", "B9", "BA", "BB", "BC", "BD", "BE", "BF", "BI", "BJ", "BK", "BL",
    "BM", "BO", "BP", "BQ", "BR", "BS", "BT", "BU", "BX", "BZ",
  ]

  /// Why a command is taken out.
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    /// It would change the printer for every label after this one: peel mode, darkness, calibration, network.
    case changesPrinter
    /// It writes to, reads from or deletes in the printer's memory.
    case usesMemory
    /// It asks the printer to answer, or to stop.
    case commandsPrinter
    /// It prints nothing.
    case comment
    case unknown
  }

  static func reason(_ name: String, prefix: Character) -> Reason {
    if name == "FX" { return .comment }
    if memory.contains(name) { return .usesMemory }
    if prefix == "~" || name.hasPrefix("H") { return .commandsPrinter }
    let state = ["MM", "JU", "MN", "MT", "MD", "MC", "MF", "ML", "MP", "MU", "MW", "MA", "MI", "PR", "PH", "PF", "PP"]
    if state.contains(name) || "JKNSWT".contains(name.first ?? " ") || name == "CO" || name == "CP" {
      return .changesPrinter
    }
    return .unknown
  }

  private static let memory: Set<String> = [
    "DG", "DB", "DE", "DF", "DN", "DS", "DT", "DU", "DY", "EG", "EF", "ID", "IL", "IM", "IS", "XF", "XG", "TO", "HF",
    "HG", "HY", "HW", "CW", "LF", "SE",
  ]

  /// Commands that change the very signs that commands begin with: what follows them means something else.
  static let changesSigns: Set<String> = ["CC", "CD", "CT"]
}
