import Domain
import Testing

@testable import Console

/// `[scanner]` of the settings file.
@Suite struct ScannerSettingsTests {
  @Test func `Prefixes, suffixes, separators, makers' letters and the blanking of duplicates are read`() {
    let (settings, faults) = Settings.read(
      """
      version = 3
      scanPrefix = "%"
      [scanner]
      prefixes = ["~", "$"]
      suffixes = "!"
      separators = ["|"]
      codeIdPlace = "afterPrefix"
      codeIds = { b = "ean13", C = "gs1Code128" }
      duplicates = 500
      """)
    #expect(faults.map(\.reason) == [.renamed(to: "prefixes ([scanner])")], "\(faults)")
    #expect(settings.scanner.prefixes == ["~", "$", "%"])
    #expect(settings.scanner.suffixes == ["!"])
    #expect(settings.scanner.separatorSubstitutes.last == "|")
    #expect(settings.scanner.codeIdPlace == .afterPrefix)
    #expect(settings.scanner.codeIds == ["b": .ean13, "C": .gs1Code128])
    #expect(settings.scanner.duplicateMilliseconds == 500)
  }

  @Test func `The old name of the prefix is moved into its section, beside what stands there`() {
    #expect(
      Settings.migrated("version = 2\nscanPrefix = \"~\"\nmouse = true\n")
        == "version = 3\nmouse = true\n\n[scanner]\nprefixes = [\"~\"]\n")
    let both = "version = 2\nscanPrefix = \"%\"\n[scanner] # mine\nsuffixes = \"#\"\nprefixes = [\"~\"]\n"
    #expect(
      Settings.migrated(both)
        == "version = 3\n[scanner] # mine\nsuffixes = \"#\"\nprefixes = [\"~\", \"%\"]\n")
    for text in [both, "scanPrefix = \"~\"", "scanPrefix = \"~\"\nscanner = { suffixes = \"#\" }\n"] {
      let new = Settings.migrated(text)
      #expect(Settings.read(new).settings == Settings.read(text).settings, "\(new)")
      #expect(Settings.read(new).faults.isEmpty, "\(new)")
    }
    let wrong = "version = 2\nscanPrefix = \"扫\"\n"
    #expect(Settings.migrated(wrong) == "version = 3\nscanPrefix = \"扫\"\n")
  }

  @Test func `What cannot be used is a fault by its line and the rest is taken`() {
    let (settings, faults) = Settings.read(
      """
      version = 3
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
