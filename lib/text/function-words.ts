/**
 * The words a language cannot do without, for languages in Latin script. Content words are borrowed freely (a recipe
 * for linguiça is full of Portuguese); these are not, so counting them is hard to mislead.
 */
const FUNCTION_WORDS: Readonly<Record<string, string>> = {
  en: 'the of and to is are was were that for it with on be by this from at which have has not his they you or an if into can will their there been would when your than its over some about',
  de: 'der die das und ist nicht von den mit sich des auf für ein eine dem im zu als auch es wird sind oder aus bei nach wie einer war werden über nur aber kann noch durch',
  fr: 'le la les et des est une du que dans qui pour pas sur au ce avec plus sont il par ou elle mais nous vous cette aux être ont leur même comme fait ces',
  es: 'el la los las y de que en un una es por con para del se no su lo como más pero sus al este esta entre cuando muy sin sobre también hasta hay donde',
  it: 'il la di che e un una per non è con del della sono le dei nel si da come più anche alla gli questo ma delle lo al dal nella ha essere',
  pt: 'o a os as e de que em um uma não do da para com se por mais dos das no na ao como mas foi seu sua ou quando muito nos já também só pelo',
  nl: 'de het een van en is dat niet op te zijn met voor die er aan ook als bij door naar maar uit om dan nog wordt deze heeft kan over zich worden',
  sv: 'och att det som en på är av för med den till inte har de ett om var från men vi kan så han jag eller när hade under också där skulle',
};

const SETS = Object.entries(FUNCTION_WORDS).map(([language, words]) => ({
  language,
  words: new Set(words.split(' ')),
}));

/** Function words found in each language, most first. */
export function countFunctionWords(text: string): { language: string; hits: number }[] {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  return SETS.map(({ language, words: known }) => ({
    language,
    hits: words.filter((word) => known.has(word)).length,
  })).sort((a, b) => b.hits - a.hits);
}

/** Whether a word in lower case is one that some language cannot do without. */
export function isFunctionWord(word: string): boolean {
  return SETS.some(({ words }) => words.has(word));
}
