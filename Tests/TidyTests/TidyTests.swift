import Testing

struct TidyTests {
  @Test(arguments: TidyRule.all)
  func `The tree keeps the rule`(rule: TidyRule) throws {
    for file in try SourceTree.files.get() {
      for finding in rule.check(file) {
        Issue.record("\(file.path):\(finding.line): \(finding.what)\n    \(rule.name): \(rule.reason)")
      }
    }
  }

  @Test func `The whole tree is read`() throws {
    let files = try SourceTree.files.get()
    #expect(files.contains { $0.path == "Tests/TidyTests/TidyTests.swift" })
    #expect(Set(files.compactMap(\.layer)).isSuperset(of: ["Domain", "Store", "Exchange", "Terminal"]))
  }
}
