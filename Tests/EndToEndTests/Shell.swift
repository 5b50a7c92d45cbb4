import Foundation

extension Shop {
  /// Runs a script of a shell with `$P` for the program, in the shop's folder and with its environment. A line that
  /// begins with `=` in its output tells the status of the command before it: `$P …; echo "=$?"`.
  @discardableResult
  func shell(_ script: String, seconds: Double = 60, environment extra: [String: String] = [:]) throws -> Answer {
    let command = try RunningCommand(
      ["-c", script], program: "/bin/bash",
      environment: environment.merging(["P": Binary.path, "STORE": store]) { $1 }.merging(extra) { $1 },
      output: folder.appending(path: UUID().uuidString), folder: folder)
    return try command.wait(seconds: seconds)
  }

  /// The same with a small disk of its own under `$DISK`, which ends with the script. nil where this machine lets
  /// nobody mount one.
  func shell(diskOf size: String, _ script: String, seconds: Double = 60) throws -> Answer? {
    let disk = folder.appending(path: "disk")
    try FileManager.default.createDirectory(at: disk, withIntermediateDirectories: true)
    let inside = folder.appending(path: "\(UUID().uuidString).sh")
    try script.write(to: inside, atomically: true, encoding: .utf8)
    let user = getuid() == 0 ? "" : "--map-root-user"
    let mount = "mount -t tmpfs -o size=\(size) none \(disk.path)"
    if try shell("unshare \(user) --mount sh -c '\(mount)'").status != 0 { return nil }
    return try shell(
      "unshare \(user) --mount sh -c '\(mount) && exec bash \(inside.path)'", seconds: seconds,
      environment: ["DISK": disk.path])
  }
}
