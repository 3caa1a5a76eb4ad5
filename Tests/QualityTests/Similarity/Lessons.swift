/// Micro-lessons, written for these tests.
let englishLessons: [Family] = [
  Family(
    "mean",
    microLesson(
      "Why the Mean Can Mislead You",
      """
      Five friends compare their savings: 100, 120, 150, 180 and 4,450 euros. The mean is the total divided by five, so it is \
      1,000 euros. Yet four of the five friends own far less than that. The median, the middle value of the sorted list, is \
      150 euros and describes a typical member of the group much better. One very large value pulls the mean towards itself, \
      while the median hardly notices it.
      """,
      [
        ("What is the median of the five savings?", ["150 euros", "120 euros", "180 euros", "1,000 euros"]),
        (
          "Why is the mean so high in this group?",
          ["One very large value pulls it up.", "Five is an odd number.", "The list was not sorted.", "All are rich."]
        ),
        (
          "Which average suits a list with extreme values?", ["The median", "The mean", "The sum", "The largest value"]
        ),
      ]),
    // Other people and other numbers.
    microLesson(
      "When the Mean Misleads",
      """
      Five colleagues compare their salaries: 2,100, 2,200, 2,400, 2,500 and 15,800 dollars. The mean is the total divided by \
      five, so it is 5,000 dollars. Yet four of the five colleagues earn far less than that. The median, the middle value of \
      the sorted list, is 2,400 dollars and describes a typical member of the team much better. One very large value pulls the \
      mean towards itself, while the median hardly notices it.
      """,
      [
        (
          "What is the median of the five salaries?",
          ["2,400 dollars", "2,200 dollars", "2,500 dollars", "5,000 dollars"]
        ),
        (
          "Why is the mean so high in this team?",
          ["One very large value pulls it up.", "Five is an odd number.", "The list was not sorted.", "All are rich."]
        ),
        (
          "Which average suits a list with extreme values?", ["The median", "The mean", "The sum", "The largest value"]
        ),
      ]),
    // Nearly the same words, a sentence less, another question.
    microLesson(
      "The Mean Can Mislead",
      """
      Five friends compare what they have saved: 100, 120, 150, 180 and 4,450 euros. The mean is the total divided by five, so \
      it is 1,000 euros. Yet four of the five friends own much less than that. The median, the middle value of the sorted \
      list, is 150 euros and describes a typical member of the group far better.
      """,
      [
        ("What is the median of the five savings?", ["150 euros", "120 euros", "180 euros", "1,000 euros"]),
        ("How many friends own less than the mean?", ["Four", "One", "Two", "Five"]),
        (
          "Which average suits a list with extreme values?", ["The median", "The mean", "The sum", "The largest value"]
        ),
      ])),
  Family(
    "median of an even list",
    // The same subject, taught otherwise.
    microLesson(
      "A Middle Between Two Values",
      """
      Sort the ages of six cousins: 3, 5, 8, 10, 14 and 20. No single age stands in the middle, because the list is even. \
      Statisticians then take the two central numbers, 8 and 10, and place the median halfway between them, at 9. Nobody in \
      the family is nine years old, which surprises many beginners. A median splits a list into a lower and an upper half; it \
      does not have to be a member of it.
      """,
      [
        ("What is the median of 2, 4, 6 and 8?", ["5", "4", "6", "20"]),
        (
          "When does the median fall between two values?",
          ["When the list is even", "When the list is odd", "When values repeat", "Never"]
        ),
        ("What must be done first?", ["Sort the list", "Add all values", "Drop the largest", "Count the zeros"]),
      ])),
  Family(
    "sampling",
    microLesson(
      "From a Sample to Everyone",
      """
      A school has 900 pupils, and the cook wants to know how many would eat a vegetarian lunch. Asking everybody takes too \
      long, so she asks 60 pupils. All 900 pupils are the population; the 60 are the sample. If she draws the names at random, \
      every pupil has the same chance to be asked. If she asks only her guests in the queue, pupils who never eat there have \
      no voice. A biased sample stays biased, however large it grows.
      """,
      [
        (
          "What is the population in this example?",
          ["All 900 pupils", "The 60 who are asked", "The guests in the queue", "The kitchen staff"]
        ),
        (
          "Why is asking only the queue a problem?",
          ["Some have no chance to be asked.", "It is too noisy.", "Sixty is odd.", "They answer slowly."]
        ),
        ("What helps against bias?", ["Drawing at random", "A larger queue", "Asking twice", "Asking friends"]),
      ]),
    microLesson(
      "From a Sample to the Whole",
      """
      A factory has 700 workers, and the director wants to know how many would take a free bus. Asking everybody takes too \
      long, so he asks 50 workers. All 700 workers are the population; the 50 are the sample. If he draws the names at random, \
      every worker has the same chance to be asked. If he asks only his guests at the gate, workers who never pass there have \
      no voice. A biased sample stays biased, however large it grows.
      """,
      [
        (
          "What is the population in this example?",
          ["All 700 workers", "The 50 who are asked", "The guests at the gate", "The drivers"]
        ),
        (
          "Why is asking only at the gate a problem?",
          ["Some have no chance to be asked.", "It is too noisy.", "Fifty is even.", "They answer slowly."]
        ),
        ("What helps against bias?", ["Drawing at random", "A larger gate", "Asking twice", "Asking friends"]),
      ])),
  Family(
    "school lunch, charts",
    // The school lunch of above, another subject.
    microLesson(
      "Reading a Bar Chart",
      """
      The cook of a school draws one bar for each lunch: pasta, soup, salad and fish. The taller a bar, the more pupils chose \
      that dish. Before comparing bars, look at the scale on the left. If it begins at 200 instead of zero, a small difference \
      looks enormous. Labels, units and an honest scale make a chart trustworthy, and a title tells when the pupils were \
      counted.
      """,
      [
        ("What does the height of a bar show?", ["How many chose a dish", "The price", "The taste", "The day"]),
        (
          "What makes a small difference look big?",
          ["A scale that does not begin at zero", "Wide bars", "A long title", "Many colours"]
        ),
        ("What tells when the data were taken?", ["The title", "The bars", "The scale", "The colours"]),
      ])),
  Family(
    "friction",
    microLesson(
      "Why Floors Push Back",
      """
      Push a heavy box across the floor and you feel something push back. That force is called friction, and it appears \
      wherever two surfaces touch and try to slide past each other. Even a floor that looks smooth has tiny bumps, and they \
      catch on the bumps of the box. A heavier box presses the bumps together more firmly, so friction grows with weight. Oil \
      fills the gaps and lets the surfaces glide.
      """,
      [
        ("What causes friction?", ["Tiny bumps that catch", "The air", "The colour", "Magnetism"]),
        ("What makes friction grow?", ["More weight", "Less weight", "More oil", "A longer floor"]),
        ("What does oil do?", ["It fills the gaps", "It adds weight", "It cools the box", "It makes bumps"]),
      ]),
    // The same, told with a few other words.
    microLesson(
      "Why the Floor Pushes Back",
      """
      Push a heavy crate across a floor and you feel something push back. This force is called friction, and it appears \
      wherever two surfaces touch and try to slide past one another. Even a floor that seems smooth has tiny bumps, and these \
      catch on the bumps of the crate. A heavier crate presses the bumps together more firmly, so friction grows with weight. \
      Oil fills the gaps and lets the surfaces glide.
      """,
      [
        ("What causes friction?", ["Tiny bumps that catch", "The wind", "The paint", "Magnetism"]),
        ("What makes friction grow?", ["More weight", "Less weight", "More oil", "A longer floor"]),
        ("What does oil do?", ["It fills the gaps", "It adds weight", "It cools the crate", "It makes bumps"]),
      ])),
  Family(
    "friction in use",
    microLesson(
      "Friction as a Helper",
      """
      Without friction you could not walk: your shoe would slip backwards at each step, as on ice. Brakes press rubber on \
      metal and turn motion into heat. A nail stays in the wall because wood grips it on every side. Engineers therefore \
      choose rough soles for mountain boots and deep grooves for winter tyres, where a firm grip on wet ground saves lives.
      """,
      [
        ("Why do we slip on ice?", ["There is little friction", "Ice is heavy", "Ice is warm", "Shoes are too rough"]),
        ("What do brakes turn motion into?", ["Heat", "Sound only", "Light", "Weight"]),
        ("What holds a nail in the wall?", ["The grip of the wood", "Glue", "Gravity", "Paint"]),
      ])),
]

/// Micro-lessons in German, written for these tests.
let germanLessons: [Family] = [
  Family(
    "Photosynthese",
    microLesson(
      "Wie Blätter Zucker machen",
      """
      Eine Pflanze isst nicht, sie baut ihre Nahrung selbst. In den Blättern fängt ein grüner Farbstoff, das Chlorophyll, das \
      Licht der Sonne ein. Mit dieser Energie verbindet die Pflanze Wasser aus dem Boden mit Kohlendioxid aus der Luft. Dabei \
      entsteht Zucker, und Sauerstoff wird frei. Ohne Licht steht der Vorgang still, deshalb verkümmert eine Pflanze im Keller.
      """,
      [
        ("Was fängt das Licht ein?", ["Das Chlorophyll", "Das Wasser", "Die Wurzel", "Der Zucker"]),
        ("Was wird dabei frei?", ["Sauerstoff", "Kohlendioxid", "Stickstoff", "Salz"]),
        ("Warum verkümmert sie im Keller?", ["Es fehlt Licht", "Es ist zu still", "Es ist zu warm", "Es fehlt Erde"]),
      ]),
    microLesson(
      "Wie ein Blatt Zucker macht",
      """
      Ein Baum isst nicht, er baut seine Nahrung selbst. In den Blättern fängt ein grüner Farbstoff, das Chlorophyll, das \
      Licht der Sonne ein. Mit dieser Energie verbindet der Baum Wasser aus dem Boden mit Kohlendioxid aus der Luft. Dabei \
      entsteht Zucker, und Sauerstoff wird frei. Ohne Licht steht der Vorgang still, deshalb verkümmert ein Baum im Keller.
      """,
      [
        ("Was fängt das Licht ein?", ["Das Chlorophyll", "Das Wasser", "Die Rinde", "Der Zucker"]),
        ("Was wird dabei frei?", ["Sauerstoff", "Kohlendioxid", "Stickstoff", "Salz"]),
        ("Warum verkümmert er im Keller?", ["Es fehlt Licht", "Es ist zu still", "Es ist zu warm", "Es fehlt Erde"]),
      ])),
  Family(
    "Wurzeln",
    microLesson(
      "Was Wurzeln leisten",
      """
      Wurzeln halten einen Baum im Sturm und versorgen ihn zugleich mit Wasser. Nahe den Spitzen wachsen feine Haare, die \
      zwischen die Körner der Erde dringen. Durch ihre dünne Haut sickert das Wasser mit gelösten Salzen ein und steigt dann \
      durch das Holz bis in die Krone. Bei Trockenheit wachsen Wurzeln tiefer, bei Nässe bleiben sie flach.
      """,
      [
        ("Wo dringt Wasser ein?", ["Durch feine Haare", "Durch die Rinde", "Durch Blüten", "Durch das Laub"]),
        ("Was bringt es mit?", ["Gelöste Salze", "Zucker", "Licht", "Chlorophyll"]),
        ("Wie wachsen sie bei Trockenheit?", ["Tiefer", "Flacher", "Gar nicht", "Nach oben"]),
      ])),
  Family(
    "Blätter im Herbst",
    microLesson(
      "Warum Blätter bunt werden",
      """
      Im Herbst werden die Tage kürzer, und der Baum bereitet sich auf den Frost vor. Das grüne Chlorophyll wird abgebaut und \
      in Ast und Stamm gespeichert. Nun sieht man gelbe und rote Farbstoffe, die vorher verdeckt waren. Zuletzt bildet sich am \
      Stiel eine Schicht aus Kork, und der Wind nimmt das Blatt mit.
      """,
      [
        ("Wohin geht das Chlorophyll?", ["In Ast und Stamm", "In die Luft", "In die Erde", "In die Blüte"]),
        ("Was bildet sich am Stiel?", ["Eine Schicht aus Kork", "Ein Haar", "Ein Dorn", "Eine Knospe"]),
        ("Was war vorher verdeckt?", ["Gelb und Rot", "Grün", "Kork", "Frost"]),
      ])),
]
