import Testing

extension Shop {
  /// A new shop in Shenzhen with one order to Germany, picked, packed and labelled: parcel P-1, Yanwen's LX123456785CN.
  ///
  /// `buyer`: more fields of the order's address, as the shell reads them.
  func labelParcel(of buyer: String = "") throws {
    try run("store", "init")
    let set = try shell(
      """
      set -e
      act() { "$P" do "$@" > done.txt || { cat done.txt; exit 3; }; }
      act addAccount code=WEB channel=own currency=EUR
      act createLocation code=SZ name=Shenzhen country=CN
      act createLocation code=SZ-A-01 warehouse=SZ sequence=1
      act createLocation code=SZ-PACK warehouse=SZ use=packing sequence=9
      act createProduct number=p-MUG title=MUG sku=MUG
      act receiveStock variants MUG to=SZ-A-01 quantity=9 opening=yes
      act enterOrder channel=WEB number=1 \(buyer) country=DE 'lines=MUG*1@9.90'
      act confirmOrder orders WEB-1; act markPaid orders WEB-1
      act allocateOrder orders WEB-1
      act planWave warehouse=SZ 'sentence=orders country:DE' limit=50 grouping=discrete
      act releaseWave W-1
      printf '%s\\n' SZ-A-01 MUG TOTE-1 | "$P" scan R-1 --plain --lang en > scan.txt 2>&1 || true
      act packParcel fulfilments F-1
      act labelParcel parcels P-1 carrier=Yanwen tracking=LX123456785CN
      """)
    #expect(set.status == 0, "\(set.output)\(set.talk)")
  }
}
