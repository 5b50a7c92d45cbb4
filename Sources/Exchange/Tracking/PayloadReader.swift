/// Reads what carriers and aggregators answer, and finds by itself whose answer it is.
public enum PayloadReader {
  /// The longest answer that is read, in bytes.
  public static let longest = 16 << 20

  /// - Parameter source: the reader, where somebody knows whose answer it is; else its shape tells.
  public static func read(_ bytes: [UInt8], source: String? = nil) throws(PayloadFault) -> TrackingPayload {
    let tree = try tree(of: bytes)
    let known = PayloadShape.all.filter { source == nil || $0.source == source }
    for shape in known where shape.fits(tree) { return shape.read(tree) }
    throw .unknownKind
  }

  static func tree(of bytes: [UInt8]) throws(PayloadFault) -> PayloadTree {
    guard bytes.count <= longest else { throw .tooLong(found: bytes.count, allowed: longest) }
    guard let first = bytes.first(where: { $0 > 0x20 && $0 != 0xEF && $0 != 0xBB && $0 != 0xBF }) else { throw .empty }
    if first == UInt8(ascii: "<") {
      do throws(XMLFault) {
        return try XMLReader.read(bytes)
      } catch {
        throw .broken(offset: error.offset, expected: error.expected)
      }
    }
    var parser = JSONParser()
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? String(decoding: bytes[3...], as: UTF8.self) : nil
    do throws(JSONFault) {
      let document = try parser.parse(text ?? String(decoding: bytes, as: UTF8.self))
      return PayloadTree(document.root)
    } catch {
      throw .broken(offset: 0, expected: error.expected)
    }
  }
}
