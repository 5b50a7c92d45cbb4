internal import Glibc

/// The sRGB curve's exponent of 2.4.
func power(_ value: Double) -> Double { pow(value, 2.4) }

/// Its inverse.
func root(_ value: Double) -> Double { pow(value, 1 / 2.4) }
