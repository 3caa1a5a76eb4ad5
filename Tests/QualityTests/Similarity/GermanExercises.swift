/// German exercises, written for these tests.
let germanExercises: [Family] = [
  Family(
    "Reise, Dativ",
    gapFill(
      """
      Am Montag fahre ich mit {dem|den,der,das} Bus nach Köln. Dort wohne ich bei {meiner|mein,meine,meinen} Tante, und am \
      Abend gehen wir zu {einem|einen,eine,ein} Konzert.
      """),
    // The same with other names and days.
    gapFill(
      """
      Am Freitag fahre ich mit {dem|den,der,das} Zug nach Bern. Dort wohne ich bei {meiner|mein,meine,meinen} Schwester, und \
      am Abend gehen wir zu {einem|einen,eine,ein} Fest.
      """),
    // About something else, with the same frame and the same endings.
    gapFill(
      """
      Im Sommer spiele ich mit {dem|den,der,das} Hund im Garten. Dort sitze ich bei {meiner|mein,meine,meinen} Oma, und am \
      Mittag essen wir mit {einem|einen,eine,ein} Nachbarn.
      """)),
  Family(
    "Reise, Perfekt",
    // The same journey as above, but other forms are drilled.
    gapFill(
      """
      Am Montag {bin|habe,ist,hat} ich mit dem Bus nach Köln {gefahren|gefahrt,fahren,gefuhren}. Dort {habe|bin,hat,ist} ich \
      bei meiner Tante {gewohnt|gewohnen,wohnen,bewohnt}, und am Abend sind wir zu einem Konzert gegangen.
      """),
    gapFill(
      """
      Am Sonntag {bin|habe,ist,hat} ich mit dem Auto nach Wien {gefahren|gefahrt,fahren,gefuhren}. Dort {habe|bin,hat,ist} \
      ich bei meinem Onkel {gewohnt|gewohnen,wohnen,bewohnt}, und am Abend sind wir in ein Museum gegangen.
      """)),
  Family(
    "Reise, Präsens",
    gapFill(
      """
      Jeden Sommer {reist|reise,reisen,reisest} Familie Berger nach Italien. Die Kinder {packen|packt,packe,packst} ihre \
      Koffer selbst. „{Nimmst|Nimmt,Nehme,Nehmen} du das Buch mit?“, fragt die Mutter. Der Vater {kauft|kaufe,kaufen,kaufst} \
      am Bahnhof die Fahrkarten.
      """)),
  Family(
    "Wohnung, Adjektive",
    gapFill(
      """
      Wir haben eine {kleine|kleinen,kleiner,kleines} Wohnung am Park. In der Küche steht ein {alter|alte,alten,altes} Tisch, \
      und im Bad hängt ein {rundes|runde,runder,runden} Bild.
      """),
    gapFill(
      """
      Wir haben eine {neue|neuen,neuer,neues} Lampe am Fenster. In der Ecke steht ein {großer|große,großen,großes} Sessel, und \
      im Flur hängt ein {buntes|bunte,bunter,bunten} Poster.
      """),
    // The sentences in another order, a word added.
    gapFill(
      """
      In der Küche steht ein {alter|alte,alten,altes} Tisch, und im Bad hängt ein {rundes|runde,runder,runden} Bild. Wir haben \
      jetzt eine {kleine|kleinen,kleiner,kleines} Wohnung am Park.
      """)),
  Family(
    "Markt, Adjektive",
    // Endings such as above, another text.
    gapFill(
      """
      Auf dem Markt gibt es heute {frische|frischen,frischer,frisches} Tomaten und {süße|süßen,süßer,süßes} Trauben. Frau Wolf \
      kauft außerdem einen {scharfen|scharfe,scharfer,scharfes} Käse, weil ihr Mann ihn gern isst.
      """)),
  Family(
    "Kleidung, Adjektive",
    gapFill(
      """
      Für die Hochzeit braucht Jonas einen {dunklen|dunkle,dunkler,dunkles} Anzug. Sein Bruder leiht ihm ein \
      {weißes|weiße,weißer,weißen} Hemd. Nur die {schwarzen|schwarze,schwarzer,schwarzes} Schuhe sind ihm leider zu eng.
      """)),
  Family(
    "Morgen, Präsens",
    gapFill(
      """
      Jeden Morgen {koche|kocht,kochen,kochst} ich zuerst Kaffee. Mein Bruder {braucht|brauche,brauchen,brauchst} im Bad immer \
      sehr lange. Unsere Eltern {arbeiten|arbeitet,arbeite,arbeitest} in Potsdam. Wann \
      {frühstückst|frühstückt,frühstücke,frühstücken} du?
      """),
    gapFill(
      """
      Jeden Abend {spiele|spielt,spielen,spielst} ich zuerst Klavier. Meine Schwester {sucht|suche,suchen,suchst} im Netz immer \
      sehr lange. Unsere Freunde {wohnen|wohnt,wohne,wohnst} in Dresden. Wann {kommst|kommt,komme,kommen} du?
      """)),
  Family(
    "Beruf, Präsens",
    gapFill(
      """
      Lena ist Krankenschwester. Sie {arbeitet|arbeitt,arbeiten,arbeitest} oft in der Nacht. Am Wochenende \
      {besuchen|besucht,besuche,besuchst} Lena und ihr Mann die Großeltern. Und du, Marco? Was {machst|macht,mache,machen} du \
      beruflich? {Verdienst|Verdient,Verdiene,Verdienen} du gut?
      """),
    // Another name and two other words.
    gapFill(
      """
      Anna ist Krankenschwester. Sie {arbeitet|arbeitt,arbeiten,arbeitest} oft am Wochenende. Am Abend \
      {besuchen|besucht,besuche,besuchst} Anna und ihr Mann die Großeltern. Und du, Paul? Was {machst|macht,mache,machen} du \
      beruflich? {Verdienst|Verdient,Verdiene,Verdienen} du gut?
      """)),
  Family(
    "Musik, Präsens",
    gapFill(
      """
      Wir {spielen|spielt,spiele,spielst} zusammen in einer Band. Emma {singt|singe,singen,singst}, und ich spiele Gitarre. \
      Unser Schlagzeuger {kommt|komme,kommen,kommst} aus Ghana. {Hört|Höre,Hören,Hörst} ihr gern laute Musik?
      """)),
  Family(
    "Passiv, Fabrik",
    gapFill(
      """
      Die Schrauben {werden|wird,sind,wurde} in dieser Halle {hergestellt|herstellen,herzustellen,herstellt}. Danach \
      {wird|werden,ist,war} jedes Stück von einer Maschine {geprüft|prüfen,prüft,prüfend}.
      """),
    gapFill(
      """
      Die Briefe {werden|wird,sind,wurde} in diesem Haus {eingesammelt|einsammeln,einzusammeln,einsammelt}. Danach \
      {wird|werden,ist,war} jeder Umschlag von einem Roboter {gewogen|wiegen,wiegt,wiegend}.
      """)),
  Family(
    "Passiv, Politik",
    gapFill(
      """
      Über das Gesetz {ist|wird,hat,war} lange gestritten {worden|geworden,werden,wurde}. Erst nach der Wahl \
      {konnte|kann,könnte,gekonnt} es vom Parlament {beschlossen|beschließen,beschloss,beschließt} werden.
      """)),
  Family(
    "Nebensatz",
    gapFill(
      """
      Ich bleibe heute zu Hause, {weil|dass,denn,deshalb} ich krank bin. Meine Ärztin sagt, {dass|weil,ob,denn} ich viel \
      trinken soll. {Wenn|Weil,Als,Dass} es mir morgen besser geht, komme ich zur Arbeit.
      """),
    gapFill(
      """
      Ich bleibe heute im Bett, {weil|dass,denn,deshalb} ich müde bin. Mein Arzt sagt, {dass|weil,ob,denn} ich viel schlafen \
      soll. {Wenn|Weil,Als,Dass} es mir am Montag besser geht, komme ich ins Büro.
      """),
    // One more sentence.
    gapFill(
      """
      Ich bleibe heute zu Hause, {weil|dass,denn,deshalb} ich krank bin. Meine Ärztin sagt, {dass|weil,ob,denn} ich viel \
      trinken soll. {Wenn|Weil,Als,Dass} es mir morgen besser geht, komme ich zur Arbeit. Grüß bitte alle Kollegen!
      """)),
  Family(
    "Krank, Modalverben",
    // The illness of above, other forms.
    gapFill(
      """
      Ich {muss|musst,müssen,müsst} heute zu Hause bleiben, denn ich bin krank. Meine Ärztin sagt, ich \
      {soll|sollst,sollen,sollt} viel trinken und {darf|darfst,dürfen,dürft} nicht zur Arbeit gehen.
      """)),
  Family(
    "Konjunktiv, Restaurant",
    gapFill(
      """
      Entschuldigung, {könnten|können,konnten,kannst} Sie uns bitte die Karte bringen? Wir {hätten|haben,hatten,hätte} gern \
      einen Tisch am Fenster, und ich {würde|wurde,werde,wird} zuerst ein Wasser nehmen.
      """)),
  Family(
    "Wechselpräposition",
    gapFill(
      """
      Ich stelle die Vase auf {den|dem,der,das} Tisch. Jetzt steht sie auf {dem|den,der,das} Tisch. Das Bild hänge ich an \
      {die|der,den,dem} Wand, und der Teppich liegt unter {dem|den,der,das} Sofa.
      """),
    gapFill(
      """
      Ich stelle die Lampe auf {den|dem,der,das} Schrank. Jetzt steht sie auf {dem|den,der,das} Schrank. Den Spiegel hänge ich \
      an {die|der,den,dem} Tür, und die Katze liegt unter {dem|den,der,das} Bett.
      """)),
  Family(
    "Artikel, Tiere",
    // The articles of above, another text.
    gapFill(
      """
      Im Zoo sehen wir {den|dem,der,das} alten Löwen. Neben {dem|den,der,das} Käfig schläft ein Affe. Mein Sohn füttert \
      {die|der,den,dem} Ziege und hilft danach {dem|den,der,das} Tierpfleger.
      """)),
]
