import Formats

/// French, Spanish, Japanese and Chinese exercises, written for these tests after the threshold was chosen: of each language
/// two of one frame about different things, one about the first's house that drills other forms, and one of another matter.
let frenchExercises: [Family] = [
  Family(
    "house, passive",
    gapFill(
      """
      La vieille maison du marché {a été construite|est construit,a construit,sera construite} en 1910 par un architecte connu. Le \
      toit a été refait {par|de,pour,avec} les voisins, et les fenêtres ont été changées la même année.
      """),
    gapFill(
      """
      Le petit pont du village {a été construit|est construite,a construit,sera construit} en 1870 par un ingénieur célèbre. Le \
      sol a été refait {par|de,pour,avec} les habitants, et les lampes ont été changées la même semaine.
      """)),
  Family(
    "house, agreement",
    gapFill(
      """
      La {vieille|vieux,vieil,vieilles} maison du marché a été construite en 1910 par un architecte {connu|connue,connus,connues}. \
      Le toit a été refait par les voisins, et les fenêtres ont été {changées|changé,changés,changée} la même année.
      """)),
  Family(
    "baker, past",
    gapFill(
      """
      Chaque matin, le pain est vendu au marché avant huit heures. Hier, la boulangère {était|étais,étaient,serait} très \
      fatiguée, parce que son four {s’était arrêté|s’est arrêté,s’arrêtait,s’arrête} pendant la nuit.
      """)),
]

let spanishExercises: [Family] = [
  Family(
    "house, passive",
    gapFill(
      """
      La casa vieja del mercado {fue construida|es construido,construyó,será construido} en 1910 por un arquitecto conocido. El \
      techo fue renovado {por|de,para,con} los vecinos, y las ventanas fueron cambiadas el mismo año.
      """),
    gapFill(
      """
      El puente pequeño del pueblo {fue construido|es construida,construyó,será construida} en 1870 por un ingeniero famoso. El \
      suelo fue renovado {por|de,para,con} los habitantes, y las lámparas fueron cambiadas la misma semana.
      """)),
  Family(
    "house, agreement",
    gapFill(
      """
      La casa {vieja|viejo,viejas,viejos} del mercado fue construida en 1910 por un arquitecto {conocido|conocida,conocidos,conocer}. \
      El techo fue renovado por los vecinos, y las ventanas fueron {cambiadas|cambiado,cambiados,cambiada} el mismo año.
      """)),
  Family(
    "baker, past",
    gapFill(
      """
      Cada mañana el pan se vende en el mercado antes de las ocho. Ayer la panadera {estaba|está,estuviera,estará} muy cansada, \
      porque su horno {se había parado|se paraba,se para,se parará} durante la noche y nadie podía ayudarla.
      """)),
]

let japaneseExercises: [Family] = [
  Family(
    "house, passive",
    gapFill("市場の古い家は有名な建築家{によって|を,が,は}千九百十年に建てられました。屋根は近所の人によって直され、同じ年に窓も新しく{されました|しました,させました,します}。今では町で一番きれいな建物です。"),
    gapFill("村の小さい橋は名高い技師{によって|を,が,は}千八百七十年に造られました。床は村の人によって直され、同じ週に電灯も新しく{されました|しました,させました,します}。今では村で一番りっぱな場所です。")),
  Family(
    "house, particles",
    gapFill("市場{の|で,に,を}古い家は有名な建築家によって千九百十年{に|で,を,へ}建てられました。屋根は近所の人によって直され、同じ年に窓{も|を,で,へ}新しくされました。今では町で一番きれいな建物です。")),
  Family(
    "baker, reasons",
    gapFill("毎朝パン屋は市場で八時前にパンを売ります。昨日は夜のあいだにかまどが止まった{ので|のに,でも,まで}、店の人はとても疲れていました。誰にも手伝って{もらう|あげる,くれる,やる}ことができませんでした。")),
]

let chineseExercises: [Family] = [
  Family(
    "house, passive",
    gapFill("市场旁边的老房子是一九一零年{被|把,对,给}一位有名的建筑师建起来的。屋顶后来由邻居们修好了，同一年窗户也{都|还,就,才}换成了新的。现在它是城里最漂亮的房子。"),
    gapFill("村子里面的小石桥是一八七零年{被|把,对,给}一位出名的工程师建起来的。桥面后来由村民们修好了，同一周路灯也{都|还,就,才}换成了新的。现在它是村里最好看的地方。")),
  Family(
    "house, measure words",
    gapFill("市场旁边的老房子是一九一零年被一{位|个,条,只}有名的建筑师建起来的。屋顶后来由邻居{们|个,些,里}修好了，同一年窗户也都换{成|到,过,着}了新的。现在它是城里最漂亮的房子。")),
  Family(
    "baker, conjunctions",
    gapFill("每天早上面包店八点以前就在市场里卖面包。昨天夜里烤炉坏了，{所以|但是,虽然,如果}店主非常累，可是没有人能来帮忙。她说今天要早点儿回家，好好儿地睡{一|二,三,几}觉。")),
]
