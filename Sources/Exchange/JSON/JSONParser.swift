/// Reads one JSON value out of a contiguous text (RFC 8259, strictly: no comments, no trailing commas, no bare words).
///
/// One parser reads value after value; a document is used again unless somebody still holds it.
public struct JSONParser {
  private var document = JSONDocument()

  public init() {}

  /// The value that `bytes` hold, alone but for blanks around it.
  public mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>, line: Int = 1) throws(JSONFault) -> JSONDocument {
    if !isKnownUniquelyReferenced(&document) { document = JSONDocument() }
    document.line = line
    document.hasLoneSurrogates = false
    document.nodes.removeAll(keepingCapacity: true)
    document.bytes.removeAll(keepingCapacity: true)
    if bytes.count > JSONLimits.recordBytes {
      throw JSONFault(line: line, expected: "at most 16 MiB in one record", isLimit: true)
    }
    document.bytes.append(contentsOf: bytes)
    var pass = JSONPass(bytes: bytes, nodes: document.nodes)
    // The pass owns the nodes meanwhile, so that they are changed in place.
    document.nodes = []
    let done = pass.run()
    document.nodes = pass.nodes
    document.hasLoneSurrogates = pass.hasLoneSurrogates
    guard done else {
      throw JSONFault(
        line: document.line(at: min(pass.faultOffset, bytes.count)), offset: pass.faultOffset,
        path: pass.faultPath(), expected: pass.faultText, isLimit: pass.faultIsLimit
      )
    }
    return document
  }

  /// The value that a text holds: for tests and small texts.
  public mutating func parse(_ text: String, line: Int = 1) throws(JSONFault) -> JSONDocument {
    let bytes = Array(text.utf8)
    var result: Result<JSONDocument, JSONFault>?
    bytes.withUnsafeBufferPointer { pointer in
      do throws(JSONFault) {
        result = .success(try parse(pointer, line: line))
      } catch {
        result = .failure(error)
      }
    }
    guard let result else { throw JSONFault(line: line, expected: "a value") }
    return try result.get()
  }
}
