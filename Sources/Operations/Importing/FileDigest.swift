internal import Exchange
internal import Store

/// What tells a file from every other: two counts of the same bytes are one count.
enum FileDigest {
  /// nil for what comes by pipe and is gone when it is read, and for what cannot be read.
  static func of(_ origin: SourceReader.Origin) -> String? {
    switch origin {
    case .standardInput, .begun: return nil
    case .path, .member, .data:
      // Decoded and unpacked, so that the same table counts as the same however it is packed.
      guard let source = try? SourceReader(origin) else { return nil }
      var digest = RunningDigest()
      do { try source.read { digest.add($0) } } catch { return nil }
      return digest.text
    }
  }
}
