import Foundation
import Testing

extension EndToEnd {
  /// Papers by the built program: what did not come out is not printed, and the status says so.
  @Suite(.enabled(if: Binary.isBuilt, Binary.missing))
  struct PaperCommand {
    @Test func `A label that no file, printer or pipe took is not printed; one that was taken is, once`() throws {
      let shop = try Shop()
      try shop.labelParcel(of: "name=Ann street='Weg 1' city=Bonn")
      let set = try shop.shell(
        """
        set -e
        "$P" do setSender locations SZ company=Lights street='1 Road' city=Shenzhen country=CN signer=Li
        mkdir bin; printf '#!/bin/sh\\necho no such printer >&2; exit 1\\n' > bin/lp; chmod +x bin/lp
        """)
      #expect(set.status == 0, "\(set.output)\(set.talk)")
      let answers = try shop.shell(
        #"""
        label() { "$P" papers parcels P-1 --kind label --format txt "$@"; echo "=$?"; }
        "$P" papers parcels P-1 --kind label --format txt > /dev/full; echo "full $?"
        label --to none/label.txt
        PATH="$PWD/bin" label --printer Zebra
        "$P" papers list parcels P-1
        printf '#!/bin/sh\ncat > taken.txt\n' > bin/lp
        PATH="$PWD/bin:$PATH" label --printer Zebra
        "$P" papers list parcels P-1
        label --format zpl --to again.zpl
        label --format zpl --to again.zpl --reason torn
        "$P" papers list parcels P-1
        "$P" store doctor; echo "doctor $?"
        """#)
      let said = "\(answers.output)\(answers.talk)"
      #expect(answers.output.components(separatedBy: "=2\n").count == 4, "\(said)")
      for text in ["full 2", "Nothing was printed for it.", "txt · 1 ×", "txt · 2 ×", "again by", "doctor 0"] {
        #expect(answers.output.contains(text), "\(text) in\n\(said)")
      }
      #expect(answers.talk.contains("no such printer"), "\(said)")
    }
  }
}
