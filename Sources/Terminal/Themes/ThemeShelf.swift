internal import Foundation

/// The themes at hand: two that are built in, and every scheme in the folders where schemes are looked for.
public struct ThemeShelf: Sendable {
  /// A theme and the file that it came from; nil is built in.
  public struct Entry: Sendable {
    public let id: String
    public let path: String?
    public let theme: Theme
  }

  /// A file on the shelf that is no scheme.
  public struct Fault: Sendable {
    public let path: String
    public let refusal: SchemeRefusal
  }

  private let search: @Sendable () -> [String]

  /// Folders of schemes, the person's own first; looked for when a theme is.
  public init(folders: @autoclosure @escaping @Sendable () -> [String]) { search = folders }

  public var folders: [String] { search() }

  /// Every theme, the built-in ones first; of two with one id the first found counts. Whoever chooses one wants its
  /// ground too, so all of them paint it.
  public func all() -> (entries: [Entry], faults: [Fault]) {
    var entries = Theme.builtIn.map { Entry(id: $0.name, path: nil, theme: $0.painted) }
    var faults: [Fault] = []
    var seen = Set(entries.map(\.id))
    for folder in folders {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      for name in names.sorted() where name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
        let path = "\(folder)/\(name)"
        do {
          let theme = Theme(scheme: try ThemeShelf.read(path))
          let id = SchemeFile.stem(path)
          if seen.insert(id).inserted { entries.append(Entry(id: id, path: path, theme: theme)) }
        } catch {
          faults.append(Fault(path: path, refusal: error))
        }
      }
    }
    return (entries, faults)
  }

  /// The theme of that name or in that file; nil where there is none. Only the files of that name are opened.
  public func theme(named name: String) throws(SchemeRefusal) -> Theme? {
    if let theme = Theme.builtIn.first(where: { $0.name == name }) { return theme.painted }
    if name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      return Theme(scheme: try ThemeShelf.read(name))
    }
    for folder in folders {
      for ending in ["yaml", "yml"] {
        let path = "\(folder)/\(name).\(ending)"
        if FileManager.default.fileExists(atPath: path) { return Theme(scheme: try ThemeShelf.read(path)) }
      }
    }
    return nil
  }

  /// The scheme in a file.
  public static func read(_ path: String) throws(SchemeRefusal) -> SchemeFile {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw FileManager.default.fileExists(atPath: path) ? .unreadable : .noFile
    }
    // One byte more than is allowed tells a long file from one that just fits, without reading it all.
    guard let data = try? file.read(upToCount: SchemeFile.largestBytes + 1) ?? Data(),
      let text = String(data: data, encoding: .utf8)
    else { throw .unreadable }
    return try SchemeFile(text, fileName: path)
  }
}
