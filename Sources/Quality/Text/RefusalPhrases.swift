/// With which words models refuse, by language: they speak of themselves or of the request; see ``Refusal``.
enum RefusalPhrases {
  static let all: [String] = english + german + french + spanish + others + japanese + chinese

  private static let english: [String] = [
    "as an ai language model", "as an ai model", "as an ai assistant", "as an ai, i", "as a language model",
    "as a large language model", "i'm an ai,", "i'm an ai.", "i'm an ai and", "i'm an ai language",
    "i'm an ai assistant", "i'm an ai model",
    "i am an ai,", "i am an ai.", "i am an ai and", "i am an ai language", "i am an ai assistant", "i am an ai model",
    "i'm just an ai", "i am just an ai",
    "i cannot fulfill*", "i can't fulfill*",
    "i cannot fulfil", "i can't fulfil", "i cannot comply", "i can't comply", "i cannot assist with*",
    "i can't assist with*", "i'm unable to assist*", "i am unable to assist*", "i'm unable to comply*",
    "i am unable to comply*", "i'm unable to fulfill*", "i am unable to fulfill*", "i'm not able to assist*",
    "i cannot help with this request", "i can't help with this request", "i cannot help with that request",
    "i can't help with that request", "i cannot generate … content|text|such|exercise|exercises",
    "i can't generate … content|text|such|exercise|exercises", "i cannot provide that content",
    "i can't provide that content", "i cannot create this content", "i can't create this content",
    "i'm sorry, but i can't assist*", "i'm sorry, but i cannot assist*", "against my guidelines",
    "violates my guidelines",
    "violates our content policy", "against our content policy", "my training data", "my knowledge cutoff",
  ]

  private static let german: [String] = [
    "als ki-sprachmodell", "als ki-modell", "als ki-assistent*", "als ein ki-*", "als sprachmodell",
    "als großes sprachmodell", "als künstliche intelligenz kann ich", "als künstliche intelligenz bin ich",
    "als ki kann ich", "als ki bin ich", "ich bin eine ki und", "ich bin eine ki,", "ich bin eine ki.",
    "ich bin nur eine ki",
    "ich bin ein ki-modell", "ich bin ein ki-assistent",
    "ich bin ein sprachmodell", "ich kann diese anfrage nicht",
    "ich kann dieser anfrage nicht", "ich kann diese anfrage leider nicht", "ich kann dieser anfrage leider nicht",
    "diese anfrage kann ich nicht", "diese anfrage kann ich leider nicht", "ich kann diesen inhalt nicht",
    "ich kann keine inhalte*", "gegen meine richtlinien", "meine trainingsdaten", "meinen trainingsdaten",
  ]

  private static let french: [String] = [
    "en tant que modèle de langage", "en tant que grand modèle de langage", "en tant qu'ia",
    "en tant qu'intelligence artificielle", "en tant qu'assistant ia", "en tant qu'assistant virtuel, je",
    "je suis une ia", "je suis une intelligence artificielle", "je suis un modèle de langage",
    "je ne peux pas répondre à cette demande", "je ne peux pas répondre à cette requête",
    "je ne peux pas satisfaire cette demande", "je ne peux pas traiter cette demande",
    "je ne peux pas accéder à cette demande", "je ne peux pas vous aider avec cette demande",
    "je ne peux pas générer", "je ne peux pas créer ce contenu", "je ne peux pas produire ce contenu",
    "je ne suis pas en mesure de générer", "je ne suis pas en mesure de répondre à cette demande",
    "mes données d'entraînement",
  ]

  private static let spanish: [String] = [
    "como modelo de lenguaje", "como un modelo de lenguaje", "como gran modelo de lenguaje", "como ia, no",
    "como inteligencia artificial, no", "como asistente de ia", "soy una ia", "soy una inteligencia artificial",
    "soy un modelo de lenguaje", "no puedo cumplir con esta solicitud", "no puedo cumplir con esa solicitud",
    "no puedo cumplir esta solicitud", "no puedo atender esta solicitud", "no puedo atender esa solicitud",
    "no puedo ayudar con esta solicitud", "no puedo ayudar con esa solicitud", "no puedo ayudarte con esta solicitud",
    "no puedo ayudarte con esa solicitud", "no puedo ayudarle con esta solicitud", "no puedo generar",
    "no puedo crear este contenido", "no puedo crear ese contenido", "no puedo proporcionar ese contenido",
    "no puedo proporcionar este contenido", "mis datos de entrenamiento",
  ]

  private static let others: [String] = ["como modelo de linguagem", "come modello linguistico"]

  private static let japanese: [String] = [
    "aiとして", "aiアシスタントとして", "aiモデルとして", "言語モデルとして", "人工知能として", "私はaiです", "私はaiなので", "私はaiアシスタント",
    "このリクエストにはお応え", "このリクエストには対応", "そのリクエストにはお応え", "そのリクエストには対応", "リクエストにお応えすることはできません",
    "コンテンツを生成することはできません", "コンテンツを作成することはできません", "コンテンツは生成できません", "コンテンツは作成できません",
    "文章を生成することはできません", "私の学習データ",
  ]

  private static let chinese: [String] = [
    "作为一个ai", "作为一名ai", "作为ai", "作为人工智能", "作为一个人工智能", "作为语言模型", "作为一个语言模型", "作为大语言模型", "作为一个大语言模型",
    "作为一个大型语言模型", "我是一个ai", "我是ai", "我是人工智能", "我是一个人工智能", "我只是一个ai", "我无法满足这个请求", "我无法满足您的请求",
    "我无法满足你的请求", "我不能满足您的请求", "我无法完成这个请求", "我无法完成您的请求", "我无法回答这个请求", "我无法生成", "我不能生成",
    "我无法提供这样的内容", "我无法提供此类内容", "我不能提供此类内容", "我无法创作", "我无法协助", "我的训练数据",
    "作為一個ai", "作為ai", "作為人工智慧", "作為一個人工智慧", "作為語言模型", "作為一個語言模型", "我是一個ai", "我無法滿足", "我無法生成", "我不能生成",
    "我無法提供這樣的內容", "我無法提供此類內容", "我的訓練資料",
  ]
}
