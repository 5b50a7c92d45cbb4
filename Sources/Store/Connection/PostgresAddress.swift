#if PostgreSQL
  internal import CPostgres
  internal import Glibc

  /// Where the server is, as libpq takes it: `postgres://…` with everything that libpq knows (`service=`, `~/.pgpass`,
  /// `sslmode=`), and two words of our own: `prepare=off` for poolers that forget prepared statements, `schema=NAME`
  /// where several shops share one database.
  struct PostgresAddress: Sendable {
    let text: String
    let prepares: Bool
    /// Where the tables are; nil: where the user's search path leads.
    let schema: String?

    init(_ url: String) throws(StoreError) {
      var text = url
      var prepares = true
      var schema: String?
      if let mark = url.firstIndex(of: "?") {
        let options = url[url.index(after: mark)...].split(separator: "&").map(String.init)
        prepares = !options.contains("prepare=off")
        schema = options.first { $0.hasPrefix("schema=") }.map { String($0.dropFirst(7)) }
        let kept = options.filter { !$0.hasPrefix("prepare=") && !$0.hasPrefix("schema=") }
        text = url[..<mark] + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&"))
      }
      if let schema, !PostgresAddress.isName(schema) {
        throw .refused(detail: "schema=\(schema) is no name: a letter, then letters, digits and _, 63 at most")
      }
      self.text = text
      self.prepares = prepares
      self.schema = schema
    }

    private static func isName(_ text: String) -> Bool {
      guard let first = text.utf8.first, first >= 97 && first <= 122, text.utf8.count <= 63 else { return false }
      return text.utf8.allSatisfy { $0 >= 97 && $0 <= 122 || $0 >= 48 && $0 <= 57 || $0 == UInt8(ascii: "_") }
    }

    /// Settings of one transaction, which a pooler cannot lose.
    func settings(_ more: [(String, String)]) -> String {
      let all = [("jit", "off")] + more + (schema.map { [("search_path", $0)] } ?? [])
      return "SELECT " + all.map { "set_config('\($0)', '\($1)', true)" }.joined(separator: ", ")
    }

    func connect() throws(StoreError) -> OpaquePointer {
      // What the address says comes behind our own wishes, and wins.
      let wishes: [(String, String)] = [
        ("connect_timeout", "10"), ("fallback_application_name", "portolan"), ("keepalives_idle", "30"),
        ("keepalives_interval", "10"), ("keepalives_count", "3"), ("tcp_user_timeout", "30000"), ("dbname", text),
        ("client_encoding", "UTF8"),
      ]
      let handle = PostgresAddress.withPointers(wishes.map(\.0)) { keys in
        PostgresAddress.withPointers(wishes.map(\.1)) { values in PQconnectdbParams(keys, values, 1) }
      }
      guard let handle else { throw .lost(detail: "no memory for a connection") }
      if PQstatus(handle) == CONNECTION_OK {
        _ = PQsetNoticeProcessor(handle, { _, _ in }, nil)
        return handle
      }
      let said = PostgresLink.oneLine(String(cString: PQerrorMessage(handle)))
      let isRefused = PQconnectionNeedsPassword(handle) == 1 || PostgresAddress.refusals.contains { said.contains($0) }
      PQfinish(handle)
      throw isRefused ? .refused(detail: said) : .lost(detail: said)
    }

    /// libpq gives no code for what the server says before a session is there.
    private static let refusals = [
      "authentication failed", "does not exist", "no pg_hba.conf entry", "role ", "password", "certificate", "SSL",
      "invalid ", "definition of service", "permission denied",
    ]

    private static func withPointers<T>(
      _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> T
    ) -> T {
      let copies = texts.map { strdup($0) }
      defer { for copy in copies { free(copy) } }
      let pointers = copies.map { UnsafePointer($0) } + [nil]
      return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
    }
  }

  extension StoreError {
    /// The server's error as a situation.
    init(_ result: PostgresResult, to statement: String) {
      func field(_ code: UnicodeScalar) -> String {
        PQresultErrorField(result.handle, Int32(code.value)).map { String(cString: $0) } ?? ""
      }
      let state = field("C")
      let message = PostgresLink.oneLine(field("M"))
      switch state {
      case "53100": self = .diskFull
      case "25006", "42501": self = .refused(detail: message)
      case "57014": self = .interrupted
      case "55P03": self = .locked
      case "40001", "40P01": self = .collided(detail: message)
      case "57P01", "57P02", "57P03", "57P05", "53300": self = .lost(detail: message)
      case "XX001", "XX002": self = .damaged(detail: message)
      case _ where state.hasPrefix("08"): self = .lost(detail: message)
      case _ where state.hasPrefix("28"): self = .refused(detail: message)
      case _ where state.hasPrefix("23"):
        self = .constraint([message, PostgresLink.oneLine(field("D"))].filter { !$0.isEmpty }.joined(separator: " "))
      default:
        self = .engine(
          code: Int(state, radix: 36) ?? -1, detail: "\(state) \(message), in \(PostgresLink.oneLine(statement))")
      }
    }
  }
#endif
