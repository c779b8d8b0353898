/** A word that ties a sentence to the one before, and says nothing of what it is about. */
const LINK = String.raw`(?:(?:and|but|or|yet|then|still|also|even|hence|thus|however|because)\b,?\s+)?`;
const PREPOSITION = String.raw`(?:in|at|on|by|from|to|for|with|after|before|under|since|during|upon|of|through|within|despite)`;
/** "Those who …" and "those without …" say themselves whom they mean; "those leaders who …" does, a little later. */
const SAYS_WHOM = String.raw`(?!\s+(?:who|whom|whose|which|that|with|without|in|of|\p{L}+ing)\b|[^.,;]{0,60}\swho\b)`;
const DEMONSTRATIVE = String.raw`(?:this(?!\s+day\b)|that|these|those|such)\b${SAYS_WHOM}`;

const POINTS_BACK = new RegExp(
  [
    String.raw`^${LINK}(?:so\s+)?(?:he|she|it|they|his|her|its|their|the (?:former|latter))\b`,
    String.raw`^${LINK}(?:${PREPOSITION}\s+)?${DEMONSTRATIVE}`,
    String.raw`^(?:the\s+)?(?!loved\b|little\b|young\b)\p{L}+\s+ones\b`,
    String.raw`^\p{L}+\s+of\s+(?:it|them|${DEMONSTRATIVE})(?!\p{L})`,
    '^[他她它牠其该此这]',
  ].join('|'),
  'iu',
);

/** Words of a sentence in which "his" can hardly mean somebody named after it. */
const OPENING_WORDS = 4;

/**
 * Whether a sentence means by its first words something that the one before it names: "It …", "But they …", "The latter …",
 * "New ones …", "In this agreement …", "Most of them …", 它…, "Early in the third century BC he …".
 */
export function pointsBack(text: string): boolean {
  // IT is information technology.
  return (POINTS_BACK.test(text) && !/^IT\b/.test(text)) || namesNobody(text);
}

/** A person, and no name before. */
function namesNobody(text: string): boolean {
  const words = text.match(/\p{L}+/gu) ?? [];
  const name = words.findIndex((word, at) => at > 0 && /^\p{Lu}\p{Ll}/u.test(word));
  const known = name === -1 ? words.length : name;
  const he = words.findIndex((word) => word === 'he' || word === 'she');
  const his = words.findIndex((word) => word === 'his' || word === 'her');
  return (he !== -1 && he < known) || (his !== -1 && his < Math.min(known, OPENING_WORDS));
}
