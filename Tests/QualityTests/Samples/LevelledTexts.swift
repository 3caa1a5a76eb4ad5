import Testing

/// Short texts as courses of a level have them, written for the bands of `readability`. Of each language and level the first
/// ones were looked at when the bands were chosen.
enum LevelledTexts {
  struct Text: Sendable, CustomTestStringConvertible {
    let language: String
    let level: String
    let text: String

    var testDescription: String { "\(language) \(level) \(text.prefix(40))" }
  }

  static let all: [Text] = [
    Text(
      language: "en", level: "A1",
      text: """
        My name is Tom. I live in a small town with my sister. We have a dog. Every morning I drink tea and eat \
        bread. Then I go to work by bus. In the evening I cook and read a book.
        """),
    Text(
      language: "en", level: "A1",
      text: """
        This is my room. There is a bed, a desk and a red chair. My books are on the desk. The window is big. I \
        can see the park from here. I like my room very much.
        """),
    Text(
      language: "en", level: "A1",
      text: """
        On Saturday we go to the market. We buy apples, fish and bread. My mother likes the red apples. The \
        fish is not cheap. After that we drink coffee and talk to our friends.
        """),
    Text(
      language: "en", level: "A2",
      text: """
        Last summer we visited my uncle in Scotland. The weather was cold, but we had a lot of fun. We walked \
        along the lake and saw some sheep. On the last day it rained, so we stayed in the house and played \
        cards.
        """),
    Text(
      language: "en", level: "A2",
      text: """
        I started a new job two weeks ago. My office is near the station, so I can walk there in ten minutes. \
        The people are friendly and they help me when I have a question. I want to learn a lot this year.
        """),
    Text(
      language: "en", level: "A2",
      text: """
        You can borrow five books from the library for three weeks. If you need more time, you should call us \
        or write an email. Please do not bring food into the reading room, because other people want to work.
        """),
    Text(
      language: "en", level: "B1",
      text: """
        When I moved to the city, I did not know anybody. At first I spent most evenings at home, but then a \
        neighbour invited me to join a choir. Although I had never sung before, everybody was patient, and \
        after some months I felt that I belonged there.
        """),
    Text(
      language: "en", level: "B1",
      text: """
        Many people would like to travel more cheaply. One way to save money is to share a car with others who \
        are going in the same direction. You find each other on the internet, agree on a price and meet at a \
        place that everybody can reach easily.
        """),
    Text(
      language: "en", level: "B1",
      text: """
        The film tells the story of a young woman who loses her job and decides to open a small bakery. Nothing \
        works at the beginning, and her family thinks that she has made a mistake. In the end she learns that \
        success takes time and good friends.
        """),
    Text(
      language: "en", level: "B2",
      text: """
        Working from home has become common in many companies, yet opinions about it remain divided. While some \
        employees appreciate the freedom to organise their day, others complain that they rarely see their \
        colleagues and find it difficult to separate their job from their private life.
        """),
    Text(
      language: "en", level: "B2",
      text: """
        Despite considerable investment, public transport in rural areas has hardly improved. Buses run \
        infrequently, connections are unreliable, and residents who do not own a car depend on neighbours or \
        relatives. Experts therefore recommend flexible services that passengers can order by telephone.
        """),
    Text(
      language: "en", level: "B2",
      text: """
        The museum's latest exhibition explores how photography changed the way people remember. Visitors are \
        encouraged to compare family albums from different decades and to consider which moments were regarded \
        as worth preserving, and which were quietly left out.
        """),
    Text(
      language: "en", level: "C1",
      text: """
        The assumption that technological innovation inevitably increases prosperity has been challenged by \
        economists who emphasise the unequal distribution of its benefits. Without institutions capable of \
        redistributing gains, they argue, productivity improvements may exacerbate existing disparities rather \
        than alleviate them.
        """),
    Text(
      language: "en", level: "C1",
      text: """
        Notwithstanding the committee's reservations, the proposal was adopted with only marginal amendments, a \
        decision that several observers interpreted as evidence of mounting political pressure. The underlying \
        methodological deficiencies, however, were acknowledged in an accompanying statement whose significance \
        has been consistently underestimated.
        """),
    Text(
      language: "en", level: "C1",
      text: """
        Contemporary criticism tends to regard translation as an act of interpretation in its own right, in \
        which cultural presuppositions are negotiated rather than merely transferred. Such a perspective \
        necessarily undermines the traditional opposition between faithful reproduction and creative \
        transformation.
        """),
    Text(
      language: "fr", level: "A1",
      text: """
        Je m'appelle Léa. J'habite à Lyon avec mon frère. Nous avons un chat noir. Le matin, je bois un café et \
        je mange du pain. Puis je vais au travail à pied. Le soir, je lis un livre.
        """),
    Text(
      language: "fr", level: "A1",
      text: """
        Voici ma chambre. Il y a un lit, une table et une chaise. Mes livres sont sur la table. La porte est \
        bleue. Je vois le parc de ma fenêtre. J'aime bien ma chambre.
        """),
    Text(
      language: "fr", level: "A1",
      text: """
        Le samedi, nous allons au marché. Nous achetons des pommes et du poisson. Ma mère aime le fromage. Le \
        poisson est cher. Après, nous buvons un thé avec des amis.
        """),
    Text(
      language: "fr", level: "A2",
      text: """
        L'été dernier, nous avons visité la Bretagne. Il faisait froid, mais nous avons beaucoup ri. Nous avons \
        marché le long de la mer et mangé des crêpes. Le dernier jour, il a plu, alors nous sommes restés à la \
        maison.
        """),
    Text(
      language: "fr", level: "A2",
      text: """
        J'ai commencé un nouveau travail il y a deux semaines. Mon bureau est près de la gare, donc je peux y \
        aller à pied. Mes collègues sont gentils et m'aident quand j'ai une question.
        """),
    Text(
      language: "fr", level: "A2",
      text: """
        Vous pouvez prendre cinq livres pour trois semaines. Si vous avez besoin de plus de temps, téléphonez \
        ou écrivez un message. Ne mangez pas dans la salle, parce que les autres veulent lire.
        """),
    Text(
      language: "fr", level: "B1",
      text: """
        Quand je suis arrivé dans cette ville, je ne connaissais personne. Au début, je passais mes soirées \
        seul, mais une voisine m'a proposé de chanter dans sa chorale. Je n'avais jamais chanté, pourtant tout \
        le monde a été patient avec moi.
        """),
    Text(
      language: "fr", level: "B1",
      text: """
        Beaucoup de gens aimeraient voyager moins cher. Une solution est de partager une voiture avec d'autres \
        personnes qui vont dans la même direction. On se trouve sur internet, on fixe un prix et on se donne \
        rendez-vous.
        """),
    Text(
      language: "fr", level: "B1",
      text: """
        Le film raconte l'histoire d'une jeune femme qui perd son emploi et décide d'ouvrir une boulangerie. Au \
        commencement, rien ne marche et sa famille pense qu'elle a fait une erreur. À la fin, elle comprend que \
        la réussite demande du temps.
        """),
    Text(
      language: "fr", level: "B2",
      text: """
        Le télétravail s'est généralisé dans de nombreuses entreprises, mais les avis restent partagés. Si \
        certains salariés apprécient la liberté d'organiser leur journée, d'autres regrettent de ne plus \
        rencontrer leurs collègues et peinent à séparer leur vie professionnelle de leur vie privée.
        """),
    Text(
      language: "fr", level: "B2",
      text: """
        Malgré des investissements considérables, les transports publics des régions rurales se sont à peine \
        améliorés. Les autobus circulent rarement, les correspondances sont incertaines, et les habitants sans \
        voiture dépendent de leurs voisins ou de leur famille.
        """),
    Text(
      language: "fr", level: "B2",
      text: """
        La nouvelle exposition du musée montre comment la photographie a transformé notre manière de nous \
        souvenir. Les visiteurs sont invités à comparer des albums de différentes époques et à se demander \
        quels moments paraissaient dignes d'être conservés.
        """),
    Text(
      language: "fr", level: "C1",
      text: """
        L'idée selon laquelle l'innovation technologique engendre inévitablement la prospérité est contestée \
        par des économistes qui soulignent la répartition inégale de ses bénéfices. En l'absence d'institutions \
        capables de redistribuer ces gains, les progrès de la productivité risquent d'aggraver les inégalités \
        existantes.
        """),
    Text(
      language: "fr", level: "C1",
      text: """
        Nonobstant les réserves exprimées par la commission, la proposition fut adoptée moyennant quelques \
        modifications marginales, décision que plusieurs observateurs interprétèrent comme la manifestation \
        d'une pression politique croissante.
        """),
    Text(
      language: "fr", level: "C1",
      text: """
        La critique contemporaine considère volontiers la traduction comme un acte d'interprétation à part \
        entière, au cours duquel les présupposés culturels sont négociés plutôt que simplement transférés d'une \
        langue à l'autre.
        """),
    Text(
      language: "es", level: "A1",
      text: """
        Me llamo Ana. Vivo en Sevilla con mi hermano. Tenemos un perro. Por la mañana bebo café y como pan. \
        Luego voy al trabajo en tren. Por la tarde leo un libro y hablo con mi madre.
        """),
    Text(
      language: "es", level: "A1",
      text: """
        Esta es mi casa. Hay una mesa, dos sillas y una cama. Mis libros están en la mesa. La puerta es azul. \
        Veo el mar desde aquí. Me gusta mucho mi casa.
        """),
    Text(
      language: "es", level: "A1",
      text: """
        El sábado vamos al mercado. Compramos fruta, pan y queso. A mi padre le gusta el queso. El pan es muy \
        bueno. Después bebemos un té con unos amigos.
        """),
    Text(
      language: "es", level: "A2",
      text: """
        El verano pasado visitamos a mi tío en el norte. Hizo frío, pero lo pasamos muy bien. Paseamos por la \
        playa y comimos pescado. El último día llovió, así que nos quedamos en casa y jugamos a las cartas.
        """),
    Text(
      language: "es", level: "A2",
      text: """
        Empecé un trabajo nuevo hace dos semanas. La oficina está cerca de la estación, por eso puedo ir a pie. \
        La gente es amable y me ayuda cuando tengo una pregunta. Este año quiero aprender mucho.
        """),
    Text(
      language: "es", level: "A2",
      text: """
        Puedes llevarte cinco libros durante tres semanas. Si necesitas más tiempo, tienes que llamar o \
        escribir un mensaje. No se puede comer en la sala, porque otras personas quieren leer.
        """),
    Text(
      language: "es", level: "B1",
      text: """
        Cuando llegué a la ciudad no conocía a nadie. Al principio pasaba las tardes en casa, pero una vecina \
        me invitó a cantar en un coro. Aunque nunca había cantado, todos fueron muy pacientes y después de unos \
        meses me sentía como en casa.
        """),
    Text(
      language: "es", level: "B1",
      text: """
        Mucha gente quiere viajar gastando menos. Una forma de ahorrar es compartir el coche con otras personas \
        que van en la misma dirección. Se conocen por internet, acuerdan un precio y quedan en un lugar al que \
        todos pueden llegar.
        """),
    Text(
      language: "es", level: "B1",
      text: """
        La película cuenta la historia de una joven que pierde su empleo y decide abrir una panadería. Al \
        principio nada funciona, y su familia piensa que se ha equivocado. Al final aprende que el éxito \
        necesita tiempo y buenos amigos.
        """),
    Text(
      language: "es", level: "B2",
      text: """
        El trabajo desde casa se ha extendido en muchas empresas, pero las opiniones siguen divididas. Mientras \
        algunos empleados valoran la libertad de organizar su jornada, otros lamentan no ver a sus compañeros y \
        encuentran difícil separar la vida laboral de la privada.
        """),
    Text(
      language: "es", level: "B2",
      text: """
        A pesar de las inversiones considerables, el transporte público de las zonas rurales apenas ha \
        mejorado. Los autobuses circulan con poca frecuencia, las conexiones son inseguras y los habitantes sin \
        coche dependen de sus vecinos o familiares.
        """),
    Text(
      language: "es", level: "B2",
      text: """
        La última exposición del museo muestra cómo la fotografía transformó nuestra manera de recordar. Se \
        invita a los visitantes a comparar álbumes familiares de distintas décadas y a preguntarse qué momentos \
        se consideraban dignos de conservarse.
        """),
    Text(
      language: "es", level: "C1",
      text: """
        La suposición de que la innovación tecnológica incrementa inevitablemente la prosperidad ha sido \
        cuestionada por economistas que subrayan la distribución desigual de sus beneficios. Sin instituciones \
        capaces de redistribuir las ganancias, los aumentos de productividad podrían agravar las desigualdades \
        existentes.
        """),
    Text(
      language: "es", level: "C1",
      text: """
        No obstante las reservas manifestadas por la comisión, la propuesta fue aprobada con modificaciones \
        meramente marginales, decisión que numerosos observadores interpretaron como evidencia de una creciente \
        presión política.
        """),
    Text(
      language: "es", level: "C1",
      text: """
        La crítica contemporánea tiende a considerar la traducción como un acto de interpretación por derecho \
        propio, en el cual los presupuestos culturales se negocian en lugar de simplemente transferirse de una \
        lengua a otra.
        """),
    Text(
      language: "de", level: "A1",
      text: """
        Ich heiße Lena. Ich wohne in Bonn mit meiner Schwester. Wir haben einen Hund. Am Morgen trinke ich Tee \
        und esse Brot. Dann fahre ich mit dem Bus zur Arbeit. Am Abend lese ich ein Buch.
        """),
    Text(
      language: "de", level: "A1",
      text: """
        Das ist mein Zimmer. Hier stehen ein Bett, ein Tisch und ein Stuhl. Meine Bücher sind auf dem Tisch. \
        Die Tür ist blau. Ich sehe den Park. Ich mag mein Zimmer sehr.
        """),
    Text(
      language: "de", level: "A2",
      text: """
        Im letzten Sommer haben wir meinen Onkel besucht. Es war kalt, aber wir hatten viel Spaß. Wir sind am \
        See spazieren gegangen und haben Fisch gegessen. Am letzten Tag hat es geregnet, deshalb haben wir \
        Karten gespielt.
        """),
    Text(
      language: "de", level: "A2",
      text: """
        Ich habe vor zwei Wochen eine neue Stelle angefangen. Das Büro ist in der Nähe vom Bahnhof, also kann \
        ich zu Fuß gehen. Die Leute sind nett und helfen mir, wenn ich eine Frage habe.
        """),
    Text(
      language: "de", level: "B1",
      text: """
        Als ich in die Stadt zog, kannte ich niemanden. Am Anfang war ich abends meistens zu Hause, aber dann \
        hat mich eine Nachbarin in ihren Chor eingeladen. Obwohl ich noch nie gesungen hatte, waren alle sehr \
        geduldig mit mir.
        """),
    Text(
      language: "de", level: "B1",
      text: """
        Viele Menschen möchten günstiger reisen. Eine Möglichkeit ist, ein Auto mit anderen zu teilen, die in \
        dieselbe Richtung fahren. Man findet sich im Internet, einigt sich auf einen Preis und trifft sich an \
        einem Ort, den alle leicht erreichen.
        """),
    Text(
      language: "de", level: "B2",
      text: """
        Die Arbeit von zu Hause hat sich in vielen Unternehmen durchgesetzt, doch die Meinungen darüber bleiben \
        geteilt. Während manche Beschäftigte die Freiheit schätzen, ihren Tag selbst einzuteilen, beklagen \
        andere, dass sie ihre Kollegen kaum noch sehen.
        """),
    Text(
      language: "de", level: "B2",
      text: """
        Trotz erheblicher Investitionen hat sich der öffentliche Verkehr auf dem Land kaum verbessert. Busse \
        fahren selten, Anschlüsse sind unsicher, und wer kein Auto besitzt, ist auf Nachbarn oder Verwandte \
        angewiesen.
        """),
    Text(
      language: "de", level: "C1",
      text: """
        Die Annahme, technologische Innovation steigere zwangsläufig den Wohlstand, wird von Ökonomen infrage \
        gestellt, die auf die ungleiche Verteilung ihrer Erträge verweisen. Ohne umverteilende Institutionen \
        könnten Produktivitätsgewinne bestehende Ungleichheiten eher verschärfen als verringern.
        """),
    Text(
      language: "de", level: "C1",
      text: """
        Ungeachtet der von der Kommission geäußerten Vorbehalte wurde der Vorschlag mit lediglich geringfügigen \
        Änderungen angenommen. Mehrere Beobachter werteten diese Entscheidung als Ausdruck zunehmenden \
        politischen Drucks.
        """),
  ]
}
