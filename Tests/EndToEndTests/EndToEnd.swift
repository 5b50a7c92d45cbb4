import Testing

/// The real program in a real terminal. One at a time: they measure times, and two cores are few.
@Suite(.serialized)
enum EndToEnd {}
