import Domain

/// How one marketplace's order table is read: its columns by name, its status words and its habits with money.
///
/// Columns are found by their names whatever their order; a name that a file lacks is simply not read.
struct OrderLayout: Sendable {
  /// How tax stands to the prices.
  enum TaxRule: Sendable {
    case added, included
    /// By which of the two makes the parts add up to the total; unknown where neither does.
    case byTotal
    /// Prices of North American shops are without tax, those of others with it.
    case byCurrency
  }

  var id: String
  var title: String
  /// Whether the same table can be written.
  var goesOut = false
  /// Names of each field's column, parted by `|`, the likeliest first.
  var columns: [OrderColumn: String]
  /// Names that tell this layout from others, parted by `|`, and how many of them must be there.
  var marks: String
  var marksNeeded = 2
  /// Names that only other layouts have.
  var forbids = ""
  /// Taken off the score: general layouts give way to particular ones.
  var handicap = 0
  var statuses = StatusWords()
  var paymentStatuses = StatusWords()
  var fulfilmentStatuses = StatusWords()
  var decimal: DecimalSign?
  var dateOrder = DateOrder.monthFirst
  /// nil: the account's zone.
  var zoneName: String?
  var currency: Currency?
  var tax = TaxRule.byTotal
  /// Taken off the front of the number: `#1001` and the interface's `1001` are one order.
  var idPrefix = ""
  /// A row without a number belongs to the order above it (merged cells).
  var blankContinues = false
  /// The column `items` is after the discount.
  var itemsAfterDiscount = false
  /// The discount column holds what the price changed by: negative is off.
  var discountIsChange = false
  /// The unit price column may hold the whole line's amount: decided by the total.
  var unitPriceMayBeAmount = false
  /// Order-level amounts come once in each row's share where their sum and not the first fits the total.
  var amountsMayBeShares = true
  /// Statuses for every order where no column says one.
  var always: StatusMeaning?
  /// From what the file is when it is of this layout: payments are done where an order is exported at all.
  var cancelledPrefix = ""
  var delimiter: UInt8?
  var wholeNumberFields: Set<OrderColumn> = []
  var constants: [OrderColumn: String] = [:]
  var footers: [String] = []
  var filters: [RowFilter] = []
  /// Columns of this name with `s` or a number behind it hold whole lines; empty: none do.
  var packedLines = ""
}

/// A condition that a row must meet to be read; other rows are passed over.
struct RowFilter: Sendable {
  var column: String
  var values: Set<String>
  var keeps: Bool
}
