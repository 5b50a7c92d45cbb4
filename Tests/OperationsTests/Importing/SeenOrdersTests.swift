import Testing

@testable import Operations

@Suite struct SeenOrdersTests {
  @Test(arguments: [1 << 20, 512])
  func `Every part is remembered in its order, in memory and in a file alike`(limit: Int) {
    var seen = SeenOrders(memoryLimit: limit)
    var wanted: [String: [Int64]] = [:]
    for number in 0..<20_000 {
      let id = "PO-\(number % 7 == 0 ? number % 100 : number)"
      #expect(seen.contents(of: id) == wanted[id] ?? [])
      seen.add(id, Int64(number))
      wanted[id, default: []].append(Int64(number))
    }
    for (id, contents) in wanted where seen.contents(of: id) != contents { Issue.record("\(id)") }
    #expect(seen.contents(of: "PO-none") == [])
  }
}
