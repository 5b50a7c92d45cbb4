import Foundation
import Testing

/// The program under test: the one that was built beside these tests, or `PORTOLAN_BINARY`.
enum Binary {
  static let path: String = {
    if let named = ProcessInfo.processInfo.environment["PORTOLAN_BINARY"] { return named }
    let bundle = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let beside = URL(filePath: bundle).deletingLastPathComponent().appending(path: "portolan").path
    if FileManager.default.fileExists(atPath: beside) { return beside }
    // Swift Testing may be run by a program of the tool chain, which is told where the tests are.
    let arguments = ProcessInfo.processInfo.arguments
    let named = arguments.first { $0.hasSuffix(".xctest") } ?? ""
    return URL(filePath: named).deletingLastPathComponent().appending(path: "portolan").path
  }()

  static var isBuilt: Bool { FileManager.default.isExecutableFile(atPath: path) }
  static let missing: Comment = "the portolan program was not built beside the tests; PORTOLAN_BINARY names another"
}

/// A shop in a folder of its own, gone with this value.
final class Shop {
  let folder: URL
  /// Where its store is: a file in the folder, or a server's address.
  let store: String
  var environment: [String: String] {
    [
      "PORTOLAN_STORE": store, "PORTOLAN_USER": "clerk", "HOME": folder.path, "XDG_DATA_HOME": folder.path,
      "XDG_CONFIG_HOME": folder.path, "XDG_STATE_HOME": folder.path, "XDG_CACHE_HOME": folder.path, "TZ": "UTC",
      "LANG": "C.UTF-8", "PATH": "/usr/local/bin:/usr/bin:/bin",
    ]
  }

  struct Answer {
    var status: Int32
    var output: String
    var talk: String
  }

  init(at address: String? = nil) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "portolan-\(UUID().uuidString)")
    store = address ?? folder.appending(path: "shop.db").path
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// A shop with these orders in it.
  convenience init(orders: OrderFile, at address: String? = nil) throws {
    try self.init(at: address)
    try run("store", "init")
    try run("import", write(orders), "--channel", "SHOP", "--format", "general-orders")
  }

  deinit {
    if ProcessInfo.processInfo.environment["PORTOLAN_KEEP"] == nil {
      do { try FileManager.default.removeItem(at: folder) } catch {
        Issue.record("cannot remove \(folder.path): \(error)")
      }
    }
  }
}

extension Shop {
  /// Starts `portolan` with these words; its output goes to files, so that it never waits for us.
  func start(_ words: [String], name: String = UUID().uuidString) throws -> RunningCommand {
    try RunningCommand(words, environment: environment, output: folder.appending(path: name))
  }

  /// Runs `portolan` to its end; expects status 0 unless another is named.
  @discardableResult
  func run(_ words: String..., status: Int32 = 0, seconds: Double = 60) throws -> Answer {
    try run(words, status: status, seconds: seconds)
  }

  @discardableResult
  func run(_ words: [String], status: Int32 = 0, seconds: Double = 60) throws -> Answer {
    let answer = try start(words).wait(seconds: seconds)
    if answer.status != status { throw Refused(words: words, answer: answer) }
    return answer
  }

  struct Refused: Error, CustomStringConvertible {
    var words: [String]
    var answer: Answer
    var description: String {
      "portolan \(words.joined(separator: " ")) ended with \(answer.status)\n\(answer.output)\(answer.talk)"
    }
  }

  func count(_ sentence: String = "orders") throws -> Int {
    let text = try run("count", sentence).output
    return Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? -1
  }

  /// The rows of a view, each as its JSON object.
  func list(_ sentence: String, limit: Int) throws -> [[String: Any]] {
    try run("ls", sentence, "--jsonl", "--limit", "\(limit)").output.split(separator: "\n").compactMap {
      try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
    }
  }

  /// What `store doctor` has against the store; nil where it is content.
  func complaint() throws -> String? {
    let answer = try start(["store", "doctor"]).wait(seconds: 120)
    return answer.status == 0 ? nil : "doctor ended with \(answer.status): \(answer.output)\(answer.talk)"
  }

  func write(_ orders: OrderFile) throws -> String {
    let file = folder.appending(path: "\(UUID().uuidString).csv")
    try orders.text.write(to: file, atomically: true, encoding: .utf8)
    return file.path
  }

  /// The console on this shop, in a terminal of its own.
  func console(
    columns: Int = 120, rows: Int = 36, view: String? = nil, words: [String] = [],
    environment extra: [String: String] = [:]
  ) throws -> TerminalSession {
    let view = view.map { ["--view", $0] } ?? []
    let session = try TerminalSession(
      [Binary.path, "console"] + view + ["--lang", "en"] + words, columns: columns, rows: rows,
      environment: environment.merging(extra) { $1 })
    session.basis = self
    return session
  }
}

/// A command that runs; it may be killed at any moment.
final class RunningCommand {
  private let process = Process()
  private let output: URL
  private let talk: URL

  init(
    _ words: [String], program: String = Binary.path, environment: [String: String], output: URL, folder: URL? = nil
  ) throws {
    self.output = output.appendingPathExtension("out")
    talk = output.appendingPathExtension("err")
    process.executableURL = URL(filePath: program)
    if let folder { process.currentDirectoryURL = folder }
    process.arguments = words
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    for url in [self.output, talk] { try Data().write(to: url) }
    process.standardOutput = try FileHandle(forWritingTo: self.output)
    process.standardError = try FileHandle(forWritingTo: talk)
    try process.run()
  }

  var isRunning: Bool { process.isRunning }

  var identifier: pid_t { process.processIdentifier }

  func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }

  /// Waits for the end; past the time it is killed, which shows as status 9.
  func wait(seconds: Double) throws -> Shop.Answer {
    let end = Clock.seconds() + seconds
    while process.isRunning {
      if Clock.seconds() > end { kill() }
      usleep(1_000)
    }
    process.waitUntilExit()
    return Shop.Answer(
      status: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
      talk: try String(contentsOf: talk, encoding: .utf8))
  }
}

/// Orders as a shop's own export has them, one line each.
struct OrderFile {
  var rows: [[String]] = []

  static let header = [
    "order_id", "order_date", "customer_name", "country", "currency", "order_total", "order_status", "sku",
    "product_name", "quantity", "unit_price",
  ]

  /// `count` orders from `first` on, a minute apart, with names of several scripts.
  init(count: Int, first: Int = 1) {
    let names = ["Anna Müller", "王伟", "José Silva", "Łukasz Lefèvre", "陳靜", "Emma Brown", "佐藤 陽菜"]
    let titles = ["Blue mug", "蓝色杯子", "Tea pot", "Straw hat"]
    let states = ["paid", "new", "shipped", "delivered"]
    rows = (0..<count).map { index in
      let number = first + index
      let minutes = number % (60 * 24 * 28)
      let (day, hour, minute) = (minutes / 1440 + 1, minutes / 60 % 24, minutes % 60)
      return [
        "PO-\(100_000_000 + number)", "2026-02-\(Self.two(day)) \(Self.two(hour)):\(Self.two(minute)):00",
        names[number % names.count], "DE", "EUR", "12.30", states[number % states.count], "SKU-\(number % 50)",
        titles[number % titles.count], "1", "12.30",
      ]
    }
  }

  var text: String { ([Self.header] + rows).map { $0.map(Self.quoted).joined(separator: ",") + "\n" }.joined() }

  static func id(_ number: Int) -> String { "PO-\(100_000_000 + number)" }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  private static func quoted(_ cell: String) -> String {
    "\"" + cell.replacingOccurrences(of: "\"", with: "\"\"") + "\""
  }
}
