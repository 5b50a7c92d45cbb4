internal import Domain
internal import Glibc
internal import Store

/// How files for channels come into their folder: written beside their place, flushed, and only then put there.
struct OutgoingFiles {
  let store: Store
  let folder: String
  let reached: (ShippingSender.Step) throws -> Void

  static func attempt() -> String {
    var random = SystemRandomNumberGenerator()
    return String(random.next() as UInt64, radix: 36)
  }

  /// Of files that were noted on this machine: what still stands half-written goes to its place. What does not was put
  /// there, and perhaps taken away by whoever uploads it.
  func recover(at now: Instant) throws -> [String] {
    let left = try store.connection.readNow { try ChannelFiles.undelivered(in: $0) }
    var recovered: [String] = []
    for file in left where file.holder.hasPrefix(ShippingSender.machine + ":") {
      let half = "\(file.folder)/\(file.half)"
      if access(half, F_OK) == 0 {
        try place(half, as: "\(file.folder)/\(file.name)")
        recovered.append("\(file.folder)/\(file.name)")
      } else if errno != ENOENT {
        // The folder is out of reach for now.
        continue
      }
      try ChannelFiles.deliver(file.id, at: now, in: store)
    }
    return recovered
  }

  /// Half-written files that nobody will ever note.
  func sweep(before moment: Instant) throws {
    let left = try store.connection.readNow { try ChannelFiles.abandoned(before: moment, in: $0) }
    for file in left where file.holder.hasPrefix(ShippingSender.machine + ":") {
      if try ChannelFiles.forget(file.id, in: store) { unlink("\(file.folder)/\(file.half)") }
    }
  }

  func write(_ text: String, to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw ShippingFault.cannotWrite(path, why: errno) }
    var isOpen = true
    defer { if isOpen { close(descriptor) } }
    try reached(.opened)
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      // Two pieces at least, so that a death between them leaves half a file.
      let end = done == 0 ? max(1, bytes.count / 2) : bytes.count
      let count = bytes[done..<end].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      if count < 0 { throw ShippingFault.cannotWrite(path, why: errno) }
      done += count
      if done < bytes.count { try reached(.halfWritten) }
    }
    if fsync(descriptor) != 0 && errno != EINVAL { throw ShippingFault.cannotWrite(path, why: errno) }
    isOpen = false
    if close(descriptor) != 0 { throw ShippingFault.cannotWrite(path, why: errno) }
  }

  /// What is there already was put there by whoever recovered it meanwhile.
  func place(_ half: String, as path: String) throws {
    if rename(half, path) != 0 && errno != ENOENT { throw ShippingFault.cannotWrite(path, why: errno) }
    let directory = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if directory < 0 { return }
    // Some file systems cannot; the name is there all the same.
    fsync(directory)
    close(directory)
  }
}
