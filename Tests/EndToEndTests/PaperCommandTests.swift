import Foundation
import Testing

extension EndToEnd {
  /// Papers by the built program: what did not come out is not printed, and the status says so.
  @Suite(.enabled(if: Binary.isBuilt, Binary.missing))
  struct PaperCommand {
    @Test func `A label that no file, printer or pipe took is not printed; one that was taken is, once`() throws {
      let shop = try Shop()
      try shop.run("store", "init")
      let set = try shop.shell(
        """
        set -e
        act() { "$P" do "$@" > done.txt || { cat done.txt; exit 3; }; }
        act addAccount code=WEB channel=own currency=EUR
        act createLocation code=SZ name=Shenzhen country=CN
        act createLocation code=SZ-A-01 warehouse=SZ sequence=1
        act createLocation code=SZ-PACK warehouse=SZ use=packing sequence=9
        act createProduct number=p-MUG title=MUG sku=MUG
        act receiveStock variants MUG to=SZ-A-01 quantity=9 opening=yes
        act setSender locations SZ company=Lights street='1 Road' city=Shenzhen country=CN signer=Li
        act enterOrder channel=WEB number=1 name=Ann street='Weg 1' city=Bonn country=DE 'lines=MUG*1@9.90'
        act confirmOrder orders WEB-1; act markPaid orders WEB-1
        act allocateOrder orders WEB-1
        act planWave warehouse=SZ 'sentence=orders country:DE' limit=50 grouping=discrete
        act releaseWave W-1
        printf '%s\\n' SZ-A-01 MUG TOTE-1 | "$P" scan R-1 --plain --lang en > scan.txt 2>&1 || true
        act packParcel fulfilments F-1
        act labelParcel parcels P-1 carrier=Yanwen tracking=LX123456785CN
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
