/// How people with the common forms of colour-blindness see a colour.
///
/// Full protanopia, deuteranopia and tritanopia by the matrices of Machado, Oliveira and Fernandes, "A
/// Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), table 1, severity 1.0, on linear RGB.
public enum ColourVision: String, CaseIterable, Sendable {
  case usual
  case protanopia
  case deuteranopia
  case tritanopia

  public func seen(_ colour: Colour) -> Colour {
    let rows = matrix
    let linear = [colour.red, colour.green, colour.blue].map(Colour.linear)
    let mixed = rows.map { row in zip(row, linear).reduce(0) { $0 + $1.0 * $1.1 } }
    return Colour(
      red: Colour.gamma(mixed[0]), green: Colour.gamma(mixed[1]), blue: Colour.gamma(mixed[2]))
  }

  /// The least CIEDE2000 difference at which two colours of a status count as told apart by everybody.
  public static let tellableDifference = 10.0

  private var matrix: [[Double]] {
    switch self {
    case .usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanopia:
      [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    case .deuteranopia:
      [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    case .tritanopia:
      [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    }
  }
}
