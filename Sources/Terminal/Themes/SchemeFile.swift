internal import Yams

/// A colour scheme of the public base16 or base24 format, as its file says it.
///
/// Both forms are read: `palette:` with the colours under it, and the older one with the colours at the top level.
/// Source: https://github.com/tinted-theming/home, "styling.md" and "builder.md".
public struct SchemeFile: Hashable, Sendable {
  public let name: String
  public let author: String
  /// base00…base0F; base10…base17 after them where the file has all eight.
  public let base: [Colour]

  /// Longest file that is read, in bytes of UTF-8. The longest real one has 2 KB.
  public static let largestBytes = 65_536

  /// Reads a scheme's text; `fileName` names a scheme that does not name itself.
  public init(_ text: String, fileName: String) throws(SchemeRefusal) {
    guard text.utf8.count <= SchemeFile.largestBytes else { throw .tooLong }
    let keys = try SchemeFile.topLevel(of: text)
    var colours = keys
    if let palette = keys["palette"] {
      guard let mapping = palette.mapping else { throw .noPalette(line: palette.mark?.line ?? 1) }
      colours = SchemeFile.keyed(mapping)
    }
    var base: [Colour] = []
    for place in 0..<24 {
      let key = SchemeFile.key(place)
      guard let value = colours[key] else {
        if place < 16 { throw .missing(key: key) }
        break
      }
      guard let written = value.scalar?.string, let colour = Colour(hex: written) else {
        throw .noColour(key: key, text: value.scalar?.string ?? "…", line: value.mark?.line ?? 1)
      }
      base.append(colour)
    }
    name = keys["name"]?.scalar?.string ?? keys["scheme"]?.scalar?.string ?? SchemeFile.stem(fileName)
    author = keys["author"]?.scalar?.string ?? ""
    self.base = base.count == 24 ? base : Array(base.prefix(16))
  }

  /// The name that a person types: the file's, without folder and ending.
  public static func stem(_ path: String) -> String {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    for ending in [".yaml", ".yml"] where file.hasSuffix(ending) { return String(file.dropLast(ending.count)) }
    return file
  }

  private static func key(_ place: Int) -> String {
    "base" + (place < 16 ? "0" : "1") + String(place % 16, radix: 16, uppercase: true)
  }

  private static func topLevel(of text: String) throws(SchemeRefusal) -> [String: Node] {
    let node: Node?
    do {
      node = try compose(yaml: text)
    } catch let error as YamlError {
      throw .noYAML(line: error.lineNumber)
    } catch {
      throw .noYAML(line: nil)
    }
    guard let mapping = node?.mapping else { throw .noYAML(line: 1) }
    return keyed(mapping)
  }

  /// Keys as the format spells them (`base0A`), however the file does; of two the first counts.
  private static func keyed(_ mapping: Node.Mapping) -> [String: Node] {
    var found: [String: Node] = [:]
    for (key, value) in mapping {
      guard let written = key.scalar?.string else { continue }
      let isColour = written.utf8.count == 6 && written.lowercased().hasPrefix("base")
      let spelt = isColour ? "base" + written.dropFirst(4).uppercased() : written
      if found[spelt] == nil { found[spelt] = value }
    }
    return found
  }
}

/// Why a file is no scheme that can be used.
public enum SchemeRefusal: Error, Hashable, Sendable {
  case noFile
  case unreadable
  case tooLong
  case noYAML(line: Int?)
  case noPalette(line: Int)
  case missing(key: String)
  case noColour(key: String, text: String, line: Int)

  /// What was found, what was expected, and what to do.
  public var sentence: String {
    switch self {
    case .noFile: "is no file; name a base16 or base24 scheme (a .yaml file), or a theme of `portolan themes list`"
    case .unreadable: "cannot be read as UTF-8 text; name a base16 or base24 scheme (a .yaml file)"
    case .tooLong: "is longer than \(SchemeFile.largestBytes) bytes, so it is no colour scheme"
    case .noYAML(let line):
      (line.map { "line \($0): " } ?? "") + "no YAML with a scheme's keys (name, palette, base00 … base0F)"
    case .noPalette(let line): "line \(line), palette: base00 … base0F were expected under it"
    case .missing(let key): "\(key) is missing; a scheme has base00 … base0F, each like \"1e1e2e\""
    case .noColour(let key, let text, let line):
      "line \(line), \(key): “\(SafeText.line(text))” is no colour; "
        + "six hexadecimal digits like \"1e1e2e\" were expected"
    }
  }
}

extension YamlError {
  /// The line of the fault, from 1; nil where the parser does not say.
  fileprivate var lineNumber: Int? {
    switch self {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    default: nil
    }
  }
}
