public import Foundation

/// Processes of this very program that work beside each other, each with its report in a file of its own.
public struct Crew {
  /// One of them.
  public struct Member {
    public let number: Int
    public let process: Process
    private let output: URL

    fileprivate init(_ number: Int, _ process: Process, _ output: URL) {
      self.number = number
      self.process = process
      self.output = output
    }

    public var isRunning: Bool { process.isRunning }

    /// What it came to; nil where it died.
    public func report<Report: Decodable>(_ type: Report.Type = Report.self) throws -> Report? {
      process.waitUntilExit()
      guard process.terminationStatus == 0 else { return nil }
      return try JSONDecoder().decode(Report.self, from: Data(contentsOf: output))
    }
  }

  private let folder: URL
  private let address: String
  private let words: [String]

  /// `words` tell each of them what to do at the address.
  public init(_ name: String, at address: String, _ words: [String]) throws {
    folder = FileManager.default.temporaryDirectory.appending(
      path: "\(name)-\(ProcessInfo.processInfo.processIdentifier)")
    self.address = address
    self.words = words
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// Takes what they wrote away.
  public func disband() {
    do {
      try FileManager.default.removeItem(at: folder)
    } catch {
      FileHandle.standardError.write(Data("left behind: \(folder.path)\n".utf8))
    }
  }

  public func start(_ number: Int) throws -> Member {
    let process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.arguments = [address, "--number", "\(number)"] + words
    let output = folder.appending(path: "\(number)")
    try Data().write(to: output)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return Member(number, process, output)
  }
}
