internal import ArgumentParser
internal import Exchange
internal import Foundation
internal import Terminal

struct ThemesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "themes", abstract: "Colour schemes of the base16 and base24 format.",
    subcommands: [List.self, Check.self], defaultSubcommand: List.self)

  /// Where schemes are looked for on this machine.
  static var shelf: ThemeShelf {
    ThemeShelf(folders: SharedFolders.search("themes", tree: "Themes"))
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "Lists the themes at hand.")
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
      let (entries, faults) = ThemesCommand.shelf.all()
      for fault in faults { Output.talk("\(fault.path): \(fault.refusal.sentence)") }
      if json {
        Output.json([
          "themes": .list(
            entries.map {
              [
                "id": .text($0.id), "name": .text($0.theme.name), "file": $0.path.map { .text($0) } ?? .null,
                "dark": .flag($0.theme.isDark),
              ]
            })
        ])
        return
      }
      let width = entries.map(\.id.count).max() ?? 0
      for entry in entries {
        let id = entry.id + String(repeating: " ", count: width - entry.id.count)
        Output.line("\(id)  \(entry.theme.isDark ? "dark " : "light")  \(entry.path ?? "built in")")
      }
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Says what cannot be read in a scheme and how it is mended.")
    @Argument(help: "Files or folders of schemes, or names from the list; else every theme at hand.") var files:
      [String] = []
    @Flag(help: "One JSON list.") var json = false

    func run() throws {
      let shelf = ThemesCommand.shelf
      let asked = files.isEmpty ? shelf.all().entries.map { $0.path ?? $0.id } : try files.flatMap(ThemeFinding.files)
      let findings = asked.map { ThemeFinding($0, on: shelf) }
      if json {
        Output.json(.list(findings.map(\.json)))
      } else {
        for finding in findings { finding.lines.forEach { Output.line($0) } }
      }
      let bad = findings.count { $0.theme == nil }
      if bad > 0 { throw Failure(text: "", status: bad == findings.count ? 2 : 1) }
    }
  }
}

/// What there is to say of one scheme.
private struct ThemeFinding {
  let file: String
  let theme: Theme?
  let why: String

  /// The schemes in a folder; of anything else itself.
  static func files(_ file: String) throws -> [String] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), isFolder.boolValue else {
      return [file]
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: file)
    let schemes = names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
    if schemes.isEmpty { throw Failure(text: "\(file): there is no scheme in this folder; they end in .yaml or .yml.") }
    return schemes.map { "\(file.hasSuffix("/") ? String(file.dropLast()) : file)/\($0)" }
  }

  init(_ file: String, on shelf: ThemeShelf) {
    self.file = file
    do {
      theme = try shelf.theme(named: file)
      why = "there is neither a theme nor a file of that name; `portolan themes list` lists the themes"
    } catch {
      theme = nil
      why = error.sentence
    }
  }

  var json: JSONOutput {
    guard let theme else {
      return [
        "file": .text(file), "name": .text(SchemeFile.stem(file)), "readable": .flag(false), "mended": .list([]),
        "why": .text(why),
      ]
    }
    return [
      "file": .text(file), "name": .text(theme.name), "readable": .flag(theme.isReadable),
      "mended": .list(
        theme.mends.map {
          [
            "role": .text("\($0.role)"),
            "from": .text($0.wanted.hex), "on": .text($0.wantedBackground.hex),
            "contrast": .text($0.wanted.contrast(with: $0.wantedBackground).tenths),
            "to": .text($0.shown.hex), "toOn": .text($0.shownBackground.hex),
            "toContrast": .text($0.shown.contrast(with: $0.shownBackground).tenths),
          ]
        }),
      "alike": .list(
        theme.lookalikes.map {
          ["roles": .list([.text("\($0.one)"), .text("\($0.other)")]), "vision": .text($0.vision.rawValue)]
        }),
    ]
  }

  var lines: [String] {
    guard let theme else { return ["\(file): \(why)"] }
    let count = theme.mends.count
    var lines = ["\(file): \(theme.name), \(count == 0 ? "readable as it is" : "\(count) of its pairs mended")"]
    for mend in theme.mends {
      let before = mend.wanted.contrast(with: mend.wantedBackground).tenths
      let after = mend.shown.contrast(with: mend.shownBackground).tenths
      lines.append(
        "  \(mend.role): \(mend.wanted.hex) on \(mend.wantedBackground.hex) (\(before):1)"
          + " → \(mend.shown.hex) on \(mend.shownBackground.hex) (\(after):1)")
    }
    for pair in theme.lookalikes {
      lines.append(
        "  \(pair.one) and \(pair.other) look alike under \(pair.vision.rawValue); words and marks tell them")
    }
    return lines
  }
}

extension Double {
  /// One decimal, cut and not rounded, so that 4.49 is never shown as 4.5.
  fileprivate var tenths: String {
    let tenths = Int(self * 10)
    return "\(tenths / 10).\(tenths % 10)"
  }
}
