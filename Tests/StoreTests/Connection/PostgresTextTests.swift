#if PostgreSQL
  import Testing

  @testable import Store

  /// Portable statements in the server's words.
  struct PostgresTextTests {
    @Test func `One row's statement becomes one of many rows`() {
      let plain = PostgresText("INSERT INTO a (x, y)\nVALUES (?, f(g(?, ' ')))", numbered: [])
      #expect(plain.isRepeatable)
      #expect(
        plain.repeated(2).text == "INSERT INTO a (x, y)\nVALUES ($1, f(g($2, ' '))), ($3, f(g($4, ' ')))")
      #expect(plain.repeated(2).parameterCount == 4)
    }

    @Test func `Rows that are numbered by their table are many, too, and a conflict is met for each`() {
      let numbered = PostgresText(
        "INSERT INTO t (id, x) VALUES (?, ?) ON CONFLICT (x) DO UPDATE SET x = excluded.x", numbered: ["t"])
      #expect(numbered.isRepeatable)
      #expect(
        numbered.repeated(2).text == """
          INSERT INTO t (id, x) VALUES (numbered('t_id_seq', $1), $2), (numbered('t_id_seq', $3), $4) \
          ON CONFLICT (x) DO UPDATE SET x = excluded.x RETURNING id
          """)
    }

    @Test(arguments: [
      "INSERT INTO t (x) VALUES (?) ON CONFLICT (x) DO UPDATE SET x = ?", "UPDATE t SET x = ?",
      "INSERT INTO t (x) SELECT y FROM u WHERE z = ?", "INSERT INTO t (x) VALUES (?1)",
      "SELECT x FROM (VALUES (?)) v", "INSERT INTO t (x) VALUES (1)",
      "INSERT INTO t (id, x) VALUES ((SELECT MAX(id) + 1 FROM t), ?)",
    ])
    func `What is no plain row is sent by itself`(_ statement: String) {
      #expect(!PostgresText(statement, numbered: []).isRepeatable)
    }
  }
#endif
