extension Theme {
  /// Two statuses whose colours somebody cannot tell apart.
  public struct Lookalike: Hashable, Sendable {
    public let one: Role
    public let other: Role
    public let vision: ColourVision
  }

  /// Every pair of text and ground reaches the contrast that a reader needs.
  public var isReadable: Bool {
    Role.allCases.allSatisfy { self[$0].contrast >= Theme.readableContrast }
  }

  /// The pairs of statuses that need their word or mark, and who needs it.
  public var lookalikes: [Lookalike] {
    var found: [Lookalike] = []
    for vision in ColourVision.allCases {
      for (place, one) in Role.statuses.enumerated() {
        for other in Role.statuses[(place + 1)...] {
          let difference = vision.seen(self[one].foreground).difference(from: vision.seen(self[other].foreground))
          if difference < ColourVision.tellableDifference {
            found.append(Lookalike(one: one, other: other, vision: vision))
          }
        }
      }
    }
    return found
  }
}
