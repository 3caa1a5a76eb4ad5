/// English exercises, written for these tests.
let englishExercises: [Family] = [
  Family(
    "holiday, past",
    gapFill(
      """
      Last summer we {went|go,gone,going} to Greece by train. We {stayed|stay,staying,stays} in a small hotel near the beach, \
      and my brother {learned|learn,learning,learns} to swim. It was the best holiday of my life.
      """),
    gapFill(
      """
      Last winter we {went|go,gone,going} to Norway by ship. We {stayed|stay,staying,stays} in a small cabin near the lake, and \
      my sister {learned|learn,learning,learns} to ski. It was the best trip of my life.
      """)),
  Family(
    "holiday, prepositions",
    // The holiday of above, other forms.
    gapFill(
      """
      Last summer we went to Greece {by|with,on,in} train. We stayed {in|at,on,by} a small hotel {near|next,beside to,closely} \
      the beach, and my brother learned to swim. It was the best holiday {of|in,from,at} my life.
      """)),
  Family(
    "holiday, future",
    gapFill(
      """
      Next year my parents {are going|is going,go,going} to fly to Canada. They {will|are,is,do} visit an old friend in \
      Toronto, and I {am meeting|meet,meets,is meeting} them at the airport when they come back.
      """)),
  Family(
    "office, present perfect",
    gapFill(
      """
      Maria {has worked|works,is working,worked} for this company since 2015. She {has|have,is,was} never missed a meeting, and \
      her boss {has just given|gives,just gave,is giving} her a new project.
      """),
    gapFill(
      """
      Daniel {has lived|lives,is living,lived} in this village since 2009. He {has|have,is,was} never missed a festival, and \
      his neighbour {has just offered|offers,just offered,is offering} him a new house.
      """)),
  Family(
    "kitchen, present perfect",
    gapFill(
      """
      “{Have|Has,Did,Are} you washed the dishes yet?” asks Tom. “No, I {haven't|hasn't,didn't,am not} had time, but I \
      {have already cleaned|already clean,has already cleaned,am already cleaning} the floor.”
      """)),
  Family(
    "comparatives",
    gapFill(
      """
      My new flat is {bigger|big,biggest,more big} than the old one, but it is also {more expensive|expensiver,most \
      expensive,expensive}. The kitchen is the {nicest|nicer,nice,most nice} room of all.
      """),
    gapFill(
      """
      My new bike is {faster|fast,fastest,more fast} than the old one, but it is also {more dangerous|dangerouser,most \
      dangerous,dangerous}. The saddle is the {hardest|harder,hard,most hard} part of all.
      """)),
  Family(
    "comparatives, animals",
    gapFill(
      """
      A cheetah runs {faster|fast,fastest,more fast} than any other animal. Elephants live {longer|long,longest,more long} than \
      dogs, and whales are the {largest|larger,large,most large} animals in the sea.
      """)),
  Family(
    "conditionals",
    gapFill(
      """
      If it {rains|will rain,rained,raining} tomorrow, we {will stay|stay,stayed,would stay} at home. If I {had|have,will \
      have,has} more money, I {would buy|will buy,buy,bought} a car.
      """),
    gapFill(
      """
      If it {snows|will snow,snowed,snowing} tonight, we {will sleep|sleep,slept,would sleep} at school. If I {had|have,will \
      have,has} more time, I {would learn|will learn,learn,learned} a language.
      """),
    // The sentences the other way round.
    gapFill(
      """
      If I {had|have,will have,has} more money, I {would buy|will buy,buy,bought} a car. If it {rains|will rain,rained,raining} \
      tomorrow, we {will stay|stay,stayed,would stay} at home.
      """)),
  Family(
    "conditionals, party",
    gapFill(
      """
      What {would you do|will you do,do you do,did you do} if your guests came an hour early? Sue says she \
      {would offer|will offer,offers,offered} them a drink, unless they {were|are,will be,be} hungry.
      """)),
  Family(
    "articles",
    gapFill(
      """
      I saw {a|an,the,some} dog in the park this morning. {The|A,An,Some} dog was carrying {an|a,the,some} umbrella in its \
      mouth, and everybody laughed.
      """),
    gapFill(
      """
      I saw {a|an,the,some} man on the bus last night. {The|A,An,Some} man was holding {an|a,the,some} elephant in his arms, \
      and everybody laughed.
      """)),
  Family(
    "articles, school",
    gapFill(
      """
      My aunt is {a|an,the,some} teacher at {the|a,an,some} primary school in our street. She says it is {an|a,the,some} \
      interesting job, though the days are long.
      """)),
]
