#if PostgreSQL
  import Foundation
  import Store
  import TestSupport
  import Testing

  /// TLS as libpq gives it: asked for in the address, and refused where it cannot be had or trusted.
  @Suite(.enabled(if: !TestEngine.isFile, "of a server")) struct SecuredLineTests {
    @Test func `A line is encrypted where the address asks for it, and refused where the server cannot be trusted`()
      throws
    {
      let server = try #require(try TestServer.start(), "PostgreSQL is not installed")
      let address = try server.startWithTLS()
      let trusted = "sslmode=verify-full&sslrootcert=\(server.certificate)"
      _ = try Store.create(try #require(StoreURL("\(address)?sslmode=require")), admin: "ada", at: Shop.start)
      for options in ["sslmode=require", trusted] {
        let store = try Store.open(try #require(StoreURL("\(address)?\(options)")))
        let isSecured = try store.connection.readNow {
          try $0.integer("SELECT COUNT(*) FROM pg_stat_ssl WHERE pid = pg_backend_pid() AND ssl")
        }
        #expect(isSecured == 1, "\(options)")
      }
      for options in [
        // No authority to trust, and a name that the certificate was not made for.
        "sslmode=verify-full&sslrootcert=/etc/hostname", "host=localhost&\(trusted)",
      ] {
        let url = try #require(StoreURL("\(address)?\(options)"))
        #expect { try Store.open(url) } throws: { error in
          if case StoreError.refused = error { true } else { false }
        }
      }
    }
  }
#endif
