extension FreshLibrary {
  /// `library/sections.csv`: two grammar sections and a subject.
  static let sections = """
    section,kind,level,title,points
    praesens_regelmaessig,gap_fill_exercise,A1,Präsens der regelmäßigen Verben,"Endungen -e, -st, -t, -en passend zum Subjekt | \
    Einschub von -e- bei Stämmen auf -d und -t (du arbeitest) | zusammengesetzte Subjekte (Anna und ich = wir)"
    perfekt_haben_sein,gap_fill_exercise,A2,Perfekt mit haben oder sein,"sein bei Bewegung und Veränderung | haben bei den \
    meisten anderen Verben | Partizip II am Satzende"
    statistics_basics,micro_lesson,,Basics of statistics,"mean, median and mode | spread and outliers | samples and what \
    they can tell"

    """

  /// `library/topics.csv`.
  static let topics = """
    topic,theme,title,levels,kinds,sections
    alltag_01_morgenroutine,alltag,Der Morgen zu Hause,,gap_fill_exercise,
    freizeit_01_wochenende,freizeit,Pläne für das Wochenende,,gap_fill_exercise,
    statistics_01_averages,statistics,Three kinds of average,,,statistics_basics
    statistics_02_samples,statistics,Asking a few to know about many,,,statistics_basics

    """

  /// `library/targets.csv`: two wide targets, a floor inside one of them, and one for each topic.
  static let targets = """
    section,topic,sku,language,target,priority
    praesens_regelmaessig,,,de,10,1
    praesens_regelmaessig,alltag_01_morgenroutine,,de,3,1
    perfekt_haben_sein,,,de,10,2
    statistics_basics,*,,en,2,3

    """

  /// `library/README.md`: what CSV files have no room to say.
  static let catalogueNotes = """
    # This library

    What stands here is an example: replace its rows with your own. Every command reads the files again when they have
    changed. A wrong row stops it with file, line, column and the mend, and changes nothing. Files saved by spreadsheets are
    read as they are.

    | file | a row is | columns |
    |---|---|---|
    | `sections.csv` | a grammar section, a subject, a category | `section,kind,level,title,points`; may have `parent,languages,aliases` |
    | `topics.csv` | a scene or a lesson's title | `topic,theme,title`; may have `levels,kinds,sections`: where it applies, several separated by `;` |
    | `targets.csv` | how many active items are wanted | `section,topic,sku,language,target,priority` |
    | `skus.csv` | a product | `sku,name,category,language,description` |
    | `sku_texts.csv` | a translated text of a product | `sku,language,field,text` |

    - Points are separated by ` | `. Further columns of sections, topics and products are kept: prompts can name them, and one
      that is called like an option of the kind (`gaps`, `register`, …) sets it.
    - In the key columns of `targets.csv` a value means that one, `*` each one that applies, and an empty field all taken
      together. `praesens_regelmaessig,,,de,10,1` wants ten exercises over all topics; the row after it wants three of them in
      one topic. Priority 1 is the most urgent. `libtool targets set` writes this file for you.
    - A row that you take out retires its key: nothing is deleted. `aliases` holds the former names of a section.
    - `items/*.jsonl`, if there are any, are imported when the store is made.
    - `rules/<kind>.yaml` are the quality rules; each explains itself. `../prompts/<kind>/` is what a kind is.
    - `library.db` is the store: every version of every item, and every run. It is made by the first command that needs it.
      Back it up; do not put it under version control.

    """

  /// `exports/README.md`.
  static let exportNotes = """
    # Exports

    What `libtool export` writes, and in `schemas/` the XML and JSON schemas that it fits. Exports can always be written again.

    """

  /// `.gitignore`.
  static let ignored = """
    library/library.db*
    library/.runs/
    exports/*
    !exports/README.md
    !exports/schemas/

    """
}
