import Foundation
import Testing

extension EndToEnd {
  /// A parcel that comes late with the built program: from its label through events that stop to the warning, the
  /// letter, the claim with its insurer and what was granted, another way for those behind it, and its arrival.
  @Suite(.enabled(if: Binary.isBuilt, Binary.missing))
  struct LateParcel {
    /// So long ago the parcel left.
    private static let days = 12

    /// A clock that stands some days back for whoever has `LD_PRELOAD=./back.so`: the program asks the wall's clock
    /// alone. Whoever builds Swift has a compiler of C at hand.
    private func makeClock(_ shop: Shop) throws {
      let source = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <time.h>
        int clock_gettime(clockid_t which, struct timespec *at) {
          static int (*real)(clockid_t, struct timespec *);
          if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
          int answer = real(which, at);
          if (which == CLOCK_REALTIME) at->tv_sec -= \(LateParcel.days) * 86400L;
          return answer;
        }
        """
      try source.write(to: shop.folder.appending(path: "back.c"), atomically: true, encoding: .utf8)
      let tools = ProcessInfo.processInfo.environment["PATH"] ?? ""
      let made = try shop.shell(
        """
        PATH="$PATH:$TOOLS"
        for c in cc clang gcc; do command -v $c > /dev/null && $c -shared -fPIC -o back.so back.c -ldl && exit 0; done
        exit 9
        """, environment: ["TOOLS": tools])
      #expect(made.status == 0, "no clock was made: \(made.output)\(made.talk)")
    }

    private func rates(_ shop: Shop) throws {
      let table = """
        service,carrier,country,zone,weight from,weight to,price per kg,handling fee,currency,p50,p80,valid from
        YW-481,Yanwen,DE,1,0g,2000g,60,18,CNY,4,6,2026-01-01
        DHL-EXP,DHL,DE,1,0g,2000g,160,90,CNY,2,3,2026-01-01
        """
      try table.write(to: shop.folder.appending(path: "rates.csv"), atomically: true, encoding: .utf8)
    }

    /// Yanwen's tracker whose events were so many hours ago.
    private func payload(
      _ name: String, at place: (city: String, country: String), _ events: [(hours: Double, status: String)],
      in shop: Shop
    ) throws {
      let clock = ISO8601DateFormatter()
      let details = events.map { hours, status in
        [
          "object": "TrackingDetail", "status": status, "message": status,
          "datetime": clock.string(from: Date(timeIntervalSinceNow: -hours * 3600)),
          "tracking_location": ["city": place.city, "country": place.country],
        ] as [String: Any]
      }
      let tracker: [String: Any] = [
        "object": "Tracker", "tracking_code": "LX123456785CN", "carrier": "Yanwen",
        "status": events.last?.status ?? "unknown", "tracking_details": details,
      ]
      let data = try JSONSerialization.data(withJSONObject: tracker, options: [.sortedKeys])
      try data.write(to: shop.folder.appending(path: name))
    }

    /// Twelve days ago one parcel left by Yanwen; today another order waits to go the same way.
    private func shop() throws -> Shop {
      let shop = try Shop()
      try makeClock(shop)
      try rates(shop)
      let set = try shop.shell(
        """
        set -e
        act() { LD_PRELOAD=./back.so "$P" do "$@" > done.txt || { cat done.txt; exit 3; }; }
        LD_PRELOAD=./back.so "$P" store init
        LD_PRELOAD=./back.so "$P" import rates.csv > done.txt || { cat done.txt; exit 3; }
        act addAccount code=WEB channel=own currency=EUR
        act createLocation code=SZ name=Shenzhen country=CN
        act createLocation code=SZ-A-01 warehouse=SZ sequence=1
        act createLocation code=SZ-PACK warehouse=SZ use=packing sequence=9
        act createProduct number=p-MUG title=MUG sku=MUG
        act editVariant variants MUG grams=400
        act receiveStock variants MUG to=SZ-A-01 quantity=9 opening=yes
        act enterOrder channel=WEB number=1 country=DE 'lines=MUG*1@9.90' name=Anna email=anna@example.de
        act confirmOrder orders WEB-1; act markPaid orders WEB-1; act allocateOrder orders WEB-1
        act planWave warehouse=SZ 'sentence=orders country:DE' limit=50 grouping=discrete
        act releaseWave W-1
        printf '%s\\n' SZ-A-01 MUG TOTE-1 | LD_PRELOAD=./back.so "$P" scan R-1 --plain --lang en > scan.txt 2>&1 || true
        act packParcel fulfilments F-1
        act labelParcel parcels P-1 carrier=YW-481 tracking=LX123456785CN
        act shipParcel parcels P-1
        unset -f act
        act() { "$P" do "$@" > done.txt || { cat done.txt; exit 3; }; }
        act enterOrder channel=WEB number=2 country=DE 'lines=MUG*1@9.90' name=Ben email=ben@example.de
        act confirmOrder orders WEB-2; act markPaid orders WEB-2; act allocateOrder orders WEB-2
        act planWave warehouse=SZ 'sentence=orders country:DE' limit=50
        """)
      #expect(set.status == 0, "\(set.output)\(set.talk)")
      return shop
    }

    private func first(_ shop: Shop, _ sentence: String) throws -> [String: Any] {
      let answer = try shop.run("ls", sentence, "--jsonl")
      let line = try #require(answer.output.split(separator: "\n").first, "\(sentence): \(answer.output)")
      return try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    @Test func `Events stop, somebody is warned, the customer is told, the insurer pays, and others go another way`()
      throws
    {
      let shop = try shop()
      try payload(
        "early.json", at: ("Shenzhen", "CN"), [(286, "pre_transit"), (283, "in_transit"), (280, "in_transit")], in: shop
      )
      let looked = try shop.shell(
        #"""
        "$P" track import early.json; echo "=$?"
        "$P" duties run delays; echo "=$?"
        "$P" ls 'alerts open:yes cols:number,cause,severity,parcel,order' --csv
        "$P" show alerts A-1 --json
        "$P" why parcels P-1 eta80
        """#)
      #expect(looked.output.components(separatedBy: "=0").count == 3, "\(looked.output)\(looked.talk)")
      for text in ["silent,", "slip,urgent,P-1,WEB-1", #""basis": "stated""#, "rate sheet of YW-481 states"] {
        #expect(looked.output.contains(text), "\(text) in\n\(looked.output)\(looked.talk)")
      }
      // The duty once more finds nothing new.
      let count = try shop.run("count", "alerts").output
      #expect(try shop.run("duties", "run", "delays").status == 0)
      #expect(try shop.run("count", "alerts").output == count)

      // The letter: written, taken back, written again in one's own words.
      let silent = try #require(try first(shop, "alerts open:yes cause:silent cols:number")["number"] as? String)
      let told = try shop.shell(
        #"""
        "$P" do tellCustomer alerts A; echo "=$?"
        "$P" do tellCustomer alerts A language=en; echo "=$?"
        "$P" undo; echo "=$?"
        "$P" do tellCustomer alerts A subject='Your parcel' text='We asked the carrier.'; echo "=$?"
        "$P" do tellCustomer alerts A; echo "=$?"
        """#.replacingOccurrences(of: "alerts A;", with: "alerts \(silent);")
          .replacingOccurrences(of: "alerts A ", with: "alerts \(silent) "))
      #expect(
        told.output.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("=") } == ["=0", "=2", "=0", "=0", "=2"],
        "\(told.output)\(told.talk)")

      // The claim: against the insurer, granted less than was asked, corrected, paid.
      let claimed = try shop.shell(
        #"""
        "$P" do claimAlert alerts A insurer='Ping An' amount=9.90; echo "=$?"
        "$P" do claimAlert alerts A; echo "=$?"
        "$P" do settleClaim claims CL-1; echo "=$?"
        "$P" do fileClaim claims CL-1 reference=PA-77; echo "=$?"
        "$P" do acceptClaim claims CL-1 amount=99; echo "=$?"
        "$P" do acceptClaim claims CL-1 amount=5.00; echo "=$?"
        "$P" undo; echo "=$?"
        "$P" do acceptClaim claims CL-1 amount=9.00; echo "=$?"
        "$P" do settleClaim claims CL-1; echo "=$?"
        "$P" ls 'claims cols:number,state,insurer,asked,granted,reference' --csv
        """#.replacingOccurrences(of: "alerts A;", with: "alerts \(silent);")
          .replacingOccurrences(of: "alerts A ", with: "alerts \(silent) "))
      #expect(
        claimed.output.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("=") }
          == ["=0", "=2", "=2", "=0", "=2", "=0", "=0", "=0", "=0"], "\(claimed.output)\(claimed.talk)")
      #expect(
        claimed.output.contains("CL-1,paid,Ping An,9.90,9.00,PA-77"), "\(claimed.output)\(claimed.talk)")

      // Others go another way, as one batch that goes back as one.
      let switched = try shop.shell(
        #"""
        "$P" do switchAlert alerts A to=DHL-EXP; echo "=$?"
        "$P" ways apply FB-1; echo "=$?"
        "$P" ways try FB-1; echo "=$?"
        "$P" ways apply FB-1; echo "=$?"
        "$P" ls 'fulfilments order:WEB-2 cols:carrier' --csv
        "$P" undo; echo "=$?"
        "$P" ls 'fulfilments order:WEB-2 cols:carrier' --csv
        """#.replacingOccurrences(of: "alerts A ", with: "alerts \(silent) "))
      let ways = switched.output.split(whereSeparator: \.isNewline).map(String.init)
      #expect(
        ways.filter { $0.hasPrefix("=") } == ["=0", "=2", "=0", "=0", "=0"], "\(switched.output)\(switched.talk)")
      #expect(
        ways.filter { ["DHL-EXP", "YW-481"].contains($0) } == ["DHL-EXP", "YW-481"], "\(switched.output)")

      // It comes after all: the warnings end by themselves, and nothing more is done about them.
      try payload("arrived.json", at: ("Koeln", "DE"), [(3, "out_for_delivery"), (1, "delivered")], in: shop)
      let arrived = try shop.shell(
        #"""
        "$P" track import arrived.json; "$P" duties run delays
        "$P" count 'alerts open:yes'
        "$P" do acknowledgeAlert alerts A; echo "=$?"
        "$P" store doctor; echo "doctor $?"
        """#.replacingOccurrences(of: "alerts A;", with: "alerts \(silent);"))
      #expect(arrived.output.contains("=2") && arrived.output.contains("doctor 0"), "\(arrived.output)\(arrived.talk)")
      #expect(try shop.run("count", "alerts open:yes").output.hasPrefix("0"))
      #expect(try first(shop, "orders number:WEB-1 cols:fulfilment")["fulfilment"] as? String == "delivered")
    }
  }
}
