internal import ArgumentParser
internal import Domain
internal import Exchange
internal import Foundation
internal import Operations

/// `portolan track import FILE…` takes carriers' answers in; `portolan track parse FILE…` shows how one is read.
struct TrackCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "track", abstract: "What carriers say about parcels.",
    subcommands: [Import.self, Parse.self, Trial.self])

  struct Parse: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "parse", abstract: "Shows how carriers' answers (JSON or XML) are read; nothing is kept.")
    @Argument(help: "Files with one answer each; - is standard input.") var files: [String]
    @Option(help: "Whose answers they are, where their shape does not tell.") var source: String?
    @Flag(help: "One JSON object a parcel.") var json = false

    func run() throws {
      let now = Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000))
      var failed = 0
      for file in files {
        do {
          let origin: SourceReader.Origin = file == "-" ? .standardInput : .path(file)
          let text = try PayloadReader.text(of: try SourceReader(origin, takesXML: true))
          show(try PayloadReader.read(text, source: source, zoneNamed: ZoneFile.zone(named:)), of: file, now: now)
        } catch let fault as PayloadFault {
          refuse(file, TrackingAnswers.sentence(fault))
          failed += 1
        } catch let refusal as SourceRefusal {
          refuse(file, refusal.message)
          failed += 1
        }
      }
      if failed > 0 { throw Failure(text: "", status: failed == files.count ? 2 : 1) }
    }

    private func refuse(_ file: String, _ why: String) {
      Output.talk("portolan: \(file): \(why)")
      if json { Output.json(TrackingAnswers.unread(file: file, why: why)) }
    }

    private func show(_ payload: TrackingPayload, of file: String, now: Instant) {
      if json {
        TrackingAnswers.payload(payload, file: file, now: now).forEach { Output.json($0) }
        return
      }
      for parcel in payload.parcels {
        let track = ParcelTrack(parcel.events, now: now)
        Output.line("\(parcel.number)  \(parcel.status(now: now).rawValue)  \(parcel.carrier)  (\(payload.source))")
        for entry in track.entries.reversed() {
          let event = entry.event
          let code = event.code.isEmpty ? "" : "[\(event.code)] "
          let place = event.place.isEmpty ? "" : "  \(event.place)"
          let when = event.moment?.text ?? "no time"
          Output.line("  \(when)  \(event.status.rawValue)  \(code)\(event.text)\(place)")
        }
      }
      for message in payload.messages { Output.line("\(message.number)  \(message.code)  \(message.text)") }
    }
  }
}
