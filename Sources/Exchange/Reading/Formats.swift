/// Every format that Portolan takes in.
public enum Formats {
  public static let all: [Format] =
    DelimitedFormats.all + Profiles.shipped.map(\.format) + MessageFormats.all + ShippingFormats.incoming
    + AnswerFormats.all + WayFormats.all

  /// The format that the sample is of, by its content; nil where none is sure of it.
  public static func find(_ sample: Sample) -> Format? { find(sample, in: all) }

  /// The same among formats of one's own choice, e.g. with the profiles of the user's folders.
  public static func find(_ sample: Sample, in formats: [Format]) -> Format? {
    var best: (format: Format, score: Int)?
    for format in formats {
      let score = format.recognise(sample)
      if score > best?.score ?? 0 { best = (format, score) }
    }
    return best?.format
  }

  public static func named(_ id: String) -> Format? { all.first { $0.id == id } }
}
