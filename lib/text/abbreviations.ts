/** What stands before a full stop without ending a sentence; all in lower case, without the stop. */

/** A name or a number always follows. */
export const BEFORE_A_NAME: ReadonlySet<string> = new Set(
  'dr mr mrs ms messrs mme prof gen rep sen gov capt cpt lt col sgt maj cmdr adm rev hon fr pres supt mt ft vs cf viz e.g i.e eg ie ca v'.split(
    ' ',
  ),
);

/** An abbreviation only when a number, a numeral or a bracket follows ("Fig. 3", but "I said no. Then …"). */
export const BEFORE_A_NUMBER: ReadonlySet<string> = new Set(
  'fig figs eq eqs sec secs ch chap vol vols no nos p pp par art ref refs tab app ex ver op § nr'.split(' '),
);

/** May also stand at the end of a sentence; the word that follows decides. */
export const MAY_END: ReadonlySet<string> = new Set(
  'etc inc ltd co corp jr sr bros st ave blvd rd approx dept est ed eds al jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun min max avg tel ext univ assn'.split(
    ' ',
  ),
);

/** Words that often begin a sentence and are seldom names: after "U.S." or "J." they show that a new one began. */
export const SENTENCE_STARTERS: ReadonlySet<string> = new Set(
  'a an the this that these those it he she they we you i his her their our its my your there here in on at by for from to with without under over and but or so yet if when while where why how what who which as after before because since although though however therefore thus then also moreover meanwhile instead some many most all both each every no not one two three another other such only even still now today soon later finally first second third next is are was were do does did has have had can could will would should may might must'.split(
    ' ',
  ),
);
