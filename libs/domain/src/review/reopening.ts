import { redlineOfTexts, type RedlineBlock } from '../redline/redline.js';
import { headingOf, type HeadingLine } from './paragraphs.js';

/** A text with its headings. */
export interface ReadText {
  readonly text: string;
  readonly headings: readonly HeadingLine[];
}

/** A paragraph that is not what was approved. */
export interface ChangedParagraph {
  readonly kind: 'CAMBIATO' | 'AGGIUNTO' | 'TOLTO';
  /** The heading it stands under, of the text that holds it. */
  readonly heading: string | null;
  /** Its first words: those of now, of a paragraph that went those of before. */
  readonly words: string;
}

const wordsShown = 60;
const named = 3;

/** The first words of a paragraph, cut between words. */
export function firstWords(text: string, limit = wordsShown): string {
  const clean = text.replace(/\s+/gu, ' ').trim();
  if (clean.length <= limit) return clean;
  const cut = clean.slice(0, limit);
  const blank = cut.lastIndexOf(' ');
  return `${blank > limit / 2 ? cut.slice(0, blank) : cut}…`;
}

const after = (block: Extract<RedlineBlock, { kind: 'changed' }>): string =>
  block.pieces
    .filter(({ kind }) => kind !== 'deleted')
    .map(({ text }) => text)
    .join('');

/** Which paragraphs differ between what was approved and what stands now, in reading order; blank ones are none. */
export function changedParagraphs(approved: ReadText, now: ReadText): ChangedParagraph[] {
  return redlineOfTexts(approved.text, now.text)
    .blocks.flatMap((block): ChangedParagraph[] => {
      if (block.kind === 'equal') return [];
      if (block.kind === 'deleted')
        return [{ kind: 'TOLTO', heading: headingOf(approved.headings, block.before), words: firstWords(block.text) }];
      const words = firstWords(block.kind === 'changed' ? after(block) : block.text);
      return [{ kind: block.kind === 'changed' ? 'CAMBIATO' : 'AGGIUNTO', heading: headingOf(now.headings, block.after), words }];
    })
    .filter(({ words }) => words !== '');
}

const verbs: Readonly<Record<ChangedParagraph['kind'], string>> = {
  CAMBIATO: 'è cambiato il paragrafo',
  AGGIUNTO: 'è stato aggiunto il paragrafo',
  TOLTO: 'è stato tolto il paragrafo',
};

function inWords({ kind, heading, words }: ChangedParagraph): string {
  const place = heading === null || heading === words ? '' : ` (${firstWords(heading)})`;
  return `${verbs[kind]} «${words}»${place}`;
}

/** What a draft says otherwise than the version in force, as people read it. */
export function aheadSentence(document: string, changes: readonly ChangedParagraph[]): string {
  if (changes.length === 0)
    return `Nella bozza di «${document}» le parole sono quelle della versione in vigore, ma sono cambiati aspetto o struttura.`;
  return `Nella bozza di «${document}», dopo la versione in vigore, ${enumerated(changes)}.`;
}

/** What somebody had approved: the review of the lawyer, or the technical part by the comune. */
export type ApprovedPart = 'LEGALE' | 'TECNICA';

const startOf = (document: string, part: ApprovedPart): string =>
  part === 'LEGALE' ? `La revisione di «${document}» è riaperta:` : `L’approvazione tecnica di «${document}» non vale più:`;

/** Why an approval no longer holds although the version in force is the one that was approved. */
export function reopenedByDraftSentence(document: string, changes: readonly ChangedParagraph[], part: ApprovedPart = 'LEGALE'): string {
  const start = `${startOf(document, part)} nella bozza`;
  return changes.length === 0 ? `${start} sono cambiati aspetto o struttura del testo.` : `${start} ${enumerated(changes)}.`;
}

function enumerated(changes: readonly ChangedParagraph[]): string {
  const told = changes.slice(0, named).map(inWords).join('; ');
  const more = changes.length - named;
  return `${told}${more <= 0 ? '' : more === 1 ? '; e un altro paragrafo' : `; e altri ${more} paragrafi`}`;
}

/**
 * Why what was approved of a document no longer holds, as people read it.
 * @param changes none where the words are the same and the file is not: its layout, images or notes changed; null where a text of the two
 * cannot be read
 */
export function reopeningSentence(document: string, changes: readonly ChangedParagraph[] | null, part: ApprovedPart = 'LEGALE'): string {
  const start = startOf(document, part);
  if (changes === null) return `${start} il file è stato sostituito e il testo non si può confrontare.`;
  if (changes.length === 0) return `${start} le parole sono le stesse, ma il file è cambiato (impaginazione, immagini o note).`;
  return `${start} ${enumerated(changes)}.`;
}
