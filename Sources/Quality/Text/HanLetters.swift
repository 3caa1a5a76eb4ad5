/// Characters of Chinese that tell the language of a text without kana: Japanese titles often are written in kanji alone.
///
/// A character counts for one of the two where the other does not write it: the simplified ones are in GB 2312 and not in
/// JIS X 0208, but for 无个网气从听它很找跟怎嘛鞋愿宁, which that has and Japanese does not use; the Japanese ones are in
/// JIS X 0208 and neither in GB 2312 nor in Big5. Many traditional ones are in JIS X 0208 as old forms; those that names still
/// have (國, 學, 應, 廣) are left out.
enum HanLetters {
  /// 1 for a character that only Chinese has, 2 for one that only Japanese has, 0 for what both have.
  static func owner(of scalar: Unicode.Scalar) -> UInt8 {
    guard first...last ~= scalar.value else { return 0 }
    return owners[Int(scalar.value - first)]
  }

  private static let first: UInt32 = 0x4E00
  private static let last: UInt32 = 0x9FFF

  private static let owners: [UInt8] = {
    var owners = [UInt8](repeating: 0, count: Int(last - first) + 1)
    for (owner, letters) in [(UInt8(1), simplified), (1, traditional), (2, japanese)] {
      for scalar in letters.unicodeScalars where first...last ~= scalar.value {
        owners[Int(scalar.value - first)] = owner
      }
    }
    return owners
  }()

  private static let simplified = """
    这们为时说对发过还样让给产业东车见长门问间马鱼鸟龙话语读课谁请谢认识记设计订购货质资费贵赠选适运进远连边达轻软转
    输载钟钢铁银锁锅镜键错难雾韩页顶顺须预领题颜风飞饭饮馆驱验骑鲜齐龄华单卖卫厅压县变吗员响啊嗯呢吧哪您你她咱园围图
    圆圣场块坚备够头夹奖妈娱实宠审宽导尔尝层岁岛币师带帮庆库应开异张强归录彻总惊惯戏战扫执扩护报拥择换损摆显晓暂术杀
    权杂标树桥检欢汉汤测济浓满滤滚灵热烧爱环现电码确离种积稳笔签简类紧红纤约级纯纱纸线练组细织终绍经结络绝统继绩维绿
    缩罗职联肤脏脑脸腻艺节苏药蓝虑虽补袜规视觉议讲许论证评词试诗详误谈负财责贴赛赶跃轮较辆邮针钱铝链锈镶闭闲闻阅阳阴
    阶际陆险隐顾飘项务值户动启关查编则义处获复删态该创别败每译份仅调缓缀构询辑栈访钥续两储增盘释书览么协临钮亚另仓优
    浏汇鉴赖额传栏步绘销寻赋辅叠频严划纳递历击减帐拟丢桌缘德诉队歧拖绑幂冻诊兰渲账毁废逻钩习轨萨净绕弹兹诺溃
    无个网气从听它很找跟怎嘛鞋愿宁
    """

  private static let traditional = """
    這們說會對來實與從氣兩萬麼嗎您你她它賣讀變單戰樂歡當關數樣灣產聲聽舊號圖圓團醫鐵雙黃價傳兒區參屬廚擇據擴擔檢淺溫
    濕滿燒獨獎壓畫碼禮稱穩經總繼續縣聯臺舉裝覺觸譯證讓豐轉輕辦邊釋錢隨雜靜顯體鹽麵點發呢吧啦喔
    """

  private static let japanese = """
    気円図売広変込働験実対発単悪権経帰栄県楽歩毎渇渋渓済沢滝焼畑畳稲穏竜継続絵総緑縁縄繊聴臓荘薬蔵蛍覚観訳読説転軽辺
    逓遅酔釈鉄銭鋳錬録闘関陥険隠雑霊頼顔顕駅駆騒髄髪鶏黒黙斎剤剣剰労収営団囲圏塩塁壊壌壱姫嬢寛専巣帯庁廃弐弾従徴徳応
    恵戦戻払抜択拝拠拡挙挿捜掲揺摂撃斉暁暦曽枠桜栃桟検様歓歳歴殻渉満瀬猟獣痩砕穂粋粛縦脳舗薫覧譲賛郷隷頬駄鰯価仮児処
    効勧両乗亜巻峠匂凪値圧査奨増犠衆
    """
}
