/// A kind of thing that the made-up shop sells, from which products are composed.
struct DemoGood {
  var english: String
  var chinese: String
  /// A real subheading of the Harmonized System (HS 2022), six digits.
  var hsCode: String
  var material: String
  var grams: ClosedRange<Int>
  /// Length, width and height in millimetres.
  var sides: [Int]
  /// Names of `Hazard`; empty: harmless.
  var hazard: String
  /// US cents.
  var price: ClosedRange<Int>
  /// C colours, S sizes of clothes, P plugs, K packs, N none.
  var options: String
  var category: String

  /// `english|chinese|hs|material|grams|sides|hazard|cents|options`, read once at the start.
  init?(row: Substring, category: String) {
    let cells = row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard cells.count == 9, let grams = DemoGood.range(cells[4]), let price = DemoGood.range(cells[7]) else {
      return nil
    }
    (english, chinese, hsCode, material, hazard) = (cells[0], cells[1], cells[2], cells[3], cells[6])
    (self.grams, self.price, options, self.category) = (grams, price, cells[8], category)
    sides = cells[5].split(separator: "x").compactMap { Int($0) }
    if sides.count != 3 { return nil }
  }

  private static func range(_ text: String) -> ClosedRange<Int>? {
    let ends = text.split(separator: "-").compactMap { Int($0) }
    return ends.count == 2 && ends[0] <= ends[1] ? ends[0]...ends[1] : nil
  }

  static let all: [DemoGood] = shelves.flatMap { shelf in
    shelf.rows.split(separator: "\n").compactMap { DemoGood(row: $0, category: shelf.category) }
  }

  private static let shelves: [(category: String, rows: String)] = [
    (
      "Home & Kitchen",
      """
      Enamel Mug|搪瓷杯|732394|enamelled steel|180-340|110x90x90||899-1899|C
      Ceramic Mug|陶瓷杯|691200|stoneware|320-420|130x100x100||999-2199|C
      Porcelain Tea Set|瓷器茶具套装|691110|porcelain|900-1800|300x240x150||2999-7999|C
      Glass Teapot|玻璃茶壶|701349|borosilicate glass|420-700|220x150x140||1599-3499|K
      Chopsticks Set|筷子套装|441990|bamboo|80-160|240x60x30||499-1599|K
      Kitchen Knife|厨刀|821192|stainless steel|180-320|340x60x30|blade|1599-5999|N
      Silicone Baking Mat|硅胶烘焙垫|392410|silicone|120-220|420x60x60||799-1799|K
      Insulated Bottle|保温杯|961700|stainless steel|280-480|260x75x75||1499-3299|C
      Cast Iron Pan|铸铁锅|732391|cast iron|1800-3200|420x280x60||2499-5999|N
      Storage Basket|收纳篮|460219|rattan|350-800|350x250x200||1299-3999|C
      Bamboo Cutting Board|竹砧板|441911|bamboo|700-1500|400x300x25||1299-2999|K
      Table Runner|桌旗|630251|cotton|180-350|300x220x30||1199-2799|C
      Linen Curtain|亚麻窗帘|630399|linen|700-1400|350x300x60||2499-6999|C
      Throw Blanket|盖毯|630140|polyester|600-1200|350x280x120||1999-4999|C
      Cushion Cover|抱枕套|630492|cotton|120-240|250x200x20||799-1999|C
      Scented Candle|香薰蜡烛|340600|soy wax|250-480|100x90x90||999-2999|K
      Wall Clock|挂钟|910521|ABS and glass|450-900|320x320x50||1799-4499|C
      """
    ),
    (
      "Electronics",
      """
      USB-C Charger|USB-C充电器|850440|polycarbonate|70-190|80x60x30||1299-4499|P
      USB-C Cable|USB-C数据线|854442|braided nylon|25-70|140x80x20||599-1899|C
      Power Bank|充电宝|850760|lithium-ion cell, ABS|180-420|150x75x25|lithiumIonAlone|1999-5999|C
      Wireless Earbuds|无线蓝牙耳机|851830|ABS|45-90|100x90x40|lithiumIonInEquipment|2499-8999|C
      Bluetooth Speaker|蓝牙音箱|851822|ABS, neodymium magnet|280-900|180x90x90|lithiumIonInEquipment,magnet|2199-7999|C
      LED Desk Lamp|LED台灯|940521|aluminium|500-1100|420x180x90||1999-5499|P
      LED Strip Light|LED灯带|940542|PVC|150-350|200x200x40||999-2999|K
      Headlamp|头灯|851310|ABS|80-160|90x70x60|lithiumIonInEquipment|1299-3999|C
      Keyboard|机械键盘|847160|ABS|700-1300|450x160x50||3499-12999|P
      Wireless Mouse|无线鼠标|847160|ABS|70-130|130x80x50|lithiumIonInEquipment|1299-4999|C
      Webcam|网络摄像头|852589|ABS|120-220|110x80x70||1999-6999|N
      Phone Case|手机壳|392690|TPU|25-55|180x100x15||599-1999|C
      Screen Protector|钢化膜|700719|tempered glass|40-90|190x110x15||499-1499|K
      Phone Holder|手机支架|392690|ABS, magnet|80-220|130x90x60|magnet|799-2499|C
      Travel Adapter|旅行转换插头|853669|polycarbonate|110-190|80x70x70||999-2999|P
      Electric Toothbrush|电动牙刷|850980|ABS|180-320|240x80x60|lithiumIonInEquipment|1999-6999|C
      Hair Dryer|吹风机|851631|ABS|450-800|280x240x100||2499-8999|P
      """
    ),
    (
      "Clothing & Bags",
      """
      Cotton T-Shirt|纯棉T恤|610910|cotton|140-220|300x240x25||999-2499|CS
      Hooded Sweatshirt|连帽卫衣|611020|cotton|420-700|350x300x60||2499-5499|CS
      Rain Jacket|雨衣外套|620140|polyester|350-600|330x260x60||2999-7999|CS
      Yoga Leggings|瑜伽裤|611420|cotton, elastane|180-300|300x220x30||1499-3999|CS
      Silk Scarf|真丝围巾|621410|silk|40-90|220x180x15||1999-5999|C
      Wool Beanie|羊毛帽|650500|wool|70-120|220x200x40||1199-2999|C
      Ankle Socks|短袜|611595|cotton|60-130|200x120x30||599-1799|K
      Canvas Tote Bag|帆布托特包|420222|cotton canvas|220-420|380x350x30||1199-3499|C
      Travel Backpack|旅行背包|420292|polyester|700-1400|480x320x120||2999-8999|C
      Leather Wallet|真皮钱包|420231|leather|80-160|130x110x30||1799-4999|C
      Suitcase|行李箱|420212|polycarbonate|2600-4200|560x370x240||5999-15999|CS
      Running Shoes|跑步鞋|640411|textile, rubber|500-800|330x220x120||3499-9999|CS
      Sunglasses|太阳镜|900410|TAC, acetate|30-70|170x80x60||999-4499|C
      Umbrella|雨伞|660191|polyester, steel|320-520|320x70x70||1299-3499|C
      """
    ),
    (
      "Toys, Sport & Outdoor",
      """
      Building Blocks|积木玩具|950300|ABS|300-1500|350x250x80||1499-5999|K
      Plush Toy|毛绒玩具|950300|polyester|150-500|280x200x150||999-3499|C
      Wooden Puzzle|木质拼图|950300|birch plywood|200-600|260x220x50||999-2999|K
      Playing Cards|扑克牌|950440|coated paper|90-120|95x70x25||399-1299|C
      Yoga Mat|瑜伽垫|950691|TPE|800-1500|620x130x130||1999-4999|C
      Resistance Bands|弹力带|950691|natural latex|120-400|220x150x50||799-2499|K
      Camping Tent|露营帐篷|630622|polyester|2200-4200|500x180x180||5999-17999|C
      Sleeping Bag|睡袋|940430|polyester|900-1800|400x220x220||2999-8999|C
      Fishing Reel|渔线轮|950730|aluminium|220-380|150x130x90||2499-8999|N
      Bicycle Light|自行车灯|851210|ABS|60-140|110x80x50|lithiumIonInEquipment|1199-3499|C
      Dog Leash|宠物牵引绳|420100|nylon|120-260|220x120x40||799-2499|C
      """
    ),
    (
      "Beauty & Stationery",
      """
      Face Cream|面霜|330499|cosmetic preparation|90-160|80x80x70|liquid|1199-3999|K
      Nail Polish|指甲油|330430|cosmetic preparation|30-60|80x40x40|liquid,flammable|499-1499|C
      Makeup Brush Set|化妆刷套装|960330|synthetic fibre, wood|150-320|240x120x50||999-3499|C
      Hand Soap|手工皂|340111|olive oil soap|90-130|90x65x35||399-1199|K
      Fountain Pen|钢笔|960830|brass|35-70|180x60x30||1499-5999|C
      Notebook|笔记本|482010|paper|220-420|215x150x25||599-1999|C
      Washi Tape|和纸胶带|481141|paper|40-140|120x90x40||399-1299|K
      Desk Organiser|桌面收纳盒|392610|ABS|350-700|280x180x120||1299-3299|C
      Green Tea|绿茶|090210|tea leaves|100-260|160x110x70|food|899-2999|K
      """
    ),
  ]
}
