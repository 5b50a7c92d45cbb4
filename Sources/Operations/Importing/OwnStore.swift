internal import Exchange
internal import Store

extension SourceReader.Origin {
  /// A store that is open is read by its engine alone: whoever else opens and closes its file takes the engine's locks.
  func requireNoOpenStore() throws(SourceRefusal) {
    guard case .path(let path) = self, Store.hasOpen(path) else { return }
    throw .foreign(what: "the shop's own store", instead: "`portolan export` and `portolan store copy` read it")
  }
}
