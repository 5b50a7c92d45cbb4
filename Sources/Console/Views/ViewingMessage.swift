internal import Domain
internal import Store

/// What the console wants done for saved views, their counts and what changed since somebody looked.
enum ViewingEffect: Sendable {
  /// The saved views that this person sees.
  case shelf
  /// How many rows these sentences have, the wanted first.
  case counts([Sentence])
  /// The next row that changed since the person looked.
  case nextNews(NewsSearch)
  /// Everything up to now has been seen, in this list.
  case seeAll(PaneName)
}

enum ViewingMessage: Sendable {
  case shelf([SavedView])
  /// nil where counting one took too long.
  case counts([Sentence: ViewTally?])
  case nextNews(NewsSearch, Result<Views.NewsFound, Trouble>)
  case seenAll(PaneName, head: Int64)
}

/// A search for the next changed row of a list.
struct NewsSearch: Sendable {
  var pane: PaneName
  var generation: Int
  var query: ViewQuery
  var anchor: ViewAnchor
  var backwards: Bool
  var since: Int64
  /// Rows that were opened since, with the entry they showed.
  var opened: [Int64: Int64]
  /// The row that it began from.
  var row: Int64
}

extension Desk {
  func viewing(_ effect: ViewingEffect, in reader: any Reader) throws -> ViewingMessage {
    switch effect {
    case .shelf: return .shelf(try SavedViews.all(for: actor.name, in: reader))
    case .counts(let sentences):
      var counts: [Sentence: ViewTally?] = [:]
      for sentence in sentences { counts[sentence] = .some(try tally(sentence, in: reader)) }
      return .counts(counts)
    case .nextNews(let search):
      let found = try Views.nextNews(
        allowed(search.query), from: search.anchor, backwards: search.backwards, since: search.since,
        notBy: actor.name, in: reader
      ) { row, seq in search.opened[row].map { $0 >= seq } ?? false }
      return .nextNews(search, .success(found))
    case .seeAll(let pane): return .seenAll(pane, head: try Views.head(in: reader))
    }
  }

  func failure(of effect: ViewingEffect, _ trouble: Trouble) -> ViewingMessage? {
    switch effect {
    case .nextNews(let search): .nextNews(search, .failure(trouble))
    case .shelf, .counts, .seeAll: nil
    }
  }

  /// nil where who asks may not see by what the view sorts or filters.
  func tally(_ sentence: Sentence, in reader: any Reader) throws -> ViewTally? {
    var bare = sentence
    // How rows are ordered and shown has no say in how many there are.
    (bare.sort, bare.columns, bare.group) = ([], [], nil)
    let query = ViewQuery(
      bare, inquiry: Inquiry(now: now(), zone: zone, me: actor.name), mayReadPersonal: actor.may(.seePersonal))
    do {
      return try Views.tally(query, in: reader)
    } catch is ViewRefusal {
      return nil
    }
  }

  /// Whose session it is: somebody who acts as another leaves the other's alone.
  var person: String { actor.realName.map { "\($0) as \(actor.name)" } ?? actor.name }

  /// Marks the rows of a page that somebody else changed since the person looked.
  func withNews(_ page: ViewPage, _ request: PageRequest, in reader: any Reader) throws -> ViewPage {
    guard let since = request.since else { return page }
    var page = page
    page.head = try Views.head(in: reader)
    page.news = try Views.news(
      request.query.sentence.kind, of: page.rows.map(\.id), since: since, notBy: actor.name, in: reader)
    return page
  }
}
