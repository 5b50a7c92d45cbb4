import Foundation
import Testing

extension EndToEnd {
  /// Stock from the shell, on the made-up shop.
  @Suite(.enabled(if: Binary.isBuilt, Binary.missing))
  struct StockCommands {
    @Test func `The demo shop's stock adds up, waiting orders are served in a run, and every figure says why`() throws {
      let shop = try Shop()
      let answer = try shop.shell(
        """
        export PORTOLAN_STORE=$PWD/demo.db
        $P demo --orders 120 >/dev/null 2>&1
        $P count 'stock kind:bonded' | grep -qx 0 && echo none in bond
        $P count 'moves reason:count,lost,damaged,found,miscounted' | grep -qx 0 && echo nothing counted
        $P allocate --json
        order=$($P ls 'orders status:paid cols:number' --csv --limit 1 | tail -n 1 | tr -d '\r')
        $P why orders "$order" warehouse --json
        $P why orders "$order" warehouse | head -n 1
        sku=$($P ls 'stock warehouse:SZ cols:sku' --csv --limit 1 | tail -n 1 | tr -d '\r')
        $P why variants "$sku" available | head -n 1
        $P store doctor >/dev/null 2>&1; echo "doctor $?"
        """
      ).output
      #expect(!answer.contains("none in bond") && !answer.contains("nothing counted"), "\(answer)")
      for text in [
        #""served":0"#, #""field":"warehouse""#, #""verdict":"#, "warehouse: ", "available: ", "doctor 0",
      ] { #expect(answer.contains(text), "\(text) in\n\(answer)") }
    }
  }
}
