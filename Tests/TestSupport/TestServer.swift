public import Foundation
import Glibc

/// A PostgreSQL of a test's own, on a socket in a temporary folder, which may be stopped, killed and started again.
/// It is gone with this value, or soon after this process.
public final class TestServer: Sendable {
  public let folder: URL
  /// Its database, without a schema.
  public let address: String

  /// nil where PostgreSQL is not installed.
  public static func start(options: String = "") throws -> TestServer? {
    guard isInstalled else { return nil }
    return try TestServer(options: options, inside: [])
  }

  /// A server with a small disk of its own for tables, and the way to fill it; nil where this machine lets nobody
  /// mount one. Its log has room enough, as a careful house sees to: where that has none, the server stops.
  public static func start(diskOf size: String) throws -> TestServer? {
    guard isInstalled, getuid() == 0 else { return nil }
    let server = try TestServer(options: "", inside: ["unshare", "--mount", "bash", "-c"], diskOf: size)
    try server.sql("CREATE TABLESPACE small LOCATION '\(server.disk)'")
    try server.sql("ALTER DATABASE postgres SET default_tablespace = small")
    return server
  }

  /// Whether the second engine is to be tested: `PORTOLAN_ENGINES=sqlite` says that it is not.
  public static var isWanted: Bool { ProcessInfo.processInfo.environment["PORTOLAN_ENGINES"] != "sqlite" }

  public static var isInstalled: Bool {
    guard let versions = try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib/postgresql") else {
      return false
    }
    return versions.contains { FileManager.default.isExecutableFile(atPath: "/usr/lib/postgresql/\($0)/bin/initdb") }
  }

  public static var hasPooler: Bool {
    ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer"].contains { FileManager.default.isExecutableFile(atPath: $0) }
  }

  public struct Trouble: Error, CustomStringConvertible {
    public var description: String
  }

  private var disk: String { folder.appending(path: "small").path }

  private init(options: String, inside: [String], diskOf size: String? = nil) throws {
    // A socket's path may have a hundred characters.
    let name = "pg" + UUID().uuidString.prefix(8).lowercased()
    let folder = URL(filePath: "/tmp").appending(path: name)
    self.folder = folder
    let words = ["start", folder.path, String(getpid())]
    let output: String
    if let size {
      let disk = folder.appending(path: "small").path
      let script = """
        mkdir -p \(disk) && mount -t tmpfs -o size=\(size) none \(disk) && chown postgres \(disk) &&
        exec \(TestServer.script) \(words.joined(separator: " "))
        """
      output = try TestServer.run(inside + [script])
    } else {
      output = try TestServer.run([TestServer.script] + words, ["POSTGRES_OPTIONS": options])
    }
    guard let address = output.split(separator: "\n").last, address.hasPrefix("postgres://") else {
      throw Trouble(description: "the server does not start: \(output)")
    }
    self.address = String(address)
  }

  deinit {
    do { try tell("stop") } catch { print("left behind: \(folder.path)") }
  }

  /// The address of a schema that no store has.
  public func place() -> String { TestEngine.place(on: address) }

  /// Ends it as for a restart: who is connected is told.
  public func halt() throws { try tell("halt") }

  /// Kills it and all that it runs.
  public func crash() throws { try tell("crash") }

  public func resume() throws { try tell("resume") }

  /// Puts a PgBouncer in transaction mode before it, or a new one in that one's place; gives its address.
  public func pooler() throws -> String {
    String(try tell("pooler").split(separator: "\n").last ?? "")
  }

  /// Starts it anew on a port of this machine, with TLS under the certificate in `certificate`; gives its address there.
  public func startWithTLS() throws -> String { String(try tell("tls").split(separator: "\n").last ?? "") }

  public var certificate: String { folder.appending(path: "certificate").path }

  /// Leaves no room on the small disk, or makes room again.
  public func fillDisk(_ isFull: Bool) throws {
    let server = try String(contentsOf: folder.appending(path: "data/postmaster.pid"), encoding: .utf8)
    let number = server.prefix { $0 != "\n" }
    let work = isFull ? "head -c 1G /dev/zero >\(disk)/fill 2>/dev/null; true" : "rm \(disk)/fill"
    try TestServer.run(["nsenter", "--mount=/proc/\(number)/ns/mnt", "bash", "-c", work])
  }

  /// Asks the database in its own words; the answer as psql writes it.
  @discardableResult
  public func sql(_ text: String, schema: String? = nil) throws -> String {
    let path = schema.map { ["--command", "SET search_path = \($0)"] } ?? []
    return try TestServer.run(
      ["psql", "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1"] + path
        + ["--command", text, "--host", folder.path, "--username", "portolan", "postgres"])
  }

  @discardableResult
  private func tell(_ verb: String) throws -> String { try TestServer.run([TestServer.script, verb, folder.path]) }

  private static let script = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Tools/postgres-server").standardizedFileURL.path

  @discardableResult
  private static func run(_ words: [String], _ more: [String: String] = [:]) throws -> String {
    // A server that is started keeps what it is given: a pipe would never end, nor would Foundation's own process, which
    // waits for whoever holds its socket.
    let output = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: output) }
    let status = try spawn(words, ProcessInfo.processInfo.environment.merging(more) { $1 }, output: output.path)
    let text = try String(contentsOf: output, encoding: .utf8)
    if status != 0 {
      throw Trouble(description: "\(words.joined(separator: " ")) ended with \(status): \(text)")
    }
    return text
  }

  /// Runs it to its end, with both outputs in a file; its status, or that of a signal as a shell gives it.
  private static func spawn(_ words: [String], _ environment: [String: String], output: String) throws -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_adddup2(&actions, 1, 2)
    let arguments = words.map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in arguments + variables { free(text) } }
    var child = pid_t()
    guard posix_spawnp(&child, words[0], &actions, nil, arguments, variables) == 0 else {
      throw Trouble(description: "\(words[0]) cannot be started")
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      if errno != EINTR { throw Trouble(description: "\(words[0]) was waited for by somebody else") }
    }
    return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
  }
}
