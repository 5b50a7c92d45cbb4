import Testing

extension EndToEnd {
  struct Program {
    @Test func `The program is built beside the tests`() { #expect(Binary.isBuilt, Binary.missing) }

    @Test(.enabled(if: Binary.isBuilt, Binary.missing))
    func `Wrong usage is 64, an unknown store is 2`() throws {
      let shop = try Shop()
      #expect(try shop.start(["nonsense"]).wait(seconds: 5).status == 64)
      #expect(try shop.start(["count", "orders"]).wait(seconds: 5).status == 2)
    }
  }
}
