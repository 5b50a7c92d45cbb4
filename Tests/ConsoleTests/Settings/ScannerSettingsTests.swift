import Domain
import Testing

@testable import Console

/// `[scanner]` of the settings file.
@Suite struct ScannerSettingsTests {
  @Test func `Prefixes, suffixes, separators, makers' letters and the blanking of duplicates are read`() {
    let (settings, faults) = Settings.read(
      """
      version = 2
      scanPrefix = "%"
      [scanner]
      prefixes = ["~", "$"]
      suffixes = "!"
      separators = ["|"]
      codeIdPlace = "afterPrefix"
      codeIds = { b = "ean13", C = "gs1Code128" }
      duplicates = 500
      """)
    #expect(faults.isEmpty, "\(faults)")
    #expect(settings.scanner.prefixes == ["~", "$"])
    #expect(settings.handheld.prefixes == ["~", "$", "%"])
    #expect(settings.scanner.suffixes == ["!"])
    #expect(settings.scanner.separatorSubstitutes.last == "|")
    #expect(settings.scanner.codeIdPlace == .afterPrefix)
    #expect(settings.scanner.codeIds == ["b": .ean13, "C": .gs1Code128])
    #expect(settings.scanner.duplicateMilliseconds == 500)
  }

  @Test func `What cannot be used is a fault by its line and the rest is taken`() {
    let (settings, faults) = Settings.read(
      """
      version = 2
      [scanner]
      prefixes = ["~", 4]
      suffixs = "!"
      duplicates = -1
      codeIdPlace = "nowhere"
      suffixes = "#"
      """)
    #expect(faults.map(\.key).sorted() == ["codeIdPlace", "duplicates", "prefixes", "suffixs"])
    #expect(settings.scanner.suffixes == ["#"])
    #expect(settings.scanner.prefixes.isEmpty)
    #expect(settings.scanner.duplicateMilliseconds == ScannerSettings().duplicateMilliseconds)
  }
}
