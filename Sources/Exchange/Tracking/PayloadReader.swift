public import Domain

/// Reads what carriers and aggregators answer, and finds by itself whose answer it is.
public enum PayloadReader {
  /// The longest answer that is read, in bytes.
  public static let longest = 16 << 20

  /// - Parameters:
  ///   - source: the reader, where somebody knows whose answer it is; else its shape tells.
  ///   - zoneNamed: finds a zone by its name, for times that name theirs.
  public static func read(
    _ bytes: [UInt8], source: String? = nil, zoneNamed: (String) -> Zone? = { _ in nil }
  ) throws(PayloadFault) -> TrackingPayload {
    let tree = try tree(of: bytes)
    let known = PayloadShape.all.filter { source == nil || $0.source == source }
    for shape in known where shape.fits(tree) { return shape.read(tree, zoneNamed: zoneNamed) }
    throw .unknownKind
  }

  /// An answer from a file or a pipe as one text, whatever it was packed in and however its letters were written; one
  /// byte more than is read at most, so that the refusal tells. `piece` is told everything that comes.
  public static func text(
    of source: SourceReader, piece: (UnsafeBufferPointer<UInt8>) -> Void = { _ in }
  ) throws -> [UInt8] {
    var bytes: [UInt8] = []
    try source.read { more in
      piece(more)
      if bytes.count <= longest { bytes.append(contentsOf: more.prefix(longest + 1 - bytes.count)) }
    }
    return bytes
  }

  /// Whether a text is meant as an answer, be it broken: JSON with something in it, or XML. Tables, letters and lone
  /// words are other people's.
  public static func isMeant(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.first(where: { $0 > 0x20 }) else { return false }
    return [UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "<")].contains(first)
  }

  static func tree(of bytes: [UInt8]) throws(PayloadFault) -> PayloadTree {
    guard bytes.count <= longest else { throw .tooLong(found: bytes.count, allowed: longest) }
    guard let first = bytes.first(where: { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }) else { throw .empty }
    if first == UInt8(ascii: "<") {
      do throws(XMLFault) {
        return try XMLReader.read(bytes)
      } catch {
        throw .broken(PayloadBreak(error, in: bytes))
      }
    }
    var parser = JSONParser()
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? String(decoding: bytes[3...], as: UTF8.self) : nil
    do throws(JSONFault) {
      let document = try parser.parse(text ?? String(decoding: bytes, as: UTF8.self))
      return PayloadTree(document.root)
    } catch {
      throw .broken(PayloadBreak(error))
    }
  }
}
