internal import ArgumentParser
internal import Console
internal import Domain
internal import Exchange
internal import Glibc
internal import Operations
internal import Store

struct PapersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "papers", abstract: "Labels, customs forms and lists: made, printed, saved, checked.",
    discussion: """
      `papers parcels P-1` prints the label and what customs asks for; `papers check parcels P-1` says what is needed \
      and what is wrong. Who sends from a warehouse: `do setSender locations SZ company=… street=… eori=…`.
      """,
    subcommands: [Print.self, Check.self, List.self, Keep.self, Clean.self, Sample.self], defaultSubcommand: Print.self)

  /// Where papers go to.
  struct Way: ParsableArguments {
    @Option(help: "zpl for label printers, pdf, or txt; else pdf where this build has it.") var format: String?
    @Option(name: .customLong("to"), help: "A file, a folder for a file each, or - for standard output.")
    var target: String?
    @Option(help: "A printer that `lp` knows.") var printer: String?
    @Option(help: "Dots an inch of the label printer: 203 or 300.") var dpi = 203

    func validate() throws {
      if dpi != 203 && dpi != 300 { throw ValidationError("--dpi is 203 or 300, not \(dpi).") }
      if printer != nil && target != nil { throw ValidationError("--printer and --to exclude each other.") }
    }

    func chosen() throws -> PaperFormat {
      guard let format else { return PaperPress.drawsDocuments ? .pdf : .zpl }
      guard let known = PaperFormat(rawValue: format.lowercased()) else {
        throw Failure(text: "“\(format)” is no format of papers; zpl, pdf and txt are.")
      }
      if known == .pdf, !PaperPress.drawsDocuments { throw PaperFault.noDocuments }
      return known
    }

    /// The same for papers of parcels, which count as printed once they were taken.
    func outlet(_ format: PaperFormat, at now: Instant) -> PaperOutlet {
      if let printer {
        return .each { paper in
          try PaperPrinter.print(
            paper.bytes, as: paper.format, title: "\(paper.parcel)-\(paper.kind.rawValue)", on: printer)
        }
      }
      let target = target ?? "-"
      if target == "-" { return .together { try Output.give(try $0.whole(format: format, at: now)) } }
      if Way.isFolder(target) {
        return .each { paper in
          let name = "\(paper.parcel)-\(paper.kind.rawValue).\(paper.format.rawValue)"
          try Way.save(paper.bytes, to: "\(target)/\(name)")
        }
      }
      return .together { try Way.save(try $0.whole(format: format, at: now), to: target) }
    }

    private static func isFolder(_ path: String) -> Bool {
      var facts = stat()
      return stat(path, &facts) == 0 && facts.st_mode & S_IFMT == S_IFDIR
    }

    /// One file of it all; `each` gives them one by one, for printers and folders.
    func put(_ papers: [(name: String, format: PaperFormat, bytes: [UInt8])], whole: () throws -> [UInt8]) throws {
      if papers.isEmpty { return }
      if let printer {
        for paper in papers {
          try PaperPrinter.print(paper.bytes, as: paper.format, title: paper.name, on: printer)
        }
        return
      }
      let target = target ?? "-"
      if target == "-" {
        try Output.bytes(try whole())
        return
      }
      if Way.isFolder(target) {
        for paper in papers {
          try Way.save(paper.bytes, to: "\(target)/\(paper.name).\(paper.format.rawValue)")
        }
      } else {
        try Way.save(try whole(), to: target)
      }
    }

    private static func save(_ bytes: [UInt8], to path: String) throws {
      let file = try OutputFile(path, option: "--to")
      try file.put(bytes)
      try file.close()
    }
  }

  struct Print: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "print", abstract: "Prints papers of parcels, a carrier's list (manifests) or a walk (runs).",
      discussion: """
        What was printed is kept, byte by byte; to print it once more takes --reason. Parcels that lack something are \
        named with what is missing, and the others are printed.
        """)
    @OptionGroup var shared: SharedOptions
    @OptionGroup var way: Way
    @Argument(help: "parcels, manifests or runs.") var kind: String
    @Argument(help: "Their numbers.") var numbers: [String]
    @Option(
      name: .customLong("kind"),
      help: "label, cn22, cn23, invoice, packingList, returnLabel, by commas; else the label and what customs asks for."
    )
    var kinds: String?
    @Option(help: "Why something is printed again.") var reason = ""
    @Flag(help: "One JSON object about what was printed, where the papers go to a file or a printer.") var json = false

    func run() throws {
      let named = try NamedRecord.kind(kind)
      let format = try way.chosen()
      let papers = try (kinds ?? "").split(separator: ",").map { word in
        guard let paper = PaperKind.allCases.first(where: { FoldedText.areAlike($0.rawValue, String(word)) }) else {
          throw Failure(
            text: "“\(word)” is no paper; \(PaperKind.allCases.map(\.rawValue).joined(separator: ", ")) are.")
        }
        return paper
      }
      let (store, actor) = try shared.openForChanges()
      let ids = try store.connection.readNow { reader in
        try numbers.map { try NamedRecord.find(named, $0, in: reader) }
      }
      switch named {
      case .parcels: try printParcels(ids, papers, format, PaperDesk(store: store, actor: actor))
      case .manifests, .runs:
        let now = Process.now()
        let layouts = try store.connection.readNow { reader in
          try ids.compactMap { id in
            named == .runs
              ? try HousePapers.pickList(id, at: now, in: reader) : try HousePapers.manifest(id, in: reader)
          }
        }
        let each = try zip(numbers, layouts).map { number, layout in
          (name: number, format: format, bytes: try PaperPress.print([layout], as: format, at: now))
        }
        try way.put(each) { try PaperPress.print(layouts, as: format, at: now) }
      default: throw Failure(text: "Papers are of parcels, manifests and runs, not of \(named.rawValue).")
      }
    }

    private func printParcels(_ ids: [Int64], _ papers: [PaperKind], _ format: PaperFormat, _ desk: PaperDesk) throws {
      var desk = desk
      desk.dotsPerInch = way.dpi
      let now = Process.now()
      let report = try desk.print(
        ids, kinds: papers, format: format, reason: reason, at: now, to: way.outlet(format, at: now))
      say(report)
      if let failure = report.failure {
        Output.talk("portolan: \(PapersCommand.text(failure)) What is not named above was not printed.")
        throw Failure(text: "", status: 1)
      }
      if !report.refused.isEmpty { throw Failure(text: "", status: report.printed.isEmpty ? 2 : 1) }
      if report.printed.isEmpty, let left = report.left.first {
        throw ActionRefusal.papers(.printedBefore(paper: left.paper.number, kind: left.paper.kind))
      }
    }

    private func say(_ report: PaperDesk.Report) {
      if json, way.target != nil && way.target != "-" || way.printer != nil {
        Output.json(PapersCommand.told(report))
      } else {
        for paper in report.printed where way.target != nil && way.target != "-" || way.printer != nil {
          let again = paper.isReprint ? ", again" : ""
          Output.line("\(paper.parcel): \(Said.text(paper.kind)) \(paper.number)\(again)")
        }
      }
      for paper in report.left where !report.printed.isEmpty {
        Output.talk(
          "\(paper.parcel): the \(Said.text(paper.paper.kind)) \(paper.paper.number) stands; --reason prints it again.")
      }
      for paper in report.skipped {
        Output.talk(
          "\(paper.parcel): the \(Said.text(paper.kind)) is larger than a label: print it with --format pdf.")
      }
      for refusal in report.refused { Output.talk("\(refusal.parcel): " + PapersCommand.text(refusal.why)) }
    }
  }

  static func text(_ failure: any Error) -> String {
    switch failure {
    case let fault as PaperFault: Said.text(fault)
    case let known as Failure: known.text
    default: "\(failure)"
    }
  }

  static func text(_ refusal: PaperDesk.Refusal) -> String {
    switch refusal {
    case .action(let refusal): Said.text(refusal)
    case .fault(let fault): Said.text(fault)
    }
  }

  static func told(_ report: PaperDesk.Report) -> JSONOutput {
    [
      "printed": .list(
        report.printed.map { paper in
          [
            "parcel": .text(paper.parcel), "number": .text(paper.number), "kind": .text(paper.kind.rawValue),
            "format": .text(paper.format.rawValue), "bytes": .integer(Int64(paper.bytes.count)),
            "reprint": .flag(paper.isReprint),
          ]
        }),
      "left": .list(
        report.left.map { ["parcel": .text($0.parcel), "number": .text($0.paper.number)] }),
      "refused": .list(
        report.refused.map { ["parcel": .text($0.parcel), "why": .text(text($0.why))] }),
    ]
  }
}
