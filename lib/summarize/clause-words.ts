/** Word lists by which clauses are told apart; everything not listed is left as it is. */

/** Openers that link a sentence to the one before and say nothing by themselves; a comma follows. */
export const LEADING_LINK = new RegExp(
  `^(?:${[
    'however|therefore|thus|hence|moreover|furthermore|additionally|also|besides|consequently|accordingly|nevertheless',
    'nonetheless|conversely|similarly|likewise|meanwhile|finally|lastly|first|firstly|second|secondly|third|thirdly|next',
    'overall|specifically|notably|importantly|interestingly|surprisingly|remarkably|unfortunately|fortunately|indeed|in fact',
    'of course|clearly|obviously|in addition|in contrast|by contrast|in particular|in summary|in short|in conclusion',
    'in sum|to summarize|to summarise|to conclude|in other words|as a result|as a consequence|for example|for instance',
    'for this reason|to this end|to that end|to do so|on the one hand|on the other hand|here|then|again|that is',
    'in this (?:paper|work|article|study|report|section|chapter|thesis|letter|note)|well|yeah|yes|okay|ok|um|uh|so|and|but',
  ].join('|')})\\s*,\\s*`,
  'i',
);

/** As LEADING_LINK for Chinese. */
export const LEADING_LINK_CHINESE =
  /^(?:因此|所以|因而|从而|然而|但是|但|不过|可是|此外|另外|同时|而且|并且|首先|其次|再次|最后|总之|综上所述|综上|例如|比如|具体来说|具体而言|换句话说|也就是说|为此|事实上|实际上|值得注意的是)[,，]/u;

/** Between two commas, as in ", however,". */
export const INNER_LINK = new Set(
  'however therefore thus moreover furthermore indeed consequently accordingly nevertheless nonetheless'.split(
    ' ',
  ),
);

/** What may open a clause at the end, after a comma, that only adds to what was said. */
export const ADDING_OPENER = new Set(
  `which who whose and including such making leading allowing enabling giving causing resulting yielding producing
  achieving showing demonstrating improving creating helping forming ensuring especially particularly
  notably thus thereby hence because and a an the`
    .trim()
    .split(/\s+/),
);

/** What may open an addition in the middle, between the only two commas of a sentence. */
export const INNER_OPENER = new Set(
  'which who whose including such called named known based located founded born a an the'.split(' '),
);

/** After "We propose a …": what follows one of these only narrows the thing presented. */
export const NARROWING_OPENER = new Set(
  'that which who for to by with in using based where through via from on under across within towards toward'.split(
    ' ',
  ),
);

/**
 * "We propose …", "This paper presents …": the sentence says that something was done, whatever follows.
 * Base forms only after a plural subject: "this study designs" is a verb, "our study designs" may be a noun.
 */
export const PRESENTATION = new RegExp(
  `^(?:(?:in this (?:paper|work|article|study|report|chapter)|here)\\s*,\\s*)?(?:${[
    '(?:we|the authors)\\s+(?:also\\s+|further\\s+|first\\s+|then\\s+|next\\s+)?(?:propose|present|introduce|develop|describe|design|study|investigate|explore|examine|provide|release|review|discuss|analy[sz]e|formulate|devise|construct|address|consider)',
    'this (?:paper|work|article|study|report|chapter)\\s+(?:also\\s+|further\\s+)?(?:proposes|presents|introduces|develops|describes|designs|studies|investigates|explores|examines|provides|reviews|discusses|analy[sz]es|formulates|addresses|considers)',
  ].join('|')})\\s`,
  'i',
);

/** First words that make all up to the next comma a circumstance of the rest. */
export const CIRCUMSTANCE = new Set(
  `when whenever if while whereas because since although though for in on at by with within without after before as to
  during despite unless given unlike like under over from until once upon through throughout besides among amongst
  between against about above below beyond across around near outside inside per via that which who what how why
  where whether instead rather had were was is are did does do can should
  built made set put cut left held kept led lost met paid sent sold told found known seen given taken shown driven
  born grown drawn written thought`
    .trim()
    .split(/\s+/),
);

/** After one of these a sentence cannot end. */
export const DANGLING = new Set(
  'a an the and or of as than not both either neither nor is are was were be been its their his her our my your such'.split(
    ' ',
  ),
);

/** Words that refer to something named elsewhere: leaving out a clause could change whom they mean. */
export const REFERRING = new Set(
  `he she it they him her them his its their hers theirs himself herself itself themselves this that these those such
  latter former one ones another other others there here`
    .trim()
    .split(/\s+/),
);

/** Finite forms common enough to recognise a full clause by; -ed forms count as well. */
const VERBS = new Set(
  `is are was were am be been being has have had does do did can will became become becomes began begins came comes
  gave gives goes went got gets grew grows held holds kept keeps knew knows led leads left lies made makes means meant
  met meets put puts ran runs rose rises sat saw sees sent sends set sets shows shown showed stands stood takes took
  taught tells told thought uses won wins wrote writes built builds bought brought broke breaks chose drew drives drove
  fell falls felt finds found flies flew forms fought helps hits keeps lives loses lost pays paid reads sells sold spent
  spends speaks spoke spreads turns wears wore works allows enables provides proposes presents introduces contains
  consists includes requires needs offers produces reduces increases improves achieves outperforms demonstrates
  remains serves supports plays moves measures carries covers causes converts stores creates depends describes
  develops studies investigates find show use propose present introduce develop describe study investigate need make
  take give get go come see know live work play run write writes report reports
    note notes state states conclude concludes warn warns admit admits insist insists swore testify testifies reckon
    reckons holds rules`
    .trim()
    .split(/\s+/),
);

const SUPERLATIVE =
  /^(?:first|only|most|best|worst|least|state-of-the-art|latest|last|sole|unique|record)$|est$/;
const NOT_SUPERLATIVE = new Set(
  'test interest forest request rest nest west guest quest digest manifest harvest'.split(' '),
);

/** "the first …", "the largest …": what narrows it may not go. */
export function looksSuperlative(word: string): boolean {
  return SUPERLATIVE.test(word) && !NOT_SUPERLATIVE.has(word);
}

export function looksFinite(word: string): boolean {
  return VERBS.has(word) || /[a-z]{2}ed$/.test(word);
}
