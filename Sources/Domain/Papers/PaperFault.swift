/// Why papers could not be put into bytes.
public enum PaperFault: Error, Hashable, Sendable {
  /// This build has no PDF in it.
  case noDocuments
  case zpl(ZPLWriter.Refusal, drawsDocuments: Bool)
  /// No font on this machine has these letters.
  case noFont(text: String)
  case badCode(String)
  case outOfMemory
  /// `lp` said no, in its own words.
  case printer(String)
  case file(path: String, why: String)
  /// Nobody has named a program that papers are piped to.
  case noProgram
  case program(String)
  /// What was printed before is not laid together into one file.
  case severalPages
}
