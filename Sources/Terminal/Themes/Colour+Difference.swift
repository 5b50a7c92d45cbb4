internal import Glibc

extension Colour {
  /// CIE L*a*b* under D65. Source: CIE 15:2004; sRGB primaries by IEC 61966-2-1.
  var lab: (lightness: Double, a: Double, b: Double) {
    let red = Colour.linear(self.red), green = Colour.linear(self.green), blue = Colour.linear(self.blue)
    let x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    let y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    let z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    func curve(_ value: Double) -> Double { value > 216.0 / 24389 ? cbrt(value) : (24389.0 / 27 * value + 16) / 116 }
    let (fx, fy, fz) = (curve(x), curve(y), curve(z))
    return (116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz))
  }

  /// How different two colours look: CIEDE2000 with unit weights; about 1 is just seen, 10 is told apart at a glance.
  /// Source: Sharma, Wu, Dalal, "The CIEDE2000 Color-Difference Formula" (2005).
  public func difference(from other: Colour) -> Double { labDifference(lab, other.lab) }
}

typealias Lab = (lightness: Double, a: Double, b: Double)

/// CIEDE2000 of two L*a*b* colours.
func labDifference(_ one: Lab, _ two: Lab) -> Double {
  let chroma = (hypot(one.a, one.b) + hypot(two.a, two.b)) / 2
  let stretch = 1.5 - 0.5 * sqrt(pow(chroma, 7) / (pow(chroma, 7) + pow(25, 7)))
  let a1 = one.a * stretch, a2 = two.a * stretch
  let c1 = hypot(a1, one.b), c2 = hypot(a2, two.b)
  let h1 = hue(a1, one.b), h2 = hue(a2, two.b)
  let isGrey = c1 * c2 == 0
  var turn = isGrey ? 0 : h2 - h1
  if turn > 180 { turn -= 360 } else if turn < -180 { turn += 360 }
  let deltaL = two.lightness - one.lightness
  let deltaC = c2 - c1
  let deltaH = 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
  let meanL = (one.lightness + two.lightness) / 2
  let meanC = (c1 + c2) / 2
  var meanH = h1 + h2
  if !isGrey {
    if abs(h1 - h2) > 180 { meanH += meanH < 360 ? 360 : -360 }
    meanH /= 2
  }
  let weight =
    1 - 0.17 * cos(radians(meanH - 30)) + 0.24 * cos(radians(2 * meanH)) + 0.32 * cos(radians(3 * meanH + 6))
    - 0.20 * cos(radians(4 * meanH - 63))
  let off = (meanL - 50) * (meanL - 50)
  let scaleL = 1 + 0.015 * off / sqrt(20 + off)
  let scaleC = 1 + 0.045 * meanC
  let scaleH = 1 + 0.015 * meanC * weight
  let bend = (meanH - 275) / 25
  let rotation =
    -2 * sqrt(pow(meanC, 7) / (pow(meanC, 7) + pow(25, 7))) * sin(radians(60 * exp(-bend * bend)))
  let l = deltaL / scaleL, c = deltaC / scaleC, h = deltaH / scaleH
  return sqrt(max(0, l * l + c * c + h * h + rotation * c * h))
}

/// Degrees from 0 up to 360; 0 for grey.
private func hue(_ a: Double, _ b: Double) -> Double {
  if a == 0 && b == 0 { return 0 }
  let degrees = atan2(b, a) * 180 / .pi
  return degrees < 0 ? degrees + 360 : degrees
}

private func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
