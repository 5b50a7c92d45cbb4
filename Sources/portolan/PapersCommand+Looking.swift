internal import ArgumentParser
internal import Console
internal import Domain
internal import Exchange
internal import Glibc
internal import Operations
internal import Store

extension PapersCommand {
  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Says which papers parcels need, why, which they have, and what is wrong.")
    @OptionGroup var shared: SharedOptions
    @Argument(help: "parcels.") var kind: String
    @Argument(help: "Their numbers.") var numbers: [String]
    @Flag(help: "One JSON object a line.") var jsonl = false

    func run() throws {
      let (store, actor) = try shared.open()
      let desk = PaperDesk(store: store, actor: actor)
      var isWhole = true
      for number in numbers {
        let id = try store.connection.readNow { try NamedRecord.find(try NamedRecord.kind(kind), number, in: $0) }
        let sheaf = try desk.sheaf(id, at: Process.now())
        let lacking = sheaf.parcel.set.kinds.filter { !sheaf.has($0) }
        isWhole = isWhole && sheaf.parcel.isWhole && lacking.isEmpty
        if jsonl { Output.json(json(sheaf, lacking)) } else { say(sheaf, lacking) }
      }
      if !isWhole { throw Failure(text: "", status: 1) }
    }

    private func say(_ sheaf: PaperDesk.Sheaf, _ lacking: [PaperKind]) {
      let parcel = sheaf.parcel
      let names = parcel.set.kinds.map { Said.text($0) }.joined(separator: ", ")
      Output.line("\(parcel.number): \(names.isEmpty ? "nothing for customs" : names); \(reason(parcel.set.reason))")
      for kind in lacking { Output.line("  lacks: \(Said.text(kind))") }
      for flaw in parcel.flaws { Output.line("  " + Said.text(flaw)) }
    }

    private func reason(_ reason: PaperSet.Reason) -> String {
      func line(_ rate: SpecialDrawingRight) -> String {
        let value = rate.lineValue.map { $0.withCode } ?? ""
        return "300 SDR are \(value) (\(rate.source), \(rate.date))"
      }
      return switch reason {
      case .inland: "no customs border is crossed."
      case .belowLine(let rate): "worth less than 300 SDR; \(line(rate))."
      case .atLine(let rate): "worth 300 SDR or more; \(line(rate))."
      case .noRate(let currency):
        "nobody told what an SDR is worth in \(currency.code) (do setSDRRate), so the fuller form is made."
      case .noValue: "its value is not known."
      case .courier: "a courier clears by an invoice."
      case .unknownCountry(let country): "“\(country)” is no known country."
      }
    }

    private func json(_ sheaf: PaperDesk.Sheaf, _ lacking: [PaperKind]) -> JSONOutput {
      [
        "parcel": .text(sheaf.parcel.number), "needs": .list(sheaf.parcel.set.kinds.map { .text($0.rawValue) }),
        "lacks": .list(lacking.map { .text($0.rawValue) }), "whole": .flag(sheaf.parcel.isWhole && lacking.isEmpty),
        "why": .text(reason(sheaf.parcel.set.reason)),
        "flaws": .list(
          sheaf.parcel.flaws.map { flaw in
            [
              "line": .integer(orNull: flaw.line.map(Int64.init)), "sku": .text(orNull: flaw.sku),
              "field": .text(flaw.field.rawValue), "remark": .flag(flaw.isRemark), "message": .text(Said.text(flaw)),
            ]
          }),
      ]
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists what was printed for a parcel, how often and why.")
    @OptionGroup var shared: SharedOptions
    @Argument(help: "parcels.") var kind: String
    @Argument(help: "Its number.") var number: String
    @Flag(help: "One JSON object.") var json = false

    func run() throws {
      let (store, _) = try shared.open()
      let papers = try store.connection.readNow { reader in
        let id = try NamedRecord.find(try NamedRecord.kind(kind), number, in: reader)
        return try PaperTable.papers(of: id, in: reader).map { ($0, try PaperTable.prints(of: $0.id, in: reader)) }
      }
      if json {
        Output.json([
          "papers": .list(
            papers.map { paper, prints in
              [
                "number": .text(paper.number), "kind": .text(paper.kind.rawValue),
                "format": .text(paper.format.rawValue), "source": .text(paper.source.rawValue),
                "sha256": .text(paper.digest), "bytes": .integer(paper.bytes), "madeBy": .text(paper.madeBy),
                "madeAt": .time(paper.madeAt), "voidedAt": .time(orNull: paper.voidedAt),
                "prints": .list(
                  prints.map { ["at": .time($0.at), "by": .text($0.by), "why": .text($0.why)] }),
              ]
            })
        ])
        return
      }
      for (paper, prints) in papers {
        let begun = paper.source == .carrier ? " · kept, not printed" : " · begun, may have come out"
        let state = (paper.prints > 0 ? "" : begun) + (paper.voidedAt == nil ? "" : " · void")
        let facts = [
          paper.number, Said.text(paper.kind), paper.format.rawValue, "\(paper.prints) ×", paper.digest + state,
        ]
        Output.line(facts.joined(separator: " · "))
        for print in prints where !print.why.isEmpty { Output.line("  again by \(print.by): \(print.why)") }
      }
      if papers.isEmpty { Output.line("Nothing was printed for it.") }
    }
  }

  struct Keep: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "keep", abstract: "Keeps a carrier's own label for a parcel: ZPL, cleaned, or PDF.")
    @OptionGroup var shared: SharedOptions
    @Argument(help: "parcels.") var kind: String
    @Argument(help: "Its number.") var number: String
    @Argument(help: "The label's file, or - for standard input.") var file: String

    func run() throws {
      let bytes = try LabelFile.read(file)
      let (store, actor) = try shared.openForChanges()
      let id = try store.connection.readNow { try NamedRecord.find(try NamedRecord.kind(kind), number, in: $0) }
      let kept = try PaperDesk(store: store, actor: actor).keep(bytes, for: id, at: Process.now())
      Output.line("\(number): the carrier's label is kept as \(kept.format.rawValue).")
      LabelFile.tell(kept.stripped)
    }
  }

  struct Clean: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "clean", abstract: "Takes out of a ZPL file what would change the printer, and says what.")
    @Argument(help: "The file, or - for standard input.") var file: String

    func run() throws {
      do {
        let clean = try SanitisedZPL(try LabelFile.read(file))
        try Output.bytes(clean.bytes)
        LabelFile.tell(clean.stripped)
      } catch let refusal as SanitisedZPL.Refusal {
        throw ActionRefusal.papers(.badLabel(refusal))
      }
    }
  }

  struct Sample: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "sample", abstract: "Prints the papers of a made-up parcel, to try printers and fonts with.")
    @OptionGroup var way: Way
    @Option(help: "DE, JP or AE: whose letters the address has.") var country = "DE"

    func run() throws {
      guard Specimen.countries.contains(country.uppercased()) else {
        throw Failure(text: "--country is \(Specimen.countries.joined(separator: ", ")), not “\(country)”.")
      }
      let format = try way.chosen()
      let now = Process.now()
      let papers = Specimen.papers(of: Specimen.parcel(to: country.uppercased(), at: now), for: format)
      let each = try papers.map { paper in
        (
          name: "sample-\(paper.kind.rawValue)", format: format,
          bytes: try PaperPress.print([paper], as: format, dotsPerInch: way.dpi, at: now)
        )
      }
      try way.put(each) { try PaperPress.print(papers, as: format, dotsPerInch: way.dpi, at: now) }
    }
  }
}

/// A carrier's label as a file.
enum LabelFile {
  /// A label's limit and a bit, so that what is too large is said with its size.
  static func read(_ path: String) throws -> [UInt8] {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw Failure(text: "\(path): \(String(cString: strerror(errno))).") }
    defer { if path != "-" { close(descriptor) } }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= SanitisedZPL.mostBytes * 2 {
      let count = Glibc.read(descriptor, &chunk, chunk.count)
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure(text: "\(path): \(String(cString: strerror(errno))).")
      }
      bytes += chunk[..<count]
    }
    return bytes
  }

  static func tell(_ stripped: [SanitisedZPL.Stripped]) {
    for command in stripped {
      let why =
        switch command.reason {
        case .changesPrinter: "it would change the printer for all labels after this one"
        case .usesMemory: "it uses the printer's memory"
        case .commandsPrinter: "it gives the printer orders"
        case .comment: "it prints nothing"
        case .unknown: "it is not known"
        }
      Output.talk("\(command.command) was taken out \(command.count == 1 ? "once" : "\(command.count) times"): \(why).")
    }
  }
}
