import type { ClaimWord } from './claim-words';

/**
 * Words on which the truth of a sentence can hang. What holds one of them is never left out of a retelling.
 * Too many here costs a little brevity; one too few could cost a false sentence.
 */
const GUARDED = new Set(
  `
  no not nor none nobody nothing nowhere never neither without cannot ain't non hardly barely scarcely rarely seldom
  little few fewer fewest less lesser least nearly almost about approximately roughly around circa
  more most much many greater greatest larger largest smaller smallest higher highest lower lowest better best worse
  worst than as same similar different equal equally double half twice both either whether or else
  only just merely solely mainly mostly primarily largely partly partially somewhat sometimes occasionally often
  frequently usually generally typically normally commonly always all every each any some several enough too
  if unless until till when whenever while whereas once before after during since provided providing providing supposing
  assuming assumed given depending depends subject conditional conditionally otherwise except excepting excluding
  exception exceptions save barring but yet although though however despite notwithstanding instead rather besides
  apart aside contrary conversely against
  may might can could would should shall must ought possibly perhaps maybe probably likely unlikely potentially
  presumably apparently seemingly arguably theoretically hypothetically ideally supposedly allegedly reportedly
  alleged reported purported putative so-called suspected suspect expected predicted projected estimated estimate
  estimates preliminary tentative hypothetical theoretical simulated unconfirmed disputed controversial debated
  questioned questionable uncertain unclear unknown
  claim claims claimed claiming believe believes believed believing think thinks thought argue argues argued arguing
  say says said saying told tells tell suggest suggests suggested suggesting hypothesize hypothesise hypothesized
  hypothesised hypothesis assume assumes speculate speculates speculated speculation conjecture conjectured according
  opinion view doubt doubts doubted doubtful wonder hope hopes hoped want wants wanted intend intends intended plan
  plans planned promise promises promised pretend pretends pretended imagine imagined dream dreamed try tries tried
  trying attempt attempts attempted seem seems seemed appear appears appeared accuse accused accuses charge charged
  deny denies denied denying refute refutes refuted reject rejects rejected dispute disputes retract retracted
  retraction withdraw withdrew withdrawn disprove disproved disproven debunk debunked false falsely untrue wrong
  wrongly incorrect incorrectly mistaken mistakenly myth myths hoax fake fiction fictional fail fails failed failing
  failure lack lacks lacked lacking unable impossible refuse refuses refused avoid avoids avoided prevent prevents
  prevented prevention stop stops stopped cease ceased forbid forbids forbidden prohibit prohibited ban banned cancel
  cancelled canceled former formerly previously originally ex respectively latter vice versa opposite reverse
  low weak limited moderate certainty quality minus negative zero error errors caution caveat caveats limitation limitations fabricated fabrication fraud
  fraudulent bogus invalid invalidated overturned reversed revoked contradict contradicts contradicted exaggerated
  misleading mislead satire satirical joke parody pseudoscience discredited unproven unsupported unfounded baseless
  superseded obsolete outdated abandoned rumour rumor rumours rumors
  `
    .trim()
    .split(/\s+/),
);

/** In a sentence with one of these, leaving a clause out can turn what is left round or widen it. */
const SCOPE = new Set(
  `
  no not nor none nobody nothing nowhere never neither without cannot ain't hardly barely scarcely rarely seldom few
  all every each any only if unless until whether except either both respectively former latter than otherwise else
  everyone everybody everything anyone anybody anything always whoever whatever whenever wherever most between together
  total combined sum average mean when fail fails failed failing lack lacks lacked deny denies denied refute refutes
  refuted reject rejects rejected false untrue myth wrong incorrect instead rather too impossible unable forbid
  forbidden prohibit prohibited doubt doubts doubted unlikely
  `
    .trim()
    .split(/\s+/),
);

/** Degrees and quantities that may go together with all of what a sentence merely presents ("We propose a …"). */
const DEGREE = new Set(
  `
  as same similar different equal equally more most much many greater greatest larger largest smaller smallest higher
  highest lower lowest better best than all every each any some several both while during before after given when
  can enough often
  `
    .trim()
    .split(/\s+/),
);

const GUARDED_CHARACTERS =
  /[不没無无未非否别勿莫毋仅只除若如果假可能或许許约約概似据據称稱认認為为但却雖虽尽儘管然而更最较較比少多几幾乎每都全均各部些半前后後曾将將]/u;
const SCOPE_CHARACTERS = /[不没無无未非否别勿莫毋仅只除若如果假或每都全均各]/u;

/** Whether a run of words holds something that must not be left out. */
export function holdsGuarded(words: readonly ClaimWord[]): boolean {
  return words.some((word) => matches(word, GUARDED, GUARDED_CHARACTERS));
}

/** As holdsGuarded, but degrees and quantities are let go. */
export function holdsGuardedBesidesDegree(words: readonly ClaimWord[]): boolean {
  return holdsGuarded(words.filter((word) => !DEGREE.has(word.text)));
}

/** Whether a run of words holds an operator under which clauses must not be left out. */
export function holdsScope(words: readonly ClaimWord[]): boolean {
  return words.some((word) => matches(word, SCOPE, SCOPE_CHARACTERS));
}

function matches(word: ClaimWord, list: ReadonlySet<string>, characters: RegExp): boolean {
  if (word.kind === 'character') return characters.test(word.text);
  if (word.text.endsWith("n't")) return true;
  return list.has(word.text) || word.text.split(/[-/']/).some((part) => part !== word.text && list.has(part));
}
