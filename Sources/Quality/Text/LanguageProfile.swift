/// What a text in a language with Latin letters is known by: its small words, the letters it alone has, the beginnings
/// and endings of its words.
struct LanguageProfile: Sendable {
  let language: String
  /// The most frequent small words, in lower case.
  let words: String
  /// Letters that hardly another of these languages has.
  let letters: String
  /// Endings (`-ung`) and beginnings (`sch-`) of words that are longer than they.
  let parts: String

  static let all = [
    LanguageProfile(
      language: "en",
      words: """
        the of and to a in is that it for you was with on as are be this have from or had by not but what all were when we \
        there can an your which their said if do will each about how up out them then she many some so these would other into \
        has more her two like him see time could no make than first been its who now my made over did down only way find use \
        may after most any where much every before should because through our why here off new does never always at he his i \
        they me us just without under while until again take takes used keep keeps get your yours today good well very too \
        one three four between both same own even also another such don isn doesn \
        cannot must please given using instead since within whether either still none unless unable though yet let \
        several
        """,
      letters: "",
      parts: """
        -ing -ed -ly -ness -tion -tions -ght -ould -ful -less -ive -ough -ers -ies -ther -ck -th -ment -able -ity -ow -aw -sh -ss -ous -age \
        -ry -dge -ay -ey th- wh- wr- kn- sh- wo- ou- aw- \
        -ate -ory -ect -ard -ead -ize -all -ally -low -ound -ield sp-
        """),
    LanguageProfile(
      language: "de",
      words: """
        der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach \
        wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei \
        wenn habe hatte kann gegen vom können schon wo ihre ich du wir ihr mein dein uns mich dich dir mir wenn weil denn dann hier \
        da sehr viel viele alle alles immer nie kein keine keinen was wer warum ihn ihm ihnen unser unsere jetzt heute morgen gern \
        gut steht nach ohne unter zwischen seit während jede jeder jedes diese dieser dieses beim ins wird werden muss soll will darf \
        hält mag machen macht gehen geht kommt also doch mal eines einmal lieber bitte welche welcher ob damit dabei dafür davon \
        zwei drei vier sich selbst andere anderen \
        konnte konnten könnte könnten dies letzte letzten sowie bereits jedoch etwa gibt wieder hatten würde würden \
        wäre
        """,
      letters: "äöüß",
      parts: """
        -ung -ungen -lich -liche -lichen -isch -ische -keit -heit -schaft -chen -lein -ern -eln -en -er -em -et -st -te -ten -tet -ig \
        -ige -igen -bar -tz -ck -cht -ss -nd -eit -eis -aus sch- ge- ver- ent- zer- auf- ein- aus- ab- an- vor- zw- pf- ei- kn- \
        -ert -iert -nis -zt -gt -den -gen -ben -ren -nen -hen -len -sen -abe ko- be- über- unter- zu- un-
        """),
    LanguageProfile(
      language: "fr",
      words: """
        de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son aux d l cette ou ont sa été \
        mais comme nous sur fait ses être on leur y elle deux même si aussi entre ces dont ans tout après sans très c n s j qu m t je tu \
        vous ils elles mon ma mes ton ta tes notre nos votre vos leurs lui moi toi où quand pourquoi comment parce car donc puis alors \
        ici là bien peu trop déjà encore toujours jamais rien personne chaque chez vers sous pendant depuis avant avoir ai as avez avons \
        suis es sommes êtes était avait peut peux faut fais faire dit va vais aller cela ça ceci quel quelle dès lorsque afin ainsi \
        autre autres toute toutes tous quatre trois cinq dix \
        à pu lors doit doivent aucun aucune veuillez sera seront selon dernier voici voilà devez pouvez
        """,
      letters: "çèêàùûœîâëï",
      parts: """
        -tion -tions -ment -eux -euse -ais -ait -aient -ons -ez -eau -eaux -oir -oire -ière -ères -ique -iques -age -té -ée -ées -és -é -elle \
        -ette -ille -eur -eurs -aire -ant -ante -ance -ence -ou -oi -ue -re -es -is -it qu- ch- ê- é- dé- ré- pré- \
        -ur -ier -ire -iers -oit -aux -uer -sse -isse -ible -rs éc- aff- tou- sou-
        """),
    LanguageProfile(
      language: "es",
      words: """
        de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este ya entre \
        cuando todo esta ser son dos también fue había era muy años hasta desde está mi porque qué sólo solo han yo hay vez puede todos \
        así nos ni parte tiene él uno donde bien tiempo mismo ese ahora cada e vida otro después te otros aunque esa eso hace otra \
        gobierno tan durante siempre día tanto ella tres sí dijo sido gran según menos año antes estado contra sino forma caso nada hacer \
        tu tus nuestro nuestra unos unas mis ellos ellas usted ustedes nosotros estoy estás están estamos soy eres somos aquí allí quién \
        cómo dónde cuál nadie nunca algo alguien mejor cuatro cinco diez seis debe quiere va voy ir \
        pudo pueden deben ninguno ninguna dentro fuera aún usar mediante nuevo nueva luego además
        """,
      letters: "ñ¿¡áíóú",
      parts: """
        -ción -ciones -dad -dades -mente -ado -ada -ados -adas -ido -ida -idos -ando -iendo -ar -er -ir -os -as -o -a -oso -osa -ero -era \
        -illo -illa -ía -ías -ió -aba -aron -ieron -ble -al -ez -or lla- lle- ll- des- qu- hu- cu- est- esp- pue- \
        -ión -ico -ica -ivo -ento -ario -ales -ma -dor -tor -ura -encia -ancia -cia exp- pr-
        """),
  ]
}
