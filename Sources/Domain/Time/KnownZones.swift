/// Words for zones that marketplaces print and no zone database knows.
public enum KnownZones {
  /// Fixed offsets in seconds.
  public static let seconds: [String: Int] = [
    "PST": -28_800, "PDT": -25_200, "MST": -25_200, "MDT": -21_600, "CST": -21_600, "CDT": -18_000, "EST": -18_000,
    "EDT": -14_400, "BST": 3600, "CET": 3600, "CEST": 7200, "MEZ": 3600, "MESZ": 7200, "EET": 7200, "EEST": 10_800,
    "JST": 32_400, "AEST": 36_000, "AEDT": 39_600, "HKT": 28_800, "SGT": 28_800, "IST": 19_800, "WET": 0, "WEST": 3600,
  ]

  public static let universal = ["UTC", "GMT", "Z", ""]

  /// Whether it has the shape of a zone's name, `Area/Place`: nothing else may become the name of a file.
  public static func isName(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix("/") && name.utf8.count < 60
      && name.utf8.allSatisfy {
        $0 >= 0x41 && $0 <= 0x5a || $0 >= 0x61 && $0 <= 0x7a || $0 >= 0x30 && $0 <= 0x39
          || [0x2f, 0x5f, 0x2d, 0x2b].contains($0)
      }
  }
}
