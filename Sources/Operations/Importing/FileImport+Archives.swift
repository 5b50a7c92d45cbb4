public import Exchange
internal import Glibc

extension FileImport {
  /// Takes a source in, and of an archive with several files each in its turn, found by its own content and told as
  /// `archive.zip/orders.csv`. What cannot be read is a report with its `failure`, and the next goes on.
  public func run(_ origin: SourceReader.Origin, name: String, each tell: (ImportReport) throws -> Void) throws {
    var origin = origin
    let archive: ZipArchive?
    do {
      archive = try FileImport.archive(&origin)
    } catch let refusal as SourceRefusal {
      var report = ImportReport(file: name)
      report.failure = refusal.message
      return try tell(report)
    }
    guard let archive else { return try tell(try run(origin, name: name)) }
    // What came by pipe is gone when the archive is.
    try withExtendedLifetime(archive) {
      if archive.members.count == 1, let member = archive.members.first {
        return try tell(try run(.member(member), name: name))
      }
      rehearsal?.hasMoreFiles = true
      for member in archive.members where !stop.isStopped {
        try tell(try run(.member(member), name: name + "/" + member.name))
      }
    }
  }

  /// nil: no archive. Of standard input the beginning is read then, and `origin` says so.
  private static func archive(_ origin: inout SourceReader.Origin) throws -> ZipArchive? {
    try origin.requireNoOpenStore()
    switch origin {
    case .path(let path): return try ZipArchive(path: path)
    case .data(let bytes): return SourceReader.isZip(bytes) ? try ZipArchive(head: bytes, rest: -1) : nil
    case .standardInput:
      let head = try SourceReader.beginning(of: STDIN_FILENO)
      if SourceReader.isZip(head) { return try ZipArchive(head: head, rest: STDIN_FILENO) }
      origin = .begun(head)
      return nil
    case .begun, .member: return nil
    }
  }
}
