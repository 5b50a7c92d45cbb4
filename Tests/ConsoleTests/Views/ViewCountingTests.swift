import Domain
import Store
import Testing

@testable import Console

/// Counts in small turns beside the keys.
@MainActor struct ViewCountingTests {
  /// What was posted, as it comes.
  @MainActor private final class Post {
    var counts: [Sentence: ViewTally?] = [:]
    var messages = 0

    func take(_ message: Message) {
      guard case .viewing(.counts(let counts)) = message else { return }
      messages += 1
      self.counts.merge(counts) { $1 }
    }

    /// Waits until so many messages came, ten seconds at most.
    func wait(for wanted: Int) async throws {
      for _ in 0..<1000 where messages < wanted { try await Task.sleep(for: .milliseconds(10)) }
    }
  }

  @Test func `Each view is counted once, all are said together, and what is unchanged is not said again`() async throws
  {
    let shop = try Shop()
    let post = Post()
    let counting = ViewCounting(Desk(shop.options())) { post.take($0) }
    let views = try ["orders", "orders tag:vip", "orders holds:any"].map { try Sentence($0) }
    counting.want(views)
    try await post.wait(for: 1)
    #expect(views.map { post.counts[$0]??.count } == [60, 1, 1])
    #expect(post.messages == 1)

    try shop.perform("tagOrder", try shop.id("SHOP-1060"), ["tag": "vip"])
    counting.want(views)
    try await post.wait(for: 2)
    #expect(post.counts[views[1]]??.count == 2)
    #expect(post.messages == 2)
    counting.stop()
  }

  @Test func `While it is held nothing is counted; released it goes on`() async throws {
    let shop = try Shop()
    let post = Post()
    let counting = ViewCounting(Desk(shop.options())) { post.take($0) }
    counting.hold()
    counting.want([try Sentence("orders")])
    try await Task.sleep(for: .milliseconds(200))
    #expect(post.messages == 0)
    counting.release()
    try await post.wait(for: 1)
    #expect(post.messages == 1)
    counting.stop()
  }

  @Test func `A view by what this person may not see is not counted`() async throws {
    let shop = try Shop()
    let post = Post()
    let finance = Domain.Actor(name: "ada", rights: Domain.Role.finance.rights)
    let counting = ViewCounting(Desk(shop.options(actor: finance))) { post.take($0) }
    let view = try Sentence("orders customer:anna")
    counting.want([view])
    try await post.wait(for: 1)
    #expect(post.counts[view] == .some(nil))
    counting.stop()
  }
}
