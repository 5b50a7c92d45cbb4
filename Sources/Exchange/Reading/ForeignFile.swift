/// Files that people give by mistake: what each is, told by its first bytes, and what to export instead.
enum ForeignFile {
  /// What the bytes are, and what helps; nil: they may well be text.
  static func found(_ bytes: [UInt8]) -> (what: String, instead: String)? {
    for (magic, what, instead) in magics where bytes.starts(with: magic) { return (what, instead) }
    if bytes.starts(with: Array("RIFF".utf8)) { return ("a picture or a sound", table) }
    return page(bytes) ?? (isBinary(bytes) ? ("no text", table) : nil)
  }

  /// Whether control bytes abound in the first line: no encoding of text but UTF-16 has them, whose pattern is known.
  private static func isBinary(_ bytes: [UInt8]) -> Bool {
    let line = bytes.prefix(512).prefix { $0 != 0x0a }
    let controls = line.count { $0 < 0x20 && $0 != 0x09 && $0 != 0x0d }
    guard line.count >= 16, controls * 50 > line.count else { return false }
    return bytes.withUnsafeBufferPointer { TextEncoding.mark($0) == nil && !TextEncoding.isWide($0) }
  }

  /// What an archive is whose members bear these names; nil: a plain archive.
  static func archive(_ names: [String]) -> (what: String, instead: String)? {
    if names.contains(where: { $0.hasPrefix("xl/") }) { return ("an Excel workbook", sheet) }
    if names.contains("mimetype") && names.contains("content.xml") { return ("an OpenDocument file", sheet) }
    if names.contains("Index/Document.iwa") { return ("a Numbers or Pages document", sheet) }
    if names.contains(where: { $0.hasPrefix("word/") || $0.hasPrefix("ppt/") }) {
      return ("a Word or PowerPoint document", table)
    }
    return nil
  }

  /// XML that is no workbook.
  static let xml = "an XML file"

  private static let sheet = "open it and save the sheet as CSV (UTF-8)"
  private static let table = "export a CSV, text or JSON file from the marketplace"

  private static let magics: [(magic: [UInt8], what: String, instead: String)] = [
    (Array("%PDF".utf8), "a PDF", table),
    ([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], "an old Excel or Word file", sheet),
    ([0x89, 0x50, 0x4e, 0x47], "a picture (PNG)", table), ([0xff, 0xd8, 0xff], "a picture (JPEG)", table),
    (Array("GIF8".utf8), "a picture (GIF)", table), (Array("{\\rtf".utf8), "a text document (RTF)", table),
    (Array("SQLite format 3\0".utf8), "an SQLite database", table), (Array("PAR1".utf8), "a Parquet file", table),
    (Array("7z".utf8) + [0xbc, 0xaf], "a 7-Zip archive", "unpack it first"),
    (Array("Rar!".utf8), "a RAR archive", "unpack it first"), (Array("BZh".utf8), "a bzip2 archive", "unpack it first"),
    ([0xfd, 0x37, 0x7a, 0x58, 0x5a], "an xz archive", "unpack it first"),
    ([0x28, 0xb5, 0x2f, 0xfd], "a zstd archive", "unpack it first"),
    ([0x7f, 0x45, 0x4c, 0x46], "a program", table), (Array("MZ".utf8) + [0x90, 0], "a program", table),
  ]

  /// A web page (the log-in page that was saved in the export's place, most often) or XML.
  private static func page(_ bytes: [UInt8]) -> (what: String, instead: String)? {
    let beginning = String(decoding: bytes.prefix(1024), as: UTF8.self).lowercased()
    let text = beginning.drop { $0.isWhitespace || $0 == "\u{feff}" }
    if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") {
      return ("a web page", "log in to the marketplace and download the export again")
    }
    guard text.hasPrefix("<?xml") else { return nil }
    return text.contains("spreadsheet") ? ("an Excel workbook (XML)", sheet) : (xml, table)
  }
}
